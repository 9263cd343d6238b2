//! Settings of a client and of a call, from JavaScript's terms (milliseconds, `"auto"`) into the core's.

use std::time::Duration;

use napi_derive::napi;
use welinkpark::protocol::CipherMode;
use welinkpark::{CallOptions, ClientBuilder, DEFAULT_BASE_URL, TimestampUnit, Zip};

use crate::failure::{Result, config};

/// Settings of a client; what is absent follows the defaults. The environment was asked in JavaScript.
#[napi(object)]
pub struct ClientSettings {
    /// Application id.
    pub app_id: String,
    /// Secret key.
    pub secret_key: String,
    /// Park.
    pub park_id: String,
    /// Address of the platform.
    pub base_url: Option<String>,
    /// Key of the cipher where it is not the beginning of the secret key.
    pub cipher_key: Option<String>,
    /// Initial vector in hex: switches from ECB to CBC.
    pub cipher_iv: Option<String>,
    /// Unit of `Timestamp`: `"s"` or `"ms"`.
    pub timestamp_unit: Option<String>,
    /// Whether a wrong clock is corrected.
    pub correct_clock: Option<bool>,
    /// Largest answer in bytes.
    pub max_response: Option<f64>,
    /// Whether the samples' field names are sent.
    pub sample_names: Option<bool>,
    /// Proxy for all requests.
    pub proxy: Option<String>,
    /// Certificates in PEM that are trusted besides the system's.
    pub ca_certificates: Option<Vec<String>>,
}

/// Settings of a call; what is absent follows the client.
#[napi(object)]
pub struct CallSettings {
    /// Milliseconds for making a connection.
    pub connect_timeout: Option<f64>,
    /// Milliseconds for one attempt.
    pub attempt_timeout: Option<f64>,
    /// Milliseconds for the whole call.
    pub timeout: Option<f64>,
    /// How often it may be tried again.
    pub retries: Option<f64>,
    /// Whether business data is encrypted.
    pub encrypt: Option<bool>,
    /// Whether business data is gzipped: `"auto"`, `"always"` or `"never"`.
    pub zip: Option<String>,
}

impl ClientSettings {
    /// The builder that has these settings.
    pub(crate) fn builder(self, calls: Option<&CallSettings>) -> Result<ClientBuilder> {
        let mut builder = ClientBuilder::default()
            .language("node")
            .app_id(self.app_id)
            .secret_key(self.secret_key)
            .park_id(self.park_id)
            .base_url(self.base_url.unwrap_or_else(|| DEFAULT_BASE_URL.to_owned()));
        if let Some(key) = self.cipher_key {
            builder = builder.cipher_key(key);
        }
        if let Some(url) = self.proxy {
            builder = builder.proxy(url);
        }
        if let Some(correct) = self.correct_clock {
            builder = builder.correct_clock(correct);
        }
        if let Some(names) = self.sample_names {
            builder = builder.sample_names(names);
        }
        if let Some(hex) = self.cipher_iv {
            builder = builder.cipher_mode(CipherMode::Cbc(iv(&hex)?));
        }
        match self.timestamp_unit.as_deref() {
            None => {}
            Some("s") => builder = builder.timestamp_unit(TimestampUnit::Seconds),
            Some("ms") => builder = builder.timestamp_unit(TimestampUnit::Milliseconds),
            Some(other) => return Err(config(format!("timestampUnit is {other:?}; it can be \"s\" or \"ms\""))),
        }
        if let Some(bytes) = self.max_response {
            let bytes = whole("maxResponse", bytes, f64::from(u32::MAX))?;
            builder = builder.max_response(usize::try_from(bytes).unwrap_or(usize::MAX));
        }
        for pem in self.ca_certificates.unwrap_or_default() {
            builder = builder.ca_certificate(pem);
        }

        let CallOptions { connect_timeout, attempt_timeout, timeout, retries, encrypt, zip, .. } =
            CallSettings::options(calls)?;
        if let Some(encrypt) = encrypt {
            builder = builder.encrypt(encrypt);
        }
        if let Some(limit) = connect_timeout {
            builder = builder.connect_timeout(limit);
        }
        if let Some(limit) = attempt_timeout {
            builder = builder.attempt_timeout(limit);
        }
        if let Some(limit) = timeout {
            builder = builder.timeout(limit);
        }
        if let Some(retries) = retries {
            builder = builder.retries(retries);
        }
        Ok(builder.zip(zip.unwrap_or_default()))
    }
}

impl CallSettings {
    /// The core's options.
    pub(crate) fn options(settings: Option<&Self>) -> Result<CallOptions> {
        let Some(settings) = settings else { return Ok(CallOptions::default()) };
        Ok(CallOptions {
            connect_timeout: milliseconds("connectTimeout", settings.connect_timeout)?,
            attempt_timeout: milliseconds("attemptTimeout", settings.attempt_timeout)?,
            timeout: milliseconds("timeout", settings.timeout)?,
            retries: match settings.retries {
                Some(retries) => Some(whole("retries", retries, 1000.0)?),
                None => None,
            },
            encrypt: settings.encrypt,
            zip: match settings.zip.as_deref() {
                None => None,
                Some("auto") => Some(Zip::Auto),
                Some("always") => Some(Zip::Always),
                Some("never") => Some(Zip::Never),
                Some(other) => return Err(config(format!("zip is {other:?}; it can be true, false or \"auto\""))),
            },
            cancel: None,
        })
    }
}

pub(crate) fn milliseconds(name: &str, value: Option<f64>) -> Result<Option<Duration>> {
    let Some(value) = value else { return Ok(None) };
    // A day is longer than anything that anyone waits for; more is a mistake of units.
    if !(value > 0.0 && value <= 86_400_000.0) {
        return Err(config(format!("{name} is {value}; it is a number of milliseconds, above 0 and at most a day")));
    }
    Duration::try_from_secs_f64(value / 1000.0).map(Some).map_err(|error| config(format!("{name}: {error}")))
}

pub(crate) fn whole(name: &str, value: f64, limit: f64) -> Result<u32> {
    if value.fract() != 0.0 || !(0.0..=limit).contains(&value) {
        return Err(config(format!("{name} is {value}; it is a whole number from 0 to {limit}")));
    }
    // In range, as was just seen.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    Ok(value as u32)
}

/// The eight bytes of an initial vector in hex.
pub(crate) fn iv(hex: &str) -> Result<[u8; 8]> {
    match u64::from_str_radix(hex, 16) {
        Ok(number) if hex.len() == 16 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()) => Ok(number.to_be_bytes()),
        _ => Err(config("cipherIv must be 16 hexadecimal digits")),
    }
}
