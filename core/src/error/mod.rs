//! The one error type of the library: what went wrong, and whether the platform may have acted on it.

mod kind;
mod report;

use std::error::Error as StdError;
use std::fmt;

pub use kind::{ApiFailure, ApiKind, DecodeFailure, ErrorKind, Rule, Sent, Stage, TransportKind, Validation, err_code};

/// Result of every fallible call.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a call failed, and what is known about the request.
///
/// `Display` gives one line for logs; [`Error::report`] gives the whole story for a person.
/// Neither ever contains the secret key.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    context: Context,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// What is known about the request an error belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Context {
    pub(crate) endpoint: Option<String>,
    pub(crate) attempts: u32,
    pub(crate) nonce: Option<u32>,
    pub(crate) timestamp: Option<i64>,
    pub(crate) sent: Sent,
    pub(crate) retryable: bool,
}

impl Error {
    /// What kind of failure it is.
    pub fn kind(&self) -> &ErrorKind {
        &self.0.kind
    }

    /// The endpoint's name (`passport.get`), or its path for raw calls.
    pub fn endpoint(&self) -> Option<&str> {
        self.0.context.endpoint.as_deref()
    }

    /// How many requests were started; 0 if the call never got that far.
    pub fn attempts(&self) -> u32 {
        self.0.context.attempts
    }

    /// Nonce of the last request.
    pub fn nonce(&self) -> Option<u32> {
        self.0.context.nonce
    }

    /// Timestamp of the last request, in the client's unit (seconds by default).
    pub fn timestamp(&self) -> Option<i64> {
        self.0.context.timestamp
    }

    /// Whether the same call may be made again without harm and with hope: the failure is a passing
    /// one, and the call changes nothing or never left this machine.
    pub fn retryable(&self) -> bool {
        self.0.context.retryable
    }

    /// Whether the platform may have received the request.
    pub fn sent(&self) -> Sent {
        self.0.context.sent
    }

    /// The platform's refusal, if this is one.
    pub fn api(&self) -> Option<&ApiFailure> {
        match &self.0.kind {
            ErrorKind::Api(failure) => Some(failure),
            _ => None,
        }
    }

    /// The platform found no such record (0009).
    pub fn is_not_found(&self) -> bool {
        self.api().is_some_and(|api| api.kind == ApiKind::NotFound)
    }

    /// There is nothing to pay (`errCode` `NoBill`).
    pub fn is_no_bill(&self) -> bool {
        self.has_err_code(err_code::NO_BILL)
    }

    /// The vehicle has no entry record (`errCode` `NoEnterRecord`).
    pub fn is_no_enter_record(&self) -> bool {
        self.has_err_code(err_code::NO_ENTER_RECORD)
    }

    fn has_err_code(&self, err_code: &str) -> bool {
        self.api().is_some_and(|api| api.err_code.as_deref() == Some(err_code))
    }

    /// A time limit was reached.
    pub fn is_timeout(&self) -> bool {
        matches!(self.0.kind, ErrorKind::Transport { kind: TransportKind::Timeout, .. })
    }

    pub(crate) fn new(kind: ErrorKind) -> Self {
        let context =
            Context { endpoint: None, attempts: 0, nonce: None, timestamp: None, sent: Sent::No, retryable: false };
        Self(Box::new(Inner { kind, context, source: None }))
    }

    pub(crate) fn config(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Config { message: message.into() })
    }

    pub(crate) fn internal(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Internal { message: message.into() })
    }

    pub(crate) fn decode(stage: Stage, message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Decode(DecodeFailure { stage, path: None, message: message.into(), content: None }))
    }

    pub(crate) fn validation(field: impl Into<String>, rule: Rule, message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Validation(Validation { field: field.into(), rule, message: message.into() }))
    }

    pub(crate) fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    pub(crate) fn with_endpoint(mut self, endpoint: &str) -> Self {
        self.0.context.endpoint = Some(endpoint.to_owned());
        self
    }

    pub(crate) fn context_mut(&mut self) -> &mut Context {
        &mut self.0.context
    }

    pub(crate) fn kind_mut(&mut self) -> &mut ErrorKind {
        &mut self.0.kind
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("context", &self.0.context)
            .field("source", &self.0.source)
            .finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}

/// The first `limit` characters, marked where something is left out.
pub(crate) fn shorten(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        Some((end, _)) => {
            let head = text.get(..end).unwrap_or(text);
            format!("{head}… ({} characters in all)", text.chars().count())
        }
        None => text.to_owned(),
    }
}
