//! Walks through lists: `cases/flows/paging.json` through the typed and the JSON doors of both faces, and what a table
//! cannot say.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod support;

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures_core::Stream;
use serde_json::{Value, json};
use support::{AREA, Park};
use welinkpark::api::*;
use welinkpark::flow::paging::ListRequest;
use welinkpark::{CallOptions, CancelToken, ChinaTime, Client, Error, ErrorKind, Stage, blocking};
use welinkpark_tests::case::{By, Case, Saved, Step, Walk, flow};
use welinkpark_tests::runner::{check, run, run_and_tell};
use welinkpark_tests::sandbox::TestSandbox;
use welinkpark_tests::wire_server::{Reaction, WireServer, answer};

/// All that came, and the error that ended it.
type Came = (Vec<Value>, Option<Error>);

macro_rules! set {
    ($walk:expr, $from:expr, $($name:ident),*) => {{
        let mut made = $from;
        $(if let Some(value) = $walk.$name {
            made = made.$name(value);
        })*
        made
    }};
}

/// Takes what comes until an error, behind which nothing may come.
macro_rules! gather {
    ($from:expr, $one:expr $(, $wait:ident)?) => {{
        let (mut came, mut error) = (Vec::new(), None);
        let mut from = $from;
        while let Some(next) = from.next()$(.$wait)? {
            assert!(error.is_none(), "something comes behind an error");
            match next {
                Ok(one) => came.push($one(one)),
                Err(failed) => error = Some(failed),
            }
        }
        (came, error)
    }};
}

/// The same for both faces.
macro_rules! doors {
    ($client:ty, $json:ident, $typed:ident, [$($async:tt)?] $(, $wait:ident)?) => {
        $($async)? fn $json(client: &$client, walk: &Walk, params: &Value) -> Came {
            let (name, params) = (walk.walk.as_str(), params.to_string());
            let read = |text: String| serde_json::from_str::<Value>(&text).unwrap();
            if walk.by == By::Windows {
                let windows = client.windows_json(name, &params, Duration::from_secs(walk.window_seconds));
                return gather!(set!(walk, windows, page_size, concurrent), read $(, $wait)?);
            }
            let (pages, error) =
                gather!(set!(walk, client.pages_json(name, &params), page_size, limit, prefetch), read $(, $wait)?);
            match walk.by {
                By::Records => (pages.iter().flat_map(|page| page.as_array().unwrap().clone()).collect(), error),
                By::Pages | By::Windows => (pages, error),
            }
        }

        $($async)? fn $typed<R: ListRequest>(client: &$client, request: R, walk: &Walk) -> Came {
            match walk.by {
                By::Pages => gather!(set!(walk, client.pages(request), page_size, limit, prefetch), |page| json!(page) $(, $wait)?),
                By::Records => {
                    gather!(set!(walk, client.records(request), page_size, limit, prefetch), |record| json!(record) $(, $wait)?)
                }
                By::Windows => {
                    let windows = client.windows(request, Duration::from_secs(walk.window_seconds));
                    let told = |window: welinkpark::flow::paging::Window<R::Item>| {
                        json!({ "from": window.start, "to": window.end, "records": window.records })
                    };
                    gather!(set!(walk, windows, page_size, concurrent), told $(, $wait)?)
                }
            }
        }
    };
}
doors!(blocking::Client, json_blocking, typed_blocking, []);
doors!(Client, json_async, typed_async, [async], await);

/// Makes the typed request of the walk and hands it on.
macro_rules! with_request {
    ($walk:expr, $params:expr, |$request:ident| $then:expr) => {{
        let text = |name: &str| $params[name].as_str().map(str::to_owned);
        match $walk.walk.as_str() {
            "blacklist.query" => {
                let mut $request = BlacklistQueryRequest::new();
                $request.keyword = text("keyword");
                $request.offset = $params["offset"].as_i64();
                $request.length = $params["length"].as_i64();
                $then
            }
            "passrecord.query_car_records" => {
                let mut $request = PassrecordQueryCarRecordsRequest::new();
                $request.start_time = text("startTime").map(|text| text.parse().unwrap());
                $request.end_time = text("endTime").map(|text| text.parse().unwrap());
                $then
            }
            "parking_fee.query_long_rent_records" => {
                let mut $request = ParkingFeeQueryLongRentRecordsRequest::new();
                $request.start_date = text("startDate").map(|text| text.parse().unwrap());
                $request.end_date = text("endDate").map(|text| text.parse().unwrap());
                $then
            }
            "coupon.rules" => {
                let $request = CouponRulesRequest::new().mch_id(text("mchId").unwrap().parse().unwrap());
                $then
            }
            other => panic!("no typed request for {other}"),
        }
    }};
}

#[test]
fn every_case_of_the_table_through_every_door() {
    let sandbox = TestSandbox::start();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    for door in ["JSON, blocking", "JSON, async", "typed, blocking", "typed, async"] {
        welinkpark_tests::each(
            &flow::<Case>("paging.json"),
            |case| &case.name,
            |case| {
                let walked = |client: &blocking::Client, step: &Step, saved: &Saved| {
                    let Step::Walk(walk) = step else { return Err("this step is for others".to_owned()) };
                    let params = saved.insert(&walk.params)?;
                    let other = sandbox.builder().build().unwrap();
                    let (came, error) = match door {
                        "JSON, blocking" => json_blocking(client, walk, &params),
                        "JSON, async" => runtime.block_on(json_async(&other, walk, &params)),
                        "typed, blocking" => {
                            with_request!(walk, params, |request| typed_blocking(client, request, walk))
                        }
                        _ => {
                            with_request!(walk, params, |request| runtime.block_on(typed_async(&other, request, walk)))
                        }
                    };
                    let expected = (walk.expect.as_ref(), walk.error.as_ref());
                    check(&format!("{}, {door}", walk.walk), expected, (&Value::Array(came), error.as_ref()), saved)
                };
                // One door speaks for the language.
                if door == "typed, blocking" {
                    return run_and_tell(&sandbox, "cases/flows/paging", case, &walked);
                }
                run(&sandbox, case, &walked).map(drop)
            },
        );
    }
}

const QUERY: &str = "blacklist.query";

/// A park with so many entries on its blacklist.
fn listed(count: usize) -> Park {
    let park = Park::start();
    let client = park.blocking();
    let start: ChinaTime = "2024-01-01 00:00:00".parse().unwrap();
    for number in 0..count {
        let entry =
            BlacklistAddRequest::new().plate_number(format!("粤A{number:05}")).area_ids([AREA]).start_date(start);
        client.blacklist().add(entry).send().unwrap();
    }
    park
}

/// Without the one that is seeded. Newest first.
fn request() -> BlacklistQueryRequest {
    BlacklistQueryRequest::new().keyword("粤A")
}

#[test]
fn it_is_a_stream_too() {
    let park = listed(7);
    let client = park.client();
    let count = park.run(async {
        let mut records = client.records(request()).page_size(3);
        let mut count = 0;
        while let Some(record) = std::future::poll_fn(|context| Pin::new(&mut records).poll_next(context)).await {
            record.unwrap();
            count += 1;
        }
        count
    });
    assert_eq!(count, 7);
}

#[test]
fn nothing_is_asked_for_before_it_is_needed_and_one_page_ahead_after() {
    let park = listed(12);
    let settled = || std::thread::sleep(Duration::from_millis(300));
    let before = park.calls(QUERY);
    let mut pages = park.blocking().pages(request()).page_size(3);
    settled();
    assert_eq!(park.calls(QUERY) - before, 0);
    pages.next().unwrap().unwrap();
    settled();
    assert_eq!(park.calls(QUERY) - before, 2, "the first page and the next one");
    let mut lazy = park.blocking().pages(request()).page_size(3).prefetch(false);
    lazy.next().unwrap().unwrap();
    settled();
    assert_eq!(park.calls(QUERY) - before, 3);
}

#[test]
fn a_platform_that_serves_the_same_page_again_is_an_error() {
    let park = Park::start();
    // Ids as numbers and as texts: the same records all the same.
    let server = WireServer::start(|number| {
        let id = if number % 2 == 0 { json!(1) } else { json!("1") };
        let row = json!({ "blackListId": id, "areaIds": "1", "plateNumber": "p", "startDate": "2019-10-01 00:00:00" });
        Reaction::Answer(answer("0000", "", &json!([row]).to_string()))
    });
    let client = park.builder().base_url(&server.base_url).encrypt(false).build_blocking().unwrap();
    let (records, typed) = gather!(client.records(BlacklistQueryRequest::new()).page_size(1), |record| json!(record));
    let (pages, as_json) = gather!(client.pages_json(QUERY, "{}").page_size(1), |page| json!(page));
    assert_eq!((records.len(), pages.len()), (1, 1));
    for error in [typed.unwrap(), as_json.unwrap()] {
        assert!(error.to_string().contains("same page again"), "{error}");
        assert!(matches!(error.kind(), ErrorKind::Decode(failure) if failure.stage == Stage::Field));
    }
}

#[test]
fn a_cancelled_client_ends_the_walk() {
    let park = listed(4);
    let token = CancelToken::new();
    let client = park.blocking().with_options(CallOptions { cancel: Some(token.clone()), ..CallOptions::default() });
    let mut pages = client.pages(request()).page_size(2).prefetch(false);
    pages.next().unwrap().unwrap();
    token.cancel();
    assert!(matches!(pages.next().unwrap().unwrap_err().kind(), ErrorKind::Cancelled));
}

fn morning() -> PassrecordQueryCarRecordsRequest {
    let at = |text: &str| text.parse::<ChinaTime>().unwrap();
    PassrecordQueryCarRecordsRequest::new().start_time(at("2024-05-06 08:00:00")).end_time(at("2024-05-06 11:59:59"))
}

#[test]
fn a_host_that_watches_ends_windows_that_are_under_way() {
    let park = Park::start();
    park.post("faults", json!({ "endpoint": "passrecord.query_car_records", "kind": "delay", "delay_ms": 20_000 }));
    let stop = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&stop);
    let client = park.blocking().watched(Duration::from_millis(10), move || seen.fetch_add(1, Ordering::SeqCst) > 5);
    let begun = std::time::Instant::now();
    let mut windows = client.windows(morning(), Duration::from_secs(3600));
    assert!(matches!(windows.next().unwrap().unwrap_err().kind(), ErrorKind::Cancelled));
    assert!(begun.elapsed() < Duration::from_secs(10), "the answer was waited for");
    assert!(windows.next().is_none());
}

#[test]
fn an_error_ends_windows_that_are_fetched_at_once() {
    let park = Park::start();
    park.post("faults", json!({ "endpoint": "passrecord.query_car_records", "kind": "bad_json" }));
    let mut windows = park.blocking().windows(morning(), Duration::from_secs(3600));
    assert!(matches!(windows.next().unwrap().unwrap_err().kind(), ErrorKind::Decode(_)));
    assert!(windows.next().is_none());
}

#[test]
fn no_more_windows_are_fetched_at_once_than_allowed() {
    static UNDER_WAY: AtomicUsize = AtomicUsize::new(0);
    let park = Park::start();
    let most = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&most);
    let server = WireServer::start(move |_| {
        seen.fetch_max(UNDER_WAY.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        std::thread::sleep(Duration::from_millis(60));
        UNDER_WAY.fetch_sub(1, Ordering::SeqCst);
        Reaction::Answer(answer("0000", "", "[]"))
    });
    let client: blocking::Client = park.builder().base_url(&server.base_url).encrypt(false).build_blocking().unwrap();
    assert_eq!(client.windows(morning(), Duration::from_secs(1200)).concurrent(3).count(), 12);
    assert_eq!(most.load(Ordering::SeqCst), 3);
}
