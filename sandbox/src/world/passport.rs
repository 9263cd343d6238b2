//! 5.3 凭证接口. Renewal (5.3.9) moves money and lives in `pay`.

use rusqlite::Row;
use serde_json::{Map, Value, json};

use super::{Outcome, Refusal, Reply, World, area_json, area_list, check_areas};
use crate::input::Input;
use crate::store::next_id;

const VEHICLE: i64 = 1;

const COLUMNS: &str = "passport_id, name, address, mobile, mgr_type, car_type, plate, spacenum, share_plates, cards, inviteable, \
    invitation_code, park_areas, park_start, park_end, ac_areas, ac_start, ac_end FROM passports";

/// 5.3.1: by id; the state says whether it would open a gate today.
pub(super) fn query(world: &World<'_>, input: &Input) -> Outcome {
    let kind = input.need_int("passportType")?;
    // Without a plate or card it is 4 whatever else is wrong; never renewed is 2; past its end is 3.
    let sql = format!(
        "SELECT {COLUMNS} WHERE park_id = ?1 AND type = ?2
          AND (?3 IS NULL OR ?3 = 0 OR ?3 = CASE
              WHEN coalesce(CASE type WHEN 1 THEN plate ELSE cards END, '') = '' THEN 4
              WHEN CASE type WHEN 1 THEN park_start ELSE ac_areas END IS NULL THEN 2
              WHEN CASE type WHEN 1 THEN park_end ELSE ac_end END < ?4 THEN 3
              ELSE 1 END)
          AND (?5 IS NULL OR instr(concat_ws(' ', name, address, mobile, plate, share_plates, cards), ?5) > 0)
        ORDER BY passport_id LIMIT ?7 OFFSET ?6"
    );
    let params = (
        world.park,
        kind,
        input.int("state"),
        world.today(),
        input.text("keyword"),
        input.need_int("offset")?,
        input.need_int("length")?,
    );
    Ok(Reply::List(world.rows(&sql, params, json)?))
}

/// 5.3.2: shared plates find their passport too.
pub(super) fn get(world: &World<'_>, input: &Input) -> Outcome {
    let sql = format!(
        "SELECT {COLUMNS} WHERE park_id = ?1 AND (passport_id = ?2 OR passport_id IN
            (SELECT passport_id FROM passport_keys WHERE park_id = ?1 AND kind = 'plate' AND value = ?3)) ORDER BY type, passport_id"
    );
    let found = world.row(&sql, (world.park, input.int("passportId"), input.text("plateNumber")), json)?;
    found.map(Reply::Json).ok_or_else(|| Refusal::no_record("没有该凭证"))
}

/// 5.3.3: eight digits that were never handed out before.
pub(super) fn invitation_code(world: &World<'_>, _: &Input) -> Outcome {
    let number = next_id(world.tx, "invitation")?;
    // A step that shares no factor with 9 * 10^7 walks through all eight-digit codes without repeating one.
    let code = (10_000_000 + (9_540_998 + number * 7_654_321) % 90_000_000).to_string();
    world.run(
        "INSERT INTO invitation_codes (code, park_id, issued) VALUES (?1, ?2, ?3)",
        (&code, world.park, world.now),
    )?;
    Ok(Reply::Bare(code))
}

/// 5.3.4
pub(super) fn has_plate_numbers(world: &World<'_>, input: &Input) -> Outcome {
    registered(world, input, "plate", "plateNumbers")
}

/// 5.3.5
pub(super) fn has_card_numbers(world: &World<'_>, input: &Input) -> Outcome {
    registered(world, input, "card", "cardNumbers")
}

/// 5.3.6: a vehicle has no validity until it is renewed or paid for; a door passport brings its dates.
pub(super) fn add(world: &World<'_>, input: &Input) -> Outcome {
    let (kind, id) = (input.need_int("passportType")?, next_id(world.tx, "passport")?);
    world.run(
        "INSERT INTO passports (passport_id, park_id, type, name, mobile, inviteable) VALUES (?1, ?2, ?3, '', '', 0)",
        (id, world.park, kind),
    )?;
    write(world, input, id, kind)?;
    Ok(Reply::Bare(id.to_string()))
}

/// 5.3.7: replaces the record; a vehicle keeps the validity that was paid for.
pub(super) fn update(world: &World<'_>, input: &Input) -> Outcome {
    let (id, kind) = existing(world, input)?;
    world.run("DELETE FROM passport_keys WHERE passport_id = ?1", [id])?;
    write(world, input, id, kind)?;
    Ok(Reply::None)
}

/// 5.3.8
pub(super) fn delete(world: &World<'_>, input: &Input) -> Outcome {
    let (id, _) = existing(world, input)?;
    world.run("DELETE FROM passports WHERE passport_id = ?1", [id])?;
    Ok(Reply::None)
}

/// 5.3.10: a locked vehicle cannot leave.
pub(super) fn lock(world: &World<'_>, input: &Input) -> Outcome {
    let sql = "UPDATE passports SET locked = ?1 WHERE park_id = ?2 AND type = 1 AND passport_id IN
        (SELECT passport_id FROM passport_keys WHERE park_id = ?2 AND kind = 'plate' AND value = ?3)";
    match world.run(sql, (input.need_int("state")? == 1, world.park, input.need_text("plateNumber")?))? {
        0 => Err(Refusal::failed("操作失败：不是白名单车辆")),
        _ => Ok(Reply::None),
    }
}

fn existing(world: &World<'_>, input: &Input) -> Result<(i64, i64), Refusal> {
    let sql = "SELECT passport_id, type FROM passports WHERE park_id = ?1 AND passport_id = ?2 AND type = ?3";
    let params = (world.park, input.need_int("passportId")?, input.need_int("passportType")?);
    world.row(sql, params, |row| Ok((row.get(0)?, row.get(1)?)))?.ok_or_else(|| Refusal::no_record("没有该凭证"))
}

fn registered(world: &World<'_>, input: &Input, kind: &str, field: &str) -> Outcome {
    let own = input.need_int("passportId")?;
    let values = input.texts(field).ok_or_else(|| Refusal::invalid(field))?;
    Ok(Reply::Bare(taken(world, own, kind, values)?.is_some().to_string()))
}

/// The first of these plates or cards that another passport has.
fn taken(world: &World<'_>, own: i64, kind: &str, values: &[String]) -> rusqlite::Result<Option<String>> {
    for value in values {
        let sql =
            "SELECT value FROM passport_keys WHERE park_id = ?1 AND kind = ?2 AND value = ?3 AND passport_id <> ?4";
        if let Some(value) = world.row(sql, (world.park, kind, value, own), |row| row.get(0))? {
            return Ok(Some(value));
        }
    }
    Ok(None)
}

fn write(world: &World<'_>, input: &Input, id: i64, kind: i64) -> Result<(), Refusal> {
    let list =
        |name: &str| input.texts(name).filter(|list| !list.is_empty()).map(<[String]>::to_vec).unwrap_or_default();
    let (shares, cards) = (list("sharePlates"), list("cardNumber"));
    let plates: Vec<String> =
        input.text("plateNumber").map(str::to_owned).into_iter().chain(shares.iter().cloned()).collect();
    for (key, values, what) in [("plate", &plates, "车牌"), ("card", &cards, "卡号")] {
        if let Some(value) = taken(world, id, key, values)? {
            return Err(Refusal::failed(format!("{what}已注册：{value}")));
        }
        for value in values {
            let sql = "INSERT OR IGNORE INTO passport_keys (passport_id, park_id, kind, value) VALUES (?1, ?2, ?3, ?4)";
            world.run(sql, (id, world.park, key, value))?;
        }
    }
    let join = |list: Vec<String>| (!list.is_empty()).then(|| list.join(","));
    world.run(
        "UPDATE passports SET name = ?2, address = ?3, mobile = ?4, mgr_type = ?5, car_type = ?6, plate = ?7, spacenum = ?8,
            share_plates = ?9, cards = ?10, inviteable = ?11, invitation_code = ?12 WHERE passport_id = ?1",
        (
            id, input.need_text("name")?, input.text("address"), input.need_text("mobilePhone")?, input.int("mgrType"),
            input.int("carType"), input.text("plateNumber"), input.int("spacenum"), join(shares), join(cards),
            input.flag("inviteable").unwrap_or_default(), input.text("invitationCode"),
        ),
    )?;
    if let Some(areas) = input.object("parkAuth").and_then(|auth| auth.ids("areaIds")).filter(|_| kind == VEHICLE) {
        check_areas(world, areas)?;
        world.run("UPDATE passports SET park_areas = ?2 WHERE passport_id = ?1", (id, area_json(areas)))?;
    }
    if let Some(auth) = input.object("acAuth").filter(|_| kind != VEHICLE) {
        let areas = auth.ids("areaIds").unwrap_or_default();
        check_areas(world, areas)?;
        let sql = "UPDATE passports SET ac_areas = ?2, ac_start = ?3, ac_end = ?4 WHERE passport_id = ?1";
        world.run(sql, (id, area_json(areas), auth.text("startDate"), auth.text("endDate")))?;
    }
    Ok(())
}

fn json(row: &Row<'_>) -> rusqlite::Result<Value> {
    let mut fields = Map::new();
    for (index, name) in [
        "passportId",
        "name",
        "address",
        "mobilePhone",
        "mgrType",
        "carType",
        "plateNumber",
        "spacenum",
        "sharePlates",
        "cardNumber",
        "inviteable",
        "invitationCode",
    ]
    .into_iter()
    .enumerate()
    {
        let value = match row.get_ref(index)? {
            rusqlite::types::ValueRef::Integer(number) => json!(number),
            rusqlite::types::ValueRef::Text(_) => json!(row.get::<_, String>(index)?),
            _ => continue,
        };
        fields.insert(name.to_owned(), value);
    }
    for (name, first) in [("parkAuth", 12), ("acAuth", 15)] {
        if let Some(areas) = row.get::<_, Option<String>>(first)? {
            let mut auth = Map::new();
            auth.insert("areaIds".to_owned(), json!(area_list(Some(areas))));
            for (date, index) in [("startDate", first + 1), ("endDate", first + 2)] {
                if let Some(value) = row.get::<_, Option<String>>(index)? {
                    auth.insert(date.to_owned(), json!(value));
                }
            }
            fields.insert(name.to_owned(), Value::Object(auth));
        }
    }
    Ok(Value::Object(fields))
}
