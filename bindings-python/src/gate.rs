//! Gate flows, step by step; `flow/gate.py` makes loops of the steps.

use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

use pyo3::prelude::*;
use tokio::sync::Mutex;
use welinkpark::flow::gate::{GateApi, GateFlow, GateStatus};
use welinkpark::{CancelToken, Client, Face, blocking};

use crate::call::Outcome;
use crate::error::{argument_error, config_error, raise};
use crate::process::Owned;
use crate::runtime::{Flight, start};
use crate::settings::positive;
use crate::waiting::wait;

const BUSY: &str = "the gate flow is running; wait for its step, or end it with cancel()";
const INHERITED: &str = "the gate flow belongs to the process that began it; \
                         take its token() there, and resume it here with client.gate.resume(token)";

/// How long a step whose task was cancelled may take to let go of its flow.
const PATIENCE: Duration = Duration::from_secs(2);

/// A flow whose steps wait in the caller's thread.
#[pyclass(frozen, module = "welinkpark._native")]
pub(crate) struct BlockingGate(Gate<blocking::Client>);

/// A flow whose steps wait in tasks.
#[pyclass(frozen, module = "welinkpark._native")]
pub(crate) struct AsyncGate(Gate<Client>);

struct Gate<C> {
    flow: Owned<Arc<Mutex<GateFlow<C>>>>,
    /// Beside the flow, because it is wanted while the flow runs. Only locked by attached threads.
    cancel: std::sync::Mutex<CancelToken>,
    patience: Duration,
}

/// Who stands where, and how long that may take.
pub(crate) struct User {
    kind: String,
    lane_id: i64,
    user_id: String,
    max_wait: Duration,
    interval: Duration,
}

impl User {
    pub(crate) fn new(
        kind: &str,
        lane_id: &Bound<'_, PyAny>,
        user_id: &Bound<'_, PyAny>,
        max_wait: &Bound<'_, PyAny>,
        interval: &Bound<'_, PyAny>,
    ) -> PyResult<Self> {
        let endpoint = format!("auth.{kind}");
        let refuse = |field: &str, value: &Bound<'_, PyAny>, right: &str| match value.repr() {
            Ok(found) => argument_error(value.py(), Some(&endpoint), field, &format!("found {found}; give {right}")),
            Err(error) => error,
        };
        let digits = |text: String| text.trim().parse().ok();
        Ok(Self {
            kind: kind.to_owned(),
            lane_id: lane_id
                .extract::<i64>()
                .ok()
                .or_else(|| lane_id.extract().ok().and_then(digits))
                .ok_or_else(|| refuse("laneId", lane_id, "the lane's id, an int or its digits"))?,
            user_id: user_id
                .extract::<String>()
                .ok()
                .or_else(|| user_id.extract::<i64>().ok().map(|number| number.to_string()))
                .ok_or_else(|| refuse("userId", user_id, "the user's id, a str"))?,
            max_wait: positive("max_wait", max_wait)?,
            interval: positive("interval", interval)?,
        })
    }

    pub(crate) fn flow<C: Face + Clone>(self, py: Python<'_>, gate: &GateApi<'_, C>) -> PyResult<GateFlow<C>> {
        let flow = gate.start(&self.kind, self.lane_id, self.user_id).map_err(|error| raise(py, &error, None))?;
        Ok(flow.max_wait(self.max_wait).interval(self.interval))
    }
}

impl BlockingGate {
    pub(crate) fn new(flow: GateFlow<blocking::Client>) -> Self {
        Self(Gate::new(flow, Duration::ZERO))
    }
}

impl AsyncGate {
    pub(crate) fn new(flow: GateFlow<Client>) -> Self {
        Self(Gate::new(flow, PATIENCE))
    }
}

#[pymethods]
impl BlockingGate {
    /// Goes on to the next change and gives the status, as JSON.
    fn next(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let flow = self.0.flow(py)?;
        wait(py, || match flow.try_lock() {
            Ok(mut flow) => Outcome::from_result(flow.next().map(GateStatus::to_json)),
            Err(_) => Outcome::Misused(BUSY),
        })
    }

    /// The status as JSON; `None` while another thread is in a step.
    fn status(&self, py: Python<'_>) -> PyResult<Option<String>> {
        self.0.status(py)
    }

    /// The flow as a text.
    fn token(&self, py: Python<'_>) -> PyResult<String> {
        self.0.with(py, |flow| flow.token())
    }

    /// The bill has been paid.
    fn paid(&self, py: Python<'_>) -> PyResult<()> {
        self.0.with(py, GateFlow::paid)
    }

    /// Goes on after the deadline or a cancellation.
    fn extend(&self, py: Python<'_>, max_wait: &Bound<'_, PyAny>) -> PyResult<()> {
        self.0.extend(py, max_wait)
    }

    /// Ends the flow, also in the middle of a step.
    fn cancel(&self) {
        self.0.cancel();
    }
}

#[pymethods]
impl AsyncGate {
    /// Goes on to the next change; awaited, it gives the status as JSON.
    fn next(&self, py: Python<'_>) -> PyResult<Flight> {
        let flow = self.0.flow(py)?;
        let step = async move {
            let mut flow = flow.lock().await;
            Outcome::from_result(flow.next().await.map(GateStatus::to_json))
        };
        start(py, step)
    }

    /// The status as JSON.
    fn status(&self, py: Python<'_>) -> PyResult<Option<String>> {
        self.0.status(py)
    }

    /// The flow as a text.
    fn token(&self, py: Python<'_>) -> PyResult<String> {
        self.0.with(py, |flow| flow.token())
    }

    /// The bill has been paid.
    fn paid(&self, py: Python<'_>) -> PyResult<()> {
        self.0.with(py, GateFlow::paid)
    }

    /// Goes on after the deadline or a cancellation.
    fn extend(&self, py: Python<'_>, max_wait: &Bound<'_, PyAny>) -> PyResult<()> {
        self.0.extend(py, max_wait)
    }

    /// Ends the flow, also in the middle of a step.
    fn cancel(&self) {
        self.0.cancel();
    }
}

impl<C: Face + Send + Sync> Gate<C> {
    fn new(flow: GateFlow<C>, patience: Duration) -> Self {
        let cancel = std::sync::Mutex::new(flow.cancel_token());
        Self { flow: Owned::new(Arc::new(Mutex::new(flow))), cancel, patience }
    }

    fn flow(&self, py: Python<'_>) -> PyResult<Arc<Mutex<GateFlow<C>>>> {
        self.flow.get().cloned().ok_or_else(|| config_error(py, INHERITED))
    }

    fn status(&self, py: Python<'_>) -> PyResult<Option<String>> {
        self.between_steps(py, |flow| flow.status().to_json())
    }

    fn extend(&self, py: Python<'_>, max_wait: &Bound<'_, PyAny>) -> PyResult<()> {
        let max_wait = positive("max_wait", max_wait)?;
        let token = self.with(py, |flow| {
            flow.extend(max_wait);
            flow.cancel_token()
        })?;
        *self.cancel.lock().unwrap_or_else(PoisonError::into_inner) = token;
        Ok(())
    }

    fn cancel(&self) {
        self.cancel.lock().unwrap_or_else(PoisonError::into_inner).cancel();
    }

    fn with<T: Send>(&self, py: Python<'_>, work: impl FnOnce(&mut GateFlow<C>) -> T + Send) -> PyResult<T> {
        self.between_steps(py, work)?.ok_or_else(|| config_error(py, BUSY))
    }

    /// Does something with the flow; `None` if it is in the middle of a step.
    fn between_steps<T: Send>(
        &self,
        py: Python<'_>,
        work: impl FnOnce(&mut GateFlow<C>) -> T + Send,
    ) -> PyResult<Option<T>> {
        let flow = self.flow(py)?;
        Ok(py.detach(|| {
            let begun = Instant::now();
            loop {
                match flow.try_lock() {
                    Ok(mut flow) => return Some(work(&mut flow)),
                    Err(_) if begun.elapsed() >= self.patience => return None,
                    Err(_) => std::thread::sleep(Duration::from_millis(1)),
                }
            }
        }))
    }
}
