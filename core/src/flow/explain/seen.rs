//! A request of any implementation, as it was written down: a URL, a form body, a curl line, or an entry of the
//! sandbox's request log.

use serde::Deserialize;

use super::curl;
use crate::error::{Error, Result, Rule};
use crate::protocol::parse_form;
use crate::schema::{Endpoint, HttpMethod};
use crate::wire::ChinaTime;

/// Names and values, decoded.
type Pairs = Vec<(String, String)>;

/// A request to explain.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    pub(super) method: Option<HttpMethod>,
    pub(super) path: String,
    pub(super) query: String,
    pub(super) body: String,
    pub(super) at: Option<i64>,
    pub(super) repeated: bool,
    pub(super) is_cut: bool,
}

impl Seen {
    /// A request whose parts are known. `query` and `body` are as they were on the wire, URL-encoded.
    pub fn new(
        method: Option<HttpMethod>,
        path: impl Into<String>,
        query: impl Into<String>,
        body: impl Into<String>,
    ) -> Self {
        Self { method, path: path.into(), query: query.into(), body: body.into(), ..Self::default() }
    }

    /// The platform's clock when the request arrived, in Unix seconds. Without it the request's age is not judged.
    #[must_use]
    pub fn at(mut self, unix_seconds: i64) -> Self {
        self.at = Some(unix_seconds);
        self
    }

    /// Whether its nonce was seen before.
    #[must_use]
    pub fn repeated(mut self, repeated: bool) -> Self {
        self.repeated = repeated;
        self
    }

    /// Reads a URL, a form body, a curl line, or an entry of the sandbox's request log. A whole log
    /// (`{"requests": […]}`, newest first) stands for its newest request, and the older ones for the nonces that were
    /// used before.
    ///
    /// # Errors
    /// `Validation` if it is none of these.
    pub fn parse(text: &str) -> Result<Self> {
        let text = text.trim();
        if text.starts_with('{') || text.starts_with('[') {
            return from_log(text);
        }
        if text == "curl" || text.starts_with("curl ") || text.starts_with("curl\t") {
            return curl::parse(text);
        }
        if text.contains(char::is_whitespace) && !text.contains('=') {
            return Err(invalid("neither a URL, a form body, a curl line nor an entry of the sandbox's request log"));
        }
        let before_query = text.split('?').next().unwrap_or(text);
        if text.starts_with('/') || before_query.contains("://") {
            let (path, query) = split_url(text);
            // A written-down URL does not tell its method; the endpoint does.
            return Ok(Self::new(None, path, query, ""));
        }
        if !text.contains('=') {
            return Err(invalid("neither a URL, a form body, a curl line nor an entry of the sandbox's request log"));
        }
        Ok(Self::new(None, "", "", text))
    }

    /// The endpoint that its path belongs to.
    pub fn endpoint(&self) -> Option<&'static Endpoint> {
        let path = self.path.trim_end_matches('/');
        crate::ENDPOINTS.iter().copied().find(|endpoint| path.ends_with(endpoint.path))
    }

    /// The parameters where they belong, and those in the other place.
    pub(super) fn places(&self) -> (Pairs, Pairs) {
        let (query, body) = (parse_form(&self.query), parse_form(&self.body));
        let wanted = self.method.and_then(|_| self.endpoint().map(|endpoint| endpoint.http_method)).or(self.method);
        match wanted {
            Some(HttpMethod::Get) => (query, body),
            Some(HttpMethod::Post) => (body, query),
            None if body.is_empty() => (query, body),
            None => (body, query),
        }
    }
}

pub(super) fn split_url(url: &str) -> (String, String) {
    let url = url.split('#').next().unwrap_or(url);
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let path = match path.split_once("://") {
        Some((_, rest)) => rest.find('/').and_then(|at| rest.get(at..)).unwrap_or(""),
        None => path,
    };
    (path.to_owned(), query.to_owned())
}

pub(super) fn method(name: &str) -> Option<HttpMethod> {
    match name {
        "GET" => Some(HttpMethod::Get),
        "POST" => Some(HttpMethod::Post),
        _ => None,
    }
}

/// What is read of a log entry.
#[derive(Deserialize)]
struct Entry {
    http_method: String,
    path: String,
    #[serde(default)]
    query: String,
    #[serde(default)]
    body: String,
    time: Option<String>,
    app_id: Option<String>,
    timestamp: Option<String>,
    nonce: Option<String>,
}

#[derive(Deserialize)]
struct Log {
    requests: Vec<Entry>,
}

fn from_log(text: &str) -> Result<Seen> {
    let entries = serde_json::from_str::<Log>(text)
        .map(|log| log.requests)
        .or_else(|_| serde_json::from_str::<Vec<Entry>>(text))
        .or_else(|_| serde_json::from_str::<Entry>(text).map(|entry| vec![entry]))
        .map_err(|error| invalid(&format!("JSON, but no entry of the sandbox's request log: {error}")))?;
    let Some((entry, older)) = entries.split_first() else {
        return Err(invalid("a request log without requests"));
    };
    let key = |entry: &Entry| (entry.app_id.clone(), entry.timestamp.clone(), entry.nonce.clone());
    let repeated = entry.nonce.is_some() && older.iter().any(|other| key(other) == key(entry));
    let mut seen = Seen::new(method(&entry.http_method), &*entry.path, &*entry.query, &*entry.body).repeated(repeated);
    seen.at = entry.time.as_deref().and_then(ChinaTime::parse).map(ChinaTime::unix_seconds);
    seen.is_cut = entry.body.ends_with("… (cut)") || entry.query.ends_with("… (cut)");
    Ok(seen)
}

pub(super) fn invalid(message: &str) -> Error {
    Error::validation("(request)", Rule::Type, message)
}
