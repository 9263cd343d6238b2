//! A call that is ready to be made, and what it answers with.

use std::future::{Future, IntoFuture};
use std::marker::PhantomData;
use std::ops::Deref;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use super::attempt::Shared;
use super::engine::Plan;
use super::options::CallOptions;
use super::{CancelToken, Client, blocking};
use crate::config::Zip;
use crate::error::{Error, Result, Rule, err_code};
use crate::schema::{Endpoint, HttpMethod, Safety, Type};
use crate::wire::{Output, Request, Strictness, canonical_json, encode_params, encode_request};

/// What both faces of the client share: the pool, the park, the settings of its calls.
#[derive(Clone)]
pub struct Handle {
    pub(crate) shared: Arc<Shared>,
    pub(crate) park_id: Arc<str>,
    pub(crate) options: CallOptions,
}

/// A client that calls can be made with: [`Client`] or [`blocking::Client`].
pub trait Face: sealed::Sealed {}

impl Face for Client {}
impl Face for blocking::Client {}

pub(crate) mod sealed {
    /// Keeps [`Face`](super::Face) to the two clients, and gives calls what these share.
    pub trait Sealed {
        #[doc(hidden)]
        fn handle(&self) -> &super::Handle;
    }
}

/// A call that is ready to be made.
///
/// With [`Client`] it is awaited; with [`blocking::Client`] it is [sent](Call::send). Settings of this
/// one call come before that:
///
/// ```no_run
/// # use std::time::Duration;
/// # async fn example(client: welinkpark::Client) -> welinkpark::Result<()> {
/// let areas = client.info().areas().timeout(Duration::from_secs(5)).await?;
/// # Ok(())
/// # }
/// ```
#[must_use = "a call does nothing until it is awaited or sent"]
pub struct Call<'a, C, T> {
    client: &'a C,
    endpoint: &'static Endpoint,
    plain: Result<String>,
    options: CallOptions,
    output: PhantomData<fn() -> T>,
}

impl<'a, C: Face, T: Output> Call<'a, C, T> {
    pub(crate) fn new<R: Request<Output = T>>(client: &'a C, request: &R) -> Self {
        let handle = client.handle();
        let plain = encode_request(R::ENDPOINT, request, handle.shared.config.sample_names);
        Self { client, endpoint: R::ENDPOINT, plain, options: handle.options.clone(), output: PhantomData }
    }

    pub(crate) fn without_data(client: &'a C, endpoint: &'static Endpoint) -> Self {
        let options = client.handle().options.clone();
        Self { client, endpoint, plain: Ok(String::new()), options, output: PhantomData }
    }

    /// Limit for making a connection.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.options.connect_timeout = Some(limit);
        self
    }

    /// Limit for one attempt.
    pub fn attempt_timeout(mut self, limit: Duration) -> Self {
        self.options.attempt_timeout = Some(limit);
        self
    }

    /// Limit for the whole call.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.options.timeout = Some(limit);
        self
    }

    /// How often the call may be tried again, within its safety class.
    pub fn retries(mut self, retries: u32) -> Self {
        self.options.retries = Some(retries);
        self
    }

    /// Whether the business data is encrypted.
    pub fn encrypt(mut self, encrypt: bool) -> Self {
        self.options.encrypt = Some(encrypt);
        self
    }

    /// Whether the business data is gzipped.
    pub fn zip(mut self, zip: Zip) -> Self {
        self.options.zip = Some(zip);
        self
    }

    /// Lets the token end the call.
    pub fn cancel(mut self, token: &CancelToken) -> Self {
        self.options.cancel = Some(token.clone());
        self
    }

    fn plan(self) -> Result<Plan> {
        Ok(Plan::of(self.endpoint, self.client.handle(), self.plain?, self.options))
    }
}

impl<'a, T: Output + 'a> Call<'a, Client, T> {
    /// Makes the call and keeps the raw answer beside the typed one.
    ///
    /// # Errors
    /// See [`ErrorKind`](crate::ErrorKind).
    pub async fn with_response(self) -> Result<Response<T>> {
        let (client, endpoint) = (self.client, self.endpoint);
        typed(client.perform(self.plan()?).await, endpoint)
    }
}

impl<'a, T: Output + 'a> IntoFuture for Call<'a, Client, T> {
    type Output = Result<T>;
    type IntoFuture = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move { self.with_response().await.map(Response::into_inner) })
    }
}

impl<T: Output> Call<'_, blocking::Client, T> {
    /// Makes the call in this thread.
    ///
    /// # Errors
    /// See [`ErrorKind`](crate::ErrorKind); `Config` inside an asynchronous runtime, whose thread it would block.
    pub fn send(self) -> Result<T> {
        self.with_response().map(Response::into_inner)
    }

    /// Makes the call in this thread and keeps the raw answer beside the typed one.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub fn with_response(self) -> Result<Response<T>> {
        let (client, endpoint) = (self.client, self.endpoint);
        typed(client.perform(self.plan()?), endpoint)
    }
}

pub(crate) fn typed<T: Output>(outcome: Result<RawResponse>, endpoint: &Endpoint) -> Result<Response<T>> {
    let raw = listed(outcome, endpoint)?;
    let data = T::decode(&raw.content).map_err(|error| raw.explain(error, endpoint.name))?;
    Ok(Response { data, raw })
}

/// "No record" as an answer without content, which lists read as empty.
fn no_record(error: Error) -> Result<RawResponse> {
    match error.api() {
        Some(api) if error.is_not_found() => Ok(RawResponse {
            content: String::new(),
            code: api.code.clone(),
            message: api.message.clone(),
            err_code: api.err_code.clone(),
            attempts: error.attempts(),
            nonce: error.nonce().unwrap_or(0),
            timestamp: error.timestamp().unwrap_or(0),
        }),
        _ => Err(error),
    }
}

/// A typed answer with the raw one beside it. It dereferences to the typed answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Response<T> {
    /// The typed answer.
    pub data: T,
    /// The answer as it came.
    pub raw: RawResponse,
}

impl<T> Response<T> {
    /// The typed answer alone.
    pub fn into_inner(self) -> T {
        self.data
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.data
    }
}

/// An answer of the platform, decrypted but not interpreted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawResponse {
    /// Decrypted content, as the platform wrote it; empty if there was none.
    pub content: String,
    /// The code: `0000`, or `0009` for a list without records.
    pub code: String,
    /// The platform's message.
    pub message: String,
    /// Business detail, such as `NoBill`; the platform may send one with success, too.
    pub err_code: Option<String>,
    /// How many requests it took.
    pub attempts: u32,
    /// Nonce of the request that was answered.
    pub nonce: u32,
    /// Timestamp of the request that was answered, in the client's unit.
    pub timestamp: i64,
}

impl RawResponse {
    /// There is nothing to pay (`errCode` `NoBill`).
    pub fn is_no_bill(&self) -> bool {
        self.err_code.as_deref() == Some(err_code::NO_BILL)
    }

    /// The vehicle has no entry record (`errCode` `NoEnterRecord`).
    pub fn is_no_enter_record(&self) -> bool {
        self.err_code.as_deref() == Some(err_code::NO_ENTER_RECORD)
    }

    /// Adds to a decode error which call it belongs to.
    fn explain(&self, error: Error, name: &str) -> Error {
        let mut error = error.with_endpoint(name);
        let context = error.context_mut();
        context.attempts = self.attempts;
        context.nonce = Some(self.nonce);
        context.timestamp = Some(self.timestamp);
        context.sent = crate::error::Sent::Yes;
        error
    }
}

impl Plan {
    pub(crate) fn of(endpoint: &'static Endpoint, handle: &Handle, plain: String, options: CallOptions) -> Self {
        Self {
            name: endpoint.name.into(),
            path: endpoint.path.into(),
            method: endpoint.http_method,
            safety: endpoint.safety,
            plain,
            park_id: handle.park_id.clone(),
            options,
        }
    }

    /// A call by name with parameters as JSON.
    pub(crate) fn named(name: &str, params: &str, handle: &Handle) -> Result<(Self, &'static Endpoint)> {
        let endpoint = find(name)?;
        let plain = encode_params(endpoint, params, handle.shared.config.sample_names)?;
        Ok((Self::of(endpoint, handle, plain, handle.options.clone()), endpoint))
    }

    /// A call by path. An endpoint that the spec does not know counts as a write: it is never sent twice.
    pub(crate) fn raw(method: HttpMethod, path: &str, content: &str, handle: &Handle) -> Result<Self> {
        if !path.starts_with('/') || path.contains(['?', '#', ' ']) {
            let message = format!("{path:?} is not a method path such as \"/passport/get\"");
            return Err(Error::validation("path", Rule::Type, message));
        }
        let known = crate::ENDPOINTS.iter().find(|known| known.path == path && known.http_method == method);
        Ok(Self {
            name: path.to_owned().into(),
            path: path.to_owned().into(),
            method,
            safety: known.map_or(Safety::Write, |known| known.safety),
            plain: content.to_owned(),
            park_id: handle.park_id.clone(),
            options: handle.options.clone(),
        })
    }
}

/// The answer as it came; for lists "no record" (0009) counts as an empty one.
pub(crate) fn listed(outcome: Result<RawResponse>, endpoint: &Endpoint) -> Result<RawResponse> {
    outcome.or_else(|error| match endpoint.response {
        Some(Type::List(_)) => no_record(error),
        _ => Err(error),
    })
}

/// Canonical JSON of an answer.
pub(crate) fn canonical(raw: RawResponse, endpoint: &Endpoint, strictness: Strictness) -> Result<Response<String>> {
    let data = canonical_json(&raw.content, endpoint.response.as_ref(), strictness)
        .map_err(|error| raw.explain(error, endpoint.name))?;
    Ok(Response { data, raw })
}

/// The endpoint of this name or path.
pub(crate) fn find(name: &str) -> Result<&'static Endpoint> {
    let matching = |endpoint: &&&'static Endpoint| endpoint.name == name || endpoint.path == name;
    crate::ENDPOINTS.iter().find(matching).copied().ok_or_else(|| {
        let group = name.split('.').next().unwrap_or(name);
        let near: Vec<&str> = crate::ENDPOINTS
            .iter()
            .map(|endpoint| endpoint.name)
            .filter(|known| known.split('.').next() == Some(group))
            .collect();
        let hint = if near.is_empty() { "names look like passport.get".to_owned() } else { near.join(", ") };
        Error::validation("endpoint", Rule::Unknown, format!("there is no endpoint {name:?}; {hint}"))
    })
}
