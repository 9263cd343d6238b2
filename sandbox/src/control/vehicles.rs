//! Vehicles, cards and berths: what happens in the park without the platform's API.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Answer, Failure, Input, in_world};
use crate::money;
use crate::shared::Shared;
use crate::world::gate::{self, Verdict, Visitor};
use crate::world::lane::{Lane, Waiting};
use crate::world::{Refusal, World, space, swipe as swipe_card};

/// A vehicle in front of a lane.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Vehicle {
    lane_id: i64,
    /// Absent or empty: the camera cannot read it.
    plate_number: Option<String>,
    car_type: Option<i64>,
    park_id: Option<String>,
}

impl Vehicle {
    fn plate(&self) -> Option<&str> {
        self.plate_number.as_deref().filter(|plate| !plate.is_empty())
    }
}

/// A vehicle comes to an entry lane.
pub(super) async fn arrive(State(shared): State<Arc<Shared>>, Input(vehicle): Input<Vehicle>) -> Answer {
    let park = vehicle.park_id.clone();
    let work = move |world: &World<'_>| {
        let lane = free_lane(world, &vehicle, 1, "an entry")?;
        let Some(plate) = vehicle.plate() else {
            return unread(world, &lane, &vehicle);
        };
        let visitor = Visitor { plate: Some(plate), user: None, car_type: vehicle.car_type.unwrap_or(1) };
        Ok::<_, Failure>(verdict(&gate::enter(world, &lane, &visitor, false)?))
    };
    in_world(shared, park, work).await.map(Json)
}

/// A vehicle comes to an exit lane.
pub(super) async fn leave(State(shared): State<Arc<Shared>>, Input(vehicle): Input<Vehicle>) -> Answer {
    let park = vehicle.park_id.clone();
    let work = move |world: &World<'_>| {
        let lane = free_lane(world, &vehicle, 2, "an exit")?;
        let Some(plate) = vehicle.plate() else {
            return unread(world, &lane, &vehicle);
        };
        let waiting = Waiting::seen(Some(plate), vehicle.car_type.unwrap_or(1));
        Ok::<_, Failure>(verdict(&gate::leave(world, &lane, waiting, false)?))
    };
    in_world(shared, park, work).await.map(Json)
}

/// The vehicle in front of a lane backs away.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Withdrawal {
    lane_id: i64,
}

/// The vehicle in front of a lane backs away.
pub(super) async fn withdraw(State(shared): State<Arc<Shared>>, Input(body): Input<Withdrawal>) -> Answer {
    let withdrawn = in_world(shared, None, move |world| Waiting::clear(world, body.lane_id)).await?;
    Ok(Json(json!({ "withdrawn": withdrawn })))
}

/// A card held to a door's reader.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Swipe {
    lane_id: i64,
    card_number: String,
    park_id: Option<String>,
}

/// A card held to a door's reader.
pub(super) async fn swipe(State(shared): State<Arc<Shared>>, Input(body): Input<Swipe>) -> Answer {
    let park = body.park_id.clone();
    let work = move |world: &World<'_>| {
        let lane = Lane::get(world, body.lane_id)?;
        Ok::<_, Refusal>(swipe_card(world, &lane, &body.card_number)?)
    };
    let opened = in_world(shared, park, work).await?;
    Ok(Json(json!({ "gate_open": opened })))
}

/// What stands on a berth.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BerthChange {
    parking_space_no: String,
    occupied: bool,
    plate_number: Option<String>,
    park_id: Option<String>,
}

/// A vehicle, readable or not, parks on a berth or leaves it.
pub(super) async fn berth(State(shared): State<Arc<Shared>>, Input(body): Input<BerthChange>) -> Answer {
    let park = body.park_id.clone();
    let work = move |world: &World<'_>| {
        let berth = space::Berth::get(world, &body.parking_space_no)?;
        Ok::<_, Refusal>(berth.occupy(world, body.occupied, body.plate_number.as_deref())?)
    };
    in_world(shared, park, work).await?;
    Ok(Json(json!({ "ok": true })))
}

/// What the gate decided, for the control API.
pub(super) fn verdict(verdict: &Verdict) -> Value {
    json!({
        "gate_open": verdict.opened(), "state": verdict.state, "err_code": verdict.err_code, "message": verdict.message,
        "plate_number": verdict.license, "auth_type": verdict.auth_type,
        "money": verdict.due.as_ref().map(|(_, due)| money::text(due.money)),
    })
}

/// The camera could not read it: it waits for its driver's phone.
fn unread(world: &World<'_>, lane: &Lane, vehicle: &Vehicle) -> Result<Value, Failure> {
    let waiting = Waiting::seen(None, vehicle.car_type.unwrap_or(1));
    waiting.save(world, lane.id)?;
    Ok(verdict(&Verdict::new(waiting.state, None, waiting.message)))
}

fn free_lane(world: &World<'_>, vehicle: &Vehicle, kind: i64, what: &str) -> Result<Lane, Failure> {
    let lane = Lane::get(world, vehicle.lane_id)?;
    if lane.kind != kind {
        return Err(Failure::new(StatusCode::CONFLICT, format!("lane {} is not {what}", lane.id)));
    }
    // The same vehicle may try again; another one has to wait until this one is gone.
    match Waiting::at(world, lane.id)? {
        Some(waiting) if waiting.plate.as_deref() != vehicle.plate() || waiting.plate.is_none() => Err(Failure::new(
            StatusCode::CONFLICT,
            format!("another vehicle stands at lane {}; withdraw it first", lane.id),
        )),
        _ => Ok(lane),
    }
}
