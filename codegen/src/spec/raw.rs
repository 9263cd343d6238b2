//! What the TOML files say, before names are resolved.
//!
//! Every item is read on its own, so that a mistake in one field hides no mistake in the next, and a
//! message can name the field. Keys that are missing read as empty; the checks complain about them.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::{Table, Value};

use crate::problem::{Place, Problems};

/// Keys that an item has and the format does not know.
type Unknown = BTreeMap<String, Value>;

/// Fields, each with its place.
pub(super) type Fields = Vec<(Place, Field)>;

/// One group file.
#[derive(Debug)]
pub(super) struct File {
    pub(super) name: String,
    pub(super) place: Place,
    pub(super) head: Head,
    pub(super) enums: Vec<(Place, Enum)>,
    pub(super) models: Vec<(Place, Model, Fields)>,
    pub(super) endpoints: Vec<Endpoint>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Head {
    pub(super) name: String,
    pub(super) prefix: String,
    pub(super) section: String,
    pub(super) zh: String,
    pub(super) title: String,
    pub(super) doc: String,
    pub(super) doc_zh: String,
    #[serde(flatten)]
    unknown: Unknown,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Enum {
    pub(super) name: String,
    pub(super) zh: String,
    pub(super) doc: String,
    pub(super) values: Vec<EnumValue>,
    #[serde(flatten)]
    unknown: Unknown,
}

#[derive(Debug, Deserialize)]
pub(super) struct EnumValue {
    pub(super) value: Value,
    #[serde(default)]
    pub(super) name: String,
    #[serde(default)]
    pub(super) zh: String,
    #[serde(default)]
    pub(super) doc: String,
    #[serde(flatten)]
    pub(super) unknown: Unknown,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Model {
    pub(super) name: String,
    pub(super) zh: String,
    pub(super) doc: String,
    #[serde(flatten)]
    unknown: Unknown,
}

/// An endpoint with its parts.
#[derive(Debug)]
pub(super) struct Endpoint {
    pub(super) place: Place,
    pub(super) head: EndpointHead,
    pub(super) fields: Fields,
    pub(super) one_of: Vec<(Place, OneOf)>,
    pub(super) samples: Vec<(Place, Sample)>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct EndpointHead {
    pub(super) path: String,
    pub(super) http: String,
    pub(super) section: String,
    pub(super) overview: String,
    pub(super) safety: String,
    pub(super) zh: String,
    pub(super) title: String,
    pub(super) doc: String,
    pub(super) doc_zh: String,
    pub(super) response: String,
    pub(super) response_doc: Option<String>,
    pub(super) response_doc_zh: Option<String>,
    pub(super) errata: Vec<String>,
    pub(super) errata_zh: Vec<String>,
    #[serde(flatten)]
    unknown: Unknown,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) r#type: String,
    pub(super) required: bool,
    pub(super) documented: Option<String>,
    pub(super) max_len: Option<u32>,
    pub(super) default: Option<i64>,
    pub(super) wire: Option<String>,
    pub(super) sample_name: Option<String>,
    pub(super) aliases: Vec<String>,
    pub(super) day_edge: Option<String>,
    pub(super) unit: Option<String>,
    pub(super) zh: String,
    pub(super) doc: String,
    pub(super) note_zh: Option<String>,
    #[serde(flatten)]
    unknown: Unknown,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct OneOf {
    pub(super) choices: Vec<Vec<String>>,
    pub(super) several: bool,
    pub(super) doc: String,
    pub(super) doc_zh: Option<String>,
    #[serde(flatten)]
    unknown: Unknown,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sample {
    pub(super) kind: String,
    pub(super) content: String,
    pub(super) repaired: Option<String>,
    #[serde(flatten)]
    unknown: Unknown,
}

/// Reads the text of a group file; `name` is what messages call it.
pub(super) fn parse(name: &str, text: &str, problems: &mut Problems) -> Option<File> {
    let place = Place::file(name);
    let mut table: Table = match toml::from_str(text) {
        Ok(table) => table,
        Err(error) => {
            problems.add(&place, format!("is not valid TOML: {}", error.to_string().trim_end()));
            return None;
        }
    };
    let enums = take(&mut table, "enum", &place, problems);
    let models = take(&mut table, "model", &place, problems);
    let endpoints = take(&mut table, "endpoint", &place, problems);
    let head: Head = item(table, &place, problems);
    unknown(&head.unknown, &place, problems);
    Some(File {
        name: name.to_owned(),
        head,
        enums: enums.into_iter().map(|table| parse_enum(table, &place, problems)).collect(),
        models: models.into_iter().map(|table| parse_model(table, &place, problems)).collect(),
        endpoints: endpoints.into_iter().map(|table| parse_endpoint(table, &place, problems)).collect(),
        place,
    })
}

fn parse_enum(table: Table, file: &Place, problems: &mut Problems) -> (Place, Enum) {
    let place = file.item(format!("enum {}", label(&table, "name")));
    let parsed: Enum = item(table, &place, problems);
    unknown(&parsed.unknown, &place, problems);
    for value in &parsed.values {
        unknown(&value.unknown, &place.field(format!("value {}", value.name)), problems);
    }
    (place, parsed)
}

fn parse_model(mut table: Table, file: &Place, problems: &mut Problems) -> (Place, Model, Fields) {
    let place = file.item(format!("model {}", label(&table, "name")));
    let fields = parse_fields(&mut table, &place, problems);
    let model: Model = item(table, &place, problems);
    unknown(&model.unknown, &place, problems);
    (place, model, fields)
}

fn parse_endpoint(mut table: Table, file: &Place, problems: &mut Problems) -> Endpoint {
    let place = file.item(format!("endpoint {}", label(&table, "path")));
    let fields = parse_fields(&mut table, &place, problems);
    let mut one_of = Vec::new();
    for rule in take(&mut table, "one_of", &place, problems) {
        let place = place.field(format!("one_of {}", one_of.len() + 1));
        let rule: OneOf = item(rule, &place, problems);
        unknown(&rule.unknown, &place, problems);
        one_of.push((place, rule));
    }
    let mut samples = Vec::new();
    for sample in take(&mut table, "sample", &place, problems) {
        let place = place.field(format!("{} sample", label(&sample, "kind")));
        let sample: Sample = item(sample, &place, problems);
        unknown(&sample.unknown, &place, problems);
        samples.push((place, sample));
    }
    let head: EndpointHead = item(table, &place, problems);
    unknown(&head.unknown, &place, problems);
    Endpoint { place, head, fields, one_of, samples }
}

fn parse_fields(table: &mut Table, place: &Place, problems: &mut Problems) -> Fields {
    let mut fields = Vec::new();
    for field in take(table, "field", place, problems) {
        let place = place.field(format!("field {}", label(&field, "name")));
        let field: Field = item(field, &place, problems);
        unknown(&field.unknown, &place, problems);
        fields.push((place, field));
    }
    fields
}

/// Takes an array of tables out of `table`.
fn take(table: &mut Table, key: &str, place: &Place, problems: &mut Problems) -> Vec<Table> {
    match table.remove(key) {
        None => Vec::new(),
        Some(Value::Array(items)) if items.iter().all(Value::is_table) => {
            items.into_iter().filter_map(|item| item.as_table().cloned()).collect()
        }
        Some(_) => {
            problems.add(place, format!("`{key}` must be written as [[{key}]] tables"));
            Vec::new()
        }
    }
}

fn item<T: DeserializeOwned + Default>(table: Table, place: &Place, problems: &mut Problems) -> T {
    match Value::Table(table).try_into() {
        Ok(parsed) => parsed,
        Err(error) => {
            let message = error.to_string();
            problems.add(place, message.trim_end().replace('\n', "; "));
            T::default()
        }
    }
}

fn unknown(keys: &Unknown, place: &Place, problems: &mut Problems) {
    for key in keys.keys() {
        problems.add(place, format!("unknown key `{key}`"));
    }
}

fn label<'a>(table: &'a Table, key: &str) -> &'a str {
    table.get(key).and_then(Value::as_str).unwrap_or("without a name")
}
