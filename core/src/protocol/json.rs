//! JSON read without a tree: objects as names and raw values, scalars as the platform may write them.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::scan::{Scanner, has_escape};

/// Calls `each` with every name and raw value of a JSON object, in order and with repetitions.
pub(crate) fn for_each_field<'a>(
    json: &'a str,
    mut each: impl FnMut(Cow<'a, str>, &'a str),
) -> Result<(), serde_json::Error> {
    if let Some(fields) = fields(json) {
        fields.into_iter().for_each(|(name, value)| each(name, value));
        return Ok(());
    }
    let mut deserializer = serde_json::Deserializer::from_str(json);
    deserializer.deserialize_map(FieldVisitor(each))?;
    deserializer.end()
}

fn fields(json: &str) -> Option<Vec<(Cow<'_, str>, &str)>> {
    let mut scanner = Scanner::new(json);
    let mut fields = Vec::with_capacity(4);
    scanner.object(|scanner| {
        fields.push((scanner.name()?, scanner.value()?));
        Some(())
    })?;
    scanner.end()?;
    Some(fields)
}

struct FieldVisitor<F>(F);

impl<'de, F: FnMut(Cow<'de, str>, &'de str)> Visitor<'de> for FieldVisitor<F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some(JsonText(name)) = map.next_key()? {
            let value: &RawValue = map.next_value()?;
            (self.0)(name, value.get());
        }
        Ok(())
    }
}

/// A JSON string, borrowed from the input where it has no escapes.
pub(crate) struct JsonText<'a>(pub(crate) Cow<'a, str>);

impl<'de> serde::Deserialize<'de> for JsonText<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;

        impl<'de> Visitor<'de> for TextVisitor {
            type Value = Cow<'de, str>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Cow::Borrowed(text))
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Cow::Owned(text.to_owned()))
            }
        }

        deserializer.deserialize_str(TextVisitor).map(JsonText)
    }
}

/// The text of a raw scalar: a string unescaped, a number or a boolean as written; `None` for null and
/// for arrays and objects.
pub(crate) fn as_text(raw: &str) -> Option<Cow<'_, str>> {
    match raw.as_bytes().first()? {
        b'"' => {
            let inner = raw.get(1..raw.len().checked_sub(1)?)?;
            if has_escape(inner) {
                serde_json::from_str::<JsonText<'_>>(raw).ok().map(|text| text.0)
            } else {
                Some(Cow::Borrowed(inner))
            }
        }
        b'n' | b'[' | b'{' => None,
        _ => Some(Cow::Borrowed(raw)),
    }
}

/// Whether the text is one JSON value.
pub(crate) fn is_json(text: &str) -> bool {
    serde_json::from_str::<IgnoredAny>(text).is_ok()
}
