//! From what the files say to what it means: words become types, types become references.
//!
//! A word that means nothing is a problem and is replaced by something harmless, so that the rest of the
//! spec is still checked.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use toml::Value;

use super::model::{
    DayEdge, Documented, Endpoint, Enum, EnumValue, EnumWire, Field, Group, Http, Model, OneOf, Safety, Sample, Spec,
    Type,
};
use super::raw;
use crate::names::Name;
use crate::problem::{Place, Problems};

pub(super) fn resolve(files: &[raw::File], problems: &mut Problems) -> Spec {
    let mut types = Types::declare(files, problems);
    let mut groups: Vec<Group> = files.iter().map(|file| group(file, &mut types, problems)).collect();
    groups.sort_by_key(|group| section_order(&group.section));
    let mut request_models = BTreeSet::new();
    let mut response_models = BTreeSet::new();
    for endpoint in groups.iter().flat_map(|group| &group.endpoints) {
        for field in &endpoint.fields {
            collect_models(&field.ty, &mut request_models);
        }
        if let Some(response) = &endpoint.response {
            collect_models(response, &mut response_models);
        }
    }
    Spec { groups, request_models, response_models, used_enums: types.used_enums }
}

fn group(file: &raw::File, types: &mut Types<'_>, problems: &mut Problems) -> Group {
    let name = Name::new(&file.head.name);
    let enums = file.enums.iter().filter_map(|(_, item)| types.enums.get(&item.name).cloned()).collect();
    let models = file.models.iter().filter_map(|(_, item, _)| types.model(&item.name, problems)).collect();
    let mut endpoints: Vec<Endpoint> =
        file.endpoints.iter().map(|item| endpoint(item, &name, types, problems)).collect();
    endpoints.sort_by_key(|endpoint| section_order(&endpoint.section));
    Group {
        name,
        file: file.name.clone(),
        prefix: file.head.prefix.clone(),
        section: file.head.section.clone(),
        zh: file.head.zh.clone(),
        title: file.head.title.clone(),
        doc: file.head.doc.clone(),
        doc_zh: file.head.doc_zh.clone(),
        enums,
        models,
        endpoints,
        place: file.place.clone(),
    }
}

fn endpoint(item: &raw::Endpoint, group: &Name, types: &mut Types<'_>, problems: &mut Problems) -> Endpoint {
    let head = &item.head;
    let place = &item.place;
    let http = match head.http.as_str() {
        "GET" => Http::Get,
        "POST" => Http::Post,
        other => {
            problems.add(place, format!("http is `{other}`, must be GET or POST"));
            Http::Post
        }
    };
    let safety = match head.safety.as_str() {
        "read" => Safety::Read,
        "write" => Safety::Write,
        "money" => Safety::Money,
        "gate" => Safety::Gate,
        other => {
            problems.add(place, format!("safety is `{other}`, must be read, write, money or gate"));
            Safety::Gate
        }
    };
    let response = match head.response.as_str() {
        "none" => None,
        word => Some(types.resolve(word, &place.field("response"), problems)),
    };
    Endpoint {
        name: Name::new(head.path.rsplit('/').next().unwrap_or_default()),
        group: group.clone(),
        path: head.path.clone(),
        http,
        section: head.section.clone(),
        overview: head.overview.clone(),
        safety,
        zh: head.zh.clone(),
        title: head.title.clone(),
        doc: head.doc.clone(),
        doc_zh: head.doc_zh.clone(),
        fields: fields(&item.fields, types, problems),
        rules: item.one_of.iter().map(|(_, rule)| one_of(rule)).collect(),
        response,
        response_doc: head.response_doc.clone(),
        response_doc_zh: head.response_doc_zh.clone(),
        samples: item.samples.iter().map(|(place, sample)| self::sample(sample, place, problems)).collect(),
        errata: head.errata.clone(),
        errata_zh: head.errata_zh.clone(),
        place: place.clone(),
    }
}

fn fields(items: &[(Place, raw::Field)], types: &mut Types<'_>, problems: &mut Problems) -> Vec<Field> {
    items.iter().map(|(place, item)| field(item, place, types, problems)).collect()
}

fn field(item: &raw::Field, place: &Place, types: &mut Types<'_>, problems: &mut Problems) -> Field {
    let documented = item.documented.as_deref().and_then(|word| match word {
        "yes" => Some(Documented::Yes),
        "no" => Some(Documented::No),
        "blank" => Some(Documented::Blank),
        other => {
            problems.add(place, format!("documented is `{other}`, must be yes, no or blank"));
            None
        }
    });
    let day_edge = item.day_edge.as_deref().and_then(|word| match word {
        "start" => Some(DayEdge::Start),
        "end" => Some(DayEdge::End),
        other => {
            problems.add(place, format!("day_edge is `{other}`, must be start or end"));
            None
        }
    });
    if let Some(word) = item.wire.as_deref().filter(|word| *word != "text") {
        problems.add(place, format!("wire is `{word}`, must be text"));
    }
    Field {
        name: Name::new(&item.name),
        ty: types.resolve(&item.r#type, place, problems),
        required: item.required,
        documented,
        max_len: item.max_len,
        default: item.default,
        wire_text: item.wire.is_some(),
        sample_name: item.sample_name.clone(),
        aliases: item.aliases.clone(),
        day_edge,
        unit: item.unit.clone(),
        zh: item.zh.clone(),
        doc: item.doc.clone(),
        note_zh: item.note_zh.clone(),
    }
}

fn one_of(item: &raw::OneOf) -> OneOf {
    OneOf { choices: item.choices.clone(), several: item.several, doc: item.doc.clone(), doc_zh: item.doc_zh.clone() }
}

fn sample(item: &raw::Sample, place: &Place, problems: &mut Problems) -> Sample {
    if item.kind != "request" && item.kind != "response" {
        problems.add(place, format!("kind is `{}`, must be request or response", item.kind));
    }
    Sample { of_request: item.kind == "request", content: item.content.clone(), repaired: item.repaired.clone() }
}

fn collect_models(ty: &Type, models: &mut BTreeSet<String>) {
    if let Type::Object(model) = ty.element()
        && models.insert(model.name.wire.clone())
    {
        for field in &model.fields {
            collect_models(&field.ty, models);
        }
    }
}

/// `5.10` comes after `5.9`.
fn section_order(section: &str) -> Vec<u32> {
    section.split('.').map(|number| number.parse().unwrap_or(u32::MAX)).collect()
}

/// All type names of the spec.
struct Types<'a> {
    enums: BTreeMap<String, Arc<Enum>>,
    declared: BTreeMap<&'a str, Declared<'a>>,
    models: BTreeMap<String, Arc<Model>>,
    /// Models whose fields are being resolved, to notice one that contains itself.
    open: Vec<String>,
    used_enums: BTreeSet<String>,
}

/// A model as its file declares it.
#[derive(Clone, Copy)]
struct Declared<'a> {
    group: &'a str,
    place: &'a Place,
    model: &'a raw::Model,
    fields: &'a [(Place, raw::Field)],
}

impl<'a> Types<'a> {
    fn declare(files: &'a [raw::File], problems: &mut Problems) -> Self {
        let mut enums = BTreeMap::new();
        let mut declared = BTreeMap::new();
        for file in files {
            let group = file.head.name.as_str();
            for (place, item) in &file.enums {
                let resolved = Arc::new(enumeration(item, group, place, problems));
                if enums.insert(item.name.clone(), resolved).is_some() {
                    problems.add(place, "another enum has the same name");
                }
            }
            for (place, model, fields) in &file.models {
                if declared.insert(model.name.as_str(), Declared { group, place, model, fields }).is_some() {
                    problems.add(place, "another model has the same name");
                }
            }
        }
        for (name, item) in &declared {
            if enums.contains_key(*name) {
                problems.add(item.place, "an enum has the same name");
            }
        }
        Self { enums, declared, models: BTreeMap::new(), open: Vec::new(), used_enums: BTreeSet::new() }
    }

    /// The type that `word` stands for.
    fn resolve(&mut self, word: &str, place: &Place, problems: &mut Problems) -> Type {
        if let Some(element) = word.strip_prefix("list<").and_then(|rest| rest.strip_suffix('>')) {
            return Type::List(Box::new(self.resolve(element, place, problems)));
        }
        if let Some(element) = word.strip_prefix("csv<").and_then(|rest| rest.strip_suffix('>')) {
            return Type::Csv(Box::new(self.resolve(element, place, problems)));
        }
        match word {
            "id" => Type::Id,
            "int" => Type::Int,
            "text" => Type::Text,
            "flag" => Type::Flag,
            "money" => Type::Money,
            "date" => Type::Date,
            "datetime" => Type::DateTime,
            _ => self.named(word, place, problems),
        }
    }

    fn named(&mut self, word: &str, place: &Place, problems: &mut Problems) -> Type {
        if let Some(found) = self.enums.get(word) {
            self.used_enums.insert(word.to_owned());
            return Type::Enum(found.clone());
        }
        if self.open.iter().any(|open| open == word) {
            problems.add(place, format!("model {word} contains itself"));
            return Type::Text;
        }
        match self.model(word, problems) {
            Some(model) => Type::Object(model),
            None => {
                problems.add(place, format!("type `{word}` is no basic type, enum or model"));
                Type::Text
            }
        }
    }

    fn model(&mut self, name: &str, problems: &mut Problems) -> Option<Arc<Model>> {
        if let Some(model) = self.models.get(name) {
            return Some(model.clone());
        }
        let Declared { group, place, model, fields } = *self.declared.get(name)?;
        self.open.push(name.to_owned());
        let fields = self::fields(fields, self, problems);
        self.open.pop();
        let model = Arc::new(Model {
            name: Name::new(&model.name),
            group: group.to_owned(),
            zh: model.zh.clone(),
            doc: model.doc.clone(),
            fields,
            place: place.clone(),
        });
        self.models.insert(name.to_owned(), model.clone());
        Some(model)
    }
}

fn enumeration(item: &raw::Enum, group: &str, place: &Place, problems: &mut Problems) -> Enum {
    let values = item.values.iter().filter_map(|value| {
        let wire = match &value.value {
            Value::Integer(number) => EnumWire::Int(*number),
            Value::String(word) => EnumWire::Text(word.clone()),
            other => {
                let place = place.field(format!("value {}", value.name));
                problems.add(&place, format!("value is `{other}`, must be a whole number or a word"));
                return None;
            }
        };
        Some(EnumValue { name: value.name.clone(), value: wire, zh: value.zh.clone(), doc: value.doc.clone() })
    });
    Enum {
        values: values.collect(),
        name: Name::new(&item.name),
        group: group.to_owned(),
        zh: item.zh.clone(),
        doc: item.doc.clone(),
        place: place.clone(),
    }
}
