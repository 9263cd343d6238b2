#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::*;

fn case() -> Case {
    ("cases/visit".to_owned(), "a car".to_owned())
}

fn pass(result: Value) -> Outcome {
    Outcome::Pass { result, requests: json!([]) }
}

/// All columns agree but for one.
fn but_for(column: &str, outcome: Option<Outcome>, skips: &[Skip]) -> Report {
    let mut told: BTreeMap<String, Outcome> =
        COLUMNS.iter().map(|column| (column.id.to_owned(), pass(json!([1])))).collect();
    told.remove(column);
    told.extend(outcome.map(|outcome| (column.to_owned(), outcome)));
    report(&[case()], &[(case(), told)].into(), skips)
}

fn skip() -> Skip {
    let (suite, case) = case();
    Skip { languages: vec!["c".to_owned()], suite, case, reason: "U+0000".to_owned() }
}

#[test]
fn the_same_everywhere_is_green() {
    assert!(but_for("c", Some(pass(json!([1]))), &[]).is_green());
}

#[test]
fn silence_another_result_and_other_requests_are_red() {
    let requests = Outcome::Pass { result: json!([1]), requests: json!([{}]) };
    for outcome in [None, Some(Outcome::Fail("no".to_owned())), Some(pass(json!([2]))), Some(requests)] {
        let report = but_for("c", outcome.clone(), &[]);
        assert!(!report.is_green(), "{outcome:?}");
        assert_eq!(details(&report).len(), 1, "{outcome:?}");
    }
}

#[test]
fn a_skip_is_red_unless_listed_and_a_listed_one_has_to_happen() {
    assert!(!but_for("c", Some(Outcome::Skip), &[]).is_green());
    assert!(but_for("c", Some(Outcome::Skip), &[skip()]).is_green());
    assert!(!but_for("node", Some(Outcome::Skip), &[skip()]).is_green());
    assert!(!but_for("c", Some(pass(json!([1]))), &[skip()]).is_green());
}

#[test]
fn the_second_face_of_a_language_leaves_out_what_makes_no_calls() {
    for (suite, green) in [("vectors/query", true), ("cases/flows/explain", true), ("cases/flows/gate", false)] {
        let told = COLUMNS.iter().filter(|column| column.whole).map(|column| (column.id.to_owned(), pass(json!([]))));
        let case = (suite.to_owned(), "one".to_owned());
        let report = report(std::slice::from_ref(&case), &[(case.clone(), told.collect())].into(), &[]);
        assert_eq!(report.is_green(), green, "{suite}");
    }
}

#[test]
fn a_case_that_does_not_exist_is_red() {
    let told = [(("cases/visit".to_owned(), "old".to_owned()), BTreeMap::new())].into();
    assert!(!report(&[], &told, &[]).is_green());
}

#[test]
fn an_error_is_described_by_what_the_cases_name() {
    let of_c = json!({"kind": "api", "sent": "yes", "attempts": 1, "retryable": false, "status": 0, "code": "0006",
        "err_code": null, "message": "", "stage": null, "endpoint": "pay.x"});
    let of_rust =
        json!({"kind": "api", "sent": "yes", "attempts": 1, "retryable": false, "code": "0006", "message": ""});
    assert_eq!(result(&of_c), result(&of_rust));
    assert_ne!(result(&of_c), result(&json!({"kind": "api", "sent": "no", "attempts": 1, "code": "0006"})));
    let plain = json!([{"kind": "temporary", "status": 0}]);
    assert_eq!(result(&plain), plain, "a record is not an error");
}

#[test]
fn requests_are_compared_without_what_each_attempt_has_anew() {
    let entry = |nonce: u32, content: &str| {
        json!({"http_method": "GET", "path": "/api/info/areas", "body": "",
            "query": format!("AppId=a&Nonce={nonce}&Timestamp=1&content={content}&Signature=s{nonce}")})
    };
    assert_eq!(requests(&json!([entry(1, "e30")]), true), requests(&json!([entry(2, "e30")]), true));
    assert_ne!(requests(&json!([entry(1, "e30")]), true), requests(&json!([entry(1, "e31")]), true));
    let (there, back) = (json!([entry(1, "a"), entry(1, "b")]), json!([entry(1, "b"), entry(1, "a")]));
    assert_ne!(requests(&there, true), requests(&back, true));
    assert_eq!(requests(&there, false), requests(&back, false), "side by side");
}

#[test]
fn payment_tokens_differ_from_run_to_run_and_do_not_matter() {
    let with = |letter: &str, plate: &str| {
        let token = format!("{}$1780279200000", letter.repeat(64));
        let content = format!("{{\"payToken\":\"{token}\",\"plateNumber\":\"{plate}\"}}");
        let body = format!("encryptCode=0&zipCode=0&content={}", STANDARD.encode(content).replace('+', "%2B"));
        let entry = json!({"http_method": "POST", "path": "/", "query": "", "body": body});
        (result(&json!([{"payToken": token}])), requests(&json!([entry]), true))
    };
    assert_eq!(with("a", "粤B1"), with("b", "粤B1"));
    assert_ne!(with("a", "粤B1"), with("b", "粤B2"));
    assert_eq!(result(&json!("5 $ and $1780279200000")), json!("5 $ and $1780279200000"));
}
