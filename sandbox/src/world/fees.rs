//! 5.5 收费记录接口. Ranges apply to the time of payment; records are listed newest first.

use serde_json::json;

use super::{Outcome, Refusal, Reply, World};
use crate::input::Input;
use crate::{money, time};

/// 5.5.1
pub(super) fn tmp_rent(world: &World<'_>, input: &Input) -> Outcome {
    let sql = "SELECT plate, start_time, end_time, minutes, tmp_fees.area_id, areas.name, car_type, trade_no, parking_fee, discount, payed,
            real, channel, time, operator
        FROM tmp_fees JOIN areas USING (area_id)
        WHERE tmp_fees.park_id = ?1 AND (?2 IS NULL OR tmp_fees.area_id = ?2) AND (?3 IS NULL OR lane_id = ?3)
          AND time BETWEEN ?4 AND ?5 AND (?6 IS NULL OR instr(plate, ?6) > 0)
        ORDER BY time DESC, trade_no DESC LIMIT ?8 OFFSET ?7";
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
            "plateNumber": row.get::<_, String>(0)?, "startTime": time::format(row.get(1)?), "endTime": time::format(row.get(2)?),
            "feeMinutes": row.get::<_, i64>(3)?, "areaId": row.get::<_, i64>(4)?, "areaName": row.get::<_, String>(5)?,
            "carType": row.get::<_, i64>(6)?, "tradeNo": row.get::<_, i64>(7)?, "parkingFee": money::json(row.get(8)?),
            "discountFee": money::json(row.get(9)?), "payedFee": money::json(row.get(10)?), "realFee": money::json(row.get(11)?),
            "payChannel": row.get::<_, i64>(12)?, "operateTime": time::format(row.get(13)?), "operatorName": row.get::<_, String>(14)?,
        }))
    })?;
    Ok(Reply::List(rows))
}

/// 5.5.2
pub(super) fn long_rent(world: &World<'_>, input: &Input) -> Outcome {
    let sql = "SELECT plate, start_date, end_date, spacenum, mgr_type, car_type, trade_no, parking_fee, discount, real, channel, time,
            operator
        FROM long_fees WHERE park_id = ?1 AND time BETWEEN ?2 AND ?3 AND (?4 IS NULL OR instr(plate, ?4) > 0)
        ORDER BY time DESC, trade_no DESC LIMIT ?6 OFFSET ?5";
    let day =
        |name: &str, edge: fn(&str) -> Option<i64>| edge(input.need_text(name)?).ok_or_else(|| Refusal::invalid(name));
    let params = (
        world.park,
        day("startDate", time::day_start)?,
        day("endDate", time::day_end)?,
        input.text("keyword"),
        input.need_int("offset")?,
        input.need_int("length")?,
    );
    let rows = world.rows(sql, params, |row| {
        Ok(json!({
            "plateNumber": row.get::<_, String>(0)?, "startDate": row.get::<_, String>(1)?, "endDate": row.get::<_, String>(2)?,
            "spaceNum": row.get::<_, i64>(3)?, "mgrType": row.get::<_, i64>(4)?, "carType": row.get::<_, i64>(5)?,
            "tradeNo": row.get::<_, i64>(6)?, "parkingFee": money::json(row.get(7)?), "discountFee": money::json(row.get(8)?),
            "realFee": money::json(row.get(9)?), "payChannel": row.get::<_, i64>(10)?, "operateTime": time::format(row.get(11)?),
            "operatorName": row.get::<_, String>(12)?,
        }))
    })?;
    Ok(Reply::List(rows))
}
