//! A time range and the windows that it is cut into.

use std::fmt;
use std::time::Duration;

use crate::error::{Error, Result, Rule};
use crate::wire::{ChinaTime, Date};

/// Wire names of the fields that a range begins with.
pub(super) const STARTS: [&str; 2] = ["startTime", "startDate"];
/// Wire names of the fields that a range ends with.
pub(super) const ENDS: [&str; 2] = ["endTime", "endDate"];

const DAY: Duration = Duration::from_secs(24 * 3600);

/// One end of a time range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Moment {
    Time(ChinaTime),
    Date(Date),
}

/// Cuts a range into windows, the earliest first.
pub(super) struct Cuts {
    /// Where the next window begins; absent after the last one.
    next: Option<Moment>,
    last: Moment,
    width: Duration,
}

impl Cuts {
    pub(super) fn new(start: Option<Moment>, end: Option<Moment>, width: Duration) -> Result<Self> {
        let refuse = |field: &str, message: &str| Err(Error::validation(field, Rule::Type, message));
        match (start, end) {
            (Some(start), Some(end)) if start > end => refuse("startTime", "later than the end"),
            (Some(Moment::Date(_)), Some(_)) if width < DAY => refuse("(window)", "shorter than one day"),
            (Some(_), Some(_)) if width < Duration::from_secs(1) => refuse("(window)", "shorter than one second"),
            (Some(start), Some(last)) => Ok(Self { next: Some(start), last, width }),
            _ => refuse("startTime", "a range with start and end is needed to cut it into windows"),
        }
    }
}

impl Iterator for Cuts {
    type Item = (Moment, Moment);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.next?;
        let next = start.after(self.width).filter(|next| *next <= self.last);
        self.next = next;
        Some((start, next.and_then(Moment::before).unwrap_or(self.last)))
    }
}

impl Moment {
    fn after(self, width: Duration) -> Option<Self> {
        match self {
            Self::Time(time) => {
                let seconds = jiff::SignedDuration::from_secs(i64::try_from(width.as_secs()).ok()?);
                time.timestamp().checked_add(seconds).ok().map(|time| Self::Time(time.into()))
            }
            Self::Date(date) => {
                let days = i64::try_from(width.as_secs() / DAY.as_secs()).ok()?;
                date.checked_add(jiff::Span::new().try_days(days).ok()?).ok().map(Self::Date)
            }
        }
    }

    /// The last moment before this one.
    fn before(self) -> Option<Self> {
        match self {
            Self::Time(time) => {
                let second = jiff::SignedDuration::from_secs(1);
                time.timestamp().checked_sub(second).ok().map(|time| Self::Time(time.into()))
            }
            Self::Date(date) => date.yesterday().ok().map(Self::Date),
        }
    }

    pub(super) fn first(self) -> ChinaTime {
        match self {
            Self::Time(time) => time,
            Self::Date(date) => date.at(0, 0, 0, 0).into(),
        }
    }

    pub(super) fn last(self) -> ChinaTime {
        match self {
            Self::Time(time) => time,
            Self::Date(date) => date.at(23, 59, 59, 0).into(),
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Time(time) => time.fmt(f),
            Self::Date(date) => date.fmt(f),
        }
    }
}
