//! Calls without types: any endpoint by name with JSON, and any path.

use std::ffi::{c_char, c_void};

use welinkpark::schema::HttpMethod;

use crate::answer::{Json, Raw, wlp_text_answer};
use crate::call::{Message, asynchronous_with, blocking_with, wlp_text_answer_callback};
use crate::cancel::wlp_call;
use crate::client::wlp_client;
use crate::error::{wlp_error, wlp_status};
use crate::failure::Failure;
use crate::text::Encoding;

/// Calls any endpoint by name (`passport.get`) with parameters as a JSON object, NULL for none; names in wire or
/// snake case.
///
/// The answer is canonical JSON. It is as strict about the answer as the typed functions are: a required number,
/// time, flag or state that is missing or malformed is `WLP_DECODE`. Free `*answer` with `wlp_text_answer_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_call_json(
    client: *const wlp_client,
    endpoint: *const c_char,
    params: *const c_char,
    answer: *mut *mut wlp_text_answer,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types.
    unsafe { blocking_with::<Json<true>>(client, |encoding| named(endpoint, params, encoding), answer, error) }
}

/// As `wlp_call_json`, with a callback.
///
/// If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
/// `*call`, if wanted, is to be freed with `wlp_call_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_call_json_async(
    client: *const wlp_client,
    endpoint: *const c_char,
    params: *const c_char,
    callback: wlp_text_answer_callback,
    context: *mut c_void,
    call: *mut *mut wlp_call,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types.
    unsafe {
        let message = |encoding| named(endpoint, params, encoding);
        asynchronous_with::<Json<true>>(client, message, callback, context, call, error)
    }
}

/// As `wlp_call_json`, tolerant: what the library knows is normalised, the rest passed through, and no field that
/// is missing or malformed fails the call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_call_tolerant(
    client: *const wlp_client,
    endpoint: *const c_char,
    params: *const c_char,
    answer: *mut *mut wlp_text_answer,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types.
    unsafe { blocking_with::<Json<false>>(client, |encoding| named(endpoint, params, encoding), answer, error) }
}

/// As `wlp_call_tolerant`, with a callback; see `wlp_call_json_async`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_call_tolerant_async(
    client: *const wlp_client,
    endpoint: *const c_char,
    params: *const c_char,
    callback: wlp_text_answer_callback,
    context: *mut c_void,
    call: *mut *mut wlp_call,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types.
    unsafe {
        let message = |encoding| named(endpoint, params, encoding);
        asynchronous_with::<Json<false>>(client, message, callback, context, call, error)
    }
}

/// Calls a path that the library does not know yet: `http_method` is `GET` or `POST`, `path` such as
/// `/passport/get`, `content` the business data as JSON, NULL for none.
///
/// The answer is the decrypted content as it came. Such a call is never sent again once a byte may have left this
/// machine. Free `*answer` with `wlp_text_answer_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_call_raw(
    client: *const wlp_client,
    http_method: *const c_char,
    path: *const c_char,
    content: *const c_char,
    answer: *mut *mut wlp_text_answer,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types.
    unsafe { blocking_with::<Raw>(client, |encoding| raw(http_method, path, content, encoding), answer, error) }
}

/// As `wlp_call_raw`, with a callback; see `wlp_call_json_async`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_call_raw_async(
    client: *const wlp_client,
    http_method: *const c_char,
    path: *const c_char,
    content: *const c_char,
    callback: wlp_text_answer_callback,
    context: *mut c_void,
    call: *mut *mut wlp_call,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types.
    unsafe {
        let message = |encoding| raw(http_method, path, content, encoding);
        asynchronous_with::<Raw>(client, message, callback, context, call, error)
    }
}

/// # Safety
/// Texts are NULL or NUL-terminated.
unsafe fn named(endpoint: *const c_char, params: *const c_char, encoding: Encoding) -> Result<Message, Failure> {
    // SAFETY: the same contract.
    unsafe {
        let endpoint = encoding.need(endpoint, "endpoint")?.into_owned();
        Ok(Message::Named(endpoint, encoding.read(params, "params")?.unwrap_or_default().into_owned()))
    }
}

/// # Safety
/// Texts are NULL or NUL-terminated.
unsafe fn raw(
    http_method: *const c_char,
    path: *const c_char,
    content: *const c_char,
    encoding: Encoding,
) -> Result<Message, Failure> {
    // SAFETY: the same contract.
    let (method, path, content) = unsafe {
        let method = encoding.need(http_method, "http_method")?;
        (method, encoding.need(path, "path")?.into_owned(), encoding.read(content, "content")?.unwrap_or_default())
    };
    let method = match &*method {
        "GET" => HttpMethod::Get,
        "POST" => HttpMethod::Post,
        other => return Err(Failure::validation("http_method", format!("{other:?} is neither \"GET\" nor \"POST\""))),
    };
    Ok(Message::Raw(method, path, content.into_owned()))
}
