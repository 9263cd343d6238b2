//! Gate flows against the sandbox: `cases/flows/gate.json`, and what a table cannot say.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod support;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};
use support::{ENTRY, EXIT, Park};
use welinkpark::api::{AuthState, PayPayTmpRentBillRequest};
use welinkpark::flow::gate::{GateFlow, GatePhase, GateStatus};
use welinkpark::{CancelToken, Client, ErrorKind, Sent, blocking};
use welinkpark_tests::outcome::record;

const TICK: Duration = Duration::from_millis(20);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    flow: String,
    lane: i64,
    user: Option<String>,
    #[serde(default)]
    setup: Vec<(String, Value)>,
    #[serde(default)]
    on: Vec<On>,
    pay: Option<String>,
    max_wait_ms: Option<u64>,
    expect: Expect,
}

#[derive(Deserialize, Clone)]
struct On {
    state: i64,
    control: (String, Value),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    phase: String,
    state: Option<i64>,
    err_code: Option<String>,
    sent: String,
    openings: usize,
    payments: Option<usize>,
    calls: BTreeMap<String, usize>,
}

fn cases() -> Vec<Case> {
    #[derive(Deserialize)]
    struct File {
        cases: Vec<Case>,
    }
    let text = std::fs::read_to_string(welinkpark_tests::folder().join("cases/flows/gate.json")).unwrap();
    serde_json::from_str::<File>(&text).unwrap().cases
}

macro_rules! start {
    ($client:expr, $case:expr) => {{
        let (gate, user) = ($client.gate(), $case.user.clone().unwrap_or_else(|| "u1".to_owned()));
        let flow = match $case.flow.as_str() {
            "enter" => gate.enter($case.lane, user),
            "exit" => gate.exit($case.lane, user),
            _ => gate.access($case.lane, user),
        };
        flow.interval(TICK).max_wait(Duration::from_millis($case.max_wait_ms.unwrap_or(10_000)))
    }};
}

/// What follows a change.
fn react(park: &Park, waiting: &mut Vec<On>, status: &GateStatus) {
    let state = status.state.map(AuthState::value);
    while let Some(at) = waiting.iter().position(|on| Some(on.state) == state) {
        let on = waiting.remove(at);
        park.post(&on.control.0, on.control.1);
    }
}

fn payment(plate: &str, status: &GateStatus) -> PayPayTmpRentBillRequest {
    let bill = status.bill.as_ref().expect("phase payment has a bill");
    assert!(bill.money.unwrap().is_sign_positive() && bill.trade_no.is_some());
    PayPayTmpRentBillRequest::new().plate_number(plate).pay_token(bill.pay_token.clone().unwrap())
}

async fn drive(park: &Park, client: &Client, case: &Case) -> GateStatus {
    // Learns the sandbox's clock, so that no call of the flow is denied for its time.
    client.info().areas().await.unwrap();
    let mut flow = start!(client, case);
    let mut waiting = case.on.clone();
    loop {
        let status = flow.next().await.unwrap().clone();
        react(park, &mut waiting, &status);
        match status.phase {
            GatePhase::Waiting | GatePhase::Ready => {}
            GatePhase::Payment => {
                client.pay().pay_tmp_rent_bill(payment(case.pay.as_deref().unwrap(), &status)).await.unwrap();
                flow.paid();
            }
            _ => return status,
        }
    }
}

/// With the flow started by name, as hosts do that have no types.
fn drive_blocking(park: &Park, client: &blocking::Client, case: &Case) -> GateStatus {
    client.info().areas().send().unwrap();
    let user = case.user.as_deref().unwrap_or("u1");
    let flow = client.gate().start(&case.flow, case.lane, user).unwrap();
    let mut flow = flow.interval(TICK).max_wait(Duration::from_millis(case.max_wait_ms.unwrap_or(10_000)));
    let mut waiting = case.on.clone();
    loop {
        let status = flow.next().unwrap().clone();
        react(park, &mut waiting, &status);
        match status.phase {
            GatePhase::Waiting | GatePhase::Ready => {}
            GatePhase::Payment => {
                client.pay().pay_tmp_rent_bill(payment(case.pay.as_deref().unwrap(), &status)).send().unwrap();
                flow.paid();
            }
            _ => return status,
        }
    }
}

/// What there is to tell of a flow that has ended as the table says.
fn check(park: &Park, case: &Case, openings_before: usize, status: &GateStatus) -> Result<Value, String> {
    let expect = &case.expect;
    let told: Value = serde_json::from_str(&status.to_json()).unwrap();
    let mut found = json!({
        "phase": told["phase"], "state": told["state"], "err_code": told["err_code"], "sent": told["sent"],
        "openings": park.openings(case.lane) - openings_before, "payments": park.payments(),
    });
    let mut wanted = json!({
        "phase": expect.phase, "state": told["state"], "err_code": told["err_code"], "sent": expect.sent,
        "openings": expect.openings, "payments": expect.payments.unwrap_or(0),
    });
    if let Some(state) = expect.state {
        wanted["state"] = json!(state);
    }
    if let Some(code) = &expect.err_code {
        wanted["err_code"] = json!(code);
    }
    for (endpoint, count) in &expect.calls {
        (found[endpoint], wanted[endpoint]) = (json!(park.calls(endpoint)), json!(count));
    }
    welinkpark_tests::same("outcome", &found, &wanted)?;
    Ok(json!([found]))
}

#[test]
fn every_case_ends_as_the_table_says_in_both_faces() {
    let park = Park::start();
    for face in ["async", "blocking"] {
        welinkpark_tests::each(
            &cases(),
            |case| &case.name,
            |case| {
                park.post("reset", json!({}));
                for (path, body) in &case.setup {
                    park.post(path, body.clone());
                }
                let before = park.openings(case.lane);
                let status = match face {
                    "async" => park.run(drive(&park, &park.client(), case)),
                    _ => drive_blocking(&park, &park.blocking(), case),
                };
                let ended = check(&park, case, before, &status);
                // One face speaks for the language.
                if face == "blocking" {
                    record("cases/flows/gate", &case.name, ended.as_ref().map_err(String::as_str), None);
                }
                ended.map(drop)
            },
        );
    }
}

fn waiting(client: &Client) -> GateFlow<Client> {
    client.gate().enter(ENTRY, "u1").interval(TICK).max_wait(Duration::from_secs(10))
}

#[test]
fn a_flow_runs_in_a_task_of_its_own() {
    let park = Park::start();
    park.post("vehicles/arrive", json!({ "lane_id": ENTRY }));
    let mut flow = waiting(&park.client()).on_change(|_| {});
    let phase = park.run(async { tokio::spawn(async move { flow.run().await.map(|status| status.phase) }).await });
    assert_eq!(phase.unwrap().unwrap(), GatePhase::Opened);
}

#[test]
fn changes_are_reported_in_order() {
    let park = Park::start();
    let client = park.client();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let into = Arc::clone(&seen);
    let mut arrived = false;
    let control = park.running.base_url.clone();
    let mut flow = waiting(&client).on_change(move |status| {
        into.lock().unwrap().push((status.phase.name(), status.err_code.clone()));
        if !std::mem::replace(&mut arrived, true) {
            support::http(&control, "POST", "/_sandbox/vehicles/arrive", &json!({ "lane_id": ENTRY }).to_string());
        }
    });
    assert_eq!(flow.status().phase, GatePhase::Ready);
    park.run(flow.run()).unwrap();
    let re_auth = ("waiting", Some("ReAuth".to_owned()));
    assert_eq!(*seen.lock().unwrap(), [("waiting", None), re_auth, ("opened", Some("Success".to_owned()))]);
}

#[test]
fn the_interval_is_two_seconds_varied_by_a_tenth_unless_told_otherwise() {
    let park = Park::start();
    let client = park.client();
    let mut flow = client.gate().enter(ENTRY, "u1").max_wait(Duration::from_millis(4500));
    let begun = std::time::Instant::now();
    assert_eq!(park.run(flow.run()).unwrap().phase, GatePhase::TimedOut);
    // The deadline holds to the moment, and two questions fit before it.
    assert!((4400..5000).contains(&begun.elapsed().as_millis()), "{:?}", begun.elapsed());
    assert_eq!(park.calls("auth.query_event"), 2);
}

#[test]
fn a_cancelled_flow_ends_at_once_and_can_be_taken_up_again() {
    let park = Park::start();
    let client = park.client();
    let token = CancelToken::new();
    let mut flow = client.gate().enter(ENTRY, "u1").interval(Duration::from_secs(60)).cancel(&token);
    let begun = std::time::Instant::now();
    park.run(async {
        let cancelled = async {
            tokio::time::sleep(Duration::from_millis(200)).await;
            token.cancel();
        };
        tokio::join!(async { flow.run().await.unwrap().phase }, cancelled)
    });
    assert!(begun.elapsed() < Duration::from_secs(5));
    assert_eq!((flow.status().phase, flow.status().sent), (GatePhase::Cancelled, Sent::Yes));
    park.post("vehicles/arrive", json!({ "lane_id": ENTRY }));
    let mut flow = flow.interval(TICK);
    flow.extend(Duration::from_secs(10));
    assert_eq!(park.run(flow.run()).unwrap().phase, GatePhase::Opened);
    assert_eq!((park.calls("auth.enter"), park.openings(ENTRY)), (2, 1));
}

#[test]
fn a_flow_cancelled_while_enter_is_under_way_asks_before_anything_else() {
    let park = Park::start();
    let client = park.client();
    park.post("vehicles/arrive", json!({ "lane_id": ENTRY }));
    park.post(
        "faults",
        json!({ "endpoint": "auth.enter", "kind": "delay", "delay_ms": 400, "after_commit": true, "times": 1 }),
    );
    let mut flow = waiting(&client);
    // Dropping the future is the other way to give up.
    park.run(async { tokio::time::timeout(Duration::from_millis(200), flow.run()).await.map(|_| ()) }).unwrap_err();
    assert_eq!(park.run(flow.run()).unwrap().phase, GatePhase::Opened);
    assert_eq!((park.calls("auth.enter"), park.openings(ENTRY)), (1, 1));
}

#[test]
fn a_flow_resumed_in_another_process_goes_on_and_repeats_nothing() {
    let park = Park::start();
    let client = park.client();
    let mut flow = waiting(&client);
    assert_eq!(park.run(flow.next()).unwrap().state, Some(AuthState::AwaitingCapture));
    let token = flow.token();
    drop(flow);
    assert!(!token.contains(support::SECRET) && token.is_ascii());
    park.post("vehicles/arrive", json!({ "lane_id": ENTRY }));

    let other = park.client();
    let mut flow = other.gate().resume(&token).unwrap();
    assert_eq!(flow.status().state, Some(AuthState::AwaitingCapture));
    assert_eq!(park.run(flow.run()).unwrap().phase, GatePhase::Opened);
    assert_eq!((park.calls("auth.enter"), park.openings(ENTRY)), (2, 1));

    // A token from before the end still asks first, and finds the barrier open.
    let mut late = park.blocking().gate().resume(&token).unwrap();
    assert_eq!(late.run().unwrap().phase, GatePhase::Opened);
    assert_eq!((park.calls("auth.enter"), park.openings(ENTRY)), (2, 1));
}

#[test]
fn a_token_of_a_call_that_was_due_counts_it_as_sent() {
    let park = Park::start();
    let client = park.client();
    let mut flow = waiting(&client);
    park.run(flow.next()).unwrap();
    park.post("vehicles/arrive", json!({ "lane_id": ENTRY }));
    assert_eq!(park.run(flow.next()).unwrap().err_code.as_deref(), Some("ReAuth"));
    let token = flow.token();
    // The first process goes on; the second cannot know that and must not call enter.
    let mut other = client.gate().resume(&token).unwrap();
    assert_eq!(park.run(other.run()).unwrap().phase, GatePhase::Unknown);
    assert_eq!(park.run(flow.run()).unwrap().phase, GatePhase::Opened);
    assert_eq!((park.calls("auth.enter"), park.openings(ENTRY)), (2, 1));
}

#[test]
fn a_payment_can_be_reported_in_another_process() {
    let park = Park::start();
    let client = park.client();
    park.post("vehicles/arrive", json!({ "lane_id": ENTRY, "plate_number": "粤B00001" }));
    park.post("clock", json!({ "advance_seconds": 7200 }));
    park.post("vehicles/leave", json!({ "lane_id": EXIT, "plate_number": "粤B00001" }));
    park.run(async { client.info().areas().await }).unwrap();
    let mut flow = client.gate().exit(EXIT, "u1").interval(TICK);
    let status = park.run(flow.run()).unwrap().clone();
    assert_eq!(status.phase, GatePhase::Payment);
    let token = flow.token();

    let mut unpaid = client.gate().resume(&token).unwrap();
    assert!(park.run(unpaid.run()).unwrap().bill.is_some(), "the bill is asked for again");

    park.run(async { client.pay().pay_tmp_rent_bill(payment("粤B00001", &status)).await }).unwrap();
    let mut paid = client.gate().resume(&token).unwrap();
    paid.paid();
    assert_eq!(park.run(paid.run()).unwrap().phase, GatePhase::Opened);
    assert_eq!((park.openings(EXIT), park.payments(), park.calls("auth.exit")), (1, 1, 1));
}

#[test]
fn what_is_no_token_is_refused() {
    let park = Park::start();
    for text in ["", "wlpgate1.", "wlpgate1.e30", "wlpgate2.e30", "粤"] {
        let error = park.client().gate().resume(text).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Validation(_)), "{text}: {error}");
    }
}

#[test]
fn an_error_that_sends_nothing_leaves_the_flow_ready() {
    let park = Park::start();
    let client = park.builder().base_url("http://127.0.0.1:1/api").build().unwrap();
    let mut flow = waiting(&client);
    let error = park.run(async { flow.run().await.map(|_| ()) }).unwrap_err();
    assert_eq!((error.sent(), flow.status().phase, flow.status().sent), (Sent::No, GatePhase::Ready, Sent::No));
}

#[test]
fn unknown_states_keep_waiting_and_are_reported() {
    use welinkpark_tests::wire_server::{Reaction, WireServer, answer};
    let park = Park::start();
    let server = WireServer::start(|number| {
        let state = [7, 42, 0][number.min(2)];
        Reaction::Answer(answer("0000", "", &json!({ "state": state }).to_string()))
    });
    let client = park.builder().base_url(&server.base_url).encrypt(false).build().unwrap();
    let mut flow = waiting(&client);
    let mut states = Vec::new();
    while flow.status().phase != GatePhase::Opened {
        states.push(park.run(flow.next()).unwrap().state.unwrap().value());
    }
    assert_eq!(states, [7, 42, 0]);
    let status = serde_json::to_value(flow.status()).unwrap();
    assert_eq!((&status["phase"], &status["state"], &status["sent"]), (&json!("opened"), &json!(0), &json!("yes")));
}
