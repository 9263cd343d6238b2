//! What the platform does: the behaviour behind every endpoint, one file per group of the document.
//!
//! Each request runs in one transaction at one instant of the virtual clock.

mod access;
mod auth;
mod bill;
mod blacklist;
mod booking;
mod coupon;
mod fees;
pub(crate) mod gate;
mod info;
pub(crate) mod lane;
mod passport;
mod pay;
mod records;
pub(crate) mod space;
mod tariff;
mod user;
pub(crate) mod visit;

use rusqlite::{Params, Row, Transaction};
use serde_json::Value;

use crate::input::Input;
use crate::settings::Settings;

pub(crate) use access::swipe;

/// One transaction at one instant in one park.
pub(crate) struct World<'a> {
    pub(crate) tx: &'a Transaction<'a>,
    /// Unix seconds on the virtual clock.
    pub(crate) now: i64,
    pub(crate) park: &'a str,
    pub(crate) settings: &'a Settings,
}

/// What an endpoint answers.
#[derive(Debug, PartialEq)]
pub(crate) enum Reply {
    /// No business data.
    None,
    /// JSON.
    Json(Value),
    /// A list, which may be empty.
    List(Vec<Value>),
    /// Bare text, as the platform writes numbers, `true` and codes.
    Bare(String),
}

/// Why an endpoint answers with another code than `0000`; the transaction is rolled back.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// An answer of the platform.
    Answer {
        /// Section 6 of the document.
        code: String,
        /// For people.
        message: String,
        /// Such as `NoBill`.
        err_code: Option<&'static str>,
    },
    /// SQLite failed, which the platform would call a system error.
    Store(rusqlite::Error),
}

pub(crate) type Outcome = Result<Reply, Refusal>;

impl Refusal {
    /// 0001 for a field that is missing or malformed.
    pub(crate) fn invalid(field: &str) -> Self {
        Self::answer("0001", format!("参数 {field} 缺失或格式有误"))
    }

    /// 0006: what was asked for cannot be done.
    pub(crate) fn failed(message: impl Into<String>) -> Self {
        Self::answer("0006", message)
    }

    /// 0009: there is no such record.
    pub(crate) fn no_record(message: impl Into<String>) -> Self {
        Self::answer("0009", message)
    }

    pub(crate) fn answer(code: &str, message: impl Into<String>) -> Self {
        Self::Answer { code: code.to_owned(), message: message.into(), err_code: None }
    }
}

impl From<rusqlite::Error> for Refusal {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error)
    }
}

impl World<'_> {
    /// All rows of a query, in its order.
    pub(crate) fn rows<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Vec<T>> {
        self.tx.prepare_cached(sql)?.query_map(params, read)?.collect()
    }

    /// The first row of a query, if there is one.
    pub(crate) fn row<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Option<T>> {
        let mut statement = self.tx.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        rows.next()?.map(read).transpose()
    }

    /// Runs a statement and says how many rows it changed.
    pub(crate) fn run(&self, sql: &str, params: impl Params) -> rusqlite::Result<usize> {
        self.tx.prepare_cached(sql)?.execute(params)
    }

    /// Today's date in the park.
    pub(crate) fn today(&self) -> String {
        crate::time::date(self.now)
    }
}

/// Runs an endpoint by its name; `None` if there is no such endpoint.
pub(crate) fn call(endpoint: &str, world: &World<'_>, input: &Input) -> Option<Outcome> {
    let run: fn(&World<'_>, &Input) -> Outcome = match endpoint {
        "user.login" => user::login,
        "info.areas" => info::areas,
        "info.lanes" => info::lanes,
        "info.mgr_types" => info::mgr_types,
        "info.car_types" => info::car_types,
        "info.space" => info::space,
        "info.rent_rule" => info::rent_rule,
        "info.set_qr_url" => info::set_qr_url,
        "passport.query" => passport::query,
        "passport.get" => passport::get,
        "passport.invitation_code" => passport::invitation_code,
        "passport.has_plate_numbers" => passport::has_plate_numbers,
        "passport.has_card_numbers" => passport::has_card_numbers,
        "passport.add" => passport::add,
        "passport.update" => passport::update,
        "passport.delete" => passport::delete,
        "passport.renew" => pay::renew,
        "passport.lock" => passport::lock,
        "passrecord.query_car_records" => records::cars,
        "passrecord.query_ac_records" => records::access,
        "passrecord.query_on_parking_records" => records::on_parking,
        "passrecord.reset_outside" => records::reset_outside,
        "passrecord.modify_plate" => records::modify_plate,
        "passrecord.query_image_url" => records::image_urls,
        "parking_fee.query_tmp_rent_records" => fees::tmp_rent,
        "parking_fee.query_long_rent_records" => fees::long_rent,
        "coupon.quota" => coupon::quota,
        "coupon.rule" => coupon::rule,
        "coupon.rules" => coupon::rules,
        "coupon.merchants" => coupon::merchants,
        "coupon.add" => coupon::add,
        "coupon.query_coupons" => coupon::query,
        "auth.enter" => auth::enter,
        "auth.exit" => auth::exit,
        "auth.refresh_parking_fee" => auth::refresh,
        "auth.query_event" => auth::event,
        "auth.access" => access::authenticate,
        "pay.query_long_rent_bill" => pay::long_bill,
        "pay.query_tmp_rent_bill" => pay::tmp_bill,
        "pay.pay_long_rent_bill" => pay::pay_long,
        "pay.pay_tmp_rent_bill" => pay::pay_tmp,
        "pay.add_tmp_rent_bill" => pay::add_tmp,
        "booking.query_areas" => booking::areas,
        "booking.create_booking" => booking::create,
        "booking.cancel_booking" => booking::cancel,
        "booking.get_booking" => booking::get,
        "booking.query_booking" => booking::query,
        "blacklist.add" => blacklist::add,
        "blacklist.delete" => blacklist::delete,
        "blacklist.query" => blacklist::query,
        "space.get_parking_info" => space::info,
        "space.set_coupons" => space::set_coupons,
        _ => return None,
    };
    Some(run(world, input))
}

/// Area lists are stored as JSON arrays.
pub(crate) fn area_list(json: Option<String>) -> Vec<i64> {
    json.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// The JSON array of a list of areas.
pub(crate) fn area_json(areas: &[i64]) -> String {
    Value::from(areas.to_vec()).to_string()
}

/// Refuses areas that the park does not have.
pub(crate) fn check_areas(world: &World<'_>, areas: &[i64]) -> Result<(), Refusal> {
    for area in areas {
        let known =
            world.row("SELECT 1 FROM areas WHERE area_id = ?1 AND park_id = ?2", (area, world.park), |_| Ok(()))?;
        if known.is_none() {
            return Err(Refusal::failed(format!("没有该区域：{area}")));
        }
    }
    Ok(())
}
