//! The two clients, as `client.py` uses them.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use tokio::task::AbortHandle;
use welinkpark::{CallOptions, Client, ClientBuilder, blocking};

use crate::call::{Order, Outcome};
use crate::error::{config_error, raise};
use crate::log::Records;
use crate::process::PerProcess;
use crate::runtime::{Addressee, InThread, is_exiting, leave, start};
use crate::settings::{builder, options};

/// How often a call in the main thread looks for signals.
const SIGNALS: Duration = Duration::from_millis(50);

/// A client whose calls wait in the caller's thread, detached from the interpreter.
#[pyclass(frozen, module = "welinkpark._native")]
pub(crate) struct BlockingClient(View<blocking::Client>);

/// A client whose calls wait in tasks of their own.
#[pyclass(frozen, module = "welinkpark._native")]
pub(crate) struct AsyncClient(View<Client>);

/// A client for one park, with options of its own, over connections that it shares.
struct View<C> {
    shared: Arc<PerProcess<C>>,
    park_id: Option<String>,
    options: CallOptions,
}

#[pymethods]
impl BlockingClient {
    #[new]
    fn new(settings: &Bound<'_, PyDict>) -> PyResult<Self> {
        View::new(settings, ClientBuilder::build_blocking).map(Self)
    }

    /// The same connections with other options.
    fn with_options(&self, options: &Bound<'_, PyDict>) -> PyResult<Self> {
        self.0.with_options(options).map(Self)
    }

    /// The same connections for another park.
    fn for_park(&self, park_id: String) -> Self {
        Self(self.0.for_park(park_id))
    }

    /// The park that calls are about.
    fn park_id(&self, py: Python<'_>) -> PyResult<String> {
        Ok(self.0.client(py)?.park_id().to_owned())
    }

    /// Closes the connections that are idle, and the others when their calls end.
    fn close(&self, py: Python<'_>) {
        self.0.shared.close(py);
    }

    /// Makes one call and waits for its outcome.
    #[pyo3(signature = (kind, target, params, *, raw = false))]
    fn call(
        &self,
        py: Python<'_>,
        kind: &str,
        target: String,
        params: &Bound<'_, PyAny>,
        raw: bool,
    ) -> PyResult<Py<PyAny>> {
        let order = Order::new(kind, target, params, raw)?;
        let raised: Arc<Mutex<Option<PyErr>>> = Arc::default();
        let (client, in_thread) = if in_main_thread(py)? {
            let raised = raised.clone();
            (self.0.client(py)?.watched(SIGNALS, move || signalled(&raised)), None)
        } else {
            let (in_thread, exit) = InThread::enter()?;
            let options = CallOptions { cancel: Some(exit), ..self.0.options.clone() };
            (self.0.client(py)?.with_options(options), Some(in_thread))
        };
        let mut records = Records::new(py);
        let outcome = py.detach(|| Outcome::of(|| records.during(|| order.perform(&client))));
        records.emit(py);
        let raised = raised.lock().unwrap_or_else(PoisonError::into_inner).take();
        match raised {
            Some(error) => Err(error),
            None if in_thread.is_some() && is_exiting() => Err(leave()),
            None => outcome.into_python(py),
        }
    }
}

#[pymethods]
impl AsyncClient {
    #[new]
    fn new(settings: &Bound<'_, PyDict>) -> PyResult<Self> {
        View::new(settings, ClientBuilder::build).map(Self)
    }

    /// The same connections with other options.
    fn with_options(&self, options: &Bound<'_, PyDict>) -> PyResult<Self> {
        self.0.with_options(options).map(Self)
    }

    /// The same connections for another park.
    fn for_park(&self, park_id: String) -> Self {
        Self(self.0.for_park(park_id))
    }

    /// The park that calls are about.
    fn park_id(&self, py: Python<'_>) -> PyResult<String> {
        Ok(self.0.client(py)?.park_id().to_owned())
    }

    /// Closes the connections that are idle, and the others when their calls end.
    fn close(&self, py: Python<'_>) {
        self.0.shared.close(py);
    }

    /// Starts one call. When it ends, `event_loop` runs `done(data, error)`, one of them `None`.
    #[pyo3(signature = (kind, target, params, event_loop, done, *, raw = false))]
    #[expect(clippy::too_many_arguments, reason = "what is asked, and where the answer goes")]
    fn start(
        &self,
        py: Python<'_>,
        kind: &str,
        target: String,
        params: &Bound<'_, PyAny>,
        event_loop: Py<PyAny>,
        done: Py<PyAny>,
        raw: bool,
    ) -> PyResult<Flight> {
        let order = Order::new(kind, target, params, raw)?;
        let client = self.0.client(py)?;
        let call = async move { order.perform_async(&client).await };
        start(py, call, Addressee { event_loop, done }).map(Flight)
    }
}

/// An asynchronous call under way.
#[pyclass(frozen, module = "welinkpark._native")]
pub(crate) struct Flight(AbortHandle);

#[pymethods]
impl Flight {
    /// Ends the call and closes its connection; nothing happens if it has ended.
    fn cancel(&self) {
        self.0.abort();
    }
}

impl<C: Clone + Parked> View<C> {
    fn new(settings: &Bound<'_, PyDict>, make: fn(ClientBuilder) -> welinkpark::Result<C>) -> PyResult<Self> {
        let shared = PerProcess::new(builder(settings)?, make).map_err(|error| raise(settings.py(), &error, None))?;
        Ok(Self { shared: Arc::new(shared), park_id: None, options: CallOptions::default() })
    }

    fn with_options(&self, given: &Bound<'_, PyDict>) -> PyResult<Self> {
        let options = options(&self.options, given)?;
        Ok(Self { shared: self.shared.clone(), park_id: self.park_id.clone(), options })
    }

    fn for_park(&self, park_id: String) -> Self {
        Self { shared: self.shared.clone(), park_id: Some(park_id), options: self.options.clone() }
    }

    fn client(&self, py: Python<'_>) -> PyResult<C> {
        let client = self.shared.get(py).map_err(|error| raise(py, &error, None))?;
        let client = client.ok_or_else(|| config_error(py, "the client is closed"))?;
        Ok(client.viewed(self.park_id.as_deref(), &self.options))
    }
}

/// A client of the core that gives views of itself.
trait Parked: Sized {
    fn viewed(self, park_id: Option<&str>, options: &CallOptions) -> Self;
}

macro_rules! parked {
    ($($client:ty),*) => {$(
        impl Parked for $client {
            fn viewed(self, park_id: Option<&str>, options: &CallOptions) -> Self {
                let client = self.with_options(options.clone());
                match park_id {
                    Some(park_id) => client.for_park(park_id),
                    None => client,
                }
            }
        }
    )*};
}

parked!(blocking::Client, Client);

/// Lets Python look at signals; `true` if a handler raised, as Ctrl-C's does.
fn signalled(raised: &Mutex<Option<PyErr>>) -> bool {
    Python::attach(|py| match py.check_signals() {
        Ok(()) => false,
        Err(error) => {
            raised.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
            true
        }
    })
}

/// Only the main thread runs signal handlers.
fn in_main_thread(py: Python<'_>) -> PyResult<bool> {
    let threading = py.import(intern!(py, "threading"))?;
    let current = threading.call_method0(intern!(py, "get_ident"))?;
    let main = threading.call_method0(intern!(py, "main_thread"))?.getattr(intern!(py, "ident"))?;
    current.eq(main)
}
