//! Client library for the 全球泊云 (WeLinkPark) parking platform.
//!
//! The platform is a signed HTTP API: an AppId and a SecretKey, HMAC-SHA1 over sorted parameters, business
//! data that is 3DES-encrypted, gzipped and base64-coded, 52 endpoints from areas and permits to payments
//! and opening a lane. This crate does all of that, once and exactly:
//!
//! - [`Client`] and [`blocking::Client`] have one typed method per endpoint, named after its path:
//!   `/parkingFee/queryTmpRentRecords` is `client.parking_fee().query_tmp_rent_records(…)`.
//! - A call that changes something is never sent twice: see [`schema::Safety`] and [`Error::sent`].
//! - [`flow`] is the work around calls: the dance at a gate, paging, reconciling lost answers, explaining signatures.
//! - [`protocol`] is the signature, the content and the envelope alone, without I/O.
//! - [`ENDPOINTS`] is the whole API as data.
//!
//! ```no_run
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> welinkpark::Result<()> {
//! use welinkpark::{Client, api::PayQueryTmpRentBillRequest};
//!
//! let client = Client::from_env()?; // WELINKPARK_APP_ID, WELINKPARK_SECRET_KEY, WELINKPARK_PARK_ID
//! let request = PayQueryTmpRentBillRequest::new().plate_number("粤B98123").user_id("4150570873");
//! let bill = client.pay().query_tmp_rent_bill(request).await?;
//! println!("to pay: {:?} yuan", bill.money);
//! # Ok(())
//! # }
//! ```

pub mod api;
mod client;
mod config;
mod error;
pub mod flow;
pub mod protocol;
pub mod schema;
pub mod wire;

pub use api::ENDPOINTS;
#[doc(hidden)]
pub use client::{Begun, begin, hand_over};
pub use client::{Call, CallOptions, CancelToken, Client, Face, RawResponse, Response, blocking};
pub use config::{ClientBuilder, DEFAULT_BASE_URL, Timeouts, TimestampUnit, Zip};
pub use error::{
    ApiFailure, ApiKind, DecodeFailure, Error, ErrorKind, Result, Rule, Sent, Stage, TransportKind, Validation,
    err_code,
};
pub use wire::{ChinaTime, Date, Extra, Model, Money, Output, Request};
