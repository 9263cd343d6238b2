//! Writes whose answer is lost, done and not done: `cases/flows/reconcile.json` through the typed and the JSON doors, and
//! what a table cannot say.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod support;

use serde_json::Value;
use support::Park;
use welinkpark::api::*;
use welinkpark::flow::reconcile::{Check, PaidBill};
use welinkpark::{ChinaTime, Error, blocking};
use welinkpark_tests::case::{Case, Saved, Step, flow};
use welinkpark_tests::runner::{check, run, run_and_tell};
use welinkpark_tests::sandbox::TestSandbox;

fn text(request: &Value, name: &str) -> Option<String> {
    request[name].as_str().map(str::to_owned)
}

fn id(request: &Value, name: &str) -> Option<i64> {
    text(request, name).map(|text| text.parse().unwrap())
}

fn time(request: &Value, name: &str) -> Option<ChinaTime> {
    text(request, name).map(|text| text.parse().unwrap())
}

fn texts(request: &Value, name: &str) -> Option<Vec<String>> {
    request[name].as_array().map(|items| items.iter().map(|item| item.as_str().unwrap().to_owned()).collect())
}

macro_rules! passport {
    ($type:ident, $request:expr) => {{
        let request = $request;
        let mut made = $type::new();
        made.passport_type = request["passportType"].as_i64().map(PassportType::from_value);
        made.name = text(request, "name");
        made.mobile_phone = text(request, "mobilePhone");
        made.mgr_type = request["mgrType"].as_i64();
        made.car_type = request["carType"].as_i64();
        made.spacenum = request["spacenum"].as_i64();
        made.inviteable = request["inviteable"].as_bool();
        made.plate_number = text(request, "plateNumber");
        made.card_number = texts(request, "cardNumber");
        made
    }};
}

fn paid_bill(request: &Value) -> PaidBill {
    let bill = if request["bill"].is_object() { &request["bill"] } else { request };
    PaidBill {
        plate_number: text(request, "plateNumber").unwrap(),
        user_id: text(request, "userId").unwrap(),
        trade_no: id(bill, "tradeNo"),
        payed: text(bill, "payed").map(|text| text.parse().unwrap()),
        money: text(bill, "money").map(|text| text.parse().unwrap()),
        made_at: time(bill, "madeAt").or(time(bill, "endTime")),
    }
}

/// The typed question.
fn typed<'a>(client: &'a blocking::Client, write: &str, request: &Value) -> Check<'a, blocking::Client> {
    let reconcile = client.reconcile();
    match write {
        "passport_added" => reconcile.passport_added(&passport!(PassportAddRequest, request)),
        "passport_updated" => {
            let mut made = passport!(PassportUpdateRequest, request);
            made.passport_id = id(request, "passportId");
            reconcile.passport_updated(&made)
        }
        "passport_deleted" => reconcile.passport_deleted(id(request, "passportId").unwrap()),
        "booking_created" => {
            let mut made = BookingCreateBookingRequest::new();
            (made.mch_id, made.area_id) = (id(request, "mchId"), id(request, "areaId"));
            (made.plate_number, made.user_id) = (text(request, "plateNumber"), text(request, "userId"));
            (made.start_time, made.end_time) = (time(request, "startTime"), time(request, "endTime"));
            (made.name, made.comment) = (text(request, "name"), text(request, "comment"));
            reconcile.booking_created(&made)
        }
        "booking_cancelled" => {
            reconcile.booking_cancelled(id(request, "mchId").unwrap(), id(request, "bookingId").unwrap())
        }
        "blacklist_added" => {
            let mut made = BlacklistAddRequest::new();
            made.plate_number = text(request, "plateNumber");
            made.area_ids = texts(request, "areaIds").map(|ids| ids.iter().map(|text| text.parse().unwrap()).collect());
            (made.start_date, made.end_date) = (time(request, "startDate"), time(request, "endDate"));
            made.reason = text(request, "reason");
            reconcile.blacklist_added(&made)
        }
        "coupon_issued" => {
            let mut made = CouponAddRequest::new();
            (made.mch_id, made.rule_id) = (id(request, "mchId"), id(request, "ruleId"));
            made.plate_number = text(request, "plateNumber");
            reconcile.coupon_issued(&made, time(request, "since").unwrap())
        }
        "bill_paid" => reconcile.bill_paid(paid_bill(request)),
        "vehicle_let_in" => {
            let (license, user) = (text(request, "license"), text(request, "userId").unwrap());
            let since = time(request, "since").unwrap();
            reconcile.vehicle_let_in(id(request, "laneId").unwrap(), user, license.as_deref(), since)
        }
        other => panic!("no typed question {other}"),
    }
}

#[test]
fn every_case_of_the_table_through_every_door() {
    let sandbox = TestSandbox::start();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    for door in ["JSON, blocking", "JSON, async", "typed"] {
        welinkpark_tests::each(
            &flow::<Case>("reconcile.json"),
            |case| &case.name,
            |case| {
                let asked = |client: &blocking::Client, step: &Step, saved: &Saved| {
                    let Step::Ask(ask) = step else { return Err("this step is for others".to_owned()) };
                    let request = saved.insert(&ask.request)?;
                    let other = sandbox.builder().build().unwrap();
                    let json = request.to_string();
                    let verdict = match door {
                        "JSON, blocking" => client.reconcile().check_json(&ask.ask, &json).send(),
                        "JSON, async" => runtime.block_on(other.reconcile().check_json(&ask.ask, &json).into_future()),
                        // A typed question is only refused by the platform.
                        _ if ask.error.is_some() => return Ok(Vec::new()),
                        _ => typed(client, &ask.ask, &request).send(),
                    };
                    let found = verdict.as_ref().map(|verdict| serde_json::from_str(&verdict.to_json()).unwrap());
                    let (found, error): (Value, Option<&Error>) = match found {
                        Ok(found) => (found, None),
                        Err(error) => (Value::Null, Some(error)),
                    };
                    let expected = (ask.expect.as_ref(), ask.error.as_ref());
                    check(&format!("{}, {door}", ask.ask), expected, (&found, error), saved)
                };
                // The one door that can ask everything speaks for the language.
                if door == "JSON, blocking" {
                    return run_and_tell(&sandbox, "cases/flows/reconcile", case, &asked);
                }
                run(&sandbox, case, &asked).map(drop)
            },
        );
    }
}

const KNOWN: i64 = 5_151_108_843_907_001;

#[test]
fn the_asynchronous_face_asks_the_same() {
    let park = Park::start();
    let client = park.client();
    let verdict = park.run(async { client.reconcile().passport_deleted(KNOWN).await }).unwrap();
    assert_eq!(verdict.outcome.name(), "not-done");
}

#[test]
fn a_platform_that_cannot_be_reached_is_an_error_and_no_verdict() {
    let park = Park::start();
    let client = park.builder().base_url("http://127.0.0.1:1/api").build_blocking().unwrap();
    assert!(client.reconcile().passport_deleted(KNOWN).send().is_err());
}
