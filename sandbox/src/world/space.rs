//! Free spaces of an area, and 5.11 泊位接口.

use serde_json::{Map, Value, json};

use super::visit::Visit;
use super::{Outcome, Refusal, Reply, World};
use crate::input::Input;
use crate::store::next_id;
use crate::time;

/// Spaces of an area and the vehicles on them.
pub(crate) struct Free {
    pub(crate) tmp_space: i64,
    pub(crate) long_space: i64,
    tmp_taken: i64,
    long_taken: i64,
}

impl Free {
    /// Spaces left for temporary vehicles.
    pub(crate) fn tmp_free(&self) -> i64 {
        (self.tmp_space - self.tmp_taken).max(0)
    }

    /// Spaces left for long-rent vehicles.
    pub(crate) fn long_free(&self) -> i64 {
        (self.long_space - self.long_taken).max(0)
    }
}

/// Counts an area.
pub(crate) fn free(world: &World<'_>, area: i64) -> rusqlite::Result<Free> {
    let (tmp_space, long_space) =
        world.tx.query_row("SELECT tmp_space, long_space FROM areas WHERE area_id = ?1", [area], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    let sql = "SELECT auth_type FROM visits WHERE park_id = ?1 AND area_id = ?2 AND inside = 1";
    let taken = world.rows(sql, (world.park, area), |row| row.get::<_, i64>(0))?;
    let long_taken =
        i64::try_from(taken.iter().filter(|auth_type| Visit::is_long(**auth_type)).count()).unwrap_or(i64::MAX);
    let tmp_taken = i64::try_from(taken.len()).unwrap_or(i64::MAX) - long_taken;
    Ok(Free { tmp_space, long_space, tmp_taken, long_taken })
}

/// 5.11.1
pub(super) fn info(world: &World<'_>, input: &Input) -> Outcome {
    let berth = Berth::get(world, input.need_text("parkingSpaceNo")?)?;
    let mut fields = Map::new();
    fields.insert("parkingSpaceNo".to_owned(), json!(berth.number));
    fields.insert("state".to_owned(), json!(i64::from(berth.occupied)));
    if berth.occupied {
        match &berth.plate {
            Some(plate) => fields.insert("plateNumber".to_owned(), json!(plate)),
            None => {
                fields.insert("qrCode".to_owned(), json!(format!("http://qr.sandbox.invalid/berth/{}", berth.number)))
            }
        };
        if let Some(since) = berth.since {
            fields.insert("enterTime".to_owned(), json!(time::format(since)));
        }
    }
    Ok(Reply::Json(Value::Object(fields)))
}

/// 5.11.2: a coupon for whoever stands on the berth, or for the plate that the caller names instead.
pub(super) fn set_coupons(world: &World<'_>, input: &Input) -> Outcome {
    let berth = Berth::get(world, input.need_text("parkingSpaceNo")?)?;
    let plate = input.text("plateNumber").map(str::to_owned).or(berth.plate);
    let plate = plate.ok_or_else(|| Refusal::failed("泊位上没有已识别的车辆，请传入车牌号码"))?;
    let id = next_id(world.tx, "coupon")?;
    let (kind, value, from, until, name) =
        match (input.int("timeLength"), input.time("startTime"), input.time("endTime")) {
            (Some(minutes), None, None) if minutes > 0 => (1, minutes, None, None, format!("泊位优惠{minutes}分钟")),
            (None, Some(from), Some(until)) if from < until => {
                (4, 0, Some(from), Some(until), "泊位时段优惠".to_owned())
            }
            (Some(_), ..) => return Err(Refusal::invalid("timeLength")),
            _ => return Err(Refusal::invalid("endTime")),
        };
    world.run(
        "INSERT INTO coupons (coupon_id, park_id, name, type, value, once, valid_from, valid_until, plate, created, berth)
         VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6, ?7, ?8, ?9, ?10)",
        (id, world.park, name, kind, value, from, until, plate, world.now, berth.number),
    )?;
    Ok(Reply::Bare(id.to_string()))
}

/// A berth and what stands on it.
pub(crate) struct Berth {
    pub(crate) number: String,
    occupied: bool,
    plate: Option<String>,
    since: Option<i64>,
}

impl Berth {
    /// The berth of this park, or 0009.
    pub(crate) fn get(world: &World<'_>, number: &str) -> Result<Self, Refusal> {
        let sql = "SELECT berth, occupied, plate, since FROM berths WHERE park_id = ?1 AND berth = ?2";
        world
            .row(sql, (world.park, number), |row| {
                Ok(Self { number: row.get(0)?, occupied: row.get(1)?, plate: row.get(2)?, since: row.get(3)? })
            })?
            .ok_or_else(|| Refusal::no_record(format!("没有该泊位：{number}")))
    }

    /// A vehicle, readable or not, stands on it; or none.
    pub(crate) fn occupy(&self, world: &World<'_>, occupied: bool, plate: Option<&str>) -> rusqlite::Result<()> {
        world.run(
            "UPDATE berths SET occupied = ?1, plate = ?2, since = ?3 WHERE park_id = ?4 AND berth = ?5",
            (occupied, plate.filter(|_| occupied), occupied.then_some(world.now), world.park, &self.number),
        )?;
        Ok(())
    }
}
