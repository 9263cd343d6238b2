//! Gate flows: from the scan to the open barrier.

use std::ffi::{CString, c_char, c_void};
use std::mem::size_of;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex};

use welinkpark::flow::gate::GateStatus;

use super::drive::{Ending, Flow, encoding_of_flow, hand_out, known, step, step_async, write_boxed};
use super::status::wlp_gate_status;
use super::steps::Steps;
use crate::boundary::{borrow, enter, free, guard, write};
use crate::call::Context;
use crate::cancel::wlp_call;
use crate::client::{encoding_of, wlp_client};
use crate::config::duration;
use crate::error::{wlp_error, wlp_optional, wlp_status};
use crate::failure::Failure;
use crate::request::checked_copy;
use crate::runtime::Job;

/// The user stands at an entry (`auth.enter`).
pub const WLP_GATE_ENTER: i32 = 0;
/// The user stands at an exit (`auth.exit`).
pub const WLP_GATE_EXIT: i32 = 1;
/// The user stands at a door (`auth.access`).
pub const WLP_GATE_ACCESS: i32 = 2;

/// Settings of a gate flow. Begin with `WLP_GATE_OPTIONS_INIT`; what is absent has its default.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct wlp_gate_options {
    /// `sizeof(wlp_gate_options)`; set by `WLP_GATE_OPTIONS_INIT`.
    pub struct_size: usize,
    /// How long the flow may take in milliseconds, all its calls and waits included; 30000 by default. It counts from
    /// the first step, and anew from `wlp_gate_flow_paid`.
    pub max_wait_ms: wlp_optional,
    /// Pause between two questions to the platform in milliseconds, varied by a tenth; 2000 by default.
    pub interval_ms: wlp_optional,
}

/// One user at one lane, from the scan to the open barrier (document, section 5.7). Free it with `wlp_gate_flow_free`.
///
/// Nothing is sent before the first step. A call that may open the barrier is never sent twice: if its answer is lost,
/// the flow asks the platform, and if that cannot tell, it ends in `WLP_GATE_PHASE_UNKNOWN`. Steps are for one thread at
/// a time: during one, all functions but `_status` and `_cancel` answer `WLP_MISUSE`. It lives on when its client is
/// freed.
pub struct wlp_gate_flow {
    pub(super) steps: Steps<Flow>,
    pub(super) known: Arc<Mutex<GateStatus>>,
    pub(super) ending: Mutex<Ending>,
}

/// Told of a change while a flow runs. `status` is only valid during the call.
pub type wlp_gate_change = Option<unsafe extern "C" fn(context: *mut c_void, status: *const wlp_gate_status)>;

/// The callback of a flow's step. `answer` is what the flow has come to, and the callback's to free with
/// `wlp_gate_status_free`; NULL if `status` is not `WLP_OK`. Else as `wlp_callback`.
pub type wlp_gate_callback = Option<
    unsafe extern "C" fn(context: *mut c_void, status: wlp_status, answer: *mut wlp_gate_status, error: *mut wlp_error),
>;

/// A flow of this kind (`WLP_GATE_…`) for a user at a lane. `options` may be NULL. It sends nothing.
///
/// Free `*flow` with `wlp_gate_flow_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_flow_new(
    client: *const wlp_client,
    kind: i32,
    lane_id: i64,
    user_id: *const c_char,
    options: *const wlp_gate_options,
    flow: *mut *mut wlp_gate_flow,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types, and so below.
    unsafe {
        enter(encoding_of(client), error, || {
            let client = borrow(client, "client")?;
            let user_id = client.encoding.need(user_id, "user_id")?.into_owned();
            let api = client.blocking.gate();
            let mut made = match kind {
                WLP_GATE_ENTER => api.enter(lane_id, user_id),
                WLP_GATE_EXIT => api.exit(lane_id, user_id),
                WLP_GATE_ACCESS => api.access(lane_id, user_id),
                other => return Err(Failure::misuse(format!("kind {other} is none of WLP_GATE_…"))),
            };
            if !options.is_null() {
                let options: wlp_gate_options = checked_copy(options, &[size_of::<wlp_gate_options>()], "options")?;
                if let Some(limit) = duration(options.max_wait_ms, "max_wait_ms")? {
                    made = made.max_wait(limit);
                }
                if let Some(pause) = duration(options.interval_ms, "interval_ms")? {
                    made = made.interval(pause);
                }
            }
            hand_out(client, made, flow)
        })
    }
}

/// Goes on with a flow from its token, in its park and with its deadline, also in another process. The first call is a
/// question: nothing is sent again. Free `*flow` with `wlp_gate_flow_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_resume(
    client: *const wlp_client,
    token: *const c_char,
    flow: *mut *mut wlp_gate_flow,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types, and so below.
    unsafe {
        enter(encoding_of(client), error, || {
            let client = borrow(client, "client")?;
            let made = client.blocking.gate().resume(&client.encoding.need(token, "token")?)?;
            hand_out(client, made, flow)
        })
    }
}

/// Runs until the next change, or until the program has something to do; at once if there is nothing to run for.
///
/// Free `*status` with `wlp_gate_status_free`. What the platform refuses with an error code is `WLP_API`; the flow can
/// be run again after any error, and never sends again what may have been sent.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_flow_next(
    flow: *mut wlp_gate_flow,
    status: *mut *mut wlp_gate_status,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types, and so below.
    unsafe { step(flow, status, error, Flow::next) }
}

/// As `wlp_gate_flow_next`, with a callback.
///
/// If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all. The next
/// step may be started in it. `*call`, if wanted, is to be freed with `wlp_call_free`; cancelling it cancels the flow.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_flow_next_async(
    flow: *mut wlp_gate_flow,
    callback: wlp_gate_callback,
    context: *mut c_void,
    call: *mut *mut wlp_call,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types, and so below.
    unsafe { step_async(flow, callback, context, call, error, |flow, _| flow.next()) }
}

/// Runs until the program has something to do or it is over: any phase but `WLP_GATE_PHASE_READY` and
/// `WLP_GATE_PHASE_WAITING`.
///
/// `on_change`, which may be NULL, is told every change in the caller's thread. Free `*status` with
/// `wlp_gate_status_free`. Errors are as with `wlp_gate_flow_next`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_flow_run(
    flow: *mut wlp_gate_flow,
    on_change: wlp_gate_change,
    context: *mut c_void,
    status: *mut *mut wlp_gate_status,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types, and so below.
    unsafe {
        let encoding = encoding_of_flow(flow);
        step(flow, status, error, |flow| {
            flow.run(|status| {
                if let Some(on_change) = on_change {
                    let told = wlp_gate_status::new(status, encoding);
                    on_change(context, &raw const told);
                }
            })
        })
    }
}

/// As `wlp_gate_flow_run`, with a callback; see `wlp_gate_flow_next_async`. `on_change`, which may be NULL, is told every
/// change on the client's callback thread, before `callback` and with the same `context`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_flow_run_async(
    flow: *mut wlp_gate_flow,
    on_change: wlp_gate_change,
    callback: wlp_gate_callback,
    context: *mut c_void,
    call: *mut *mut wlp_call,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types, and so below.
    unsafe {
        let (encoding, told_with) = (encoding_of_flow(flow), Context(context));
        let run = move |flow: &mut Flow, jobs: &Sender<Job>| {
            flow.run(|status| {
                if let Some(on_change) = on_change {
                    let (told, told_with) = (wlp_gate_status::new(status, encoding), told_with);
                    // Without the callback thread nobody wants to know any more.
                    let _ = jobs.send(Box::new(move || {
                        let (told, told_with) = (&told, &told_with);
                        on_change(told_with.0, std::ptr::from_ref(told));
                    }));
                }
            })
        };
        step_async(flow, callback, context, call, error, run)
    }
}

/// What is known now, also during a step. Free `*status` with `wlp_gate_status_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_flow_status(
    flow: *const wlp_gate_flow,
    status: *mut *mut wlp_gate_status,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types, and so below.
    unsafe {
        enter(encoding_of_flow(flow), error, || {
            let flow = borrow(flow, "flow")?;
            let made = wlp_gate_status::new(&known(&flow.known), flow.steps.client.encoding);
            write_boxed(status, made, "status")
        })
    }
}

/// Goes on after `WLP_GATE_PHASE_PAYMENT`, or with a flow resumed from there: the bill has been paid and reported to the
/// platform (`wlp_pay_pay_tmp_rent_bill`). The time for the flow begins anew. It sends nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_flow_paid(flow: *mut wlp_gate_flow, error: *mut *mut wlp_error) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types, and so below.
    unsafe {
        enter(encoding_of_flow(flow), error, || {
            let mut turn = borrow(flow.cast_const(), "flow")?.steps.turn()?;
            let mut flow = turn.state();
            flow.core()?.paid();
            flow.note();
            Ok(())
        })
    }
}

/// Goes on after `WLP_GATE_PHASE_TIMED_OUT` or `WLP_GATE_PHASE_CANCELLED`, for so many more milliseconds. It sends
/// nothing, and never lets be sent again what may have been sent.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_flow_extend(
    flow: *mut wlp_gate_flow,
    max_wait_ms: i64,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types, and so below.
    unsafe {
        enter(encoding_of_flow(flow), error, || {
            let flow = borrow(flow.cast_const(), "flow")?;
            let wait = duration(wlp_optional::of(max_wait_ms), "max_wait_ms")?.unwrap_or_default();
            let mut turn = flow.steps.turn()?;
            let mut state = turn.state();
            state.core()?.extend(wait);
            let ending = Ending::new(&flow.steps.client);
            state.core = state.core.take().map(|core| core.cancel(&ending.token));
            state.note();
            *flow.ending() = ending;
            Ok(())
        })
    }
}

/// The flow as a text for `wlp_gate_resume`, to be kept as private as lane, user and park: it holds no credential. Free
/// `*token` with `wlp_string_free`.
///
/// A call that is due when the token is made counts as sent. To save a flow during a step, cancel it and wait for the
/// step's end.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_flow_token(
    flow: *const wlp_gate_flow,
    token: *mut *mut c_char,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types, and so below.
    unsafe {
        enter(encoding_of_flow(flow), error, || {
            let mut turn = borrow(flow, "flow")?.steps.turn()?;
            if token.is_null() {
                return Err(Failure::null("token"));
            }
            let made = turn.state().core()?.token();
            write(token, CString::new(made).unwrap_or_default().into_raw(), "token")
        })
    }
}

/// Ends the flow, from any thread and at any moment: its step ends with `WLP_GATE_PHASE_CANCELLED`. What the platform has
/// begun goes on. NULL is nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_flow_cancel(flow: *const wlp_gate_flow) {
    // SAFETY: the caller gives a living flow or NULL.
    let flow = unsafe { flow.as_ref() };
    guard((), || {
        if let Some(flow) = flow {
            flow.ending().token.cancel();
        }
    });
}

/// Frees a flow; NULL is nothing. A step with a callback is cancelled, and it waits until the callback has returned;
/// called in a callback it does not wait, and the callback comes later.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_gate_flow_free(flow: *mut wlp_gate_flow) {
    // SAFETY: the caller gives a living flow or NULL.
    if let Some(flow) = unsafe { flow.as_ref() } {
        guard((), || flow.steps.client.close());
    }
    // SAFETY: the caller hands over a flow of this library, or NULL.
    unsafe { free(flow) }
}
