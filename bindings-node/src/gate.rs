//! Gate flows: one step after the other, each with the status as JSON for its result.

use std::sync::Arc;

use napi::Env;
use napi_derive::napi;
use tokio::sync::Mutex;
use welinkpark::flow::gate::GateFlow;

use crate::cancel::Cancel;
use crate::client::NativeClient;
use crate::failure::{Result, config, failure};
use crate::inbox::{Shared, Ticket};
use crate::options::{CallSettings, milliseconds};
use crate::panics::guarded;

type Flow = GateFlow<welinkpark::Client>;

/// One user at one lane.
#[napi]
pub struct NativeGate {
    /// Absent only while a step is prepared.
    flow: Arc<Mutex<Option<Flow>>>,
    inbox: Arc<Shared>,
}

/// Settings of a flow.
#[napi(object)]
pub struct GateSettings {
    /// Milliseconds for all its calls and waits.
    pub max_wait: Option<f64>,
    /// Milliseconds between two questions.
    pub interval: Option<f64>,
}

#[napi]
impl NativeClient {
    /// A user at a lane of this kind; nothing is sent yet.
    #[napi]
    pub fn gate(
        &self,
        kind: String,
        lane_id: String,
        user_id: String,
        settings: GateSettings,
        calls: Option<CallSettings>,
    ) -> Result<NativeGate> {
        guarded(|| {
            let lane_id = lane_id.parse().map_err(|_| config(format!("laneId is {lane_id:?}; it is a 64-bit id")))?;
            let flow = self.with(calls.as_ref(), None)?.gate().start(&kind, lane_id, user_id);
            flow.map_err(|error| failure(&error)).and_then(|flow| NativeGate::new(flow, &settings, &self.inbox))
        })
    }

    /// A flow of its token.
    #[napi]
    pub fn resume_gate(
        &self,
        token: String,
        settings: GateSettings,
        calls: Option<CallSettings>,
    ) -> Result<NativeGate> {
        guarded(|| {
            let flow = self.with(calls.as_ref(), None)?.gate().resume(&token);
            flow.map_err(|error| failure(&error)).and_then(|flow| NativeGate::new(flow, &settings, &self.inbox))
        })
    }
}

#[napi]
impl NativeGate {
    /// Runs until the next change, or until the caller has something to do.
    #[napi]
    pub fn next(&self, env: &Env, cancel: Option<&Cancel>) -> Result<Ticket> {
        let (flow, token) = (Arc::clone(&self.flow), cancel.map(|cancel| cancel.token.clone()));
        self.inbox.run(env, async move {
            let mut slot = flow.lock().await;
            if let Some(token) = token {
                let cancelled_by = slot.take().map(|flow| flow.cancel(&token));
                *slot = cancelled_by;
            }
            let flow = slot.as_mut().ok_or_else(broken)?;
            flow.next().await.map(|status| status.to_json()).map_err(|error| failure(&error))
        })
    }

    /// What is known now.
    #[napi]
    pub fn status(&self) -> Result<String> {
        self.with(|flow| Ok(flow.status().to_json()))
    }

    /// The flow as a text.
    #[napi]
    pub fn token(&self) -> Result<String> {
        self.with(|flow| Ok(flow.token()))
    }

    /// The bill has been paid.
    #[napi]
    pub fn paid(&self) -> Result<()> {
        self.with(|flow| {
            flow.paid();
            Ok(())
        })
    }

    /// Goes on after the deadline or a cancellation.
    #[napi]
    pub fn extend(&self, max_wait: f64) -> Result<()> {
        self.with(|flow| {
            if let Some(max_wait) = milliseconds("maxWait", Some(max_wait))? {
                flow.extend(max_wait);
            }
            Ok(())
        })
    }
}

impl NativeGate {
    fn new(mut flow: Flow, settings: &GateSettings, inbox: &Arc<Shared>) -> Result<Self> {
        if let Some(max_wait) = milliseconds("maxWait", settings.max_wait)? {
            flow = flow.max_wait(max_wait);
        }
        if let Some(interval) = milliseconds("interval", settings.interval)? {
            flow = flow.interval(interval);
        }
        Ok(Self { flow: Arc::new(Mutex::new(Some(flow))), inbox: Arc::clone(inbox) })
    }

    /// At once, or not at all: a JavaScript thread never waits for a step.
    fn with<T>(&self, work: impl FnOnce(&mut Flow) -> Result<T>) -> Result<T> {
        guarded(|| {
            let mut slot = self.flow.try_lock().map_err(|_| {
                config("the flow is running: look at it, change it or take its token when its step has ended")
            })?;
            work(slot.as_mut().ok_or_else(broken)?)
        })
    }
}

fn broken() -> napi::Error {
    crate::failure::internal("a panic has ended the flow")
}
