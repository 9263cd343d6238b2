//! What welinkpark takes of memory in Rust: `bench-memory ONE_RECORD LIST`; `__main__.py` reads what it prints.

#![allow(clippy::unwrap_used)]

use welinkpark::ChinaTime;
use welinkpark::api::PassrecordQueryCarRecordsRequest;
use welinkpark_benches::{APP_ID, PARK_ID, SECRET_KEY};

const LISTS: usize = 40;

fn main() {
    let urls: Vec<String> = std::env::args().skip(1).collect();
    let client = |which: usize| {
        let builder = welinkpark::ClientBuilder::default().app_id(APP_ID).secret_key(SECRET_KEY).park_id(PARK_ID);
        builder.base_url(urls.get(which).unwrap()).encrypt(false).build_blocking().unwrap()
    };
    let time = |text: &str| text.parse::<ChinaTime>().unwrap();
    let period = PassrecordQueryCarRecordsRequest::new()
        .start_time(time("2017-08-01 00:00:00"))
        .end_time(time("2017-08-31 23:59:59"))
        .length(1000);
    let before = resident();
    let small = client(0);
    small.passrecord().query_car_records(period.clone()).send().unwrap();
    let [own, of_files] = resident();
    let (own, of_files) = (own - before[0], of_files - before[1]);

    let client = client(1);
    let call = || client.passrecord().query_car_records(period.clone());
    let json = call().with_response().unwrap().raw.content.len();
    let one: usize = resident().iter().sum();
    let lists: Vec<_> = (0..LISTS).map(|_| call().send().unwrap()).collect();
    let list = (resident().iter().sum::<usize>() - one) / lists.len();
    println!("{own} {of_files} {list} {json}");
}

/// Bytes of this process that are in memory: its own, and those of files.
fn resident() -> [usize; 2] {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    ["RssAnon:", "RssFile:"].map(|name| {
        let line = status.lines().find(|line| line.starts_with(name)).unwrap();
        line.split_ascii_whitespace().nth(1).unwrap().parse::<usize>().unwrap() * 1024
    })
}
