//! 5.7.5 门禁认证, and cards held to a door's reader.

use serde_json::{Map, Value, json};

use super::lane::{Lane, open};
use super::{Outcome, Reply, World, area_list};
use crate::input::Input;

/// A phone user at a door: a booking in the user's name, or a passport with this card number or mobile phone.
pub(super) fn authenticate(world: &World<'_>, input: &Input) -> Outcome {
    let (lane, user) = (Lane::get(world, input.need_int("laneId")?)?, input.need_text("userId")?);
    let (state, code, message) = if lane.kind != 3 {
        (5, "LaneType", "该通道不是门禁")
    } else if lane.barrier == "stuck" {
        (6, "GateFailed", "开门失败，等待开门")
    } else if booked(world, user, lane.area)? {
        pass(world, &lane, user, 3)?;
        (0, "Success", "预约通行")
    } else if let Some(card) = card(world, user, lane.area)? {
        pass(world, &lane, &card, 1)?;
        (0, "Success", "授权通行")
    } else {
        (1, "NoAuth", "没有通行授权")
    };
    let mut fields = Map::new();
    fields.insert("state".to_owned(), json!(state));
    fields.insert("errCode".to_owned(), json!(code));
    fields.insert("message".to_owned(), json!(message));
    if state == 0 {
        fields.insert("license".to_owned(), json!(user));
    }
    Ok(Reply::Json(Value::Object(fields)))
}

/// A card held to a reader: whether the door opened.
pub(crate) fn swipe(world: &World<'_>, lane: &Lane, card_number: &str) -> rusqlite::Result<bool> {
    let known = if lane.kind == 3 && lane.barrier != "stuck" { card(world, card_number, lane.area)? } else { None };
    if let Some(card) = &known {
        pass(world, lane, card, 1)?;
    }
    Ok(known.is_some())
}

fn pass(world: &World<'_>, lane: &Lane, card: &str, auth_type: i64) -> rusqlite::Result<()> {
    world.run(
        "INSERT INTO ac_records (park_id, card, time, lane_id, area_id, auth_type) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (world.park, card, world.now, lane.id, lane.area, auth_type),
    )?;
    open(world, lane, None, "access")
}

fn booked(world: &World<'_>, user: &str, area: i64) -> rusqlite::Result<bool> {
    let sql = "SELECT 1 FROM bookings
        WHERE park_id = ?1 AND user_id = ?2 AND area_id = ?3 AND state = 1 AND start_time <= ?4 AND end_time >= ?4";
    Ok(world.row(sql, (world.park, user, area, world.now), |_| Ok(()))?.is_some())
}

/// The card that a number or mobile phone stands for, if a passport lets it through this door today.
fn card(world: &World<'_>, number: &str, area: i64) -> rusqlite::Result<Option<String>> {
    let sql = "SELECT coalesce(value, ?2), ac_areas FROM passports
        LEFT JOIN passport_keys ON passport_keys.passport_id = passports.passport_id AND kind = 'card' AND value = ?2
        WHERE passports.park_id = ?1 AND (value = ?2 OR mobile = ?2)
          AND (ac_start IS NULL OR ac_start <= ?3) AND (ac_end IS NULL OR ac_end >= ?3)
        ORDER BY passports.passport_id";
    let found =
        world.rows(sql, (world.park, number, world.today()), |row| Ok((row.get(0)?, area_list(row.get(1)?))))?;
    Ok(found.into_iter().find(|(_, areas)| areas.contains(&area)).map(|(card, _)| card))
}
