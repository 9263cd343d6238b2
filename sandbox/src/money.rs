//! Amounts in fen, so that sums are exact; the wire carries yuan.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Number, Value};

/// Fen from the wire's yuan; more than two decimals are not money.
pub(crate) fn parse(yuan: &str) -> Option<i64> {
    let fen = yuan.trim().parse::<Decimal>().ok()?.checked_mul(Decimal::ONE_HUNDRED)?;
    fen.is_integer().then(|| fen.to_i64()).flatten()
}

/// Yuan as text, without needless decimals: `10`, `10.5`.
pub(crate) fn text(fen: i64) -> String {
    Decimal::new(fen, 2).normalize().to_string()
}

/// Yuan as a JSON number. Two decimals survive the way through a float unchanged up to 2^53 fen.
pub(crate) fn json(fen: i64) -> Value {
    if fen % 100 == 0 {
        return Value::from(fen / 100);
    }
    let number = text(fen).parse().ok().and_then(Number::from_f64);
    number.map_or_else(|| Value::from(text(fen)), Value::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yuan_become_fen_and_back_exactly() {
        for (yuan, fen) in [("10", 1000), ("300.5", 30050), ("0.07", 7), ("-3.20", -320)] {
            assert_eq!(parse(yuan), Some(fen));
        }
        assert_eq!(json(30050).to_string(), "300.5");
        assert_eq!(json(7).to_string(), "0.07");
        assert_eq!(json(1000).to_string(), "10");
    }

    #[test]
    fn a_fraction_of_a_fen_is_no_money() {
        assert_eq!(parse("0.001"), None);
        assert_eq!(parse("ten"), None);
    }
}
