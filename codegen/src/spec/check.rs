//! The rules that a spec must keep besides resolving; samples have their own module.

use std::collections::BTreeSet;

use super::model::{Endpoint, Enum, EnumWire, Field, Group, Http, Model, Safety, Spec, Type};
use crate::names::{Name, is_lower_camel, is_upper_camel};
use crate::problem::{Place, Problems};

/// Type names that the libraries use themselves, in one language or another.
const TAKEN_TYPES: &[&str] = &[
    "Arg",
    "Call",
    "ChinaTime",
    "Client",
    "Config",
    "Date",
    "Endpoint",
    "Error",
    "Extra",
    "Face",
    "Fields",
    "Money",
    "Object",
    "Option",
    "Request",
    "Result",
    "Self",
    "String",
    "Value",
    "Vec",
];

/// Value names that would collide with what every open enumeration has.
const TAKEN_VALUES: &[&str] = &["Self", "Unknown"];

/// Field names that would collide with what every request or model has.
const TAKEN_FIELDS: &[&str] = &["extra", "new", "self"];

pub(super) fn check(spec: &Spec, problems: &mut Problems) {
    let mut seen = Seen::default();
    for group in &spec.groups {
        check_group(group, &mut seen, problems);
        for item in &group.enums {
            check_enum(item, spec, problems);
        }
        for model in &group.models {
            check_model(model, spec, problems);
        }
        for endpoint in &group.endpoints {
            check_endpoint(endpoint, group, &mut seen, problems);
        }
    }
}

/// What must not occur twice in the whole spec.
#[derive(Default)]
struct Seen {
    groups: BTreeSet<String>,
    prefixes: BTreeSet<String>,
    paths: BTreeSet<String>,
    methods: BTreeSet<String>,
    sections: BTreeSet<String>,
}

fn check_group(group: &Group, seen: &mut Seen, problems: &mut Problems) {
    let place = &group.place;
    written(
        place,
        problems,
        &[
            ("name", &group.name.wire),
            ("prefix", &group.prefix),
            ("section", &group.section),
            ("zh", &group.zh),
            ("title", &group.title),
            ("doc", &group.doc),
            ("doc_zh", &group.doc_zh),
        ],
    );
    if !seen.groups.insert(group.name.snake.clone()) {
        problems.add(place, format!("another file has the group name {}", group.name.snake));
    }
    if !seen.prefixes.insert(group.prefix.clone()) {
        problems.add(place, format!("another file has the prefix {}", group.prefix));
    }
    if !group.prefix.strip_prefix('/').is_some_and(is_lower_camel) {
        problems.add(place, format!("prefix `{}` must be one path segment such as /parkingFee", group.prefix));
    } else if Name::new(&group.prefix.replace('/', "")).snake != group.name.wire {
        problems.add(place, format!("name `{}` must be the prefix {} in snake case", group.name.wire, group.prefix));
    }
    if group.file != format!("spec/{}.toml", group.name.wire) {
        problems.add(place, format!("the file of group {} must be spec/{0}.toml", group.name.wire));
    }
}

fn check_enum(item: &Enum, spec: &Spec, problems: &mut Problems) {
    let place = &item.place;
    written(place, problems, &[("zh", &item.zh), ("doc", &item.doc)]);
    check_type_name(&item.name.wire, place, problems);
    if !spec.used_enums.contains(&item.name.wire) {
        problems.add(place, "nothing uses this enum");
    }
    if item.values.is_empty() {
        problems.add(place, "has no values");
    }
    let mut names = BTreeSet::new();
    let mut wires = BTreeSet::new();
    for value in &item.values {
        let place = place.field(format!("value {}", value.value));
        written(&place, problems, &[("zh", &value.zh), ("doc", &value.doc)]);
        if !is_upper_camel(&value.name) {
            problems.add(&place, format!("name `{}` must be UpperCamelCase", value.name));
        }
        if TAKEN_VALUES.contains(&value.name.as_str()) {
            problems.add(&place, format!("name `{}` is taken by the library", value.name));
        }
        if !names.insert(&value.name) {
            problems.add(&place, format!("another value has the name {}", value.name));
        }
        if !wires.insert(&value.value) {
            problems.add(&place, "occurs twice");
        }
        if item.is_text() && matches!(value.value, EnumWire::Int(_)) {
            problems.add(&place, "is a number among words");
        }
    }
}

fn check_model(model: &Model, spec: &Spec, problems: &mut Problems) {
    let place = &model.place;
    written(place, problems, &[("zh", &model.zh), ("doc", &model.doc)]);
    check_type_name(&model.name.wire, place, problems);
    let of_request = spec.request_models.contains(&model.name.wire);
    let of_response = spec.response_models.contains(&model.name.wire);
    match (of_request, of_response) {
        (true, true) => problems.add(place, "is used in requests and in responses: write two models"),
        (false, false) => problems.add(place, "no endpoint uses this model"),
        _ => {}
    }
    if model.fields.is_empty() {
        problems.add(place, "has no fields");
    }
    check_fields(&model.fields, of_request, place, problems);
}

fn check_type_name(name: &str, place: &Place, problems: &mut Problems) {
    if !is_upper_camel(name) {
        problems.add(place, format!("name `{name}` must be UpperCamelCase"));
    }
    if TAKEN_TYPES.contains(&name) || name.ends_with("Request") || name.ends_with("Api") {
        problems.add(place, format!("name `{name}` is taken by the library"));
    }
}

fn check_endpoint(endpoint: &Endpoint, group: &Group, seen: &mut Seen, problems: &mut Problems) {
    let place = &endpoint.place;
    written(
        place,
        problems,
        &[("zh", &endpoint.zh), ("title", &endpoint.title), ("doc", &endpoint.doc), ("doc_zh", &endpoint.doc_zh)],
    );
    check_identity(endpoint, group, seen, problems);
    check_http(endpoint, problems);
    check_response(endpoint, problems);
    check_fields(&endpoint.fields, true, place, problems);
    check_rules(endpoint, problems);
    let has = |name: &str| endpoint.fields.iter().any(|field| field.name.wire == name);
    if has("offset") != has("length") {
        problems.add(place, "offset and length must stand together");
    }
    for (index, note) in endpoint.errata.iter().enumerate() {
        if note.trim().is_empty() {
            problems.add(place, format!("errata note {} is empty", index + 1));
        }
    }
    if endpoint.errata_zh.len() != endpoint.errata.len() {
        problems.add(place, "errata_zh must have as many notes as errata");
    }
}

fn check_identity(endpoint: &Endpoint, group: &Group, seen: &mut Seen, problems: &mut Problems) {
    let place = &endpoint.place;
    let method = endpoint.path.strip_prefix(&group.prefix).and_then(|rest| rest.strip_prefix('/'));
    if !method.is_some_and(is_lower_camel) {
        problems.add(place, format!("path must be {}/ and a method name", group.prefix));
    }
    if !seen.paths.insert(endpoint.path.clone()) {
        problems.add(place, "another endpoint has the same path");
    } else if !seen.methods.insert(endpoint.full_name()) {
        problems.add(place, format!("another endpoint has the name {}", endpoint.full_name()));
    }
    let number = endpoint.section.strip_prefix(&group.section).and_then(|rest| rest.strip_prefix('.'));
    if number.is_none_or(|number| number.parse::<u32>().is_err()) {
        problems.add(place, format!("section `{}` must be {}.N", endpoint.section, group.section));
    } else if !seen.sections.insert(endpoint.section.clone()) {
        problems.add(place, format!("another endpoint has the section {}", endpoint.section));
    }
    // Chapter 3 counts the groups and endpoints of chapter 5.
    if endpoint.section.strip_prefix("5.") != Some(endpoint.overview.as_str()) {
        problems.add(place, format!("overview `{}` must be the section without its leading 5.", endpoint.overview));
    }
}

fn check_http(endpoint: &Endpoint, problems: &mut Problems) {
    let place = &endpoint.place;
    let always_post = endpoint.path.starts_with("/auth/") || endpoint.path == "/user/login";
    match (endpoint.http, endpoint.safety) {
        (Http::Get, _) if always_post => problems.add(place, "http must be POST: /auth/* and /user/login always are"),
        (Http::Get, Safety::Money | Safety::Gate) => {
            problems.add(place, format!("http must be POST: its safety is {}", endpoint.safety.word()));
        }
        (Http::Post, Safety::Read) if !always_post => problems.add(place, "http must be GET: its safety is read"),
        _ => {}
    }
}

fn check_response(endpoint: &Endpoint, problems: &mut Problems) {
    let place = endpoint.place.field("response");
    let Some(response) = &endpoint.response else { return };
    let scalar = match response {
        Type::Text | Type::Flag | Type::Id => true,
        Type::List(element) => match element.as_ref() {
            Type::Text => true,
            Type::Object(_) => false,
            _ => return problems.add(&place, format!("type {response} is not supported for a response")),
        },
        Type::Object(_) => false,
        _ => return problems.add(&place, format!("type {response} is not supported for a response")),
    };
    if scalar && endpoint.response_doc.as_deref().is_none_or(|doc| doc.trim().is_empty()) {
        problems.add(&place, format!("response_doc must say what the {response} means"));
    }
    if !scalar && endpoint.response_doc.is_some() {
        problems.add(&place, "response_doc is for scalar responses; document the model");
    }
}

fn check_rules(endpoint: &Endpoint, problems: &mut Problems) {
    for (index, rule) in endpoint.rules.iter().enumerate() {
        let place = endpoint.place.field(format!("one_of {}", index + 1));
        written(&place, problems, &[("doc", &rule.doc)]);
        if rule.choices.len() < 2 || rule.choices.iter().any(Vec::is_empty) {
            problems.add(&place, "choices must have two or more entries, each with a field");
        }
        for name in rule.choices.iter().flatten() {
            match endpoint.fields.iter().find(|field| field.name.wire == *name) {
                None => problems.add(&place, format!("`{name}` is no field of this request")),
                Some(field) if field.required => {
                    problems.add(&place, format!("`{name}` is required, so there is no choice"));
                }
                Some(_) => {}
            }
        }
    }
}

fn check_fields(fields: &[Field], of_request: bool, item: &Place, problems: &mut Problems) {
    let mut names = BTreeSet::new();
    for field in fields {
        let place = item.field(format!("field {}", field.name.wire));
        written(&place, problems, &[("zh", &field.zh), ("doc", &field.doc)]);
        if !is_lower_camel(&field.name.wire) {
            problems.add(&place, format!("name `{}` must be lowerCamelCase", field.name.wire));
        }
        if TAKEN_FIELDS.contains(&field.name.snake.as_str()) {
            problems.add(&place, format!("name `{}` is taken by the library", field.name.wire));
        }
        for name in field.names() {
            if !names.insert(name) {
                problems.add(&place, format!("another field has the name {name}"));
            }
        }
        check_field_type(field, of_request, &place, problems);
        if of_request {
            check_request_field(field, &place, problems);
        } else {
            check_response_field(field, &place, problems);
        }
        if field.day_edge.is_some() && !matches!(field.ty, Type::DateTime) {
            problems.add(&place, "day_edge is for datetime fields");
        }
        if field.unit.is_some() && !matches!(field.ty, Type::Int | Type::Money) {
            problems.add(&place, "unit is for int and money fields");
        }
        check_documented(field, &place, problems);
    }
}

fn check_field_type(field: &Field, of_request: bool, place: &Place, problems: &mut Problems) {
    let ok = match &field.ty {
        Type::Csv(element) => matches!(element.as_ref(), Type::Id | Type::Text),
        Type::List(element) => match element.as_ref() {
            Type::Id | Type::Text => true,
            Type::Object(_) => !of_request,
            _ => false,
        },
        _ => true,
    };
    if !ok {
        problems.add(place, format!("type {} is not supported for a field", field.ty));
    }
}

fn check_request_field(field: &Field, place: &Place, problems: &mut Problems) {
    if field.default.is_some() && !matches!(field.ty, Type::Id | Type::Int) {
        problems.add(place, "default is for id and int fields");
    }
    if field.wire_text && !matches!(field.ty, Type::Id | Type::Int | Type::Money) {
        problems.add(place, "wire = \"text\" is for id, int and money fields");
    }
    if matches!(field.name.wire.as_str(), "offset" | "length")
        && !(matches!(field.ty, Type::Int) && field.default.is_some())
    {
        problems.add(place, "must be an int with a default");
    }
    if !field.aliases.is_empty() {
        problems.add(place, "aliases are for response fields");
    }
}

fn check_response_field(field: &Field, place: &Place, problems: &mut Problems) {
    if field.default.is_some() {
        problems.add(place, "default is for request fields: a response is never filled in");
    }
    if field.wire_text {
        problems.add(place, "wire is for request fields");
    }
    if field.sample_name.is_some() {
        problems.add(place, "sample_name is for request fields");
    }
    if field.required && matches!(field.ty, Type::Object(_)) {
        problems.add(place, "an object in a response must be optional");
    }
}

/// `documented` is for the fields where the document's column differs from what the library demands.
fn check_documented(field: &Field, place: &Place, problems: &mut Problems) {
    use super::model::Documented;
    let same = match field.documented {
        Some(Documented::Yes) => field.required,
        Some(Documented::No) => !field.required,
        Some(Documented::Blank) | None => false,
    };
    if same {
        problems.add(place, "documented says the same as required: leave it out");
    }
}

/// Each of these keys must have a text.
fn written(place: &Place, problems: &mut Problems, keys: &[(&str, &str)]) {
    for (key, text) in keys {
        if text.trim().is_empty() {
            problems.add(place, format!("{key} is missing"));
        }
    }
}
