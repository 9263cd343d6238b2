//! No panic crosses into JavaScript: it becomes an internal error.

use std::any::Any;
use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;

use crate::failure::{Result, internal};

/// Runs `work`.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| Err(caught(&*panic)))
}

/// Runs `work` to its end, or to its panic.
pub(crate) async fn guarded_async<T>(work: impl Future<Output = Result<T>>) -> Result<T> {
    let mut work = pin!(work);
    poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(context))) {
        Ok(poll) => poll,
        Err(panic) => Poll::Ready(Err(caught(&*panic))),
    })
    .await
}

fn caught(panic: &(dyn Any + Send)) -> napi::Error {
    let message = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    internal(message.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "a panic".to_owned()))
}
