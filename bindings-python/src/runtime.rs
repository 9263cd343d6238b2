//! The one runtime of asynchronous calls, and the end of all calls at exit.
//!
//! Calls run in a thread of the runtime, which never waits for the interpreter; a lone one begins in the loop's thread,
//! which signs and sends. Their outcomes go to the [`Mailbox`] of the event loop that waits for them, so any number of
//! loops of any make can share the runtime. Python runs in the loop's thread only, and with it whatever Python feels
//! like: a collection that drops a blocking client, or a log handler that uses one, neither of which the runtime's
//! thread could do.
//!
//! Threads do not survive a fork: a child finds the runtime of another process, leaves it alone and makes its own.
//! A thread that comes back to an interpreter that is shutting down ends in the middle of its work. Therefore
//! [`shutdown`], which Python runs at exit, first ends what is still running.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use pyo3::exceptions::{PyStopIteration, PySystemExit};
use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyIterator;
use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;
use welinkpark::{Begun, begin, hand_over};

use crate::call::Outcome;
use crate::error::config_error;
use crate::log::Records;
use crate::mailbox::{Errands, Letter, Mailbox, Postman};

/// How long calls may take to notice that the interpreter exits.
const PATIENCE: Duration = Duration::from_secs(2);

/// Only locked by threads that are attached to the interpreter, so never across a fork.
static ENGINE: Mutex<Option<Engine>> = Mutex::new(None);
static EXITING: AtomicBool = AtomicBool::new(false);
/// Blocking calls in threads other than the main one.
static IN_THREADS: AtomicUsize = AtomicUsize::new(0);

struct Engine {
    process: u32,
    /// Of the runtime, which runs in a thread of its own until it is told to stop.
    runtime: Handle,
    stop: oneshot::Sender<()>,
    worker: JoinHandle<()>,
    /// One for each event loop.
    mailboxes: Vec<Arc<Mailbox>>,
    /// Once a loop needs it.
    postman: Option<Postman>,
}

/// Starts a call whose outcome goes to the event loop that runs in this thread.
pub(crate) fn start(py: Python<'_>, call: impl Future<Output = Outcome> + Send + 'static) -> PyResult<Flight> {
    static RUNNING_LOOP: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    if is_exiting() {
        return Err(config_error(py, "the interpreter is shutting down"));
    }
    let event_loop = RUNNING_LOOP.import(py, "asyncio", "get_running_loop")?.call0()?;
    let future = event_loop.call_method0(intern!(py, "create_future"))?;
    let waiting = future.call_method0(intern!(py, "__await__"))?.cast_into::<PyIterator>()?.unbind();
    let call = Guarded { call: Box::pin(call), records: Records::new(py) };
    let addressee = future.clone().unbind();
    let (runtime, mailbox) = reached(&event_loop)?;
    let is_alone = !mailbox.expects();
    let expected = Mailbox::expect(mailbox);
    let work = async move {
        let (outcome, records) = call.await;
        expected.put(Letter { outcome, records, future: addressee });
    };
    let call = if is_alone { begin(&runtime, work) } else { hand_over(&runtime, work) };
    Ok(Flight { call, future: future.unbind(), waiting })
}

/// Does something with this process's engine. No Python runs meanwhile: it might come back here.
fn on_engine<T>(py: Python<'_>, work: impl FnOnce(&mut Engine) -> T) -> PyResult<T> {
    let failed = {
        let mut current = ENGINE.lock().unwrap_or_else(PoisonError::into_inner);
        match &mut *current {
            Some(engine) if engine.process == std::process::id() => return Ok(work(engine)),
            current => match Engine::new() {
                Ok(made) => {
                    std::mem::forget(current.take());
                    return Ok(work(current.insert(made)));
                }
                Err(error) => error,
            },
        }
    };
    Err(config_error(py, &format!("no runtime could be made: {failed}")))
}

/// This process's runtime, and the loop's mailbox.
fn reached(event_loop: &Bound<'_, PyAny>) -> PyResult<(Handle, Arc<Mailbox>)> {
    let py = event_loop.py();
    let (runtime, mailbox) = on_engine(py, |engine| {
        let mailbox = engine.mailboxes.iter().find(|mailbox| mailbox.is_of(event_loop));
        (engine.runtime.clone(), mailbox.cloned())
    })?;
    Ok((runtime, mailbox.map_or_else(|| new_mailbox(event_loop), Ok)?))
}

/// A mailbox for a loop that is seen for the first time.
fn new_mailbox(event_loop: &Bound<'_, PyAny>) -> PyResult<Arc<Mailbox>> {
    let py = event_loop.py();
    let made = match Mailbox::watched(event_loop)? {
        Some(made) => made,
        None => {
            let errands = on_engine(py, Engine::postman)?;
            let errands = errands.map_err(|error| config_error(py, &format!("no thread could be made: {error}")))?;
            Mailbox::sent(event_loop, errands)?
        }
    };
    // Loops come and go. What is left of those that have gone is dropped after the lock.
    let mut gone = on_engine(py, |engine| engine.mailboxes.clone())?;
    gone.retain(|mailbox| !mailbox.is_in_use(py));
    on_engine(py, |engine| {
        engine.mailboxes.retain(|known| !gone.iter().any(|gone| Arc::ptr_eq(gone, known)));
        engine.mailboxes.push(made.clone());
    })?;
    Ok(made)
}

/// Asynchronous work under way, to be awaited; it ends with the wait for it.
#[pyclass(frozen, module = "welinkpark._native")]
pub(crate) struct Flight {
    call: Begun,
    future: Py<PyAny>,
    waiting: Py<PyIterator>,
}

#[pymethods]
impl Flight {
    fn __await__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        match self.waiting.bind(py).clone().next() {
            Some(pending) => pending.map(Bound::unbind),
            None => Err(PyStopIteration::new_err((self.future.call_method0(py, intern!(py, "result"))?,))),
        }
    }

    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        visit.call(&self.future)?;
        visit.call(&self.waiting)
    }
}

impl Drop for Flight {
    /// Whoever waited has the outcome, or wants it no more.
    fn drop(&mut self) {
        self.call.end();
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
                let Engine { stop, worker, mailboxes, postman, .. } = engine;
                drop((stop, mailboxes));
                let postman = postman.map(Postman::retire);
                for thread in std::iter::once(worker).chain(postman) {
                    wait_until(deadline, || thread.is_finished());
                }
            }
            inherited => std::mem::forget(inherited),
        }
        wait_until(deadline, || IN_THREADS.load(Ordering::SeqCst) == 0);
    });
}

impl Engine {
    fn new() -> std::io::Result<Self> {
        // One thread: with more of them a lone call wanders between them, and what calls cost grows by half.
        let runtime = Builder::new_current_thread().thread_name("welinkpark-dns").enable_all().build()?;
        let handle = runtime.handle().clone();
        let (stop, stopped) = oneshot::channel();
        let worker = std::thread::Builder::new().name("welinkpark".to_owned()).spawn(move || {
            // Without a sender it is to stop as well.
            let _ = runtime.block_on(stopped);
            runtime.shutdown_background();
        })?;
        let process = std::process::id();
        Ok(Self { process, runtime: handle, stop, worker, mailboxes: Vec::new(), postman: None })
    }

    /// How the postman is reached.
    fn postman(&mut self) -> std::io::Result<Errands> {
        let postman = match self.postman.take() {
            Some(postman) => postman,
            None => Postman::new()?,
        };
        Ok(self.postman.insert(postman).errands())
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
