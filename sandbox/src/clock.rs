//! The virtual clock: real time moved by an offset, or an instant that stands still.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

/// Drives business time, the check of `Timestamp` and the age of a nonce.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    state: Mutex<State>,
}

/// Where the clock stands; part of a snapshot.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct State {
    offset: i64,
    frozen: Option<i64>,
}

impl Clock {
    /// Now, in Unix seconds.
    pub(crate) fn now(&self) -> i64 {
        self.lock().now()
    }

    /// Whether it stands still.
    pub(crate) fn frozen(&self) -> bool {
        self.lock().frozen.is_some()
    }

    /// Sets the time; a frozen clock stays frozen there.
    pub(crate) fn set(&self, now: i64) {
        let mut state = self.lock();
        state.offset = now.saturating_sub(real());
        state.frozen = state.frozen.map(|_| now);
    }

    /// Moves the time, backwards if negative.
    pub(crate) fn advance(&self, seconds: i64) {
        let now = self.now().saturating_add(seconds);
        self.set(now);
    }

    /// Stops the clock where it is, or lets it run on from there.
    pub(crate) fn freeze(&self, freeze: bool) {
        let mut state = self.lock();
        let now = state.now();
        *state = State { offset: now.saturating_sub(real()), frozen: freeze.then_some(now) };
    }

    /// Where it stands, for a snapshot.
    pub(crate) fn state(&self) -> State {
        *self.lock()
    }

    /// Puts it back to where it stood.
    pub(crate) fn restore(&self, state: State) {
        *self.lock() = state;
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn now(&self) -> i64 {
        self.frozen.unwrap_or_else(|| real().saturating_add(self.offset))
    }
}

fn real() -> i64 {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(elapsed.as_secs()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frozen_clock_stands_still_until_it_is_moved() {
        let clock = Clock::default();
        clock.freeze(true);
        clock.set(1_000_000);
        assert_eq!(clock.now(), 1_000_000);
        clock.advance(-60);
        assert_eq!(clock.now(), 999_940);
        clock.freeze(false);
        assert!(!clock.frozen());
        assert!((999_940..999_950).contains(&clock.now()));
    }
}
