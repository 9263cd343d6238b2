//! The sandbox is killed, shut down and restarted while calls are under way: what the client says about it, and that no
//! barrier opens and no money moves twice.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use welinkpark::api::*;
use welinkpark::{Error, ErrorKind, Sent, TransportKind, blocking};
use welinkpark_sandbox::Options;
use welinkpark_tests::sandbox::TestSandbox;

const ENTRY: i64 = 3_150_432_953_492_101;
const EXIT: i64 = 3_150_432_953_492_102;
const PLATE: &str = "粤B12345";

/// A database that outlives its sandbox.
struct Data(PathBuf);

impl Data {
    fn new(name: &str) -> Self {
        let data = Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}.db", std::process::id())));
        data.remove();
        data
    }

    fn start(&self, port: u16) -> TestSandbox {
        TestSandbox::with(Options { port, data: Some(self.0.clone()), ..Options::default() })
    }

    fn remove(&self) {
        for suffix in ["", "-wal", "-shm"] {
            let _ = fs::remove_file(format!("{}{suffix}", self.0.display()));
        }
    }
}

impl Drop for Data {
    fn drop(&mut self) {
        self.remove();
    }
}

/// What the error says about the request.
fn told(error: &Error) -> (&'static str, Sent, u32, bool) {
    let kind = match error.kind() {
        ErrorKind::Transport { kind, .. } => kind.name(),
        kind => kind.name(),
    };
    (kind, error.sent(), error.attempts(), error.retryable())
}

fn ledger(sandbox: &TestSandbox, name: &str) -> usize {
    sandbox.get("/state")[name].as_array().unwrap().len()
}

fn plan(sandbox: &TestSandbox, endpoint: &str, plan: Value) {
    let mut plan = plan;
    plan["endpoint"] = json!(endpoint);
    sandbox.post("/faults", &plan);
}

fn enter(client: &blocking::Client) -> Result<EnterResult, Error> {
    client.auth().enter(AuthEnterRequest::new().lane_id(ENTRY).user_id("u1")).send()
}

fn pay(client: &blocking::Client, token: &str) -> Result<(), Error> {
    client.pay().pay_tmp_rent_bill(PayPayTmpRentBillRequest::new().plate_number(PLATE).pay_token(token)).send()
}

fn bill(client: &blocking::Client) -> Result<String, Error> {
    let request = PayQueryTmpRentBillRequest::new().plate_number(PLATE).user_id("u1");
    client.pay().query_tmp_rent_bill(request).send().map(|bill| bill.pay_token.unwrap())
}

/// A vehicle without a readable plate stands at the entry.
fn unread_vehicle(sandbox: &TestSandbox) {
    sandbox.post("/vehicles/arrive", &json!({ "lane_id": ENTRY }));
}

/// A vehicle has been inside since two hours ago, so that its bill can be asked for now and after a restart.
fn vehicle_inside(sandbox: &TestSandbox) {
    sandbox.post("/clock", &json!({ "advance_seconds": -7200 }));
    sandbox.post("/vehicles/arrive", &json!({ "lane_id": ENTRY, "plate_number": PLATE }));
    sandbox.post("/clock", &json!({ "advance_seconds": 7200 }));
}

fn until(what: &str, condition: impl Fn() -> bool) {
    let begun = Instant::now();
    while !condition() {
        assert!(begun.elapsed() < Duration::from_secs(5), "{what} takes too long");
        thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_payment_that_was_killed_before_its_work_is_not_made() {
    let data = Data::new("killed-before");
    let sandbox = data.start(0);
    let (client, port) = (sandbox.client(), sandbox.port);
    vehicle_inside(&sandbox);
    let token = bill(&client).unwrap();
    plan(&sandbox, "pay.pay_tmp_rent_bill", json!({ "kind": "delay", "delay_ms": 20_000 }));
    let call = thread::spawn({
        let (client, token) = (client.clone(), token.clone());
        move || pay(&client, &token)
    });
    sandbox.wait_for_request("pay.pay_tmp_rent_bill", |request| request["pending"] == true);
    sandbox.kill();
    let error = call.join().unwrap().unwrap_err();
    assert_eq!(told(&error), ("interrupted", Sent::Unknown, 1, false), "{error:?}");

    let sandbox = data.start(port);
    assert_eq!(ledger(&sandbox, "payments"), 0);
    pay(&client, &token).unwrap();
    assert_eq!(ledger(&sandbox, "payments"), 1);
}

#[test]
fn a_payment_that_was_killed_after_its_work_is_made_once() {
    let data = Data::new("killed-after");
    let sandbox = data.start(0);
    let (client, port) = (sandbox.client(), sandbox.port);
    vehicle_inside(&sandbox);
    let token = bill(&client).unwrap();
    plan(&sandbox, "pay.pay_tmp_rent_bill", json!({ "kind": "delay", "delay_ms": 20_000, "after_commit": true }));
    let call = thread::spawn({
        let (client, token) = (client.clone(), token.clone());
        move || pay(&client, &token)
    });
    until("the payment", || ledger(&sandbox, "payments") == 1);
    sandbox.kill();
    let error = call.join().unwrap().unwrap_err();
    assert_eq!(told(&error), ("interrupted", Sent::Unknown, 1, false), "{error:?}");

    let sandbox = data.start(port);
    let error = bill(&client).unwrap_err();
    assert!(error.is_no_bill(), "{error:?}");
    let error = pay(&client, &token).unwrap_err();
    assert_eq!(error.api().map(|api| api.code.as_str()), Some("0006"), "{error:?}");
    assert_eq!(ledger(&sandbox, "payments"), 1);
}

#[test]
fn a_gate_that_was_killed_after_its_work_opens_once() {
    let data = Data::new("killed-gate");
    let sandbox = data.start(0);
    let (client, port) = (sandbox.client(), sandbox.port);
    unread_vehicle(&sandbox);
    plan(&sandbox, "auth.enter", json!({ "kind": "delay", "delay_ms": 20_000, "after_commit": true }));
    let call = thread::spawn({
        let client = client.clone();
        move || enter(&client)
    });
    until("the opening", || ledger(&sandbox, "openings") == 1);
    sandbox.kill();
    let error = call.join().unwrap().unwrap_err();
    assert_eq!(told(&error), ("interrupted", Sent::Unknown, 1, false), "{error:?}");

    let sandbox = data.start(port);
    let event = client.auth().query_event(AuthQueryEventRequest::new().lane_id(ENTRY).user_id("u1")).send().unwrap();
    assert_eq!(event.state, AuthState::Opened);
    assert_eq!(enter(&client).unwrap().err_code.as_deref(), Some("AlreadyInside"));
    assert_eq!(ledger(&sandbox, "openings"), 1);
}

#[test]
fn a_shutdown_answers_the_calls_under_way() {
    let data = Data::new("shut-down");
    let sandbox = data.start(0);
    let (client, port) = (sandbox.client(), sandbox.port);
    unread_vehicle(&sandbox);
    plan(&sandbox, "auth.enter", json!({ "kind": "delay", "delay_ms": 20_000 }));
    let call = thread::spawn({
        let client = client.clone();
        move || enter(&client)
    });
    sandbox.wait_for_request("auth.enter", |request| request["pending"] == true);
    sandbox.shutdown();
    assert_eq!(call.join().unwrap().unwrap().state, AuthState::Opened);
    assert_eq!(ledger(&data.start(port), "openings"), 1);
}

#[test]
fn a_read_outlives_a_restart_and_otherwise_says_that_it_may_have_arrived() {
    let read = |client: &blocking::Client| client.info().areas().send().map(|areas| areas.len());
    for restarted in [true, false] {
        let sandbox = TestSandbox::start();
        let client = sandbox.builder().retries(if restarted { 12 } else { 2 }).build_blocking().unwrap();
        plan(&sandbox, "info.areas", json!({ "kind": "delay", "delay_ms": 20_000 }));
        let call = thread::spawn(move || read(&client));
        sandbox.wait_for_request("info.areas", |request| request["pending"] == true);
        let port = sandbox.port;
        sandbox.kill();
        let again = restarted.then(|| TestSandbox::with(Options { port, ..Options::default() }));
        match call.join().unwrap() {
            Ok(areas) => assert_eq!((areas, again.is_some()), (3, true)),
            // The last attempt was refused, but the first one was not.
            Err(error) => assert_eq!(told(&error), ("connect", Sent::Unknown, 3, true), "{restarted} {error:?}"),
        }
    }
}

#[test]
fn a_sandbox_that_is_not_there_has_received_nothing_and_one_that_is_back_opens_once() {
    let sandbox = TestSandbox::start();
    let (client, port) = (sandbox.client(), sandbox.port);
    client.info().areas().send().unwrap();
    sandbox.kill();
    let error = enter(&client).unwrap_err();
    assert_eq!(told(&error), ("connect", Sent::No, 3, true), "{error:?}");

    let sandbox = TestSandbox::with(Options { port, ..Options::default() });
    client.info().areas().send().unwrap();
    sandbox.kill();
    // The client's pooled connection is dead, and it must not stake the gate's only attempt on it.
    let sandbox = TestSandbox::with(Options { port, ..Options::default() });
    unread_vehicle(&sandbox);
    assert_eq!(enter(&client).unwrap().state, AuthState::Opened);
    assert_eq!((ledger(&sandbox, "openings"), sandbox.requests_to("auth.enter").len()), (1, 1));
}

#[test]
fn a_gate_that_timed_out_is_not_asked_again_and_opens_once_at_most() {
    for whole_call in [false, true] {
        let sandbox = TestSandbox::start();
        unread_vehicle(&sandbox);
        plan(&sandbox, "auth.enter", json!({ "kind": "delay", "delay_ms": 600, "times": 1 }));
        let (builder, limit) = (sandbox.builder(), Duration::from_millis(200));
        let builder = if whole_call { builder.timeout(limit) } else { builder.attempt_timeout(limit) };
        let client = builder.build_blocking().unwrap();
        let begun = Instant::now();
        let error = enter(&client).unwrap_err();
        assert_eq!(told(&error), ("timeout", Sent::Unknown, 1, false), "{error:?}");
        assert!(error.is_timeout() && begun.elapsed() < Duration::from_millis(500), "{:?}", begun.elapsed());

        // Whether the platform goes on with it is the platform's business, hence unknown; it is never more than once.
        until("the request", || sandbox.requests_to("auth.enter")[0]["pending"] == false);
        assert!(ledger(&sandbox, "openings") <= 1);
        let again = enter(&sandbox.client()).unwrap();
        assert!(again.state == AuthState::Opened || again.err_code.as_deref() == Some("AlreadyInside"), "{again:?}");
        assert_eq!((ledger(&sandbox, "openings"), sandbox.requests_to("auth.enter").len()), (1, 2));
    }
}

#[tokio::test]
async fn an_asynchronous_payment_whose_answer_is_lost_is_made_once() {
    let sandbox = TestSandbox::start();
    let client = sandbox.builder().build().unwrap();
    vehicle_inside(&sandbox);
    let request = PayQueryTmpRentBillRequest::new().plate_number(PLATE).user_id("u1");
    let token = client.pay().query_tmp_rent_bill(request).await.unwrap().pay_token.unwrap();
    plan(&sandbox, "pay.pay_tmp_rent_bill", json!({ "kind": "drop_after", "times": 1 }));
    let pay = || PayPayTmpRentBillRequest::new().plate_number(PLATE).pay_token(token.as_str());
    let error = client.pay().pay_tmp_rent_bill(pay()).await.unwrap_err();
    assert_eq!(told(&error), (TransportKind::Interrupted.name(), Sent::Unknown, 1, false), "{error:?}");
    assert_eq!(ledger(&sandbox, "payments"), 1);
    let error = client.pay().pay_tmp_rent_bill(pay()).await.unwrap_err();
    assert_eq!(error.api().map(|api| api.code.as_str()), Some("0006"), "{error:?}");
    assert_eq!(ledger(&sandbox, "payments"), 1);
}

#[tokio::test]
async fn an_asynchronous_exit_whose_answer_is_lost_opens_once() {
    let sandbox = TestSandbox::start();
    let client = sandbox.builder().build().unwrap();
    unread_vehicle(&sandbox);
    let entered = client.auth().enter(AuthEnterRequest::new().lane_id(ENTRY).user_id("u1")).await.unwrap();
    assert_eq!(entered.state, AuthState::Opened);
    sandbox.post("/vehicles/leave", &json!({ "lane_id": EXIT }));
    plan(&sandbox, "auth.exit", json!({ "kind": "drop_after", "times": 1 }));
    let exit = || AuthExitRequest::new().lane_id(EXIT).user_id("u1");
    let error = client.auth().exit(exit()).await.unwrap_err();
    assert_eq!(told(&error), ("interrupted", Sent::Unknown, 1, false), "{error:?}");
    let event = AuthQueryEventRequest::new().lane_id(EXIT).user_id("u1");
    assert_eq!(client.auth().query_event(event).await.unwrap().state, AuthState::Opened);
    assert_eq!(client.auth().exit(exit()).await.unwrap().state, AuthState::AwaitingCapture);
    assert_eq!(ledger(&sandbox, "openings"), 2, "one entry, one exit");
}

#[tokio::test]
async fn a_call_that_is_dropped_before_its_work_does_nothing() {
    let sandbox = TestSandbox::start();
    let client = sandbox.builder().build().unwrap();
    unread_vehicle(&sandbox);
    plan(&sandbox, "auth.enter", json!({ "kind": "delay", "delay_ms": 500, "times": 1 }));
    let enter = AuthEnterRequest::new().lane_id(ENTRY).user_id("u1");
    let call = client.auth().enter(enter).with_response();
    assert!(tokio::time::timeout(Duration::from_millis(200), call).await.is_err());
    tokio::time::sleep(Duration::from_millis(600)).await;
    let requests = sandbox.requests_to("auth.enter");
    assert_eq!((requests.len(), &requests[0]["client_gone"]), (1, &json!(true)), "{requests:?}");
    assert_eq!(ledger(&sandbox, "openings"), 0);
}
