//! A time range cut into windows, several of which are fetched at once and given in order.

use std::collections::VecDeque;
use std::time::Duration;

use super::pages::Pages;
use super::query::{ListRequest, Moment, Query};
use crate::client::Face;
use crate::client::io::{Io, Task, finished};
use crate::error::{Error, Result, Rule};
use crate::{CancelToken, ChinaTime, Client, blocking};

/// So many windows are fetched at once by default.
const CONCURRENT: usize = 4;

/// The windows of a time range, the earliest first; see [`Client::windows`].
///
/// A window ends one second (or one day, for queries by date) before the next begins: the platform counts both ends.
/// Each one is walked to its end before it is given, so memory holds as many windows as are fetched at once.
pub struct Windows<C, R: ListRequest> {
    client: C,
    query: Query<R>,
    width: Duration,
    concurrent: usize,
    /// Where the next window begins; absent before the first and after the last one.
    next: Option<Moment>,
    is_started: bool,
    tasks: VecDeque<Task<Window<R::Item>>>,
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
        let query = Query::new(request);
        let tasks = VecDeque::new();
        Self { client, query, width, concurrent: CONCURRENT, next: None, is_started: false, tasks }
    }

    /// So many windows are fetched at once; 4 by default, at least 1.
    #[must_use]
    pub fn concurrent(mut self, windows: usize) -> Self {
        self.concurrent = windows.max(1);
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
        if !self.is_started {
            self.is_started = true;
            match self.first() {
                Ok(first) => self.next = Some(first),
                Err(error) => return Some(Err(error.with_endpoint(R::ENDPOINT.name))),
            }
        }
        while self.tasks.len() < self.concurrent
            && let Some((start, end)) = self.cut()
        {
            let mut query = self.query.clone();
            query.offset = 0;
            query.range = Some((start, end));
            let work = |client: C| async move {
                let mut pages = Pages::of(client, query).prefetch(false);
                let mut records = Vec::new();
                while let Some(page) = pages.page().await {
                    records.extend(page?);
                }
                Ok(Window { start: start.first(), end: end.last(), records })
            };
            self.tasks.push_back(self.client.start(CancelToken::new(), work));
        }
        let outcome = self.tasks.pop_front()?.await;
        if outcome.is_err() {
            self.next = None;
            self.tasks.clear();
        }
        Some(outcome)
    }

    fn first(&self) -> Result<Moment> {
        let refuse = |field: &str, message: &str| Err(Error::validation(field, Rule::Type, message));
        self.query.check()?;
        match self.query.own_range() {
            (Some(start), Some(end)) if start > end => refuse("startTime", "later than the end"),
            (Some(Moment::Date(_)), Some(_)) if self.width < DAY => refuse("(window)", "shorter than one day"),
            (Some(_), Some(_)) if self.width < Duration::from_secs(1) => refuse("(window)", "shorter than one second"),
            (Some(start), Some(_)) => Ok(start),
            _ => refuse("startTime", "a range with start and end is needed to cut it into windows"),
        }
    }

    /// The next window.
    fn cut(&mut self) -> Option<(Moment, Moment)> {
        let start = self.next?;
        let last = self.query.own_range().1?;
        let next = start.after(self.width).filter(|next| *next <= last);
        self.next = next;
        Some((start, next.and_then(Moment::before).unwrap_or(last)))
    }
}

const DAY: Duration = Duration::from_secs(24 * 3600);

impl Moment {
    fn after(self, width: Duration) -> Option<Self> {
        match self {
            Self::Time(time) => {
                let seconds = jiff::SignedDuration::from_secs(i64::try_from(width.as_secs()).ok()?);
                time.timestamp().checked_add(seconds).ok().map(|time| Self::Time(time.into()))
            }
            Self::Date(date) => {
                let days = i64::try_from(width.as_secs() / DAY.as_secs()).ok()?;
                date.checked_add(jiff::Span::new().try_days(days).ok()?).ok().map(Self::Date)
            }
        }
    }

    /// The last moment before this one.
    fn before(self) -> Option<Self> {
        match self {
            Self::Time(time) => {
                let second = jiff::SignedDuration::from_secs(1);
                time.timestamp().checked_sub(second).ok().map(|time| Self::Time(time.into()))
            }
            Self::Date(date) => date.yesterday().ok().map(Self::Date),
        }
    }

    fn first(self) -> ChinaTime {
        match self {
            Self::Time(time) => time,
            Self::Date(date) => date.at(0, 0, 0, 0).into(),
        }
    }

    fn last(self) -> ChinaTime {
        match self {
            Self::Time(time) => time,
            Self::Date(date) => date.at(23, 59, 59, 0).into(),
        }
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
