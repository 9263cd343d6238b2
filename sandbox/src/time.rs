//! China Standard Time as the wire writes it. Instants are Unix seconds.

use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use jiff::{Span, Timestamp};

const CHINA: Offset = Offset::constant(8);

const DATE: &str = "%Y-%m-%d";
const DATE_TIME: &str = "%Y-%m-%d %H:%M:%S";

/// `yyyy-MM-dd HH:mm:ss`.
pub(crate) fn format(instant: i64) -> String {
    civil(instant).strftime(DATE_TIME).to_string()
}

/// `yyyy-MM-dd` of an instant.
pub(crate) fn date(instant: i64) -> String {
    civil(instant).strftime(DATE).to_string()
}

/// An instant from `yyyy-MM-dd HH:mm:ss`, nothing shorter or looser.
pub(crate) fn parse(text: &str) -> Option<i64> {
    let time = (text.len() == 19).then(|| DateTime::strptime(DATE_TIME, text).ok()).flatten()?;
    Some(CHINA.to_timestamp(time).ok()?.as_second())
}

/// The date itself if it is a real one, written `yyyy-MM-dd`.
pub(crate) fn parse_date(text: &str) -> Option<String> {
    (text.len() == 10).then(|| Date::strptime(DATE, text).ok()).flatten().map(|_| text.to_owned())
}

/// 00:00:00 of a date.
pub(crate) fn day_start(date: &str) -> Option<i64> {
    parse(&format!("{date} 00:00:00"))
}

/// 23:59:59 of a date.
pub(crate) fn day_end(date: &str) -> Option<i64> {
    parse(&format!("{date} 23:59:59"))
}

/// The last day of a period of whole months that begins on `start`.
pub(crate) fn period_end(start: &str, months: i64) -> Option<String> {
    let next = Date::strptime(DATE, start).ok()?.checked_add(Span::new().try_months(months).ok()?).ok()?;
    next.yesterday().ok().map(|day| day.to_string())
}

/// The day after a date.
pub(crate) fn next_day(date: &str) -> Option<String> {
    Date::strptime(DATE, date).ok()?.tomorrow().ok().map(|day| day.to_string())
}

fn civil(instant: i64) -> DateTime {
    CHINA.to_datetime(Timestamp::from_second(instant).unwrap_or(Timestamp::UNIX_EPOCH))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn times_are_china_standard_time_in_both_directions() {
        assert_eq!(format(1_484_718_385), "2017-01-18 13:46:25");
        assert_eq!(parse("2017-01-18 13:46:25"), Some(1_484_718_385));
    }

    #[test]
    fn loose_or_impossible_times_are_refused() {
        for text in ["2017-01-18", "2017-1-18 13:46:25", "2017-02-30 00:00:00", "2017-01-18T13:46:25", ""] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse_date("2018-02-30"), None);
    }

    #[test]
    fn a_period_of_months_ends_the_day_before_it_would_begin_again() {
        assert_eq!(period_end("2018-10-01", 1).unwrap(), "2018-10-31");
        assert_eq!(period_end("2018-01-31", 1).unwrap(), "2018-02-27");
        assert_eq!(period_end("2018-10-15", 12).unwrap(), "2019-10-14");
    }
}
