//! One attempt: sign, send, understand the answer.

use std::time::Duration;

use tokio::time::Instant;

use super::call::RawResponse;
use super::clock::Clock;
use super::engine::{Engine, Plan};
use super::random::Random;
use super::transport::{HttpAnswer, HttpFailure, HttpRequest};
use crate::config::{Config, TimestampUnit};
use crate::error::{ApiFailure, ApiKind, Error, ErrorKind, Result, Sent, TransportKind, shorten};
use crate::flow::explain::{Finding, Mistake};
use crate::protocol::{Coding, Envelope, RequestParams, decode_content};
use crate::schema::HttpMethod;

/// What all clients of one pool share.
pub(crate) struct Shared {
    pub(crate) config: Config,
    pub(crate) clock: Clock,
}

/// What stays the same over all attempts of a call.
pub(crate) struct Prepared<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) coding: Coding,
    /// Business data, encoded.
    pub(crate) content: String,
    pub(crate) connect_timeout: Duration,
}

/// What an attempt was signed with.
#[derive(Clone, Copy)]
pub(crate) struct Stamp {
    pub(crate) nonce: u32,
    pub(crate) timestamp: i64,
}

impl Stamp {
    /// A new nonce and the current time: no two attempts share them.
    pub(crate) fn new(shared: &Shared, random: &Random) -> Result<Self> {
        Ok(Self { nonce: random.nonce()?, timestamp: shared.clock.timestamp(shared.config.timestamp_unit) })
    }
}

/// Makes one attempt. Errors say whether the request may have arrived; the caller adds the rest.
pub(crate) async fn attempt(
    shared: &Shared,
    engine: &Engine,
    call: &Prepared<'_>,
    stamp: Stamp,
    begun: Instant,
    limit: Duration,
) -> Result<RawResponse> {
    let config = &shared.config;
    let (timestamp, nonce) = (stamp.timestamp.to_string(), stamp.nonce.to_string());
    let params = RequestParams {
        app_id: &config.app_id,
        park_id: &call.plan.park_id,
        timestamp: &timestamp,
        nonce: &nonce,
        coding: call.coding,
        content: &call.content,
    };
    let request = request(config, call, &params);
    let answer = match engine.timer.within(limit, engine.transport.send(request)).await {
        Some(answer) => answer.map_err(|HttpFailure { error, sent }| with_sent(error, sent))?,
        None => {
            let message = format!("no whole answer within {:.3} s", limit.as_secs_f64());
            let error = Error::new(ErrorKind::Transport { kind: TransportKind::Timeout, message });
            return Err(with_sent(error, Sent::Unknown));
        }
    };
    if let Some(date) = answer.date {
        shared.clock.learn(date, begun.elapsed());
    }
    understand(shared, &params, stamp, answer).map_err(|error| with_sent(error, Sent::Yes))
}

fn request(config: &Config, call: &Prepared<'_>, params: &RequestParams<'_>) -> HttpRequest {
    let Plan { method, path, .. } = call.plan;
    let (mut url, mut form) =
        (String::with_capacity(config.base_url.len() + path.len() + params.room()), String::new());
    url.push_str(&config.base_url);
    url.push_str(path);
    match method {
        HttpMethod::Get => {
            url.push('?');
            params.sign_onto(&mut url, &config.signer);
        }
        HttpMethod::Post => form = params.signed(&config.signer),
    }
    HttpRequest { method: *method, url, form, connect_timeout: call.connect_timeout }
}

fn understand(shared: &Shared, params: &RequestParams<'_>, stamp: Stamp, answer: HttpAnswer) -> Result<RawResponse> {
    let config = &shared.config;
    if !(200..300).contains(&answer.status) {
        return Err(Error::new(ErrorKind::Http {
            status: answer.status,
            retry_after: answer.retry_after.as_deref().and_then(retry_after),
            body: shorten(&String::from_utf8_lossy(&answer.body), 512),
        }));
    }
    let body =
        String::from_utf8(answer.body).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
    let envelope = Envelope::parse(&body).map_err(|error| with_content(error, &body))?;
    let content = decode_content(&envelope.content, envelope.coding, config.cipher.as_ref(), config.max_response);
    if !envelope.is_success() {
        let kind = ApiKind::of(&envelope.code);
        let shortened = shorten(params.content, 24);
        let canonical = RequestParams { content: &shortened, ..*params }.canonical();
        let denied = kind == ApiKind::AuthenticationFailed;
        return Err(Error::new(ErrorKind::Api(ApiFailure {
            code: envelope.code,
            kind,
            message: envelope.message.into_owned(),
            err_code: envelope.err_code.map(Into::into),
            content: content.ok().filter(|content| !content.is_empty()),
            canonical: denied.then_some(canonical),
            clock_offset: shared.clock.offset_seconds().filter(|_| denied),
            findings: if denied { findings(shared, stamp) } else { Vec::new() },
        })));
    }
    Ok(RawResponse {
        content: content.map_err(|error| with_content(error, &envelope.content))?,
        code: envelope.code,
        message: envelope.message.into_owned(),
        err_code: envelope.err_code.map(Into::into),
        attempts: 0,
        nonce: 0,
        timestamp: 0,
    })
}

/// Why a request may be denied that is signed as the document says and never repeats a nonce: all that is left.
fn findings(shared: &Shared, stamp: Stamp) -> Vec<Finding> {
    let offset = shared.clock.offset_seconds().unwrap_or(0);
    if shared.clock.is_far(stamp.timestamp, shared.config.timestamp_unit) {
        return vec![Finding::new(
            Mistake::ClockOff,
            true,
            format!("{offset} s between this clock and the platform's"),
        )];
    }
    let unit = shared.config.timestamp_unit == TimestampUnit::Milliseconds;
    let unit = unit.then(|| Finding::new(Mistake::Milliseconds, false, "this client is told to send milliseconds"));
    let secret =
        Finding::new(Mistake::WrongSecret, false, "the request is signed right by the one that this client has");
    unit.into_iter().chain([secret]).collect()
}

fn with_sent(mut error: Error, sent: Sent) -> Error {
    error.context_mut().sent = sent;
    error
}

/// Keeps what could not be decoded, so that nothing is lost.
fn with_content(mut error: Error, text: &str) -> Error {
    if let ErrorKind::Decode(failure) = error.kind_mut() {
        failure.content.get_or_insert_with(|| text.to_owned());
    }
    error
}

/// `Retry-After` in seconds or as a date.
fn retry_after(value: &str) -> Option<Duration> {
    if let Ok(seconds) = value.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let at = httpdate::parse_http_date(value).ok()?;
    Some(at.duration_since(std::time::SystemTime::now()).unwrap_or_default())
}
