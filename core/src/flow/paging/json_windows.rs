//! Windows of a list query given and answered as JSON text: for bindings, and for endpoints chosen at run time.

use std::time::Duration;

use serde_json::{Map, Value};

use super::fan::Fan;
use super::json::{JsonPages, object, unpaged};
use super::range::{Cuts, ENDS, Moment, STARTS};
use crate::client::call::find;
use crate::client::io::{Io, finished};
use crate::error::{Error, Result, Rule};
use crate::schema::{Endpoint, Field, Type};
use crate::{Client, Face, blocking, wire};

/// The windows of a time range, each as JSON text; see [`Client::windows_json`].
pub struct JsonWindows<C> {
    client: C,
    endpoint: String,
    params: String,
    width: Duration,
    page_size: Option<u32>,
    fan: Fan<String>,
}

impl Client {
    /// Cuts the time range of a list query by name into windows and walks them concurrently, in order. Each window is
    /// `{"from": …, "to": …, "records": […]}`: its first and its last moment, and its records as canonical JSON.
    pub fn windows_json(&self, endpoint: &str, params: &str, window: Duration) -> JsonWindows<Self> {
        JsonWindows::new(self.clone(), endpoint, params, window)
    }
}

impl blocking::Client {
    /// Cuts the time range of a list query by name into windows and walks them concurrently, in order. Each window is
    /// `{"from": …, "to": …, "records": […]}`: its first and its last moment, and its records as canonical JSON.
    pub fn windows_json(&self, endpoint: &str, params: &str, window: Duration) -> JsonWindows<Self> {
        JsonWindows::new(self.clone(), endpoint, params, window)
    }
}

impl<C: Face> JsonWindows<C> {
    fn new(client: C, endpoint: &str, params: &str, width: Duration) -> Self {
        let (endpoint, params) = (endpoint.to_owned(), params.to_owned());
        Self { client, endpoint, params, width, page_size: None, fan: Fan::new() }
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
        self.page_size = Some(length);
        self
    }
}

#[expect(private_bounds, reason = "nothing in here is public")]
impl<C: Io> JsonWindows<C> {
    async fn window(&mut self) -> Option<Result<String>> {
        let Self { client, endpoint, params, width, page_size, fan } = self;
        let cut = || {
            let table = find(endpoint)?;
            let cuts = || {
                if let Some(problem) = unpaged(endpoint) {
                    return Err(problem);
                }
                let params = object(params)?;
                Cuts::new(moment(table, &params, STARTS)?, moment(table, &params, ENDS)?, *width)
            };
            cuts().map_err(|error| error.with_endpoint(endpoint))
        };
        let work = |client, start, end| {
            let (endpoint, params, page_size) = (endpoint.clone(), params.clone(), *page_size);
            async move {
                let mut params = object(&params)?;
                put(&mut params, find(&endpoint)?, STARTS, start);
                put(&mut params, find(&endpoint)?, ENDS, end);
                params.insert("offset".to_owned(), 0.into());
                let mut pages = JsonPages::of(client, &endpoint, params).prefetch(false);
                if let Some(length) = page_size {
                    pages = pages.page_size(length);
                }
                let mut records = Vec::new();
                while let Some(page) = pages.page().await {
                    let page = page?;
                    let inside = page.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
                    records.extend(inside.map(str::to_owned));
                }
                let (from, to) = (start.first(), end.last());
                Ok(format!(r#"{{"from":"{from}","to":"{to}","records":[{}]}}"#, records.join(",")))
            }
        };
        fan.next(client, cut, work).await
    }
}

/// The field of this endpoint that has one of these names and can be an end of a range.
fn field(endpoint: &'static Endpoint, names: [&str; 2]) -> Option<&'static Field> {
    let is_moment = |ty: &Type| matches!(ty, Type::DateTime | Type::Date);
    endpoint.request.iter().find(|field| names.contains(&field.name) && is_moment(&field.ty))
}

fn moment(endpoint: &'static Endpoint, params: &Map<String, Value>, names: [&str; 2]) -> Result<Option<Moment>> {
    let Some(field) = field(endpoint, names) else { return Ok(None) };
    let Some(value) = params.get(field.name).or(params.get(field.snake)).filter(|value| !value.is_null()) else {
        return Ok(None);
    };
    let raw = value.to_string();
    let value = wire::Value { field, raw: &raw };
    let moment = match field.ty {
        Type::Date => value.read().map(Moment::Date),
        _ => value.read().map(Moment::Time),
    };
    moment.map(Some).map_err(|mismatch| Error::validation(field.name, Rule::Type, mismatch.message))
}

fn put(params: &mut Map<String, Value>, endpoint: &'static Endpoint, names: [&str; 2], moment: Moment) {
    if let Some(field) = field(endpoint, names) {
        params.remove(field.snake);
        params.insert(field.name.to_owned(), moment.to_string().into());
    }
}

impl JsonWindows<Client> {
    /// The next window; `None` after the last one and after an error.
    pub async fn next(&mut self) -> Option<Result<String>> {
        self.window().await
    }
}

impl Iterator for JsonWindows<blocking::Client> {
    type Item = Result<String>;

    fn next(&mut self) -> Option<Self::Item> {
        finished(async { Ok(self.window().await) }).unwrap_or_else(|error| Some(Err(error)))
    }
}

impl<C> std::fmt::Debug for JsonWindows<C> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("JsonWindows")
            .field("endpoint", &self.endpoint)
            .field("width", &self.width)
            .finish_non_exhaustive()
    }
}
