//! A gate flow's way through calls and waits.

use std::time::Duration;

use tokio::time::Instant;

use super::GateFlow;
use super::machine::{Answer, GateCall, Next};
use super::status::{GateKind, GatePhase};
use crate::api::{
    AuthAccessRequest, AuthEnterRequest, AuthExitRequest, AuthQueryEventRequest, AuthRefreshParkingFeeRequest,
};
use crate::client::io::{Io, ask};
use crate::client::random::Random;
use crate::error::{ErrorKind, Result};

#[expect(private_bounds, reason = "nothing in here is public")]
impl<C: Io> GateFlow<C> {
    /// Steps until something has changed for someone who watches, and reports it.
    pub(super) async fn change(&mut self) -> Result<()> {
        let before = self.machine.status().key();
        let result = loop {
            let result = self.step().await;
            if result.is_err() || !self.machine.is_running() || self.machine.status().key() != before {
                break result;
            }
        };
        if self.machine.status().key() != before
            && let Some(report) = &mut self.on_change
        {
            report(self.machine.status());
        }
        result
    }

    async fn step(&mut self) -> Result<()> {
        self.machine.abandoned();
        let remaining = self.remaining();
        if remaining.is_zero() {
            self.machine.end(GatePhase::TimedOut);
            return Ok(());
        }
        match self.machine.next {
            Next::Wait(call) => {
                let pause = jittered(self.interval)?.min(remaining);
                match self.client.pause(pause, &self.cancel).await {
                    Ok(()) => self.machine.next = Next::Call(call),
                    Err(error) if matches!(error.kind(), ErrorKind::Cancelled) => {
                        self.machine.end(GatePhase::Cancelled);
                    }
                    Err(error) => return Err(error),
                }
                Ok(())
            }
            Next::Call(call) => {
                self.machine.in_flight = Some(call);
                let outcome = self.call(call, remaining).await;
                // The deadline is one reason for a timeout that is nobody's fault.
                let late = self.remaining().is_zero();
                match self.machine.ended(call, outcome) {
                    Err(error) if late && error.is_timeout() => {
                        self.machine.end(GatePhase::TimedOut);
                        Ok(())
                    }
                    result => result,
                }
            }
        }
    }

    /// It borrows the whole flow for itself, so that a flow with a report, which no two threads can share, can still run
    /// in a task.
    async fn call(&mut self, call: GateCall, remaining: Duration) -> Result<Answer> {
        let (lane, user) = (self.machine.lane_id, self.machine.user_id.as_str());
        let handle = self.client.handle();
        let mut options = handle.options.clone();
        options.timeout = Some(options.timeout.unwrap_or(handle.shared.config.timeouts.call).min(remaining));
        options.cancel = Some(self.cancel.clone());
        macro_rules! ask {
            ($request:ty) => {
                ask(&self.client, &<$request>::new().lane_id(lane).user_id(user), options).await.map(Answer::from)
            };
        }
        match (call, self.machine.kind) {
            (GateCall::Event, _) => ask!(AuthQueryEventRequest),
            (GateCall::Refresh, _) => ask!(AuthRefreshParkingFeeRequest),
            (GateCall::Main, GateKind::Enter) => ask!(AuthEnterRequest),
            (GateCall::Main, GateKind::Exit) => ask!(AuthExitRequest),
            (GateCall::Main, GateKind::Access) => ask!(AuthAccessRequest),
        }
    }

    /// Time to the one deadline, which the first step sets.
    fn remaining(&mut self) -> Duration {
        let now = Instant::now();
        let max_wait = self.max_wait;
        let deadline = self.deadline.get_or_insert_with(|| now.checked_add(max_wait).unwrap_or(now + FAR));
        deadline.saturating_duration_since(now)
    }
}

/// For waits that no clock can count.
const FAR: Duration = Duration::from_secs(365 * 24 * 3600);

/// The interval, a tenth longer or shorter, so that many gates do not ask at once.
fn jittered(interval: Duration) -> Result<Duration> {
    let share = f64::from(Random::Fresh.number()?) / f64::from(u32::MAX);
    Ok(interval.min(FAR).mul_f64(0.9 + 0.2 * share))
}
