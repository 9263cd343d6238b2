//! Walks through lists without types: any list query by name, with JSON.

use std::ffi::{c_char, c_void};

use super::walk::{
    free_pages, free_windows, next_page, next_page_async, next_window, next_window_async, pages_of, windows_of,
    wlp_pages_options, wlp_windows_options,
};
use crate::answer::{Raw, wlp_text_answer};
use crate::call::wlp_text_answer_callback;
use crate::cancel::wlp_call;
use crate::client::wlp_client;
use crate::error::{wlp_error, wlp_status};
use crate::failure::Failure;
use crate::text::Encoding;

/// The pages of any list query as JSON. Free it with `wlp_json_pages_free`. It lives on when its client is freed.
pub struct wlp_json_pages(());

/// The windows of any list query as JSON. Free it with `wlp_json_windows_free`. It lives on when its client is freed.
pub struct wlp_json_windows(());

/// Walks any list query by name (`passport.query`) with parameters as a JSON object, NULL for none; names in wire or
/// snake case. `options` may be NULL. It sends nothing. Free `*pages` with `wlp_json_pages_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_pages_json(
    client: *const wlp_client,
    endpoint: *const c_char,
    params: *const c_char,
    options: *const wlp_pages_options,
    pages: *mut *mut wlp_json_pages,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types, and so below.
    unsafe { pages_of(client, |encoding| named(endpoint, params, encoding), options, pages, error) }
}

/// The next page: canonical JSON of an array of records, to be freed with `wlp_text_answer_free`. `*list` is NULL, with
/// `WLP_OK`, after the last page and after an error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_json_pages_next(
    pages: *mut wlp_json_pages,
    list: *mut *mut wlp_text_answer,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types, and so below.
    unsafe { next_page::<_, Raw>(pages, list, error) }
}

/// As `wlp_json_pages_next`, with a callback.
///
/// If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all. The next
/// step may be started in it. `*call`, if wanted, is to be freed with `wlp_call_free`; cancelling it ends the walk.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_json_pages_next_async(
    pages: *mut wlp_json_pages,
    callback: wlp_text_answer_callback,
    context: *mut c_void,
    call: *mut *mut wlp_call,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types, and so below.
    unsafe { next_page_async::<_, Raw>(pages, callback, context, call, error) }
}

/// Frees a walk; NULL is nothing. A step with a callback is cancelled, and it waits until the callback has returned;
/// called in a callback it does not wait, and the callback comes later.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_json_pages_free(pages: *mut wlp_json_pages) {
    // SAFETY: the caller hands over a walk of this library, or NULL.
    unsafe { free_pages(pages) }
}

/// Cuts the time range of any list query by name into windows of so many seconds, the earliest first, several of which
/// are fetched at once. `options` may be NULL. It sends nothing. Free `*windows` with `wlp_json_windows_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_windows_json(
    client: *const wlp_client,
    endpoint: *const c_char,
    params: *const c_char,
    window_seconds: i64,
    options: *const wlp_windows_options,
    windows: *mut *mut wlp_json_windows,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types, and so below.
    unsafe { windows_of(client, |encoding| named(endpoint, params, encoding), window_seconds, options, windows, error) }
}

/// The next window: its first and last second in Unix time, either of which may be NULL, and canonical JSON of the
/// array of its records, to be freed with `wlp_text_answer_free`. `*list` is NULL, with `WLP_OK`, after the last window and after an
/// error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_json_windows_next(
    windows: *mut wlp_json_windows,
    start: *mut i64,
    end: *mut i64,
    list: *mut *mut wlp_text_answer,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types, and so below.
    unsafe { next_window::<_, Raw>(windows, start, end, list, error) }
}

/// The callback of a step through windows as JSON. `list` is the callback's to free, and NULL after the last window.
/// Else as `wlp_callback`.
pub type wlp_json_window_callback = Option<
    unsafe extern "C" fn(
        context: *mut c_void,
        status: wlp_status,
        start: i64,
        end: i64,
        list: *mut wlp_text_answer,
        error: *mut wlp_error,
    ),
>;

/// As `wlp_json_windows_next`, with a callback; see `wlp_json_pages_next_async`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_json_windows_next_async(
    windows: *mut wlp_json_windows,
    callback: wlp_json_window_callback,
    context: *mut c_void,
    call: *mut *mut wlp_call,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types, and so below.
    unsafe { next_window_async::<_, Raw>(windows, callback, context, call, error) }
}

/// Frees a walk; see `wlp_json_pages_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_json_windows_free(windows: *mut wlp_json_windows) {
    // SAFETY: the caller hands over a walk of this library, or NULL.
    unsafe { free_windows(windows) }
}

/// # Safety
/// Texts are NULL or NUL-terminated.
unsafe fn named(
    endpoint: *const c_char,
    params: *const c_char,
    encoding: Encoding,
) -> Result<(String, String), Failure> {
    // SAFETY: the same contract.
    unsafe {
        let endpoint = encoding.need(endpoint, "endpoint")?.into_owned();
        Ok((endpoint, encoding.read(params, "params")?.unwrap_or_default().into_owned()))
    }
}
