//! The protocol alone, without a client: for those with an HTTP stack of their own, and for tests.
//!
//! All text here is UTF-8.

use std::ffi::{CString, c_char};
use std::mem::size_of;

use welinkpark::protocol::{
    Cipher, Coding, Envelope, Signer, canonical_string, decode_content, encode_content, encode_form_value, parse_form,
};
use welinkpark::schema::Endpoint;
use welinkpark::wire::{Strictness, canonical_json, encode_params};

use crate::boundary::{borrow, enter, free, write};
use crate::config::cipher_mode;
use crate::error::{wlp_error, wlp_status};
use crate::failure::Failure;
use crate::request::checked_copy;
use crate::text::Encoding;

const TEXT: Encoding = Encoding::Utf8;

/// How content is coded. Begin with `WLP_CODING_INIT`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct wlp_coding {
    /// `sizeof(wlp_coding)`; set by `WLP_CODING_INIT`.
    pub struct_size: usize,
    /// Secret key, whose beginning is the key of the cipher; NULL if `key` is given.
    pub secret_key: *const c_char,
    /// Key of the cipher, 24 bytes; NULL if `secret_key` is given.
    pub key: *const u8,
    /// `WLP_CIPHER_ECB` or `WLP_CIPHER_CBC`.
    pub cipher_mode: i32,
    /// 1 if content is encrypted.
    pub encrypt: i32,
    /// 1 if content is gzipped.
    pub zip: i32,
    /// Always 0.
    pub reserved: i32,
    /// Initialisation vector for `WLP_CIPHER_CBC`.
    pub iv: [u8; 8],
}

/// Names and values of a form. Free it with `wlp_form_free`.
pub struct wlp_form(Vec<(CString, CString)>);

/// An answer before its content is decoded. Free it with `wlp_envelope_free`.
pub struct wlp_envelope {
    code: CString,
    message: CString,
    err_code: Option<CString>,
    content: CString,
    coding: Coding,
}

/// Frees a text of this part of the interface; NULL is nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_string_free(text: *mut c_char) {
    if !text.is_null() {
        // SAFETY: not NULL, so the caller hands over a text that this library made by `into_raw`.
        drop(unsafe { CString::from_raw(text) });
    }
}

/// The canonical string of `count` parameters, and its signature. Free both with `wlp_string_free`; either may be
/// NULL if it is not wanted.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_sign(
    secret_key: *const c_char,
    names: *const *const c_char,
    values: *const *const c_char,
    count: usize,
    canonical: *mut *mut c_char,
    signature: *mut *mut c_char,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types, and `count` names and values.
    unsafe {
        enter(TEXT, error, || {
            let signer = Signer::new(&TEXT.need(secret_key, "secret_key")?);
            let text = canonical_string(&pairs(&texts(names, count, "names")?, &texts(values, count, "values")?));
            let signed = signer.sign(&text);
            if !canonical.is_null() {
                hand_out(&text, canonical, "canonical")?;
            }
            if signature.is_null() { Ok(()) } else { hand_out(&signed, signature, "signature") }
        })
    }
}

/// Whether a signature is that of `count` parameters, compared in constant time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_verify(
    secret_key: *const c_char,
    names: *const *const c_char,
    values: *const *const c_char,
    count: usize,
    signature: *const c_char,
    valid: *mut bool,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types, and `count` names and values.
    unsafe {
        enter(TEXT, error, || {
            let signer = Signer::new(&TEXT.need(secret_key, "secret_key")?);
            let text = canonical_string(&pairs(&texts(names, count, "names")?, &texts(values, count, "values")?));
            write(valid, signer.verify(&text, &TEXT.need(signature, "signature")?), "valid")
        })
    }
}

/// A query string or form body. Free `*encoded` with `wlp_string_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_form_encode(
    names: *const *const c_char,
    values: *const *const c_char,
    count: usize,
    encoded: *mut *mut c_char,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types, and `count` names and values.
    unsafe {
        enter(TEXT, error, || {
            let mut form = String::new();
            for (name, value) in pairs(&texts(names, count, "names")?, &texts(values, count, "values")?) {
                if !form.is_empty() {
                    form.push('&');
                }
                encode_form_value(name, &mut form);
                form.push('=');
                encode_form_value(value, &mut form);
            }
            hand_out(&form, encoded, "encoded")
        })
    }
}

/// The parts of a query string or form body. Free `*form` with `wlp_form_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_form_parse(
    encoded: *const c_char,
    form: *mut *mut wlp_form,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types.
    unsafe {
        enter(TEXT, error, || {
            let parts = parse_form(&TEXT.need(encoded, "encoded")?);
            if form.is_null() {
                return Err(Failure::null("form"));
            }
            let parts = parts.iter().map(|(name, value)| (TEXT.write(name), TEXT.write(value))).collect();
            write(form, Box::into_raw(Box::new(wlp_form(parts))), "form")
        })
    }
}

/// How many parts a form has.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_form_len(form: *const wlp_form) -> usize {
    // SAFETY: the caller gives a living form or NULL.
    unsafe { borrow(form, "form") }.map_or(0, |form| form.0.len())
}

/// Name of the part at `index`; NULL beyond the end.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_form_name(form: *const wlp_form, index: usize) -> *const c_char {
    // SAFETY: the caller gives a living form or NULL.
    let form = unsafe { form.as_ref() };
    form.and_then(|form| form.0.get(index)).map_or(std::ptr::null(), |(name, _)| name.as_ptr())
}

/// Value of the part at `index`; NULL beyond the end.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_form_value(form: *const wlp_form, index: usize) -> *const c_char {
    // SAFETY: the caller gives a living form or NULL.
    let form = unsafe { form.as_ref() };
    form.and_then(|form| form.0.get(index)).map_or(std::ptr::null(), |(_, value)| value.as_ptr())
}

/// Frees a form; NULL is nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_form_free(form: *mut wlp_form) {
    // SAFETY: the caller hands over a form of this library, or NULL.
    unsafe { free(form) }
}

/// Encodes business data as the parameter `content`. Free `*content` with `wlp_string_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_content_encode(
    coding: *const wlp_coding,
    plain: *const c_char,
    content: *mut *mut c_char,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types.
    unsafe {
        enter(TEXT, error, || {
            let (coding, cipher) = read_coding(coding)?;
            let plain = TEXT.need(plain, "plain")?;
            hand_out(&encode_content(plain.as_bytes(), coding, cipher.as_ref())?, content, "content")
        })
    }
}

/// Decodes the parameter `content`, up to `limit` bytes. Free `*plain` with `wlp_string_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_content_decode(
    coding: *const wlp_coding,
    content: *const c_char,
    limit: usize,
    plain: *mut *mut c_char,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types.
    unsafe {
        enter(TEXT, error, || {
            let (coding, cipher) = read_coding(coding)?;
            let content = TEXT.need(content, "content")?;
            hand_out(&decode_content(&content, coding, cipher.as_ref(), limit)?, plain, "plain")
        })
    }
}

/// Reads an answer's outer JSON. Free `*envelope` with `wlp_envelope_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_envelope_parse(
    body: *const c_char,
    envelope: *mut *mut wlp_envelope,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types.
    unsafe {
        enter(TEXT, error, || {
            let body = TEXT.need(body, "body")?;
            let parsed = Envelope::parse(&body)?;
            if envelope.is_null() {
                return Err(Failure::null("envelope"));
            }
            let made = wlp_envelope {
                code: TEXT.write(&parsed.code),
                message: TEXT.write(&parsed.message),
                err_code: parsed.err_code.as_deref().map(|code| TEXT.write(code)),
                content: TEXT.write(&parsed.content),
                coding: parsed.coding,
            };
            write(envelope, Box::into_raw(Box::new(made)), "envelope")
        })
    }
}

/// The code, padded to four digits.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_envelope_code(envelope: *const wlp_envelope) -> *const c_char {
    // SAFETY: the caller gives a living envelope or NULL.
    unsafe { envelope.as_ref() }.map_or(std::ptr::null(), |envelope| envelope.code.as_ptr())
}

/// The message; empty if there is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_envelope_message(envelope: *const wlp_envelope) -> *const c_char {
    // SAFETY: the caller gives a living envelope or NULL.
    unsafe { envelope.as_ref() }.map_or(std::ptr::null(), |envelope| envelope.message.as_ptr())
}

/// Business detail; NULL if there is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_envelope_err_code(envelope: *const wlp_envelope) -> *const c_char {
    // SAFETY: the caller gives a living envelope or NULL.
    let envelope = unsafe { envelope.as_ref() };
    envelope.and_then(|envelope| envelope.err_code.as_ref()).map_or(std::ptr::null(), |code| code.as_ptr())
}

/// The encoded content; empty if there is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_envelope_content(envelope: *const wlp_envelope) -> *const c_char {
    // SAFETY: the caller gives a living envelope or NULL.
    unsafe { envelope.as_ref() }.map_or(std::ptr::null(), |envelope| envelope.content.as_ptr())
}

/// Whether the content is encrypted.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_envelope_encrypt(envelope: *const wlp_envelope) -> bool {
    // SAFETY: the caller gives a living envelope or NULL.
    unsafe { envelope.as_ref() }.is_some_and(|envelope| envelope.coding.encrypt)
}

/// Whether the content is gzipped.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_envelope_zip(envelope: *const wlp_envelope) -> bool {
    // SAFETY: the caller gives a living envelope or NULL.
    unsafe { envelope.as_ref() }.is_some_and(|envelope| envelope.coding.zip)
}

/// Frees an envelope; NULL is nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_envelope_free(envelope: *mut wlp_envelope) {
    // SAFETY: the caller hands over an envelope of this library, or NULL.
    unsafe { free(envelope) }
}

/// The business JSON of a request with parameters as a JSON object. Free `*content` with `wlp_string_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_params_encode(
    endpoint: *const c_char,
    params: *const c_char,
    content: *mut *mut c_char,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types.
    unsafe {
        enter(TEXT, error, || {
            let endpoint = find(&TEXT.need(endpoint, "endpoint")?)?;
            let params = TEXT.read(params, "params")?.unwrap_or_default();
            hand_out(&encode_params(endpoint, &params, false)?, content, "content")
        })
    }
}

/// Canonical JSON of an endpoint's decrypted content; `strict` is 1 or 0. Free `*json` with `wlp_string_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wlp_content_canonical(
    endpoint: *const c_char,
    content: *const c_char,
    strict: i32,
    json: *mut *mut c_char,
    error: *mut *mut wlp_error,
) -> wlp_status {
    // SAFETY: the caller gives pointers that are NULL or fit their types.
    unsafe {
        enter(TEXT, error, || {
            let endpoint = find(&TEXT.need(endpoint, "endpoint")?)?;
            let content = TEXT.need(content, "content")?;
            let strictness = if strict == 0 { Strictness::Tolerant } else { Strictness::Strict };
            hand_out(&canonical_json(&content, endpoint.response.as_ref(), strictness)?, json, "json")
        })
    }
}

fn find(name: &str) -> Result<&'static Endpoint, Failure> {
    let found = welinkpark::ENDPOINTS.iter().find(|endpoint| endpoint.name == name);
    found.copied().ok_or_else(|| Failure::validation("endpoint", format!("there is no endpoint {name:?}")))
}

/// # Safety
/// `coding` is NULL or points to a coding whose key has 24 bytes.
unsafe fn read_coding(coding: *const wlp_coding) -> Result<(Coding, Option<Cipher>), Failure> {
    // SAFETY: the same contract.
    let coding = unsafe {
        borrow(coding.cast::<usize>(), "coding")?;
        checked_copy(coding, &[size_of::<wlp_coding>()], "coding")?
    };
    let mode = cipher_mode(coding.cipher_mode, coding.iv)?;
    // SAFETY: the same contract.
    let secret = unsafe { TEXT.read(coding.secret_key, "secret_key") }?;
    let cipher = match secret {
        Some(secret) => Some(Cipher::new(&secret)?.with_mode(mode)),
        None if coding.key.is_null() => None,
        None => {
            // SAFETY: not NULL, so of 24 bytes by contract.
            let key = unsafe { std::slice::from_raw_parts(coding.key, 24) };
            Some(Cipher::with_key(key, mode)?)
        }
    };
    Ok((Coding { encrypt: coding.encrypt != 0, zip: coding.zip != 0 }, cipher))
}

/// # Safety
/// `first` is NULL or points to `count` texts that are NULL or NUL-terminated.
unsafe fn texts(first: *const *const c_char, count: usize, name: &str) -> Result<Vec<String>, Failure> {
    if count > 0 && first.is_null() {
        return Err(Failure::null(name));
    }
    // SAFETY: the same contract.
    (0..count).map(|index| unsafe { Ok(TEXT.need(*first.add(index), name)?.into_owned()) }).collect()
}

fn pairs<'a>(names: &'a [String], values: &'a [String]) -> Vec<(&'a str, &'a str)> {
    names.iter().zip(values).map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// # Safety
/// `output` is NULL or can be written.
unsafe fn hand_out(text: &str, output: *mut *mut c_char, name: &str) -> Result<(), Failure> {
    if output.is_null() {
        return Err(Failure::null(name));
    }
    // SAFETY: the same contract.
    unsafe { write(output, TEXT.write(text).into_raw(), name) }
}
