//! A list query given and answered as JSON text: for bindings, and for endpoints chosen at run time.

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::walk::{Walk, digest};
use crate::client::call::{canonical, listed};
use crate::client::engine::Plan;
use crate::client::io::{Io, Task, finished};
use crate::error::{Error, Result, Rule};
use crate::wire::Strictness;
use crate::{CancelToken, Client, Face, blocking};

/// The pages of a list query, each as canonical JSON; see [`Client::pages_json`].
pub struct JsonPages<C> {
    client: C,
    endpoint: String,
    params: Map<String, Value>,
    /// Why it cannot be walked, told with the first page.
    problem: Option<Error>,
    walk: Walk,
    task: Option<Task<String>>,
}

impl Client {
    /// Walks a list query by name (`passport.query`), from JSON text to canonical JSON text, one array per page.
    pub fn pages_json(&self, endpoint: &str, params: &str) -> JsonPages<Self> {
        JsonPages::new(self.clone(), endpoint, params)
    }
}

impl blocking::Client {
    /// Walks a list query by name (`passport.query`), from JSON text to canonical JSON text, one array per page.
    pub fn pages_json(&self, endpoint: &str, params: &str) -> JsonPages<Self> {
        JsonPages::new(self.clone(), endpoint, params)
    }
}

impl<C: Face> JsonPages<C> {
    fn new(client: C, endpoint: &str, params: &str) -> Self {
        match object(params) {
            Ok(params) => Self { problem: unpaged(endpoint), ..Self::of(client, endpoint, params) },
            Err(error) => Self { problem: Some(error), ..Self::of(client, endpoint, Map::new()) },
        }
    }

    /// Of parameters that have been read.
    pub(super) fn of(client: C, endpoint: &str, params: Map<String, Value>) -> Self {
        let number = |name, default| match params.get(name) {
            Some(Value::Number(number)) => number.as_i64().unwrap_or(default),
            Some(Value::String(text)) => text.parse().unwrap_or(default),
            _ => default,
        };
        let walk = Walk::new(number("offset", 0), number("length", 100));
        Self { client, endpoint: endpoint.to_owned(), params, problem: None, walk, task: None }
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
}

/// Parameters given as JSON text.
pub(super) fn object(params: &str) -> Result<Map<String, Value>> {
    let params = if params.trim_ascii().is_empty() { "{}" } else { params };
    serde_json::from_str(params)
        .map_err(|error| Error::validation("(request)", Rule::Type, format!("not a JSON object: {error}")))
}

/// Only what has an offset and a length can be walked; an endpoint that does not exist is told by the call itself.
pub(super) fn unpaged(name: &str) -> Option<Error> {
    let endpoint = crate::ENDPOINTS.iter().find(|endpoint| endpoint.name == name || endpoint.path == name)?;
    let has = |field: &str| endpoint.request.iter().any(|known| known.name == field);
    let message = format!("{name} has no pages");
    (!has("offset") || !has("length")).then(|| Error::validation("offset", Rule::Unknown, message).with_endpoint(name))
}

#[expect(private_bounds, reason = "nothing in here is public")]
impl<C: Io> JsonPages<C> {
    pub(super) async fn page(&mut self) -> Option<Result<String>> {
        if self.walk.is_over() {
            return None;
        }
        if self.walk.length < 1 {
            let message = format!("a page of {} records", self.walk.length);
            self.problem.get_or_insert_with(|| Error::validation("length", Rule::Type, message));
        }
        let result = match self.problem.take() {
            Some(error) => Err(error),
            None => {
                let task = self.task.take().unwrap_or_else(|| self.fetch());
                let arrived = task.await.and_then(|page| self.arrived(page));
                arrived.map_err(|error| error.with_endpoint(&self.endpoint))
            }
        };
        if result.is_err() {
            self.walk.end();
        }
        result.transpose()
    }

    fn arrived(&mut self, page: String) -> Result<Option<String>> {
        let records: Vec<&RawValue> =
            serde_json::from_str(&page).map_err(|error| Error::internal(format!("a page is no list: {error}")))?;
        let wanted = self.walk.arrived(records.len(), digest(&records)?)?;
        let page = match records.get(..wanted) {
            Some([]) | None => return Ok(None),
            Some(some) if some.len() < records.len() => {
                let some: Vec<&str> = some.iter().map(|record| record.get()).collect();
                format!("[{}]", some.join(","))
            }
            Some(_) => page,
        };
        if self.walk.wants_more() {
            self.task = Some(self.fetch());
        }
        Ok(Some(page))
    }

    fn fetch(&mut self) -> Task<String> {
        self.params.insert("offset".to_owned(), self.walk.offset.into());
        self.params.insert("length".to_owned(), self.walk.length.into());
        let params = Value::Object(self.params.clone()).to_string();
        let handle = self.client.handle();
        let token = CancelToken::child(handle.options.cancel.clone());
        let plan = Plan::named(&self.endpoint, &params, handle);
        let options_token = token.clone();
        self.client.start(token, |client| async move {
            let (mut plan, endpoint) = plan?;
            plan.options.cancel = Some(options_token);
            let raw = listed(client.send(plan).await, endpoint)?;
            canonical(raw, endpoint, Strictness::Strict).map(crate::Response::into_inner)
        })
    }
}

impl JsonPages<Client> {
    /// The next page; `None` after the last one and after an error.
    pub async fn next(&mut self) -> Option<Result<String>> {
        self.page().await
    }
}

impl Iterator for JsonPages<blocking::Client> {
    type Item = Result<String>;

    fn next(&mut self) -> Option<Self::Item> {
        finished(async { Ok(self.page().await) }).unwrap_or_else(|error| Some(Err(error)))
    }
}

impl<C> std::fmt::Debug for JsonPages<C> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("JsonPages")
            .field("endpoint", &self.endpoint)
            .field("offset", &self.walk.offset)
            .finish_non_exhaustive()
    }
}
