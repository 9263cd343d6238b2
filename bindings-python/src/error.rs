//! The core's errors as the exceptions of `welinkpark.errors`.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use welinkpark::flow::explain::Finding;
use welinkpark::{ApiKind, Error, ErrorKind, RawResponse, TransportKind};

/// The exception for an error. `answered` is the answer that could not be decoded, where there was one.
pub(crate) fn raise(py: Python<'_>, error: &Error, answered: Option<(&str, &RawResponse)>) -> PyErr {
    match exception(py, error, answered) {
        Ok(exception) => PyErr::from_value(exception),
        // Only a broken installation comes here; its own error says more than ours would.
        Err(broken) => broken,
    }
}

/// The exception for a panic that was caught at the boundary.
pub(crate) fn internal(py: Python<'_>, message: &str) -> PyErr {
    make(py, "InternalError", &format!("internal error, please report it: {message}"), &PyDict::new(py))
}

/// The exception for an argument that cannot be written.
pub(crate) fn argument_error(py: Python<'_>, endpoint: Option<&str>, field: &str, message: &str) -> PyErr {
    let attributes = PyDict::new(py);
    let filled = attributes
        .set_item("endpoint", endpoint)
        .and_then(|()| attributes.set_item("field", field))
        .and_then(|()| attributes.set_item("rule", "type"));
    if let Err(broken) = filled {
        return broken;
    }
    let of = endpoint.map_or_else(String::new, |endpoint| format!("{endpoint}: "));
    make(py, "ValidationError", &format!("{of}invalid argument {field}: {message}"), &attributes)
}

/// The exception for a client that is used in a way that cannot work.
pub(crate) fn config_error(py: Python<'_>, message: &str) -> PyErr {
    make(py, "ConfigError", &format!("configuration: {message}"), &PyDict::new(py))
}

fn make(py: Python<'_>, class: &str, message: &str, attributes: &Bound<'_, PyDict>) -> PyErr {
    let made = py
        .import("welinkpark.errors")
        .and_then(|errors| errors.getattr(class))
        .and_then(|class| class.call((message,), Some(attributes)));
    match made {
        Ok(exception) => PyErr::from_value(exception),
        Err(broken) => broken,
    }
}

/// Findings as the class that Python has for them.
pub(crate) fn findings<'py>(py: Python<'py>, findings: &[Finding]) -> PyResult<Bound<'py, PyTuple>> {
    let class = py.import("welinkpark.flow.finding")?.getattr("Finding")?;
    let made = findings.iter().map(|finding| {
        let (code, message, zh) = (finding.mistake.name(), finding.message(), finding.message_zh());
        class.call1((code, message, zh, finding.certain, &finding.detail))
    });
    PyTuple::new(py, made.collect::<PyResult<Vec<_>>>()?)
}

fn exception<'py>(
    py: Python<'py>,
    error: &Error,
    answered: Option<(&str, &RawResponse)>,
) -> PyResult<Bound<'py, PyAny>> {
    let attributes = PyDict::new(py);
    let mut message = error.to_string();
    let mut report = error.report();
    match answered {
        Some((endpoint, raw)) => {
            message = format!("{endpoint}: {message}");
            report = format!("{endpoint}: {report}").replace("request sent: no", "request sent: yes");
            attributes.set_item("endpoint", endpoint)?;
            attributes.set_item("attempts", raw.attempts)?;
            attributes.set_item("nonce", raw.nonce)?;
            attributes.set_item("timestamp", raw.timestamp)?;
            attributes.set_item("sent", "yes")?;
        }
        None => {
            attributes.set_item("endpoint", error.endpoint())?;
            attributes.set_item("attempts", error.attempts())?;
            attributes.set_item("nonce", error.nonce())?;
            attributes.set_item("timestamp", error.timestamp())?;
            attributes.set_item("sent", error.sent().to_string())?;
        }
    }
    attributes.set_item("retryable", error.retryable())?;
    attributes.set_item("report", report)?;
    let class = match error.kind() {
        ErrorKind::Config { .. } => "ConfigError",
        ErrorKind::Validation(validation) => {
            attributes.set_item("field", &validation.field)?;
            attributes.set_item("rule", validation.rule.name())?;
            "ValidationError"
        }
        ErrorKind::Transport { kind, .. } => {
            attributes.set_item("kind", kind.name())?;
            match kind {
                TransportKind::Timeout => "TimeoutError",
                TransportKind::Connect => "ConnectError",
                TransportKind::Tls => "TlsError",
                TransportKind::Interrupted => "InterruptedError",
                TransportKind::TooLarge => "TooLargeError",
            }
        }
        ErrorKind::Http { status, retry_after, body } => {
            attributes.set_item("status", status)?;
            attributes.set_item("retry_after", retry_after.map(|wait| wait.as_secs_f64()))?;
            attributes.set_item("body", body)?;
            "HttpError"
        }
        ErrorKind::Decode(decode) => {
            attributes.set_item("stage", decode.stage.name())?;
            attributes.set_item("path", decode.path.as_deref())?;
            attributes.set_item("content", decode.content.as_deref())?;
            "DecodeError"
        }
        ErrorKind::Api(api) => {
            attributes.set_item("code", &api.code)?;
            attributes.set_item("platform_message", &api.message)?;
            attributes.set_item("err_code", api.err_code.as_deref())?;
            attributes.set_item("content", api.content.as_deref())?;
            attributes.set_item("canonical", api.canonical.as_deref())?;
            attributes.set_item("clock_offset", api.clock_offset)?;
            attributes.set_item("findings", findings(py, &api.findings)?)?;
            match api.kind {
                ApiKind::InvalidParameter => "InvalidParameterError",
                ApiKind::UnknownAppId => "UnknownAppIdError",
                ApiKind::AuthenticationFailed => "AuthenticationError",
                ApiKind::ParkNotAuthorized => "ParkNotAuthorizedError",
                ApiKind::EndpointNotAuthorized => "EndpointNotAuthorizedError",
                ApiKind::SystemError => "PlatformSystemError",
                ApiKind::NotFound => "NotFoundError",
                ApiKind::Other => "ApiError",
            }
        }
        ErrorKind::Cancelled => "CallCancelledError",
        ErrorKind::Internal { .. } => "InternalError",
    };
    py.import("welinkpark.errors")?.getattr(class)?.call((message,), Some(&attributes))
}
