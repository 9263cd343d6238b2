//! A whole call: attempts, pauses between them, deadline, cancellation.

use std::borrow::Cow;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use super::CancelToken;
use super::attempt::{Prepared, Shared, Stamp, attempt};
use super::call::RawResponse;
use super::io::until_cancelled;
use super::options::CallOptions;
use super::random::Random;
use super::retry;
use super::timer::Timer;
use super::transport::Transport;
use crate::config::{Config, Zip};
use crate::error::{ApiKind, Error, ErrorKind, Result, Sent, TransportKind};
use crate::protocol::{Coding, encode_content};
use crate::schema::{HttpMethod, Safety};

/// Contents larger than this are gzipped by default.
const ZIP_FROM: usize = 1024;

/// What to call.
pub(crate) struct Plan {
    /// For errors and logs: the endpoint's name, or its path.
    pub(crate) name: Cow<'static, str>,
    pub(crate) path: Cow<'static, str>,
    pub(crate) method: HttpMethod,
    pub(crate) safety: Safety,
    /// Business data as JSON; empty where there is none.
    pub(crate) plain: String,
    pub(crate) park_id: Arc<str>,
    pub(crate) options: CallOptions,
}

/// What calls are made with, within one runtime.
pub(crate) struct Engine {
    pub(crate) transport: Transport,
    pub(crate) random: Random,
    pub(crate) timer: Timer,
}

impl Engine {
    pub(crate) fn new(config: &Config, random: Random) -> Result<Self> {
        Ok(Self { transport: Transport::new(config)?, random, timer: Timer::default() })
    }

    /// Makes the call and answers with its decrypted content; refusals of the platform are errors.
    pub(crate) async fn perform(&self, shared: &Shared, plan: Plan) -> Result<RawResponse> {
        let mut progress = Progress { attempts: 0, stamp: None, sent: Sent::No };
        let outcome = run(shared, self, &plan, &mut progress).await;
        outcome.map_err(|error| progress.tell(error, &plan.name, plan.safety))
    }
}

/// How far a call has come.
struct Progress {
    attempts: u32,
    stamp: Option<Stamp>,
    sent: Sent,
}

impl Progress {
    /// Adds to an error what is known about the call.
    fn tell(&self, error: Error, name: &str, safety: Safety) -> Error {
        let mut error = error.with_endpoint(name);
        let sent = self.sent.max(error.sent());
        let passing = retry::is_passing(&error);
        let context = error.context_mut();
        context.attempts = self.attempts;
        context.nonce = self.stamp.map(|stamp| stamp.nonce);
        context.timestamp = self.stamp.map(|stamp| stamp.timestamp);
        context.sent = sent;
        context.retryable = passing && retry::is_harmless(safety, sent);
        error
    }
}

async fn run(shared: &Shared, engine: &Engine, plan: &Plan, progress: &mut Progress) -> Result<RawResponse> {
    let config = &shared.config;
    let options = &plan.options;
    let timeout = options.timeout.unwrap_or(config.timeouts.call);
    let attempt_timeout = options.attempt_timeout.unwrap_or(config.timeouts.attempt);
    let retries = options.retries.unwrap_or(config.retries);
    let mut begun = Instant::now();
    let deadline = begun.checked_add(timeout);
    let cancel = options.cancel.as_ref();
    let call = prepare(shared, plan)?;
    if config.log_content {
        tracing::debug!(target: "welinkpark", endpoint = &*plan.name, content = plan.plain, "request");
    }

    let mut retried = 0;
    let mut clock_tried = false;
    loop {
        let stamp = Stamp::new(shared, &engine.random)?;
        let remaining = deadline.map_or(Duration::MAX, |deadline| deadline.saturating_duration_since(begun));
        if remaining.is_zero() {
            return Err(call_timed_out(timeout));
        }
        if cancel.is_some_and(CancelToken::is_cancelled) {
            return Err(Error::new(ErrorKind::Cancelled));
        }
        progress.attempts += 1;
        progress.stamp = Some(stamp);
        let attempted = attempt(shared, engine, &call, stamp, begun, attempt_timeout.min(remaining));
        let Some(outcome) = until_cancelled(cancel, pin!(attempted)).await else {
            progress.sent = Sent::Unknown;
            return Err(Error::new(ErrorKind::Cancelled));
        };
        log(plan, progress.attempts, begun, &outcome);

        let error = match outcome {
            Ok(response) => {
                if config.log_content {
                    tracing::debug!(target: "welinkpark", endpoint = &*plan.name, content = response.content, "answer");
                }
                let attempts = progress.attempts;
                return Ok(RawResponse { attempts, nonce: stamp.nonce, timestamp: stamp.timestamp, ..response });
            }
            Err(error) => error,
        };
        progress.sent = progress.sent.max(error.sent());

        if config.correct_clock && is_denied(&error) {
            // The platform refused before it did anything, so signing once more is safe for every endpoint.
            // What matters is the time that this attempt was signed with: other calls may have changed the clock since.
            let worth_trying = !clock_tried && shared.clock.is_far(stamp.timestamp, config.timestamp_unit);
            shared.clock.correct(worth_trying);
            if worth_trying {
                clock_tried = true;
                begun = Instant::now();
                continue;
            }
        }
        let harmless = retry::is_harmless(plan.safety, progress.sent);
        if retried == retries || !harmless || !retry::is_passing(&error) {
            return Err(error);
        }
        retried += 1;
        let Some(pause) = retry::pause(&error, retried + 1, engine.random.number()?) else { return Err(error) };
        if deadline.is_some_and(|deadline| Instant::now() + pause >= deadline) {
            return Err(error);
        }
        if until_cancelled(cancel, pin!(tokio::time::sleep(pause))).await.is_none() {
            return Err(Error::new(ErrorKind::Cancelled));
        }
        begun = Instant::now();
    }
}

fn prepare<'a>(shared: &Shared, plan: &'a Plan) -> Result<Prepared<'a>> {
    let config = &shared.config;
    let options = &plan.options;
    let has_data = !plan.plain.is_empty();
    let zip = match options.zip.unwrap_or(config.zip) {
        Zip::Never => false,
        Zip::Always => true,
        Zip::Auto => plan.plain.len() > ZIP_FROM,
    };
    // Without business data both codes are 0 (document, 4.2.2.1).
    let coding = Coding { encrypt: has_data && options.encrypt.unwrap_or(config.encrypt), zip: has_data && zip };
    Ok(Prepared {
        plan,
        coding,
        content: encode_content(plan.plain.as_bytes(), coding, config.cipher.as_ref())?,
        connect_timeout: options.connect_timeout.unwrap_or(config.timeouts.connect),
    })
}

fn call_timed_out(timeout: Duration) -> Error {
    let message = format!("the call did not end within {:.3} s", timeout.as_secs_f64());
    Error::new(ErrorKind::Transport { kind: TransportKind::Timeout, message })
}

fn is_denied(error: &Error) -> bool {
    error.api().is_some_and(|api| api.kind == ApiKind::AuthenticationFailed)
}

/// Tells what happened without any of the platform's or the caller's texts: these may hold plates and names.
fn log(plan: &Plan, attempt: u32, begun: Instant, outcome: &Result<RawResponse>) {
    let milliseconds = || begun.elapsed().as_millis();
    match outcome {
        Ok(response) => tracing::debug!(
            target: "welinkpark", endpoint = &*plan.name, attempt, code = response.code,
            milliseconds = milliseconds(), "answered"
        ),
        Err(error) => {
            let (kind, sent, reason) = (error.kind().name(), error.sent(), reason(error));
            tracing::warn!(
                target: "welinkpark", endpoint = &*plan.name, attempt, kind, reason, %sent,
                milliseconds = milliseconds(), "failed"
            );
        }
    }
}

fn reason(error: &Error) -> String {
    match error.kind() {
        ErrorKind::Transport { kind, .. } => kind.name().to_owned(),
        ErrorKind::Http { status, .. } => status.to_string(),
        ErrorKind::Api(api) => api.code.clone(),
        ErrorKind::Decode(failure) => match &failure.path {
            Some(path) => format!("{} at {path}", failure.stage.name()),
            None => failure.stage.name().to_owned(),
        },
        ErrorKind::Validation(refusal) => refusal.field.clone(),
        ErrorKind::Config { .. } | ErrorKind::Cancelled | ErrorKind::Internal { .. } => String::new(),
    }
}
