//! The core's log records, for `logging.getLogger("welinkpark")`.
//!
//! A thread that waits for an answer is not attached to the interpreter. Records are therefore kept while a call
//! runs and handed to Python when it ends; if the logger takes none, nothing is recorded at all. What is fetched ahead
//! runs in the background of no call: its records are handed over with those of the next call that ends.

use std::cell::RefCell;
use std::fmt::Write;
use std::sync::{LazyLock, Mutex};

use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use tracing::field::{Field, Visit};
use tracing::span;
use tracing::subscriber::Interest;
use tracing::{Dispatch, Event, Level, Metadata, Subscriber};

const DEBUG: u8 = 10;
const INFO: u8 = 20;

/// Records of one call.
#[derive(Default)]
pub(crate) struct Records {
    /// Python's number of the lowest level that is kept; `None` if nothing is.
    lowest: Option<u8>,
    kept: Vec<(u8, String)>,
}

thread_local! {
    static CURRENT: RefCell<Records> = RefCell::default();
}

/// Records of the background. Never waited for: a child may have inherited it locked by a thread that it has not, and
/// then goes without these records.
static BACKGROUND: Mutex<Vec<(u8, String)>> = Mutex::new(Vec::new());

static DISPATCH: LazyLock<Dispatch> = LazyLock::new(|| Dispatch::new(Recorder));
static LOGGER: PyOnceLock<Py<PyAny>> = PyOnceLock::new();

impl Records {
    /// As many as the logger may take. It is asked once, about the level of every call; what is worse is rare, and
    /// kept for the logger to decide.
    pub(crate) fn new(py: Python<'_>) -> Self {
        // Importing it takes longer than the rest of a program may, and who has not done so wants no records.
        let wanted = LOGGER.get(py).is_some() || is_imported(py, "logging").unwrap_or(true);
        let lowest = wanted.then(|| {
            let asked = logger(py).and_then(|logger| logger.call_method1(intern!(py, "isEnabledFor"), (DEBUG,)));
            let takes_all = asked.and_then(|enabled| enabled.is_truthy()).unwrap_or(false);
            if takes_all { DEBUG } else { INFO }
        });
        Self { lowest, kept: Vec::new() }
    }

    /// Runs a part of the call and keeps what it logs.
    pub(crate) fn during<T>(&mut self, part: impl FnOnce() -> T) -> T {
        if self.lowest.is_none() {
            return part();
        }
        CURRENT.with_borrow_mut(|current| std::mem::swap(current, self));
        let value = tracing::dispatcher::with_default(&DISPATCH, part);
        CURRENT.with_borrow_mut(|current| std::mem::swap(current, self));
        value
    }

    /// Hands them to Python. A handler that raises does not fail the call.
    pub(crate) fn emit(self, py: Python<'_>) {
        let background = BACKGROUND.try_lock().map(|mut kept| std::mem::take(&mut *kept)).unwrap_or_default();
        for (level, text) in background.into_iter().chain(self.kept) {
            if let Err(error) = logger(py).and_then(|logger| logger.call_method1("log", (level, "%s", text))) {
                error.write_unraisable(py, None);
            }
        }
    }
}

/// Tries for as long as another record may take to be kept.
fn keep_of_background(level: u8, text: String) {
    for _ in 0..1000 {
        if let Ok(mut kept) = BACKGROUND.try_lock() {
            return kept.push((level, text));
        }
        std::thread::yield_now();
    }
}

fn logger(py: Python<'_>) -> PyResult<&Bound<'_, PyAny>> {
    let logger = LOGGER.get_or_try_init(py, || -> PyResult<Py<PyAny>> {
        let logging = py.import("logging")?;
        let logger = logging.call_method1("getLogger", ("welinkpark",))?;
        // Quiet until the program configures logging.
        logger.call_method1("addHandler", (logging.call_method0("NullHandler")?,))?;
        Ok(logger.unbind())
    })?;
    Ok(logger.bind(py))
}

fn is_imported(py: Python<'_>, module: &str) -> PyResult<bool> {
    py.import("sys")?.getattr("modules")?.contains(module)
}

struct Recorder;

impl Subscriber for Recorder {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        let wanted = |level| CURRENT.with_borrow(|records| records.lowest.is_none_or(|lowest| level >= lowest));
        metadata.target() == "welinkpark" && metadata.is_event() && wanted(number(*metadata.level()))
    }

    /// Each call decides for itself.
    fn register_callsite(&self, _: &'static Metadata<'static>) -> Interest {
        Interest::sometimes()
    }

    fn event(&self, event: &Event<'_>) {
        let level = number(*event.metadata().level());
        let mut line = Line::default();
        event.record(&mut line);
        let text = line.message + &line.fields;
        CURRENT.with_borrow_mut(|records| match records.lowest {
            Some(_) => records.kept.push((level, text)),
            None => keep_of_background(level, text),
        });
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

/// Python's number of a level.
fn number(level: Level) -> u8 {
    match level {
        Level::ERROR => 40,
        Level::WARN => 30,
        Level::INFO => INFO,
        Level::DEBUG | Level::TRACE => DEBUG,
    }
}

#[derive(Default)]
struct Line {
    message: String,
    fields: String,
}

impl Visit for Line {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.record_debug(field, &format_args!("{value}"));
    }

    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        let _ = match field.name() {
            "message" => write!(self.message, "{value:?}"),
            name => write!(self.fields, " {name}={value:?}"),
        };
    }
}
