//! How blocking work waits: detached from the interpreter, looking at signals in the main thread, ended at exit in
//! all others.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use pyo3::intern;
use pyo3::prelude::*;
use welinkpark::blocking;

use crate::call::Outcome;
use crate::log::Records;
use crate::runtime::{InThread, is_exiting, leave};

/// How often a call looks for signals and for the end of the interpreter.
const EVERY: Duration = Duration::from_millis(50);

/// What the thread that waits looks out for. It is the thread's, not the client's: a flow lives longer than a call,
/// and its next step may wait in another thread.
#[derive(Default)]
struct Lookout {
    /// Only the main thread runs signal handlers.
    in_main: bool,
    /// What a handler raised, as Ctrl-C's does.
    raised: Option<PyErr>,
}

thread_local! {
    static LOOKOUT: RefCell<Lookout> = RefCell::default();
}

/// A view of the client whose calls end when the [`Lookout`] says so.
pub(crate) fn watched(client: &blocking::Client) -> blocking::Client {
    client.watched(EVERY, || if LOOKOUT.with_borrow(|lookout| lookout.in_main) { signalled() } else { is_exiting() })
}

/// Runs work with a [`watched`] client in this thread.
pub(crate) fn wait(py: Python<'_>, work: impl FnOnce() -> Outcome + Send) -> PyResult<Py<PyAny>> {
    let in_main = in_main_thread(py)?;
    let in_thread = if in_main { None } else { Some(InThread::enter()?) };
    // A signal handler may make calls while its thread waits for one.
    let outer = LOOKOUT.replace(Lookout { in_main, raised: None });
    let mut records = Records::new(py);
    let outcome = py.detach(|| Outcome::of(|| records.during(work)));
    let raised = LOOKOUT.replace(outer).raised;
    records.emit(py);
    match raised {
        Some(error) => Err(error),
        None if in_thread.is_some() && is_exiting() => Err(leave()),
        None => outcome.into_python(py),
    }
}

/// Lets Python look at signals; `true` if a handler raised.
fn signalled() -> bool {
    let Err(error) = Python::attach(|py| py.check_signals()) else { return false };
    LOOKOUT.with_borrow_mut(|lookout| {
        lookout.raised.get_or_insert(error);
    });
    true
}

/// Python is only asked when a thread first waits, and after a fork, which makes the thread that forked the main one.
fn in_main_thread(py: Python<'_>) -> PyResult<bool> {
    thread_local! {
        static KNOWN: Cell<Option<(u32, bool)>> = const { Cell::new(None) };
    }
    let process = std::process::id();
    if let Some((known, is_main)) = KNOWN.get()
        && known == process
    {
        return Ok(is_main);
    }
    let threading = py.import(intern!(py, "threading"))?;
    let current = threading.call_method0(intern!(py, "get_ident"))?;
    let main = threading.call_method0(intern!(py, "main_thread"))?.getattr(intern!(py, "ident"))?;
    let is_main = current.eq(main)?;
    KNOWN.set(Some((process, is_main)));
    Ok(is_main)
}
