//! One value of an answer: what the platform may write for it, and what it means.

use std::borrow::Cow;
use std::fmt;

use rust_decimal::prelude::ToPrimitive;

use super::time::parse_date;
use super::{ChinaTime, Date, Model, Money};
use crate::protocol::as_text;
use crate::schema::Field;

/// A value of an answer that is present: its field and its JSON text.
#[derive(Clone, Copy)]
pub struct Value<'a> {
    pub(crate) field: &'static Field,
    pub(crate) raw: &'a str,
}

impl Value<'_> {
    /// Reads the value as the type that the caller needs.
    ///
    /// # Errors
    /// [`Mismatch`] if it cannot mean such a value.
    pub fn read<T: Read>(&self) -> Result<T, Mismatch> {
        T::read(self)
    }
}

/// A value that does not fit its field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// Path below the place where reading began: `[0].laneId`.
    pub(crate) path: String,
    pub(crate) message: String,
}

impl Mismatch {
    pub(crate) fn new(raw: &str, expected: &str) -> Self {
        let found = crate::error::shorten(raw, 60);
        Self { path: String::new(), message: format!("found {found}, expected {expected}") }
    }

    pub(crate) fn missing(field: &Field, expected: &str) -> Self {
        Self {
            path: format!(".{}", field.name),
            message: format!("required, but missing or empty; expected {expected}"),
        }
    }

    /// The same, seen from one level up.
    pub(crate) fn below(mut self, step: impl fmt::Display) -> Self {
        self.path.insert_str(0, &step.to_string());
        self
    }
}

/// What a field holds before it is read.
pub trait Blank {
    /// The blank value; it never reaches a caller unless it is the right reading of an absent field.
    fn blank() -> Self;
}

/// A type that can be read from the platform's loose JSON.
pub trait Read: Sized {
    /// Reads a value that is present.
    ///
    /// # Errors
    /// [`Mismatch`] if it cannot mean such a value.
    fn read(value: &Value<'_>) -> Result<Self, Mismatch>;
}

impl<T: Read> Read for Option<T> {
    fn read(value: &Value<'_>) -> Result<Self, Mismatch> {
        T::read(value).map(Some)
    }
}

/// Ids and integers: a number or its digits as text; `1.0` and `1e3` are whole numbers too.
impl Read for i64 {
    fn read(value: &Value<'_>) -> Result<Self, Mismatch> {
        read_int(value.raw).ok_or_else(|| Mismatch::new(value.raw, "an integer of 64 bits"))
    }
}

/// Texts: also numbers and flags, as they are written.
impl Read for String {
    fn read(value: &Value<'_>) -> Result<Self, Mismatch> {
        as_text(value.raw).map(Cow::into_owned).ok_or_else(|| Mismatch::new(value.raw, "a text"))
    }
}

/// Flags: `true`, `1`, `"1"`, `"true"` in any case, and their opposites.
impl Read for bool {
    fn read(value: &Value<'_>) -> Result<Self, Mismatch> {
        read_flag(value.raw).ok_or_else(|| Mismatch::new(value.raw, "a flag: true, false, 1 or 0"))
    }
}

/// Money: a number or its digits as text, never by way of binary floating point.
impl Read for Money {
    fn read(value: &Value<'_>) -> Result<Self, Mismatch> {
        as_text(value.raw)
            .and_then(|text| read_decimal(text.trim_ascii()))
            .ok_or_else(|| Mismatch::new(value.raw, "an amount of money"))
    }
}

/// Dates: `yyyy-MM-dd`; of a date and time the date in China.
impl Read for Date {
    fn read(value: &Value<'_>) -> Result<Self, Mismatch> {
        let text = as_text(value.raw).unwrap_or_default();
        let text = text.trim_ascii();
        parse_date(text)
            .or_else(|| ChinaTime::parse(text).map(|time| time.civil().date()))
            .ok_or_else(|| Mismatch::new(value.raw, "a date as yyyy-MM-dd"))
    }
}

/// Times: `yyyy-MM-dd HH:mm:ss`; a bare date is the edge of that day that the field names.
impl Read for ChinaTime {
    fn read(value: &Value<'_>) -> Result<Self, Mismatch> {
        let text = as_text(value.raw).unwrap_or_default();
        let text = text.trim_ascii();
        Self::parse(text)
            .or_else(|| parse_date(text).map(|date| Self::at_edge(date, value.field.day_edge)))
            .ok_or_else(|| Mismatch::new(value.raw, "a time as yyyy-MM-dd HH:mm:ss"))
    }
}

/// Lists of ids: an array, or one text with commas.
impl Read for Vec<i64> {
    fn read(value: &Value<'_>) -> Result<Self, Mismatch> {
        read_list(value)
    }
}

/// Lists of texts: an array, or one text with commas.
impl Read for Vec<String> {
    fn read(value: &Value<'_>) -> Result<Self, Mismatch> {
        read_list(value)
    }
}

impl<T: Model> Read for T {
    fn read(value: &Value<'_>) -> Result<Self, Mismatch> {
        super::decode::read_object(value.raw)
    }
}

fn read_list<T: Read>(value: &Value<'_>) -> Result<Vec<T>, Mismatch> {
    let Value { field, raw } = *value;
    if !raw.starts_with('[') {
        return split_list(raw)
            .ok_or_else(|| Mismatch::new(raw, "a list, or one text with commas"))?
            .into_iter()
            .map(|part| T::read(&Value { field, raw: &serde_json::Value::from(part).to_string() }))
            .collect();
    }
    let items: Vec<&serde_json::value::RawValue> =
        serde_json::from_str(raw).map_err(|error| Mismatch::new(raw, &format!("a list ({error})")))?;
    items
        .iter()
        .enumerate()
        .map(|(index, item)| {
            T::read(&Value { field, raw: item.get() }).map_err(|error| error.below(format_args!("[{index}]")))
        })
        .collect()
}

/// The parts of a list that is one text (or a lone number), blanks around them removed, empty parts left out.
pub(crate) fn split_list(raw: &str) -> Option<Vec<String>> {
    let text = as_text(raw)?;
    Some(text.split(',').map(str::trim_ascii).filter(|part| !part.is_empty()).map(str::to_owned).collect())
}

pub(crate) fn read_int(raw: &str) -> Option<i64> {
    if let Some(digits) = bare_digits(raw) {
        return Some(digits.bytes().fold(0, |number, digit| number * 10 + i64::from(digit - b'0')));
    }
    let text = as_text(raw)?;
    let text = text.trim_ascii();
    if let Ok(value) = text.parse::<i64>() {
        return (!text.starts_with('+')).then_some(value);
    }
    let decimal = read_decimal(text)?;
    if decimal.fract().is_zero() { decimal.to_i64() } else { None }
}

/// The digits of what mostly is a number or a quoted one: few enough for 64 bits, and nothing else.
pub(crate) fn bare_digits(raw: &str) -> Option<&str> {
    let text = raw.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(raw);
    ((1..=18).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(text)
}

pub(crate) fn read_flag(raw: &str) -> Option<bool> {
    let text = as_text(raw)?;
    match text.trim_ascii() {
        "1" => Some(true),
        "0" => Some(false),
        word if word.eq_ignore_ascii_case("true") => Some(true),
        word if word.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

/// A JSON number's text as an exact decimal.
pub(crate) fn read_decimal(text: &str) -> Option<Money> {
    if !text.bytes().next_back()?.is_ascii_digit() || !text.trim_start_matches('-').bytes().next()?.is_ascii_digit() {
        return None;
    }
    if text.contains(['e', 'E']) { Money::from_scientific(text).ok() } else { Money::from_str_exact(text).ok() }
}

macro_rules! blank {
    ($($type:ty => $value:expr;)*) => {$(
        impl Blank for $type {
            fn blank() -> Self {
                $value
            }
        }
    )*};
}

blank! {
    i64 => 0;
    bool => false;
    String => Self::new();
    Money => Self::ZERO;
    Date => Self::ZERO;
    ChinaTime => Self::at_edge(Date::ZERO, None);
}

impl<T> Blank for Option<T> {
    fn blank() -> Self {
        None
    }
}

impl<T> Blank for Vec<T> {
    fn blank() -> Self {
        Self::new()
    }
}
