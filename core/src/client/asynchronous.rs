//! The asynchronous face.

use std::sync::Arc;

use super::attempt::Shared;
use super::call::{Handle, RawResponse, Response, canonical, listed, sealed::Sealed};
use super::clock::Clock;
use super::engine::{Engine, Plan};
use super::options::CallOptions;
use super::random::Random;
use crate::config::{ClientBuilder, Config};
use crate::error::{Error, Result, Rule};
use crate::schema::{Endpoint, HttpMethod};
use crate::wire::Strictness;

/// The platform, asynchronously: one method per group, one per endpoint below it.
///
/// A client is a cheap handle on a pool of connections; clone it freely and share it between tasks.
///
/// ```no_run
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> welinkpark::Result<()> {
/// // Credentials from WELINKPARK_APP_ID, WELINKPARK_SECRET_KEY and WELINKPARK_PARK_ID.
/// let client = welinkpark::Client::from_env()?;
/// for area in client.info().areas().await? {
///     println!("{} {}", area.area_id, area.area_name);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client {
    handle: Handle,
    engine: Arc<Engine>,
}

impl Client {
    /// Starts the configuration of a client.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }

    /// A client configured by the environment alone.
    ///
    /// # Errors
    /// `Config` if a variable is missing or cannot work.
    pub fn from_env() -> Result<Self> {
        Self::builder().build()
    }

    pub(crate) fn new(config: Config) -> Result<Self> {
        let engine = Arc::new(Engine::new(&config, Random::Fresh)?);
        let park_id = config.park_id.clone();
        let shared = Arc::new(Shared { config, clock: Clock::new() });
        Ok(Self { handle: Handle { shared, park_id, options: CallOptions::default() }, engine })
    }

    /// A view of the same connections for another park.
    #[must_use]
    pub fn for_park(&self, park_id: impl Into<Arc<str>>) -> Self {
        let mut view = self.clone();
        view.handle.park_id = park_id.into();
        view
    }

    /// A view of the same connections whose calls have these settings unless they say otherwise.
    #[must_use]
    pub fn with_options(&self, options: CallOptions) -> Self {
        let mut view = self.clone();
        view.handle.options = options;
        view
    }

    /// The park that calls are about.
    pub fn park_id(&self) -> &str {
        &self.handle.park_id
    }

    /// The whole address of a path that the platform answered with, such as that of `user().login(…)`: such paths
    /// are below the platform's host, not below the base URL (document, 5.1.1).
    pub fn site_url(&self, path: &str) -> String {
        self.handle.site_url(path)
    }

    /// Calls any endpoint of the spec by name (`passport.get`) with plain data, names in either case.
    ///
    /// The answer is canonical JSON. What this library knows is normalised, the rest passed through; a field
    /// that is missing or malformed never fails the call.
    ///
    /// # Errors
    /// See [`ErrorKind`](crate::ErrorKind).
    pub async fn call(&self, endpoint: &str, params: impl serde::Serialize) -> Result<serde_json::Value> {
        let params = to_json(&params)?;
        from_json(&self.call_tolerant(endpoint, &params).await?.data)
    }

    /// As [`call`](Self::call), from JSON text to canonical JSON text.
    ///
    /// # Errors
    /// See [`ErrorKind`](crate::ErrorKind).
    pub async fn call_tolerant(&self, endpoint: &str, params: &str) -> Result<Response<String>> {
        let (raw, endpoint) = self.call_content(endpoint, params).await?;
        canonical(raw, endpoint, Strictness::Tolerant)
    }

    /// Calls any endpoint by name, from JSON text to canonical JSON text, as strict about the answer as the
    /// typed methods are.
    ///
    /// # Errors
    /// See [`ErrorKind`](crate::ErrorKind).
    pub async fn call_json(&self, endpoint: &str, params: &str) -> Result<Response<String>> {
        let (raw, endpoint) = self.call_content(endpoint, params).await?;
        canonical(raw, endpoint, Strictness::Strict)
    }

    /// Calls any endpoint by name and leaves the answer's content uninterpreted: for those who decode it
    /// themselves. "No record" (0009) is empty content where the endpoint answers with a list.
    ///
    /// # Errors
    /// See [`ErrorKind`](crate::ErrorKind).
    pub async fn call_content(&self, endpoint: &str, params: &str) -> Result<(RawResponse, &'static Endpoint)> {
        let (plan, endpoint) = Plan::named(endpoint, params, &self.handle)?;
        Ok((listed(self.perform(plan).await, endpoint)?, endpoint))
    }

    /// Calls an endpoint that the spec does not know yet. `content` is the business data as JSON text, or empty.
    ///
    /// Such a call is never sent again once a byte may have left this machine.
    ///
    /// # Errors
    /// See [`ErrorKind`](crate::ErrorKind).
    pub async fn call_raw(&self, method: HttpMethod, path: &str, content: &str) -> Result<RawResponse> {
        self.perform(Plan::raw(method, path, content, &self.handle)?).await
    }

    pub(crate) async fn perform(&self, plan: Plan) -> Result<RawResponse> {
        if tokio::runtime::Handle::try_current().is_err() {
            return Err(Error::config(
                "welinkpark::Client needs a tokio runtime; without one use welinkpark::blocking::Client",
            ));
        }
        self.engine.perform(&self.handle.shared, plan).await
    }
}

impl Sealed for Client {
    fn handle(&self) -> &Handle {
        &self.handle
    }
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.handle.describe("Client", f)
    }
}

impl Handle {
    pub(crate) fn site_url(&self, path: &str) -> String {
        let base = &self.shared.config.base_url;
        let host = base.find("://").map_or(0, |scheme| scheme + 3);
        let end = base.get(host..).and_then(|rest| rest.find('/')).map_or(base.len(), |slash| host + slash);
        format!("{}/{}", base.get(..end).unwrap_or(base), path.trim_start_matches('/'))
    }

    pub(crate) fn describe(&self, name: &str, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct(name)
            .field("app_id", &self.shared.config.app_id)
            .field("park_id", &self.park_id)
            .field("base_url", &self.shared.config.base_url)
            .finish_non_exhaustive()
    }
}

pub(crate) fn to_json(params: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(params)
        .map_err(|error| Error::validation("(request)", Rule::Type, format!("cannot be written as JSON: {error}")))
}

pub(crate) fn from_json(canonical: &str) -> Result<serde_json::Value> {
    serde_json::from_str(canonical)
        .map_err(|error| Error::internal(format!("canonical JSON cannot be read back: {error}")))
}
