//! The platform's answers: envelope, coded content, and what faults do to them.

use http::header::{CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderValue, Response, StatusCode};
use serde_json::{Value, json};
use welinkpark::protocol::{Cipher, Coding, encode_content};

use crate::faults::{Kind, Plan};
use crate::world::Reply;

const JSON: HeaderValue = HeaderValue::from_static("application/json; charset=UTF-8");
const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=UTF-8");

/// Status and text of an answer.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    content_type: HeaderValue,
    retry_after: Option<u64>,
    pub(super) body: String,
}

impl Answer {
    /// The platform's JSON.
    pub(super) fn envelope(envelope: &Value) -> Self {
        Self { status: StatusCode::OK, content_type: JSON, retry_after: None, body: envelope.to_string() }
    }

    /// The request never got to an endpoint.
    pub(super) fn refused(http: StatusCode, message: &str) -> Self {
        let envelope = json!({ "responseStatus": status("0001", message, None) });
        Self { status: http, ..Self::envelope(&envelope) }
    }

    /// What a proxy or a broken server sends instead.
    pub(super) fn replaced(plan: &Plan) -> Option<Self> {
        let (status, retry_after) = match plan.kind {
            Kind::Http500 => (StatusCode::INTERNAL_SERVER_ERROR, None),
            Kind::Http502 => (StatusCode::BAD_GATEWAY, None),
            Kind::Http429 => (StatusCode::TOO_MANY_REQUESTS, Some(plan.retry_after)),
            Kind::Html200 => (StatusCode::OK, None),
            _ => return None,
        };
        let reason = status.canonical_reason().unwrap_or_default();
        let body = format!("<html><head><title>{status}</title></head><body><h1>{reason}</h1></body></html>");
        Some(Self { status, content_type: HTML, retry_after, body })
    }

    /// As HTTP.
    pub(super) fn response(self, date: &str) -> Response<axum::body::Body> {
        let mut response = Response::new(axum::body::Body::from(self.body));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, self.content_type);
        if let Ok(date) = HeaderValue::from_str(date) {
            headers.insert(http::header::DATE, date);
        }
        if let Some(seconds) = self.retry_after {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// `responseStatus`.
pub(super) fn status(code: &str, message: &str, err_code: Option<&str>) -> Value {
    match err_code {
        Some(err_code) => json!({ "code": code, "message": message, "errCode": err_code }),
        None => json!({ "code": code, "message": message }),
    }
}

/// Business data as text, before coding; empty if there is none.
pub(super) fn content(reply: Reply) -> String {
    match reply {
        Reply::None => String::new(),
        Reply::Json(value) => value.to_string(),
        Reply::List(rows) => Value::Array(rows).to_string(),
        Reply::Bare(text) => text,
    }
}

/// `responseData`, coded as the request was, and damaged if a fault says so.
pub(super) fn data(
    plain: &str,
    coding: Coding,
    cipher: Option<&Cipher>,
    fault: Option<Kind>,
) -> Result<Value, welinkpark::Error> {
    let encoded = |plain: &[u8], coding| encode_content(plain, coding, cipher);
    let plain_coding = Coding { encrypt: false, zip: false };
    let (coding, content) = match fault {
        Some(Kind::BadBase64) => (coding, format!("*{}", encoded(plain.as_bytes(), coding)?)),
        // Base64 of bytes that are no gzip stream, and of bytes that are no whole number of cipher blocks.
        Some(Kind::BadGzip) => (Coding { zip: true, ..coding }, encoded(b"not a gzip stream", plain_coding)?),
        Some(Kind::Bad3des) => (Coding { encrypt: true, zip: false }, encoded(b"no whole block", plain_coding)?),
        Some(Kind::BadJson) => (coding, encoded(b"{\"broken\": [1, ", coding)?),
        _ => (coding, encoded(plain.as_bytes(), coding)?),
    };
    Ok(json!({ "encryptCode": u8::from(coding.encrypt), "zipCode": u8::from(coding.zip), "content": content }))
}
