//! A flow as a text, to be resumed in another process.
//!
//! The token names lane, user and park, so it is as private as these; it holds no credential and no payment token. A
//! call that was due when the token was made counts as sent: the process that goes on asks the platform first.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use tokio::time::Instant;

use super::machine::{GateCall, Machine, Next};
use super::status::{GateKind, GatePhase};
use super::{GateApi, GateFlow};
use crate::api::AuthState;
use crate::client::Face;
use crate::error::{Error, Result, Rule, Sent};
use crate::{Client, blocking};

const PREFIX: &str = "wlpgate1.";

#[derive(Serialize, Deserialize)]
struct Saved {
    kind: String,
    park: String,
    lane: i64,
    user: String,
    phase: String,
    state: Option<i64>,
    err_code: Option<String>,
    message: Option<String>,
    license: Option<String>,
    /// The platform has answered, and nothing has been lost since.
    sure: bool,
    /// The `ReAuth` that the platform shows may have been followed.
    followed: bool,
    paid: bool,
    /// Unix time in milliseconds.
    deadline: Option<u64>,
    max_wait: u64,
    interval: u64,
}

impl<C: Face> GateFlow<C> {
    /// The flow as a text for [`GateApi::resume`]. It may be made at any moment, also while nothing runs.
    pub fn token(&self) -> String {
        let machine = &self.machine;
        let status = machine.status();
        let due = matches!(machine.next, Next::Call(GateCall::Main | GateCall::Refresh));
        let in_flight = matches!(machine.in_flight, Some(GateCall::Main | GateCall::Refresh));
        let saved = Saved {
            kind: machine.kind.name().to_owned(),
            park: self.client.handle().park_id.to_string(),
            lane: machine.lane_id,
            user: machine.user_id.clone(),
            phase: status.phase.name().to_owned(),
            state: status.state.map(AuthState::value),
            err_code: status.err_code.clone(),
            message: status.message.clone(),
            license: status.license.clone(),
            sure: status.sent == Sent::Yes && !due && !in_flight && !machine.lost,
            followed: machine.followed,
            paid: machine.is_paid,
            // Paying takes its own time.
            deadline: self
                .deadline
                .filter(|_| status.phase != GatePhase::Payment)
                .map(|at| unix_millis() + millis(at.saturating_duration_since(Instant::now()))),
            max_wait: millis(self.max_wait),
            interval: millis(self.interval),
        };
        // A struct of texts and numbers is always JSON.
        format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(serde_json::to_vec(&saved).unwrap_or_default()))
    }
}

impl GateApi<'_, Client> {
    /// Goes on with a flow from its [`token`](GateFlow::token), in its park and with its deadline. The first call is
    /// a question: nothing is sent again.
    ///
    /// # Errors
    /// `Validation` if the text is not such a token.
    pub fn resume(&self, token: &str) -> Result<GateFlow<Client>> {
        let saved = Saved::read(token)?;
        saved.resume(self.client.for_park(saved.park.as_str()))
    }
}

impl GateApi<'_, blocking::Client> {
    /// Goes on with a flow from its [`token`](GateFlow::token), in its park and with its deadline. The first call is
    /// a question: nothing is sent again.
    ///
    /// # Errors
    /// `Validation` if the text is not such a token.
    pub fn resume(&self, token: &str) -> Result<GateFlow<blocking::Client>> {
        let saved = Saved::read(token)?;
        saved.resume(self.client.for_park(saved.park.as_str()))
    }
}

impl Saved {
    fn read(token: &str) -> Result<Self> {
        token
            .trim_ascii()
            .strip_prefix(PREFIX)
            .and_then(|coded| URL_SAFE_NO_PAD.decode(coded).ok())
            .and_then(|json| serde_json::from_slice(&json).ok())
            .ok_or_else(invalid)
    }

    fn resume<C: Face>(&self, client: C) -> Result<GateFlow<C>> {
        let kind = GateKind::of_name(&self.kind).ok_or_else(invalid)?;
        let phase = GatePhase::of_name(&self.phase).ok_or_else(invalid)?;
        let mut machine = Machine::new(kind, self.lane, self.user.clone());
        machine.next = Next::Call(GateCall::Event);
        machine.lost = !self.sure;
        machine.followed = self.followed;
        machine.is_paid = self.paid;
        let status = &mut machine.status;
        status.state = self.state.map(AuthState::from_value);
        status.err_code.clone_from(&self.err_code);
        status.message.clone_from(&self.message);
        status.license.clone_from(&self.license);
        status.sent = if self.sure { Sent::Yes } else { Sent::Unknown };
        status.phase = match phase {
            GatePhase::Opened | GatePhase::Refused | GatePhase::Unknown => phase,
            // The bill is not in the token: it is asked for again, unless the caller says that it is paid.
            GatePhase::Ready | GatePhase::Waiting | GatePhase::Payment | GatePhase::TimedOut | GatePhase::Cancelled => {
                GatePhase::Waiting
            }
        };
        let mut flow = GateFlow::new(client, machine)
            .max_wait(Duration::from_millis(self.max_wait))
            .interval(Duration::from_millis(self.interval));
        flow.deadline = self
            .deadline
            .map(|at| Duration::from_millis(at.saturating_sub(unix_millis())))
            .and_then(|remaining| Instant::now().checked_add(remaining));
        Ok(flow)
    }
}

fn invalid() -> Error {
    Error::validation("token", Rule::Type, "not a token of a gate flow")
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX / 4)
}

fn unix_millis() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, millis)
}
