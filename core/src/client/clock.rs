//! The time that is signed: this machine's, or the server's once that has proved right.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::config::TimestampUnit;

/// Clocks further apart than this are worth correcting.
const TOLERANCE: Duration = Duration::from_secs(60);

const UNKNOWN: i64 = i64::MIN;

#[derive(Debug)]
pub(crate) struct Clock {
    /// Server minus local, in milliseconds.
    offset: AtomicI64,
    correcting: AtomicBool,
}

impl Clock {
    pub(crate) fn new() -> Self {
        Self { offset: AtomicI64::new(UNKNOWN), correcting: AtomicBool::new(false) }
    }

    /// The timestamp to sign, in the unit of the request.
    pub(crate) fn timestamp(&self, unit: TimestampUnit) -> i64 {
        let correction = if self.correcting.load(Ordering::Relaxed) { self.offset_millis().unwrap_or(0) } else { 0 };
        let millis = local_millis() + correction;
        match unit {
            TimestampUnit::Seconds => millis.div_euclid(1000),
            TimestampUnit::Milliseconds => millis,
        }
    }

    /// Learns from the `Date` of an answer whose request was begun `elapsed` ago.
    pub(crate) fn learn(&self, date: SystemTime, elapsed: Duration) {
        let middle = local_millis() - i64::try_from(elapsed.as_millis() / 2).unwrap_or(0);
        // The header is cut to whole seconds: half a second back is the best guess.
        self.offset.store(millis(date) + 500 - middle, Ordering::Relaxed);
    }

    /// Server clock minus local clock in seconds, once a server told its time.
    pub(crate) fn offset_seconds(&self) -> Option<i64> {
        self.offset_millis().map(|offset| offset.div_euclid(1000))
    }

    /// Whether a timestamp that was just signed is so far from the server's clock that another may help.
    pub(crate) fn is_far(&self, timestamp: i64, unit: TimestampUnit) -> bool {
        let signed = match unit {
            TimestampUnit::Seconds => timestamp.saturating_mul(1000),
            TimestampUnit::Milliseconds => timestamp,
        };
        self.offset_millis().is_some_and(|offset| {
            let away = (local_millis() + offset).saturating_sub(signed);
            u128::from(away.unsigned_abs()) > TOLERANCE.as_millis()
        })
    }

    /// From now on signs with the server's time, or with this machine's again.
    pub(crate) fn correct(&self, correcting: bool) {
        self.correcting.store(correcting, Ordering::Relaxed);
    }

    fn offset_millis(&self) -> Option<i64> {
        let offset = self.offset.load(Ordering::Relaxed);
        (offset != UNKNOWN).then_some(offset)
    }
}

fn local_millis() -> i64 {
    millis(SystemTime::now())
}

fn millis(time: SystemTime) -> i64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_an_hour_ahead_is_off_and_its_time_is_signed_once_correcting() {
        let clock = Clock::new();
        let local = clock.timestamp(TimestampUnit::Seconds);
        assert!(!clock.is_far(local, TimestampUnit::Seconds));
        let ahead = SystemTime::now() + Duration::from_secs(3600);
        clock.learn(ahead, Duration::ZERO);
        assert!(clock.is_far(local, TimestampUnit::Seconds) && clock.is_far(local * 1000, TimestampUnit::Milliseconds));
        clock.correct(true);
        let corrected = clock.timestamp(TimestampUnit::Seconds);
        assert!((3595..=3605).contains(&(corrected - local)), "{corrected} - {local}");
        assert!(!clock.is_far(corrected, TimestampUnit::Seconds));
        assert!((clock.timestamp(TimestampUnit::Milliseconds) / 1000 - corrected).abs() <= 1);
    }
}
