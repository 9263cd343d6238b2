//! The virtual clock.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use super::{Answer, Failure, Input};
use crate::shared::Shared;
use crate::time;

/// What to change, in this order.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Change {
    freeze: Option<bool>,
    /// `yyyy-MM-dd HH:mm:ss`.
    now: Option<String>,
    advance_seconds: Option<i64>,
}

/// Where it stands.
pub(super) async fn read(State(shared): State<Arc<Shared>>) -> Answer {
    let now = shared.clock.now();
    Ok(Json(json!({ "now": time::format(now), "unix": now, "frozen": shared.clock.frozen() })))
}

/// Freezes, sets, moves it.
pub(super) async fn change(shared: State<Arc<Shared>>, Input(change): Input<Change>) -> Answer {
    let now = match &change.now {
        Some(text) => Some(
            time::parse(text).ok_or_else(|| Failure::new(StatusCode::BAD_REQUEST, "now is not yyyy-MM-dd HH:mm:ss"))?,
        ),
        None => None,
    };
    if let Some(freeze) = change.freeze {
        shared.clock.freeze(freeze);
    }
    if let Some(now) = now {
        shared.clock.set(now);
    }
    if let Some(seconds) = change.advance_seconds {
        shared.clock.advance(seconds);
    }
    read(shared).await
}
