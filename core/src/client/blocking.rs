//! The blocking face, for programs without an asynchronous runtime.
//!
//! A call runs in the caller's thread: it takes an engine (a current-thread runtime with its own
//! connections) from a small pool, drives the call on it, and puts it back. Nothing hops to another thread,
//! and a client may be shared by as many threads as there are. It also survives a fork: the child makes
//! engines of its own.

use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;
use std::time::Duration;

use super::CancelToken;
use super::asynchronous::{from_json, to_json};
use super::attempt::Shared;
use super::call::{Handle, RawResponse, Response, canonical, listed, sealed::Sealed};
use super::clock::Clock;
use super::engine::{Plan, perform};
use super::options::CallOptions;
use super::transport::Transport;
use crate::config::{ClientBuilder, Config};
use crate::error::{Error, Result};
use crate::schema::{Endpoint, HttpMethod};
use crate::wire::Strictness;

/// Engines that are kept when idle; more are made for a rush and dropped after it.
const KEPT: usize = 32;

/// The platform, blocking: the same methods as [`Client`](crate::Client), each call ended by `send()`.
///
/// ```no_run
/// # fn main() -> welinkpark::Result<()> {
/// let client = welinkpark::blocking::Client::from_env()?;
/// for area in client.info().areas().send()? {
///     println!("{} {}", area.area_id, area.area_name);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client {
    handle: Handle,
    engines: Arc<Mutex<Vec<Engine>>>,
    watch: Option<Watch>,
}

/// Asked every so often, while a call runs, whether to end it.
#[derive(Clone)]
struct Watch {
    every: Duration,
    stop: Arc<dyn Fn() -> bool + Send + Sync>,
}

struct Engine {
    /// The process that made it: after a fork an engine still shares its sockets with the parent.
    process: u32,
    runtime: tokio::runtime::Runtime,
    transport: Transport,
}

impl Client {
    /// Starts the configuration of a client; end it with [`ClientBuilder::build_blocking`].
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }

    /// A client configured by the environment alone.
    ///
    /// # Errors
    /// `Config` if a variable is missing or cannot work.
    pub fn from_env() -> Result<Self> {
        Self::builder().build_blocking()
    }

    pub(crate) fn new(config: Config) -> Result<Self> {
        let park_id = config.park_id.clone();
        let shared = Arc::new(Shared { config, clock: Clock::new() });
        // The first engine is made here, so that a configuration that cannot work is told at once.
        let engine = Engine::new(&shared.config)?;
        let handle = Handle { shared, park_id, options: CallOptions::default() };
        Ok(Self { handle, engines: Arc::new(Mutex::new(vec![engine])), watch: None })
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

    /// A view of the same connections that asks `stop` every so often while a call runs, in the call's thread;
    /// `true` ends the call as cancelled. For hosts that have to look at signals.
    #[must_use]
    pub fn watched(&self, every: Duration, stop: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        let mut view = self.clone();
        view.watch = Some(Watch { every, stop: Arc::new(stop) });
        view
    }

    /// The park that calls are about.
    pub fn park_id(&self) -> &str {
        &self.handle.park_id
    }

    /// Calls any endpoint by name with plain data; see [`Client::call`](crate::Client::call).
    ///
    /// # Errors
    /// See [`ErrorKind`](crate::ErrorKind).
    pub fn call(&self, endpoint: &str, params: impl serde::Serialize) -> Result<serde_json::Value> {
        let params = to_json(&params)?;
        from_json(&self.call_tolerant(endpoint, &params)?.data)
    }

    /// As [`call`](Self::call), from JSON text to canonical JSON text.
    ///
    /// # Errors
    /// See [`ErrorKind`](crate::ErrorKind).
    pub fn call_tolerant(&self, endpoint: &str, params: &str) -> Result<Response<String>> {
        let (raw, endpoint) = self.call_content(endpoint, params)?;
        canonical(raw, endpoint, Strictness::Tolerant)
    }

    /// Calls any endpoint by name, from JSON text to canonical JSON text, as strict about the answer as the
    /// typed methods are.
    ///
    /// # Errors
    /// See [`ErrorKind`](crate::ErrorKind).
    pub fn call_json(&self, endpoint: &str, params: &str) -> Result<Response<String>> {
        let (raw, endpoint) = self.call_content(endpoint, params)?;
        canonical(raw, endpoint, Strictness::Strict)
    }

    /// Calls any endpoint by name and leaves the answer's content uninterpreted: for those who decode it
    /// themselves. "No record" (0009) is empty content where the endpoint answers with a list.
    ///
    /// # Errors
    /// See [`ErrorKind`](crate::ErrorKind).
    pub fn call_content(&self, endpoint: &str, params: &str) -> Result<(RawResponse, &'static Endpoint)> {
        let (plan, endpoint) = Plan::named(endpoint, params, &self.handle)?;
        Ok((listed(self.perform(plan), endpoint)?, endpoint))
    }

    /// Calls an endpoint that the spec does not know yet; see [`Client::call_raw`](crate::Client::call_raw).
    ///
    /// # Errors
    /// See [`ErrorKind`](crate::ErrorKind).
    pub fn call_raw(&self, method: HttpMethod, path: &str, content: &str) -> Result<RawResponse> {
        self.perform(Plan::raw(method, path, content, &self.handle)?)
    }

    pub(crate) fn perform(&self, mut plan: Plan) -> Result<RawResponse> {
        if tokio::runtime::Handle::try_current().is_ok() {
            return Err(Error::config(
                "welinkpark::blocking::Client was called inside an asynchronous runtime, whose thread it would block; \
                 use welinkpark::Client there, or move the call to a thread of its own",
            ));
        }
        let engine = self.engine()?;
        let outcome = engine.runtime.block_on(async {
            if engine.transport.must_settle() {
                // Lets the runtime see what happened on idle connections since the last call, so that one
                // that the other side has closed is not used.
                tokio::task::yield_now().await;
                tokio::task::yield_now().await;
            }
            let Some(watch) = &self.watch else {
                return perform(&self.handle.shared, &engine.transport, plan).await;
            };
            let token = CancelToken::child(plan.options.cancel.take());
            plan.options.cancel = Some(token.clone());
            watched(perform(&self.handle.shared, &engine.transport, plan), watch, &token).await
        });
        let mut pool = self.pool();
        if pool.len() < KEPT {
            pool.push(engine);
        }
        outcome
    }

    /// An idle engine of this process, or a new one.
    fn engine(&self) -> Result<Engine> {
        loop {
            // The lock ends with this statement, before an engine is made.
            let idle = self.pool().pop();
            match idle {
                Some(engine) if engine.process == std::process::id() => return Ok(engine),
                // Dropping it would take the parent's connections out of the parent's poll.
                Some(engine) => std::mem::forget(engine),
                None => return Engine::new(&self.handle.shared.config),
            }
        }
    }

    fn pool(&self) -> std::sync::MutexGuard<'_, Vec<Engine>> {
        // A panic elsewhere cannot have left the list half changed.
        self.engines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Runs the call to its end, which comes soon once the watch says so.
async fn watched<T>(call: impl Future<Output = T>, watch: &Watch, token: &CancelToken) -> T {
    let mut call = pin!(call);
    loop {
        let mut pause = pin!(tokio::time::sleep(watch.every));
        let ended = std::future::poll_fn(|context| match call.as_mut().poll(context) {
            Poll::Ready(value) => Poll::Ready(Some(value)),
            Poll::Pending => pause.as_mut().poll(context).map(|()| None),
        });
        match ended.await {
            Some(value) => return value,
            None if (watch.stop)() => token.cancel(),
            None => {}
        }
    }
}

impl Engine {
    fn new(config: &Config) -> Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| Error::config("no runtime could be made for the call").with_source(error))?;
        let transport = Transport::new(config)?;
        Ok(Self { process: std::process::id(), runtime, transport })
    }
}

impl Sealed for Client {
    fn handle(&self) -> &Handle {
        &self.handle
    }
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.handle.describe("blocking::Client", f)
    }
}
