//! The request log.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use serde::Deserialize;
use serde_json::json;

use super::Answer;
use crate::shared::Shared;

/// How many, and of which endpoint.
#[derive(Deserialize)]
pub(super) struct Wanted {
    limit: Option<usize>,
    endpoint: Option<String>,
}

/// The newest first.
pub(super) async fn list(State(shared): State<Arc<Shared>>, Query(wanted): Query<Wanted>) -> Answer {
    let mut entries = shared.log.newest(usize::MAX);
    if let Some(endpoint) = &wanted.endpoint {
        entries.retain(|entry| entry.endpoint == Some(endpoint.as_str()));
    }
    entries.truncate(wanted.limit.unwrap_or(100));
    Ok(Json(json!({ "requests": entries })))
}

/// Forgets all.
pub(super) async fn clear(State(shared): State<Arc<Shared>>) -> Answer {
    shared.log.clear();
    Ok(Json(json!({ "ok": true })))
}
