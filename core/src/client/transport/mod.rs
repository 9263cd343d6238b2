//! HTTP: one request out, one whole answer back.
//!
//! The platform speaks plain HTTP, and for a small call most of reqwest's cost is in what plain HTTP does not need.
//! So there are two ways: `direct`, on hyper, for plain HTTP without a proxy, and `general`, on reqwest, for all
//! else. `docs/performance.md` has the figures.

mod direct;
mod general;
mod socket;

use std::time::{Duration, SystemTime};

use hyper::StatusCode;
use hyper::header::{DATE, HeaderMap, RETRY_AFTER};

use crate::config::Config;
use crate::error::{Error, ErrorKind, Result, Sent, TransportKind};
use crate::schema::HttpMethod;

use direct::Direct;
use general::General;

const JSON: &str = "application/json; charset=UTF-8";
const FORM: &str = "application/x-www-form-urlencoded; charset=UTF-8";

/// A connection that was idle for this long may have been closed by the other side unnoticed.
const IDLE_LIMIT: Duration = Duration::from_secs(20);

/// One request, ready to send.
pub(crate) struct HttpRequest {
    pub(crate) method: HttpMethod,
    /// The whole address, with a GET's signed parameters.
    pub(crate) url: String,
    /// Those of a POST.
    pub(crate) form: String,
    pub(crate) connect_timeout: Duration,
}

/// A whole answer, whatever its status.
pub(crate) struct HttpAnswer {
    pub(crate) status: u16,
    /// When the server answered, by its own clock.
    pub(crate) date: Option<SystemTime>,
    pub(crate) retry_after: Option<String>,
    pub(crate) body: Vec<u8>,
}

impl HttpAnswer {
    fn new(status: StatusCode, headers: &HeaderMap, body: Vec<u8>) -> Self {
        let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
        Self {
            status: status.as_u16(),
            date: header(DATE).and_then(|date| httpdate::parse_http_date(date).ok()),
            retry_after: header(RETRY_AFTER).map(str::to_owned),
            body,
        }
    }
}

/// Why there is no whole answer, and whether the request may have arrived.
pub(crate) struct HttpFailure {
    pub(crate) error: Error,
    pub(crate) sent: Sent,
}

/// Sends requests over a pool of connections.
pub(crate) enum Transport {
    /// For plain HTTP.
    Direct(Box<Direct>),
    /// For TLS and proxies.
    General(General),
}

impl Transport {
    pub(crate) fn new(config: &Config) -> Result<Self> {
        match Direct::new(config) {
            Some(direct) => Ok(Self::Direct(Box::new(direct))),
            None => General::new(config).map(Self::General),
        }
    }

    pub(crate) async fn send(&self, request: HttpRequest) -> Result<HttpAnswer, HttpFailure> {
        match self {
            Self::Direct(direct) => direct.send(request).await,
            // Boxed: it is large, and calls of the other kind would carry the room for it.
            Self::General(general) => Box::pin(general.send(request)).await,
        }
    }

    /// Whether the runtime has to run a little before a call to learn that an idle connection was closed.
    pub(crate) fn must_settle(&self) -> bool {
        matches!(self, Self::General(_))
    }
}

fn transport(kind: TransportKind, message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Transport { kind, message: message.into() })
}

fn too_large(limit: usize) -> HttpFailure {
    let message = format!("the answer is larger than the limit of {limit} bytes");
    HttpFailure { error: transport(TransportKind::TooLarge, message), sent: Sent::Yes }
}

#[derive(Debug, thiserror::Error)]
#[error("no connection within {0:?}")]
struct ConnectTimedOut(Duration);
