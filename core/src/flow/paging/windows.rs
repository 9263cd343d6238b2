//! A time range cut into windows, several of which are fetched at once and given in order.

use std::time::Duration;

use super::fan::Fan;
use super::pages::Pages;
use super::query::{ListRequest, Query};
use super::range::Cuts;
use crate::client::Face;
use crate::client::io::{Io, finished};
use crate::error::Result;
use crate::{ChinaTime, Client, blocking};

/// The windows of a time range, the earliest first; see [`Client::windows`].
///
/// A window ends one second (or one day, for queries by date) before the next begins: the platform counts both ends.
/// Each one is walked to its end before it is given, so memory holds as many windows as are fetched at once.
pub struct Windows<C, R: ListRequest> {
    client: C,
    query: Query<R>,
    width: Duration,
    fan: Fan<Window<R::Item>>,
}

/// The records of one window.
#[derive(Debug, Clone, PartialEq)]
pub struct Window<T> {
    /// Its first moment; for queries by date, 00:00:00 of its first day.
    pub start: ChinaTime,
    /// Its last moment; for queries by date, 23:59:59 of its last day.
    pub end: ChinaTime,
    /// Its records, in the platform's order.
    pub records: Vec<T>,
}

impl<C: Face, R: ListRequest> Windows<C, R> {
    pub(super) fn new(client: C, request: R, width: Duration) -> Self {
        Self { client, query: Query::new(request), width, fan: Fan::new() }
    }

    /// So many windows are fetched at once; 4 by default, at least 1.
    #[must_use]
    pub fn concurrent(mut self, windows: usize) -> Self {
        self.fan.concurrent(windows);
        self
    }

    /// Size of a page; the request's `length` by default, or 100.
    #[must_use]
    pub fn page_size(mut self, length: u32) -> Self {
        self.query.length = length.into();
        self
    }
}

#[expect(private_bounds, reason = "nothing in here is public")]
impl<C: Io, R: ListRequest> Windows<C, R> {
    async fn window(&mut self) -> Option<Result<Window<R::Item>>> {
        let Self { client, query, width, fan } = self;
        let cut = || {
            query.check()?;
            let (start, end) = query.own_range();
            Cuts::new(start, end, *width).map_err(|error| error.with_endpoint(R::ENDPOINT.name))
        };
        let work = |client, start, end| {
            let query = Query { offset: 0, range: Some((start, end)), ..query.clone() };
            async move {
                let mut pages = Pages::of(client, query).prefetch(false);
                let mut records = Vec::new();
                while let Some(page) = pages.page().await {
                    records.extend(page?);
                }
                Ok(Window { start: start.first(), end: end.last(), records })
            }
        };
        fan.next(client, cut, work).await
    }
}

impl<R: ListRequest> Windows<Client, R> {
    /// The next window; `None` after the last one and after an error.
    pub async fn next(&mut self) -> Option<Result<Window<R::Item>>> {
        self.window().await
    }
}

impl<R: ListRequest> Iterator for Windows<blocking::Client, R> {
    type Item = Result<Window<R::Item>>;

    fn next(&mut self) -> Option<Self::Item> {
        finished(async { Ok(self.window().await) }).unwrap_or_else(|error| Some(Err(error)))
    }
}

impl<C, R: ListRequest> std::fmt::Debug for Windows<C, R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Windows")
            .field("endpoint", &R::ENDPOINT.name)
            .field("width", &self.width)
            .finish_non_exhaustive()
    }
}
