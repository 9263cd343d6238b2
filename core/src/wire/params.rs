//! Requests given as plain JSON, for the generic calls: read by the endpoint's table, then encoded as typed ones are.

use super::{Arg, ChinaTime, Date, Fields, Mismatch, Money, Value, encode_request};
use crate::error::{Error, Result, Rule};
use crate::protocol::for_each_field;
use crate::schema::{Endpoint, Enum, EnumWire, Field, Type};

/// Checks and encodes parameters given as a JSON object, with names in either case.
///
/// # Errors
/// `Validation`, naming the field and the rule.
pub fn encode_params(endpoint: &'static Endpoint, json: &str, sample_names: bool) -> Result<String> {
    let json = if json.trim_ascii().is_empty() { "{}" } else { json };
    Params::read(endpoint.request, json, "")
        .and_then(|params| encode_request(endpoint, &params, sample_names))
        .map_err(|error| error.with_endpoint(endpoint.name))
}

/// Values by field index.
struct Params(Vec<Param>);

enum Param {
    Absent,
    Int(i64),
    Text(String),
    Flag(bool),
    Money(Money),
    Date(Date),
    Time(ChinaTime),
    Ints(Vec<i64>),
    Texts(Vec<String>),
    Object(Params),
}

impl Params {
    fn read(fields: &'static [Field], json: &str, path: &str) -> Result<Self> {
        let mut params: Vec<Param> = fields.iter().map(|_| Param::Absent).collect();
        let mut problem = None;
        for_each_field(json, |name, raw| {
            let found = fields.iter().zip(&mut params).find(|(field, _)| field.name == name || field.snake == name);
            let outcome = match found {
                Some((field, slot)) => Param::read(field, raw, path).map(|param| *slot = param),
                None => Err(unknown(fields, &name, path)),
            };
            if let Err(error) = outcome {
                problem.get_or_insert(error);
            }
        })
        .map_err(|error| {
            let field = if path.is_empty() { "(request)" } else { path.trim_end_matches('.') };
            Error::validation(field, Rule::Type, format!("not a JSON object: {error}"))
        })?;
        match problem {
            Some(error) => Err(error),
            None => Ok(Self(params)),
        }
    }
}

impl Param {
    fn read(field: &'static Field, raw: &str, path: &str) -> Result<Self> {
        if raw == "null" {
            return Ok(Self::Absent);
        }
        if let Type::Object(schema) = field.ty {
            return Params::read(schema.fields, raw, &format!("{path}{}.", field.name)).map(Self::Object);
        }
        let value = Value { field, raw };
        Self::scalar(&field.ty, &value).map_err(|mismatch| {
            let name = format!("{path}{}{}", field.name, mismatch.path);
            Error::validation(name, Rule::Type, mismatch.message)
        })
    }

    fn scalar(ty: &Type, value: &Value<'_>) -> Result<Self, Mismatch> {
        // Numbers may come as text from a command line or a form; a flag or a list is no text.
        let is_text = value.raw.starts_with('"');
        let is_number = value.raw.starts_with(|c: char| c == '-' || c.is_ascii_digit());
        Ok(match ty {
            Type::Id | Type::Int => Self::Int(value.read()?),
            Type::Enum(kind) => Self::of_enum(kind, value)?,
            Type::Text if is_text || is_number => Self::Text(value.read()?),
            Type::Text => return Err(Mismatch::new(value.raw, "a text")),
            Type::Flag => Self::Flag(value.read()?),
            Type::Money => Self::Money(value.read()?),
            Type::Date => Self::Date(value.read()?),
            Type::DateTime => Self::Time(value.read()?),
            Type::List(Type::Id) | Type::Csv(Type::Id) => Self::Ints(value.read()?),
            Type::List(_) | Type::Csv(_) => Self::Texts(value.read()?),
            Type::Object(_) => Self::Absent,
        })
    }

    fn of_enum(kind: &Enum, value: &Value<'_>) -> Result<Self, Mismatch> {
        let numeric = kind.values.iter().all(|known| matches!(known.value, EnumWire::Int(_)));
        let param = if numeric { value.read().map(Self::Int) } else { value.read().map(Self::Text) };
        param.map_err(|_| {
            let known: Vec<String> = kind
                .values
                .iter()
                .map(|known| match known.value {
                    EnumWire::Int(number) => format!("{number} ({})", known.name),
                    EnumWire::Text(word) => format!("{word:?}"),
                })
                .collect();
            Mismatch::new(value.raw, &format!("{}: {}", kind.name, known.join(", ")))
        })
    }
}

impl Fields for Params {
    fn arg(&self, index: usize) -> Arg<'_> {
        match self.0.get(index) {
            None | Some(Param::Absent) => Arg::Absent,
            Some(Param::Int(number)) => Arg::Int(*number),
            Some(Param::Text(text)) => Arg::Text(text),
            Some(Param::Flag(flag)) => Arg::Flag(*flag),
            Some(Param::Money(money)) => Arg::Money(*money),
            Some(Param::Date(date)) => Arg::Date(*date),
            Some(Param::Time(time)) => Arg::Time(*time),
            Some(Param::Ints(numbers)) => Arg::Ints(numbers),
            Some(Param::Texts(texts)) => Arg::Texts(texts),
            Some(Param::Object(params)) => Arg::Object(params),
        }
    }
}

/// The refusal of a name that none of the fields has.
pub(crate) fn unknown<'a>(fields: impl IntoIterator<Item = &'a Field>, name: &str, path: &str) -> Error {
    let known: Vec<&str> = fields.into_iter().map(|field| field.name).collect();
    let known = if known.is_empty() { "no parameters at all".to_owned() } else { known.join(", ") };
    Error::validation(format!("{path}{name}"), Rule::Unknown, format!("no such parameter; known are: {known}"))
}
