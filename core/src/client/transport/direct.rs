//! Plain HTTP without a proxy: hyper on connections of our own.
//!
//! A connection is driven by the call that uses it, within the call's task: nothing is spawned, and an idle
//! connection is only looked at when the next call takes it.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker, ready};
use std::time::{Duration, Instant};

use hyper::body::{Body, Bytes, Incoming};
use hyper::client::conn::http1::{Connection, SendRequest, handshake};
use hyper::header::{ACCEPT, CONTENT_TYPE, HOST, HeaderMap, HeaderValue, USER_AGENT};
use hyper::{Method, Request, Response, Uri};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::proxy::matcher::Matcher;
use hyper_util::rt::TokioIo;
use tower::Service;

use super::socket::{Socket, Watch};
use super::{ConnectTimedOut, FORM, HttpAnswer, HttpFailure, HttpRequest, IDLE_LIMIT, JSON, too_large, transport};
use crate::config::Config;
use crate::error::{Error, Result, Sent, TransportKind};
use crate::schema::HttpMethod;

/// Connections that are kept when idle; more are made for a rush and closed after it.
const KEPT: usize = 64;

/// Sends requests to the one origin of the base address.
pub(crate) struct Direct {
    /// `http://host:port`, and its length: what of an address is not part of the request line.
    origin: Uri,
    origin_length: usize,
    /// Those of every request, and those of a form.
    headers: HeaderMap,
    form_headers: HeaderMap,
    max_response: usize,
    connector: HttpConnector,
    /// The longest idle first.
    idle: Mutex<Vec<Link>>,
}

/// A connection with nothing under way.
struct Link {
    sender: SendRequest<String>,
    connection: Option<Open>,
    watch: Watch,
    since: Instant,
}

/// What speaks HTTP; boxed, as a link wanders from hand to hand.
type Open = Box<Connection<TokioIo<Socket>, String>>;

impl Direct {
    /// `None` where this way does not go: TLS, a proxy, or an address that hyper does not take.
    pub(super) fn new(config: &Config) -> Option<Self> {
        if config.general_transport || config.proxy.is_some() || !config.base_url.starts_with("http://") {
            return None;
        }
        let base: Uri = config.base_url.parse().ok()?;
        let authority = base.authority()?.as_str();
        let origin: Uri = format!("http://{authority}/").parse().ok()?;
        if Matcher::from_system().intercept(&origin).is_some() {
            return None;
        }
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        let mut headers = HeaderMap::with_capacity(4);
        headers.insert(HOST, HeaderValue::from_str(authority).ok()?);
        headers.insert(ACCEPT, HeaderValue::from_static(JSON));
        headers.insert(USER_AGENT, HeaderValue::from_str(&config.user_agent).ok()?);
        let mut form_headers = headers.clone();
        form_headers.insert(CONTENT_TYPE, HeaderValue::from_static(FORM));
        Some(Self {
            origin_length: "http://".len() + authority.len(),
            headers,
            form_headers,
            max_response: config.max_response,
            connector,
            idle: Mutex::new(Vec::new()),
            origin,
        })
    }

    pub(super) async fn send(&self, request: HttpRequest) -> Result<HttpAnswer, HttpFailure> {
        let HttpRequest { method, url, form, connect_timeout } = request;
        let target = self.target(url)?;
        let mut idle = self.take();
        loop {
            let reused = idle.is_some();
            let mut link = match idle.take() {
                Some(link) => link,
                // Boxed: it is large, and every call would carry the room for it.
                None => Box::pin(self.connect(connect_timeout)).await?,
            };
            link.watch.begin();
            let begun = link.sender.send_request(self.request(method, &target, &form));
            match drive(&mut link.connection, begun).await {
                Ok(response) => return self.answer(link, response).await,
                // It was closed just now, and nothing has left: as good as never used.
                Err(_) if reused && !link.watch.has_written() => {}
                Err(error) => {
                    let sent = if link.watch.has_written() { Sent::Unknown } else { Sent::No };
                    let error = transport(TransportKind::Interrupted, "the connection broke before the answer")
                        .with_source(error);
                    return Err(HttpFailure { error, sent });
                }
            }
        }
    }

    /// The part of an address that the request line has.
    fn target(&self, url: String) -> Result<Uri, HttpFailure> {
        let start = self.origin_length.min(url.len());
        Uri::from_maybe_shared(Bytes::from(url).slice(start..)).map_err(|error| HttpFailure {
            error: Error::config("the request cannot be built").with_source(error),
            sent: Sent::No,
        })
    }

    fn request(&self, method: HttpMethod, target: &Uri, form: &str) -> Request<String> {
        let (method, headers) = match method {
            HttpMethod::Get => (Method::GET, &self.headers),
            HttpMethod::Post => (Method::POST, &self.form_headers),
        };
        let mut request = Request::new(form.to_owned());
        *request.method_mut() = method;
        *request.uri_mut() = target.clone();
        *request.headers_mut() = headers.clone();
        request
    }

    async fn connect(&self, limit: Duration) -> Result<Link, HttpFailure> {
        let failed = |kind, message: &str, error: Box<dyn std::error::Error + Send + Sync>| HttpFailure {
            error: transport(kind, message).with_source(error),
            sent: Sent::No,
        };
        let mut connector = self.connector.clone();
        let connected = async {
            poll_fn(|context| connector.poll_ready(context)).await?;
            connector.call(self.origin.clone()).await
        };
        let stream = tokio::time::timeout(limit, connected)
            .await
            .map_err(|_| {
                let message = "no connection within the connect timeout";
                failed(TransportKind::Timeout, message, ConnectTimedOut(limit).into())
            })?
            .map_err(|error| failed(TransportKind::Connect, "no connection to the platform", error.into()))?;
        let (socket, watch) = Socket::new(stream.into_inner());
        let (sender, connection) = handshake(TokioIo::new(socket))
            .await
            .map_err(|error| failed(TransportKind::Connect, "no connection to the platform", error.into()))?;
        Ok(Link { sender, connection: Some(Box::new(connection)), watch, since: Instant::now() })
    }

    async fn answer(&self, mut link: Link, response: Response<Incoming>) -> Result<HttpAnswer, HttpFailure> {
        let (head, body) = response.into_parts();
        let expected = body.size_hint().exact().unwrap_or(0);
        let expected = usize::try_from(expected).ok().filter(|&length| length <= self.max_response);
        let mut bytes = Vec::with_capacity(expected.ok_or_else(|| too_large(self.max_response))?);
        let mut body = pin!(body);
        while !body.is_end_stream() {
            let frame = drive(&mut link.connection, poll_fn(|context| body.as_mut().poll_frame(context))).await;
            let Some(frame) = frame else { break };
            let frame = frame.map_err(|error| {
                let message = "the connection broke within the answer";
                HttpFailure {
                    error: transport(TransportKind::Interrupted, message).with_source(error),
                    sent: Sent::Yes,
                }
            })?;
            let Ok(data) = frame.into_data() else { continue };
            if bytes.len() + data.len() > self.max_response {
                return Err(too_large(self.max_response));
            }
            bytes.extend_from_slice(&data);
        }
        self.give_back(link);
        Ok(HttpAnswer::new(head.status, &head.headers, bytes))
    }

    /// An idle connection that is still good.
    fn take(&self) -> Option<Link> {
        let mut idle = self.idle();
        while let Some(link) = idle.pop() {
            if link.since.elapsed() > IDLE_LIMIT {
                // The others have been idle for even longer.
                idle.clear();
            } else if link.watch.is_quiet() {
                return Some(link);
            }
        }
        None
    }

    /// Keeps a connection whose answer was read to its end, if another request may follow on it.
    fn give_back(&self, mut link: Link) {
        // Nobody waits for an idle connection: the next call that takes it looks at it before it waits.
        let mut context = Context::from_waker(Waker::noop());
        let Some(connection) = &mut link.connection else { return };
        if Pin::new(connection).poll(&mut context).is_ready() {
            return;
        }
        if matches!(link.sender.poll_ready(&mut context), Poll::Ready(Ok(()))) {
            link.since = Instant::now();
            let mut idle = self.idle();
            if idle.len() < KEPT {
                idle.push(link);
            }
        }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Link>> {
        // A panic elsewhere cannot have left the list half changed.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Drives the connection until what waits for it has come.
async fn drive<T>(connection: &mut Option<Open>, wanted: impl Future<Output = T>) -> T {
    let mut wanted = pin!(wanted);
    poll_fn(|context| {
        if let Some(open) = connection
            && Pin::new(open).poll(context).is_ready()
        {
            // Closed; whoever waits has been told, which the next poll brings.
            *connection = None;
        }
        Poll::Ready(ready!(wanted.as_mut().poll(context)))
    })
    .await
}
