//! Snapshots, reset, the data file, and what a shutdown does.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod common;

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use common::{ENTRY, Park};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use welinkpark_sandbox::{Error, Options, Sandbox};

const DATA: &str = "WELINKPARK_SANDBOX_TEST_DATA";

fn scratch(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder.join("park.db")
}

#[tokio::test]
async fn a_snapshot_brings_state_and_clock_back() {
    let park = Park::start().await;
    park.arrives(ENTRY, "粤B00001").await;
    let id = park.control("POST", "snapshot", Value::Null).await["id"].clone();
    park.advance(3600).await;
    park.arrives(ENTRY, "粤B00002").await;
    park.control("POST", "restore", json!({ "id": id })).await;
    assert_eq!((park.inside("粤B00001").await.len(), park.inside("粤B00002").await.len()), (1, 0));
    assert_eq!(park.control("GET", "clock", Value::Null).await["now"], common::START);
    assert_eq!(park.control_http("POST", "restore", json!({ "id": 99 })).await.status, 404);
}

#[tokio::test]
async fn reset_is_a_fresh_sandbox() {
    let park = Park::start().await;
    park.arrives(ENTRY, "粤B00001").await;
    park.control("POST", "faults", json!({ "kind": "http_500" })).await;
    park.control("PUT", "settings", json!({ "window_seconds": 1 })).await;
    park.control("POST", "reset", Value::Null).await;
    assert_eq!(park.state().await["counts"]["visits"], 0);
    assert_eq!(park.control("GET", "settings", Value::Null).await["window_seconds"], 300);
    assert_eq!(park.control("GET", "clock", Value::Null).await["frozen"], false);
    assert_eq!(park.control("GET", "requests", Value::Null).await["requests"], json!([]));
    park.call("info.areas", Value::Null).await.ok();
}

#[tokio::test]
async fn settings_that_do_not_exist_are_refused() {
    let park = Park::start().await;
    assert_eq!(park.control_http("PUT", "settings", json!({ "colour": 1 })).await.status, 400);
    assert_eq!(park.control_http("POST", "clock", json!({ "now": "soon" })).await.status, 400);
}

#[tokio::test]
async fn the_request_log_can_be_filtered_and_cleared() {
    let park = Park::start().await;
    park.call("info.areas", Value::Null).await.ok();
    park.call("passport.get", json!({ "plateNumber": "粤B871UY" })).await.ok();
    let log = park.control("GET", "requests?endpoint=info.areas", Value::Null).await;
    assert_eq!(log["requests"].as_array().unwrap().len(), 1);
    let entry = &log["requests"][0];
    assert_eq!(
        (&entry["verdict"]["code"], &entry["http_method"], &entry["pending"]),
        (&json!("0000"), &json!("GET"), &json!(false))
    );
    assert!(!log.to_string().contains(&park.secret));
    park.control("DELETE", "requests", Value::Null).await;
    assert_eq!(park.control("GET", "requests", Value::Null).await["requests"], json!([]));
}

#[tokio::test]
async fn a_sandbox_is_ready_fast_stops_at_once_and_names_a_taken_port() {
    let started = Instant::now();
    let running = Sandbox::start(Options::default()).await.unwrap();
    assert!(started.elapsed() < Duration::from_millis(300), "{:?}", started.elapsed());
    let port = running.base_url.rsplit(':').next().unwrap().trim_end_matches("/api").parse().unwrap();
    let taken = Sandbox::start(Options { port, ..Options::default() }).await.unwrap_err();
    assert!(matches!(taken, Error::Listen { .. }) && taken.to_string().contains(&port.to_string()));
    assert!(!format!("{running:?}").contains(&running.secret_key));
    tokio::time::timeout(Duration::from_secs(2), running.shutdown()).await.unwrap().unwrap();
}

#[tokio::test]
async fn web_pages_cannot_use_the_control_api() {
    let park = Park::start().await;
    let address = park.address();
    for headers in ["Host: 127.0.0.1\r\nOrigin: http://evil.example", "Host: evil.example"] {
        let mut stream = TcpStream::connect(&address).await.unwrap();
        let request =
            format!("POST /_sandbox/reset HTTP/1.1\r\n{headers}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 403"), "{answer}");
    }
}

#[tokio::test]
async fn a_client_that_hangs_does_not_hold_up_a_shutdown() {
    let park = Park::start().await;
    let mut stream = TcpStream::connect(park.address()).await.unwrap();
    stream.write_all(b"POST /api/auth/enter HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n").await.unwrap();
    tokio::time::timeout(Duration::from_secs(4), park.running.shutdown()).await.unwrap().unwrap();
}

#[tokio::test]
async fn a_shutdown_does_not_wait_for_planned_delays() {
    let park = Park::start().await;
    park.control("POST", "faults", json!({ "kind": "delay", "delay_ms": 60_000 })).await;
    let (address, form) = (park.address(), park.sign(&park.params(&Value::Null).await));
    let call =
        tokio::spawn(async move { common::request(&address, "GET", &format!("/api/info/areas?{form}"), "").await });
    tokio::time::sleep(Duration::from_millis(100)).await;
    tokio::time::timeout(Duration::from_secs(2), park.running.shutdown()).await.unwrap().unwrap();
    assert_eq!(call.await.unwrap().status, 200);
}

#[tokio::test]
async fn a_file_keeps_the_state_and_a_foreign_one_is_refused() {
    let data = scratch("file");
    let options = Options { data: Some(data.clone()), ..Options::default() };
    let park = Park::with(options.clone()).await;
    park.arrives(ENTRY, "粤B00001").await;
    park.running.shutdown().await.unwrap();
    let park = Park::with(options.clone()).await;
    assert_eq!(park.inside("粤B00001").await.len(), 1);
    // Snapshots work on a file too.
    let id = park.control("POST", "snapshot", Value::Null).await["id"].clone();
    park.arrives(ENTRY, "粤B00002").await;
    park.control("POST", "restore", json!({ "id": id })).await;
    assert_eq!(park.inside("粤B00002").await.len(), 0);
    park.running.shutdown().await.unwrap();

    let garbage = data.with_file_name("garbage.db");
    std::fs::write(&garbage, "this is no database at all, but a text").unwrap();
    assert!(Sandbox::start(Options { data: Some(garbage), ..options }).await.is_err());
}

#[tokio::test]
async fn no_acknowledged_write_is_lost_to_a_kill() {
    let data = scratch("kill");
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["serves_until_it_is_killed", "--exact", "--ignored", "--nocapture"])
        .env(DATA, &data)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let address =
        lines.find_map(|line| line.unwrap().split_once("ready ").map(|(_, address)| address.to_owned())).unwrap();
    let mut acknowledged = Vec::new();
    for number in 0..20 {
        let plate = format!("粤B{number:05}");
        let body = json!({ "lane_id": ENTRY, "plate_number": plate }).to_string();
        let http = common::request(&address, "POST", "/_sandbox/vehicles/arrive", &body).await;
        assert_eq!(http.status, 200, "{http:?}");
        acknowledged.push(plate);
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let park = Park::with(Options { data: Some(data), ..Options::default() }).await;
    for plate in acknowledged {
        assert_eq!(park.inside(&plate).await.len(), 1, "{plate}");
    }
}

/// Not a test: the process that `no_acknowledged_write_is_lost_to_a_kill` kills.
#[tokio::test]
#[ignore = "runs until it is killed"]
async fn serves_until_it_is_killed() {
    let Ok(data) = std::env::var(DATA) else { return };
    let running = Sandbox::start(Options { data: Some(data.into()), ..Options::default() }).await.unwrap();
    println!("ready {}", running.base_url.trim_start_matches("http://").trim_end_matches("/api"));
    // Nobody kills a process whose parent has died; it ends by itself.
    tokio::time::sleep(Duration::from_secs(30)).await;
}
