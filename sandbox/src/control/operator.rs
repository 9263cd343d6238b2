//! What the operator in the booth does.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use super::vehicles::verdict;
use super::{Answer, Failure, Input, in_world};
use crate::shared::Shared;
use crate::world::World;
use crate::world::gate::{self, Visitor};
use crate::world::lane::{Lane, Waiting};
use crate::world::visit::Visit;

/// Which stay the vehicle at an exit belongs to.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Match {
    lane_id: i64,
    /// Plate or licence under which it came in.
    plate_number: String,
    /// The type that the operator chooses; the fee follows it.
    car_type: Option<i64>,
    park_id: Option<String>,
}

/// Matches the vehicle at an exit with an entry record. A phone user who waits asks again (`refreshParkingFee`);
/// without one the gate decides at once.
pub(super) async fn match_record(State(shared): State<Arc<Shared>>, Input(body): Input<Match>) -> Answer {
    let park = body.park_id.clone();
    let work = move |world: &World<'_>| {
        let (lane, mut waiting) = standing(world, body.lane_id)?;
        let visit = Visit::inside(world, &body.plate_number)?
            .ok_or_else(|| Failure::new(StatusCode::NOT_FOUND, format!("{} is not inside", body.plate_number)))?;
        waiting.visit = Some(visit.id);
        if let Some(car_type) = body.car_type {
            world.run("UPDATE visits SET car_type = ?1 WHERE visit_id = ?2", (car_type, visit.id))?;
        }
        if waiting.user.is_none() {
            return Ok(verdict(&gate::leave(world, &lane, waiting, false)?));
        }
        waiting.save(world, lane.id)?;
        Ok::<_, Failure>(json!({ "gate_open": false, "state": waiting.state, "plate_number": visit.plate }))
    };
    in_world(shared, park, work).await.map(Json)
}

/// A lane.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AtLane {
    lane_id: i64,
    park_id: Option<String>,
}

/// Lets the vehicle at a lane pass, whatever the gate thinks.
pub(super) async fn open(State(shared): State<Arc<Shared>>, Input(body): Input<AtLane>) -> Answer {
    let park = body.park_id.clone();
    let work = move |world: &World<'_>| {
        let (lane, waiting) = standing(world, body.lane_id)?;
        if lane.kind == 2 {
            return Ok(verdict(&gate::leave(world, &lane, waiting, true)?));
        }
        let visitor =
            Visitor { plate: waiting.plate.as_deref(), user: waiting.user.as_deref(), car_type: waiting.car_type };
        Ok::<_, Failure>(verdict(&gate::enter(world, &lane, &visitor, true)?))
    };
    in_world(shared, park, work).await.map(Json)
}

/// Who stands where.
pub(super) async fn lanes(State(shared): State<Arc<Shared>>) -> Answer {
    let work = |world: &World<'_>| {
        let sql =
            "SELECT lane_id, lanes.name, type, barrier, waiting.lane_id IS NOT NULL, plate, state, message, user_id
            FROM lanes LEFT JOIN waiting USING (lane_id) WHERE lanes.park_id = ?1 ORDER BY lane_id";
        world.rows(sql, [world.park], |row| {
            let vehicle = if row.get::<_, bool>(4)? {
                json!({
                    "plate_number": row.get::<_, Option<String>>(5)?, "state": row.get::<_, i64>(6)?,
                    "message": row.get::<_, String>(7)?, "user_id": row.get::<_, Option<String>>(8)?,
                })
            } else {
                serde_json::Value::Null
            };
            Ok(json!({
                "lane_id": row.get::<_, i64>(0)?, "name": row.get::<_, String>(1)?, "lane_type": row.get::<_, i64>(2)?,
                "barrier": row.get::<_, String>(3)?, "vehicle": vehicle,
            }))
        })
    };
    Ok(Json(json!({ "lanes": in_world(shared, None, work).await? })))
}

/// How a lane's barrier behaves.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Barrier {
    lane_id: i64,
    barrier: BarrierState,
    park_id: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum BarrierState {
    Ok,
    Stuck,
    Confirm,
}

/// Makes a barrier stick (state 6) or wait for the operator (state 2).
pub(super) async fn set_barrier(State(shared): State<Arc<Shared>>, Input(body): Input<Barrier>) -> Answer {
    let park = body.park_id.clone();
    let work = move |world: &World<'_>| {
        let lane = Lane::get(world, body.lane_id)?;
        let barrier = match body.barrier {
            BarrierState::Ok => "ok",
            BarrierState::Stuck => "stuck",
            BarrierState::Confirm => "confirm",
        };
        world.run("UPDATE lanes SET barrier = ?1 WHERE lane_id = ?2", (barrier, lane.id))?;
        Ok::<_, Failure>(json!({ "lane_id": lane.id, "barrier": barrier }))
    };
    in_world(shared, park, work).await.map(Json)
}

fn standing(world: &World<'_>, lane: i64) -> Result<(Lane, Waiting), Failure> {
    let lane = Lane::get(world, lane)?;
    let waiting = Waiting::at(world, lane.id)?;
    let waiting =
        waiting.ok_or_else(|| Failure::new(StatusCode::CONFLICT, format!("no vehicle stands at lane {}", lane.id)))?;
    Ok((lane, waiting))
}
