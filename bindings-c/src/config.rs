//! What a client is configured with, and what a view of it changes.

use std::borrow::Cow;
use std::ffi::c_char;
use std::mem::{offset_of, size_of};
use std::time::Duration;

use welinkpark::protocol::CipherMode;
use welinkpark::{CallOptions, Client, ClientBuilder, TimestampUnit, Zip};

use crate::cancel::wlp_cancel_token;
use crate::error::wlp_optional;
use crate::failure::Failure;
use crate::request::checked_copy;
use crate::text::Encoding;

/// Business data is gzipped when larger than 1 KiB: the default.
pub const WLP_ZIP_AUTO: i64 = 0;
/// Business data is never gzipped.
pub const WLP_ZIP_NEVER: i64 = 1;
/// Business data is always gzipped.
pub const WLP_ZIP_ALWAYS: i64 = 2;

/// The request's `Timestamp` is in seconds: the default.
pub const WLP_TIMESTAMP_SECONDS: i32 = 0;
/// The request's `Timestamp` is in milliseconds.
pub const WLP_TIMESTAMP_MILLISECONDS: i32 = 1;

/// 3DES in ECB mode: the default.
pub const WLP_CIPHER_ECB: i32 = 0;
/// 3DES in CBC mode.
pub const WLP_CIPHER_CBC: i32 = 1;

/// Configuration of a client. Begin with `WLP_CONFIG_INIT`; what is NULL or absent has its default.
///
/// The library copies what it needs: nothing here must outlive the call.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct wlp_config {
    /// `sizeof(wlp_config)`; set by `WLP_CONFIG_INIT`.
    pub struct_size: usize,
    /// Encoding of all text, in and out: `WLP_ENCODING_UTF8` or `WLP_ENCODING_GB18030`.
    pub encoding: i32,
    /// `WLP_TIMESTAMP_SECONDS` or `WLP_TIMESTAMP_MILLISECONDS`.
    pub timestamp_unit: i32,
    /// Application id; NULL: `WELINKPARK_APP_ID`.
    pub app_id: *const c_char,
    /// Secret key; NULL: `WELINKPARK_SECRET_KEY`.
    pub secret_key: *const c_char,
    /// Park that calls are about; NULL: `WELINKPARK_PARK_ID`.
    pub park_id: *const c_char,
    /// Address of the platform; NULL: `WELINKPARK_BASE_URL`, or the platform's own.
    pub base_url: *const c_char,
    /// Key of the 3DES cipher, 24 bytes, where it is not the beginning of the secret key.
    pub cipher_key: *const u8,
    /// Length of `cipher_key` in bytes.
    pub cipher_key_len: usize,
    /// `WLP_CIPHER_ECB` or `WLP_CIPHER_CBC`.
    pub cipher_mode: i32,
    /// Always 0.
    pub reserved: i32,
    /// Initialisation vector for `WLP_CIPHER_CBC`.
    pub cipher_iv: [u8; 8],
    /// Whether business data is encrypted, 1 or 0; 1 by default.
    pub encrypt: wlp_optional,
    /// `WLP_ZIP_AUTO`, `WLP_ZIP_NEVER` or `WLP_ZIP_ALWAYS`.
    pub zip: wlp_optional,
    /// Limit for making a connection in milliseconds; 3000 by default.
    pub connect_timeout_ms: wlp_optional,
    /// Limit for one attempt in milliseconds; 15000 by default.
    pub attempt_timeout_ms: wlp_optional,
    /// Limit for the whole call in milliseconds; 30000 by default.
    pub timeout_ms: wlp_optional,
    /// How often a call that changes nothing may be tried again; 2 by default.
    pub retries: wlp_optional,
    /// Whether a call refused with 0003 is signed once more with the server's time, 1 or 0; 1 by default.
    pub correct_clock: wlp_optional,
    /// Largest answer in bytes; 64 MiB by default.
    pub max_response: wlp_optional,
    /// Whether names of the document's samples are sent where they differ from its tables, 1 or 0; 0 by default.
    pub sample_names: wlp_optional,
    /// Whether debug logs show decrypted business data, 1 or 0; 0 by default.
    pub log_content: wlp_optional,
    /// Proxy such as `http://127.0.0.1:3128`; NULL: the environment's.
    pub proxy: *const c_char,
    /// Certificates in PEM that are trusted besides the system's.
    pub ca_certificate: *const c_char,
    /// Name of the language in the `User-Agent`; NULL: `c`. For bindings on top of this one.
    pub language: *const c_char,
}

/// Settings of calls made with a view. Begin with `WLP_CALL_OPTIONS_INIT`; what is absent follows the client.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct wlp_call_options {
    /// `sizeof(wlp_call_options)`; set by `WLP_CALL_OPTIONS_INIT`.
    pub struct_size: usize,
    /// Limit for making a connection in milliseconds.
    pub connect_timeout_ms: wlp_optional,
    /// Limit for one attempt in milliseconds.
    pub attempt_timeout_ms: wlp_optional,
    /// Limit for the whole call in milliseconds.
    pub timeout_ms: wlp_optional,
    /// How often a call that changes nothing may be tried again.
    pub retries: wlp_optional,
    /// Whether business data is encrypted, 1 or 0.
    pub encrypt: wlp_optional,
    /// `WLP_ZIP_AUTO`, `WLP_ZIP_NEVER` or `WLP_ZIP_ALWAYS`.
    pub zip: wlp_optional,
    /// Ends the calls from outside. The view shares it: the program may free its own handle at any time.
    pub cancel: *const wlp_cancel_token,
}

const CONFIG_ENDS: &[usize] = &[size_of::<wlp_config>()];
const OPTIONS_ENDS: &[usize] = &[size_of::<wlp_call_options>()];
const _: () = assert!(offset_of!(wlp_config, struct_size) == 0 && offset_of!(wlp_call_options, struct_size) == 0);

/// The builder that a configuration stands for, and its encoding.
///
/// # Safety
/// `config` is NULL or points to a configuration whose texts are NULL or NUL-terminated.
pub(crate) unsafe fn builder(config: *const wlp_config) -> Result<(ClientBuilder, Encoding), Failure> {
    if config.is_null() {
        return Ok((Client::builder().language("c"), Encoding::Utf8));
    }
    // SAFETY: not NULL; the struct says its own size, which is checked before more is read. All zero is valid.
    let config: wlp_config = unsafe { checked_copy(config, CONFIG_ENDS, "config") }?;
    let encoding = Encoding::of(config.encoding)?;
    // SAFETY: texts of the configuration are NULL or NUL-terminated by contract.
    let text = |text: *const c_char, name: &str| unsafe { encoding.read(text, name) };
    let mut builder = Client::builder().language(text(config.language, "language")?.unwrap_or(Cow::Borrowed("c")));
    if let Some(app_id) = text(config.app_id, "app_id")? {
        builder = builder.app_id(app_id);
    }
    if let Some(secret_key) = text(config.secret_key, "secret_key")? {
        builder = builder.secret_key(secret_key);
    }
    if let Some(park_id) = text(config.park_id, "park_id")? {
        builder = builder.park_id(park_id);
    }
    if let Some(base_url) = text(config.base_url, "base_url")? {
        builder = builder.base_url(base_url);
    }
    if let Some(proxy) = text(config.proxy, "proxy")? {
        builder = builder.proxy(proxy);
    }
    if let Some(pem) = text(config.ca_certificate, "ca_certificate")? {
        builder = builder.ca_certificate(pem.into_owned());
    }
    if !config.cipher_key.is_null() {
        // SAFETY: by contract the key has as many bytes as the configuration says.
        let key = unsafe { std::slice::from_raw_parts(config.cipher_key, config.cipher_key_len.min(64)) };
        builder = builder.cipher_key(key);
    }
    builder = builder.cipher_mode(cipher_mode(config.cipher_mode, config.cipher_iv)?);
    builder = builder.timestamp_unit(match config.timestamp_unit {
        WLP_TIMESTAMP_SECONDS => TimestampUnit::Seconds,
        WLP_TIMESTAMP_MILLISECONDS => TimestampUnit::Milliseconds,
        other => return Err(Failure::config(format!("timestamp_unit {other} is none of WLP_TIMESTAMP_…"))),
    });
    Ok((numbers(builder, &config)?, encoding))
}

fn numbers(mut builder: ClientBuilder, config: &wlp_config) -> Result<ClientBuilder, Failure> {
    if let Some(encrypt) = flag(config.encrypt, "encrypt")? {
        builder = builder.encrypt(encrypt);
    }
    if let Some(zip) = zip(config.zip)? {
        builder = builder.zip(zip);
    }
    if let Some(limit) = duration(config.connect_timeout_ms, "connect_timeout_ms")? {
        builder = builder.connect_timeout(limit);
    }
    if let Some(limit) = duration(config.attempt_timeout_ms, "attempt_timeout_ms")? {
        builder = builder.attempt_timeout(limit);
    }
    if let Some(limit) = duration(config.timeout_ms, "timeout_ms")? {
        builder = builder.timeout(limit);
    }
    if let Some(retries) = number(config.retries, "retries")? {
        builder = builder.retries(retries);
    }
    if let Some(correct) = flag(config.correct_clock, "correct_clock")? {
        builder = builder.correct_clock(correct);
    }
    if let Some(bytes) = number(config.max_response, "max_response")? {
        builder = builder.max_response(bytes);
    }
    if let Some(sample_names) = flag(config.sample_names, "sample_names")? {
        builder = builder.sample_names(sample_names);
    }
    if let Some(log_content) = flag(config.log_content, "log_content")? {
        builder = builder.log_content(log_content);
    }
    Ok(builder)
}

/// The settings that options stand for; the token is not among them.
///
/// # Safety
/// `options` is NULL or points to options.
pub(crate) unsafe fn call_options(
    options: *const wlp_call_options,
) -> Result<(CallOptions, *const wlp_cancel_token), Failure> {
    if options.is_null() {
        return Err(Failure::null("options"));
    }
    // SAFETY: not NULL; the struct says its own size, which is checked before more is read. All zero is valid.
    let options: wlp_call_options = unsafe { checked_copy(options, OPTIONS_ENDS, "options") }?;
    let settings = CallOptions {
        connect_timeout: duration(options.connect_timeout_ms, "connect_timeout_ms")?,
        attempt_timeout: duration(options.attempt_timeout_ms, "attempt_timeout_ms")?,
        timeout: duration(options.timeout_ms, "timeout_ms")?,
        retries: number(options.retries, "retries")?,
        encrypt: flag(options.encrypt, "encrypt")?,
        zip: zip(options.zip)?,
        cancel: None,
    };
    Ok((settings, options.cancel))
}

pub(crate) fn cipher_mode(mode: i32, iv: [u8; 8]) -> Result<CipherMode, Failure> {
    match mode {
        WLP_CIPHER_ECB => Ok(CipherMode::Ecb),
        WLP_CIPHER_CBC => Ok(CipherMode::Cbc(iv)),
        other => Err(Failure::config(format!("cipher_mode {other} is none of WLP_CIPHER_…"))),
    }
}

fn zip(zip: wlp_optional) -> Result<Option<Zip>, Failure> {
    Ok(match zip.get() {
        None => None,
        Some(WLP_ZIP_AUTO) => Some(Zip::Auto),
        Some(WLP_ZIP_NEVER) => Some(Zip::Never),
        Some(WLP_ZIP_ALWAYS) => Some(Zip::Always),
        Some(other) => return Err(Failure::config(format!("zip {other} is none of WLP_ZIP_…"))),
    })
}

pub(crate) fn flag(value: wlp_optional, name: &str) -> Result<Option<bool>, Failure> {
    match value.get() {
        None => Ok(None),
        Some(0) => Ok(Some(false)),
        Some(1) => Ok(Some(true)),
        Some(other) => Err(Failure::config(format!("{name} is {other}; give 1 or 0"))),
    }
}

pub(crate) fn duration(value: wlp_optional, name: &str) -> Result<Option<Duration>, Failure> {
    match number::<u64>(value, name)? {
        Some(0) => Err(Failure::config(format!("{name} is zero; give a positive number of milliseconds"))),
        limit => Ok(limit.map(Duration::from_millis)),
    }
}

pub(crate) fn number<T: TryFrom<i64>>(value: wlp_optional, name: &str) -> Result<Option<T>, Failure> {
    let number = value.get().map(T::try_from).transpose();
    number.map_err(|_| Failure::config(format!("{name} is {}, which is out of range", value.value)))
}
