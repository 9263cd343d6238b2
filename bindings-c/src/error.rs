//! The error object, and the words that statuses are told in.

use std::ffi::{CString, c_char};

use crate::boundary::{free, guard};
use crate::failure::Failure;
use crate::text::Encoding;

/// How a function ended.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum wlp_status {
    /// All went well; outputs are written.
    WLP_OK = 0,
    /// The client is configured wrongly, or used where it cannot work.
    WLP_CONFIG = 1,
    /// An argument was refused before anything was sent.
    WLP_VALIDATION = 2,
    /// The connection failed; `wlp_error_sent` says whether the platform may have received the request.
    WLP_TRANSPORT = 3,
    /// The server answered with an HTTP status other than 2xx.
    WLP_HTTP = 4,
    /// The answer arrived but could not be understood.
    WLP_DECODE = 5,
    /// The platform understood the request and refused it.
    WLP_API = 6,
    /// The call was cancelled.
    WLP_CANCELLED = 7,
    /// A defect in this library, caught before it could do harm.
    WLP_INTERNAL = 8,
    /// This interface was used wrongly: NULL where an object is needed, a struct of the wrong size.
    WLP_MISUSE = 9,
}

/// Whether the platform may have received the request.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum wlp_sent {
    /// Not a byte of it left this machine.
    WLP_SENT_NO = 0,
    /// The platform answered it.
    WLP_SENT_YES = 1,
    /// It may have arrived: ask the platform before doing it again.
    WLP_SENT_UNKNOWN = 2,
}

/// Meaning of the platform's codes (document, chapter 6).
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum wlp_api_kind {
    /// The error is no refusal by the platform.
    WLP_API_NONE = 0,
    /// 0001: a parameter is missing or malformed.
    WLP_API_INVALID_PARAMETER = 1,
    /// 0002: the AppId is not registered.
    WLP_API_UNKNOWN_APP_ID = 2,
    /// 0003: the signature, time or nonce was not accepted.
    WLP_API_AUTHENTICATION_FAILED = 3,
    /// 0004: the AppId may not use this park.
    WLP_API_PARK_NOT_AUTHORIZED = 4,
    /// 0005: the AppId may not use this endpoint.
    WLP_API_ENDPOINT_NOT_AUTHORIZED = 5,
    /// 0006: system error or operation failed.
    WLP_API_SYSTEM_ERROR = 6,
    /// 0009: no record.
    WLP_API_NOT_FOUND = 9,
    /// Any other code.
    WLP_API_OTHER = 99,
}

/// A number that may be absent. All bytes zero is absent; `wlp_some(7)` is 7.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct wlp_optional {
    /// The number; 0 if it is absent.
    pub value: i64,
    /// 1 if there is a number, 0 if it is absent.
    pub given: i32,
    /// Always 0.
    pub reserved: i32,
}

impl wlp_optional {
    pub(crate) const ABSENT: Self = Self { value: 0, given: 0, reserved: 0 };

    pub(crate) const fn of(value: i64) -> Self {
        Self { value, given: 1, reserved: 0 }
    }

    pub(crate) fn get(self) -> Option<i64> {
        (self.given != 0).then_some(self.value)
    }
}

impl From<Option<i64>> for wlp_optional {
    fn from(value: Option<i64>) -> Self {
        value.map_or(Self::ABSENT, Self::of)
    }
}

/// Why a function failed. It is immutable, may be read by several threads at once, and is freed with
/// `wlp_error_free`; texts in it live as long as it does.
pub struct wlp_error {
    failure: Failure,
    texts: [Option<CString>; ErrorText::COUNT],
    findings: Vec<(CString, CString)>,
}

/// The texts of an error.
#[derive(Clone, Copy)]
pub(crate) enum ErrorText {
    Message,
    Report,
    Endpoint,
    Field,
    Rule,
    Transport,
    Body,
    Stage,
    Path,
    Content,
    Code,
    ApiMessage,
    ErrCode,
    Canonical,
}

impl ErrorText {
    pub(crate) const COUNT: usize = Self::Canonical as usize + 1;
}

impl wlp_error {
    pub(crate) fn new(mut failure: Failure, encoding: Encoding) -> Self {
        let texts = std::mem::take(&mut *failure.texts).map(|text| text.map(|text| encoding.write(&text)));
        let findings = std::mem::take(&mut failure.findings);
        let findings = findings.iter().map(|(code, message)| (encoding.write(code), encoding.write(message)));
        Self { findings: findings.collect(), failure, texts }
    }
}

/// What `read` finds in an error.
///
/// # Safety
/// `error` is NULL or points to a living error.
unsafe fn look<T>(error: *const wlp_error, absent: T, read: impl FnOnce(&wlp_error) -> T) -> T {
    // SAFETY: the same contract.
    let error = unsafe { error.as_ref() };
    match error {
        Some(error) => guard(absent, || read(error)),
        None => absent,
    }
}

fn text(error: &wlp_error, text: ErrorText) -> *const c_char {
    error.texts.get(text as usize).and_then(Option::as_ref).map_or(std::ptr::null(), |text| text.as_ptr())
}

/// Frees an error; NULL is nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_error_free(error: *mut wlp_error) {
    // SAFETY: the caller hands over an error of this library, or NULL.
    unsafe { free(error) }
}

/// One line for a log; never NULL unless `error` is.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_error_message(error: *const wlp_error) -> *const c_char {
    // SAFETY: the caller gives a living error or NULL.
    unsafe { look(error, std::ptr::null(), |error| text(error, ErrorText::Message)) }
}

/// The whole story in several lines, for a person.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_error_report(error: *const wlp_error) -> *const c_char {
    // SAFETY: the caller gives a living error or NULL.
    unsafe { look(error, std::ptr::null(), |error| text(error, ErrorText::Report)) }
}

/// The endpoint's name such as `passport.get`, or the path of a raw call; NULL if there was none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_error_endpoint(error: *const wlp_error) -> *const c_char {
    // SAFETY: the caller gives a living error or NULL.
    unsafe { look(error, std::ptr::null(), |error| text(error, ErrorText::Endpoint)) }
}

/// Status `WLP_VALIDATION` and `WLP_MISUSE`: the argument, by its wire name, dotted where nested; else NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_error_field(error: *const wlp_error) -> *const c_char {
    // SAFETY: the caller gives a living error or NULL.
    unsafe { look(error, std::ptr::null(), |error| text(error, ErrorText::Field)) }
}

/// Status `WLP_VALIDATION`: the broken rule: `required`, `one-of`, `type`, `unknown` or `encoding`; else NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_error_rule(error: *const wlp_error) -> *const c_char {
    // SAFETY: the caller gives a living error or NULL.
    unsafe { look(error, std::ptr::null(), |error| text(error, ErrorText::Rule)) }
}

/// Status `WLP_TRANSPORT`: `timeout`, `connect`, `tls`, `interrupted` or `too-large`; else NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_error_transport(error: *const wlp_error) -> *const c_char {
    // SAFETY: the caller gives a living error or NULL.
    unsafe { look(error, std::ptr::null(), |error| text(error, ErrorText::Transport)) }
}

/// Status `WLP_HTTP`: the beginning of the body; else NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_error_body(error: *const wlp_error) -> *const c_char {
    // SAFETY: the caller gives a living error or NULL.
    unsafe { look(error, std::ptr::null(), |error| text(error, ErrorText::Body)) }
}

/// Status `WLP_DECODE`: `envelope`, `base64`, `gzip`, `3des`, `utf-8`, `json` or `field`; else NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_error_stage(error: *const wlp_error) -> *const c_char {
    // SAFETY: the caller gives a living error or NULL.
    unsafe { look(error, std::ptr::null(), |error| text(error, ErrorText::Stage)) }
}

/// Status `WLP_DECODE`, stage `field`: the JSON path, such as `$[0].laneId`; else NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_error_path(error: *const wlp_error) -> *const c_char {
    // SAFETY: the caller gives a living error or NULL.
    unsafe { look(error, std::ptr::null(), |error| text(error, ErrorText::Path)) }
}

/// Status `WLP_DECODE` and `WLP_API`: the decrypted content as far as it could be read; NULL if there is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_error_content(error: *const wlp_error) -> *const c_char {
    // SAFETY: the caller gives a living error or NULL.
    unsafe { look(error, std::ptr::null(), |error| text(error, ErrorText::Content)) }
}

/// Status `WLP_API`: the platform's code, such as `0003`; else NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_error_code(error: *const wlp_error) -> *const c_char {
    // SAFETY: the caller gives a living error or NULL.
    unsafe { look(error, std::ptr::null(), |error| text(error, ErrorText::Code)) }
}

/// Status `WLP_API`: the platform's message; else NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_error_api_message(error: *const wlp_error) -> *const c_char {
    // SAFETY: the caller gives a living error or NULL.
    unsafe { look(error, std::ptr::null(), |error| text(error, ErrorText::ApiMessage)) }
}

/// Status `WLP_API`: business detail such as `NoBill`; NULL if there is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_error_err_code(error: *const wlp_error) -> *const c_char {
    // SAFETY: the caller gives a living error or NULL.
    unsafe { look(error, std::ptr::null(), |error| text(error, ErrorText::ErrCode)) }
}

/// Status `WLP_API` with code 0003: the canonical string that was signed, its content shortened; else NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_error_canonical(error: *const wlp_error) -> *const c_char {
    // SAFETY: the caller gives a living error or NULL.
    unsafe { look(error, std::ptr::null(), |error| text(error, ErrorText::Canonical)) }
}

/// Status `WLP_API` with code 0003: how many likely reasons this side can see; else 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_error_findings_len(error: *const wlp_error) -> usize {
    // SAFETY: the caller gives a living error or NULL.
    unsafe { look(error, 0, |error| error.findings.len()) }
}

/// Short name of the likely reason at `index`, such as `clock-off`; NULL beyond the end.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_error_finding_code_at(error: *const wlp_error, index: usize) -> *const c_char {
    let read = |error: &wlp_error| error.findings.get(index).map_or(std::ptr::null(), |(code, _)| code.as_ptr());
    // SAFETY: the caller gives a living error or NULL.
    unsafe { look(error, std::ptr::null(), read) }
}

/// The likely reason at `index` and what would be right, for people; NULL beyond the end.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_error_finding_message_at(error: *const wlp_error, index: usize) -> *const c_char {
    let read = |error: &wlp_error| error.findings.get(index).map_or(std::ptr::null(), |(_, message)| message.as_ptr());
    // SAFETY: the caller gives a living error or NULL.
    unsafe { look(error, std::ptr::null(), read) }
}

/// The status that came with it; `WLP_OK` for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_error_status(error: *const wlp_error) -> wlp_status {
    // SAFETY: the caller gives a living error or NULL.
    unsafe { look(error, wlp_status::WLP_OK, |error| error.failure.status) }
}

/// Whether the platform may have received the request.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_error_sent(error: *const wlp_error) -> wlp_sent {
    // SAFETY: the caller gives a living error or NULL.
    unsafe { look(error, wlp_sent::WLP_SENT_NO, |error| error.failure.sent) }
}

/// What the platform's code means.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_error_api_kind(error: *const wlp_error) -> wlp_api_kind {
    // SAFETY: the caller gives a living error or NULL.
    unsafe { look(error, wlp_api_kind::WLP_API_NONE, |error| error.failure.api_kind) }
}

/// Whether the same call may be made again without harm and with hope.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_error_retryable(error: *const wlp_error) -> bool {
    // SAFETY: the caller gives a living error or NULL.
    unsafe { look(error, false, |error| error.failure.retryable) }
}

/// How many requests were started; 0 if the call never got that far.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_error_attempts(error: *const wlp_error) -> u32 {
    // SAFETY: the caller gives a living error or NULL.
    unsafe { look(error, 0, |error| error.failure.attempts) }
}

/// Status `WLP_HTTP`: the HTTP status; else 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_error_http_status(error: *const wlp_error) -> u16 {
    // SAFETY: the caller gives a living error or NULL.
    unsafe { look(error, 0, |error| error.failure.http_status) }
}

/// Nonce of the last request.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_error_nonce(error: *const wlp_error) -> wlp_optional {
    // SAFETY: the caller gives a living error or NULL.
    unsafe { look(error, wlp_optional::ABSENT, |error| error.failure.nonce) }
}

/// Timestamp of the last request, in the client's unit (seconds by default).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_error_timestamp(error: *const wlp_error) -> wlp_optional {
    // SAFETY: the caller gives a living error or NULL.
    unsafe { look(error, wlp_optional::ABSENT, |error| error.failure.timestamp) }
}

/// Status `WLP_HTTP`: seconds of the `Retry-After` header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_error_retry_after(error: *const wlp_error) -> wlp_optional {
    // SAFETY: the caller gives a living error or NULL.
    unsafe { look(error, wlp_optional::ABSENT, |error| error.failure.retry_after) }
}

/// Status `WLP_API` with code 0003: server clock minus local clock in seconds.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_error_clock_offset(error: *const wlp_error) -> wlp_optional {
    // SAFETY: the caller gives a living error or NULL.
    unsafe { look(error, wlp_optional::ABSENT, |error| error.failure.clock_offset) }
}
