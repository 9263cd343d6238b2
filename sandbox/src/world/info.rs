//! 5.2 基础信息接口.

use serde_json::json;

use super::lane::Lane;
use super::space::free;
use super::{Outcome, Refusal, Reply, World};
use crate::input::Input;
use crate::money;
use crate::store::next_id;

/// 5.2.1
pub(super) fn areas(world: &World<'_>, _: &Input) -> Outcome {
    let rows = world.rows("SELECT area_id, name, type FROM areas WHERE park_id = ?1 ORDER BY area_id", [world.park], |row| {
        Ok(json!({ "areaId": row.get::<_, i64>(0)?, "areaName": row.get::<_, String>(1)?, "areaType": row.get::<_, i64>(2)? }))
    })?;
    Ok(Reply::List(rows))
}

/// 5.2.2
pub(super) fn lanes(world: &World<'_>, _: &Input) -> Outcome {
    let sql = "SELECT lane_id, name, type, area_id FROM lanes WHERE park_id = ?1 ORDER BY lane_id";
    let rows = world.rows(sql, [world.park], |row| {
        Ok(json!({
            "laneId": row.get::<_, i64>(0)?, "laneName": row.get::<_, String>(1)?,
            "laneType": row.get::<_, i64>(2)?, "areaId": row.get::<_, i64>(3)?,
        }))
    })?;
    Ok(Reply::List(rows))
}

/// 5.2.3
pub(super) fn mgr_types(world: &World<'_>, _: &Input) -> Outcome {
    types(world, "SELECT type, name FROM mgr_types WHERE park_id = ?1 ORDER BY type")
}

/// 5.2.4
pub(super) fn car_types(world: &World<'_>, _: &Input) -> Outcome {
    types(world, "SELECT type, name FROM car_types WHERE park_id = ?1 ORDER BY type")
}

/// 5.2.5: parking areas only; a door has no spaces.
pub(super) fn space(world: &World<'_>, _: &Input) -> Outcome {
    let sql = "SELECT area_id FROM areas WHERE park_id = ?1 AND type = 1 ORDER BY area_id";
    let areas = world.rows(sql, [world.park], |row| row.get::<_, i64>(0))?;
    let mut rows = Vec::new();
    for area in areas {
        let free = free(world, area)?;
        rows.push(json!({
            "areaId": area, "totalSpace": free.tmp_space + free.long_space, "tmpSpace": free.tmp_space, "longSpace": free.long_space,
            "freeSpace": free.tmp_free() + free.long_free(), "tmpFreeSpace": free.tmp_free(), "longFreeSpace": free.long_free(),
            "freeSpaceValid": 1, "tmpFreeSpaceValid": 1, "longFreeSpaceValid": 1,
        }));
    }
    Ok(Reply::List(rows))
}

/// 5.2.6: the first rule that fits what the caller gave.
pub(super) fn rent_rule(world: &World<'_>, input: &Input) -> Outcome {
    let sql = "SELECT m1, m2, m3, m4, m5, m6, m12, discontinuous FROM rent_rules
        WHERE park_id = ?1 AND (?2 IS NULL OR mgr_type = ?2) AND (?3 IS NULL OR car_type = ?3) ORDER BY mgr_type, car_type";
    let rule = world.row(sql, (world.park, input.int("mgrType"), input.int("carType")), |row| {
        let rent = |index: usize| row.get::<_, Option<i64>>(index).map(|fen| fen.map(money::json));
        Ok(json!({
            "monthlyRent": rent(0)?, "monthlyRent2": rent(1)?, "monthlyRent3": rent(2)?, "monthlyRent4": rent(3)?,
            "monthlyRent5": rent(4)?, "monthlyRent6": rent(5)?, "monthlyRent12": rent(6)?,
            "allowDiscontinuous": if row.get::<_, bool>(7)? { "true" } else { "false" },
        }))
    })?;
    rule.map(|mut rule| {
        // A period without a price of its own is left out rather than null.
        if let Some(fields) = rule.as_object_mut() {
            fields.retain(|_, value| !value.is_null());
        }
        Reply::Json(rule)
    })
    .ok_or_else(|| Refusal::no_record("没有该收费规则"))
}

/// 5.2.7: binds the caller's short code, or the lane's old one, or a new one.
pub(super) fn set_qr_url(world: &World<'_>, input: &Input) -> Outcome {
    let lane = Lane::get(world, input.need_int("laneId")?)?;
    let code = match input.text("qrCode").map(str::to_owned).or(lane.qr_code) {
        Some(code) => code,
        None => next_id(world.tx, "qr")?.to_string(),
    };
    world.run(
        "UPDATE lanes SET qr_url = ?1, qr_code = ?2 WHERE lane_id = ?3",
        (input.need_text("qrUrl")?, &code, lane.id),
    )?;
    Ok(Reply::Json(json!({ "qrCode": code })))
}

fn types(world: &World<'_>, sql: &str) -> Outcome {
    let rows = world.rows(sql, [world.park], |row| {
        Ok(json!({ "type": row.get::<_, i64>(0)?, "name": row.get::<_, String>(1)? }))
    })?;
    Ok(Reply::List(rows))
}
