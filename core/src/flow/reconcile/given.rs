//! A request given as JSON, read field by field through its table.

use crate::error::{Error, Result, Rule};
use crate::protocol::for_each_field;
use crate::schema::{Field, Type, Wire};
use crate::wire::{Read, Value, expected, unknown};

/// The fields that a request may have, each with the JSON that was given for it.
pub(super) struct Given<'a> {
    fields: Vec<(&'static Field, Option<&'a str>)>,
    /// Where it is nested, with a dot behind it.
    path: String,
}

impl<'a> Given<'a> {
    /// Refuses names that none of the fields has.
    pub(super) fn read(json: &'a str, fields: impl IntoIterator<Item = &'static Field>) -> Result<Self> {
        let json = if json.trim_ascii().is_empty() { "{}" } else { json };
        Self::below(String::new(), json, fields)
    }

    fn below(path: String, json: &'a str, fields: impl IntoIterator<Item = &'static Field>) -> Result<Self> {
        let (given, stranger) = Self::pick(path, json, fields)?;
        match stranger {
            Some(name) => Err(unknown(given.fields.iter().map(|(field, _)| *field), &name, &given.path)),
            None => Ok(given),
        }
    }

    /// The fields that matter, and the first name that is none of theirs.
    fn pick(
        path: String,
        json: &'a str,
        fields: impl IntoIterator<Item = &'static Field>,
    ) -> Result<(Self, Option<String>)> {
        let mut given = Self { fields: fields.into_iter().map(|field| (field, None)).collect(), path };
        let mut stranger = None;
        let read = for_each_field(json, |name, raw| {
            match given.fields.iter_mut().find(|(field, _)| field.name == name || field.snake == name) {
                Some((_, slot)) => *slot = Some(raw).filter(|raw| *raw != "null"),
                None => stranger = stranger.take().or(Some(name.into_owned())),
            }
        });
        match read {
            Ok(()) => Ok((given, stranger)),
            Err(error) => {
                let place = if given.path.is_empty() { "(request)" } else { given.path.trim_end_matches('.') };
                Err(Error::validation(place, Rule::Type, format!("not a JSON object: {error}")))
            }
        }
    }

    /// The value of a field, by its name in snake case.
    pub(super) fn get<T: Read>(&self, snake: &str) -> Result<Option<T>> {
        let Some((field, raw)) = self.find(snake)? else { return Ok(None) };
        Value { field, raw }.read().map(Some).map_err(|mismatch| {
            Error::validation(format!("{}{}{}", self.path, field.name, mismatch.path), Rule::Type, mismatch.message)
        })
    }

    /// The value of a field that has to be there.
    pub(super) fn need<T: Read>(&self, snake: &str) -> Result<T> {
        match self.get(snake)? {
            Some(value) => Ok(value),
            None => Err(self.missing(snake)),
        }
    }

    /// A nested object.
    pub(super) fn object(&self, snake: &str) -> Result<Option<Self>> {
        let Some((field, raw)) = self.find(snake)? else { return Ok(None) };
        match field.ty {
            Type::Object(table) => Self::below(format!("{}{}.", self.path, field.name), raw, table.fields).map(Some),
            _ => Err(Error::internal(format!("{snake} is no object"))),
        }
    }

    /// A nested answer of the platform, of which only these fields matter.
    pub(super) fn answer(&self, snake: &str, fields: &'static [Field]) -> Result<Option<Self>> {
        let Some((field, raw)) = self.find(snake)? else { return Ok(None) };
        Self::pick(format!("{}{}.", self.path, field.name), raw, fields).map(|(given, _)| Some(given))
    }

    fn find(&self, snake: &str) -> Result<Option<(&'static Field, &'a str)>> {
        match self.fields.iter().find(|(field, _)| field.snake == snake) {
            Some((field, raw)) => Ok(raw.map(|raw| (*field, raw))),
            None => Err(Error::internal(format!("{snake} is in no table"))),
        }
    }

    fn missing(&self, snake: &str) -> Error {
        let field = self.fields.iter().map(|(field, _)| *field).find(|field| field.snake == snake);
        let (name, wanted) = field.map_or((snake, "a value"), |field| (field.name, expected(&field.ty)));
        Error::validation(
            format!("{}{name}", self.path),
            Rule::Required,
            format!("required, but absent; give {wanted}"),
        )
    }
}

/// A field that no endpoint has.
pub(super) const fn field(name: &'static str, snake: &'static str, ty: Type) -> Field {
    Field {
        name,
        snake,
        ty,
        required: false,
        max_len: None,
        default: None,
        wire: Wire::Plain,
        sample_name: None,
        aliases: &[],
        day_edge: None,
        title_zh: "",
        doc: "",
    }
}
