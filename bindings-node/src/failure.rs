//! Failures on their way to JavaScript: an error whose message is everything known, as JSON. TypeScript makes
//! the classes of it.

use std::error::Error as _;

use serde_json::{Map, Value, json};
use welinkpark::flow::explain::Finding;
use welinkpark::{ApiFailure, ApiKind, Error, ErrorKind, Sent};

/// Marks a message that is a failure as JSON.
const MARK: &str = "welinkpark:";

/// Result of everything that JavaScript calls.
pub(crate) type Result<T> = std::result::Result<T, napi::Error>;

/// The core's error.
pub(crate) fn failure(error: &Error) -> napi::Error {
    let mut known = details(error.kind());
    let sent = match error.sent() {
        Sent::No => "no",
        Sent::Yes => "yes",
        Sent::Unknown => "unknown",
    };
    known.extend(object(json!({
        "kind": error.kind().name(),
        "message": error.to_string(),
        "report": error.report(),
        "endpoint": error.endpoint(),
        "attempts": error.attempts(),
        "nonce": error.nonce(),
        "timestamp": error.timestamp(),
        "sent": sent,
        "retryable": error.retryable(),
        "causes": causes(error),
    })));
    marked(known)
}

/// A setting that cannot work, noticed before the core sees it.
pub(crate) fn config(message: impl Into<String>) -> napi::Error {
    local("config", format!("configuration: {}", message.into()))
}

/// A caught panic.
pub(crate) fn internal(message: impl std::fmt::Display) -> napi::Error {
    local("internal", format!("internal error, please report it: {message}"))
}

fn local(kind: &str, message: String) -> napi::Error {
    // A panic may have struck after the request had left.
    let sent = if kind == "internal" { "unknown" } else { "no" };
    marked(object(json!({
        "kind": kind, "message": message, "report": message, "endpoint": null, "attempts": 0, "nonce": null,
        "timestamp": null, "sent": sent, "retryable": false, "causes": [],
    })))
}

/// What a kind carries besides. There is no catch-all, so that a new kind cannot be forgotten.
fn details(kind: &ErrorKind) -> Map<String, Value> {
    object(match kind {
        ErrorKind::Config { .. } | ErrorKind::Cancelled | ErrorKind::Internal { .. } => json!({}),
        ErrorKind::Validation(refusal) => json!({ "field": refusal.field, "rule": refusal.rule.name() }),
        ErrorKind::Transport { kind, .. } => json!({ "transport": kind.name() }),
        ErrorKind::Http { status, retry_after, body } => json!({
            "status": status, "retryAfter": retry_after.map(|wait| wait.as_secs_f64()), "body": body,
        }),
        ErrorKind::Decode(decode) => json!({
            "stage": decode.stage.name(), "path": decode.path, "content": decode.content,
        }),
        ErrorKind::Api(api) => json!({
            "code": api.code, "meaning": meaning(api.kind), "platformMessage": api.message, "errCode": api.err_code,
            "content": api.content, "canonical": api.canonical, "clockOffset": api.clock_offset, "findings": findings(api),
        }),
    })
}

/// What is wrong with a refused signature.
fn findings(api: &ApiFailure) -> Vec<Value> {
    let told = |finding: &Finding| json!({ "code": finding.mistake.name(), "message": finding.message() });
    api.findings.iter().map(told).collect()
}

fn meaning(kind: ApiKind) -> &'static str {
    match kind {
        ApiKind::InvalidParameter => "invalid-parameter",
        ApiKind::UnknownAppId => "unknown-app-id",
        ApiKind::AuthenticationFailed => "authentication-failed",
        ApiKind::ParkNotAuthorized => "park-not-authorized",
        ApiKind::EndpointNotAuthorized => "endpoint-not-authorized",
        ApiKind::SystemError => "system-error",
        ApiKind::NotFound => "not-found",
        ApiKind::Other => "other",
    }
}

fn causes(error: &Error) -> Vec<String> {
    let mut causes = Vec::new();
    let mut source = error.source();
    while let Some(cause) = source {
        causes.push(cause.to_string());
        source = cause.source();
    }
    causes
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

fn marked(known: Map<String, Value>) -> napi::Error {
    napi::Error::from_reason(format!("{MARK}{}", Value::Object(known)))
}
