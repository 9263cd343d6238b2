//! Requests into the platform's JSON, checked by their tables before anything is sent.

use std::fmt::Write;

use super::{Arg, Fields, Output};
use crate::error::{Error, Result, Rule};
use crate::schema::{Endpoint, Field, OneOf, Type, Wire};

/// A typed request of one endpoint.
pub trait Request: Fields {
    /// What the endpoint answers with.
    type Output: Output;
    /// The endpoint's table.
    const ENDPOINT: &'static Endpoint;
}

/// Writes the business data of a request; empty for endpoints without any.
///
/// # Errors
/// `Validation` if a required field is absent or empty, a choice is not made, or a value cannot be written.
pub(crate) fn encode_request(endpoint: &Endpoint, values: &dyn Fields, sample_names: bool) -> Result<String> {
    if endpoint.request.is_empty() {
        return Ok(String::new());
    }
    let mut encoder = Encoder { out: String::with_capacity(128), sample_names };
    encoder
        .object(endpoint.request, values, "")
        .and_then(|()| endpoint.rules.iter().try_for_each(|rule| check_choice(rule, endpoint.request, values)))
        .map_err(|error| error.with_endpoint(endpoint.name))?;
    Ok(encoder.out)
}

struct Encoder {
    out: String,
    sample_names: bool,
}

impl Encoder {
    fn object(&mut self, fields: &'static [Field], values: &dyn Fields, path: &str) -> Result<()> {
        let mut separator = '{';
        for (index, field) in fields.iter().enumerate() {
            let value = match (values.arg(index), field.default) {
                (Arg::Absent, Some(default)) => Arg::Int(default),
                (value, _) => value,
            };
            if is_empty(&value) && field.required {
                let what = if matches!(value, Arg::Absent) { "absent" } else { "empty" };
                let message = format!("required, but {what}; give {}", super::decode::expected(&field.ty));
                return Err(Error::validation(format!("{path}{}", field.name), Rule::Required, message));
            }
            if matches!(value, Arg::Absent) {
                continue;
            }
            self.out.push(separator);
            separator = ',';
            let name = field.sample_name.filter(|_| self.sample_names).unwrap_or(field.name);
            self.text(name);
            self.out.push(':');
            self.value(field, value, path)?;
        }
        self.out.push_str(if separator == '{' { "{}" } else { "}" });
        Ok(())
    }

    fn value(&mut self, field: &'static Field, value: Arg<'_>, path: &str) -> Result<()> {
        match value {
            Arg::Absent => self.out.push_str("null"),
            Arg::Int(number) => self.number(field, number),
            Arg::Money(money) => self.number(field, money.normalize()),
            Arg::Flag(flag) => self.out.push(if flag { '1' } else { '0' }),
            Arg::Text(text) => self.text(text),
            Arg::Date(date) => self.text(&date.to_string()),
            Arg::Time(time) => self.text(&time.to_wire()),
            Arg::Ints(numbers) if matches!(field.ty, Type::Csv(_)) => self.text(&join(numbers.iter())),
            Arg::Ints(numbers) => {
                let _ = write!(self.out, "[{}]", join(numbers.iter()));
            }
            Arg::Texts(texts) if matches!(field.ty, Type::Csv(_)) => {
                if let Some(bad) = texts.iter().find(|text| text.contains(',') || text.trim_ascii().is_empty()) {
                    let message = format!("{bad:?} cannot be part of a list that is joined with commas");
                    return Err(Error::validation(format!("{path}{}", field.name), Rule::Type, message));
                }
                self.text(&join(texts.iter()));
            }
            Arg::Texts(texts) => {
                let items = texts.iter().map(|text| serde_json::Value::from(text.as_str()));
                let _ = write!(self.out, "[{}]", join(items));
            }
            Arg::Object(values) => match field.ty {
                Type::Object(schema) => self.object(schema.fields, values, &format!("{path}{}.", field.name))?,
                _ => self.out.push_str("null"),
            },
        }
        Ok(())
    }

    fn number(&mut self, field: &Field, number: impl std::fmt::Display) {
        let _ = match field.wire {
            Wire::Plain => write!(self.out, "{number}"),
            Wire::Text => write!(self.out, "\"{number}\""),
        };
    }

    fn text(&mut self, text: &str) {
        self.out.push_str(&serde_json::Value::from(text).to_string());
    }
}

fn is_empty(value: &Arg<'_>) -> bool {
    match value {
        Arg::Absent => true,
        Arg::Text(text) => text.trim_ascii().is_empty(),
        Arg::Ints(items) => items.is_empty(),
        Arg::Texts(items) => items.is_empty(),
        _ => false,
    }
}

fn check_choice(rule: &OneOf, fields: &[Field], values: &dyn Fields) -> Result<()> {
    let given = |name: &str| {
        fields.iter().position(|field| field.name == name).is_some_and(|index| !is_empty(&values.arg(index)))
    };
    let begun: Vec<&&[&str]> = rule.choices.iter().filter(|choice| choice.iter().any(|name| given(name))).collect();
    let whole = begun.iter().all(|choice| choice.iter().all(|name| given(name)));
    let problem = match begun.len() {
        0 => "none is given",
        _ if !whole => "fields that go together are not all given",
        1 => return Ok(()),
        _ if rule.several => return Ok(()),
        _ => "more than one is given",
    };
    let choices: Vec<String> = rule.choices.iter().map(|choice| choice.join(" and ")).collect();
    let wanted = if rule.several { "at least one of" } else { "exactly one of" };
    let message = format!("{problem}; give {wanted}: {}", choices.join(", or "));
    let first = rule.choices.first().and_then(|choice| choice.first()).copied().unwrap_or_default();
    Err(Error::validation(first, Rule::OneOf, message))
}

fn join<T: std::fmt::Display>(items: impl Iterator<Item = T>) -> String {
    let mut joined = String::new();
    for (index, item) in items.enumerate() {
        let _ = write!(joined, "{}{item}", if index > 0 { "," } else { "" });
    }
    joined
}
