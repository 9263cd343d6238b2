//! What a client refuses before it makes a call, and what it never shows.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

use std::time::Duration;

use welinkpark::api::{AuthEnterRequest, PassportGetRequest, SpaceSetCouponsRequest};
use welinkpark::{ClientBuilder, Error, ErrorKind, Rule, Sent, blocking};

const SECRET: &str = "27a06832a2214a4fa3b7105e4a72d370";

fn builder() -> ClientBuilder {
    blocking::Client::builder().app_id("app").secret_key(SECRET).park_id("1").base_url("http://127.0.0.1:1/api")
}

fn refusal(builder: ClientBuilder) -> String {
    let error = builder.build_blocking().unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Config { .. }), "{error:?}");
    error.to_string()
}

#[test]
fn what_is_missing_is_named_with_its_variable() {
    let error = refusal(blocking::Client::builder().secret_key(SECRET).park_id("1"));
    assert!(error.contains("app_id") && error.contains("WELINKPARK_APP_ID"), "{error}");
    let error = refusal(blocking::Client::builder().app_id("app").secret_key(SECRET));
    assert!(error.contains("WELINKPARK_PARK_ID"), "{error}");
}

#[test]
fn blanks_around_an_identifier_are_refused_because_they_would_not_be_signed() {
    assert!(refusal(builder().app_id(" app")).contains("blank"));
    assert!(refusal(builder().park_id("1\n")).contains("blank"));
}

#[test]
fn a_short_secret_is_refused_only_where_it_must_encrypt() {
    assert!(refusal(builder().secret_key("short")).contains("24 characters"));
    builder().secret_key("short").encrypt(false).build_blocking().unwrap();
    builder().secret_key("short").cipher_key([7; 24]).build_blocking().unwrap();
    assert!(refusal(builder().cipher_key([7; 16])).contains("24 bytes"));
}

#[test]
fn an_address_that_cannot_work_is_refused() {
    for address in ["park.example", "ftp://park.example/api", "http://u:p@park.example/api", "http://park.example/?a=1"]
    {
        assert!(refusal(builder().base_url(address)).contains("base_url"), "{address}");
    }
    assert!(refusal(builder().timeout(Duration::ZERO)).contains("timeout"));
}

fn validation(error: &Error) -> (&str, Rule) {
    assert_eq!((error.sent(), error.attempts()), (Sent::No, 0), "nothing was sent");
    match error.kind() {
        ErrorKind::Validation(refused) => (&refused.field, refused.rule),
        other => panic!("{other:?}"),
    }
}

#[test]
fn rules_are_checked_before_anything_is_sent() {
    let client = builder().build_blocking().unwrap();
    let error = client.auth().enter(AuthEnterRequest::new().lane_id(1)).send().unwrap_err();
    assert_eq!(validation(&error), ("userId", Rule::Required));
    let error = client.auth().enter(AuthEnterRequest::new().lane_id(1).user_id("  ")).send().unwrap_err();
    assert_eq!(validation(&error), ("userId", Rule::Required));
    let error = client.passport().get(PassportGetRequest::new()).send().unwrap_err();
    assert_eq!(validation(&error).1, Rule::OneOf);
    let both = PassportGetRequest::new().passport_id(1).plate_number("粤B871UY");
    assert_eq!(validation(&client.passport().get(both).send().unwrap_err()).1, Rule::OneOf);
    let half = SpaceSetCouponsRequest::new().parking_space_no("1").start_time(welinkpark::ChinaTime::now());
    assert_eq!(validation(&client.space().set_coupons(half).send().unwrap_err()).1, Rule::OneOf);
    assert_eq!(error.endpoint(), Some("passport.get"));
}

#[test]
fn names_that_do_not_exist_are_refused_with_those_that_do() {
    let client = builder().build_blocking().unwrap();
    let error = client.call("passport.gett", ()).unwrap_err();
    assert_eq!(validation(&error), ("endpoint", Rule::Unknown));
    assert!(error.to_string().contains("passport.get,"), "{error}");
    let error = client.call_json("passport.get", r#"{"passport":1}"#).unwrap_err();
    assert_eq!(validation(&error), ("passport", Rule::Unknown));
    assert!(error.to_string().contains("passportId, plateNumber"), "{error}");
    let error = client.call_raw(welinkpark::schema::HttpMethod::Get, "passport/get", "").unwrap_err();
    assert_eq!(validation(&error), ("path", Rule::Type));
}

#[test]
fn a_path_of_the_platforms_site_is_joined_below_its_host_with_one_slash() {
    for base_url in ["http://127.0.0.1:1/api", "http://127.0.0.1:1"] {
        let client = builder().base_url(base_url).build_blocking().unwrap();
        for path in ["/ww/admin.html?openid=NOTWX&wetoken=a/b+c==", "ww/admin.html?openid=NOTWX&wetoken=a/b+c=="] {
            let url = client.site_url(path);
            assert_eq!(url, "http://127.0.0.1:1/ww/admin.html?openid=NOTWX&wetoken=a/b+c==");
        }
    }
}

#[test]
fn documented_lengths_never_refuse_a_call() {
    let client = builder().retries(0).build_blocking().unwrap();
    let long = "粤".repeat(200);
    let error = client.passport().get(PassportGetRequest::new().plate_number(long)).send().unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Transport { .. }), "{error:?}");
}

#[test]
fn the_secret_is_in_no_debug_output() {
    let client = builder().build_blocking().unwrap();
    let error = client.info().areas().retries(0).send().unwrap_err();
    let shown = format!("{:?} {client:?} {error:?} {error:#?} {} {}", builder(), error.report(), error);
    assert!(!shown.contains(SECRET) && !shown.contains(&SECRET[..24]), "{shown}");
}
