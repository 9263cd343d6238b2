//! The doors from JSON text to JSON text: what they refuse, and how the answers are written.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod support;

use std::time::Duration;

use serde_json::{Value, json};
use support::{ENTRY, EXIT, Park, SECRET};
use welinkpark::flow::explain::explain_json;
use welinkpark::{Error, ErrorKind, Rule};

/// Field, rule and message of a refusal before anything was sent.
fn refusal(error: &Error) -> (String, Rule, String) {
    match error.kind() {
        ErrorKind::Validation(refusal) => (refusal.field.clone(), refusal.rule, refusal.message.clone()),
        other => panic!("{other:?}"),
    }
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn a_gate_status_has_the_names_of_its_fields() {
    let park = Park::start();
    let client = park.blocking();
    park.post("vehicles/arrive", json!({ "lane_id": ENTRY, "plate_number": "粤B00001" }));
    park.post("clock", json!({ "freeze": true, "now": "2099-01-01 08:00:00" }));
    client.info().areas().send().unwrap();
    park.post("vehicles/leave", json!({ "lane_id": EXIT, "plate_number": "粤B00001" }));
    let mut flow = client.gate().start("exit", EXIT, "u1").unwrap();
    let before = json(&flow.status().to_json());
    assert_eq!((&before["kind"], &before["phase"], &before["bill"]), (&json!("exit"), &json!("ready"), &Value::Null));
    let status = json(&flow.run().unwrap().to_json());
    assert_eq!(
        (&status["phase"], &status["state"], &status["answered_by"]),
        (&json!("payment"), &json!(4), &json!("auth.exit"))
    );
    let bill = &status["bill"];
    assert!(bill["trade_no"].is_string() && bill["pay_token"].is_string() && bill["money"].is_string(), "{bill}");
    assert_eq!(bill["end_time"], "2099-01-01T08:00:00+08:00");

    let (field, rule, message) = refusal(&client.gate().start("Exit", EXIT, "u1").unwrap_err());
    assert_eq!((field.as_str(), rule), ("kind", Rule::Unknown));
    assert!(message.contains("enter, exit, access"), "{message}");
}

#[test]
fn a_question_that_cannot_be_read_says_what_would_be_right() {
    let park = Park::start();
    let client = park.blocking();
    let ask = |write: &str, request: &str| client.reconcile().check_json(write, request).send();
    for (write, request, field, rule, says) in [
        ("passport_add", "{}", "write", Rule::Unknown, "passport_added, passport_updated"),
        ("passport_deleted", "", "passportId", Rule::Required, "give an id"),
        ("passport_deleted", "[]", "(request)", Rule::Type, "not a JSON object"),
        ("passport_deleted", r#"{"passportId":"x"}"#, "passportId", Rule::Type, "an integer of 64 bits"),
        ("passport_deleted", r#"{"id":1}"#, "id", Rule::Unknown, "passportId"),
        ("passport_added", "{}", "passportType", Rule::Required, "PassportType"),
        ("blacklist_added", r#"{"plate_number":"粤A00001"}"#, "areaIds", Rule::Required, "a list"),
        ("coupon_issued", r#"{"mchId":1,"ruleId":2,"plateNumber":"p"}"#, "since", Rule::Required, "a time"),
        ("vehicle_let_in", r#"{"laneId":1,"userId":"u"}"#, "since", Rule::Required, "a time"),
        ("bill_paid", r#"{"plateNumber":"p","userId":"u","bill":[]}"#, "bill", Rule::Type, "not a JSON object"),
        ("bill_paid", r#"{"plateNumber":"p","userId":"u","bill":{"money":"x"}}"#, "bill.money", Rule::Type, "money"),
    ] {
        let (found, broken, message) = refusal(&ask(write, request).unwrap_err());
        assert_eq!((found.as_str(), broken), (field, rule), "{write} {request}: {message}");
        assert!(message.contains(says), "{write} {request}: {message}");
    }
    let verdict = ask("passport_deleted", r#"{"passport_id":"5151108843907001"}"#).unwrap();
    let verdict = json(&verdict.to_json());
    assert_eq!((&verdict["outcome"], &verdict["id"]), (&json!("not-done"), &Value::Null));
}

#[test]
fn windows_that_cannot_be_cut_are_refused() {
    const QUERY: &str = "passrecord.query_car_records";
    let park = Park::start();
    let hour = Duration::from_secs(3600);
    let day = r#"{"startTime":"2024-05-06T00:00:00+08:00","end_time":"2024-05-06T23:59:59+08:00"}"#;
    for (endpoint, params, window, field) in [
        ("no.such", day, hour, "endpoint"),
        ("info.areas", "{}", hour, "offset"),
        ("blacklist.query", "{}", hour, "startTime"),
        (QUERY, "{}", hour, "startTime"),
        (QUERY, "[]", hour, "(request)"),
        (QUERY, r#"{"startTime":"soon","endTime":"later"}"#, hour, "startTime"),
        (QUERY, day, Duration::ZERO, "(window)"),
    ] {
        let mut windows = park.blocking().windows_json(endpoint, params, window);
        assert_eq!(refusal(&windows.next().unwrap().unwrap_err()).0, field, "{endpoint} {params}");
        assert!(windows.next().is_none());
    }
    let windows: Vec<Value> =
        park.blocking().windows_json(QUERY, day, hour * 12).map(|window| json(&window.unwrap())).collect();
    let from = |hour: &str| format!("2024-05-06T{hour}+08:00");
    assert_eq!(
        windows,
        [("00:00:00", "11:59:59"), ("12:00:00", "23:59:59")]
            .map(|(start, end)| json!({ "from": from(start), "to": from(end), "records": [] }))
    );
}

#[test]
fn an_explanation_comes_as_text_and_its_options_are_checked() {
    let request = "AppId=1&Nonce=2&Timestamp=1484718385";
    assert_eq!(json(&explain_json(request, SECRET, None).unwrap())["signature"], "missing");
    let late = json(&explain_json(request, SECRET, Some(r#"{"at":1484719000}"#)).unwrap());
    assert!(late["findings"].to_string().contains("clock-off"), "{late}");
    for (text, secret, options, field) in [
        (request, SECRET, Some(r#"{"at":"soon"}"#), "at"),
        (request, SECRET, Some(r#"{"when":1}"#), "(options)"),
        (request, SECRET, Some("[]"), "(options)"),
        (request, " ", None, "secret_key"),
        ("hello", SECRET, None, "(request)"),
    ] {
        assert_eq!(refusal(&explain_json(text, secret, options).unwrap_err()).0, field);
    }
    let error = explain_json(&format!("AppId={SECRET}"), SECRET, None).unwrap_err();
    assert!(!error.report().contains(SECRET), "{}", error.report());
}

#[test]
fn a_refused_signature_carries_its_findings_as_json() {
    let park = Park::start();
    let wrong = park.builder().secret_key("made-up-secret-made-up-secret-00").build_blocking().unwrap();
    let error = wrong.info().areas().send().unwrap_err();
    let findings = json(&error.api().unwrap().findings_json());
    assert_eq!((findings[0]["code"].as_str(), findings[0]["message"].is_string()), (Some("wrong-secret"), true));
}
