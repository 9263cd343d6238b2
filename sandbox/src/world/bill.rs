//! What a stay costs by now, and what paying for it changes.

use serde_json::{Map, Value, json};

use super::visit::Visit;
use super::{World, gate, tariff};
use crate::store::next_id;
use crate::{money, time};

/// Trade numbers of zero-fee records and payments made elsewhere name no cashier.
const OPERATOR: &str = "OpenAPI";

/// 支付渠道 6: OpenAPI.
pub(crate) const CHANNEL_OPEN_API: i64 = 6;
/// 支付渠道 7: 其他; nothing was paid, a coupon covered it all.
const CHANNEL_OTHER: i64 = 7;

/// What a stay costs at one moment. Amounts in fen; `money = payable - discount - payed`, never negative.
#[derive(Debug, Clone, Default)]
pub(crate) struct Due {
    pub(crate) payable: i64,
    pub(crate) discount: i64,
    pub(crate) payed: i64,
    pub(crate) money: i64,
    pub(crate) start: i64,
    pub(crate) end: i64,
    pub(crate) minutes: i64,
    /// Names of the coupons that lower it.
    pub(crate) comment: Option<String>,
    /// The coupons that are used up by it.
    pub(crate) coupons: Vec<i64>,
}

struct Coupon {
    id: i64,
    name: String,
    kind: i64,
    value: i64,
    once: bool,
    from: Option<i64>,
    until: Option<i64>,
}

impl Due {
    /// Computes it.
    pub(crate) fn of(world: &World<'_>, visit: &Visit) -> rusqlite::Result<Self> {
        let start = chargeable_from(world, visit)?;
        let minutes = ((world.now - start) / 60).max(0);
        let mut due = Self { payed: visit.payed, start, end: world.now.max(start), minutes, ..Self::default() };
        if visit.leave_until.is_some_and(|until| world.now <= until) {
            // Paid, and still within the time to leave: nothing has been added.
            due.payable = visit.payed;
            return Ok(due);
        }
        due.payable = tariff::charge(minutes, visit.car_type);
        if due.payable == 0 {
            return Ok(due);
        }
        let coupons = coupons(world, visit)?;
        due.discount = due.payable - discounted(&coupons, &due, visit);
        due.money = (due.payable - due.discount - due.payed).max(0);
        let names: Vec<_> = coupons.iter().map(|coupon| coupon.name.as_str()).collect();
        due.comment = (!names.is_empty()).then(|| names.join("、"));
        due.coupons = coupons.iter().filter(|coupon| coupon.once).map(|coupon| coupon.id).collect();
        Ok(due)
    }
}

/// Makes a bill with a fresh token and returns its wire fields. Earlier ones stay payable until one of them is paid.
pub(crate) fn issue(
    world: &World<'_>,
    visit: &Visit,
    due: &Due,
    user: &str,
    lane: Option<i64>,
) -> rusqlite::Result<Map<String, Value>> {
    let (trade_no, token) = (next_id(world.tx, "trade")?, token(world.now));
    world.run(
        "INSERT INTO bills (trade_no, park_id, kind, token, expires, plate, user_id, lane_id, visit_id, payable, discount, payed, money,
            start_time, end_time, minutes, coupons)
         VALUES (?1, ?2, 'tmp', ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        rusqlite::params![
            trade_no, world.park, token, world.now + world.settings.token_seconds, visit.plate, user, lane, visit.id, due.payable,
            due.discount, due.payed, due.money, due.start, due.end, due.minutes, super::area_json(&due.coupons),
        ],
    )?;
    let mut fields = Map::new();
    let mut set = |name: &str, value: Value| fields.insert(name.to_owned(), value);
    set("tradeNo", json!(trade_no));
    set("payToken", json!(token));
    set("payable", money::json(due.payable));
    set("discount", money::json(due.discount));
    set("payed", money::json(due.payed));
    set("money", money::json(due.money));
    set("startTime", json!(time::format(due.start)));
    set("endTime", json!(time::format(due.end)));
    set("minutes", json!(due.minutes));
    if let Some(comment) = &due.comment {
        set("comment", json!(comment));
    }
    Ok(fields)
}

/// Takes a payment for a stay: fee record, ledger, used coupons, other bills void, time to leave, and the barrier if the
/// vehicle waits at it.
pub(crate) fn settle(world: &World<'_>, visit: &Visit, trade_no: i64, due: &Due) -> Result<(), super::Refusal> {
    fee_record(world, visit, trade_no, due, CHANNEL_OPEN_API)?;
    pay(world, "tmp", trade_no, &visit.plate, due.money)?;
    world.run(
        "UPDATE visits SET payed = payed + ?1, leave_until = ?2 WHERE visit_id = ?3",
        (due.money, world.now + world.settings.leave_seconds, visit.id),
    )?;
    world.run("UPDATE bills SET state = 'void' WHERE visit_id = ?1 AND state = 'open'", [visit.id])?;
    use_coupons(world, visit, &due.coupons)?;
    gate::leave_if_waiting(world, visit)
}

/// A stay that coupons paid for in full leaves a fee record of zero.
pub(crate) fn settle_free(world: &World<'_>, visit: &Visit, due: &Due) -> rusqlite::Result<()> {
    if due.discount > 0 {
        fee_record(world, visit, next_id(world.tx, "trade")?, due, CHANNEL_OTHER)?;
        use_coupons(world, visit, &due.coupons)?;
    }
    Ok(())
}

/// Writes the ledger of payments.
pub(crate) fn pay(world: &World<'_>, kind: &str, trade_no: i64, plate: &str, fen: i64) -> rusqlite::Result<()> {
    world.run(
        "INSERT INTO payments (park_id, kind, trade_no, plate, amount, time) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (world.park, kind, trade_no, plate, fen, world.now),
    )?;
    Ok(())
}

/// An opaque token of the shape that the platform's have: base64, `$` and milliseconds.
pub(crate) fn token(now: i64) -> String {
    use base64::Engine as _;
    let mut random = [0_u8; 48];
    if getrandom::fill(&mut random).is_err() {
        // Without a random source the tokens are still distinct, which is all that the sandbox needs.
        static NEXT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(1);
        let next = NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed).to_be_bytes();
        random.iter_mut().zip(next).for_each(|(byte, value)| *byte = value);
    }
    format!("{}${}", base64::engine::general_purpose::STANDARD.encode(random), now.saturating_mul(1000))
}

fn fee_record(world: &World<'_>, visit: &Visit, trade_no: i64, due: &Due, channel: i64) -> rusqlite::Result<()> {
    world.run(
        "INSERT INTO tmp_fees (trade_no, park_id, plate, start_time, end_time, minutes, area_id, lane_id, car_type, parking_fee, discount,
            payed, real, channel, time, operator, visit_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
        rusqlite::params![
            trade_no, world.park, visit.plate, due.start, due.end, due.minutes, visit.area, visit.enter_lane, visit.car_type,
            due.payable, due.discount, due.payed, due.money, channel, world.now, OPERATOR, visit.id,
        ],
    )?;
    Ok(())
}

fn use_coupons(world: &World<'_>, visit: &Visit, coupons: &[i64]) -> rusqlite::Result<()> {
    for coupon in coupons {
        world.run("UPDATE coupons SET visit_id = ?1 WHERE coupon_id = ?2 AND visit_id IS NULL", (visit.id, coupon))?;
    }
    Ok(())
}

/// A passport's vehicle pays from the day after the passport ended, everyone else from entry.
fn chargeable_from(world: &World<'_>, visit: &Visit) -> rusqlite::Result<i64> {
    let Some(passport) = visit.passport.filter(|_| Visit::is_long(visit.auth_type)) else {
        return Ok(visit.enter_time);
    };
    let end: Option<String> =
        world.row("SELECT park_end FROM passports WHERE passport_id = ?1", [passport], |row| row.get(0))?.flatten();
    let from = end.and_then(|end| time::next_day(&end)).and_then(|day| time::day_start(&day));
    Ok(from.map_or(visit.enter_time, |from| from.max(visit.enter_time)))
}

/// Coupons of this plate that are unused or already count for this stay, in the order in which they apply.
fn coupons(world: &World<'_>, visit: &Visit) -> rusqlite::Result<Vec<Coupon>> {
    let sql = "SELECT coupon_id, name, type, value, once, valid_from, valid_until FROM coupons
        WHERE park_id = ?1 AND plate = ?2 AND (visit_id IS NULL OR visit_id = ?3)
          AND (type <> 3 OR valid_until IS NULL OR valid_until >= ?4)
          AND (type <> 4 OR (valid_until > ?5 AND valid_from < ?4))
        ORDER BY CASE type WHEN 1 THEN 0 WHEN 4 THEN 1 WHEN 2 THEN 2 WHEN 0 THEN 3 ELSE 4 END, coupon_id";
    world.rows(sql, (world.park, &visit.plate, visit.id, world.now, visit.enter_time), |row| {
        Ok(Coupon {
            id: row.get(0)?,
            name: row.get(1)?,
            kind: row.get(2)?,
            value: row.get(3)?,
            once: row.get(4)?,
            from: row.get(5)?,
            until: row.get(6)?,
        })
    })
}

/// The fee after all coupons: free minutes first, then percentages, then amounts, then what is free altogether.
fn discounted(coupons: &[Coupon], due: &Due, visit: &Visit) -> i64 {
    let mut minutes = due.minutes;
    for coupon in coupons {
        minutes -= match coupon.kind {
            1 => coupon.value,
            4 => {
                (coupon.until.unwrap_or(due.end).min(due.end) - coupon.from.unwrap_or(due.start).max(due.start)).max(0)
                    / 60
            }
            _ => 0,
        };
    }
    let mut fen = tariff::charge(minutes, visit.car_type);
    for coupon in coupons {
        fen = match coupon.kind {
            0 => fen - coupon.value.saturating_mul(100),
            2 => fen * (100 - coupon.value.clamp(0, 100)) / 100,
            3 => 0,
            _ => fen,
        }
        .max(0);
    }
    fen
}
