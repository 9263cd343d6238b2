//! Walks through lists, page by page; `flow/paging.py` makes generators of the steps.

use std::sync::Arc;

use pyo3::prelude::*;
use serde::Deserialize;
use serde_json::value::RawValue;
use tokio::sync::Mutex;
use welinkpark::flow::paging::{JsonPages, JsonWindows};
use welinkpark::{Client, ENDPOINTS, Face, Result, blocking};

use crate::call::Outcome;
use crate::error::config_error;
use crate::generated::decode;
use crate::model::Answer;
use crate::process::Owned;
use crate::runtime::{Flight, start};
use crate::waiting::wait;

const BUSY: &str = "the walk is asked for its next page by two threads at once; give each a walk of its own";
const INHERITED: &str = "the walk belongs to the process that began it; begin another one here";

/// A walk whose steps wait in the caller's thread.
#[pyclass(frozen, module = "welinkpark._native")]
pub(crate) struct BlockingWalk(Owned<Arc<Mutex<Walk<blocking::Client>>>>);

/// A walk whose steps wait in tasks.
#[pyclass(frozen, module = "welinkpark._native")]
pub(crate) struct AsyncWalk(Owned<Arc<Mutex<Walk<Client>>>>);

struct Walk<C> {
    steps: Steps<C>,
    endpoint: String,
}

enum Steps<C> {
    Pages(JsonPages<C>),
    Windows(JsonWindows<C>),
}

/// A window as the core writes it.
#[derive(Deserialize)]
struct WrittenWindow<'a> {
    from: String,
    to: String,
    #[serde(borrow)]
    records: &'a RawValue,
}

/// A window on its way to Python, where it is a tuple: from, to, records.
struct Window {
    from: String,
    to: String,
    records: Box<dyn Answer>,
}

/// How much is fetched, and when.
#[derive(FromPyObject)]
pub(crate) struct Pace {
    #[pyo3(item)]
    limit: Option<u64>,
    #[pyo3(item)]
    page_size: Option<u32>,
    #[pyo3(item)]
    prefetch: bool,
    #[pyo3(item)]
    concurrent: Option<usize>,
}

impl Pace {
    pub(crate) fn pages<C: Face>(&self, mut pages: JsonPages<C>) -> JsonPages<C> {
        if let Some(records) = self.limit {
            pages = pages.limit(records);
        }
        if let Some(length) = self.page_size {
            pages = pages.page_size(length);
        }
        pages.prefetch(self.prefetch)
    }

    pub(crate) fn windows<C: Face>(&self, mut windows: JsonWindows<C>) -> JsonWindows<C> {
        if let Some(length) = self.page_size {
            windows = windows.page_size(length);
        }
        match self.concurrent {
            Some(count) => windows.concurrent(count),
            None => windows,
        }
    }
}

impl BlockingWalk {
    pub(crate) fn pages(pages: JsonPages<blocking::Client>, endpoint: &str) -> Self {
        Self(Walk::new(Steps::Pages(pages), endpoint))
    }

    pub(crate) fn windows(windows: JsonWindows<blocking::Client>, endpoint: &str) -> Self {
        Self(Walk::new(Steps::Windows(windows), endpoint))
    }
}

impl AsyncWalk {
    pub(crate) fn pages(pages: JsonPages<Client>, endpoint: &str) -> Self {
        Self(Walk::new(Steps::Pages(pages), endpoint))
    }

    pub(crate) fn windows(windows: JsonWindows<Client>, endpoint: &str) -> Self {
        Self(Walk::new(Steps::Windows(windows), endpoint))
    }
}

#[pymethods]
impl BlockingWalk {
    /// The next page; `None` after the last one.
    fn next(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let walk = self.0.get().cloned().ok_or_else(|| config_error(py, INHERITED))?;
        wait(py, || match walk.try_lock() {
            Ok(mut walk) => {
                let step = match &mut walk.steps {
                    Steps::Pages(pages) => pages.next(),
                    Steps::Windows(windows) => windows.next(),
                };
                walk.outcome(step)
            }
            Err(_) => Outcome::Misused(BUSY),
        })
    }
}

#[pymethods]
impl AsyncWalk {
    /// Fetches the next page; awaited, it gives that page, and `None` after the last one.
    fn next(&self, py: Python<'_>) -> PyResult<Flight> {
        let walk = self.0.get().cloned().ok_or_else(|| config_error(py, INHERITED))?;
        let step = async move {
            let mut walk = walk.lock().await;
            let step = match &mut walk.steps {
                Steps::Pages(pages) => pages.next().await,
                Steps::Windows(windows) => windows.next().await,
            };
            walk.outcome(step)
        };
        start(py, step)
    }
}

impl<C> Walk<C> {
    fn new(steps: Steps<C>, endpoint: &str) -> Owned<Arc<Mutex<Self>>> {
        let known = ENDPOINTS.iter().find(|known| known.path == endpoint);
        let endpoint = known.map_or(endpoint, |known| known.name).to_owned();
        Owned::new(Arc::new(Mutex::new(Self { steps, endpoint })))
    }

    /// The records as the models that a call gives.
    fn outcome(&self, step: Option<Result<String>>) -> Outcome {
        let json = match step {
            Some(Ok(json)) => json,
            Some(Err(error)) => return Outcome::Failed(error),
            None => return Outcome::from_result(Ok(())),
        };
        let data = match self.steps {
            Steps::Pages(_) => decode(&self.endpoint, &json),
            Steps::Windows(_) => match serde_json::from_str(&json) {
                Ok(window) => self.window(window),
                Err(error) => return Outcome::Panicked(format!("a window is no object: {error}")),
            },
        };
        match data {
            Ok(data) => Outcome::Answered { data, raw: None },
            Err(error) => Outcome::Failed(error),
        }
    }

    fn window(&self, window: WrittenWindow<'_>) -> Result<Box<dyn Answer>> {
        let records = decode(&self.endpoint, window.records.get())?;
        Ok(Box::new(Window { from: window.from, to: window.to, records }))
    }
}

impl Answer for Window {
    fn into_python(self: Box<Self>, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Ok((self.from, self.to, self.records.into_python(py)?).into_pyobject(py)?.into_any().unbind())
    }
}
