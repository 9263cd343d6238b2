//! The park's tariff: 15 minutes are free, then 5 yuan per started hour from entry, at most 40 yuan in 24 hours.

const FREE_MINUTES: i64 = 15;
const HOUR: i64 = 500;
const DAY_CAP: i64 = 4000;
const DAY_MINUTES: i64 = 24 * 60;

/// Fen for a stay. A medium vehicle pays one and a half times, a large one twice.
pub(super) fn charge(minutes: i64, car_type: i64) -> i64 {
    if minutes <= FREE_MINUTES {
        return 0;
    }
    let (days, rest) = (minutes / DAY_MINUTES, minutes % DAY_MINUTES);
    let fen = days * DAY_CAP + ((rest + 59) / 60 * HOUR).min(DAY_CAP);
    match car_type {
        2 => fen * 3 / 2,
        3 => fen * 2,
        _ => fen,
    }
}

#[cfg(test)]
mod tests {
    use super::charge;

    #[test]
    fn fifteen_minutes_are_free_and_the_first_hour_counts_from_entry() {
        assert_eq!([0, 15, 16, 60, 61, 120].map(|minutes| charge(minutes, 1)), [0, 0, 500, 500, 1000, 1000]);
    }

    #[test]
    fn a_day_costs_at_most_forty_yuan() {
        assert_eq!([480, 600, 1440, 1441, 2880].map(|minutes| charge(minutes, 1)), [4000, 4000, 4000, 4500, 8000]);
    }

    #[test]
    fn larger_vehicles_pay_more() {
        assert_eq!([charge(60, 2), charge(60, 3)], [750, 1000]);
    }
}
