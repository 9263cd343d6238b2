//! The steps of a gate flow, in the caller's thread or in the background.

use std::ffi::c_void;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use welinkpark::flow::gate::{GateFlow, GatePhase, GateStatus};
use welinkpark::{CancelToken, blocking};

use super::gate::{wlp_gate_callback, wlp_gate_flow};
use super::status::wlp_gate_status;
use super::steps::{Steps, Turn, in_background};
use crate::boundary::{borrow, enter, write};
use crate::call::Context;
use crate::cancel::{Place, wlp_call};
use crate::client::wlp_client;
use crate::error::{wlp_error, wlp_status};
use crate::failure::Failure;
use crate::runtime::Job;
use crate::text::Encoding;

/// A flow, and what others may know of it during a step.
pub(super) struct Flow {
    /// Absent only while a setting changes.
    pub(super) core: Option<GateFlow<blocking::Client>>,
    known: Arc<Mutex<GateStatus>>,
}

/// What ends the flow: its own token, which the client's token ends, too.
pub(super) struct Ending {
    pub(super) token: CancelToken,
    _place: Option<Place>,
}

impl wlp_gate_flow {
    pub(super) fn ending(&self) -> MutexGuard<'_, Ending> {
        // Nothing panics while the lock is held.
        self.ending.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Ending {
    pub(super) fn new(client: &wlp_client) -> Self {
        let token = CancelToken::new();
        let place = client.token_calls.as_ref().map(|calls| calls.enter(&token));
        Self { token, _place: place }
    }
}

impl Flow {
    pub(super) fn core(&mut self) -> Result<&mut GateFlow<blocking::Client>, Failure> {
        self.core.as_mut().ok_or_else(|| Failure::internal("a gate flow was lost in an earlier panic".to_owned()))
    }

    /// Makes known to others what the flow has come to.
    pub(super) fn note(&mut self) {
        if let Some(core) = &self.core {
            known(&self.known).clone_from(core.status());
        }
    }

    pub(super) fn next(&mut self) -> Result<GateStatus, Failure> {
        let outcome = self.core()?.next().cloned();
        self.note();
        Ok(outcome?)
    }

    pub(super) fn run(&mut self, mut on_change: impl FnMut(&GateStatus)) -> Result<GateStatus, Failure> {
        loop {
            let before = self.core()?.status().clone();
            let outcome = self.next();
            let now = self.core()?.status();
            let is_change = now.phase != before.phase
                || now.state != before.state
                || now.err_code != before.err_code
                || now.sent != before.sent;
            if is_change {
                on_change(now);
            }
            if !matches!(outcome, Ok(GateStatus { phase: GatePhase::Ready | GatePhase::Waiting, .. })) {
                return outcome;
            }
        }
    }
}

pub(super) fn known(known: &Mutex<GateStatus>) -> MutexGuard<'_, GateStatus> {
    // Nothing panics while the lock is held.
    known.lock().unwrap_or_else(PoisonError::into_inner)
}

/// # Safety
/// `output` is NULL or can be written.
pub(super) unsafe fn hand_out(
    client: &wlp_client,
    made: GateFlow<blocking::Client>,
    output: *mut *mut wlp_gate_flow,
) -> Result<(), Failure> {
    let client = client.view();
    let ending = Ending::new(&client);
    let known = Arc::new(Mutex::new(made.status().clone()));
    let flow = Flow { core: Some(made.cancel(&ending.token)), known: known.clone() };
    let made = wlp_gate_flow { steps: Steps::new(client, flow), known, ending: Mutex::new(ending) };
    // SAFETY: the same contract.
    unsafe { write_boxed(output, made, "flow") }
}

/// # Safety
/// `output` is NULL or can be written.
pub(super) unsafe fn write_boxed<T>(output: *mut *mut T, value: T, name: &str) -> Result<(), Failure> {
    if output.is_null() {
        return Err(Failure::null(name));
    }
    // SAFETY: the same contract.
    unsafe { write(output, Box::into_raw(Box::new(value)), name) }
}

/// A step in the caller's thread.
///
/// # Safety
/// Pointers are NULL or fit their types.
pub(super) unsafe fn step(
    flow: *mut wlp_gate_flow,
    status: *mut *mut wlp_gate_status,
    error: *mut *mut wlp_error,
    work: impl FnOnce(&mut Flow) -> Result<GateStatus, Failure>,
) -> wlp_status {
    // SAFETY: the same contract.
    unsafe {
        enter(encoding_of_flow(flow), error, || {
            let flow = borrow(flow.cast_const(), "flow")?;
            if status.is_null() {
                return Err(Failure::null("status"));
            }
            let mut turn = flow.steps.turn()?;
            let outcome = work(&mut turn.state())?;
            write_boxed(status, wlp_gate_status::new(&outcome, flow.steps.client.encoding), "status")
        })
    }
}

/// A step in the background.
///
/// # Safety
/// Pointers are NULL or fit their types; the callback may be called from another thread with `context`.
pub(super) unsafe fn step_async(
    flow: *mut wlp_gate_flow,
    callback: wlp_gate_callback,
    context: *mut c_void,
    call: *mut *mut wlp_call,
    error: *mut *mut wlp_error,
    work: impl FnOnce(&mut Flow, &Sender<Job>) -> Result<GateStatus, Failure> + Send + 'static,
) -> wlp_status {
    let context = Context(context);
    // SAFETY: the same contract.
    unsafe {
        enter(encoding_of_flow(flow), error, || {
            let flow = borrow(flow.cast_const(), "flow")?;
            let callback = callback.ok_or_else(|| Failure::null("callback"))?;
            let mut turn: Turn<Flow> = flow.steps.turn()?;
            let (client, token) = (&flow.steps.client, flow.ending().token.clone());
            let encoding = client.encoding;
            let work = move |jobs: &Sender<Job>| {
                let outcome = work(&mut turn.state(), jobs);
                // The callback may start the next step.
                drop(turn);
                outcome.map(|status| wlp_gate_status::new(&status, encoding))
            };
            let finish = move |outcome: Result<wlp_gate_status, Failure>| {
                let context = &context;
                match outcome {
                    Ok(status) => {
                        let made = Box::into_raw(Box::new(status));
                        callback(context.0, wlp_status::WLP_OK, made, std::ptr::null_mut());
                    }
                    Err(failure) => {
                        callback(context.0, failure.status, std::ptr::null_mut(), failure.into_raw(encoding));
                    }
                }
            };
            in_background(client, &token, work, finish)?;
            if call.is_null() { Ok(()) } else { write(call, Box::into_raw(Box::new(wlp_call(token))), "call") }
        })
    }
}

/// # Safety
/// `flow` is NULL or points to a living flow.
pub(super) unsafe fn encoding_of_flow(flow: *const wlp_gate_flow) -> Encoding {
    // SAFETY: the same contract.
    unsafe { flow.as_ref() }.map_or(Encoding::Utf8, |flow| flow.steps.client.encoding)
}
