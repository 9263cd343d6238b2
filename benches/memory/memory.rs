//! What welinkpark takes of memory in Rust: `bench-memory BASE_URL`; `__main__.py` reads what it prints.

#![allow(clippy::unwrap_used)]

use welinkpark::ChinaTime;
use welinkpark::api::PassrecordQueryCarRecordsRequest;
use welinkpark_benches::{APP_ID, PARK_ID, SECRET_KEY};

const LISTS: usize = 40;

fn main() {
    let base_url = std::env::args().nth(1).unwrap();
    let own = resident();
    let builder = welinkpark::ClientBuilder::default().app_id(APP_ID).secret_key(SECRET_KEY).park_id(PARK_ID);
    let client = builder.base_url(base_url).encrypt(false).build_blocking().unwrap();
    let time = |text: &str| text.parse::<ChinaTime>().unwrap();
    let period = PassrecordQueryCarRecordsRequest::new()
        .start_time(time("2017-08-01 00:00:00"))
        .end_time(time("2017-08-31 23:59:59"))
        .length(1000);
    let call = || client.passrecord().query_car_records(period.clone());
    let json = call().with_response().unwrap().raw.content.len();
    let one = resident();
    let lists: Vec<_> = (0..LISTS).map(|_| call().send().unwrap()).collect();
    println!("{own} {one} {} {json}", (resident() - one) / lists.len());
}

/// Bytes of this process that are in memory.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_ascii_whitespace().nth(1).unwrap().parse::<usize>().unwrap() * 1024
}
