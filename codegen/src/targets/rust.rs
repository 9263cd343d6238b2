//! The Rust layer of the core: `core/src/api/`.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{File, Target, templates};
use crate::Error;
use crate::names::Name;
use crate::render::Renderer;
use crate::spec::model::{Endpoint, Enum, Field, Group, Model, Spec, Type};

pub(super) mod docs;
mod tables;

use docs::Docs;

/// What generated modules may import from `crate::wire`; each takes what it uses.
const WIRE: &[&str] = &[
    "Arg",
    "Blank",
    "ChinaTime",
    "Date",
    "Extra",
    "Fields",
    "Mismatch",
    "Model",
    "Money",
    "Request",
    "ToArg",
    "Value",
    "open_enum",
    "open_text_enum",
];

/// See the module.
pub(super) struct Rust;

impl Target for Rust {
    fn templates(&self) -> &'static [(&'static str, &'static str)] {
        templates!("rust": "clients.rs", "group.rs", "items.rs", "mod.rs", "schema.rs", "schema_mod.rs")
    }

    fn directories(&self) -> &'static [&'static str] {
        &["core/src/api"]
    }

    fn files(&self, spec: &Spec, renderer: &Renderer) -> Result<Vec<File>, Error> {
        let docs = Docs::new(spec);
        let mut files = Vec::new();
        for group in &spec.groups {
            files.push(File {
                path: format!("core/src/api/{}.rs", group.name.snake),
                text: group_file(group, spec, &docs, renderer)?,
            });
            files.push(File {
                path: format!("core/src/api/schema/{}.rs", group.name.snake),
                text: renderer.render("schema.rs", tables::Tables::new(group))?,
            });
        }
        let index = Index::new(spec);
        for (path, template) in [
            ("core/src/api/mod.rs", "mod.rs"),
            ("core/src/api/clients.rs", "clients.rs"),
            ("core/src/api/schema/mod.rs", "schema_mod.rs"),
        ] {
            files.push(File { path: path.to_owned(), text: renderer.render(template, &index)? });
        }
        Ok(files)
    }
}

/// A group's module: first its items, then the imports that these turn out to need.
fn group_file(group: &Group, spec: &Spec, docs: &Docs<'_>, renderer: &Renderer) -> Result<String, Error> {
    let items = renderer.render("items.rs", Items::new(group, spec, docs))?;
    let words: BTreeSet<&str> = items
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_'))
        .collect();
    // A trait is used by its method's name.
    let used = |name: &&str| words.contains(name) || (*name == "ToArg" && words.contains("to_arg"));
    let mut wire: Vec<&str> = WIRE.iter().copied().filter(used).collect();
    if items.contains("wire::") {
        wire.insert(0, "self");
    }
    let schema = ["Endpoint", "Object"].into_iter().filter(|name| words.contains(name)).collect();
    renderer.render(
        "group.rs",
        Module {
            file: &group.file,
            docs: format!("{} ({}, document section {}).", group.title, group.zh, group.section),
            schema,
            wire,
            siblings: siblings(group),
            items,
        },
    )
}

/// Types that other groups declare and this one uses.
fn siblings(group: &Group) -> BTreeSet<String> {
    let in_requests = group.endpoints.iter().flat_map(|endpoint| &endpoint.fields).map(|field| &field.ty);
    let in_responses = group.endpoints.iter().filter_map(|endpoint| endpoint.response.as_ref());
    let in_models = group.models.iter().flat_map(|model| &model.fields).map(|field| &field.ty);
    in_requests
        .chain(in_responses)
        .chain(in_models)
        .filter_map(|ty| match ty.element() {
            Type::Enum(of) if of.group != group.name.snake => Some(of.name.pascal.clone()),
            Type::Object(of) if of.group != group.name.snake => Some(of.name.pascal.clone()),
            _ => None,
        })
        .collect()
}

#[derive(Serialize)]
struct Module<'a> {
    file: &'a str,
    docs: String,
    schema: Vec<&'a str>,
    wire: Vec<&'a str>,
    siblings: BTreeSet<String>,
    items: String,
}

/// What `mod.rs`, `clients.rs` and `schema/mod.rs` list.
#[derive(Serialize)]
struct Index {
    groups: Vec<IndexGroup>,
}

#[derive(Serialize)]
struct IndexGroup {
    name: Name,
    title: String,
    zh: String,
    section: String,
    types: Vec<String>,
    tables: Vec<String>,
    endpoints: Vec<String>,
}

impl Index {
    fn new(spec: &Spec) -> Self {
        let groups = spec.groups.iter().map(|group| {
            let mut types = vec![format!("{}Api", group.name.pascal)];
            types.extend(requests(group).map(Endpoint::request_name));
            types.extend(group.models.iter().map(|model| model.name.pascal.clone()));
            types.extend(group.enums.iter().map(|item| item.name.pascal.clone()));
            let endpoints: Vec<String> = group.endpoints.iter().map(tables::endpoint_const).collect();
            let mut tables = endpoints.clone();
            tables.extend(group.models.iter().map(|model| tables::object_const(model)));
            tables.extend(group.enums.iter().map(|item| tables::enum_const(item)));
            IndexGroup {
                name: group.name.clone(),
                title: group.title.clone(),
                zh: group.zh.clone(),
                section: group.section.clone(),
                types,
                tables,
                endpoints,
            }
        });
        Self { groups: groups.collect() }
    }
}

/// Endpoints that take business data.
fn requests(group: &Group) -> impl Iterator<Item = &Endpoint> {
    group.endpoints.iter().filter(|endpoint| !endpoint.fields.is_empty())
}

/// The items of a group's module.
#[derive(Serialize)]
struct Items {
    api: String,
    docs: String,
    methods: Vec<Method>,
    structs: Vec<Struct>,
    enums: Vec<EnumView>,
}

#[derive(Serialize)]
struct Method {
    docs: String,
    ident: String,
    request: Option<String>,
    output: String,
    table: String,
}

/// A request, a model of requests, or a model of responses.
#[derive(Serialize)]
struct Struct {
    kind: &'static str,
    name: String,
    docs: String,
    new_docs: String,
    table: String,
    output: String,
    fields: Vec<FieldView>,
}

#[derive(Serialize)]
struct FieldView {
    ident: String,
    docs: String,
    setter_docs: String,
    ty: String,
    argument: String,
    value: String,
}

#[derive(Serialize)]
struct EnumView {
    name: String,
    docs: String,
    text: bool,
    values: Vec<ValueView>,
}

#[derive(Serialize)]
struct ValueView {
    name: String,
    docs: String,
    value: String,
}

impl Items {
    fn new(group: &Group, spec: &Spec, docs: &Docs<'_>) -> Self {
        let api = format!("{}Api", group.name.pascal);
        let mut structs: Vec<Struct> = requests(group).map(|endpoint| request(endpoint, &api, docs)).collect();
        structs.extend(group.models.iter().map(|model| {
            let of_request = spec.request_models.contains(&model.name.wire);
            self::model(model, of_request, docs)
        }));
        Self {
            docs: docs.group(group),
            methods: group.endpoints.iter().map(|endpoint| method(endpoint, docs)).collect(),
            enums: group.enums.iter().map(|item| enumeration(item, docs)).collect(),
            structs,
            api,
        }
    }
}

fn method(endpoint: &Endpoint, docs: &Docs<'_>) -> Method {
    Method {
        docs: docs.method(endpoint),
        ident: ident(&endpoint.name.snake),
        request: (!endpoint.fields.is_empty()).then(|| endpoint.request_name()),
        output: output(endpoint),
        table: tables::endpoint_const(endpoint),
    }
}

fn request(endpoint: &Endpoint, api: &str, docs: &Docs<'_>) -> Struct {
    Struct {
        kind: "request",
        name: endpoint.request_name(),
        docs: docs.request(endpoint, api),
        new_docs: docs.new_request(&endpoint.fields),
        table: tables::endpoint_const(endpoint),
        output: output(endpoint),
        fields: endpoint.fields.iter().map(|field| request_field(field, docs)).collect(),
    }
}

fn model(model: &Model, of_request: bool, docs: &Docs<'_>) -> Struct {
    Struct {
        kind: if of_request { "part" } else { "model" },
        name: model.name.pascal.clone(),
        docs: docs.model(model),
        new_docs: docs.new_request(&model.fields),
        table: tables::object_const(model),
        output: String::new(),
        fields: model
            .fields
            .iter()
            .map(|field| if of_request { request_field(field, docs) } else { response_field(field, docs) })
            .collect(),
    }
}

fn request_field(field: &Field, docs: &Docs<'_>) -> FieldView {
    let ident = ident(&field.name.snake);
    let (argument, value) = setter(&field.ty, &ident);
    FieldView {
        docs: docs.request_field(field),
        setter_docs: docs.setter(field),
        ty: format!("Option<{}>", rust_type(&field.ty)),
        argument,
        value,
        ident,
    }
}

fn response_field(field: &Field, docs: &Docs<'_>) -> FieldView {
    let ty = rust_type(&field.ty);
    FieldView {
        ident: ident(&field.name.snake),
        docs: docs.response_field(field),
        setter_docs: String::new(),
        // A list that is missing is a list without elements.
        ty: if field.required || field.ty.is_list() { ty } else { format!("Option<{ty}>") },
        argument: String::new(),
        value: String::new(),
    }
}

fn enumeration(item: &Enum, docs: &Docs<'_>) -> EnumView {
    let values = item.values.iter().map(|value| ValueView {
        name: value.name.clone(),
        docs: docs.value(value),
        value: if item.is_text() { format!("{:?}", value.value.to_string()) } else { value.value.to_string() },
    });
    EnumView {
        name: item.name.pascal.clone(),
        docs: docs.enumeration(item),
        text: item.is_text(),
        values: values.collect(),
    }
}

/// Type of a call's result.
fn output(endpoint: &Endpoint) -> String {
    endpoint.response.as_ref().map_or_else(|| "()".to_owned(), rust_type)
}

fn rust_type(ty: &Type) -> String {
    match ty {
        Type::Id | Type::Int => "i64".to_owned(),
        Type::Text => "String".to_owned(),
        Type::Flag => "bool".to_owned(),
        Type::Money => "Money".to_owned(),
        Type::Date => "Date".to_owned(),
        Type::DateTime => "ChinaTime".to_owned(),
        Type::Enum(of) => of.name.pascal.clone(),
        Type::Object(of) => of.name.pascal.clone(),
        Type::List(element) | Type::Csv(element) => format!("Vec<{}>", rust_type(element)),
    }
}

/// What a setter takes, and how the field's value is made of it.
fn setter(ty: &Type, ident: &str) -> (String, String) {
    let as_is = || (rust_type(ty), ident.to_owned());
    let into = || (format!("impl Into<{}>", rust_type(ty)), format!("{ident}.into()"));
    match ty {
        Type::Id | Type::Int | Type::Flag | Type::Date | Type::Object(_) => as_is(),
        Type::Text | Type::Money | Type::DateTime | Type::Enum(_) => into(),
        Type::List(element) | Type::Csv(element) => match element.as_ref() {
            Type::Text => (
                "impl IntoIterator<Item = impl Into<String>>".to_owned(),
                format!("{ident}.into_iter().map(Into::into).collect()"),
            ),
            other => {
                (format!("impl IntoIterator<Item = {}>", rust_type(other)), format!("{ident}.into_iter().collect()"))
            }
        },
    }
}

/// The name as an identifier: keywords are written raw.
fn ident(name: &str) -> String {
    const KEYWORDS: &[&str] = &[
        "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
        "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
        "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type",
        "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
    ];
    if KEYWORDS.contains(&name) { format!("r#{name}") } else { name.to_owned() }
}
