//! Any address, any proxy: over reqwest, which is known here only.

use std::error::Error as StdError;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderValue};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use tower::{Layer, Service};

use super::{ConnectTimedOut, FORM, HttpAnswer, HttpFailure, HttpRequest, IDLE_LIMIT, JSON, too_large, transport};
use crate::config::Config;
use crate::error::{Error, Result, Sent, TransportKind};
use crate::schema::HttpMethod;

/// Sends requests over reqwest's pool of connections.
pub(crate) struct General {
    http: reqwest::Client,
    max_response: usize,
}

impl General {
    pub(super) fn new(config: &Config) -> Result<Self> {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static(JSON));
        let mut builder = reqwest::Client::builder()
            .user_agent(&config.user_agent)
            .default_headers(headers)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .http1_only()
            .tcp_nodelay(true)
            .pool_idle_timeout(IDLE_LIMIT)
            .connector_layer(ConnectLimit)
            .tls_backend_preconfigured(tls(config)?);
        if let Some(url) = &config.proxy {
            let proxy = reqwest::Proxy::all(url)
                .map_err(|error| Error::config(format!("proxy {url:?} is not an address")).with_source(error))?;
            builder = builder.proxy(proxy);
        }
        let http =
            builder.build().map_err(|error| Error::config("the HTTP client cannot be set up").with_source(error))?;
        Ok(Self { http, max_response: config.max_response })
    }

    pub(super) async fn send(&self, request: HttpRequest) -> Result<HttpAnswer, HttpFailure> {
        let HttpRequest { method, url, form, connect_timeout } = request;
        let builder = match method {
            HttpMethod::Get => self.http.get(url),
            HttpMethod::Post => self.http.post(url).header(CONTENT_TYPE, FORM).body(form),
        };
        let mut response = CONNECT_TIMEOUT.scope(connect_timeout, builder.send()).await.map_err(not_answered)?;

        let expected = response.content_length().and_then(|length| usize::try_from(length).ok()).unwrap_or(0);
        if expected > self.max_response {
            return Err(too_large(self.max_response));
        }
        let mut body = Vec::with_capacity(expected);
        while let Some(chunk) = response.chunk().await.map_err(interrupted)? {
            if body.len() + chunk.len() > self.max_response {
                return Err(too_large(self.max_response));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(HttpAnswer::new(response.status(), response.headers(), body))
    }
}

/// A failure before the answer began.
fn not_answered(error: reqwest::Error) -> HttpFailure {
    let error = error.without_url();
    if error.is_builder() {
        return HttpFailure { error: Error::config("the request cannot be built").with_source(error), sent: Sent::No };
    }
    if !error.is_connect() {
        let message = "the connection broke before the answer";
        return HttpFailure {
            error: transport(TransportKind::Interrupted, message).with_source(error),
            sent: Sent::Unknown,
        };
    }
    let (kind, message) = if causes(&error).any(|cause| cause.is::<ConnectTimedOut>()) {
        (TransportKind::Timeout, "no connection within the connect timeout")
    } else if causes(&error).any(is_tls) {
        (TransportKind::Tls, "the TLS handshake failed")
    } else {
        (TransportKind::Connect, "no connection to the platform")
    };
    HttpFailure { error: transport(kind, message).with_source(error), sent: Sent::No }
}

/// A failure within the answer: the platform has had the request.
fn interrupted(error: reqwest::Error) -> HttpFailure {
    let error = transport(TransportKind::Interrupted, "the connection broke within the answer")
        .with_source(error.without_url());
    HttpFailure { error, sent: Sent::Yes }
}

fn causes<'a>(error: &'a (dyn StdError + 'static)) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |&error| {
        // An I/O error hides what it wraps behind `get_ref`.
        match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(inner) => Some(inner as &(dyn StdError + 'static)),
            None => error.source(),
        }
    })
}

fn is_tls(cause: &(dyn StdError + 'static)) -> bool {
    cause.is::<rustls::Error>()
}

fn tls(config: &Config) -> Result<rustls::ClientConfig> {
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let builder = rustls::ClientConfig::builder_with_provider(provider.clone())
        .with_safe_default_protocol_versions()
        .map_err(|error| Error::config("TLS cannot be set up").with_source(error))?;
    if !config.base_url.starts_with("https:") {
        // Reading the system's certificates costs memory and time that plain HTTP has no use for.
        return Ok(builder.with_root_certificates(rustls::RootCertStore::empty()).with_no_client_auth());
    }
    let mut extra = Vec::new();
    for pem in &config.ca_certificates {
        let read: std::result::Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
        let read = read.map_err(|error| Error::config("a CA certificate is not PEM").with_source(error))?;
        if read.is_empty() {
            return Err(Error::config("a CA certificate is not PEM: it holds no certificate"));
        }
        extra.extend(read);
    }
    let verifier = rustls_platform_verifier::Verifier::new_with_extra_roots(extra, provider)
        .map_err(|error| Error::config("the system's certificates cannot be read").with_source(error))?;
    Ok(builder.dangerous().with_custom_certificate_verifier(std::sync::Arc::new(verifier)).with_no_client_auth())
}

tokio::task_local! {
    /// Limit of the call that is being sent; reqwest itself knows only one per client.
    static CONNECT_TIMEOUT: Duration;
}

/// Puts the connect timeout of the current call around reqwest's connector.
#[derive(Clone)]
struct ConnectLimit;

impl<S> Layer<S> for ConnectLimit {
    type Service = ConnectLimited<S>;

    fn layer(&self, inner: S) -> ConnectLimited<S> {
        ConnectLimited(inner)
    }
}

#[derive(Clone)]
struct ConnectLimited<S>(S);

type BoxError = Box<dyn StdError + Send + Sync>;

impl<S, R> Service<R> for ConnectLimited<S>
where
    S: Service<R, Error = BoxError>,
    S::Future: Send + 'static,
{
    type Response = S::Response;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = std::result::Result<S::Response, BoxError>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<std::result::Result<(), BoxError>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, target: R) -> Self::Future {
        let connect = self.0.call(target);
        let limit = CONNECT_TIMEOUT.try_with(|limit| *limit).unwrap_or(Duration::from_secs(3));
        Box::pin(async move {
            match tokio::time::timeout(limit, connect).await {
                Ok(connected) => connected,
                Err(_) => Err(ConnectTimedOut(limit).into()),
            }
        })
    }
}
