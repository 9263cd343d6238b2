//! Every known mistake is made and named, and a correct request is never accused: `cases/flows/explain.json`, which is
//! written here, through both doors, and what a table cannot say.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    unreachable_pub,
    missing_docs
)]

#[path = "explain/made.rs"]
mod made;
mod support;

use std::collections::BTreeSet;

use made::{APP_ID, Made, TIME, escaped, mistakes};
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};
use support::{Park, SECRET, http};
use welinkpark::flow::explain::{Explanation, Mistake, Seen, explain, explain_json, explain_text};
use welinkpark::protocol::{Cipher, Coding, RequestParams, Signer, encode_content};
use welinkpark::schema::HttpMethod;
use welinkpark_sandbox::Options;
use welinkpark_tests::case::{Saved, flow};
use welinkpark_tests::outcome::record;
use welinkpark_tests::runner::check;

/// `BLESS=1 cargo test -p welinkpark-tests --test explain the_table_is` writes it.
#[test]
fn the_table_is_what_is_made_here() {
    let path = welinkpark_tests::folder().join("cases/flows/explain.json");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, made::table()).unwrap();
    }
    assert!(std::fs::read_to_string(&path).unwrap() == made::table(), "write it again: BLESS=1");
}

#[test]
fn every_known_mistake_is_made() {
    let produced: BTreeSet<Mistake> = mistakes().iter().map(|(_, mistake, _)| *mistake).collect();
    assert_eq!(produced, Mistake::ALL.into_iter().collect());
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    request: String,
    #[serde(default = "secret")]
    secret_key: String,
    options: Option<Value>,
    expect: Option<Value>,
    error: Option<Value>,
}

fn secret() -> String {
    SECRET.to_owned()
}

#[test]
fn every_case_of_the_table_through_both_doors() {
    welinkpark_tests::each(
        &flow::<Case>("explain.json"),
        |case| &case.name,
        |case| {
            let at = case.options.as_ref().and_then(|options| options["at"].as_i64());
            let typed = explain_text(&case.request, &case.secret_key, at).map(|told| told.to_json());
            let options = case.options.as_ref().map(Value::to_string);
            let told = explain_json(&case.request, &case.secret_key, options.as_deref())
                .map(|text| serde_json::from_str::<Value>(&text).unwrap());
            let mut seen = Ok(Vec::new());
            for (door, outcome) in [("JSON", told), ("typed", typed)] {
                let (found, error) = match &outcome {
                    Ok(found) => (found.clone(), None),
                    Err(error) => (Value::Null, Some(error)),
                };
                assert!(!found.to_string().contains(SECRET), "the secret is told");
                let expected = (case.expect.as_ref(), case.error.as_ref());
                seen = seen.and_then(|_| check(door, expected, (&found, error), &Saved::default()));
            }
            let seen = seen.map(Value::Array);
            record("cases/flows/explain", &case.name, seen.as_ref().map_err(String::as_str), None);
            seen.map(drop)
        },
    );
}

fn named(explanation: &Explanation) -> Vec<Mistake> {
    explanation.findings.iter().map(|finding| finding.mistake).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_correct_request_is_never_accused(
        business in "\\{\"[a-z]{1,9}\":\"[ -!#-\\[\\]-~一-龥]{0,60}\"\\}", has_data: bool, encrypt: bool, zip: bool,
        nonce in 1_u32..=0x7fff_ffff, off in -300_i64..=300, get: bool,
    ) {
        let coding = Coding { encrypt: encrypt && has_data, zip: zip && has_data };
        let content = if has_data {
            encode_content(business.as_bytes(), coding, Some(&Cipher::new(SECRET).unwrap())).unwrap()
        } else {
            String::new()
        };
        let (nonce, timestamp) = (nonce.to_string(), (TIME + off).to_string());
        let params = RequestParams { app_id: APP_ID, park_id: "10001088", timestamp: &timestamp, nonce: &nonce, coding, content: &content };
        let form = params.signed(&Signer::new(SECRET));
        let seen = if get {
            Seen::new(Some(HttpMethod::Get), "/api/info/areas", form, "")
        } else {
            Seen::new(Some(HttpMethod::Post), "/api/auth/enter", "", form)
        };
        let explanation = explain(&seen.at(TIME), SECRET);
        prop_assert!(explanation.is_right() && explanation.notes.is_empty(), "{:?}", explanation);
    }
}

/// Sends a made request to the sandbox at its own time; the answer's code and message.
fn refused(park: &Park, made: &Made) -> (String, String) {
    let (_, body) = http(&park.running.base_url, "POST", "/api/auth/enter", &made.form(escaped));
    let status = serde_json::from_str::<serde_json::Value>(&body).unwrap()["responseStatus"].clone();
    (status["code"].as_str().unwrap().to_owned(), status["message"].as_str().unwrap().to_owned())
}

fn at(time: &str) -> serde_json::Value {
    json!({ "freeze": true, "now": time })
}

#[test]
fn the_sandbox_logs_the_findings_and_tells_them_only_when_asked() {
    for explain in [false, true] {
        let park = Park::with(Options { explain, ..Options::default() });
        park.post("clock", at("2017-01-18 13:46:25"));
        let mut made = Made::plain();
        made.signed.sort_by_key(|(name, _)| name.to_lowercase());
        let (code, message) = refused(&park, &made);
        assert_eq!((code.as_str(), message.contains("sorted-ignoring-case")), ("0003", explain), "{message}");
        let entry = park.get("requests?limit=1")["requests"][0].clone();
        assert_eq!(entry["findings"][0]["mistake"], "sorted-ignoring-case");
        // The entry itself explains the same elsewhere.
        let seen = Seen::parse(&entry.to_string()).unwrap();
        assert_eq!(named(&welinkpark::flow::explain::explain(&seen, SECRET)), [Mistake::SortedIgnoringCase]);

        let right = Made::plain();
        assert_ne!(refused(&park, &right).0, "0003");
        assert_eq!(park.get("requests?limit=1")["requests"][0]["findings"], json!([]));
        assert_eq!(refused(&park, &right).0, "0003");
        assert_eq!(park.get("requests?limit=1")["requests"][0]["findings"][0]["mistake"], "nonce-reused");
        park.post("clock", at("2017-01-18 14:46:25"));
        assert_eq!(refused(&park, &right).0, "0003");
        assert_eq!(park.get("requests?limit=1")["requests"][0]["findings"][0]["mistake"], "clock-off");
    }
}

#[test]
fn the_clients_own_0003_says_what_is_left() {
    let park = Park::start();
    let wrong = park.builder().secret_key("made-up-secret-made-up-secret-00").build_blocking().unwrap();
    let error = wrong.info().areas().send().unwrap_err();
    assert_eq!(error.api().unwrap().findings[0].mistake, Mistake::WrongSecret);
    assert!(error.report().contains("another secret key was used"), "{}", error.report());

    park.post("clock", json!({ "advance_seconds": 7200 }));
    let stubborn = park.builder().correct_clock(false).build_blocking().unwrap();
    let error = stubborn.info().areas().send().unwrap_err();
    assert_eq!(error.api().unwrap().findings[0].mistake, Mistake::ClockOff);
}
