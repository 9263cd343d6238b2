//! Answers into typed models, driven by their tables: tolerant in form, strict in substance.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::{Extra, Fields, Mismatch, Value};
use crate::error::{DecodeFailure, Error, ErrorKind, Result, Stage};
use crate::protocol::{JsonText, Scanner, as_text};
use crate::schema::{Field, Object, Type};

/// A typed model of the business data.
pub trait Model: Fields + Sized {
    /// Its table.
    const SCHEMA: &'static Object;

    /// A model before its fields are read.
    fn empty() -> Self;

    /// Reads one field that is present.
    ///
    /// # Errors
    /// [`Mismatch`] if the value does not fit the field.
    fn set(&mut self, index: usize, value: Value<'_>) -> Result<(), Mismatch>;

    /// The fields that this version does not know.
    fn extra_mut(&mut self) -> &mut Extra;
}

/// A type that a call can answer with.
pub trait Output: Sized {
    /// Reads the decrypted content.
    ///
    /// # Errors
    /// `Decode`, with the JSON path and the whole content.
    fn decode(content: &str) -> Result<Self>;
}

/// No business data; whatever the platform sends is passed over.
impl Output for () {
    fn decode(_: &str) -> Result<Self> {
        Ok(())
    }
}

/// A bare text, or a JSON string.
impl Output for String {
    fn decode(content: &str) -> Result<Self> {
        Ok(bare_text(content).into_owned())
    }
}

/// A bare `true` or `false`, in any of the platform's spellings.
impl Output for bool {
    fn decode(content: &str) -> Result<Self> {
        super::read::read_flag(content.trim_ascii())
            .ok_or_else(|| bare_mismatch(content, "a flag: true, false, 1 or 0"))
    }
}

/// A bare id, quoted or not.
impl Output for i64 {
    fn decode(content: &str) -> Result<Self> {
        super::read::read_int(content.trim_ascii()).ok_or_else(|| bare_mismatch(content, "an integer of 64 bits"))
    }
}

impl Output for Vec<String> {
    fn decode(content: &str) -> Result<Self> {
        read_items(content, |raw: &RawValue| {
            as_text(raw.get()).map(Cow::into_owned).ok_or_else(|| Mismatch::new(raw.get(), "a text"))
        })
    }
}

impl<T: Model> Output for Vec<T> {
    fn decode(content: &str) -> Result<Self> {
        decode_each(content, |item| item)
    }
}

/// Reads a list as `Vec<T>` does, and makes something else of each item at once: no more than one is there at a time.
///
/// # Errors
/// As [`Output::decode`].
pub fn decode_each<T: Model, U>(content: &str, mut make: impl FnMut(T) -> U) -> Result<Vec<U>> {
    let mut items = Vec::new();
    if !is_blank(content) {
        for_each_object(content, T::SCHEMA, |slots, more| {
            if items.is_empty() {
                // Never more memory than the content has, however short its first object is.
                items.reserve_exact(1 + more.min(content.len() / size_of::<U>().max(1)));
            }
            items.push(make(slots.read()?));
            Ok(())
        })?;
    }
    Ok(items)
}

/// An object; a list with one object is read as that object, and empty content as an object without fields.
impl<T: Model> Output for T {
    fn decode(content: &str) -> Result<Self> {
        let (json, path) = the_object(content)?;
        read_object(json).map_err(|mismatch| field_failure(mismatch.below(path), content))
    }
}

/// The object that a content holds, and its path: the content itself, or the one object of a list.
pub(crate) fn the_object(content: &str) -> Result<(&str, &'static str)> {
    if is_blank(content) {
        return Ok(("{}", ""));
    }
    let raw: &RawValue = serde_json::from_str(content).map_err(|error| json_failure(&error, content))?;
    if !raw.get().starts_with('[') {
        return Ok((raw.get(), ""));
    }
    match serde_json::from_str::<Vec<&RawValue>>(raw.get()).as_deref() {
        Ok([item]) => Ok((item.get(), "[0]")),
        _ => Ok((raw.get(), "")),
    }
}

/// The text of a bare content: a JSON string unquoted, anything else verbatim.
pub(crate) fn bare_text(content: &str) -> Cow<'_, str> {
    let trimmed = content.trim_ascii();
    if trimmed.starts_with('"')
        && let Ok(JsonText(text)) = serde_json::from_str(trimmed)
    {
        return text;
    }
    Cow::Borrowed(content)
}

/// Content that says nothing: empty, or `null`.
pub(crate) fn is_blank(content: &str) -> bool {
    matches!(content.trim_ascii(), "" | "null" | "\"\"")
}

/// A value that counts as absent: null, and an empty text where the field is not a text.
pub(crate) fn is_absent(field: &Field, raw: &str) -> bool {
    match raw {
        "null" => true,
        _ if matches!(field.ty, Type::Text) => false,
        // Most texts begin with what is neither a blank nor an escape.
        raw => match raw.as_bytes() {
            [b'"', first, ..] if first.is_ascii_alphanumeric() => false,
            [b'"', ..] => as_text(raw).is_some_and(|text| text.trim_ascii().is_empty()),
            _ => false,
        },
    }
}

/// What a field holds, for messages.
pub(crate) fn expected(ty: &Type) -> &'static str {
    match ty {
        Type::Id => "an id",
        Type::Int => "an integer",
        Type::Text => "a text",
        Type::Flag => "a flag",
        Type::Money => "an amount of money",
        Type::Date => "a date",
        Type::DateTime => "a time",
        Type::Enum(kind) => kind.name,
        Type::Object(object) => object.name,
        Type::List(_) | Type::Csv(_) => "a list",
    }
}

/// Fields whose absence has a right reading: a missing text is empty, a missing list has no items.
pub(crate) fn reads_as_empty(ty: &Type) -> bool {
    matches!(ty, Type::Text | Type::List(_) | Type::Csv(_))
}

pub(crate) fn read_object<T: Model>(raw: &str) -> Result<T, Mismatch> {
    read_slots(raw, T::SCHEMA)?.read()
}

pub(crate) fn read_slots<'a>(raw: &'a str, schema: &'static Object) -> Result<Slots<'a>, Mismatch> {
    let mut slots = Slots::new(schema);
    let mut scanner = Scanner::new(raw);
    if slots.scan(&mut scanner).and_then(|()| scanner.end()).is_some() {
        return Ok(slots);
    }
    slots.clear();
    let mut deserializer = serde_json::Deserializer::from_str(raw);
    deserializer
        .deserialize_map(&mut slots)
        .map_err(|_| Mismatch::new(raw, &format!("an object ({})", schema.name)))?;
    Ok(slots)
}

/// The largest table has 18 fields.
const MAX_FIELDS: usize = 32;

/// The raw values of one object, sorted by field; of a repeated name the last counts.
pub(crate) struct Slots<'a> {
    schema: &'static Object,
    known: [Option<&'a str>; MAX_FIELDS],
    extra: Vec<(Cow<'a, str>, &'a str)>,
    next: usize,
}

impl<'a> Slots<'a> {
    pub(crate) fn new(schema: &'static Object) -> Self {
        Self { schema, known: [None; MAX_FIELDS], extra: Vec::new(), next: 0 }
    }

    /// Reads an object.
    fn scan(&mut self, scanner: &mut Scanner<'a>) -> Option<()> {
        scanner.object(|scanner| {
            // Fields mostly come in the document's order: look for the next one first.
            if let (Some(field), Some(slot)) = (self.schema.fields.get(self.next), self.known.get_mut(self.next))
                && scanner.name_is(field.name)
            {
                *slot = Some(scanner.value()?);
                self.next += 1;
                return Some(());
            }
            let name = scanner.name()?;
            let raw = scanner.value()?;
            self.put(name, raw);
            Some(())
        })
    }

    /// Makes room for another object.
    fn clear(&mut self) {
        self.known.iter_mut().take(self.schema.fields.len()).for_each(|slot| *slot = None);
        self.extra.clear();
        self.next = 0;
    }

    fn put(&mut self, name: Cow<'a, str>, raw: &'a str) {
        let fields = self.schema.fields;
        let index = match fields.get(self.next) {
            Some(field) if field.name == name => Some(self.next),
            _ => fields.iter().position(|field| field.name == name || field.aliases.contains(&&*name)),
        };
        match index.and_then(|index| self.known.get_mut(index).map(|slot| (index, slot))) {
            Some((index, slot)) => {
                *slot = Some(raw);
                self.next = index + 1;
            }
            None => self.extra.push((name, raw)),
        }
    }

    /// The fields of the table, each with its raw value unless it is absent.
    pub(crate) fn known(&self) -> impl Iterator<Item = (&'static Field, Option<&'a str>)> {
        let known = self.schema.fields.iter().zip(&self.known);
        known.map(|(field, raw)| (field, raw.filter(|raw| !is_absent(field, raw))))
    }

    /// Names and values that are in no table; of a repeated name only the last, at its first place.
    pub(crate) fn extra(&self) -> Extra {
        let mut extra = Extra::default();
        for (name, raw) in &self.extra {
            extra.insert(name, raw);
        }
        extra
    }

    fn read<T: Model>(&self) -> Result<T, Mismatch> {
        let mut model = T::empty();
        for (index, (field, raw)) in self.known().enumerate() {
            match raw {
                Some(raw) => model
                    .set(index, Value { field, raw })
                    .map_err(|mismatch| mismatch.below(format_args!(".{}", field.name)))?,
                None if field.required && !reads_as_empty(&field.ty) => {
                    return Err(Mismatch::missing(field, expected(&field.ty)));
                }
                None => {}
            }
        }
        if !self.extra.is_empty() {
            *model.extra_mut() = self.extra();
        }
        Ok(model)
    }
}

impl<'de> Visitor<'de> for &mut Slots<'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object ({})", self.schema.name)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(JsonText(name)) = map.next_key()? {
            let value: &RawValue = map.next_value()?;
            self.put(name, value.get());
        }
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for &mut Slots<'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

/// Calls `each` with every object of a list and how many more there would be if all were as long as this one, and
/// names the place where one does not fit.
pub(crate) fn for_each_object(
    content: &str,
    schema: &'static Object,
    mut each: impl FnMut(&Slots<'_>, usize) -> Result<(), Mismatch>,
) -> Result<()> {
    let mut slots = Slots::new(schema);
    let mut scanner = Scanner::new(content);
    let (mut done, mut mismatch) = (0, None);
    let scanned = scanner.list(|scanner| {
        slots.clear();
        let before = scanner.left();
        slots.scan(scanner)?;
        let left = scanner.left();
        mismatch = each(&slots, left / (before - left).max(1)).err();
        done += usize::from(mismatch.is_none());
        mismatch.is_none().then_some(())
    });
    match (mismatch, scanned.and_then(|()| scanner.end())) {
        (Some(mismatch), _) => Err(field_failure(mismatch.below(format_args!("[{done}]")), content)),
        (None, Some(())) => Ok(()),
        (None, None) => each_object_after(done, content, schema, each),
    }
}

/// Goes on after so many objects with serde_json, which tells what is wrong.
fn each_object_after(
    done: usize,
    content: &str,
    schema: &'static Object,
    each: impl FnMut(&Slots<'_>, usize) -> Result<(), Mismatch>,
) -> Result<()> {
    let mut list = ListVisitor { schema, each, done, index: 0, mismatch: None };
    let mut deserializer = serde_json::Deserializer::from_str(content);
    let outcome = deserializer.deserialize_seq(&mut list).and_then(|()| deserializer.end());
    match (list.mismatch, outcome) {
        (None, Ok(())) => Ok(()),
        (Some(mismatch), _) => Err(field_failure(mismatch, content)),
        (None, Err(error)) => Err(list_failure(&error, content, list.index)),
    }
}

struct ListVisitor<F> {
    schema: &'static Object,
    each: F,
    done: usize,
    index: usize,
    mismatch: Option<Mismatch>,
}

impl<'de, F: FnMut(&Slots<'_>, usize) -> Result<(), Mismatch>> Visitor<'de> for &mut ListVisitor<F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a list of {}", self.schema.name)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        loop {
            let mut slots = Slots::new(self.schema);
            if seq.next_element_seed(&mut slots)?.is_none() {
                return Ok(());
            }
            if self.index >= self.done
                && let Err(mismatch) = (self.each)(&slots, 0)
            {
                self.mismatch = Some(mismatch.below(format_args!("[{}]", self.index)));
                return Err(A::Error::custom("a field does not fit"));
            }
            self.index += 1;
        }
    }
}

fn read_items<T>(content: &str, read: impl Fn(&RawValue) -> Result<T, Mismatch>) -> Result<Vec<T>> {
    if is_blank(content) {
        return Ok(Vec::new());
    }
    let raw: Vec<&RawValue> = serde_json::from_str(content).map_err(|error| list_failure(&error, content, 0))?;
    raw.into_iter()
        .enumerate()
        .map(|(index, item)| {
            read(item).map_err(|mismatch| field_failure(mismatch.below(format_args!("[{index}]")), content))
        })
        .collect()
}

fn list_failure(error: &serde_json::Error, content: &str, index: usize) -> Error {
    if !error.is_data() {
        return json_failure(error, content);
    }
    let inside = content.trim_ascii_start().starts_with('[');
    let path = if inside { format!("[{index}]") } else { String::new() };
    field_failure(Mismatch { path, message: error.to_string() }, content)
}

pub(crate) fn json_failure(error: &serde_json::Error, content: &str) -> Error {
    failure(Stage::Json, None, error.to_string(), content)
}

pub(crate) fn field_failure(mismatch: Mismatch, content: &str) -> Error {
    failure(Stage::Field, Some(format!("${}", mismatch.path)), mismatch.message, content)
}

fn bare_mismatch(content: &str, expected: &str) -> Error {
    field_failure(Mismatch::new(content, expected), content)
}

fn failure(stage: Stage, path: Option<String>, message: String, content: &str) -> Error {
    Error::new(ErrorKind::Decode(DecodeFailure { stage, path, message, content: Some(content.to_owned()) }))
}
