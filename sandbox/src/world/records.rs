//! 5.4 通行记录接口. Records are listed newest first.

use serde_json::json;

use super::visit::Visit;
use super::{Outcome, Refusal, Reply, World};
use crate::input::Input;
use crate::time;

/// 5.4.1
pub(super) fn cars(world: &World<'_>, input: &Input) -> Outcome {
    let sql = "SELECT plate, time, lane_id, lanes.name, direction, auth_type, car_type FROM car_records JOIN lanes USING (lane_id)
        WHERE car_records.park_id = ?1 AND (?2 IS NULL OR car_records.area_id = ?2) AND (?3 IS NULL OR lane_id = ?3)
          AND time BETWEEN ?4 AND ?5 AND (?6 IS NULL OR instr(plate, ?6) > 0)
        ORDER BY time DESC, record_id DESC LIMIT ?8 OFFSET ?7";
    let params = (
        world.park,
        input.int("areaId"),
        input.int("laneId"),
        input.need_time("startTime")?,
        input.need_time("endTime")?,
        input.text("keyword"),
        input.need_int("offset")?,
        input.need_int("length")?,
    );
    let rows = world.rows(sql, params, |row| {
        Ok(json!({
            "plateNumber": row.get::<_, String>(0)?, "time": time::format(row.get(1)?), "laneId": row.get::<_, i64>(2)?,
            "laneName": row.get::<_, String>(3)?, "direction": row.get::<_, i64>(4)?, "authType": row.get::<_, i64>(5)?,
            "carType": row.get::<_, i64>(6)?,
        }))
    })?;
    Ok(Reply::List(rows))
}

/// 5.4.2
pub(super) fn access(world: &World<'_>, input: &Input) -> Outcome {
    let sql = "SELECT card, time, lane_id, lanes.name, auth_type FROM ac_records JOIN lanes USING (lane_id)
        WHERE ac_records.park_id = ?1 AND (?2 IS NULL OR ac_records.area_id = ?2) AND (?3 IS NULL OR lane_id = ?3)
          AND time BETWEEN ?4 AND ?5
        ORDER BY time DESC, record_id DESC LIMIT ?7 OFFSET ?6";
    let params = (
        world.park,
        input.int("areaId"),
        input.int("laneId"),
        input.need_time("startTime")?,
        input.need_time("endTime")?,
        input.need_int("offset")?,
        input.need_int("length")?,
    );
    let rows = world.rows(sql, params, |row| {
        Ok(json!({
            "cardNumber": row.get::<_, String>(0)?, "time": time::format(row.get(1)?), "laneId": row.get::<_, i64>(2)?,
            "laneName": row.get::<_, String>(3)?, "authType": row.get::<_, i64>(4)?,
        }))
    })?;
    Ok(Reply::List(rows))
}

/// 5.4.3: `days` keeps those that came in at least so many days ago.
pub(super) fn on_parking(world: &World<'_>, input: &Input) -> Outcome {
    let sql = "SELECT plate, enter_time, enter_lane, lanes.name, auth_type, car_type FROM visits JOIN lanes ON lane_id = enter_lane
        WHERE visits.park_id = ?1 AND inside = 1 AND (?2 IS NULL OR visits.area_id = ?2) AND (?3 IS NULL OR instr(plate, ?3) > 0)
          AND enter_time <= ?4
        ORDER BY enter_time DESC, visit_id DESC LIMIT ?6 OFFSET ?5";
    let days = input.int("days").filter(|days| *days > 0);
    let before = days.map_or(i64::MAX, |days| world.now.saturating_sub(days.saturating_mul(24 * 60 * 60)));
    let params = (
        world.park,
        input.int("areaId"),
        input.text("keyword"),
        before,
        input.need_int("offset")?,
        input.need_int("length")?,
    );
    let rows = world.rows(sql, params, |row| {
        Ok(json!({
            "plateNumber": row.get::<_, String>(0)?, "time": time::format(row.get(1)?), "laneId": row.get::<_, i64>(2)?,
            "laneName": row.get::<_, String>(3)?, "authType": row.get::<_, i64>(4)?, "carType": row.get::<_, i64>(5)?,
        }))
    })?;
    Ok(Reply::List(rows))
}

/// 5.4.4: the record is named by what 5.4.3 lists; no barrier moves.
pub(super) fn reset_outside(world: &World<'_>, input: &Input) -> Outcome {
    let plate = input.need_text("plateNumber")?;
    let visit = Visit::inside(world, plate)?
        .filter(|visit| Some(visit.enter_time) == input.time("time") && Some(visit.enter_lane) == input.int("laneId"))
        .ok_or_else(|| Refusal::no_record("没有该场内记录"))?;
    world.run("UPDATE visits SET inside = 0, exit_time = ?1 WHERE visit_id = ?2", (world.now, visit.id))?;
    world.run("UPDATE bills SET state = 'void' WHERE visit_id = ?1 AND state = 'open'", [visit.id])?;
    Ok(Reply::None)
}

/// 5.4.5: the record is named by lane and time, the plate is the new one.
pub(super) fn modify_plate(world: &World<'_>, input: &Input) -> Outcome {
    let (plate, enter_time, lane) =
        (input.need_text("plateNumber")?, input.need_time("time")?, input.need_int("laneId")?);
    let sql = "SELECT visit_id FROM visits WHERE park_id = ?1 AND inside = 1 AND enter_time = ?2 AND enter_lane = ?3";
    let visits: Vec<i64> = world.rows(sql, (world.park, enter_time, lane), |row| row.get(0))?;
    let [visit] = visits.as_slice() else {
        return Err(if visits.is_empty() {
            Refusal::no_record("没有该场内记录")
        } else {
            Refusal::failed("该时间有多条场内记录")
        });
    };
    if Visit::inside(world, plate)?.is_some_and(|other| other.id != *visit) {
        return Err(Refusal::failed("该车牌已在场内"));
    }
    world.run("UPDATE visits SET plate = ?1 WHERE visit_id = ?2", (plate, visit))?;
    world.run("UPDATE car_records SET plate = ?1 WHERE visit_id = ?2", (plate, visit))?;
    // A bill in the old plate's name could not be paid in the new one's.
    world.run("UPDATE bills SET state = 'void' WHERE visit_id = ?1 AND state = 'open'", [visit])?;
    Ok(Reply::None)
}

/// 5.4.6: one picture of each vehicle that passed the lane at that second.
pub(super) fn image_urls(world: &World<'_>, input: &Input) -> Outcome {
    let (lane, at) = (input.need_int("laneId")?, input.need_time("time")?);
    let sql = "SELECT record_id FROM car_records WHERE park_id = ?1 AND lane_id = ?2 AND time = ?3 ORDER BY record_id";
    let rows = world.rows(sql, (world.park, lane, at), |row| row.get::<_, i64>(0))?;
    let stamp: String = time::format(at).chars().filter(char::is_ascii_digit).collect();
    let day = stamp.get(..8).unwrap_or_default();
    let url = |record| json!(format!("http://images.sandbox.invalid/{}/{day}/{lane}/{stamp}-{record}.jpg", world.park));
    Ok(Reply::List(rows.into_iter().map(url).collect()))
}
