//! Every endpoint works, changes or reads real state, and answers in the documented shape, strictly or loosely typed.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod common;

use std::collections::BTreeSet;

use common::{BASEMENT, DOOR, ENTRY, EXIT, GROUND, MERCHANT, Park};
use serde_json::{Value, json};
use welinkpark::schema::{EnumWire, Field, Type};
use welinkpark_sandbox::Options;

const RULE: i64 = 12_151_107_613_232_801;
const FROM: &str = "2024-05-06 00:00:00";
const TO: &str = "2024-05-07 23:59:59";

#[tokio::test]
async fn every_endpoint_answers_in_documented_types() {
    let park = Park::start().await;
    let mut seen = BTreeSet::new();
    tour(&park, &mut |endpoint, content| {
        let endpoint = welinkpark::ENDPOINTS.iter().find(|known| known.name == endpoint).unwrap();
        seen.insert(endpoint.name);
        match (endpoint.response, content) {
            (None, content) => assert_eq!(content, None, "{}", endpoint.name),
            (Some(Type::Text | Type::Id | Type::Flag), Some(text)) => {
                assert!(!text.is_empty() && !text.starts_with('"'))
            }
            (Some(shape), Some(text)) => strict(&shape, &serde_json::from_str(text).unwrap(), endpoint.name),
            (Some(_), None) => panic!("{} answers nothing", endpoint.name),
        }
    })
    .await;
    let all: BTreeSet<_> = welinkpark::ENDPOINTS.iter().map(|endpoint| endpoint.name).collect();
    assert_eq!(seen, all);
}

#[tokio::test]
async fn loose_answers_mean_the_same_and_vary() {
    let park = Park::with(Options { loose: true, ..Options::default() }).await;
    let mut spellings = BTreeSet::new();
    tour(&park, &mut |endpoint, content| {
        let endpoint = welinkpark::ENDPOINTS.iter().find(|known| known.name == endpoint).unwrap();
        if let (Some(shape @ (Type::Object(_) | Type::List(_))), Some(text)) = (endpoint.response, content) {
            loose(&shape, &serde_json::from_str(text).unwrap(), endpoint.name, &mut spellings);
        }
    })
    .await;
    for spelling in [
        "id number",
        "id text",
        "flag 1",
        "flag \"1\"",
        "flag true",
        "flag \"true\"",
        "money number",
        "money text",
        "int text",
    ] {
        assert!(spellings.contains(spelling), "{spelling} in {spellings:?}");
    }
}

#[tokio::test]
async fn loose_answers_are_the_same_each_time() {
    let mut runs = Vec::new();
    for _ in 0..2 {
        let park = Park::with(Options { loose: true, ..Options::default() }).await;
        let mut run = Vec::new();
        for _ in 0..3 {
            run.push(park.call("info.space", Value::Null).await.content);
            run.push(park.call("passport.get", json!({ "plateNumber": "粤B871UY" })).await.content);
        }
        assert_ne!(run[0], run[2]);
        runs.push(run);
    }
    assert_eq!(runs[0], runs[1]);
}

fn strict(shape: &Type, value: &Value, at: &str) {
    let fits = match shape {
        Type::Id | Type::Int => value.is_i64(),
        Type::Text | Type::Csv(_) => value.is_string(),
        // allowDiscontinuous is documented as a text, the others as numbers.
        Type::Flag => *value == json!(0) || *value == json!(1) || *value == json!("true") || *value == json!("false"),
        Type::Money => value.is_number(),
        Type::Date => value.as_str().is_some_and(|text| text.len() == 10),
        Type::DateTime => value.as_str().is_some_and(|text| text.len() == 19),
        Type::Enum(documented) => documented.values.iter().any(|known| match known.value {
            EnumWire::Int(number) => *value == json!(number),
            EnumWire::Text(word) => *value == json!(word),
        }),
        Type::Object(object) => {
            let fields = value.as_object().unwrap_or_else(|| panic!("{at}: {value}"));
            for field in object.fields {
                match fields.get(field.name) {
                    Some(value) => strict(&field.ty, value, &format!("{at}.{}", field.name)),
                    None => assert!(!field.required, "{at}.{} is missing in {value}", field.name),
                }
            }
            for name in fields.keys() {
                assert!(object.fields.iter().any(|field: &Field| field.name == name), "{at}.{name} is not documented");
            }
            true
        }
        Type::List(element) => {
            let list = value.as_array().unwrap_or_else(|| panic!("{at}: {value}"));
            assert!(!list.is_empty(), "{at} is empty");
            list.iter().for_each(|item| strict(element, item, at));
            true
        }
    };
    assert!(fits, "{at}: {value}");
}

fn loose(shape: &Type, value: &Value, at: &str, spellings: &mut BTreeSet<String>) {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let form = if value.is_string() { "text" } else { "number" };
    match shape {
        Type::Id | Type::Int => {
            assert!(text.parse::<i64>().is_ok(), "{at}: {value}");
            spellings.insert(format!("{} {form}", if matches!(shape, Type::Id) { "id" } else { "int" }));
        }
        Type::Flag => {
            assert!(matches!(text.as_str(), "0" | "1" | "true" | "false"), "{at}: {value}");
            spellings.insert(format!("flag {value}"));
        }
        Type::Money => {
            assert!(text.parse::<f64>().is_ok(), "{at}: {value}");
            spellings.insert(format!("money {form}"));
        }
        Type::Object(object) => {
            for field in object.fields {
                match value.get(field.name).filter(|value| !value.is_null() && **value != json!("")) {
                    Some(value) => loose(&field.ty, value, &format!("{at}.{}", field.name), spellings),
                    None => {
                        assert!(!field.required || matches!(field.ty, Type::Text), "{at}.{} is missing", field.name)
                    }
                }
            }
        }
        Type::List(element) => value.as_array().unwrap().iter().for_each(|item| loose(element, item, at, spellings)),
        _ => {}
    }
}

/// Calls every endpoint so that it has something to answer.
async fn tour(park: &Park, check: &mut impl FnMut(&'static str, Option<&str>)) {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let mut call = async |endpoint: &'static str, data: Value| -> Value {
        let answer = park.call(endpoint, data).await.ok();
        check(endpoint, answer.content.as_deref());
        let content = answer.content.unwrap_or_default();
        serde_json::from_str(&content).unwrap_or(Value::String(content))
    };
    let page = |mut query: Value| {
        query.as_object_mut().unwrap().extend(json!({ "offset": 0, "length": 100 }).as_object().unwrap().clone());
        query
    };
    call("user.login", json!({ "userId": "120099233423", "userName": "测试用户", "role": "1", "state": "admin" }))
        .await;
    for endpoint in [
        "info.areas",
        "info.lanes",
        "info.mgr_types",
        "info.car_types",
        "info.space",
        "coupon.merchants",
        "passport.invitation_code",
    ] {
        call(endpoint, Value::Null).await;
    }
    call("info.rent_rule", json!({ "mgrType": 1, "carType": 1 })).await;
    call("info.set_qr_url", json!({ "laneId": ENTRY, "qrUrl": "http://customapp.example/33232qr" })).await;

    let passport = json!({
        "passportType": 1, "name": "新人", "address": "D-1", "mobilePhone": "13500000009", "mgrType": 1, "carType": 1, "plateNumber": "粤B70001",
        "spacenum": 2, "sharePlates": "粤B70002,粤B70003", "inviteable": 1, "parkAuth": { "areaIds": [GROUND] },
    });
    let id = call("passport.add", passport.clone()).await;
    let mut changed = passport.clone();
    changed["passportId"] = id.clone();
    changed["name"] = json!("改名");
    call("passport.update", changed).await;
    let read = call("passport.get", json!({ "passportId": id })).await;
    assert_eq!(read["name"], "改名");
    call("passport.query", page(json!({ "passportType": 1, "state": 2, "keyword": "70001" }))).await;
    assert_eq!(
        text(&call("passport.has_plate_numbers", json!({ "passportId": 0, "plateNumbers": "粤B1,粤B70003" })).await),
        "true"
    );
    assert_eq!(
        text(&call("passport.has_plate_numbers", json!({ "passportId": id, "plateNumbers": "粤B70003" })).await),
        "false"
    );
    assert_eq!(
        text(&call("passport.has_card_numbers", json!({ "passportId": 0, "cardNumbers": "1287efab00" })).await),
        "true"
    );
    call("passport.renew", json!({ "plateNumber": "粤B70001", "startDate": "2024-05-01", "endDate": "2024-05-31", "period": 1, "money": 200 })).await;
    call("passport.lock", json!({ "plateNumber": "粤B70001", "state": 2 })).await;
    call("parking_fee.query_long_rent_records", page(json!({ "startDate": "2024-05-06", "endDate": "2024-05-06" })))
        .await;
    let bill = call(
        "pay.query_long_rent_bill",
        json!({ "plateNumber": "粤B70001", "startDate": "2024-06-01", "period": 1, "userId": "u1" }),
    )
    .await;
    call("pay.pay_long_rent_bill", json!({ "plateNumber": "粤B70001", "payToken": bill["payToken"] })).await;
    call("passport.delete", json!({ "passportType": 1, "passportId": id })).await;
    assert_eq!(park.call("passport.get", json!({ "passportId": id })).await.code, "0009");

    call("auth.enter", json!({ "laneId": ENTRY, "userId": "u1" })).await;
    call("auth.query_event", json!({ "laneId": ENTRY, "userId": "u1" })).await;
    for plate in ["粤B00001", "粤B00002", "粤B00003"] {
        park.arrives(ENTRY, plate).await;
    }
    call("passrecord.query_on_parking_records", page(json!({}))).await;
    call(
        "passrecord.query_car_records",
        page(json!({ "areaId": GROUND, "laneId": ENTRY, "startTime": FROM, "endTime": TO })),
    )
    .await;
    call("passrecord.query_image_url", json!({ "laneId": ENTRY, "time": common::START })).await;
    call("passrecord.reset_outside", json!({ "plateNumber": "粤B00003", "time": common::START, "laneId": ENTRY }))
        .await;
    park.advance(1).await;
    park.arrives(ENTRY, "粤B00004").await;
    call(
        "passrecord.modify_plate",
        json!({ "plateNumber": "粤B00005", "time": "2024-05-06 08:00:01", "laneId": ENTRY }),
    )
    .await;

    call("coupon.quota", json!({ "mchId": MERCHANT, "ruleId": RULE })).await;
    call("coupon.rule", json!({ "mchId": MERCHANT, "ruleId": RULE })).await;
    call("coupon.rules", json!({ "mchId": MERCHANT })).await;
    call("coupon.add", json!({ "mchId": MERCHANT, "ruleId": RULE, "plateNumber": "粤B00001" })).await;
    call("coupon.query_coupons", page(json!({ "mchId": MERCHANT, "date": "2024-05-06" }))).await;

    park.advance(5 * 3600).await;
    let bill = call("pay.query_tmp_rent_bill", json!({ "plateNumber": "粤B00001", "userId": "u1" })).await;
    call("pay.pay_tmp_rent_bill", json!({ "plateNumber": "粤B00001", "payToken": bill["payToken"] })).await;
    let elsewhere = json!({
        "plateNumber": "粤B00005", "enterLaneId": ENTRY, "enterTime": "2024-05-06 08:00:01", "billEndTime": "2024-05-06 13:00:01",
        "payable": 25, "discount": 0, "paid": 0, "amount": 25,
    });
    call("pay.add_tmp_rent_bill", elsewhere).await;
    call("parking_fee.query_tmp_rent_records", page(json!({ "startTime": FROM, "endTime": TO }))).await;
    park.leaves(EXIT, "粤B00002").await;
    call("auth.exit", json!({ "laneId": EXIT, "userId": "u2" })).await;
    call("auth.refresh_parking_fee", json!({ "laneId": EXIT, "userId": "u2" })).await;

    let booking = json!({
        "mchId": MERCHANT, "areaId": BASEMENT, "plateNumber": "粤B12345", "startTime": "2024-05-07 08:00:00",
        "endTime": "2024-05-07 12:00:00", "name": "王总", "comment": "访客",
    });
    call("booking.query_areas", json!({ "mchId": MERCHANT })).await;
    let id = call("booking.create_booking", booking).await;
    call("booking.get_booking", json!({ "mchId": MERCHANT, "bookingId": id })).await;
    call("booking.query_booking", page(json!({ "mchId": MERCHANT, "state": 1, "keyword": "王总" }))).await;
    call("booking.cancel_booking", json!({ "mchId": MERCHANT, "bookingId": id })).await;
    let entry = json!({ "plateNumber": "粤B12345", "areaIds": format!("{GROUND}, {BASEMENT}"), "startDate": "2024-05-06 00:00:00", "reason": "逃费" });
    let id = call("blacklist.add", entry).await;
    call("blacklist.query", page(json!({}))).await;
    call("blacklist.delete", json!({ "blackListId": id })).await;

    park.control(
        "POST",
        "berths",
        json!({ "parking_space_no": "100001", "occupied": true, "plate_number": "粤B00002" }),
    )
    .await;
    call("space.get_parking_info", json!({ "parkingSpaceNo": "100001" })).await;
    call("space.set_coupons", json!({ "parkingSpaceNo": "100001", "timeLength": 120 })).await;
    call("auth.access", json!({ "laneId": DOOR, "userId": "1287efab00" })).await;
    call("passrecord.query_ac_records", page(json!({ "startTime": FROM, "endTime": TO }))).await;
}
