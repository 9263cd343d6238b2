//! 5.6 优惠券接口.

use rusqlite::Row;
use serde_json::{Value, json};

use super::{Outcome, Refusal, Reply, World};
use crate::input::Input;
use crate::store::next_id;
use crate::time;

/// 5.6.1
pub(super) fn quota(world: &World<'_>, input: &Input) -> Outcome {
    let rule = Rule::get(world, input)?;
    let [day, month, year] = rule.remaining(world)?;
    Ok(Reply::Json(json!({ "todayRemaining": day, "monthRemaining": month, "yearRemaining": year })))
}

/// 5.6.2: without the rule's own id, as documented.
pub(super) fn rule(world: &World<'_>, input: &Input) -> Outcome {
    let mut rule = Rule::get(world, input)?.json();
    if let Some(fields) = rule.as_object_mut() {
        fields.remove("ruleId");
    }
    Ok(Reply::Json(rule))
}

/// 5.6.3
pub(super) fn rules(world: &World<'_>, input: &Input) -> Outcome {
    let merchant = input.need_int("mchId")?;
    check_merchant(world, merchant)?;
    let rules = world.rows(&format!("{RULE} ORDER BY rule_id"), (world.park, merchant), Rule::read)?;
    Ok(Reply::List(rules.iter().map(Rule::json).collect()))
}

/// 5.6.4
pub(super) fn merchants(world: &World<'_>, _: &Input) -> Outcome {
    let sql = "SELECT mch_id, name FROM merchants WHERE park_id = ?1 ORDER BY mch_id";
    let rows = world.rows(sql, [world.park], |row| {
        Ok(json!({ "mchId": row.get::<_, i64>(0)?, "mchName": row.get::<_, String>(1)? }))
    })?;
    Ok(Reply::List(rows))
}

/// 5.6.5: within the rule's quotas; a rule of value 0 takes its value from the caller.
pub(super) fn add(world: &World<'_>, input: &Input) -> Outcome {
    let rule = Rule::get(world, input)?;
    if rule.remaining(world)?.iter().any(|left| *left <= 0) {
        return Err(Refusal::failed("优惠券额度已用完"));
    }
    let value = match (input.int("discountValue"), rule.value) {
        (Some(value), 0) => value,
        (Some(value), fixed) if value != fixed => return Err(Refusal::failed("该优惠规则的折扣值不能修改")),
        (_, fixed) => fixed,
    };
    let lowest = if rule.kind == 3 { -1 } else { 0 };
    if value < lowest || (rule.kind == 2 && value > 100) {
        return Err(Refusal::invalid("discountValue"));
    }
    let until = match (rule.kind, value) {
        (3, 0) => time::day_end(&world.today()),
        (3, minutes) if minutes > 0 => Some(world.now.saturating_add(minutes.saturating_mul(60))),
        _ => None,
    };
    // 5.6.2: only a free pass with an end can be good for several exits.
    let once = !(rule.kind == 3 && value != -1 && rule.times == 0);
    let id = next_id(world.tx, "coupon")?;
    world.run(
        "INSERT INTO coupons (coupon_id, park_id, mch_id, rule_id, name, type, value, once, valid_until, plate, created)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        (id, world.park, rule.merchant, rule.id, &rule.name, rule.kind, value, once, until, input.need_text("plateNumber")?, world.now),
    )?;
    Ok(Reply::Bare(id.to_string()))
}

/// 5.6.6: those issued on one day, newest first.
pub(super) fn query(world: &World<'_>, input: &Input) -> Outcome {
    let (merchant, date) = (input.need_int("mchId")?, input.need_text("date")?);
    check_merchant(world, merchant)?;
    let sql = "SELECT rule_id, name, plate, created FROM coupons WHERE park_id = ?1 AND mch_id = ?2 AND created BETWEEN ?3 AND ?4
        ORDER BY created DESC, coupon_id DESC LIMIT ?6 OFFSET ?5";
    let params = (
        world.park,
        merchant,
        time::day_start(date),
        time::day_end(date),
        input.need_int("offset")?,
        input.need_int("length")?,
    );
    let rows = world.rows(sql, params, |row| {
        Ok(json!({
            "ruleId": row.get::<_, i64>(0)?, "ruleName": row.get::<_, String>(1)?, "plateNumber": row.get::<_, String>(2)?,
            "createTime": time::format(row.get(3)?),
        }))
    })?;
    Ok(Reply::List(rows))
}

/// Refuses a merchant that the park does not have.
pub(super) fn check_merchant(world: &World<'_>, merchant: i64) -> Result<(), Refusal> {
    let known =
        world.row("SELECT 1 FROM merchants WHERE park_id = ?1 AND mch_id = ?2", (world.park, merchant), |_| Ok(()))?;
    known.ok_or_else(|| Refusal::no_record(format!("没有该商户：{merchant}")))
}

const RULE: &str = "SELECT rule_id, mch_id, coupon_rules.name, type, value, daily, monthly, yearly, times
    FROM coupon_rules JOIN merchants USING (mch_id) WHERE park_id = ?1 AND mch_id = ?2";

struct Rule {
    id: i64,
    merchant: i64,
    name: String,
    kind: i64,
    value: i64,
    limits: [i64; 3],
    times: i64,
}

impl Rule {
    fn get(world: &World<'_>, input: &Input) -> Result<Self, Refusal> {
        let params = (world.park, input.need_int("mchId")?, input.need_int("ruleId")?);
        world
            .row(&format!("{RULE} AND rule_id = ?3"), params, Self::read)?
            .ok_or_else(|| Refusal::no_record("没有该优惠规则"))
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            merchant: row.get(1)?,
            name: row.get(2)?,
            kind: row.get(3)?,
            value: row.get(4)?,
            limits: [row.get(5)?, row.get(6)?, row.get(7)?],
            times: row.get(8)?,
        })
    }

    fn json(&self) -> Value {
        let [daily, monthly, yearly] = self.limits;
        json!({
            "ruleId": self.id, "ruleName": self.name, "ruleType": self.kind, "discountValue": self.value,
            "dailyLimit": daily, "monthlyLimit": monthly, "yearlyLimit": yearly, "times": self.times,
        })
    }

    /// What can still be issued today, this month and this year.
    fn remaining(&self, world: &World<'_>) -> rusqlite::Result<[i64; 3]> {
        let today = world.today();
        let first_of =
            |length: usize, rest: &str| time::day_start(&format!("{}{rest}", today.get(..length).unwrap_or_default()));
        let mut left = self.limits;
        for (left, since) in left.iter_mut().zip([first_of(10, ""), first_of(8, "01"), first_of(5, "01-01")]) {
            let sql =
                "SELECT count(*) FROM coupons WHERE park_id = ?1 AND mch_id = ?2 AND rule_id = ?3 AND created >= ?4";
            let issued: i64 = world.tx.query_row(sql, (world.park, self.merchant, self.id, since), |row| row.get(0))?;
            *left = (*left - issued).max(0);
        }
        Ok(left)
    }
}
