//! Lists of any length: page by page or record by record, lazily, with the next page fetched ahead.
//!
//! A walk ends with a page that is short or empty, so ask for pages no longer than the platform gives (100 is the
//! default). It stops with an error when the platform serves the same page again. Records that arrive or vanish while
//! it goes on shift those behind them: a walk can miss some or give some twice. Cut time ranges into
//! [windows](Windows) that have passed if that matters.
//!
//! ```no_run
//! # async fn example(client: welinkpark::Client) -> welinkpark::Result<()> {
//! use welinkpark::api::{PassportQueryRequest, PassportType};
//!
//! let mut records = client.records(PassportQueryRequest::new().passport_type(PassportType::Vehicle));
//! while let Some(passport) = records.next().await {
//!     println!("{}", passport?.passport_id);
//! }
//! # Ok(())
//! # }
//! ```

mod fan;
mod json;
mod json_windows;
mod pages;
mod query;
mod range;
mod walk;
mod windows;

pub use json::JsonPages;
pub use json_windows::JsonWindows;
pub use pages::{Pages, Records};
pub use query::ListRequest;
pub use windows::{Window, Windows};

use std::time::Duration;

use crate::{Client, blocking};

impl Client {
    /// Walks a list query page by page. The request's `offset` is where it begins, its `length` the size of a page.
    pub fn pages<R: ListRequest>(&self, request: R) -> Pages<Self, R> {
        Pages::new(self.clone(), request)
    }

    /// Walks a list query record by record.
    pub fn records<R: ListRequest>(&self, request: R) -> Records<Self, R> {
        self.pages(request).records()
    }

    /// Cuts the request's time range into windows and walks them concurrently, in order.
    pub fn windows<R: ListRequest>(&self, request: R, window: Duration) -> Windows<Self, R> {
        Windows::new(self.clone(), request, window)
    }
}

impl blocking::Client {
    /// Walks a list query page by page. The request's `offset` is where it begins, its `length` the size of a page.
    pub fn pages<R: ListRequest>(&self, request: R) -> Pages<Self, R> {
        Pages::new(self.clone(), request)
    }

    /// Walks a list query record by record.
    pub fn records<R: ListRequest>(&self, request: R) -> Records<Self, R> {
        self.pages(request).records()
    }

    /// Cuts the request's time range into windows and walks them concurrently, in order.
    pub fn windows<R: ListRequest>(&self, request: R, window: Duration) -> Windows<Self, R> {
        Windows::new(self.clone(), request, window)
    }
}
