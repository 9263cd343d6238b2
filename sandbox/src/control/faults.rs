//! Planned faults.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use http::StatusCode;
use serde_json::json;

use super::{Answer, Failure, Input};
use crate::faults::Plan;
use crate::shared::Shared;

/// Plans one.
pub(super) async fn plan(State(shared): State<Arc<Shared>>, Input(plan): Input<Plan>) -> Answer {
    let bad = |message: String| Err(Failure::new(StatusCode::BAD_REQUEST, message));
    if plan.probability.is_some_and(|probability| !(0.0..=1.0).contains(&probability)) {
        return bad("probability is not between 0 and 1".to_owned());
    }
    if plan.nth == Some(0) {
        return bad("nth counts from 1".to_owned());
    }
    if let Some(wanted) = &plan.endpoint
        && !welinkpark::ENDPOINTS.iter().any(|endpoint| endpoint.name == wanted || endpoint.path == wanted)
    {
        return bad(format!("there is no endpoint {wanted}"));
    }
    Ok(Json(json!({ "id": shared.faults.add(plan) })))
}

/// All of them, with how often each was passed by and fired.
pub(super) async fn list(State(shared): State<Arc<Shared>>) -> Answer {
    Ok(Json(json!({ "faults": shared.faults.list() })))
}

/// Removes one.
pub(super) async fn remove(State(shared): State<Arc<Shared>>, Path(id): Path<u64>) -> Answer {
    if !shared.faults.remove(Some(id)) {
        return Err(Failure::new(StatusCode::NOT_FOUND, format!("there is no fault {id}")));
    }
    Ok(Json(json!({ "ok": true })))
}

/// Removes all.
pub(super) async fn clear(State(shared): State<Arc<Shared>>) -> Answer {
    shared.faults.remove(None);
    Ok(Json(json!({ "ok": true })))
}
