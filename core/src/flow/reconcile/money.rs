//! Money: coupons issued, bills paid.

use std::time::Duration;

use super::Verdict;
use super::question::all;
use crate::api::{
    Coupon, CouponAddRequest, CouponQueryCouponsRequest, ParkingFeeQueryTmpRentRecordsRequest,
    PayQueryTmpRentBillRequest, TmpRentBill, TmpRentRecord,
};
use crate::client::io::{Io, ask};
use crate::error::Result;
use crate::flow::gate::GateBill;
use crate::{ChinaTime, Money};

/// Clocks differ: what was issued so shortly before may be what was lost.
const TOLERANCE: Duration = Duration::from_secs(60);

/// A bill whose payment was reported with `pay.pay_tmp_rent_bill`, and the answer lost.
#[derive(Debug, Clone, PartialEq)]
pub struct PaidBill {
    /// Plate or licence.
    pub plate_number: String,
    /// The user that the bill was made for.
    pub user_id: String,
    /// Payment number of the bill.
    pub trade_no: Option<i64>,
    /// What had been paid before.
    pub payed: Option<Money>,
    /// What was to be paid.
    pub money: Option<Money>,
    /// When the bill was made, on the platform's clock.
    pub made_at: Option<ChinaTime>,
}

impl PaidBill {
    /// From the answer to `pay.query_tmp_rent_bill` for this plate and user.
    pub fn of(bill: &TmpRentBill, plate_number: impl Into<String>, user_id: impl Into<String>) -> Self {
        Self {
            plate_number: bill.plate_number.clone().unwrap_or_else(|| plate_number.into()),
            user_id: user_id.into(),
            trade_no: bill.trade_no,
            payed: bill.payed,
            money: bill.money,
            made_at: bill.end_time,
        }
    }

    /// From the bill of a gate flow, its licence and its user.
    pub fn of_gate(bill: &GateBill, license: impl Into<String>, user_id: impl Into<String>) -> Self {
        Self {
            plate_number: license.into(),
            user_id: user_id.into(),
            trade_no: bill.trade_no,
            payed: bill.payed,
            money: bill.money,
            made_at: bill.end_time,
        }
    }
}

pub(super) async fn paid<C: Io>(client: &C, bill: &PaidBill) -> Result<Verdict> {
    if let (Some(trade_no), Some(made_at)) = (bill.trade_no, bill.made_at) {
        let made_at = made_at.timestamp();
        let query = ParkingFeeQueryTmpRentRecordsRequest::new()
            .start_time(made_at - Duration::from_secs(3600))
            .end_time(made_at + Duration::from_secs(24 * 3600))
            .keyword(&*bill.plate_number);
        let is_it = |record: &TmpRentRecord| record.trade_no == Some(trade_no);
        if !all(client, query, is_it).await?.is_empty() {
            return Ok(Verdict::done(Some(trade_no), format!("the fee record of trade {trade_no} exists")));
        }
    }
    let query = PayQueryTmpRentBillRequest::new().plate_number(&*bill.plate_number).user_id(&*bill.user_id);
    Ok(match ask(client, &query, client.handle().options.clone()).await {
        Ok(now) if now.money.is_some_and(|money| money.is_zero()) => {
            Verdict::done(bill.trade_no, "the bill is gone: nothing is to be paid")
        }
        Ok(now) => match (now.payed, bill.payed, bill.money) {
            (Some(now), before, Some(money)) if now >= before.unwrap_or_default() + money => {
                Verdict::done(bill.trade_no, format!("{now} yuan have been paid by now"))
            }
            (Some(now), Some(before), _) if now == before => {
                Verdict::not_done("the bill is still open, and no more has been paid than before")
            }
            (None, None, _) => Verdict::not_done("the bill is still open"),
            _ => Verdict::cannot_tell("a bill is open, and what has been paid fits neither case"),
        },
        Err(error) if error.is_no_bill() => Verdict::done(bill.trade_no, "the bill is gone: nothing is to be paid"),
        Err(error) if error.is_no_enter_record() => {
            Verdict::cannot_tell("the vehicle is not inside any more, and no fee record has this trade number")
        }
        Err(error) if error.is_not_found() => {
            Verdict::cannot_tell("the platform knows no bill, and does not say whether because it is paid")
        }
        Err(error) => return Err(error),
    })
}

pub(super) async fn coupon<C: Io>(client: &C, request: &CouponAddRequest, since: ChinaTime) -> Result<Verdict> {
    let is_it = |coupon: &Coupon| {
        Some(coupon.rule_id) == request.rule_id && Some(&coupon.plate_number) == request.plate_number.as_ref()
    };
    let mut found = Vec::new();
    let early = ChinaTime::from(since.timestamp() - TOLERANCE);
    // A call begun shortly before midnight issues on the next day.
    let mut dates = vec![early.civil().date(), since.civil().date()];
    dates.extend(since.civil().date().tomorrow());
    dates.dedup();
    for date in dates {
        let mut query = CouponQueryCouponsRequest::new().date(date);
        query.mch_id = request.mch_id;
        found.extend(all(client, query, is_it).await?);
    }
    let newest = found.iter().map(|coupon| coupon.create_time).max();
    Ok(match newest {
        Some(time) if time >= since => Verdict::done(None, format!("such a coupon was issued at {time}")),
        Some(time) if time >= early => {
            Verdict::cannot_tell(format!("such a coupon was issued at {time}, shortly before the lost call"))
        }
        _ => Verdict::not_done("no such coupon has been issued since"),
    })
}
