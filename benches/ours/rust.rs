//! welinkpark in Rust: `bench-ours blocking|async|walk BASE_URL …`; `walk` asks for pages of 1,000 records.

#![allow(clippy::unwrap_used)]

use welinkpark::api::{Area, CarRecord, PassrecordQueryCarRecordsRequest};
use welinkpark::{ChinaTime, ClientBuilder};
use welinkpark_benches::{APP_ID, Case, PARK_ID, SECRET_KEY};

fn main() {
    let case = Case::from_arguments(1);
    let builder = ClientBuilder::default()
        .app_id(APP_ID)
        .secret_key(SECRET_KEY)
        .park_id(PARK_ID)
        .base_url(&case.base_url)
        .encrypt(case.encrypt)
        .max_response(1 << 30);
    let checked = case.clone();
    let way = std::env::args().nth(1).unwrap_or_default();
    if way == "walk" {
        let client = builder.build_blocking().unwrap();
        case.serve_blocking(|| {
            let records = client.records(period()).limit(checked.count.try_into().unwrap());
            checked.check(records.filter(|car| car.as_ref().unwrap().plate_number.starts_with("粤B")).count());
        });
    } else if way == "async" {
        let client = builder.build().unwrap();
        case.serve_async(async move || {
            let records = if checked.cars {
                plates(&client.passrecord().query_car_records(period()).await.unwrap())
            } else {
                names(&client.info().areas().await.unwrap())
            };
            checked.check(records);
        });
    } else {
        let client = builder.build_blocking().unwrap();
        case.serve_blocking(|| {
            let records = if checked.cars {
                plates(&client.passrecord().query_car_records(period()).send().unwrap())
            } else {
                names(&client.info().areas().send().unwrap())
            };
            checked.check(records);
        });
    }
}

fn period() -> PassrecordQueryCarRecordsRequest {
    let time = |text: &str| text.parse::<ChinaTime>().unwrap();
    PassrecordQueryCarRecordsRequest::new()
        .start_time(time("2017-08-01 00:00:00"))
        .end_time(time("2017-08-31 23:59:59"))
        .length(1000)
}

/// Looks at every record, as a program would.
fn plates(cars: &[CarRecord]) -> usize {
    cars.iter().filter(|car| car.plate_number.starts_with("粤B")).count()
}

fn names(areas: &[Area]) -> usize {
    areas.iter().filter(|area| area.area_name.starts_with("地面")).count()
}
