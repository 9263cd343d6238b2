//! Every fault does what it says, and the log tells.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod common;

use std::time::{Duration, Instant};

use common::{ENTRY, Park};
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use welinkpark::protocol::Coding;

async fn fault(park: &Park, plan: Value) {
    park.control("POST", "faults", plan).await;
}

/// One call of an endpoint that changes something.
async fn invite(park: &Park) -> common::Http {
    park.http("passport.invitation_code", &park.sign(&park.params(&Value::Null).await)).await
}

async fn invited(park: &Park) -> i64 {
    park.state().await["counts"]["invitation_codes"].as_i64().unwrap()
}

#[tokio::test]
async fn connections_drop_before_or_after_the_work() {
    let park = Park::start().await;
    for (kind, done) in [("drop_before", 0), ("drop_after", 1)] {
        fault(&park, json!({ "kind": kind, "times": 1 })).await;
        let http = invite(&park).await;
        assert_eq!((http.status, http.body.as_str()), (0, ""), "{kind}");
        assert_eq!(invited(&park).await, done, "{kind}");
        let logged = park.logged().await;
        assert_eq!(
            (&logged["faults"], &logged["committed"], &logged["client_gone"]),
            (&json!([kind]), &json!(done == 1), &json!(false))
        );
        assert!(!logged["query"].as_str().unwrap().is_empty());
    }
    assert_eq!(invite(&park).await.status, 200);
}

#[tokio::test]
async fn http_errors_and_html_pages_replace_the_answer() {
    let park = Park::start().await;
    for (kind, status) in [("http_500", 500), ("http_502", 502), ("http_429", 429), ("html_200", 200)] {
        for after_commit in [false, true] {
            let before = invited(&park).await;
            fault(&park, json!({ "kind": kind, "times": 1, "retry_after": 3, "after_commit": after_commit })).await;
            let http = invite(&park).await;
            assert_eq!((http.status, http.body.starts_with("<html>")), (status, true), "{kind}");
            assert_eq!(http.head.contains("retry-after: 3"), status == 429);
            assert_eq!(invited(&park).await - before, i64::from(after_commit), "{kind}");
        }
    }
}

#[tokio::test]
async fn bodies_are_truncated_in_the_middle() {
    let park = Park::start().await;
    fault(&park, json!({ "kind": "truncated_body", "nth": 1 })).await;
    let http = invite(&park).await;
    assert_eq!(http.status, 200);
    assert!(!http.complete && !http.body.is_empty() && serde_json::from_str::<Value>(&http.body).is_err(), "{http:?}");
    assert_eq!(invited(&park).await, 1);
    assert!(invite(&park).await.complete);
}

#[tokio::test]
async fn content_is_damaged_at_each_stage() {
    let mut park = Park::start().await;
    for (kind, says) in [("bad_base64", "base64"), ("bad_gzip", "gzip"), ("bad_3des", "3DES"), ("bad_json", "broken")] {
        park.coding = Coding { encrypt: true, zip: true };
        fault(&park, json!({ "kind": kind, "times": 1, "endpoint": "/passport/get" })).await;
        let form = park.sign(&park.params(&json!({ "plateNumber": "粤B871UY" })).await);
        let http = park.http("passport.get", &form).await;
        let envelope: Value = serde_json::from_str(&http.body).unwrap();
        let data = &envelope["responseData"];
        let coding = Coding { encrypt: data["encryptCode"] == 1, zip: data["zipCode"] == 1 };
        let cipher = welinkpark::protocol::Cipher::new(&park.secret).unwrap();
        let decoded =
            welinkpark::protocol::decode_content(data["content"].as_str().unwrap(), coding, Some(&cipher), 1 << 20);
        let text = decoded.unwrap_or_else(|error| error.to_string());
        assert!(text.to_lowercase().contains(&says.to_lowercase()), "{kind}: {text}");
        assert!(serde_json::from_str::<Value>(&text).is_err());
    }
}

#[tokio::test]
async fn delays_hold_the_answer_back_on_either_side_of_the_work() {
    let park = Park::start().await;
    for after_commit in [false, true] {
        fault(&park, json!({ "kind": "delay", "delay_ms": 300, "times": 1, "after_commit": after_commit })).await;
        let started = Instant::now();
        assert_eq!(invite(&park).await.status, 200);
        assert!(started.elapsed() >= Duration::from_millis(300));
    }
}

#[tokio::test]
async fn a_client_that_goes_away_is_seen() {
    let park = Park::start().await;
    for (after_commit, done) in [(false, 0), (true, 1)] {
        fault(&park, json!({ "kind": "delay", "delay_ms": 60_000, "times": 1, "after_commit": after_commit })).await;
        let form = park.sign(&park.params(&Value::Null).await);
        let mut stream = TcpStream::connect(park.address()).await.unwrap();
        let head = format!("GET /api/passport/invitationCode?{form} HTTP/1.1\r\nHost: x\r\n\r\n");
        stream.write_all(head.as_bytes()).await.unwrap();
        let until = Instant::now() + Duration::from_secs(5);
        while park.logged().await["pending"] != true || invited(&park).await != done {
            assert!(Instant::now() < until);
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        drop(stream);
        while park.logged().await["client_gone"] != true {
            assert!(Instant::now() < until, "{}", park.logged().await);
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        assert_eq!(invited(&park).await, done);
        let logged = park.logged().await;
        assert_eq!((&logged["pending"], &logged["committed"]), (&json!(false), &json!(after_commit)));
    }
}

#[tokio::test]
async fn the_date_header_follows_the_virtual_clock_and_can_be_wrong() {
    let park = Park::start().await;
    assert!(invite(&park).await.head.contains("date: Mon, 06 May 2024 00:00:00 GMT"));
    fault(&park, json!({ "kind": "wrong_date", "offset_seconds": 3600 })).await;
    let http = invite(&park).await;
    assert!(http.head.contains("date: Mon, 06 May 2024 01:00:00 GMT"));
    assert_eq!(park.answer(&http).code, "0000");
    park.control("DELETE", "faults", Value::Null).await;
    fault(&park, json!({ "kind": "wrong_date", "offset_seconds": 3600, "shift_check": true })).await;
    assert_eq!(park.answer(&invite(&park).await).code, "0003");
}

#[tokio::test]
async fn plans_can_be_listed_and_removed() {
    let park = Park::start().await;
    let id =
        park.control("POST", "faults", json!({ "endpoint": "auth.enter", "kind": "http_500", "nth": 2 })).await["id"]
            .clone();
    let scan = json!({ "laneId": ENTRY, "userId": "u1" });
    park.call("auth.enter", scan.clone()).await.ok();
    let listed = park.control("GET", "faults", Value::Null).await;
    assert_eq!((&listed["faults"][0]["calls"], &listed["faults"][0]["fired"]), (&json!(1), &json!(0)));
    park.control("DELETE", &format!("faults/{id}"), Value::Null).await;
    park.call("auth.enter", scan).await.ok();
    for bad in [
        json!({ "kind": "explode" }),
        json!({ "kind": "delay", "nth": 0 }),
        json!({ "kind": "delay", "endpoint": "no.such" }),
    ] {
        assert_eq!(park.control_http("POST", "faults", bad).await.status, 400);
    }
}
