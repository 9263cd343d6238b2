//! A list query with some of its fields replaced: the page that is asked for, the time that is covered.

use serde::Serialize;

use super::range::{ENDS, Moment, STARTS};
use super::walk::digest;
use crate::client::io::{Io, ask};
use crate::error::{Error, Result, Rule};
use crate::schema::{Endpoint, Type};
use crate::wire::{Arg, Fields, Model, Output, Request};

/// A request whose answer is a list. Walking it needs `offset` and `length` among its fields.
pub trait ListRequest: Request<Output = Vec<Self::Item>> + Clone + Send + Sync + 'static {
    /// A record of the list.
    type Item: Model + Serialize + Send + 'static;
}

impl<R, T> ListRequest for R
where
    R: Request<Output = Vec<T>> + Clone + Send + Sync + 'static,
    T: Model + Serialize + Send + 'static,
{
    type Item = T;
}

/// The request with other values in some fields.
#[derive(Clone)]
pub(super) struct Query<R> {
    pub(super) request: R,
    pub(super) offset: i64,
    pub(super) length: i64,
    pub(super) range: Option<(Moment, Moment)>,
}

impl<R: ListRequest> Query<R> {
    pub(super) fn new(request: R) -> Self {
        let read = |name, default| match index(R::ENDPOINT, name).map(|index| request.arg(index)) {
            Some(Arg::Int(value)) => value,
            _ => default,
        };
        let (offset, length) = (read("offset", 0), read("length", 100));
        Self { request, offset, length, range: None }
    }

    /// Refuses a request that cannot be walked.
    pub(super) fn check(&self) -> Result<()> {
        let name = R::ENDPOINT.name;
        if index(R::ENDPOINT, "offset").is_none() || index(R::ENDPOINT, "length").is_none() {
            return Err(Error::validation("offset", Rule::Unknown, format!("{name} has no pages")).with_endpoint(name));
        }
        if self.length < 1 {
            let message = format!("a page of {} records", self.length);
            return Err(Error::validation("length", Rule::Type, message).with_endpoint(name));
        }
        Ok(())
    }

    /// The request's own range; what is not given is absent.
    pub(super) fn own_range(&self) -> (Option<Moment>, Option<Moment>) {
        let read = |names: [&str; 2]| {
            names.iter().find_map(|name| index(R::ENDPOINT, name)).and_then(|index| match self.request.arg(index) {
                Arg::Time(time) => Some(Moment::Time(time)),
                Arg::Date(date) => Some(Moment::Date(date)),
                _ => None,
            })
        };
        (read(STARTS), read(ENDS))
    }

    /// One page and what it can be known by.
    pub(super) async fn fetch<C: Io>(self, client: C, cancel: crate::CancelToken) -> Result<(Vec<R::Item>, u64)> {
        let mut options = client.handle().options.clone();
        options.cancel = Some(cancel);
        let page = ask(&client, &self, options).await?;
        let digest = digest(&page)?;
        Ok((page, digest))
    }
}

impl<R: ListRequest> Fields for Query<R> {
    fn arg(&self, at: usize) -> Arg<'_> {
        let moment = |moment: Moment| match moment {
            Moment::Time(time) => Arg::Time(time),
            Moment::Date(date) => Arg::Date(date),
        };
        match (R::ENDPOINT.request.get(at).map(|field| field.name), self.range) {
            (Some("offset"), _) => Arg::Int(self.offset),
            (Some("length"), _) => Arg::Int(self.length),
            (Some("startTime" | "startDate"), Some((start, _))) => moment(start),
            (Some("endTime" | "endDate"), Some((_, end))) => moment(end),
            _ => self.request.arg(at),
        }
    }

    fn extra(&self) -> Option<&crate::Extra> {
        self.request.extra()
    }
}

impl<R: ListRequest> Request for Query<R>
where
    Vec<R::Item>: Output,
{
    type Output = Vec<R::Item>;
    const ENDPOINT: &'static Endpoint = R::ENDPOINT;
}

fn index(endpoint: &Endpoint, name: &str) -> Option<usize> {
    let is_wanted = |ty: &Type| matches!(ty, Type::Int | Type::DateTime | Type::Date);
    endpoint.request.iter().position(|field| field.name == name && is_wanted(&field.ty))
}
