//! Ending calls from outside: by token, by call, by the end of their client.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use welinkpark::CancelToken;

use crate::boundary::{free, guard};

/// Ends the calls of the views that carry it. It may be used by several threads at once.
#[derive(Clone, Default)]
pub struct wlp_cancel_token {
    /// For blocking calls, which carry it themselves.
    pub(crate) core: CancelToken,
    /// For asynchronous ones, which carry a token of their own.
    pub(crate) calls: Arc<Calls>,
}

/// An asynchronous call on its way. It may be used by several threads at once.
pub struct wlp_call(pub(crate) CancelToken);

/// Asynchronous calls that can be ended together, and waited for.
#[derive(Default)]
pub(crate) struct Calls {
    state: Mutex<State>,
    ended: Condvar,
}

#[derive(Default)]
struct State {
    closed: bool,
    next: u64,
    running: BTreeMap<u64, CancelToken>,
}

/// A call's place among others; dropped when its callback has returned.
pub(crate) struct Place {
    calls: Arc<Calls>,
    number: u64,
}

impl Calls {
    pub(crate) fn enter(self: &Arc<Self>, token: &CancelToken) -> Place {
        let mut state = self.state();
        if state.closed {
            token.cancel();
        }
        let number = state.next;
        state.next += 1;
        state.running.insert(number, token.clone());
        Place { calls: self.clone(), number }
    }

    /// Ends all calls, now and later.
    pub(crate) fn cancel(&self) {
        let mut state = self.state();
        state.closed = true;
        state.running.values().for_each(CancelToken::cancel);
    }

    pub(crate) fn wait(&self) {
        let mut state = self.state();
        while !state.running.is_empty() {
            state = self.ended.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing panics while the lock is held.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.calls.state().running.remove(&self.number);
        self.calls.ended.notify_all();
    }
}

/// A token that is not cancelled. Free it with `wlp_cancel_token_free`. NULL only if memory is at its end.
#[unsafe(no_mangle)]
pub extern "C" fn wlp_cancel_token_new() -> *mut wlp_cancel_token {
    guard(std::ptr::null_mut(), || Box::into_raw(Box::default()))
}

/// Cancels all calls that carry the token, blocking and asynchronous, now and later.
///
/// What the platform has begun goes on: `wlp_error_sent` says whether it may have begun.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_cancel_token_cancel(token: *const wlp_cancel_token) {
    // SAFETY: the caller gives a living token or NULL.
    let token = unsafe { token.as_ref() };
    guard((), || {
        if let Some(token) = token {
            token.core.cancel();
            token.calls.cancel();
        }
    });
}

/// Frees a token; NULL is nothing. Calls that carry it go on.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_cancel_token_free(token: *mut wlp_cancel_token) {
    // SAFETY: the caller hands over a token of this library, or NULL.
    unsafe { free(token) }
}

/// Cancels a call. Its callback is still called, once: with `WLP_CANCELLED`, or with the call's own outcome if
/// that came first. Without effect on a call that has ended; NULL is nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_call_cancel(call: *const wlp_call) {
    // SAFETY: the caller gives a living call or NULL.
    let call = unsafe { call.as_ref() };
    guard((), || {
        if let Some(call) = call {
            call.0.cancel();
        }
    });
}

/// Frees the handle of a call, at any time, also in its callback; the call itself goes on. NULL is nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_call_free(call: *mut wlp_call) {
    // SAFETY: the caller hands over a call of this library, or NULL.
    unsafe { free(call) }
}
