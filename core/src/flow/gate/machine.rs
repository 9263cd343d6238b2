//! The decisions of a gate flow, without any I/O: which call comes next, and what an answer means.

use super::status::{GateBill, GateKind, GatePhase, GateStatus};
use crate::api::{AccessResult, AuthState, EnterResult, EventResult, ExitResult, RefreshResult};
use crate::error::{Error, ErrorKind, Result, Sent};

/// After a lost answer the platform is asked so many times before the flow gives up.
const DOUBTS: u32 = 3;

/// A call of the dance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GateCall {
    /// `auth.enter`, `auth.exit` or `auth.access`.
    Main,
    /// `auth.query_event`, which changes nothing.
    Event,
    /// `auth.refresh_parking_fee`.
    Refresh,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    Call(GateCall),
    /// Wait, then call.
    Wait(GateCall),
}

/// What the five endpoints have in common.
pub(super) struct Answer {
    state: AuthState,
    err_code: Option<String>,
    message: Option<String>,
    license: Option<String>,
    bill: Option<GateBill>,
}

pub(super) struct Machine {
    pub(super) kind: GateKind,
    pub(super) lane_id: i64,
    pub(super) user_id: String,
    pub(super) status: GateStatus,
    pub(super) next: Next,
    /// A call that is being made: if the flow is dropped meanwhile, its answer is lost.
    pub(super) in_flight: Option<GateCall>,
    /// The answer to a call that may open the barrier was lost, and nothing has cleared it up yet.
    pub(super) lost: bool,
    /// The `ReAuth` that the platform shows has been followed; it allows one call, not two.
    pub(super) followed: bool,
    pub(super) is_paid: bool,
    doubts: u32,
}

impl Machine {
    pub(super) fn new(kind: GateKind, lane_id: i64, user_id: String) -> Self {
        Self {
            kind,
            lane_id,
            user_id,
            status: GateStatus::new(kind),
            next: Next::Call(GateCall::Main),
            in_flight: None,
            lost: false,
            followed: false,
            is_paid: false,
            doubts: 0,
        }
    }

    pub(super) fn status(&self) -> &GateStatus {
        &self.status
    }

    pub(super) fn is_running(&self) -> bool {
        matches!(self.status.phase, GatePhase::Ready | GatePhase::Waiting)
    }

    /// The bill has been paid: only the barrier is waited for.
    pub(super) fn paid(&mut self) {
        if matches!(self.status.phase, GatePhase::Payment | GatePhase::Waiting | GatePhase::TimedOut) {
            self.is_paid = true;
            self.status.bill = None;
            self.status.phase = GatePhase::Waiting;
            self.next = Next::Call(GateCall::Event);
        }
    }

    pub(super) fn extend(&mut self) {
        if matches!(self.status.phase, GatePhase::TimedOut | GatePhase::Cancelled) {
            let nothing_sent = self.next == Next::Call(GateCall::Main) && self.status.sent == Sent::No;
            self.status.phase = if nothing_sent { GatePhase::Ready } else { GatePhase::Waiting };
        }
    }

    /// Ends the flow for its caller; what comes next is kept for [`extend`](Self::extend).
    pub(super) fn end(&mut self, phase: GatePhase) {
        self.status.phase = phase;
    }

    /// A call was begun whose end nobody has seen: the future was dropped.
    pub(super) fn abandoned(&mut self) {
        match self.in_flight.take() {
            Some(GateCall::Event) | None => {}
            Some(GateCall::Main | GateCall::Refresh) => self.lose("the wait for the answer was given up"),
        }
    }

    /// Takes in how a call ended. An error that the flow cannot outlive comes back.
    pub(super) fn ended(&mut self, call: GateCall, outcome: Result<Answer>) -> Result<()> {
        self.in_flight = None;
        match outcome {
            Ok(answer) => {
                self.answered(call, answer);
                Ok(())
            }
            Err(error) if call == GateCall::Event => self.event_failed(error),
            Err(error) => self.call_failed(call, error),
        }
    }

    fn answered(&mut self, call: GateCall, answer: Answer) {
        let is_event = call == GateCall::Event;
        let re_auth = answer.state == AuthState::AwaitingCapture && answer.err_code.as_deref() == Some("ReAuth");
        // After a lost answer, "no such scan" can mean that the call has not arrived yet, and a ReAuth that has been
        // followed already that it has not been worked on yet. Neither says that it never will.
        if self.lost && is_event && (answer.state == AuthState::Error || (re_auth && self.followed)) {
            return self.doubt(answer.message);
        }
        self.lost = false;
        self.doubts = 0;
        self.followed = false;
        let endpoint = self.endpoint(call);
        let status = &mut self.status;
        status.state = Some(answer.state);
        status.err_code = answer.err_code;
        status.message = answer.message;
        status.license = answer.license.or(status.license.take());
        status.bill = None;
        status.sent = Sent::Yes;
        status.answered_by = Some(endpoint);
        let (phase, next) = match answer.state {
            AuthState::Opened => (GatePhase::Opened, Next::Wait(GateCall::Event)),
            AuthState::Refused | AuthState::Error => (GatePhase::Refused, Next::Wait(GateCall::Event)),
            AuthState::AwaitingCapture if re_auth && is_event && self.kind != GateKind::Access => {
                self.followed = true;
                (GatePhase::Waiting, Next::Call(GateCall::Main))
            }
            AuthState::AwaitingMatch if self.kind == GateKind::Exit => {
                (GatePhase::Waiting, Next::Wait(GateCall::Refresh))
            }
            AuthState::AwaitingPayment if answer.bill.is_some() || (!self.is_paid && !self.can_refresh(call)) => {
                self.is_paid = false;
                self.status.bill = answer.bill;
                (GatePhase::Payment, Next::Wait(GateCall::Event))
            }
            // An event tells of a bill, but does not bring it.
            AuthState::AwaitingPayment if !self.is_paid => (GatePhase::Waiting, Next::Call(GateCall::Refresh)),
            AuthState::AwaitingCapture
            | AuthState::AwaitingMatch
            | AuthState::AwaitingConfirmation
            | AuthState::AwaitingPayment
            | AuthState::BarrierFailed
            | AuthState::Unknown(_) => (GatePhase::Waiting, Next::Wait(GateCall::Event)),
        };
        self.status.phase = phase;
        self.next = next;
    }

    fn can_refresh(&self, call: GateCall) -> bool {
        self.kind == GateKind::Exit && call == GateCall::Event
    }

    fn event_failed(&mut self, error: Error) -> Result<()> {
        self.next = Next::Wait(GateCall::Event);
        if is_cancelled(&error) {
            self.end(GatePhase::Cancelled);
        } else if error.retryable() || error.is_timeout() {
            self.status.failure = Some(error.to_string());
        } else if self.lost && error.is_not_found() {
            self.doubt(error.api().map(|api| api.message.clone()));
        } else {
            return Err(error);
        }
        Ok(())
    }

    fn call_failed(&mut self, call: GateCall, error: Error) -> Result<()> {
        if let Some(api) = error.api() {
            let endpoint = self.endpoint(call);
            let status = &mut self.status;
            status.phase = GatePhase::Refused;
            status.sent = Sent::Yes;
            status.err_code = Some(api.err_code.clone().unwrap_or_else(|| api.code.clone()));
            status.message = Some(api.message.clone());
            status.answered_by = Some(endpoint);
            return Err(error);
        }
        if error.sent() == Sent::No {
            // Nothing has left this machine, so the same call may be made later.
            self.next = Next::Call(call);
            if is_cancelled(&error) {
                self.end(GatePhase::Cancelled);
                return Ok(());
            }
            return Err(error);
        }
        self.lose(&error.to_string());
        if is_cancelled(&error) {
            self.end(GatePhase::Cancelled);
        }
        Ok(())
    }

    fn lose(&mut self, why: &str) {
        self.lost = true;
        self.doubts = 0;
        self.status.sent = Sent::Unknown;
        self.status.phase = GatePhase::Waiting;
        self.status.failure = Some(why.to_owned());
        self.next = Next::Call(GateCall::Event);
    }

    fn doubt(&mut self, message: Option<String>) {
        self.doubts += 1;
        self.status.sent = Sent::Unknown;
        self.status.message = message;
        self.status.answered_by = Some(self.endpoint(GateCall::Event));
        self.next = Next::Wait(GateCall::Event);
        if self.doubts >= DOUBTS {
            self.status.phase = GatePhase::Unknown;
        }
    }

    fn endpoint(&self, call: GateCall) -> &'static str {
        match (call, self.kind) {
            (GateCall::Event, _) => "auth.query_event",
            (GateCall::Refresh, _) => "auth.refresh_parking_fee",
            (GateCall::Main, GateKind::Enter) => "auth.enter",
            (GateCall::Main, GateKind::Exit) => "auth.exit",
            (GateCall::Main, GateKind::Access) => "auth.access",
        }
    }
}

fn is_cancelled(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::Cancelled)
}

macro_rules! answer {
    ($result:ty, $license:expr, $bill:expr) => {
        impl From<$result> for Answer {
            fn from(result: $result) -> Self {
                let (license, bill): (fn(&$result) -> Option<String>, fn(&$result) -> Option<GateBill>) =
                    ($license, $bill);
                let (license, bill) = (license(&result), bill(&result));
                Self { state: result.state, err_code: result.err_code, message: result.message, license, bill }
            }
        }
    };
}
answer!(EnterResult, |result| result.license.clone(), |_| None);
answer!(AccessResult, |result| result.license.clone(), |_| None);
answer!(EventResult, |_| None, |_| None);
answer!(ExitResult, |result| result.license.clone(), |result| result.pay_token.is_some().then(|| result.into()));
answer!(RefreshResult, |result| result.license.clone(), |result| result.pay_token.is_some().then(|| result.into()));
