//! Ledgers and counters, settings, snapshots.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Answer, Failure, Input, in_world};
use crate::settings::Settings;
use crate::shared::Shared;
use crate::world::World;
use crate::{money, time};

/// Whether it runs.
pub(super) async fn health() -> Answer {
    Ok(Json(json!({ "ok": true, "version": env!("CARGO_PKG_VERSION") })))
}

/// Every opening and every payment, and how many rows of each kind there are.
pub(super) async fn read(State(shared): State<Arc<Shared>>) -> Answer {
    in_world(shared, None, ledgers).await.map(Json)
}

/// The settings.
pub(super) async fn settings(State(shared): State<Arc<Shared>>) -> Answer {
    Ok(Json(json!(shared.settings())))
}

/// Changes those that are named; the others keep their values.
pub(super) async fn set_settings(State(shared): State<Arc<Shared>>, Input(change): Input<Value>) -> Answer {
    let mut settings = json!(shared.settings());
    let (Some(fields), Some(change)) = (settings.as_object_mut(), change.as_object()) else {
        return Err(Failure::new(StatusCode::BAD_REQUEST, "not a JSON object"));
    };
    fields.extend(change.clone());
    let settings: Settings =
        serde_json::from_value(settings).map_err(|error| Failure::new(StatusCode::BAD_REQUEST, error.to_string()))?;
    shared.set_settings(settings.clone());
    Ok(Json(json!(settings)))
}

/// Remembers state and clock.
pub(super) async fn snapshot(State(shared): State<Arc<Shared>>) -> Answer {
    Ok(Json(json!({ "id": shared.snapshot()? })))
}

/// Which snapshot.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Restore {
    id: u64,
}

/// Returns to a snapshot.
pub(super) async fn restore(State(shared): State<Arc<Shared>>, Input(body): Input<Restore>) -> Answer {
    if !shared.restore(body.id)? {
        return Err(Failure::new(StatusCode::NOT_FOUND, format!("there is no snapshot {}", body.id)));
    }
    Ok(Json(json!({ "ok": true })))
}

/// Back to a fresh sandbox.
pub(super) async fn reset(State(shared): State<Arc<Shared>>) -> Answer {
    shared.reset()?;
    Ok(Json(json!({ "ok": true })))
}

fn ledgers(world: &World<'_>) -> rusqlite::Result<Value> {
    let openings = world.rows("SELECT lane_id, plate, time, cause, park_id FROM openings ORDER BY opening_id", [], |row| {
        Ok(json!({
            "lane_id": row.get::<_, i64>(0)?, "plate_number": row.get::<_, Option<String>>(1)?, "time": time::format(row.get(2)?),
            "cause": row.get::<_, String>(3)?, "park_id": row.get::<_, String>(4)?,
        }))
    })?;
    let payments = world.rows("SELECT kind, trade_no, plate, amount, time, park_id FROM payments ORDER BY payment_id", [], |row| {
        Ok(json!({
            "kind": row.get::<_, String>(0)?, "trade_no": row.get::<_, i64>(1)?, "plate_number": row.get::<_, String>(2)?,
            "amount": money::text(row.get(3)?), "time": time::format(row.get(4)?), "park_id": row.get::<_, String>(5)?,
        }))
    })?;
    let mut counts = serde_json::Map::new();
    for table in [
        "passports",
        "visits",
        "car_records",
        "ac_records",
        "bills",
        "tmp_fees",
        "long_fees",
        "coupons",
        "bookings",
        "blacklist",
        "invitation_codes",
    ] {
        let count: i64 = world.tx.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?;
        counts.insert(table.to_owned(), json!(count));
    }
    let inside: i64 = world.tx.query_row("SELECT count(*) FROM visits WHERE inside = 1", [], |row| row.get(0))?;
    counts.insert("inside".to_owned(), json!(inside));
    Ok(json!({ "openings": openings, "payments": payments, "counts": counts }))
}
