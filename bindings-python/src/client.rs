//! The two clients, as `client.py` uses them.

use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::PyDict;
use welinkpark::{CallOptions, Client, ClientBuilder, blocking};

use crate::call::{Order, written};
use crate::error::{config_error, raise};
use crate::gate::{AsyncGate, BlockingGate, User};
use crate::process::PerProcess;
use crate::runtime::{Flight, start};
use crate::settings::{builder, options, positive};
use crate::waiting::{wait, watched};
use crate::walk::{AsyncWalk, BlockingWalk, Pace};

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

    /// Calls an endpoint by name and waits for its answer, a model.
    fn typed(&self, py: Python<'_>, endpoint: String, params: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        self.call(py, "typed", endpoint, params, false)
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
        let client = watched(&self.0.client(py)?);
        wait(py, || order.perform(&client))
    }

    /// A user at a lane: `enter`, `exit` or `access`. Nothing is sent yet.
    #[pyo3(signature = (kind, lane_id, user_id, max_wait, interval))]
    fn gate(
        &self,
        py: Python<'_>,
        kind: &str,
        lane_id: &Bound<'_, PyAny>,
        user_id: &Bound<'_, PyAny>,
        max_wait: &Bound<'_, PyAny>,
        interval: &Bound<'_, PyAny>,
    ) -> PyResult<BlockingGate> {
        let user = User::new(kind, lane_id, user_id, max_wait, interval)?;
        let client = watched(&self.0.client(py)?);
        user.flow(py, &client.gate()).map(BlockingGate::new)
    }

    /// Goes on with a gate flow from its token.
    fn resume_gate(&self, py: Python<'_>, token: &str) -> PyResult<BlockingGate> {
        let client = watched(&self.0.client(py)?);
        let flow = client.gate().resume(token).map_err(|error| raise(py, &error, None))?;
        Ok(BlockingGate::new(flow))
    }

    /// Walks a list query page by page. Nothing is sent yet.
    fn pages(&self, py: Python<'_>, endpoint: &str, params: &Bound<'_, PyAny>, pace: Pace) -> PyResult<BlockingWalk> {
        let params = written(endpoint, params)?;
        let client = watched(&self.0.client(py)?);
        Ok(BlockingWalk::pages(pace.pages(client.pages_json(endpoint, &params)), endpoint))
    }

    /// Cuts the time range of a list query into windows. Nothing is sent yet.
    fn windows(
        &self,
        py: Python<'_>,
        endpoint: &str,
        params: &Bound<'_, PyAny>,
        width: &Bound<'_, PyAny>,
        pace: Pace,
    ) -> PyResult<BlockingWalk> {
        let (params, width) = (written(endpoint, params)?, positive("width", width)?);
        let client = watched(&self.0.client(py)?);
        Ok(BlockingWalk::windows(pace.windows(client.windows_json(endpoint, &params, width)), endpoint))
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

    /// A call of an endpoint by name, answered by its model when it is awaited.
    fn typed(&self, py: Python<'_>, endpoint: String, params: &Bound<'_, PyAny>) -> PyResult<Flight> {
        self.call(py, "typed", endpoint, params, false)
    }

    /// Starts one call; its outcome comes when it is awaited.
    #[pyo3(signature = (kind, target, params, *, raw = false))]
    fn call(
        &self,
        py: Python<'_>,
        kind: &str,
        target: String,
        params: &Bound<'_, PyAny>,
        raw: bool,
    ) -> PyResult<Flight> {
        let order = Order::new(kind, target, params, raw)?;
        let client = self.0.client(py)?;
        start(py, async move { order.perform_async(&client).await })
    }

    /// A user at a lane: `enter`, `exit` or `access`. Nothing is sent yet.
    #[pyo3(signature = (kind, lane_id, user_id, max_wait, interval))]
    fn gate(
        &self,
        py: Python<'_>,
        kind: &str,
        lane_id: &Bound<'_, PyAny>,
        user_id: &Bound<'_, PyAny>,
        max_wait: &Bound<'_, PyAny>,
        interval: &Bound<'_, PyAny>,
    ) -> PyResult<AsyncGate> {
        let user = User::new(kind, lane_id, user_id, max_wait, interval)?;
        user.flow(py, &self.0.client(py)?.gate()).map(AsyncGate::new)
    }

    /// Goes on with a gate flow from its token.
    fn resume_gate(&self, py: Python<'_>, token: &str) -> PyResult<AsyncGate> {
        let flow = self.0.client(py)?.gate().resume(token).map_err(|error| raise(py, &error, None))?;
        Ok(AsyncGate::new(flow))
    }

    /// Walks a list query page by page. Nothing is sent yet.
    fn pages(&self, py: Python<'_>, endpoint: &str, params: &Bound<'_, PyAny>, pace: Pace) -> PyResult<AsyncWalk> {
        let params = written(endpoint, params)?;
        let client = self.0.client(py)?;
        Ok(AsyncWalk::pages(pace.pages(client.pages_json(endpoint, &params)), endpoint))
    }

    /// Cuts the time range of a list query into windows. Nothing is sent yet.
    fn windows(
        &self,
        py: Python<'_>,
        endpoint: &str,
        params: &Bound<'_, PyAny>,
        width: &Bound<'_, PyAny>,
        pace: Pace,
    ) -> PyResult<AsyncWalk> {
        let (params, width) = (written(endpoint, params)?, positive("width", width)?);
        let client = self.0.client(py)?;
        Ok(AsyncWalk::windows(pace.windows(client.windows_json(endpoint, &params, width)), endpoint))
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
