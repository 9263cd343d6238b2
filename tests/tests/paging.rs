//! Walks through lists: every record once, lazily, ahead, within limits, and never for ever.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod support;

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures_core::Stream;
use serde_json::json;
use support::{AREA, ENTRY, EXIT, Park};
use welinkpark::api::*;
use welinkpark::{CallOptions, CancelToken, ChinaTime, ErrorKind, Stage, blocking};
use welinkpark_tests::wire_server::{Reaction, WireServer, answer};

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

fn numbers(records: &[BlacklistEntry]) -> Vec<usize> {
    records.iter().map(|entry| entry.plate_number.trim_start_matches("粤A").parse().unwrap()).collect()
}

/// Without the one that is seeded. Newest first.
fn request() -> BlacklistQueryRequest {
    BlacklistQueryRequest::new().keyword("粤A")
}

#[test]
fn every_record_comes_once_in_both_faces_and_by_page() {
    let park = listed(23);
    let expected: Vec<usize> = (0..23).rev().collect();
    let client = park.client();
    let records = park.run(async {
        let mut records = client.records(request()).page_size(5);
        let mut all = Vec::new();
        while let Some(record) = records.next().await {
            all.push(record.unwrap());
        }
        all
    });
    assert_eq!(numbers(&records), expected);

    let all: Vec<_> = park.blocking().records(request().length(5)).map(Result::unwrap).collect();
    assert_eq!(numbers(&all), expected);
    let pages: Vec<usize> = park.blocking().pages(request()).page_size(10).map(|page| page.unwrap().len()).collect();
    assert_eq!(pages, [10, 10, 3]);
    let behind: Vec<_> = park.blocking().records(request().offset(20)).map(Result::unwrap).collect();
    assert_eq!(numbers(&behind), [2, 1, 0]);
}

#[test]
fn pages_come_as_json_for_hosts_that_want_it() {
    let park = listed(7);
    let walk = |pages: Vec<String>| -> Vec<Vec<String>> {
        let page = |text: &String| serde_json::from_str::<Vec<serde_json::Value>>(text).unwrap();
        let plate = |row: &serde_json::Value| row["plateNumber"].as_str().unwrap().to_owned();
        pages.iter().map(|text| page(text).iter().map(plate).collect()).collect()
    };
    let params = json!({ "keyword": "粤A", "length": 3 }).to_string();
    let blocking = walk(park.blocking().pages_json(QUERY, &params).map(Result::unwrap).collect());
    assert_eq!(blocking.iter().map(Vec::len).collect::<Vec<_>>(), [3, 3, 1]);
    let client = park.client();
    let limited = park.run(async {
        let (mut pages, mut all) = (client.pages_json(QUERY, &params).limit(4), Vec::new());
        while let Some(page) = pages.next().await {
            all.push(page.unwrap());
        }
        all
    });
    assert_eq!(walk(limited), [blocking[0].clone(), blocking[1][..1].to_vec()]);
    for (endpoint, params) in [("info.areas", ""), ("no.such", "{}"), (QUERY, "[]"), (QUERY, r#"{"length":0}"#)] {
        let mut pages = park.blocking().pages_json(endpoint, params);
        assert!(matches!(pages.next().unwrap().unwrap_err().kind(), ErrorKind::Validation(_)), "{endpoint} {params}");
        assert!(pages.next().is_none());
    }
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
fn a_full_last_page_is_followed_by_an_empty_one() {
    let park = listed(6);
    let before = park.calls(QUERY);
    assert_eq!(park.blocking().records(request()).page_size(3).count(), 6);
    assert_eq!(park.calls(QUERY) - before, 3);
    assert_eq!(park.blocking().records(BlacklistQueryRequest::new().keyword("nobody")).count(), 0);
    park.control_empty_list_code();
    assert_eq!(park.blocking().records(BlacklistQueryRequest::new().keyword("nobody")).count(), 0);
    assert_eq!(park.blocking().records(request()).page_size(3).count(), 6);
}

#[test]
fn the_limit_is_exact_and_asks_for_no_page_beyond_it() {
    let park = listed(12);
    let before = park.calls(QUERY);
    let some: Vec<_> = park.blocking().records(request()).page_size(4).limit(8).map(Result::unwrap).collect();
    assert_eq!((some.len(), park.calls(QUERY) - before), (8, 2));
    assert_eq!(park.blocking().records(request()).page_size(4).limit(6).count(), 6);
    assert_eq!(park.blocking().records(request()).limit(0).count(), 0);
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
    let mut records = client.records(BlacklistQueryRequest::new()).page_size(1);
    assert!(records.next().unwrap().is_ok());
    let error = records.next().unwrap().unwrap_err();
    assert!(error.to_string().contains("same page again"), "{error}");
    assert!(matches!(error.kind(), ErrorKind::Decode(failure) if failure.stage == Stage::Field));
    assert!(records.next().is_none());
}

#[test]
fn an_error_ends_the_walk() {
    let park = listed(4);
    park.post("faults", json!({ "endpoint": QUERY, "kind": "bad_json", "nth": 2 }));
    let mut pages = park.blocking().pages(request()).page_size(2);
    assert_eq!(pages.next().unwrap().unwrap().len(), 2);
    assert!(pages.next().unwrap().is_err());
    assert!(pages.next().is_none());
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

#[test]
fn what_has_no_pages_is_refused() {
    let park = Park::start();
    let error = park.blocking().pages(CouponRulesRequest::new().mch_id(1)).next().unwrap().unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Validation(_)), "{error}");
    let error = park.blocking().pages(request()).page_size(0).next().unwrap().unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Validation(_)), "{error}");
}

/// A vehicle comes in every 20 minutes from 08:00 on, and leaves after 10.
fn busy_day() -> Park {
    let park = Park::start();
    for number in 0..12 {
        let (hour, minute) = (8 + number / 3, number % 3 * 20);
        let plate = format!("粤A{number:05}");
        for (path, lane, minute) in [("vehicles/arrive", ENTRY, minute), ("vehicles/leave", EXIT, minute + 10)] {
            let now = format!("2024-05-06 {hour:02}:{minute:02}:00");
            park.post("clock", json!({ "freeze": true, "now": now }));
            park.post(path, json!({ "lane_id": lane, "plate_number": plate }));
        }
    }
    park
}

fn morning() -> PassrecordQueryCarRecordsRequest {
    let at = |text: &str| text.parse::<ChinaTime>().unwrap();
    PassrecordQueryCarRecordsRequest::new().start_time(at("2024-05-06 08:00:00")).end_time(at("2024-05-06 11:59:59"))
}

#[test]
fn windows_give_each_record_once_in_order_and_as_many_at_once_as_allowed() {
    let park = busy_day();
    let hour = Duration::from_secs(3600);
    let client = park.client();
    let windows = park.run(async {
        client.info().areas().await.unwrap();
        let mut windows = client.windows(morning(), hour).page_size(4).concurrent(2);
        let mut all = Vec::new();
        while let Some(window) = windows.next().await {
            all.push(window.unwrap());
        }
        all
    });
    let starts: Vec<String> = windows.iter().map(|window| window.start.to_wire()).collect();
    assert_eq!(starts, ["08", "09", "10", "11"].map(|hour| format!("2024-05-06 {hour}:00:00")));
    assert_eq!(windows[0].end.to_wire(), "2024-05-06 08:59:59");
    assert!(windows.iter().all(|window| window.records.len() == 6));
    let inside = |window: &welinkpark::flow::paging::Window<CarRecord>| {
        window.records.iter().all(|record| window.start <= record.time && record.time <= window.end)
    };
    assert!(windows.iter().all(inside));

    let blocking: Vec<_> = park.blocking().windows(morning(), hour).map(Result::unwrap).collect();
    assert_eq!(blocking, windows);
    let uneven: usize =
        park.blocking().windows(morning(), hour * 3 / 2).map(|window| window.unwrap().records.len()).sum();
    assert_eq!(uneven, 24);
}

#[test]
fn windows_by_date_and_their_limits() {
    let park = Park::start();
    let date = |text: &str| text.parse::<welinkpark::Date>().unwrap();
    let request =
        ParkingFeeQueryLongRentRecordsRequest::new().start_date(date("2024-01-01")).end_date(date("2024-01-10"));
    let windows: Vec<_> =
        park.blocking().windows(request.clone(), Duration::from_secs(4 * 86400)).map(Result::unwrap).collect();
    let ends: Vec<String> = windows.iter().map(|window| window.end.to_wire()).collect();
    assert_eq!(ends, ["2024-01-04 23:59:59", "2024-01-08 23:59:59", "2024-01-10 23:59:59"]);
    for (request, width) in [(request, 3600), (ParkingFeeQueryLongRentRecordsRequest::new(), 86400)] {
        let mut windows = park.blocking().windows(request, Duration::from_secs(width));
        assert!(matches!(windows.next().unwrap().unwrap_err().kind(), ErrorKind::Validation(_)));
        assert!(windows.next().is_none());
    }
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
