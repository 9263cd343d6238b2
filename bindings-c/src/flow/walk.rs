//! Walks through lists: page by page, and window by window. The typed functions in `generated` are thin; what they do
//! stands here.

use std::ffi::c_void;
use std::mem::size_of;
use std::time::Duration;

use serde::Deserialize;
use serde_json::value::RawValue;
use welinkpark::flow::paging::{JsonPages, JsonWindows};
use welinkpark::{CallOptions, CancelToken, ChinaTime, RawResponse, blocking};

use super::steps::{Steps, in_background};
use crate::answer::Shape;
use crate::boundary::{borrow, enter, free, guard, write};
use crate::call::{Callback, Context};
use crate::cancel::{Place, wlp_call};
use crate::client::{encoding_of, wlp_client};
use crate::config::{flag, number};
use crate::error::{wlp_error, wlp_optional, wlp_status};
use crate::failure::Failure;
use crate::request::{Request, checked_copy};
use crate::text::Encoding;
use crate::threads::at_once;

/// How a list is walked page by page. Begin with `WLP_PAGES_OPTIONS_INIT`; what is absent has its default.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct wlp_pages_options {
    /// `sizeof(wlp_pages_options)`; set by `WLP_PAGES_OPTIONS_INIT`.
    pub struct_size: usize,
    /// Records per page; the request's `length` by default, or 100. Ask for no more than the platform gives: a short
    /// page is the last one.
    pub page_size: wlp_optional,
    /// At most so many records.
    pub limit: wlp_optional,
    /// Whether the next page is fetched while the program works on this one, 1 or 0; 1 by default.
    pub prefetch: wlp_optional,
}

/// How a time range is walked window by window. Begin with `WLP_WINDOWS_OPTIONS_INIT`; what is absent has its default.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct wlp_windows_options {
    /// `sizeof(wlp_windows_options)`; set by `WLP_WINDOWS_OPTIONS_INIT`.
    pub struct_size: usize,
    /// Records per page; the request's `length` by default, or 100.
    pub page_size: wlp_optional,
    /// So many windows are fetched at once; 4 by default.
    pub concurrent: wlp_optional,
}

/// What every walk of the interface is.
struct Walk<T> {
    steps: Steps<T>,
    /// Ends the walk.
    token: CancelToken,
    _place: Option<Place>,
}

type Pages = Walk<JsonPages<blocking::Client>>;
type Windows = Walk<JsonWindows<blocking::Client>>;

const _: () = (at_once::<Pages>(), at_once::<Windows>()).1;

/// A window as the core gives it.
#[derive(Deserialize)]
struct Window<'a> {
    from: &'a str,
    to: &'a str,
    #[serde(borrow)]
    records: &'a RawValue,
}

/// The callback of a step through windows: the first and the last second of the window, and its records.
pub(crate) type WindowCallback<Out> = Option<
    unsafe extern "C" fn(
        context: *mut c_void,
        status: wlp_status,
        start: i64,
        end: i64,
        list: Out,
        error: *mut wlp_error,
    ),
>;

impl<T> Walk<T> {
    fn new(client: &wlp_client, state: impl FnOnce(&blocking::Client) -> T) -> Self {
        let (client, token) = (client.view(), CancelToken::new());
        let place = client.token_calls.as_ref().map(|calls| calls.enter(&token));
        let options = CallOptions { cancel: Some(token.clone()), ..client.options.clone() };
        let state = state(&client.blocking.with_options(options));
        Self { steps: Steps::new(client, state), token, _place: place }
    }
}

/// A typed walk by pages.
///
/// # Safety
/// Pointers are NULL or fit their types; the request is as [`Request::to_json`] asks. `C` stands for such a walk.
pub(crate) unsafe fn pages<C>(
    client: *const wlp_client,
    endpoint: &str,
    request: Request,
    options: *const wlp_pages_options,
    pages: *mut *mut C,
    error: *mut *mut wlp_error,
) -> wlp_status {
    let params = |encoding| {
        // SAFETY: the same contract.
        unsafe { request.to_json(encoding) }.map(|params| (endpoint.to_owned(), params))
    };
    // SAFETY: the same contract.
    unsafe { pages_of(client, params, options, pages, error) }
}

/// # Safety
/// Pointers are NULL or fit their types. `C` stands for a walk by pages.
pub(super) unsafe fn pages_of<C>(
    client: *const wlp_client,
    query: impl FnOnce(Encoding) -> Result<(String, String), Failure>,
    options: *const wlp_pages_options,
    pages: *mut *mut C,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the same contract.
    unsafe {
        enter(encoding_of(client), error, || {
            let client = borrow(client, "client")?;
            let (endpoint, params) = query(client.encoding)?;
            let mut change: Box<dyn FnOnce(JsonPages<blocking::Client>) -> JsonPages<blocking::Client>> =
                Box::new(|pages| pages);
            if !options.is_null() {
                let options: wlp_pages_options = checked_copy(options, &[size_of::<wlp_pages_options>()], "options")?;
                let size = number::<u32>(options.page_size, "page_size")?;
                let limit = number::<u64>(options.limit, "limit")?;
                let prefetch = flag(options.prefetch, "prefetch")?;
                change = Box::new(move |mut pages| {
                    pages = size.into_iter().fold(pages, JsonPages::page_size);
                    pages = limit.into_iter().fold(pages, JsonPages::limit);
                    prefetch.into_iter().fold(pages, JsonPages::prefetch)
                });
            }
            if pages.is_null() {
                return Err(Failure::null("pages"));
            }
            let made: Pages = Walk::new(client, |client| change(client.pages_json(&endpoint, &params)));
            write(pages, Box::into_raw(Box::new(made)).cast::<C>(), "pages")
        })
    }
}

/// A typed walk by windows.
///
/// # Safety
/// As for [`pages`]. `C` stands for such a walk.
pub(crate) unsafe fn windows<C>(
    client: *const wlp_client,
    endpoint: &str,
    request: Request,
    window_seconds: i64,
    options: *const wlp_windows_options,
    windows: *mut *mut C,
    error: *mut *mut wlp_error,
) -> wlp_status {
    let params = |encoding| {
        // SAFETY: the same contract.
        unsafe { request.to_json(encoding) }.map(|params| (endpoint.to_owned(), params))
    };
    // SAFETY: the same contract.
    unsafe { windows_of(client, params, window_seconds, options, windows, error) }
}

/// # Safety
/// Pointers are NULL or fit their types. `C` stands for a walk by windows.
pub(super) unsafe fn windows_of<C>(
    client: *const wlp_client,
    query: impl FnOnce(Encoding) -> Result<(String, String), Failure>,
    window_seconds: i64,
    options: *const wlp_windows_options,
    windows: *mut *mut C,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the same contract.
    unsafe {
        enter(encoding_of(client), error, || {
            let client = borrow(client, "client")?;
            let (endpoint, params) = query(client.encoding)?;
            let width = number::<u64>(wlp_optional::of(window_seconds), "window_seconds")?.unwrap_or_default();
            let (mut size, mut concurrent) = (None, None);
            if !options.is_null() {
                let options: wlp_windows_options =
                    checked_copy(options, &[size_of::<wlp_windows_options>()], "options")?;
                size = number::<u32>(options.page_size, "page_size")?;
                concurrent = number::<usize>(options.concurrent, "concurrent")?;
            }
            if windows.is_null() {
                return Err(Failure::null("windows"));
            }
            let made: Windows = Walk::new(client, |client| {
                let mut windows = client.windows_json(&endpoint, &params, Duration::from_secs(width));
                windows = size.into_iter().fold(windows, JsonWindows::page_size);
                concurrent.into_iter().fold(windows, JsonWindows::concurrent)
            });
            write(windows, Box::into_raw(Box::new(made)).cast::<C>(), "windows")
        })
    }
}

/// The next page in the caller's thread.
///
/// # Safety
/// `walk` is NULL or points to a living walk by pages; other pointers are NULL or fit their types.
pub(crate) unsafe fn next_page<C, S: Shape>(walk: *mut C, list: *mut S::Out, error: *mut *mut wlp_error) -> wlp_status {
    // SAFETY: the same contract.
    unsafe {
        let encoding = encoding_of_walk(walk.cast::<Pages>());
        enter(encoding, error, || {
            let walk = borrow(walk.cast::<Pages>().cast_const(), "pages")?;
            if list.is_null() {
                return Err(Failure::null("list"));
            }
            let mut turn = walk.steps.turn()?;
            let made = page::<S>(&mut turn.state(), encoding)?;
            write(list, made.map_or(S::NOTHING, S::out), "list")
        })
    }
}

/// The next page, with a callback.
///
/// # Safety
/// As for [`next_page`]; the callback may be called from another thread with `context`.
pub(crate) unsafe fn next_page_async<C, S: Shape>(
    walk: *mut C,
    callback: Callback<S::Out>,
    context: *mut c_void,
    call: *mut *mut wlp_call,
    error: *mut *mut wlp_error,
) -> wlp_status {
    let context = Context(context);
    // SAFETY: the same contract.
    unsafe {
        let encoding = encoding_of_walk(walk.cast::<Pages>());
        enter(encoding, error, || {
            let walk = borrow(walk.cast::<Pages>().cast_const(), "pages")?;
            let callback = callback.ok_or_else(|| Failure::null("callback"))?;
            let mut turn = walk.steps.turn()?;
            let work = move || {
                let made = page::<S>(&mut turn.state(), encoding);
                // The callback may start the next step.
                drop(turn);
                made
            };
            let finish = move |outcome: Result<Option<S::Made>, Failure>| {
                let context = &context;
                match outcome {
                    Ok(made) => {
                        let out = made.map_or(S::NOTHING, S::out);
                        callback(context.0, wlp_status::WLP_OK, out, std::ptr::null_mut());
                    }
                    Err(failure) => callback(context.0, failure.status, S::NOTHING, failure.into_raw(encoding)),
                }
            };
            begin(walk, work, finish, call)
        })
    }
}

/// The next window in the caller's thread.
///
/// # Safety
/// `walk` is NULL or points to a living walk by windows; other pointers are NULL or fit their types.
pub(crate) unsafe fn next_window<C, S: Shape>(
    walk: *mut C,
    start: *mut i64,
    end: *mut i64,
    list: *mut S::Out,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the same contract.
    unsafe {
        let encoding = encoding_of_walk(walk.cast::<Windows>());
        enter(encoding, error, || {
            let walk = borrow(walk.cast::<Windows>().cast_const(), "windows")?;
            if list.is_null() {
                return Err(Failure::null("list"));
            }
            let mut turn = walk.steps.turn()?;
            let made = window::<S>(&mut turn.state(), encoding)?;
            let (from, to, out) = out::<S>(made);
            if !start.is_null() {
                write(start, from, "start")?;
            }
            if !end.is_null() {
                write(end, to, "end")?;
            }
            write(list, out, "list")
        })
    }
}

/// The next window, with a callback.
///
/// # Safety
/// As for [`next_window`]; the callback may be called from another thread with `context`.
pub(crate) unsafe fn next_window_async<C, S: Shape>(
    walk: *mut C,
    callback: WindowCallback<S::Out>,
    context: *mut c_void,
    call: *mut *mut wlp_call,
    error: *mut *mut wlp_error,
) -> wlp_status {
    let context = Context(context);
    // SAFETY: the same contract.
    unsafe {
        let encoding = encoding_of_walk(walk.cast::<Windows>());
        enter(encoding, error, || {
            let walk = borrow(walk.cast::<Windows>().cast_const(), "windows")?;
            let callback = callback.ok_or_else(|| Failure::null("callback"))?;
            let mut turn = walk.steps.turn()?;
            let work = move || {
                let made = window::<S>(&mut turn.state(), encoding);
                // The callback may start the next step.
                drop(turn);
                made
            };
            let finish = move |outcome: Result<Option<(i64, i64, S::Made)>, Failure>| {
                let context = &context;
                match outcome {
                    Ok(made) => {
                        let (from, to, out) = out::<S>(made);
                        callback(context.0, wlp_status::WLP_OK, from, to, out, std::ptr::null_mut());
                    }
                    Err(failure) => {
                        callback(context.0, failure.status, 0, 0, S::NOTHING, failure.into_raw(encoding));
                    }
                }
            };
            begin(walk, work, finish, call)
        })
    }
}

/// # Safety
/// `call` is NULL or can be written.
unsafe fn begin<T, Made: Send + 'static>(
    walk: &Walk<T>,
    work: impl FnOnce() -> Result<Made, Failure> + Send + 'static,
    finish: impl FnOnce(Result<Made, Failure>) + Send + 'static,
    call: *mut *mut wlp_call,
) -> Result<(), Failure> {
    in_background(&walk.steps.client, &walk.token, |_| work(), finish)?;
    if call.is_null() {
        return Ok(());
    }
    // SAFETY: the same contract.
    unsafe { write(call, Box::into_raw(Box::new(wlp_call(walk.token.clone()))), "call") }
}

fn page<S: Shape>(pages: &mut JsonPages<blocking::Client>, encoding: Encoding) -> Result<Option<S::Made>, Failure> {
    pages.next().map(|page| made::<S>(page?, encoding)).transpose()
}

fn window<S: Shape>(
    windows: &mut JsonWindows<blocking::Client>,
    encoding: Encoding,
) -> Result<Option<(i64, i64, S::Made)>, Failure> {
    let Some(window) = windows.next() else { return Ok(None) };
    let text = window?;
    let broken = |what: &dyn std::fmt::Display| Failure::internal(format!("a window is not readable: {what}"));
    let window: Window<'_> = serde_json::from_str(&text).map_err(|error| broken(&error))?;
    let unix = |time: &str| time.parse::<ChinaTime>().map(ChinaTime::unix_seconds).map_err(|error| broken(&error));
    Ok(Some((unix(window.from)?, unix(window.to)?, made::<S>(window.records.get().to_owned(), encoding)?)))
}

fn out<S: Shape>(made: Option<(i64, i64, S::Made)>) -> (i64, i64, S::Out) {
    made.map_or((0, 0, S::NOTHING), |(from, to, made)| (from, to, S::out(made)))
}

/// Canonical JSON of records as what a walk hands out.
fn made<S: Shape>(content: String, encoding: Encoding) -> Result<S::Made, Failure> {
    let raw = RawResponse {
        content,
        code: "0000".to_owned(),
        message: String::new(),
        err_code: None,
        attempts: 0,
        nonce: 0,
        timestamp: 0,
    };
    Ok(S::make(&raw, None, encoding)?)
}

/// # Safety
/// `walk` is NULL or points to a living walk.
unsafe fn encoding_of_walk<T>(walk: *const Walk<T>) -> Encoding {
    // SAFETY: the same contract.
    unsafe { walk.as_ref() }.map_or(Encoding::Utf8, |walk| walk.steps.client.encoding)
}

/// # Safety
/// `walk` is NULL or came from this library as a walk by pages and is not used afterwards.
pub(crate) unsafe fn free_pages<C>(walk: *mut C) {
    // SAFETY: the same contract.
    unsafe { free_walk(walk.cast::<Pages>()) }
}

/// # Safety
/// `walk` is NULL or came from this library as a walk by windows and is not used afterwards.
pub(crate) unsafe fn free_windows<C>(walk: *mut C) {
    // SAFETY: the same contract.
    unsafe { free_walk(walk.cast::<Windows>()) }
}

/// # Safety
/// As for [`free_pages`].
unsafe fn free_walk<T>(walk: *mut Walk<T>) {
    // SAFETY: the same contract.
    if let Some(walk) = unsafe { walk.as_ref() } {
        guard((), || {
            walk.token.cancel();
            walk.steps.client.close();
        });
    }
    // SAFETY: the same contract.
    unsafe { free(walk) }
}
