//! Where Rust ends: no panic goes beyond this file, and no output is written unless all went well.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;

use crate::error::{wlp_error, wlp_status};
use crate::failure::Failure;
use crate::text::Encoding;

/// Runs the body of a function that answers with a status.
///
/// # Safety
/// `error` is NULL or can be written.
pub(crate) unsafe fn enter(
    encoding: Encoding,
    error: *mut *mut wlp_error,
    body: impl FnOnce() -> Result<(), Failure>,
) -> wlp_status {
    match caught(body) {
        Ok(()) => wlp_status::WLP_OK,
        // SAFETY: the same contract.
        Err(failure) => unsafe { report(failure, encoding, error) },
    }
}

/// Runs the body of a function that cannot fail; `otherwise` is what it answers after a panic.
pub(crate) fn guard<T>(otherwise: T, body: impl FnOnce() -> T) -> T {
    catch_unwind(AssertUnwindSafe(body)).unwrap_or(otherwise)
}

/// The outcome of `body`; a panic is a failure of kind `internal`.
pub(crate) fn caught<T>(body: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(body)).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<&str>().copied().map(str::to_owned);
        let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
        Err(Failure::internal(text.unwrap_or_else(|| "a panic".to_owned())))
    })
}

/// As [`caught`], for what is asynchronous.
pub(crate) async fn caught_within<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let mut work = pin!(work);
    poll_fn(|context| caught(|| Ok(work.as_mut().poll(context))).unwrap_or_else(|failure| Poll::Ready(Err(failure))))
        .await
}

/// Hands out the error, if the caller wants it, and answers with its status.
///
/// # Safety
/// `error` is NULL or can be written.
unsafe fn report(failure: Failure, encoding: Encoding, error: *mut *mut wlp_error) -> wlp_status {
    let status = failure.status;
    if !error.is_null() {
        let made = guard(std::ptr::null_mut(), || failure.into_raw(encoding));
        // SAFETY: not NULL, so it can be written.
        unsafe { error.write(made) };
    }
    status
}

/// Writes an output.
///
/// # Safety
/// `output` is NULL or can be written.
pub(crate) unsafe fn write<T>(output: *mut T, value: T, name: &str) -> Result<(), Failure> {
    if output.is_null() {
        return Err(Failure::null(name));
    }
    // SAFETY: not NULL, so it can be written.
    unsafe { output.write(value) };
    Ok(())
}

/// What a pointer argument points to.
///
/// # Safety
/// `pointer` is NULL or points to a `T` that lives for `'a` and is not written meanwhile.
pub(crate) unsafe fn borrow<'a, T>(pointer: *const T, name: &str) -> Result<&'a T, Failure> {
    // SAFETY: the same contract.
    unsafe { pointer.as_ref() }.ok_or_else(|| Failure::null(name))
}

/// Ends the life of something that was handed out; NULL is nothing.
///
/// # Safety
/// `pointer` is NULL or came from `Box::into_raw` and is not used afterwards.
pub(crate) unsafe fn free<T>(pointer: *mut T) {
    if pointer.is_null() {
        return;
    }
    guard((), || {
        // SAFETY: by contract it came from a box, and ends here.
        drop(unsafe { Box::from_raw(pointer) });
    });
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic)]

    use super::*;
    use crate::error::{wlp_error_free, wlp_error_status};

    #[test]
    fn a_panic_becomes_an_internal_error() {
        let mut error = std::ptr::null_mut();
        // SAFETY: the pointer can be written; the error is freed once.
        unsafe {
            let status = enter(Encoding::Utf8, &raw mut error, || panic!("a defect"));
            assert_eq!(status, wlp_status::WLP_INTERNAL);
            assert_eq!(wlp_error_status(error), wlp_status::WLP_INTERNAL);
            wlp_error_free(error);
            assert_eq!(enter(Encoding::Utf8, std::ptr::null_mut(), || panic!("a defect")), wlp_status::WLP_INTERNAL);
        }
        assert_eq!(guard(7, || panic!("a defect")), 7);
    }
}
