//! The blocking face, for programs without an asynchronous runtime.
//!
//! A call runs in the caller's thread: it takes a worker (a current-thread runtime with an engine of
//! its own) from a small pool, lets it make the call, and puts it back. Nothing hops to another thread,
//! and a client may be shared by as many threads as there are. It also survives a fork: the child makes
//! workers of its own.

use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::task::Poll;
use std::time::Duration;

use super::CancelToken;
use super::asynchronous::{from_json, to_json};
use super::attempt::Shared;
use super::call::{Handle, RawResponse, Response, canonical, listed, sealed::Sealed};
use super::clock::Clock;
use super::engine::{Engine, Plan};
use super::io::{Task, finished, until_cancelled};
use super::options::CallOptions;
use super::random::Random;
use crate::config::{ClientBuilder, Config};
use crate::error::{Error, Result};
use crate::schema::{Endpoint, HttpMethod};
use crate::wire::Strictness;

/// Workers that are kept when idle; more are made for a rush and dropped after it.
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
    workers: Arc<Mutex<Vec<Worker>>>,
    watch: Option<Watch>,
}

/// Asked every so often, while a call runs, whether to end it.
#[derive(Clone)]
struct Watch {
    every: Duration,
    stop: Arc<dyn Fn() -> bool + Send + Sync>,
}

struct Worker {
    /// The process that made it: after a fork it still shares its sockets with the parent.
    process: u32,
    runtime: tokio::runtime::Runtime,
    engine: Engine,
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
        // The first worker is made here, so that a configuration that cannot work is told at once.
        let worker = Worker::new(&shared.config)?;
        let handle = Handle { shared, park_id, options: CallOptions::default() };
        Ok(Self { handle, workers: Arc::new(Mutex::new(vec![worker])), watch: None })
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

    /// The whole address of a path that the platform answered with, such as that of `user().login(…)`: such paths
    /// are below the platform's host, not below the base URL (document, 5.1.1).
    pub fn site_url(&self, path: &str) -> String {
        self.handle.site_url(path)
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
        let given = plan.options.cancel.take();
        self.on_worker(given, async |engine, cancel| {
            if engine.transport.must_settle() {
                // Lets the runtime see what happened on idle connections since the last call, so that one
                // that the other side has closed is not used.
                catch_up().await;
            }
            plan.options.cancel = cancel;
            let outcome = engine.perform(&self.handle.shared, plan).await;
            // And lets it close the connection of a call that was given up, which nothing would do before the
            // next call.
            if outcome.is_err() {
                catch_up().await;
            }
            outcome
        })
    }

    /// Waits in the caller's thread; `Cancelled` if the token or the watch ends it.
    pub(crate) fn wait(&self, time: Duration, cancel: &CancelToken) -> Result<()> {
        self.on_worker(Some(cancel.clone()), async |_, cancel| {
            let slept = until_cancelled(cancel.as_ref(), pin!(tokio::time::sleep(time))).await;
            slept.ok_or_else(|| Error::new(crate::ErrorKind::Cancelled))
        })
    }

    /// The same client for another thread: signals are for the caller's thread to look at.
    pub(crate) fn unwatched(&self) -> Self {
        let mut view = self.clone();
        view.watch = None;
        view
    }

    /// Runs work of this face in a thread of its own; whoever waits for it keeps looking at the watch.
    pub(crate) fn in_background<T: Send + 'static>(
        &self,
        cancel: CancelToken,
        work: impl Future<Output = Result<T>> + Send + 'static,
    ) -> Task<T> {
        let (sender, receiver) = mpsc::channel();
        // What the work logs goes where its caller's logs go.
        let logs = tracing::dispatcher::get_default(Clone::clone);
        std::thread::spawn(move || {
            let result = tracing::dispatcher::with_default(&logs, || finished(work));
            // Without a receiver nobody wants to know any more.
            let _ = sender.send(result);
        });
        let (watch, guard) = (self.watch.clone(), CancelOnDrop(cancel));
        Box::pin(async move {
            let gone = || Error::internal("background work ended early");
            let Some(watch) = watch else { return receiver.recv().unwrap_or_else(|_| Err(gone())) };
            loop {
                match receiver.recv_timeout(watch.every) {
                    Ok(result) => return result,
                    Err(mpsc::RecvTimeoutError::Disconnected) => return Err(gone()),
                    Err(mpsc::RecvTimeoutError::Timeout) if (watch.stop)() => guard.0.cancel(),
                    Err(mpsc::RecvTimeoutError::Timeout) => {}
                }
            }
        })
    }

    /// Does work in the caller's thread, with a worker that nobody else has meanwhile.
    fn on_worker<T>(
        &self,
        cancel: Option<CancelToken>,
        work: impl AsyncFnOnce(&Engine, Option<CancelToken>) -> Result<T>,
    ) -> Result<T> {
        let worker = self.worker()?;
        // Pinned here and not within the runtime, which would move the whole of it.
        let outcome = worker.runtime.block_on(pin!(async {
            let Some(watch) = &self.watch else { return work(&worker.engine, cancel).await };
            let token = CancelToken::child(cancel);
            watched(pin!(work(&worker.engine, Some(token.clone()))), watch, &token).await
        }));
        let mut pool = self.pool();
        if pool.len() < KEPT {
            pool.push(worker);
        }
        outcome
    }

    /// An idle worker of this process, or a new one.
    fn worker(&self) -> Result<Worker> {
        loop {
            // The lock ends with this statement, before a worker is made.
            let idle = self.pool().pop();
            match idle {
                Some(worker) if worker.process == std::process::id() => return Ok(worker),
                // Dropping it would take the parent's connections out of the parent's poll.
                Some(worker) => std::mem::forget(worker),
                None => return Worker::new(&self.handle.shared.config),
            }
        }
    }

    fn pool(&self) -> std::sync::MutexGuard<'_, Vec<Worker>> {
        // A panic elsewhere cannot have left the list half changed.
        self.workers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Gives the runtime two turns: one to look at its sockets, one for the tasks that were waiting for them.
async fn catch_up() {
    tokio::task::yield_now().await;
    tokio::task::yield_now().await;
}

/// Runs the call to its end, which comes soon once the watch says so.
async fn watched<T>(mut call: Pin<&mut impl Future<Output = T>>, watch: &Watch, token: &CancelToken) -> T {
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

/// Ends background work once nobody waits for it.
struct CancelOnDrop(CancelToken);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

impl Worker {
    fn new(config: &Config) -> Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| Error::config("no runtime could be made for the call").with_source(error))?;
        Ok(Self { process: std::process::id(), runtime, engine: Engine::new(config, Random::kept())? })
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
