//! A user with a phone at two gates: a vehicle without a plate comes in, stays, pays at the exit and leaves.
//!
//! Run it against the sandbox, which plays the camera, the operator and the clock:
//!
//! ```sh
//! welinkpark sandbox -- cargo run -p welinkpark-example --bin gate
//! ```

mod park;

use std::error::Error;
use std::time::Duration;

use park::Park;
use welinkpark::api::*;
use welinkpark::flow::gate::{GateFlow, GatePhase, GateStatus};
use welinkpark::flow::reconcile::{Outcome, PaidBill};
use welinkpark::{Client, Sent};

const USER: &str = "4150570873";
const ENTRY: i64 = 3150432953492101;
const EXIT: i64 = 3150432953492102;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::from_env()?;
    let park = Park::from_env()?;

    println!("the user scans at the entry; the vehicle is not there yet");
    let mut flow = client.gate().enter(ENTRY, USER).interval(Duration::from_millis(200)).on_change(tell);
    flow.next().await?;
    park.control("vehicles/arrive", &format!(r#"{{"lane_id": {ENTRY}}}"#)).await?;
    let license = flow.run().await?.license.clone().ok_or("the gate did not open")?;

    println!("\ntwo hours later the user scans at the exit");
    park.control("clock", r#"{"advance_seconds": 7200}"#).await?;
    park.control("vehicles/leave", &format!(r#"{{"lane_id": {EXIT}}}"#)).await?;
    let flow = client.gate().exit(EXIT, USER).interval(Duration::from_millis(200)).on_change(tell);
    leave(&client, flow, &license).await?;

    println!("\nall passes of {license}");
    let day = welinkpark::ChinaTime::now().timestamp();
    let request = PassrecordQueryCarRecordsRequest::new()
        .start_time(day - Duration::from_secs(3600))
        .end_time(day + Duration::from_secs(4 * 3600))
        .keyword(license);
    let mut records = client.records(request);
    while let Some(record) = records.next().await {
        let record = record?;
        println!("{} {:?} at {}", record.time.civil(), record.direction, record.lane_name);
    }
    Ok(())
}

async fn leave(client: &Client, mut flow: GateFlow<Client>, license: &str) -> Result<(), Box<dyn Error>> {
    loop {
        let status = flow.run().await?.clone();
        match status.phase {
            GatePhase::Opened => return Ok(()),
            GatePhase::Payment => {
                let bill = status.bill.ok_or("an exit brings its bill")?;
                // The payment app has collected the money; now the platform is told, once.
                let token = bill.pay_token.clone().ok_or("the bill has no payment token")?;
                let paid = PayPayTmpRentBillRequest::new().plate_number(license).pay_token(token);
                match client.pay().pay_tmp_rent_bill(paid).await {
                    Ok(()) => {}
                    Err(error) if error.sent() == Sent::Unknown => {
                        let asked = client.reconcile().bill_paid(PaidBill::of_gate(&bill, license, USER)).await?;
                        if asked.outcome != Outcome::Done {
                            return Err(asked.reason.into());
                        }
                    }
                    Err(error) => return Err(error.into()),
                }
                flow.paid();
            }
            phase => return Err(format!("{}: {}", phase.name(), status.message.unwrap_or_default()).into()),
        }
    }
}

fn tell(status: &GateStatus) {
    let state = status.state.map_or("-".to_owned(), |state| state.value().to_string());
    println!("  {:8} state {state}  {}", status.phase.name(), status.message.as_deref().unwrap_or_default());
    if let Some(bill) = &status.bill {
        println!("  to pay: {} yuan", bill.money.unwrap_or_default());
    }
}
