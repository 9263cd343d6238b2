//! Canonical JSON: one form for all languages, whatever the platform's typing was.
//!
//! It follows the proto3 mapping where that has one: ids and money are decimal strings, times RFC 3339
//! with `+08:00`, dates `yyyy-MM-dd`, enumerations numbers, what is absent is null. Fields come in the
//! document's order, unknown ones behind them as the platform sent them.

use std::fmt::Write;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::value::RawValue;

use super::decode::{
    Slots, bare_text, expected, field_failure, for_each_object, is_blank, json_failure, read_slots, reads_as_empty,
    the_object,
};
use super::read::bare_digits;
use super::{Arg, ChinaTime, Date, Extra, Fields, Mismatch, Model, Money, Output, Value};
use crate::error::Result;
use crate::schema::{Enum, EnumWire, Field, Object, Type};

/// What to do with a value that does not fit its field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strictness {
    /// Refuse it, as the typed models do.
    Strict,
    /// Pass it through as the platform sent it; null where a required one is missing.
    Tolerant,
}

/// Rewrites decrypted content as canonical JSON.
///
/// # Errors
/// `Decode`: broken JSON always; a value that does not fit only when strict.
pub fn canonical_json(content: &str, response: Option<&Type>, strictness: Strictness) -> Result<String> {
    let mut out = Canonical { out: String::with_capacity(content.len() + content.len() / 4), strictness };
    match response {
        None => out.out.push_str("null"),
        Some(Type::Object(schema)) => out.object_content(content, schema)?,
        Some(Type::List(Type::Object(schema))) => out.list_content(content, schema)?,
        Some(Type::Text) => out.text(&bare_text(content)),
        Some(Type::Flag) => match bool::decode(content) {
            Ok(flag) => out.out.push_str(if flag { "true" } else { "false" }),
            Err(error) => out.tolerate(error, content)?,
        },
        Some(Type::Id) => match i64::decode(content) {
            Ok(id) => out.quoted(id),
            Err(error) => out.tolerate(error, content)?,
        },
        Some(_) => match Vec::<String>::decode(content) {
            Ok(texts) => out.list(texts.iter().map(String::as_str), Canonical::text),
            Err(error) => out.tolerate(error, content)?,
        },
    }
    Ok(out.out)
}

struct Canonical {
    out: String,
    strictness: Strictness,
}

impl Canonical {
    fn object_content(&mut self, content: &str, schema: &'static Object) -> Result<()> {
        let (raw, path) = the_object(content)?;
        match self.object(raw, schema) {
            Ok(()) => Ok(()),
            Err(_) if self.is_tolerant() => {
                self.out.push_str(raw);
                Ok(())
            }
            Err(mismatch) => Err(field_failure(mismatch.below(path), content)),
        }
    }

    fn list_content(&mut self, content: &str, schema: &'static Object) -> Result<()> {
        if is_blank(content) {
            self.out.push_str("[]");
            return Ok(());
        }
        if self.is_tolerant() {
            return self.tolerant_list(content, schema);
        }
        self.out.push('[');
        let mut separator = "";
        for_each_object(content, schema, |slots, _| {
            self.out.push_str(separator);
            separator = ",";
            self.slots(slots)
        })?;
        self.out.push(']');
        Ok(())
    }

    fn tolerant_list(&mut self, content: &str, schema: &'static Object) -> Result<()> {
        let raw: &RawValue = serde_json::from_str(content).map_err(|error| json_failure(&error, content))?;
        match serde_json::from_str::<Vec<&RawValue>>(raw.get()) {
            Ok(items) => self.list(items.into_iter().map(RawValue::get), |out, item| {
                let start = out.out.len();
                if out.object(item, schema).is_err() {
                    out.out.truncate(start);
                    out.out.push_str(item);
                }
            }),
            Err(_) => self.out.push_str(raw.get()),
        }
        Ok(())
    }

    fn object(&mut self, raw: &str, schema: &'static Object) -> Result<(), Mismatch> {
        let slots = read_slots(raw, schema)?;
        self.slots(&slots)
    }

    fn slots(&mut self, slots: &Slots<'_>) -> Result<(), Mismatch> {
        let mut separator = '{';
        for (field, raw) in slots.known() {
            self.out.push(separator);
            separator = ',';
            // Wire names need no escapes.
            self.out.extend(["\"", field.name, "\":"]);
            self.field(field, raw)?;
        }
        for (name, raw) in slots.extra().iter() {
            self.out.push(separator);
            separator = ',';
            self.text(name);
            self.out.push(':');
            self.out.push_str(raw);
        }
        self.out.push_str(if separator == '{' { "{}" } else { "}" });
        Ok(())
    }

    fn field(&mut self, field: &'static Field, raw: Option<&str>) -> Result<(), Mismatch> {
        let Some(raw) = raw else {
            match &field.ty {
                Type::List(_) | Type::Csv(_) => self.out.push_str("[]"),
                Type::Text if field.required => self.out.push_str("\"\""),
                ty if field.required && !reads_as_empty(ty) && !self.is_tolerant() => {
                    return Err(Mismatch::missing(field, expected(ty)));
                }
                _ => self.out.push_str("null"),
            }
            return Ok(());
        };
        let start = self.out.len();
        match self.value(&Value { field, raw }) {
            Ok(()) => Ok(()),
            Err(_) if self.is_tolerant() => {
                self.out.truncate(start);
                self.out.push_str(raw);
                Ok(())
            }
            Err(mismatch) => Err(mismatch.below(format_args!(".{}", field.name))),
        }
    }

    fn value(&mut self, value: &Value<'_>) -> Result<(), Mismatch> {
        match &value.field.ty {
            Type::Id => match canonical_digits(value.raw) {
                Some(digits) => self.out.extend(["\"", digits, "\""]),
                None => self.quoted(value.read::<i64>()?),
            },
            Type::Int => self.number(value)?,
            Type::Enum(kind) if is_numeric(kind) => self.number(value)?,
            Type::Text | Type::Enum(_) => {
                // A string without escapes is its own canonical form.
                if value.raw.starts_with('"') && !value.raw.contains('\\') {
                    self.out.push_str(value.raw);
                } else {
                    self.text(&value.read::<String>()?);
                }
            }
            Type::Flag => self.out.push_str(if value.read()? { "true" } else { "false" }),
            Type::Money => self.quoted(value.read::<Money>()?),
            Type::Date => self.quoted(value.read::<Date>()?),
            Type::DateTime => self.time(value)?,
            Type::Object(schema) => self.object(value.raw, schema)?,
            Type::List(_) | Type::Csv(_) if self.is_tolerant() && value.raw.starts_with('[') => {
                self.tolerant_items(value)?;
            }
            Type::List(Type::Id) | Type::Csv(Type::Id) => {
                self.list(value.read::<Vec<i64>>()?, Self::quoted);
            }
            Type::List(_) | Type::Csv(_) => {
                self.list(value.read::<Vec<String>>()?.iter(), |out, text| out.text(text));
            }
        }
        Ok(())
    }

    /// A JSON array whose elements are read one by one, those that do not fit passed through.
    fn tolerant_items(&mut self, value: &Value<'_>) -> Result<(), Mismatch> {
        let items: Vec<&RawValue> = serde_json::from_str(value.raw).map_err(|_| Mismatch::new(value.raw, "a list"))?;
        let is_id = matches!(value.field.ty, Type::List(Type::Id) | Type::Csv(Type::Id));
        self.list(items, |out, item| {
            let item = Value { field: value.field, raw: item.get() };
            let text = if is_id { item.read::<i64>().map(|id| id.to_string()) } else { item.read::<String>() };
            match text {
                Ok(text) => out.text(&text),
                Err(_) => out.out.push_str(item.raw),
            }
        });
        Ok(())
    }

    fn list<T>(&mut self, items: impl IntoIterator<Item = T>, write: impl Fn(&mut Self, T)) {
        self.out.push('[');
        for (index, item) in items.into_iter().enumerate() {
            if index > 0 {
                self.out.push(',');
            }
            write(self, item);
        }
        self.out.push(']');
    }

    /// A number, bare.
    fn number(&mut self, value: &Value<'_>) -> Result<(), Mismatch> {
        match canonical_digits(value.raw) {
            Some(digits) => self.out.push_str(digits),
            // Writing to a string cannot fail.
            None => _ = write!(self.out, "{}", value.read::<i64>()?),
        }
        Ok(())
    }

    /// A time; one that is written as nearly all are is taken apart rather than formatted.
    fn time(&mut self, value: &Value<'_>) -> Result<(), Mismatch> {
        let text = value.raw.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let usual = text.filter(|text| ChinaTime::parse_usual(text).is_some());
        match usual.and_then(|text| text.split_once(' ')) {
            Some((date, clock)) => self.out.extend(["\"", date, "T", clock, "+08:00\""]),
            None => self.quoted(value.read::<ChinaTime>()?),
        }
        Ok(())
    }

    /// A value whose text needs no escapes.
    fn quoted(&mut self, value: impl std::fmt::Display) {
        let _ = write!(self.out, "\"{value}\"");
    }

    fn text(&mut self, text: &str) {
        self.out.push_str(&serde_json::Value::from(text).to_string());
    }

    fn tolerate(&mut self, error: crate::Error, content: &str) -> Result<()> {
        if !self.is_tolerant() {
            return Err(error);
        }
        let json = content.trim_ascii();
        if json.is_empty() {
            self.out.push_str("null");
        } else if crate::protocol::is_json(json) {
            self.out.push_str(json);
        } else {
            self.text(content);
        }
        Ok(())
    }

    fn is_tolerant(&self) -> bool {
        self.strictness == Strictness::Tolerant
    }
}

/// Digits that are their own canonical form.
fn canonical_digits(raw: &str) -> Option<&str> {
    bare_digits(raw).filter(|digits| !digits.starts_with('0') || digits.len() == 1)
}

fn is_numeric(kind: &Enum) -> bool {
    kind.values.iter().all(|value| matches!(value.value, EnumWire::Int(_)))
}

/// Serialises a model as canonical JSON.
pub(crate) fn serialize<M: Model, S: Serializer>(model: &M, serializer: S) -> Result<S::Ok, S::Error> {
    Record { fields: model, schema: M::SCHEMA }.serialize(serializer)
}

struct Record<'a> {
    fields: &'a dyn Fields,
    schema: &'static Object,
}

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let extra = self.fields.extra();
        let length = self.schema.fields.len() + extra.map_or(0, Extra::len);
        let mut map = serializer.serialize_map(Some(length))?;
        for (index, field) in self.schema.fields.iter().enumerate() {
            map.serialize_entry(field.name, &Entry { ty: &field.ty, arg: self.fields.arg(index) })?;
        }
        for (name, value) in extra.iter().flat_map(|extra| extra.raw()) {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

struct Entry<'a> {
    ty: &'a Type,
    arg: Arg<'a>,
}

impl Serialize for Entry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.arg, self.ty) {
            (Arg::Absent, _) => serializer.serialize_none(),
            (Arg::Int(id), Type::Id) => serializer.collect_str(&id),
            (Arg::Int(number), _) => serializer.serialize_i64(number),
            (Arg::Text(text), _) => serializer.serialize_str(text),
            (Arg::Flag(flag), _) => serializer.serialize_bool(flag),
            (Arg::Money(money), _) => serializer.collect_str(&money),
            (Arg::Date(date), _) => serializer.collect_str(&date),
            (Arg::Time(time), _) => serializer.collect_str(&time),
            (Arg::Ints(ids), _) => serializer.collect_seq(ids.iter().map(ToString::to_string)),
            (Arg::Texts(texts), _) => serializer.collect_seq(texts),
            (Arg::Object(fields), Type::Object(schema)) => Record { fields, schema }.serialize(serializer),
            (Arg::Object(_), _) => serializer.serialize_none(),
        }
    }
}
