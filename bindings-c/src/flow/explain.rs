//! What is wrong with a request that is refused with 0003.

use std::ffi::{CString, c_char};

use welinkpark::flow::explain::{Explanation, explain_text};

use crate::boundary::{enter, free, write};
use crate::error::{wlp_error, wlp_optional, wlp_status};
use crate::failure::Failure;
use crate::text::Encoding;

/// What there is to say about a request. Immutable; free it with `wlp_explanation_free`.
pub struct wlp_explanation {
    is_right: bool,
    signature: CString,
    canonical: CString,
    expected: CString,
    found: Option<CString>,
    endpoint: Option<CString>,
    findings: Vec<Finding>,
    notes: Vec<CString>,
    json: CString,
}

struct Finding {
    mistake: CString,
    is_certain: bool,
    message: CString,
    message_zh: CString,
}

impl wlp_explanation {
    fn new(told: &Explanation, encoding: Encoding) -> Self {
        let finding = |finding: &welinkpark::flow::explain::Finding| Finding {
            mistake: encoding.write(finding.mistake.name()),
            is_certain: finding.certain,
            message: encoding.write(&finding.message()),
            message_zh: encoding.write(&finding.message_zh()),
        };
        Self {
            is_right: told.is_right(),
            signature: encoding.write(told.signed.name()),
            canonical: encoding.write(&told.canonical),
            expected: encoding.write(&told.expected),
            found: told.found.as_deref().map(|found| encoding.write(found)),
            endpoint: told.endpoint.map(|endpoint| encoding.write(endpoint)),
            findings: told.findings.iter().map(finding).collect(),
            notes: told.notes.iter().map(|note| encoding.write(note)).collect(),
            json: encoding.write(&told.to_json().to_string()),
        }
    }
}

/// Explains a request of any implementation, as it was written down: a URL, a form body, a `curl` line, or an entry of
/// the sandbox's log. It sends nothing; the secret key is used, never shown.
///
/// `at` is the platform's clock when the request arrived, in Unix seconds; if absent, the request's age is judged only
/// where the text tells it. `encoding` is that of all texts. Free `*explanation` with `wlp_explanation_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_explain(
    text: *const c_char,
    secret_key: *const c_char,
    at: wlp_optional,
    encoding: i32,
    explanation: *mut *mut wlp_explanation,
    error: *mut *mut wlp_error,
) -> wlp_status {
    let told = Encoding::of(encoding).unwrap_or_default();
    // SAFETY: the caller gives pointers that are NULL or fit their types, and so below.
    unsafe {
        enter(told, error, || {
            let encoding = Encoding::of(encoding)?;
            let text = encoding.need(text, "text")?;
            let secret_key = encoding.need(secret_key, "secret_key")?;
            if explanation.is_null() {
                return Err(Failure::null("explanation"));
            }
            let made = wlp_explanation::new(&explain_text(&text, &secret_key, at.get())?, encoding);
            write(explanation, Box::into_raw(Box::new(made)), "explanation")
        })
    }
}

/// Whether nothing is wrong.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_explanation_right(explanation: *const wlp_explanation) -> bool {
    // SAFETY: the caller gives a living explanation or NULL, and so below.
    unsafe { explanation.as_ref() }.is_some_and(|told| told.is_right)
}

/// What became of the signature: `right`, `wrong` or `missing`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_explanation_signature(explanation: *const wlp_explanation) -> *const c_char {
    // SAFETY: the caller gives a living explanation or NULL.
    unsafe { explanation.as_ref() }.map_or(std::ptr::null(), |told| told.signature.as_ptr())
}

/// The string that has to be signed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_explanation_canonical(explanation: *const wlp_explanation) -> *const c_char {
    // SAFETY: the caller gives a living explanation or NULL.
    unsafe { explanation.as_ref() }.map_or(std::ptr::null(), |told| told.canonical.as_ptr())
}

/// The signature that belongs to it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_explanation_expected(explanation: *const wlp_explanation) -> *const c_char {
    // SAFETY: the caller gives a living explanation or NULL.
    unsafe { explanation.as_ref() }.map_or(std::ptr::null(), |told| told.expected.as_ptr())
}

/// The signature that came; NULL if there is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_explanation_found(explanation: *const wlp_explanation) -> *const c_char {
    // SAFETY: the caller gives a living explanation or NULL.
    unsafe { optional(explanation, |told| told.found.as_ref()) }
}

/// The endpoint; NULL if the path is not known.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_explanation_endpoint(explanation: *const wlp_explanation) -> *const c_char {
    // SAFETY: the caller gives a living explanation or NULL.
    unsafe { optional(explanation, |told| told.endpoint.as_ref()) }
}

/// How many mistakes were found; 0 for a correct request.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_explanation_findings_len(explanation: *const wlp_explanation) -> usize {
    // SAFETY: the caller gives a living explanation or NULL.
    unsafe { explanation.as_ref() }.map_or(0, |told| told.findings.len())
}

/// Short name of the mistake at `index`, such as `sorted-ignoring-case`; NULL beyond the end.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_explanation_mistake_at(
    explanation: *const wlp_explanation,
    index: usize,
) -> *const c_char {
    // SAFETY: the caller gives a living explanation or NULL.
    unsafe { optional(explanation, |told| told.findings.get(index).map(|finding| &finding.mistake)) }
}

/// Whether the mistake at `index` is proved, not only the likely reason.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_explanation_certain_at(explanation: *const wlp_explanation, index: usize) -> bool {
    // SAFETY: the caller gives a living explanation or NULL.
    let told = unsafe { explanation.as_ref() };
    told.and_then(|told| told.findings.get(index)).is_some_and(|finding| finding.is_certain)
}

/// What is wrong and what would be right, in English; NULL beyond the end.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_explanation_message_at(
    explanation: *const wlp_explanation,
    index: usize,
) -> *const c_char {
    // SAFETY: the caller gives a living explanation or NULL.
    unsafe { optional(explanation, |told| told.findings.get(index).map(|finding| &finding.message)) }
}

/// The same in Chinese; NULL beyond the end.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_explanation_message_zh_at(
    explanation: *const wlp_explanation,
    index: usize,
) -> *const c_char {
    // SAFETY: the caller gives a living explanation or NULL.
    unsafe { optional(explanation, |told| told.findings.get(index).map(|finding| &finding.message_zh)) }
}

/// How many notes there are: what is not wrong, but worth to know.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_explanation_notes_len(explanation: *const wlp_explanation) -> usize {
    // SAFETY: the caller gives a living explanation or NULL.
    unsafe { explanation.as_ref() }.map_or(0, |told| told.notes.len())
}

/// The note at `index`; NULL beyond the end.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_explanation_note_at(explanation: *const wlp_explanation, index: usize) -> *const c_char {
    // SAFETY: the caller gives a living explanation or NULL.
    unsafe { optional(explanation, |told| told.notes.get(index)) }
}

/// The whole explanation as JSON, as `welinkpark explain --json` prints it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_explanation_json(explanation: *const wlp_explanation) -> *const c_char {
    // SAFETY: the caller gives a living explanation or NULL.
    unsafe { optional(explanation, |told| Some(&told.json)) }
}

/// Frees an explanation; NULL is nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_explanation_free(explanation: *mut wlp_explanation) {
    // SAFETY: the caller hands over an explanation of this library, or NULL.
    unsafe { free(explanation) }
}

/// # Safety
/// `explanation` is NULL or points to a living explanation.
unsafe fn optional(
    explanation: *const wlp_explanation,
    read: impl FnOnce(&wlp_explanation) -> Option<&CString>,
) -> *const c_char {
    // SAFETY: the same contract.
    unsafe { explanation.as_ref() }.and_then(read).map_or(std::ptr::null(), |text| text.as_ptr())
}
