//! 5.10 黑名单接口.

use serde_json::{Map, Value, json};

use super::{Outcome, Refusal, Reply, World, area_json, area_list, check_areas};
use crate::input::Input;
use crate::store::next_id;
use crate::time;

/// 5.10.1: without an end it holds until it is deleted.
pub(super) fn add(world: &World<'_>, input: &Input) -> Outcome {
    let areas = input.ids("areaIds").unwrap_or_default();
    check_areas(world, areas)?;
    let (start, end) = (input.need_time("startDate")?, input.time("endDate"));
    if end.is_some_and(|end| end < start) {
        return Err(Refusal::invalid("endDate"));
    }
    let id = next_id(world.tx, "blacklist")?;
    world.run(
        "INSERT INTO blacklist (entry_id, park_id, plate, areas, start_time, end_time, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        (id, world.park, input.need_text("plateNumber")?, area_json(areas), start, end, input.text("reason")),
    )?;
    Ok(Reply::Bare(id.to_string()))
}

/// 5.10.2
pub(super) fn delete(world: &World<'_>, input: &Input) -> Outcome {
    let sql = "DELETE FROM blacklist WHERE park_id = ?1 AND entry_id = ?2";
    match world.run(sql, (world.park, input.need_int("blackListId")?))? {
        0 => Err(Refusal::no_record("没有该黑名单记录")),
        _ => Ok(Reply::None),
    }
}

/// 5.10.3: newest first.
pub(super) fn query(world: &World<'_>, input: &Input) -> Outcome {
    let sql = "SELECT entry_id, plate, areas, start_time, end_time, reason FROM blacklist
        WHERE park_id = ?1 AND (?2 IS NULL OR instr(concat_ws(' ', plate, reason), ?2) > 0)
        ORDER BY entry_id DESC LIMIT ?4 OFFSET ?3";
    let params = (world.park, input.text("keyword"), input.need_int("offset")?, input.need_int("length")?);
    let rows = world.rows(sql, params, |row| {
        let areas: Vec<String> = area_list(row.get(2)?).iter().map(i64::to_string).collect();
        let mut fields = Map::new();
        let mut set = |name: &str, value: Value| fields.insert(name.to_owned(), value);
        set("blackListId", json!(row.get::<_, i64>(0)?));
        set("plateNumber", json!(row.get::<_, String>(1)?));
        set("areaIds", json!(areas.join(",")));
        set("startDate", json!(time::format(row.get(3)?)));
        if let Some(end) = row.get::<_, Option<i64>>(4)? {
            set("endDate", json!(time::format(end)));
        }
        if let Some(reason) = row.get::<_, Option<String>>(5)? {
            set("reason", json!(reason));
        }
        Ok(Value::Object(fields))
    })?;
    Ok(Reply::List(rows))
}
