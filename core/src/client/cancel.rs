//! Ending a call from outside.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;

use tokio::sync::Notify;

/// Ends the calls that carry it: they close their connection and answer `Cancelled`.
///
/// What the platform has begun goes on: [`Error::sent`](crate::Error::sent) says whether it may have begun.
/// An asynchronous call can also be ended by dropping its future.
#[derive(Debug, Clone, Default)]
pub struct CancelToken(Arc<State>);

#[derive(Debug, Default)]
struct State {
    cancelled: AtomicBool,
    notify: Notify,
    /// A token whose cancelling is this one's, too.
    parent: Option<CancelToken>,
}

impl CancelToken {
    /// A token that is not cancelled.
    pub fn new() -> Self {
        Self::default()
    }

    /// Cancels all calls that carry this token, now and later.
    pub fn cancel(&self) {
        self.0.cancelled.store(true, Ordering::SeqCst);
        self.0.notify.notify_waiters();
    }

    /// Whether [`cancel`](Self::cancel) was called.
    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Ordering::SeqCst) || self.0.parent.as_ref().is_some_and(Self::is_cancelled)
    }

    /// A token that is cancelled with its parent, but not the other way round.
    pub(crate) fn child(parent: Option<Self>) -> Self {
        Self(Arc::new(State { parent, ..State::default() }))
    }

    pub(crate) async fn cancelled(&self) {
        let mut own = pin!(self.0.notify.notified());
        let mut parents = pin!(self.0.parent.as_ref().map(|parent| parent.0.notify.notified()));
        // Registered before the flags are read, so that a cancel in between is not lost.
        own.as_mut().enable();
        if let Some(parents) = parents.as_mut().as_pin_mut() {
            parents.enable();
        }
        std::future::poll_fn(|context| {
            let by_parent = parents.as_mut().as_pin_mut().is_some_and(|parents| parents.poll(context).is_ready());
            let ended = by_parent || self.is_cancelled() || own.as_mut().poll(context).is_ready();
            if ended { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
    }
}
