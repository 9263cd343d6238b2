//! A car's visit: free spaces, arrival, bill, payment, exit, and the records that it leaves.
//!
//! Run it against the sandbox, which plays the park and its gates:
//!
//! ```sh
//! welinkpark sandbox -- cargo run -p welinkpark-example
//! ```

mod park;

use std::time::Duration;

use park::Park;
use welinkpark::api::*;
use welinkpark::{ChinaTime, Client, Result};

const PLATE: &str = "粤B98123";
const ENTRY: i64 = 3150432953492101;
const EXIT: i64 = 3150432953492102;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Credentials and address come from WELINKPARK_APP_ID, …_SECRET_KEY, …_PARK_ID and …_BASE_URL.
    let client = Client::from_env()?;
    let park = Park::from_env()?;

    show_free_spaces(&client).await?;

    println!("\n{PLATE} arrives: {}", park.control("vehicles/arrive", &at(ENTRY)).await?);
    for record in client.passrecord().query_on_parking_records(PassrecordQueryOnParkingRecordsRequest::new()).await? {
        println!("on parking: {} since {} through {}", record.plate_number, record.time.civil(), record.lane_name);
    }

    show_free_spaces(&client).await?;

    println!("\ntwo hours pass");
    park.control("clock", r#"{"advance_seconds": 7200}"#).await?;

    let bill = PayQueryTmpRentBillRequest::new().plate_number(PLATE).user_id("demo-user");
    let bill = client.pay().query_tmp_rent_bill(bill).await?;
    println!("bill: {} yuan for {} minutes", bill.money.unwrap_or_default(), bill.minutes.unwrap_or_default());

    // The payment app has collected the money; now the platform is told. This is never sent twice.
    let token = bill.pay_token.ok_or("the bill has no payment token")?;
    let paid = PayPayTmpRentBillRequest::new().plate_number(PLATE).pay_token(token);
    client.pay().pay_tmp_rent_bill(paid).await?;
    println!("paid");

    println!("\n{PLATE} leaves: {}", park.control("vehicles/leave", &at(EXIT)).await?);
    show_records(&client).await?;
    show_free_spaces(&client).await?;
    Ok(())
}

async fn show_free_spaces(client: &Client) -> Result<()> {
    let areas = client.info().areas().await?;
    for space in client.info().space().await? {
        let name = areas.iter().find(|area| area.area_id == space.area_id).map_or("?", |area| &area.area_name);
        println!("{name}: {} of {} spaces free", space.free_space, space.total_space);
    }
    Ok(())
}

async fn show_records(client: &Client) -> Result<()> {
    // The sandbox's clock is ahead of ours by what was let pass.
    let now = ChinaTime::now().timestamp();
    let (start, end) = (now - Duration::from_secs(3600), now + Duration::from_secs(4 * 3600));
    let passes = PassrecordQueryCarRecordsRequest::new().start_time(start).end_time(end).keyword(PLATE);
    for record in client.passrecord().query_car_records(passes).await? {
        println!("pass: {} {:?} at {}", record.time.civil(), record.direction, record.lane_name);
    }
    let fees = ParkingFeeQueryTmpRentRecordsRequest::new().start_time(start).end_time(end).keyword(PLATE);
    for record in client.parking_fee().query_tmp_rent_records(fees).await? {
        println!("fee: {} of {} yuan by {:?}", record.real_fee, record.parking_fee, record.pay_channel);
    }
    Ok(())
}

fn at(lane: i64) -> String {
    format!(r#"{{"lane_id": {lane}, "plate_number": "{PLATE}"}}"#)
}
