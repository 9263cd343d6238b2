//! The answer as it came, beside the typed one.

use std::ffi::{CString, c_char};

use welinkpark::RawResponse;

use crate::boundary::borrow;
use crate::text::Encoding;

/// An answer as it came, decrypted. It is part of the typed answer and lives as long.
pub struct wlp_response {
    content: CString,
    code: CString,
    message: CString,
    err_code: Option<CString>,
    attempts: u32,
    nonce: u32,
    timestamp: i64,
}

impl wlp_response {
    pub(crate) fn new(raw: &RawResponse, encoding: Encoding) -> Self {
        Self {
            content: encoding.write(&raw.content),
            code: encoding.write(&raw.code),
            message: encoding.write(&raw.message),
            err_code: raw.err_code.as_deref().map(|code| encoding.write(code)),
            attempts: raw.attempts,
            nonce: raw.nonce,
            timestamp: raw.timestamp,
        }
    }
}

/// Decrypted content, as the platform wrote it; empty if there was none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_response_content(response: *const wlp_response) -> *const c_char {
    // SAFETY: the caller gives a response of a living answer, or NULL.
    unsafe { borrow(response, "response") }.map_or(std::ptr::null(), |response| response.content.as_ptr())
}

/// The code: `0000`, or `0009` for a list without records.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_response_code(response: *const wlp_response) -> *const c_char {
    // SAFETY: the caller gives a response of a living answer, or NULL.
    unsafe { borrow(response, "response") }.map_or(std::ptr::null(), |response| response.code.as_ptr())
}

/// The platform's message.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_response_message(response: *const wlp_response) -> *const c_char {
    // SAFETY: the caller gives a response of a living answer, or NULL.
    unsafe { borrow(response, "response") }.map_or(std::ptr::null(), |response| response.message.as_ptr())
}

/// Business detail such as `NoBill`, which may come with success, too; NULL if there is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_response_err_code(response: *const wlp_response) -> *const c_char {
    // SAFETY: the caller gives a response of a living answer, or NULL.
    unsafe { borrow(response, "response") }
        .map_or(std::ptr::null(), |response| response.err_code.as_ref().map_or(std::ptr::null(), |code| code.as_ptr()))
}

/// How many requests it took.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_response_attempts(response: *const wlp_response) -> u32 {
    // SAFETY: the caller gives a response of a living answer, or NULL.
    unsafe { borrow(response, "response") }.map_or(0, |response| response.attempts)
}

/// Nonce of the request that was answered.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_response_nonce(response: *const wlp_response) -> u32 {
    // SAFETY: the caller gives a response of a living answer, or NULL.
    unsafe { borrow(response, "response") }.map_or(0, |response| response.nonce)
}

/// Timestamp of the request that was answered, in the client's unit (seconds by default).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_response_timestamp(response: *const wlp_response) -> i64 {
    // SAFETY: the caller gives a response of a living answer, or NULL.
    unsafe { borrow(response, "response") }.map_or(0, |response| response.timestamp)
}
