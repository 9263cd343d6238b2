//! `welinkpark call`.

use serde_json::json;

use crate::fixture::{Sandbox, run};

#[test]
fn a_list_is_printed_as_canonical_json() {
    let sandbox = Sandbox::start(&[]);
    let areas = sandbox.run(&["call", "info.areas"]).json();
    assert_eq!(areas[0]["areaId"], "1150779322741001");
    assert_eq!(areas[0]["areaName"], "地面");
    assert_eq!(areas[0]["areaType"], 1);
    assert_eq!(sandbox.run(&["call", "/info/areas"]).json(), areas);
}

#[test]
fn loose_typing_gives_the_same_canonical_json() {
    let (exact, loose) = (Sandbox::start(&[]), Sandbox::start(&["--loose"]));
    let arguments = ["call", "info.lanes"];
    assert_eq!(loose.run(&arguments).json(), exact.run(&arguments).json());
}

#[test]
fn raw_is_what_the_platform_wrote() {
    let sandbox = Sandbox::start(&[]);
    let raw = sandbox.run(&["call", "info.areas", "--raw"]);
    assert!(raw.stdout.contains("1150779322741001,"), "an unquoted id: {}", raw.stdout);
}

#[test]
fn names_take_both_cases_and_numbers_are_read_from_text() {
    let sandbox = Sandbox::start(&[]);
    let snake = sandbox.run(&["call", "info.rent_rule", "mgr_type=1", "car_type=1"]).json();
    let camel = sandbox.run(&["call", "info.rent_rule", "mgrType=1", "carType=1"]).json();
    assert_eq!(snake, camel);
    assert!(snake["monthlyRent"].is_string());
}

#[test]
fn json_comes_as_an_argument_or_from_stdin() {
    let sandbox = Sandbox::start(&[]);
    let text = r#"{"mgrType": 1, "carType": 1}"#;
    let argument = sandbox.run(&["call", "info.rent_rule", "--json", text]).json();
    let stdin = run(sandbox.command(&["call", "info.rent_rule", "--json", "-"]), text).json();
    assert_eq!(argument, stdin);
}

#[test]
fn a_write_changes_what_is_read() {
    let sandbox = Sandbox::start(&[]);
    sandbox.run(&["call", "info.set_qr_url", "lane_id=3150432953492101", "qr_url=http://127.0.0.1/q"]).json();
    let log = sandbox.control("GET", "/requests", "");
    assert!(log.contains("127.0.0.1/q"), "{log}");
}

#[test]
fn encrypt_and_zip_choose_the_coding_of_the_request() {
    let sandbox = Sandbox::start(&[]);
    for (encrypt, zip, codes) in [("on", "off", "10"), ("off", "off", "00"), ("on", "on", "11"), ("off", "on", "01")] {
        sandbox.control("DELETE", "/requests", "");
        let arguments = ["call", "info.rent_rule", "mgr_type=1", "car_type=1", "--encrypt", encrypt, "--zip", zip];
        sandbox.run(&arguments).json();
        let log = sandbox.control("GET", "/requests", "");
        let (encrypt_code, zip_code) = codes.split_at(1);
        let sent = format!("encryptCode={encrypt_code}&zipCode={zip_code}");
        assert!(log.contains(&sent), "{sent} not in {log}");
    }
}

#[test]
fn a_table_shows_columns() {
    let sandbox = Sandbox::start(&[]);
    let table = sandbox.run(&["call", "info.areas", "--output", "table"]);
    let mut lines = table.stdout.lines();
    assert_eq!(lines.next(), Some("areaId            areaName    areaType"));
    assert_eq!(lines.next(), Some("1150779322741001  地面        1"));
}

#[test]
fn an_empty_list_is_no_failure() {
    let sandbox = Sandbox::start(&[]);
    let arguments = [
        "call",
        "parking_fee.query_tmp_rent_records",
        "start_time=2001-01-01 00:00:00",
        "end_time=2001-01-02 00:00:00",
    ];
    assert_eq!(sandbox.run(&arguments).json(), json!([]));
}

#[test]
fn park_and_base_url_can_be_given_for_one_call() {
    let sandbox = Sandbox::start(&[]);
    let elsewhere = sandbox.run(&["call", "info.areas", "--park-id", "10001099", "--error-json"]);
    assert_eq!((elsewhere.status, elsewhere.error()["code"].clone()), (3, json!("0004")));
    let mut command =
        sandbox.command(&["call", "info.areas", "--base-url", sandbox.ready["base_url"].as_str().unwrap()]);
    command.env("WELINKPARK_BASE_URL", "http://127.0.0.1:1/api");
    assert!(run(command, "").json().is_array());
}
