//! What a client is configured with: arguments first, then the environment, then defaults.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use zeroize::Zeroizing;

use crate::client::{Client, blocking};
use crate::error::{Error, Result};
use crate::protocol::{Cipher, CipherMode, Signer};

/// The platform's own address (document, 4.1.2).
pub const DEFAULT_BASE_URL: &str = "http://qqb.welinkpark.com/api";

/// Whether business data is gzipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Zip {
    /// Never.
    Never,
    /// Always.
    Always,
    /// When it is larger than 1 KiB: the default.
    #[default]
    Auto,
}

/// Unit of the `Timestamp` parameter, which the document leaves open (4.1.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TimestampUnit {
    /// Unix time in seconds, as in the document's sample: the default.
    #[default]
    Seconds,
    /// Unix time in milliseconds.
    Milliseconds,
}

/// Time limits of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeouts {
    /// For making a connection; 3 s by default.
    pub connect: Duration,
    /// For one attempt, connection included; 15 s by default.
    pub attempt: Duration,
    /// For the whole call with all its attempts and waits; 30 s by default.
    pub call: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self { connect: Duration::from_secs(3), attempt: Duration::from_secs(15), call: Duration::from_secs(30) }
    }
}

/// Everything a client knows, resolved and checked.
pub(crate) struct Config {
    pub(crate) app_id: String,
    pub(crate) park_id: Arc<str>,
    pub(crate) base_url: String,
    pub(crate) signer: Signer,
    pub(crate) cipher: Option<Cipher>,
    pub(crate) encrypt: bool,
    pub(crate) zip: Zip,
    pub(crate) timeouts: Timeouts,
    pub(crate) retries: u32,
    pub(crate) timestamp_unit: TimestampUnit,
    pub(crate) correct_clock: bool,
    pub(crate) max_response: usize,
    pub(crate) sample_names: bool,
    pub(crate) log_content: bool,
    pub(crate) user_agent: String,
    pub(crate) proxy: Option<String>,
    pub(crate) ca_certificates: Vec<Vec<u8>>,
    pub(crate) general_transport: bool,
}

/// Builds a [`Client`] or a [`blocking::Client`].
///
/// What is not set is taken from the environment: `WELINKPARK_APP_ID`, `WELINKPARK_SECRET_KEY`,
/// `WELINKPARK_PARK_ID` and `WELINKPARK_BASE_URL`.
///
/// ```no_run
/// # fn main() -> welinkpark::Result<()> {
/// let client = welinkpark::Client::builder().app_id("…").secret_key("…").park_id("10001088").build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default)]
pub struct ClientBuilder {
    app_id: Option<String>,
    secret_key: Option<Zeroizing<String>>,
    park_id: Option<String>,
    base_url: Option<String>,
    cipher_key: Option<Zeroizing<Vec<u8>>>,
    cipher_mode: CipherMode,
    encrypt: Option<bool>,
    zip: Zip,
    timeouts: Timeouts,
    retries: Option<u32>,
    timestamp_unit: TimestampUnit,
    keep_wrong_clock: bool,
    max_response: Option<usize>,
    sample_names: bool,
    log_content: bool,
    language: Option<String>,
    proxy: Option<String>,
    ca_certificates: Vec<Vec<u8>>,
    general_transport: bool,
}

impl ClientBuilder {
    /// Application id.
    #[must_use]
    pub fn app_id(mut self, app_id: impl Into<String>) -> Self {
        self.app_id = Some(app_id.into());
        self
    }

    /// Secret key that belongs to the application id. It is wiped once its derived states are made.
    #[must_use]
    pub fn secret_key(mut self, secret_key: impl Into<String>) -> Self {
        self.secret_key = Some(Zeroizing::new(secret_key.into()));
        self
    }

    /// Park that calls are about.
    #[must_use]
    pub fn park_id(mut self, park_id: impl Into<String>) -> Self {
        self.park_id = Some(park_id.into());
        self
    }

    /// Address of the platform, `http://qqb.welinkpark.com/api` by default; `https` works as well.
    #[must_use]
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = Some(base_url.into());
        self
    }

    /// Key of the 3DES cipher, 24 bytes, where it is not the beginning of the secret key.
    #[must_use]
    pub fn cipher_key(mut self, key: impl Into<Vec<u8>>) -> Self {
        self.cipher_key = Some(Zeroizing::new(key.into()));
        self
    }

    /// Block mode of the 3DES cipher; ECB by default.
    #[must_use]
    pub fn cipher_mode(mut self, mode: CipherMode) -> Self {
        self.cipher_mode = mode;
        self
    }

    /// Whether business data is encrypted; on by default.
    #[must_use]
    pub fn encrypt(mut self, encrypt: bool) -> Self {
        self.encrypt = Some(encrypt);
        self
    }

    /// Whether business data is gzipped; when larger than 1 KiB by default.
    #[must_use]
    pub fn zip(mut self, zip: Zip) -> Self {
        self.zip = zip;
        self
    }

    /// All three time limits.
    #[must_use]
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.timeouts = timeouts;
        self
    }

    /// Limit for making a connection; 3 s by default.
    #[must_use]
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.timeouts.connect = limit;
        self
    }

    /// Limit for one attempt; 15 s by default.
    #[must_use]
    pub fn attempt_timeout(mut self, limit: Duration) -> Self {
        self.timeouts.attempt = limit;
        self
    }

    /// Limit for the whole call; 30 s by default.
    #[must_use]
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeouts.call = limit;
        self
    }

    /// How often a call may be tried again; 2 by default, 0 turns it off.
    ///
    /// Only calls that change nothing are tried again, or calls of which not a byte was sent.
    #[must_use]
    pub fn retries(mut self, retries: u32) -> Self {
        self.retries = Some(retries);
        self
    }

    /// Unit of the request's `Timestamp`; seconds by default.
    #[must_use]
    pub fn timestamp_unit(mut self, unit: TimestampUnit) -> Self {
        self.timestamp_unit = unit;
        self
    }

    /// Whether a call that was refused with 0003 is signed once more with the server's time when the
    /// clocks are more than 60 s apart; on by default.
    #[must_use]
    pub fn correct_clock(mut self, correct: bool) -> Self {
        self.keep_wrong_clock = !correct;
        self
    }

    /// Largest answer in bytes, before and after gunzip; 64 MiB by default.
    #[must_use]
    pub fn max_response(mut self, bytes: usize) -> Self {
        self.max_response = Some(bytes);
        self
    }

    /// Sends the names that the document's samples use where they differ from its field tables
    /// (`freeStartTime` for `startTime` in `/space/setCoupons`); off by default.
    #[must_use]
    pub fn sample_names(mut self, sample_names: bool) -> Self {
        self.sample_names = sample_names;
        self
    }

    /// Whether debug logs show decrypted business data, with plates and phone numbers; off by default.
    #[must_use]
    pub fn log_content(mut self, log_content: bool) -> Self {
        self.log_content = log_content;
        self
    }

    /// Proxy for all requests, such as `http://127.0.0.1:3128`; by default the environment's
    /// `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` count.
    #[must_use]
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.proxy = Some(url.into());
        self
    }

    /// Certificates in PEM that are trusted besides the system's, for `https` base addresses.
    #[must_use]
    pub fn ca_certificate(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.ca_certificates.push(pem.into());
        self
    }

    /// Names the language of a binding in the `User-Agent`.
    #[doc(hidden)]
    #[must_use]
    pub fn language(mut self, language: impl Into<String>) -> Self {
        self.language = Some(language.into());
        self
    }

    /// Sends plain HTTP over the transport for TLS and proxies, too: for tests and measurements.
    #[doc(hidden)]
    #[must_use]
    pub fn general_transport(mut self, general: bool) -> Self {
        self.general_transport = general;
        self
    }

    /// The asynchronous client; calls need a tokio runtime, making it does not.
    ///
    /// # Errors
    /// `Config` if a credential is missing or an option cannot work.
    pub fn build(self) -> Result<Client> {
        Client::new(self.resolve()?)
    }

    /// The blocking client.
    ///
    /// # Errors
    /// `Config` if a credential is missing or an option cannot work.
    pub fn build_blocking(self) -> Result<blocking::Client> {
        blocking::Client::new(self.resolve()?)
    }

    fn resolve(self) -> Result<Config> {
        let app_id = setting("app_id", "WELINKPARK_APP_ID", self.app_id)?;
        let park_id = setting("park_id", "WELINKPARK_PARK_ID", self.park_id)?;
        let secret = match self.secret_key {
            Some(secret) => secret,
            None => Zeroizing::new(setting("secret_key", "WELINKPARK_SECRET_KEY", None)?),
        };
        if secret.trim_ascii().is_empty() {
            return Err(Error::config("secret_key is empty"));
        }
        check_identifier("app_id", &app_id)?;
        check_identifier("park_id", &park_id)?;

        let given_key = self.cipher_key.map(|key| Cipher::with_key(&key, self.cipher_mode)).transpose()?;
        let cipher = match given_key {
            Some(cipher) => Ok(cipher),
            None => Cipher::new(&secret).map(|cipher| cipher.with_mode(self.cipher_mode)),
        };
        let encrypt = self.encrypt.unwrap_or(true);
        // A short secret is an error only if it is needed to encrypt.
        let cipher = if encrypt { Some(cipher?) } else { cipher.ok() };

        for (name, limit) in [
            ("connect_timeout", self.timeouts.connect),
            ("attempt_timeout", self.timeouts.attempt),
            ("timeout", self.timeouts.call),
        ] {
            if limit.is_zero() {
                return Err(Error::config(format!("{name} is zero; give a positive duration")));
            }
        }
        let version = env!("CARGO_PKG_VERSION");
        Ok(Config {
            park_id: park_id.into(),
            base_url: base_url(self.base_url.or_else(|| env("WELINKPARK_BASE_URL")))?,
            signer: Signer::new(&secret),
            cipher,
            encrypt,
            zip: self.zip,
            timeouts: self.timeouts,
            retries: self.retries.unwrap_or(2),
            timestamp_unit: self.timestamp_unit,
            correct_clock: !self.keep_wrong_clock,
            max_response: self.max_response.unwrap_or(64 << 20),
            sample_names: self.sample_names,
            log_content: self.log_content,
            user_agent: format!("welinkpark/{version} ({})", self.language.as_deref().unwrap_or("rust")),
            proxy: self.proxy,
            ca_certificates: self.ca_certificates,
            general_transport: self.general_transport,
            app_id,
        })
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("app_id", &self.app_id)
            .field("park_id", &self.park_id)
            .field("base_url", &self.base_url)
            .field("timeouts", &self.timeouts)
            .finish_non_exhaustive()
    }
}

fn setting(name: &str, variable: &str, given: Option<String>) -> Result<String> {
    given
        .or_else(|| env(variable))
        .ok_or_else(|| Error::config(format!("{name} is missing: give it as an argument or set {variable}")))
}

fn env(variable: &str) -> Option<String> {
    std::env::var(variable).ok().filter(|value| !value.is_empty())
}

fn check_identifier(name: &str, value: &str) -> Result<()> {
    if value.is_empty() {
        return Err(Error::config(format!("{name} is empty")));
    }
    // Values are trimmed before they are signed, so a blank at an end could never match.
    if crate::protocol::trim(value) != value {
        return Err(Error::config(format!("{name} {value:?} begins or ends with a blank; remove it")));
    }
    Ok(())
}

fn base_url(given: Option<String>) -> Result<String> {
    let text = given.unwrap_or_else(|| DEFAULT_BASE_URL.to_owned());
    let url = reqwest::Url::parse(text.trim_ascii()).map_err(|error| {
        Error::config(format!("base_url {text:?} is not an address such as {DEFAULT_BASE_URL}: {error}"))
    })?;
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
        return Err(Error::config(format!("base_url {text:?} must begin with http:// or https://")));
    }
    if url.query().is_some() || url.fragment().is_some() || !url.username().is_empty() || url.password().is_some() {
        return Err(Error::config("base_url must not contain a user, a query or a fragment"));
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}
