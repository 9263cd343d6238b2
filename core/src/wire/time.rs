//! China Standard Time, the platform's only time zone.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ZonedDateTime};

use crate::schema::DayEdge;

const CHINA: Offset = Offset::constant(8);

/// A moment on the platform's clock: China Standard Time (UTC+8), to the second.
///
/// A civil time without a zone is taken as China time; a [`Timestamp`] or [`ZonedDateTime`] is converted.
/// Fractions of a second are cut off: the platform has none.
///
/// ```
/// use welinkpark::ChinaTime;
///
/// let time: ChinaTime = "2018-10-13 10:00:00".parse()?;
/// assert_eq!(time.to_string(), "2018-10-13T10:00:00+08:00");
/// assert_eq!("2018-10-13T02:00:00Z".parse::<ChinaTime>()?, time);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ChinaTime(DateTime);

impl ChinaTime {
    /// The current time of this machine.
    pub fn now() -> Self {
        Timestamp::now().into()
    }

    /// The civil date and time in China.
    pub fn civil(self) -> DateTime {
        self.0
    }

    /// The moment on the world's clock.
    pub fn timestamp(self) -> Timestamp {
        // Years 1 to 9998 convert; the two ends of jiff's range are clamped rather than refused.
        CHINA.to_timestamp(self.0).unwrap_or(if self.0.year() > 0 { Timestamp::MAX } else { Timestamp::MIN })
    }

    /// Unix time in seconds.
    pub fn unix_seconds(self) -> i64 {
        self.timestamp().as_second()
    }

    /// As the wire writes it: `yyyy-MM-dd HH:mm:ss`.
    pub fn to_wire(self) -> String {
        let time = self.0;
        format!("{} {:02}:{:02}:{:02}", time.date(), time.hour(), time.minute(), time.second())
    }

    pub(crate) fn at_edge(date: Date, edge: Option<DayEdge>) -> Self {
        match edge {
            Some(DayEdge::End) => Self(date.at(23, 59, 59, 0)),
            Some(DayEdge::Start) | None => Self(date.at(0, 0, 0, 0)),
        }
    }

    /// Reads `yyyy-MM-dd HH:mm:ss`, also with `T`, a fraction (cut off) or an offset (converted).
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim_ascii();
        if let Some(time) = Self::parse_usual(text) {
            return Some(time);
        }
        let date = parse_date(text.get(..10)?)?;
        let rest = text.get(10..)?.strip_prefix(['T', 't', ' '])?;
        let time_end = rest.find(['Z', 'z', '+', '-']).unwrap_or(rest.len());
        let (clock, offset) = rest.split_at_checked(time_end)?;
        let time = parse_clock(clock)?;
        let civil = date.to_datetime(time);
        match offset {
            "" => Some(Self(civil)),
            "Z" | "z" => Offset::UTC.to_timestamp(civil).ok().map(Self::from),
            offset => parse_offset(offset)?.to_timestamp(civil).ok().map(Self::from),
        }
    }
}

impl ChinaTime {
    /// Reads exactly `yyyy-MM-dd HH:mm:ss`, which nearly all times are.
    pub(super) fn parse_usual(text: &str) -> Option<Self> {
        let bytes: &[u8; 19] = text.as_bytes().try_into().ok()?;
        let [y1, y2, y3, y4, b'-', mo1, mo2, b'-', d1, d2, b' ', h1, h2, b':', mi1, mi2, b':', s1, s2] = *bytes else {
            return None;
        };
        let two = |tens: u8, ones: u8| {
            let is_number = tens.is_ascii_digit() && ones.is_ascii_digit();
            is_number.then(|| i8::try_from((tens - b'0') * 10 + (ones - b'0')).ok()).flatten()
        };
        let year = i16::from(two(y1, y2)?) * 100 + i16::from(two(y3, y4)?);
        let date = Date::new(year, two(mo1, mo2)?, two(d1, d2)?).ok()?;
        let time = Time::new(two(h1, h2)?, two(mi1, mi2)?, two(s1, s2)?, 0).ok()?;
        Some(Self(date.to_datetime(time)))
    }
}

/// Reads exactly `yyyy-MM-dd`.
pub(crate) fn parse_date(text: &str) -> Option<Date> {
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    if year.len() != 4 {
        return None;
    }
    Date::new(digits(year)?, two(month)?, two(day)?).ok()
}

fn parse_clock(text: &str) -> Option<Time> {
    let (clock, fraction) = text.split_once('.').unwrap_or((text, "0"));
    if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut parts = clock.split(':');
    let (hour, minute) = (parts.next()?, parts.next()?);
    let second = parts.next().unwrap_or("00");
    if parts.next().is_some() {
        return None;
    }
    Time::new(two(hour)?, two(minute)?, two(second)?, 0).ok()
}

fn parse_offset(text: &str) -> Option<Offset> {
    let negative = text.starts_with('-');
    let (hours, minutes) = match text.get(1..)? {
        digits if digits.len() == 4 => digits.split_at_checked(2)?,
        clock => clock.split_once(':')?,
    };
    let (hours, minutes): (i8, i8) = (two(hours)?, two(minutes)?);
    let seconds = (i32::from(hours) * 60 + i32::from(minutes)) * 60;
    Offset::from_seconds(if negative { -seconds } else { seconds }).ok()
}

fn two(text: &str) -> Option<i8> {
    if text.len() == 2 { digits(text) } else { None }
}

fn digits<T: FromStr>(text: &str) -> Option<T> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}

impl From<DateTime> for ChinaTime {
    fn from(time: DateTime) -> Self {
        Self(time.date().at(time.hour(), time.minute(), time.second(), 0))
    }
}

impl From<Timestamp> for ChinaTime {
    fn from(timestamp: Timestamp) -> Self {
        CHINA.to_datetime(timestamp).into()
    }
}

impl From<&ZonedDateTime> for ChinaTime {
    fn from(zoned: &ZonedDateTime) -> Self {
        zoned.timestamp().into()
    }
}

impl From<ZonedDateTime> for ChinaTime {
    fn from(zoned: ZonedDateTime) -> Self {
        zoned.timestamp().into()
    }
}

impl From<ChinaTime> for ZonedDateTime {
    fn from(time: ChinaTime) -> Self {
        time.timestamp().to_zoned_datetime(TimeZone::fixed(CHINA))
    }
}

/// A text that is not a time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a time such as \"2018-10-13 10:00:00\"")]
pub struct ParseTimeError(String);

impl FromStr for ChinaTime {
    type Err = ParseTimeError;

    fn from_str(text: &str) -> Result<Self, ParseTimeError> {
        Self::parse(text).ok_or_else(|| ParseTimeError(text.to_owned()))
    }
}

/// RFC 3339: `2018-10-13T10:00:00+08:00`.
impl fmt::Display for ChinaTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = self.0;
        // By hand where it can be: lists have a time in every record.
        let Ok(year) = u8::try_from(time.year().div_euclid(100)) else {
            return write!(f, "{}T{:02}:{:02}:{:02}+08:00", time.date(), time.hour(), time.minute(), time.second());
        };
        let two = |number: i8| [b'0' + number.unsigned_abs() / 10, b'0' + number.unsigned_abs() % 10];
        let [y1, y2] = [b'0' + year / 10, b'0' + year % 10];
        let [y3, y4] = two((time.year() % 100) as i8);
        let ([mo1, mo2], [d1, d2]) = (two(time.month()), two(time.day()));
        let ([h1, h2], [mi1, mi2], [s1, s2]) = (two(time.hour()), two(time.minute()), two(time.second()));
        let text = [
            y1, y2, y3, y4, b'-', mo1, mo2, b'-', d1, d2, b'T', h1, h2, b':', mi1, mi2, b':', s1, s2, b'+', b'0', b'8',
            b':', b'0', b'0',
        ];
        f.write_str(std::str::from_utf8(&text).map_err(|_| fmt::Error)?)
    }
}

impl fmt::Debug for ChinaTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl serde::Serialize for ChinaTime {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
