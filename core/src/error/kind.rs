//! The kinds of failure, and what each of them carries.

use std::fmt;
use std::time::Duration;

use crate::flow::explain::Finding;

/// What kind of failure it is. Every binding maps these without a catch-all, so a new kind cannot be forgotten.
#[derive(Debug, Clone, PartialEq)]
pub enum ErrorKind {
    /// The client is configured wrongly: a credential is missing, an option out of range, or the
    /// client is used where it cannot work.
    Config {
        /// What is wrong and what would be right.
        message: String,
    },
    /// An argument was refused before anything was sent.
    Validation(Validation),
    /// The connection failed; see [`Error::sent`](crate::Error::sent) for whether the platform may have received the request.
    Transport {
        /// What happened to the connection.
        kind: TransportKind,
        /// Details of the failure.
        message: String,
    },
    /// The server answered with an HTTP status other than 2xx.
    Http {
        /// The status.
        status: u16,
        /// The `Retry-After` header, if there was one.
        retry_after: Option<Duration>,
        /// The beginning of the body.
        body: String,
    },
    /// The answer arrived but could not be understood.
    Decode(DecodeFailure),
    /// The platform understood the request and refused it.
    Api(ApiFailure),
    /// The caller cancelled the call.
    Cancelled,
    /// A defect in this library, caught before it could do harm.
    Internal {
        /// Details to report.
        message: String,
    },
}

/// An argument that breaks a rule of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Validation {
    /// Wire name of the field, dotted where it is nested; the first one where the rule spans several.
    pub field: String,
    /// The rule that is broken.
    pub rule: Rule,
    /// What was given and what would be right.
    pub message: String,
}

/// Rules that are checked before anything is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rule {
    /// A required field is absent or empty.
    Required,
    /// A choice between fields is not made, or made twice.
    OneOf,
    /// The value does not have the field's type.
    Type,
    /// The endpoint has no such field.
    Unknown,
}

/// What happened to the connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TransportKind {
    /// A time limit was reached: connecting, one attempt, or the whole call.
    Timeout,
    /// No connection could be made: name not found, refused, unreachable.
    Connect,
    /// The TLS handshake failed.
    Tls,
    /// The connection broke before a whole answer had arrived.
    Interrupted,
    /// The answer is larger than the client allows.
    TooLarge,
}

/// An answer that could not be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeFailure {
    /// The step that failed.
    pub stage: Stage,
    /// JSON path of the value, such as `$[0].laneId`; for [`Stage::Field`].
    pub path: Option<String>,
    /// What was found and what was expected.
    pub message: String,
    /// What had been decoded so far: the decrypted content where decryption succeeded, else the body's text.
    pub content: Option<String>,
}

/// Steps of decoding, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// The outer JSON with `responseStatus` and `responseData`.
    Envelope,
    /// Base64 of `content`.
    Base64,
    /// Gzip of `content`.
    Gzip,
    /// 3DES of `content`.
    TripleDes,
    /// UTF-8 of the business data.
    Utf8,
    /// JSON of the business data.
    Json,
    /// One field of the business data.
    Field,
}

/// A refusal by the platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiFailure {
    /// The code as it came: `0003`.
    pub code: String,
    /// What the code means.
    pub kind: ApiKind,
    /// The platform's message.
    pub message: String,
    /// Business detail, such as `NoBill` or `NoEnterRecord`.
    pub err_code: Option<String>,
    /// The business data that came with the refusal, if any, decrypted.
    pub content: Option<String>,
    /// With 0003: the canonical string that was signed, its content shortened.
    pub canonical: Option<String>,
    /// With 0003: server clock minus local clock in seconds, if the server told its time.
    pub clock_offset: Option<i64>,
    /// With 0003: what is wrong, as far as this side can tell.
    pub findings: Vec<Finding>,
}

/// Meaning of the platform's codes (document, chapter 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ApiKind {
    /// 0001: a parameter is missing or malformed.
    InvalidParameter,
    /// 0002: the AppId is not registered.
    UnknownAppId,
    /// 0003: the signature, time or nonce was not accepted.
    AuthenticationFailed,
    /// 0004: the AppId may not use this park.
    ParkNotAuthorized,
    /// 0005: the AppId may not use this endpoint.
    EndpointNotAuthorized,
    /// 0006: system error or operation failed.
    SystemError,
    /// 0009: no record.
    NotFound,
    /// Any other code.
    Other,
}

/// The business details that the document names. The list is open: compare, do not match exhaustively.
pub mod err_code {
    /// There is nothing to pay.
    pub const NO_BILL: &str = "NoBill";
    /// The vehicle has no entry record.
    pub const NO_ENTER_RECORD: &str = "NoEnterRecord";
    /// In an answer of `/auth/queryEvent`: the vehicle is captured, call enter or exit again (5.7.4).
    pub const RE_AUTH: &str = "ReAuth";
    /// In an answer of `/auth/*`: done.
    pub const SUCCESS: &str = "Success";
}

/// Whether the platform may have received the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sent {
    /// Not a byte of it left this machine.
    No,
    /// The platform answered it.
    Yes,
    /// It may have arrived: ask the platform before doing it again.
    Unknown,
}

impl ApiFailure {
    /// The findings as JSON text, for hosts that want it: an array of objects with `code`, the mistake's name, and
    /// `message`, what is wrong and what would be right.
    pub fn findings_json(&self) -> String {
        let told =
            |finding: &Finding| serde_json::json!({ "code": finding.mistake.name(), "message": finding.message() });
        serde_json::Value::Array(self.findings.iter().map(told).collect()).to_string()
    }
}

impl ApiKind {
    /// Meaning of a code.
    pub fn of(code: &str) -> Self {
        match code {
            "0001" => Self::InvalidParameter,
            "0002" => Self::UnknownAppId,
            "0003" => Self::AuthenticationFailed,
            "0004" => Self::ParkNotAuthorized,
            "0005" => Self::EndpointNotAuthorized,
            "0006" => Self::SystemError,
            "0009" => Self::NotFound,
            _ => Self::Other,
        }
    }

    pub(crate) fn meaning(self) -> &'static str {
        match self {
            Self::InvalidParameter => "invalid parameter",
            Self::UnknownAppId => "unknown AppId",
            Self::AuthenticationFailed => "authentication failed",
            Self::ParkNotAuthorized => "park not authorised for this AppId",
            Self::EndpointNotAuthorized => "endpoint not authorised for this AppId",
            Self::SystemError => "system error",
            Self::NotFound => "no record",
            Self::Other => "refused",
        }
    }
}

impl Rule {
    /// Short name, the same in every language: `required`, `one-of`, `type`, `unknown`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::OneOf => "one-of",
            Self::Type => "type",
            Self::Unknown => "unknown",
        }
    }
}

impl Stage {
    /// Short name, the same in every language: `envelope`, `base64`, `gzip`, `3des`, `utf-8`, `json`, `field`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Envelope => "envelope",
            Self::Base64 => "base64",
            Self::Gzip => "gzip",
            Self::TripleDes => "3des",
            Self::Utf8 => "utf-8",
            Self::Json => "json",
            Self::Field => "field",
        }
    }
}

impl TransportKind {
    /// Short name, the same in every language: `timeout`, `connect`, `tls`, `interrupted`, `too-large`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Timeout => "timeout",
            Self::Connect => "connect",
            Self::Tls => "tls",
            Self::Interrupted => "interrupted",
            Self::TooLarge => "too-large",
        }
    }
}

impl ErrorKind {
    /// Short name, the same in every language: `config`, `validation`, `transport`, `http`, `decode`,
    /// `api`, `cancelled`, `internal`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Config { .. } => "config",
            Self::Validation(_) => "validation",
            Self::Transport { .. } => "transport",
            Self::Http { .. } => "http",
            Self::Decode(_) => "decode",
            Self::Api(_) => "api",
            Self::Cancelled => "cancelled",
            Self::Internal { .. } => "internal",
        }
    }
}

impl fmt::Display for Sent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::No => "no",
            Self::Yes => "yes",
            Self::Unknown => "unknown",
        })
    }
}
