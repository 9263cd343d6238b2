//! 5.8 支付接口, and renewal of long-rent passports (5.3.9).

use serde_json::{Value, json};

use super::bill::{CHANNEL_OPEN_API, Due, issue, pay, settle, token};
use super::visit::Visit;
use super::{Outcome, Refusal, Reply, World};
use crate::input::Input;
use crate::store::next_id;
use crate::{money, time};

/// 5.3.9: paid elsewhere, recorded here; the period is not compared with the dates.
pub(super) fn renew(world: &World<'_>, input: &Input) -> Outcome {
    let passport = Passport::of(world, input.need_text("plateNumber")?)?;
    let (start, end) = (input.need_text("startDate")?, input.need_text("endDate")?);
    if end < start {
        return Err(Refusal::invalid("endDate"));
    }
    input.need_int("period")?;
    let fen = input.need_money("money")?;
    if fen < 0 {
        return Err(Refusal::invalid("money"));
    }
    passport.extend(world, start, end)?;
    passport.record(world, next_id(world.tx, "trade")?, start, end, fen, 0)?;
    Ok(Reply::None)
}

/// 5.8.1: the full rent is payable; the price of a longer period is cheaper by a discount.
pub(super) fn long_bill(world: &World<'_>, input: &Input) -> Outcome {
    let passport = Passport::of(world, input.need_text("plateNumber")?)?;
    let (start, months) = (input.need_text("startDate")?, input.need_int("period")?);
    let user = input.need_text("userId")?;
    let end = (1..=120)
        .contains(&months)
        .then(|| time::period_end(start, months))
        .flatten()
        .ok_or_else(|| Refusal::invalid("period"))?;
    let rule = passport.rule(world)?;
    passport.continues(&rule, start)?;
    let payable = rule.monthly * months * passport.spaces;
    let amount = rule.price(months) * passport.spaces;
    if amount == 0 {
        return Err(no_bill(world, "该凭证不需要缴费"));
    }
    let (trade_no, token) = (next_id(world.tx, "trade")?, token(world.now));
    world.run(
        "INSERT INTO bills (trade_no, park_id, kind, token, expires, plate, user_id, passport_id, start_date, end_date, payable, discount,
            payed, money) VALUES (?1, ?2, 'long', ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 0, ?12)",
        rusqlite::params![
            trade_no, world.park, token, world.now + world.settings.token_seconds, input.need_text("plateNumber")?, user, passport.id,
            start, end, payable, payable - amount, amount,
        ],
    )?;
    let mut bill = json!({
        "tradeNo": trade_no, "payToken": token, "payable": money::json(payable), "discount": money::json(payable - amount),
        "money": money::json(amount),
    });
    if payable > amount
        && let Some(fields) = bill.as_object_mut()
    {
        fields.insert("comment".to_owned(), json!("多月优惠"));
    }
    Ok(Reply::Json(bill))
}

/// 5.8.2: `NoEnterRecord` if the vehicle is not inside, `NoBill` if it owes nothing.
pub(super) fn tmp_bill(world: &World<'_>, input: &Input) -> Outcome {
    let (plate, user) = (input.need_text("plateNumber")?, input.need_text("userId")?);
    let visit = match Visit::inside(world, plate)? {
        Some(visit) => Some(visit),
        None => Visit::look_alike(world, plate)?,
    };
    let visit = visit.ok_or_else(|| no_enter_record(world))?;
    let due = Due::of(world, &visit)?;
    if due.money == 0 {
        return Err(no_bill(world, "不需要支付停车费"));
    }
    let mut fields = issue(world, &visit, &due, user, None)?;
    fields.insert("plateNumber".to_owned(), json!(visit.plate));
    fields.insert("enterLaneId".to_owned(), json!(visit.enter_lane));
    fields.insert("leaveTime".to_owned(), json!(time::format(world.now + world.settings.leave_seconds)));
    Ok(Reply::Json(Value::Object(fields)))
}

/// 5.8.3
pub(super) fn pay_long(world: &World<'_>, input: &Input) -> Outcome {
    let trade_no = payable_bill(world, input, "long")?;
    let sql = "SELECT plate, start_date, end_date, money, discount FROM bills WHERE trade_no = ?1";
    let (plate, start, end, fen, discount): (String, String, String, i64, i64) =
        world
            .tx
            .query_row(sql, [trade_no], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))?;
    let passport = Passport::of(world, &plate)?;
    passport.extend(world, &start, &end)?;
    passport.record(world, trade_no, &start, &end, fen, discount)?;
    // Two bills for the same period: paying the second would pay it twice.
    let sql = "UPDATE bills SET state = 'void' WHERE passport_id = ?1 AND state = 'open' AND start_date <= ?2 AND end_date >= ?3";
    world.run(sql, (passport.id, &end, &start))?;
    Ok(Reply::None)
}

/// 5.8.4
pub(super) fn pay_tmp(world: &World<'_>, input: &Input) -> Outcome {
    let trade_no = payable_bill(world, input, "tmp")?;
    let sql = "SELECT visit_id, payable, discount, payed, money, start_time, end_time, minutes, coupons FROM bills WHERE trade_no = ?1";
    let (visit, due) = world.tx.query_row(sql, [trade_no], |row| {
        let due = Due {
            payable: row.get(1)?,
            discount: row.get(2)?,
            payed: row.get(3)?,
            money: row.get(4)?,
            start: row.get(5)?,
            end: row.get(6)?,
            minutes: row.get(7)?,
            comment: None,
            coupons: super::area_list(row.get(8)?),
        };
        Ok((row.get::<_, i64>(0)?, due))
    })?;
    let visit = Visit::get(world, visit)?.ok_or_else(|| no_enter_record(world))?;
    settle(world, &visit, trade_no, &due)?;
    Ok(Reply::None)
}

/// 5.8.5: a bill that the caller has made and been paid for; the same one is not taken twice.
pub(super) fn add_tmp(world: &World<'_>, input: &Input) -> Outcome {
    let visit = Visit::inside(world, input.need_text("plateNumber")?)?.ok_or_else(|| no_enter_record(world))?;
    if visit.enter_lane != input.need_int("enterLaneId")? || visit.enter_time != input.need_time("enterTime")? {
        return Err(no_enter_record(world));
    }
    let end = input.need_time("billEndTime")?;
    if end < visit.enter_time {
        return Err(Refusal::invalid("billEndTime"));
    }
    let due = Due {
        payable: input.need_money("payable")?,
        discount: input.need_money("discount")?,
        payed: input.need_money("paid")?,
        money: input.need_money("amount")?,
        start: visit.enter_time,
        end,
        minutes: (end - visit.enter_time) / 60,
        ..Due::default()
    };
    if due.money < 0 || due.payable - due.discount - due.payed != due.money {
        return Err(Refusal::invalid("amount"));
    }
    let known =
        world.row("SELECT 1 FROM tmp_fees WHERE visit_id = ?1 AND end_time = ?2", (visit.id, end), |_| Ok(()))?;
    if known.is_some() {
        return Err(Refusal::failed("账单已存在"));
    }
    settle(world, &visit, next_id(world.tx, "trade")?, &due)?;
    Ok(Reply::None)
}

/// Takes the token of an open bill: works once, and not after it has expired.
fn payable_bill(world: &World<'_>, input: &Input, kind: &str) -> Result<i64, Refusal> {
    let sql = "SELECT trade_no, state, expires, plate FROM bills WHERE park_id = ?1 AND kind = ?2 AND token = ?3";
    let bill = world.row(sql, (world.park, kind, input.need_text("payToken")?), |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, i64>(2)?, row.get::<_, String>(3)?))
    })?;
    let Some((trade_no, state, expires, plate)) = bill else {
        return Err(Refusal::failed("支付令牌无效"));
    };
    if state == "paid" {
        return Err(Refusal::failed("账单已支付"));
    }
    if state != "open" {
        return Err(Refusal::failed("账单已失效"));
    }
    if expires < world.now {
        return Err(Refusal::failed("支付令牌已过期"));
    }
    if plate != input.need_text("plateNumber")? {
        return Err(Refusal::failed("车牌号码与账单不符"));
    }
    world.run("UPDATE bills SET state = 'paid' WHERE trade_no = ?1", [trade_no])?;
    Ok(trade_no)
}

fn no_bill(world: &World<'_>, message: &str) -> Refusal {
    Refusal::Answer { code: world.settings.no_bill_code.clone(), message: message.to_owned(), err_code: Some("NoBill") }
}

fn no_enter_record(world: &World<'_>) -> Refusal {
    Refusal::Answer {
        code: world.settings.no_bill_code.clone(),
        message: "没有入场记录".to_owned(),
        err_code: Some("NoEnterRecord"),
    }
}

/// The vehicle passport that is renewed.
struct Passport {
    id: i64,
    plate: String,
    mgr_type: i64,
    car_type: i64,
    spaces: i64,
    start: Option<String>,
    end: Option<String>,
}

struct Rule {
    monthly: i64,
    /// Price of so many months.
    tiers: Vec<(i64, i64)>,
    discontinuous: bool,
}

impl Rule {
    fn price(&self, months: i64) -> i64 {
        let tier = self.tiers.iter().find(|(period, _)| *period == months);
        tier.map_or(self.monthly * months, |(_, price)| *price)
    }
}

impl Passport {
    fn of(world: &World<'_>, plate: &str) -> Result<Self, Refusal> {
        let sql = "SELECT passport_id, coalesce(mgr_type, 1), coalesce(car_type, 1), max(coalesce(spacenum, 1), 1), park_start, park_end
            FROM passports WHERE park_id = ?1 AND type = 1 AND plate = ?2";
        world
            .row(sql, (world.park, plate), |row| {
                Ok(Self {
                    id: row.get(0)?,
                    plate: plate.to_owned(),
                    mgr_type: row.get(1)?,
                    car_type: row.get(2)?,
                    spaces: row.get(3)?,
                    start: row.get(4)?,
                    end: row.get(5)?,
                })
            })?
            .ok_or_else(|| Refusal::no_record("没有该长租车"))
    }

    fn rule(&self, world: &World<'_>) -> Result<Rule, Refusal> {
        let sql = "SELECT m1, m2, m3, m4, m5, m6, m12, discontinuous FROM rent_rules WHERE park_id = ?1 AND mgr_type = ?2 AND car_type = ?3";
        world
            .row(sql, (world.park, self.mgr_type, self.car_type), |row| {
                let mut tiers = Vec::new();
                for (index, months) in [1, 2, 3, 4, 5, 6, 12].into_iter().enumerate() {
                    tiers.extend(row.get::<_, Option<i64>>(index)?.map(|price| (months, price)));
                }
                Ok(Rule { monthly: row.get(0)?, tiers, discontinuous: row.get(7)? })
            })?
            .ok_or_else(|| Refusal::failed("没有该收费规则"))
    }

    /// 5.2.6: a rule may demand that periods follow each other without a gap.
    fn continues(&self, rule: &Rule, start: &str) -> Result<(), Refusal> {
        let next = self.end.as_deref().and_then(time::next_day);
        if !rule.discontinuous && next.is_some_and(|next| start > next.as_str()) {
            return Err(Refusal::failed("必须连续续费"));
        }
        Ok(())
    }

    /// A period that joins the old one prolongs it; one after a gap replaces it.
    fn extend(&self, world: &World<'_>, start: &str, end: &str) -> Result<(), Refusal> {
        self.continues(&self.rule(world)?, start)?;
        let joins = self.end.as_deref().and_then(time::next_day).is_some_and(|next| start <= next.as_str());
        let (start, end) = match (&self.start, &self.end) {
            (Some(old_start), Some(old_end)) if joins => (old_start.as_str().min(start), old_end.as_str().max(end)),
            _ => (start, end),
        };
        world
            .run("UPDATE passports SET park_start = ?2, park_end = ?3 WHERE passport_id = ?1", (self.id, start, end))?;
        Ok(())
    }

    fn record(
        &self,
        world: &World<'_>,
        trade_no: i64,
        start: &str,
        end: &str,
        fen: i64,
        discount: i64,
    ) -> rusqlite::Result<()> {
        world.run(
            "INSERT INTO long_fees (trade_no, park_id, plate, start_date, end_date, spacenum, mgr_type, car_type, parking_fee, discount,
                real, channel, time, operator) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 'OpenAPI')",
            rusqlite::params![
                trade_no, world.park, self.plate, start, end, self.spaces, self.mgr_type, self.car_type, fen + discount, discount, fen,
                CHANNEL_OPEN_API, world.now,
            ],
        )?;
        pay(world, "long", trade_no, &self.plate, fen)
    }
}
