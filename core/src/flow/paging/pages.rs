//! A list query, page by page and record by record.

use std::task::{Context, Poll};
use std::vec;

use super::query::{ListRequest, Query};
use super::walk::Walk;
use crate::client::Face;
use crate::client::io::{Io, Task, finished};
use crate::error::{Error, Result};
use crate::{CancelToken, Client, blocking};

/// The pages of a list query; see [`Client::pages`]. Nothing is sent before the first page is asked for.
pub struct Pages<C, R: ListRequest> {
    client: C,
    query: Query<R>,
    walk: Walk,
    task: Option<Task<(Vec<R::Item>, u64)>>,
}

impl<C: Face, R: ListRequest> Pages<C, R> {
    pub(crate) fn new(client: C, request: R) -> Self {
        Self::of(client, Query::new(request))
    }

    pub(super) fn of(client: C, query: Query<R>) -> Self {
        let walk = Walk::new(query.offset, query.length);
        Self { client, query, walk, task: None }
    }

    /// Size of a page; the request's `length` by default, or 100.
    #[must_use]
    pub fn page_size(mut self, length: u32) -> Self {
        self.walk.length = length.into();
        self
    }

    /// At most so many records.
    #[must_use]
    pub fn limit(mut self, records: u64) -> Self {
        self.walk.left = records;
        self
    }

    /// Whether the next page is fetched while the caller works on this one; it is by default.
    #[must_use]
    pub fn prefetch(mut self, ahead: bool) -> Self {
        self.walk.ahead = ahead;
        self
    }

    /// The same walk, record by record.
    pub fn records(self) -> Records<C, R> {
        Records { pages: self, page: Vec::new().into_iter() }
    }
}

#[expect(private_bounds, reason = "nothing in here is public")]
impl<C: Io, R: ListRequest> Pages<C, R> {
    pub(super) fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Vec<R::Item>>>> {
        if self.walk.is_over() {
            return Poll::Ready(None);
        }
        if self.task.is_none() {
            (self.query.offset, self.query.length) = (self.walk.offset, self.walk.length);
            match self.query.check() {
                Ok(()) => self.fetch(),
                Err(error) => return Poll::Ready(self.fail(error)),
            }
        }
        let Some(task) = &mut self.task else { return Poll::Ready(None) };
        let Poll::Ready(outcome) = task.as_mut().poll(context) else { return Poll::Pending };
        self.task = None;
        Poll::Ready(match outcome {
            Ok((page, digest)) => self.arrived(page, digest),
            Err(error) => self.fail(error),
        })
    }

    fn arrived(&mut self, mut page: Vec<R::Item>, digest: u64) -> Option<Result<Vec<R::Item>>> {
        match self.walk.arrived(page.len(), digest) {
            Ok(0) => return None,
            Ok(wanted) => page.truncate(wanted),
            Err(error) => return self.fail(error.with_endpoint(R::ENDPOINT.name)),
        }
        if self.walk.wants_more() {
            self.fetch();
        }
        Some(Ok(page))
    }

    fn fetch(&mut self) {
        (self.query.offset, self.query.length) = (self.walk.offset, self.walk.length);
        let (query, token) = (self.query.clone(), CancelToken::child(self.client.handle().options.cancel.clone()));
        self.task = Some(self.client.start(token.clone(), |client| query.fetch(client, token)));
    }

    fn fail(&mut self, error: Error) -> Option<Result<Vec<R::Item>>> {
        self.walk.end();
        Some(Err(error))
    }

    pub(crate) async fn page(&mut self) -> Option<Result<Vec<R::Item>>> {
        std::future::poll_fn(|context| self.poll_page(context)).await
    }
}

impl<R: ListRequest> Pages<Client, R> {
    /// The next page; `None` after the last one and after an error.
    pub async fn next(&mut self) -> Option<Result<Vec<R::Item>>> {
        self.page().await
    }
}

impl<R: ListRequest> futures_core::Stream for Pages<Client, R>
where
    Self: Unpin,
{
    type Item = Result<Vec<R::Item>>;

    fn poll_next(mut self: std::pin::Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_page(context)
    }
}

impl<R: ListRequest> Iterator for Pages<blocking::Client, R> {
    type Item = Result<Vec<R::Item>>;

    fn next(&mut self) -> Option<Self::Item> {
        finished(async { Ok(self.page().await) }).unwrap_or_else(|error| Some(Err(error)))
    }
}

/// The records of a list query; see [`Client::records`].
pub struct Records<C, R: ListRequest> {
    pages: Pages<C, R>,
    page: vec::IntoIter<R::Item>,
}

impl<C: Face, R: ListRequest> Records<C, R> {
    /// Size of a page; the request's `length` by default, or 100.
    #[must_use]
    pub fn page_size(mut self, length: u32) -> Self {
        self.pages = self.pages.page_size(length);
        self
    }

    /// At most so many records.
    #[must_use]
    pub fn limit(mut self, records: u64) -> Self {
        self.pages = self.pages.limit(records);
        self
    }

    /// Whether the next page is fetched while the caller works on this one; it is by default.
    #[must_use]
    pub fn prefetch(mut self, ahead: bool) -> Self {
        self.pages = self.pages.prefetch(ahead);
        self
    }
}

impl<R: ListRequest> Records<Client, R> {
    /// The next record; `None` after the last one and after an error.
    pub async fn next(&mut self) -> Option<Result<R::Item>> {
        std::future::poll_fn(|context| self.poll_record(context)).await
    }

    fn poll_record(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<R::Item>>> {
        loop {
            if let Some(record) = self.page.next() {
                return Poll::Ready(Some(Ok(record)));
            }
            match self.pages.poll_page(context) {
                Poll::Ready(Some(Ok(page))) => self.page = page.into_iter(),
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(error))),
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Pending => return Poll::Pending,
            }
        }
    }
}

impl<R: ListRequest> futures_core::Stream for Records<Client, R>
where
    Self: Unpin,
{
    type Item = Result<R::Item>;

    fn poll_next(mut self: std::pin::Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_record(context)
    }
}

impl<R: ListRequest> Iterator for Records<blocking::Client, R> {
    type Item = Result<R::Item>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(record) = self.page.next() {
                return Some(Ok(record));
            }
            match self.pages.next()? {
                Ok(page) => self.page = page.into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl<C, R: ListRequest> std::fmt::Debug for Pages<C, R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pages")
            .field("endpoint", &R::ENDPOINT.name)
            .field("offset", &self.walk.offset)
            .finish_non_exhaustive()
    }
}

impl<C, R: ListRequest> std::fmt::Debug for Records<C, R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Records").field("pages", &self.pages).finish_non_exhaustive()
    }
}
