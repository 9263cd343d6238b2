//! 5.9 预约接口. Merchant 0 stands for open booking, which does not depend on free spaces.

use rusqlite::Row;
use serde_json::{Map, Value, json};

use super::coupon::check_merchant;
use super::{Outcome, Refusal, Reply, World, check_areas};
use crate::input::Input;
use crate::store::next_id;
use crate::time;

const COLUMNS: &str =
    "SELECT booking_id, area_id, areas.name, plate, start_time, end_time, bookings.name, comment, state
    FROM bookings JOIN areas USING (area_id) WHERE bookings.park_id = ?1 AND mch_id = ?2";

/// 5.9.1: parking areas and doors alike.
pub(super) fn areas(world: &World<'_>, input: &Input) -> Outcome {
    merchant(world, input)?;
    let sql = "SELECT area_id, name FROM areas WHERE park_id = ?1 ORDER BY area_id";
    let rows = world.rows(sql, [world.park], |row| {
        Ok(json!({ "areaId": row.get::<_, i64>(0)?, "areaName": row.get::<_, String>(1)? }))
    })?;
    Ok(Reply::List(rows))
}

/// 5.9.2: valid at once; a second one for the same vehicle, area and time is refused.
pub(super) fn create(world: &World<'_>, input: &Input) -> Outcome {
    let (merchant, area) = (merchant(world, input)?, input.need_int("areaId")?);
    check_areas(world, &[area])?;
    let (plate, user) = (input.text("plateNumber"), input.text("userId"));
    let (start, end) = (input.need_time("startTime")?, input.need_time("endTime")?);
    if end <= start {
        return Err(Refusal::invalid("endTime"));
    }
    if end < world.now {
        return Err(Refusal::failed("预约时间已过"));
    }
    let sql =
        "SELECT 1 FROM bookings WHERE park_id = ?1 AND area_id = ?2 AND state = 1 AND start_time < ?4 AND end_time > ?3
        AND (plate = ?5 OR user_id = ?6)";
    if world.row(sql, (world.park, area, start, end, plate, user), |_| Ok(()))?.is_some() {
        return Err(Refusal::failed("该时间段已有预约"));
    }
    let id = next_id(world.tx, "booking")?;
    world.run(
        "INSERT INTO bookings (booking_id, park_id, mch_id, area_id, plate, user_id, start_time, end_time, name, comment, state)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 1)",
        (
            id, world.park, merchant, area, plate, user, start, end, input.text("name").unwrap_or_default(),
            input.text("comment").unwrap_or_default(),
        ),
    )?;
    Ok(Reply::Bare(id.to_string()))
}

/// 5.9.3: not once the vehicle has come in.
pub(super) fn cancel(world: &World<'_>, input: &Input) -> Outcome {
    let (merchant, id) = (merchant(world, input)?, input.need_int("bookingId")?);
    let sql = "SELECT state FROM bookings WHERE park_id = ?1 AND mch_id = ?2 AND booking_id = ?3";
    match world.row(sql, (world.park, merchant, id), |row| row.get::<_, i64>(0))? {
        None => Err(Refusal::no_record("没有该预约")),
        Some(0 | 1 | 3) => {
            world.run("UPDATE bookings SET state = 2 WHERE booking_id = ?1", [id])?;
            Ok(Reply::None)
        }
        Some(2) => Err(Refusal::failed("预约已取消")),
        Some(_) => Err(Refusal::failed("预约不能取消")),
    }
}

/// 5.9.4
pub(super) fn get(world: &World<'_>, input: &Input) -> Outcome {
    let params = (world.park, input.need_int("mchId")?, input.need_int("bookingId")?);
    let found = world.row(&format!("{COLUMNS} AND booking_id = ?3"), params, json)?;
    found.map(Reply::Json).ok_or_else(|| Refusal::no_record("没有该预约"))
}

/// 5.9.5: newest first.
pub(super) fn query(world: &World<'_>, input: &Input) -> Outcome {
    let sql = format!(
        "{COLUMNS} AND (?3 IS NULL OR state = ?3) AND (?4 IS NULL OR instr(concat_ws(' ', plate, bookings.name, comment), ?4) > 0)
         ORDER BY booking_id DESC LIMIT ?6 OFFSET ?5"
    );
    let params = (
        world.park,
        merchant(world, input)?,
        input.int("state"),
        input.text("keyword"),
        input.need_int("offset")?,
        input.need_int("length")?,
    );
    Ok(Reply::List(world.rows(&sql, params, json)?))
}

fn merchant(world: &World<'_>, input: &Input) -> Result<i64, Refusal> {
    let merchant = input.need_int("mchId")?;
    if merchant != 0 {
        check_merchant(world, merchant)?;
    }
    Ok(merchant)
}

fn json(row: &Row<'_>) -> rusqlite::Result<Value> {
    let mut fields = Map::new();
    let mut set = |name: &str, value: Value| fields.insert(name.to_owned(), value);
    set("bookingId", json!(row.get::<_, i64>(0)?));
    set("areaId", json!(row.get::<_, i64>(1)?));
    set("areaName", json!(row.get::<_, String>(2)?));
    if let Some(plate) = row.get::<_, Option<String>>(3)? {
        set("plateNumber", json!(plate));
    }
    set("startTime", json!(time::format(row.get(4)?)));
    set("endTime", json!(time::format(row.get(5)?)));
    set("name", json!(row.get::<_, String>(6)?));
    set("comment", json!(row.get::<_, String>(7)?));
    set("state", json!(row.get::<_, i64>(8)?));
    Ok(Value::Object(fields))
}
