//! Limits of time, without the wake-up that each would cost.
//!
//! When a timer is registered that ends before all others, tokio wakes the runtime, even from within; and one that was
//! idle has no others. So the timer of the last attempt stays until the next one has its own, which ends later.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::{Mutex, PoisonError};
use std::task::Poll;
use std::time::Duration;

use tokio::task::coop::{Unconstrained, unconstrained};
use tokio::time::{Sleep, sleep};

#[derive(Default)]
pub(crate) struct Timer {
    /// Only ever dropped: its runtime may be gone.
    last: Mutex<Option<Pin<Box<Unconstrained<Sleep>>>>>,
}

impl Timer {
    /// The future's result, or `None` if it takes longer than `limit`.
    pub(crate) async fn within<T>(&self, limit: Duration, future: impl Future<Output = T>) -> Option<T> {
        let mut future = pin!(future);
        let mut sleep = Box::pin(unconstrained(sleep(limit)));
        let result = poll_fn(|context| match future.as_mut().poll(context) {
            Poll::Ready(result) => Poll::Ready(Some(result)),
            Poll::Pending => sleep.as_mut().poll(context).map(|()| None),
        })
        .await;
        // A panic elsewhere cannot have left it half changed.
        let before = self.last.lock().unwrap_or_else(PoisonError::into_inner).replace(sleep);
        // After the lock.
        drop(before);
        result
    }
}
