//! The gate is as strict as the platform could be.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod common;

use common::{Park, request, set};
use serde_json::{Value, json};
use welinkpark::protocol::Coding;

#[tokio::test]
async fn the_documents_own_request_is_authentic_at_its_time() {
    let park = Park::start().await;
    park.control("POST", "clock", json!({ "now": "2017-01-18 13:46:25" })).await;
    let form = "AppId=289efb7512e54146273b982456b03f42ea93&Timestamp=1484718385&Nonce=11886\
        &Signature=wjcPhdy3jaRJp5GWjpEI%2F%2B4gvos%3D&ParkId=10001088&encryptCode=0&zipCode=0\
        &content=ew0KICAgICJQYXJhbWV0ZXIiOiAiMSINCn0%3d";
    let http = park.http("info.areas", form).await;
    assert_eq!(park.answer(&http).code, "0000");
    assert_eq!(park.logged().await["canonical"].as_str().unwrap().split('&').count(), 7);
}

#[tokio::test]
async fn every_missing_parameter_is_named() {
    let park = Park::start().await;
    for name in ["AppId", "Timestamp", "Nonce", "ParkId", "encryptCode", "zipCode", "content"] {
        let mut params = park.params(&json!({ "passportId": 5_151_108_843_907_001_i64 })).await;
        set(&mut params, name, None);
        let answer = park.send("passport.get", &params).await;
        assert_eq!((answer.code.as_str(), answer.message.contains(name)), ("0001", true), "{name}: {answer:?}");
    }
}

#[tokio::test]
async fn who_may_not_gets_the_documented_code() {
    let mut park = Park::start().await;
    let code = async |park: &Park, endpoint: &str| park.call(endpoint, Value::Null).await.code;
    assert_eq!(code(&park, "info.areas").await, "0000");
    park.park_id = "10001099".to_owned();
    assert_eq!(code(&park, "info.areas").await, "0004");
    park.park_id = "10001088".to_owned();
    park.app_id = "sandbox-limited-app".to_owned();
    assert_eq!(code(&park, "info.areas").await, "0003", "signed with another app's key");
    park.secret = "sandbox-limited-secret-key-0000".to_owned();
    assert_eq!(code(&park, "info.areas").await, "0000");
    assert_eq!(code(&park, "coupon.merchants").await, "0005");
    park.app_id = "nobody".to_owned();
    assert_eq!(code(&park, "info.areas").await, "0002");
}

#[tokio::test]
async fn timestamps_outside_five_minutes_are_refused_in_seconds_and_milliseconds() {
    let park = Park::start().await;
    let now = park.now().await;
    for (timestamp, code) in [
        ((now - 300).to_string(), "0000"),
        ((now - 301).to_string(), "0003"),
        ((now + 301).to_string(), "0003"),
        ((now * 1000).to_string(), "0000"),
        (((now - 301) * 1000).to_string(), "0003"),
        ("20240506".to_owned(), "0001"),
    ] {
        let mut params = park.params(&Value::Null).await;
        set(&mut params, "Timestamp", Some(&timestamp));
        let answer = park.send("info.areas", &params).await;
        assert_eq!(answer.code, code, "{timestamp}: {answer:?}");
    }
    park.control("PUT", "settings", json!({ "window_seconds": 10 })).await;
    let mut params = park.params(&Value::Null).await;
    set(&mut params, "Timestamp", Some(&(now - 11).to_string()));
    assert_eq!(park.send("info.areas", &params).await.code, "0003");
}

#[tokio::test]
async fn a_request_cannot_be_replayed() {
    let park = Park::start().await;
    let params = park.params(&Value::Null).await;
    assert_eq!(park.send("info.areas", &params).await.code, "0000");
    let replay = park.send("info.areas", &params).await;
    assert_eq!((replay.code.as_str(), replay.message.contains("Nonce")), ("0003", true));
    // The document ties the nonce to its timestamp; a stricter platform can be asked for.
    let mut later = params.clone();
    set(&mut later, "Timestamp", Some(&(park.now().await + 1).to_string()));
    assert_eq!(park.send("info.areas", &later).await.code, "0000");
    park.control("PUT", "settings", json!({ "nonce_alone": true })).await;
    let mut params = park.params(&Value::Null).await;
    park.send("info.areas", &params).await.ok();
    set(&mut params, "Timestamp", Some(&(park.now().await + 1).to_string()));
    assert_eq!(park.send("info.areas", &params).await.code, "0003");
}

#[tokio::test]
async fn nonces_are_positive_31_bit_integers() {
    let park = Park::start().await;
    for nonce in ["0", "-1", "2147483648", "abc", "1.5"] {
        let mut params = park.params(&Value::Null).await;
        set(&mut params, "Nonce", Some(nonce));
        assert_eq!(park.send("info.areas", &params).await.code, "0001", "{nonce}");
    }
}

#[tokio::test]
async fn method_and_place_of_the_parameters_matter() {
    let park = Park::start().await;
    let address = park.address();
    let post = async |target: &str, body: &str| park.answer(&request(&address, "POST", target, body).await);
    let get = async |target: &str, body: &str| park.answer(&request(&address, "GET", target, body).await);
    let form = park.sign(&park.params(&Value::Null).await);
    let answer = post("/api/info/areas", &form).await;
    assert_eq!((answer.code.as_str(), answer.message.contains("GET")), ("0001", true));
    let answer = get("/api/info/areas", &form).await;
    assert_eq!((answer.code.as_str(), answer.message.contains("QueryString")), ("0001", true));
    let form = park.sign(&park.params(&json!({ "laneId": common::ENTRY, "userId": "u1" })).await);
    let answer = post(&format!("/api/auth/enter?{form}"), "").await;
    assert_eq!((answer.code.as_str(), answer.message.contains("Request Body")), ("0001", true));
    // What stands in the query of a POST is ignored.
    let answer = post("/api/auth/enter?ParkId=1", &form).await;
    assert_eq!(answer.code, "0000", "{answer:?}");
    assert_eq!(request(&address, "GET", "/api/no/such", "").await.status, 404);
}

#[tokio::test]
async fn answers_come_as_the_request_was_coded() {
    let mut park = Park::start().await;
    for (encrypt, zip) in [(false, false), (true, false), (false, true), (true, true)] {
        park.coding = Coding { encrypt, zip };
        let answer = park.call("passport.get", json!({ "plateNumber": "粤B871UY" })).await;
        assert_eq!(answer.envelope["responseData"]["encryptCode"], u8::from(encrypt));
        assert_eq!(answer.envelope["responseData"]["zipCode"], u8::from(zip));
        assert_eq!(answer.json()["name"], "王牌");
        let logged = park.logged().await;
        assert!(logged["content"].as_str().unwrap().contains("粤B871UY"));
        assert!(logged["response_content"].as_str().unwrap().contains("王牌"));
    }
}

#[tokio::test]
async fn undecodable_content_is_refused() {
    let park = Park::start().await;
    for (content, encrypt, zip) in [
        ("***", "0", "0"),
        ("bm90IGd6aXA=", "0", "1"),
        ("bm90IGRlcw==", "1", "0"),
        ("e30", "0", "2"),
        ("eyI=", "0", "0"),
    ] {
        let mut params = park.params(&Value::Null).await;
        set(&mut params, "content", Some(content));
        set(&mut params, "encryptCode", Some(encrypt));
        set(&mut params, "zipCode", Some(zip));
        let answer = park.send("passport.get", &params).await;
        assert_eq!(answer.code, "0001", "{content}: {answer:?}");
    }
}

#[tokio::test]
async fn fields_are_checked_and_named() {
    let park = Park::start().await;
    for (endpoint, data, name) in [
        ("passport.get", json!({}), "passportId"),
        ("passport.get", json!({ "passportId": 1, "plateNumber": "x" }), "passportId"),
        ("passport.get", Value::Null, "passportId"),
        ("passport.query", json!({ "passportType": 1, "length": 1 }), "offset"),
        ("passport.query", json!({ "passportType": 1, "offset": -1, "length": 1 }), "offset"),
        ("passport.query", json!({ "passportType": 3, "offset": 0, "length": 1 }), "passportType"),
        ("passport.query", json!({ "passportType": "x", "offset": 0, "length": 1 }), "passportType"),
        (
            "passrecord.query_car_records",
            json!({ "startTime": "2024-05-06", "endTime": "2024-05-06 10:00:00", "offset": 0, "length": 1 }),
            "startTime",
        ),
        ("pay.pay_tmp_rent_bill", json!({ "plateNumber": "x", "payToken": " " }), "payToken"),
        (
            "passport.renew",
            json!({ "plateNumber": "粤B871UY", "startDate": "2018-02-30", "endDate": "2018-10-31", "period": 1, "money": 1 }),
            "startDate",
        ),
        (
            "passport.renew",
            json!({ "plateNumber": "粤B871UY", "startDate": "2018-10-01", "endDate": "2018-10-31", "period": 1, "money": "1.234" }),
            "money",
        ),
        (
            "booking.create_booking",
            json!({ "mchId": 0, "areaId": 1, "startTime": common::START, "endTime": common::START }),
            "userId",
        ),
        ("space.set_coupons", json!({ "parkingSpaceNo": "100001", "startTime": common::START }), "endTime"),
    ] {
        let answer = park.call(endpoint, data).await;
        assert_eq!((answer.code.as_str(), answer.message.contains(name)), ("0001", true), "{endpoint}: {answer:?}");
    }
}

#[tokio::test]
async fn lengths_and_unknown_fields_are_only_warned_about() {
    let park = Park::start().await;
    let data = json!({ "laneId": common::ENTRY.to_string(), "userId": "u".repeat(33), "colour": "red" });
    park.call("auth.enter", data).await.ok();
    let warnings = park.logged().await["warnings"].to_string();
    assert!(warnings.contains("userId") && warnings.contains("colour"), "{warnings}");
}

#[tokio::test]
async fn empty_lists_can_be_answered_with_no_record() {
    let park = Park::start().await;
    let query = json!({ "keyword": "粤Z", "offset": 0, "length": 10 });
    assert_eq!(park.call("passrecord.query_on_parking_records", query.clone()).await.json(), json!([]));
    park.control("PUT", "settings", json!({ "empty_list_code": "0009" })).await;
    assert_eq!(park.call("passrecord.query_on_parking_records", query).await.code, "0009");
}
