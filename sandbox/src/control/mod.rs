//! The control API under `/_sandbox/`: vehicles, operator, clock, faults, request log and state, as JSON.

mod clock;
mod faults;
mod operator;
mod requests;
mod state;
mod vehicles;

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use http::{StatusCode, header};
use rusqlite::Transaction;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::error::Error;
use crate::shared::Shared;
use crate::world::{Refusal, World};

/// The park that is meant if a request names none.
const DEFAULT_PARK: &str = "10001088";
const LIMIT: usize = 1024 * 1024;

/// All routes.
pub(crate) fn router() -> Router<Arc<Shared>> {
    Router::new()
        .route("/health", get(state::health))
        .route("/vehicles/arrive", post(vehicles::arrive))
        .route("/vehicles/leave", post(vehicles::leave))
        .route("/vehicles/withdraw", post(vehicles::withdraw))
        .route("/cards/swipe", post(vehicles::swipe))
        .route("/berths", post(vehicles::berth))
        .route("/operator/match", post(operator::match_record))
        .route("/operator/open", post(operator::open))
        .route("/lanes", get(operator::lanes).post(operator::set_barrier))
        .route("/clock", get(clock::read).post(clock::change))
        .route("/faults", get(faults::list).post(faults::plan).delete(faults::clear))
        .route("/faults/{id}", delete(faults::remove))
        .route("/requests", get(requests::list).delete(requests::clear))
        .route("/settings", get(state::settings).put(state::set_settings))
        .route("/state", get(state::read))
        .route("/snapshot", post(state::snapshot))
        .route("/restore", post(state::restore))
        .route("/reset", post(state::reset))
        .layer(axum::middleware::from_fn(refuse_web_pages))
}

/// Why a control request failed: 400 for a bad one, 404 for an unknown thing, 409 for an impossible one.
pub(super) struct Failure {
    status: StatusCode,
    message: String,
}

pub(super) type Answer = Result<axum::Json<Value>, Failure>;

impl Failure {
    pub(super) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self { status, message: message.into() }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response<Body> {
        (self.status, axum::Json(json!({ "error": self.message }))).into_response()
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Answer { code, message, .. } if code == "0009" => Self::new(StatusCode::NOT_FOUND, message),
            Refusal::Answer { message, .. } => Self::new(StatusCode::CONFLICT, message),
            Refusal::Store(error) => error.into(),
        }
    }
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string())
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string())
    }
}

/// A JSON body, whatever its content type says; an empty one is `{}`.
pub(super) struct Input<T>(pub(super) T);

impl<T: DeserializeOwned> FromRequest<Arc<Shared>> for Input<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, _: &Arc<Shared>) -> Result<Self, Failure> {
        let bad = |message: String| Failure::new(StatusCode::BAD_REQUEST, message);
        let bytes = to_bytes(request.into_body(), LIMIT).await.map_err(|error| bad(error.to_string()))?;
        let text = if bytes.is_empty() { b"{}" } else { bytes.as_ref() };
        serde_json::from_slice(text).map(Self).map_err(|error| bad(error.to_string()))
    }
}

/// Any web page could make a browser on this machine send requests here, by address or by a name of its own.
async fn refuse_web_pages(request: Request, next: Next) -> Response<Body> {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    if request.headers().contains_key(header::ORIGIN) || !matches!(name, "127.0.0.1" | "localhost") {
        let failure =
            Failure::new(StatusCode::FORBIDDEN, "the control API takes requests to 127.0.0.1, and none of web pages");
        return failure.into_response();
    }
    next.run(request).await
}

/// Runs `work` on the park in one transaction, off the async threads.
pub(super) async fn in_world<T, E, F>(shared: Arc<Shared>, park: Option<String>, work: F) -> Result<T, Failure>
where
    T: Send + 'static,
    E: From<rusqlite::Error> + Send + 'static,
    Failure: From<E>,
    F: FnOnce(&World<'_>) -> Result<T, E> + Send + 'static,
{
    let task = move || {
        let (now, settings) = (shared.clock.now(), shared.settings());
        let park = park.unwrap_or_else(|| DEFAULT_PARK.to_owned());
        shared.store.transaction(|tx: &Transaction<'_>| work(&World { tx, now, park: &park, settings: &settings }))
    };
    let done = tokio::task::spawn_blocking(task).await;
    let done = done.map_err(|error| Failure::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()))?;
    Ok(done?)
}
