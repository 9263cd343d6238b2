//! The core's log records, for `logging.getLogger("welinkpark")`.
//!
//! A thread that waits for an answer is not attached to the interpreter. Records are therefore kept while a call
//! runs and handed to Python when it ends; if the logger takes none, nothing is recorded at all.

use std::cell::RefCell;
use std::fmt::Write;
use std::sync::LazyLock;

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use tracing::field::{Field, Visit};
use tracing::span;
use tracing::{Dispatch, Event, Level, Metadata, Subscriber};

/// Records of one call.
#[derive(Default)]
pub(crate) struct Records {
    /// Python's number of the lowest level that the logger takes; `None` if it takes nothing.
    lowest: Option<u8>,
    kept: Vec<(u8, String)>,
}

thread_local! {
    static CURRENT: RefCell<Records> = RefCell::default();
}

static DISPATCH: LazyLock<Dispatch> = LazyLock::new(|| Dispatch::new(Recorder));
static LOGGER: PyOnceLock<Py<PyAny>> = PyOnceLock::new();

impl Records {
    /// As many as the logger takes now.
    pub(crate) fn new(py: Python<'_>) -> Self {
        let lowest = [10, 20, 30, 40].into_iter().find(|level| {
            let enabled = logger(py).and_then(|logger| logger.call_method1("isEnabledFor", (*level,)));
            enabled.and_then(|enabled| enabled.extract()).unwrap_or(false)
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
        for (level, text) in self.kept {
            if let Err(error) = logger(py).and_then(|logger| logger.call_method1("log", (level, "%s", text))) {
                error.write_unraisable(py, None);
            }
        }
    }
}

fn logger(py: Python<'_>) -> PyResult<&Bound<'_, PyAny>> {
    let logger = LOGGER.get_or_try_init(py, || -> PyResult<Py<PyAny>> {
        Ok(py.import("logging")?.call_method1("getLogger", ("welinkpark",))?.unbind())
    })?;
    Ok(logger.bind(py))
}

struct Recorder;

impl Subscriber for Recorder {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "welinkpark" && metadata.is_event()
    }

    fn event(&self, event: &Event<'_>) {
        let level = match *event.metadata().level() {
            Level::ERROR => 40,
            Level::WARN => 30,
            Level::INFO => 20,
            Level::DEBUG | Level::TRACE => 10,
        };
        CURRENT.with_borrow_mut(|records| {
            if records.lowest.is_some_and(|lowest| level >= lowest) {
                let mut line = Line::default();
                event.record(&mut line);
                records.kept.push((level, line.message + &line.fields));
            }
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
