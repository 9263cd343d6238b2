//! The one runtime of asynchronous calls, and the end of all calls at exit.
//!
//! Calls run on workers of the runtime, which never wait for the interpreter. Their outcomes go to a plain thread
//! that hands them to the event loops with `call_soon_threadsafe`, so any number of loops of any make can share
//! the runtime. Python runs there, and with it whatever Python feels like: a collection that drops a blocking
//! client, or a log handler that uses one, neither of which a worker could do.
//!
//! Threads do not survive a fork: a child finds the runtime of another process, leaves it alone and makes its own.
//! A thread that comes back to an interpreter that is shutting down ends in the middle of its work. Therefore
//! [`shutdown`], which Python runs at exit, first ends what is still running.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use pyo3::exceptions::PySystemExit;
use pyo3::prelude::*;
use tokio::runtime::{Builder, Runtime};
use tokio::task::AbortHandle;

use crate::call::Outcome;
use crate::error::config_error;
use crate::log::Records;

/// How long calls may take to notice that the interpreter exits.
const PATIENCE: Duration = Duration::from_secs(2);

/// Only locked by threads that are attached to the interpreter, so never across a fork.
static ENGINE: Mutex<Option<Engine>> = Mutex::new(None);
static EXITING: AtomicBool = AtomicBool::new(false);
/// Blocking calls in threads other than the main one.
static IN_THREADS: AtomicUsize = AtomicUsize::new(0);

struct Engine {
    process: u32,
    runtime: Runtime,
    deliveries: Sender<Delivery>,
    postman: JoinHandle<()>,
}

/// An outcome on its way to an event loop.
struct Delivery {
    outcome: Outcome,
    records: Records,
    addressee: Addressee,
}

/// The event loop that waits for an outcome, and what it then runs.
pub(crate) struct Addressee {
    pub(crate) event_loop: Py<PyAny>,
    /// Called with data and error, one of them `None`.
    pub(crate) done: Py<PyAny>,
}

/// Starts a call whose outcome goes to an event loop.
pub(crate) fn start(
    py: Python<'_>,
    call: impl Future<Output = Outcome> + Send + 'static,
    addressee: Addressee,
) -> PyResult<Flight> {
    if is_exiting() {
        return Err(config_error(py, "the interpreter is shutting down"));
    }
    let call = Guarded { call: Box::pin(call), records: Records::new(py) };
    let mut engine = ENGINE.lock().unwrap_or_else(PoisonError::into_inner);
    if engine.as_ref().is_none_or(|engine| engine.process != std::process::id()) {
        let made = Engine::new().map_err(|error| config_error(py, &format!("no runtime could be made: {error}")))?;
        std::mem::forget(engine.replace(made));
    }
    let Some(Engine { runtime, deliveries, .. }) = engine.as_ref() else {
        return Err(config_error(py, "no runtime could be made"));
    };
    let deliveries = deliveries.clone();
    let task = runtime.spawn(async move {
        let (outcome, records) = call.await;
        // At exit there is no one left to tell.
        let _ = deliveries.send(Delivery { outcome, records, addressee });
    });
    Ok(Flight(task.abort_handle()))
}

/// Asynchronous work under way.
#[pyclass(frozen, module = "welinkpark._native")]
pub(crate) struct Flight(AbortHandle);

#[pymethods]
impl Flight {
    /// Ends the work and closes its connection; nothing happens if it has ended.
    fn cancel(&self) {
        self.0.abort();
    }
}

/// Ends the calls that are still running, so that no thread meets an interpreter that is gone. Run at exit.
#[pyfunction]
pub(crate) fn shutdown(py: Python<'_>) {
    EXITING.store(true, Ordering::SeqCst);
    let engine = ENGINE.lock().unwrap_or_else(PoisonError::into_inner).take();
    py.detach(|| {
        let deadline = Instant::now() + PATIENCE;
        match engine {
            Some(engine) if engine.process == std::process::id() => {
                let Engine { runtime, deliveries, postman, .. } = engine;
                runtime.shutdown_timeout(PATIENCE);
                drop(deliveries);
                wait_until(deadline, || postman.is_finished());
            }
            inherited => std::mem::forget(inherited),
        }
        wait_until(deadline, || IN_THREADS.load(Ordering::SeqCst) == 0);
    });
}

impl Engine {
    fn new() -> std::io::Result<Self> {
        // One worker: with more of them a lone call wanders between them, and what calls cost grows by half.
        let runtime = Builder::new_multi_thread().worker_threads(1).thread_name("welinkpark").enable_all().build()?;
        let (deliveries, letters) = channel();
        let postman = std::thread::Builder::new().name("welinkpark-post".to_owned()).spawn(|| deliver(letters))?;
        Ok(Self { process: std::process::id(), runtime, deliveries, postman })
    }
}

/// Hands over outcomes until the last sender is gone. The thread stays known to the interpreter, which would have to
/// make a new state for it each time; and it hands over all that has come before it lets others run.
fn deliver(mut letters: Receiver<Delivery>) {
    // Without an interpreter there is no one left to tell.
    let _ = Python::try_attach(|py| {
        loop {
            let waiting = &mut letters;
            let Ok(letter) = py.detach(move || waiting.recv()) else { return };
            for letter in std::iter::once(letter).chain(letters.try_iter()) {
                // What one of them meets does not keep the others from theirs.
                let _ = catch_unwind(AssertUnwindSafe(|| letter.hand_over(py)));
            }
        }
    });
}

impl Delivery {
    fn hand_over(self, py: Python<'_>) {
        self.records.emit(py);
        let converted = catch_unwind(AssertUnwindSafe(|| self.outcome.into_python(py)));
        let (data, error) = match converted.unwrap_or_else(|panic| Outcome::panicked(&*panic).into_python(py)) {
            Ok(data) => (data, py.None()),
            Err(error) => (py.None(), error.into_value(py).into_any()),
        };
        let Addressee { event_loop, done } = self.addressee;
        // A loop that is closed waits for nothing.
        let _ = event_loop.call_method1(py, "call_soon_threadsafe", (done, data, error));
    }
}

fn wait_until(deadline: Instant, over: impl Fn() -> bool) {
    while !over() && Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// A blocking call in a thread that is not the main one, for as long as it lives.
pub(crate) struct InThread(());

impl InThread {
    /// Counts the call.
    pub(crate) fn enter() -> PyResult<Self> {
        if is_exiting() {
            return Err(leave());
        }
        IN_THREADS.fetch_add(1, Ordering::SeqCst);
        Ok(Self(()))
    }
}

/// What a thread gets whose call ended because the interpreter exits: it ends without a word, as daemons do.
pub(crate) fn leave() -> PyErr {
    PySystemExit::new_err(())
}

/// Whether [`shutdown`] has begun.
pub(crate) fn is_exiting() -> bool {
    EXITING.load(Ordering::SeqCst)
}

impl Drop for InThread {
    fn drop(&mut self) {
        IN_THREADS.fetch_sub(1, Ordering::SeqCst);
    }
}

/// A call whose panics become outcomes and whose logs are kept.
struct Guarded<F> {
    call: Pin<Box<F>>,
    records: Records,
}

impl<F: Future<Output = Outcome>> Future for Guarded<F> {
    type Output = (Outcome, Records);

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let Self { call, records } = &mut *self;
        let polled = catch_unwind(AssertUnwindSafe(|| records.during(|| call.as_mut().poll(context))));
        let outcome = match polled {
            Ok(Poll::Pending) => return Poll::Pending,
            Ok(Poll::Ready(outcome)) => outcome,
            Err(panic) => Outcome::panicked(&*panic),
        };
        Poll::Ready((outcome, std::mem::take(records)))
    }
}
