//! The Python layer: resources, enumerations and models in Python, their native classes, and the type stubs.

use serde::Serialize;

use super::{File, Target, templates};
use crate::Error;
use crate::render::Renderer;
use crate::spec::model::{Endpoint, Enum, Field, Group, Model, Spec, Type};

mod docs;

use docs::Docs;

const PACKAGE: &str = "bindings-python/python/welinkpark";

/// See the module.
pub(super) struct Python;

impl Target for Python {
    fn templates(&self) -> &'static [(&'static str, &'static str)] {
        templates!("python": "enums.py", "generated.rs", "models.py", "native.pyi", "resource.py", "resources.py")
    }

    fn directories(&self) -> &'static [&'static str] {
        &["bindings-python/python/welinkpark/resources", "bindings-python/src"]
    }

    fn files(&self, spec: &Spec, renderer: &Renderer) -> Result<Vec<File>, Error> {
        let docs = Docs::new(spec);
        let mut files = Vec::new();
        for group in &spec.groups {
            let text = renderer.render("resource.py", Resource::new(group, &docs))?;
            files.push(File { path: format!("{PACKAGE}/resources/{}.py", group.name.snake), text });
        }
        let index = Index::new(spec, &docs);
        for (path, template) in [
            (format!("{PACKAGE}/resources/__init__.py"), "resources.py"),
            (format!("{PACKAGE}/enums.py"), "enums.py"),
            (format!("{PACKAGE}/models.py"), "models.py"),
            (format!("{PACKAGE}/_native.pyi"), "native.pyi"),
            ("bindings-python/src/generated.rs".to_owned(), "generated.rs"),
        ] {
            files.push(File { path, text: renderer.render(template, &index)? });
        }
        Ok(files)
    }
}

/// One group's module: its methods, once for each face.
#[derive(Serialize)]
struct Resource<'a> {
    file: &'a str,
    docs: String,
    class: String,
    class_docs: String,
    methods: Vec<Method>,
    imports: Imports,
}

/// What a group's module needs for its annotations alone.
#[derive(Serialize)]
struct Imports {
    abc: Vec<&'static str>,
    enums: Vec<String>,
    models: Vec<String>,
    types: Vec<&'static str>,
}

#[derive(Serialize)]
struct Method {
    name: String,
    endpoint: String,
    docs: String,
    arguments: Vec<Argument>,
    output: String,
}

#[derive(Serialize)]
struct Argument {
    name: String,
    field: String,
    ty: String,
    default: Option<String>,
}

impl<'a> Resource<'a> {
    fn new(group: &'a Group, docs: &Docs<'_>) -> Self {
        let methods: Vec<Method> = group.endpoints.iter().map(|endpoint| method(endpoint, docs)).collect();
        Self {
            file: &group.file,
            docs: format!("{} ({}, document section {}).", group.title, group.zh, group.section),
            class: format!("{}Api", group.name.pascal),
            class_docs: docs.group(group),
            imports: Imports::new(group, &methods),
            methods,
        }
    }
}

impl Imports {
    fn new(group: &Group, methods: &[Method]) -> Self {
        let fields = group.endpoints.iter().flat_map(|endpoint| &endpoint.fields).map(|field| &field.ty);
        let all: Vec<&Type> =
            fields.chain(group.endpoints.iter().filter_map(|endpoint| endpoint.response.as_ref())).collect();
        let annotations: Vec<&str> =
            methods.iter().flat_map(|method| &method.arguments).map(|argument| argument.ty.as_str()).collect();
        let used = |names: &[&'static str]| -> Vec<&'static str> {
            names.iter().copied().filter(|name| annotations.iter().any(|ty| ty.contains(name))).collect()
        };
        let mut enums: Vec<String> = all.iter().filter_map(|ty| enum_name(ty.element())).collect();
        let mut models: Vec<String> = all.iter().filter_map(|ty| model_name(ty.element())).collect();
        for names in [&mut enums, &mut models] {
            names.sort();
            names.dedup();
        }
        Self { abc: used(&["Iterable", "Mapping"]), enums, models, types: used(&["DateLike", "MoneyLike", "TimeLike"]) }
    }
}

fn method(endpoint: &Endpoint, docs: &Docs<'_>) -> Method {
    Method {
        name: ident(&endpoint.name.snake),
        endpoint: endpoint.full_name(),
        docs: docs.method(endpoint),
        arguments: endpoint.fields.iter().map(argument).collect(),
        output: endpoint.response.as_ref().map_or_else(|| "None".to_owned(), value_type),
    }
}

fn argument(field: &Field) -> Argument {
    let ty = argument_type(&field.ty);
    let (ty, default) = match (field.default, field.required) {
        (Some(default), _) => (ty, Some(default.to_string())),
        (None, true) => (ty, None),
        (None, false) => (format!("{ty} | None"), Some("None".to_owned())),
    };
    Argument { name: ident(&field.name.snake), field: field.name.snake.clone(), ty, default }
}

/// What the files that cover all groups list.
#[derive(Serialize)]
struct Index {
    groups: Vec<IndexGroup>,
    /// Models of answers, which have native classes.
    models: Vec<ModelView>,
    /// Models of requests, which are written in Python.
    parts: Vec<ModelView>,
    enums: Vec<EnumView>,
    part_imports: PartImports,
    /// Enumerations that models of answers have.
    enum_imports: Vec<String>,
    /// All models, sorted.
    names: Vec<String>,
    endpoints: Vec<Decoder>,
}

/// What the parts of requests need for their annotations alone.
#[derive(Serialize)]
struct PartImports {
    abc: Vec<&'static str>,
    types: Vec<&'static str>,
}

#[derive(Serialize)]
struct IndexGroup {
    name: String,
    class: String,
    docs: String,
}

#[derive(Serialize)]
struct ModelView {
    name: String,
    docs: String,
    fields: Vec<FieldView>,
}

#[derive(Serialize)]
struct FieldView {
    name: String,
    rust: String,
    docs: String,
    ty: String,
    nested: bool,
    argument: Argument,
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
    value: String,
    docs: String,
}

/// An endpoint and the Rust type of its answer.
#[derive(Serialize)]
struct Decoder {
    name: String,
    output: String,
}

impl Index {
    fn new(spec: &Spec, docs: &Docs<'_>) -> Self {
        let groups = spec.groups.iter().map(|group| IndexGroup {
            name: group.name.snake.clone(),
            class: format!("{}Api", group.name.pascal),
            docs: format!("{} ({}, document section {}).", group.title, group.zh, group.section),
        });
        let models = || spec.groups.iter().flat_map(|group| &group.models);
        let of_requests = |model: &&std::sync::Arc<Model>| spec.request_models.contains(&model.name.wire);
        let parts: Vec<ModelView> = models().filter(of_requests).map(|model| part(model, docs)).collect();
        let annotations: Vec<&str> =
            parts.iter().flat_map(|part| &part.fields).map(|field| field.argument.ty.as_str()).collect();
        let used = |names: &[&'static str]| -> Vec<&'static str> {
            names.iter().copied().filter(|name| annotations.iter().any(|ty| ty.contains(name))).collect()
        };
        let part_imports =
            PartImports { abc: used(&["Iterable", "Mapping"]), types: used(&["DateLike", "MoneyLike", "TimeLike"]) };
        let mut enums: Vec<EnumView> =
            spec.groups.iter().flat_map(|group| &group.enums).map(|item| enumeration(item, docs)).collect();
        enums.sort_by(|a, b| a.name.cmp(&b.name));
        let mut native: Vec<ModelView> =
            models().filter(|model| !of_requests(model)).map(|item| model(item, docs)).collect();
        native.sort_by(|a, b| a.name.cmp(&b.name));
        let mut names: Vec<String> = native.iter().chain(&parts).map(|model| model.name.clone()).collect();
        names.sort();
        let attributes = models().filter(|model| !of_requests(model)).flat_map(|model| &model.fields);
        let mut enum_imports: Vec<String> = attributes.filter_map(|field| enum_name(field.ty.element())).collect();
        enum_imports.sort();
        enum_imports.dedup();
        Self {
            groups: groups.collect(),
            names,
            enum_imports,
            models: native,
            parts,
            enums,
            part_imports,
            endpoints: spec
                .endpoints()
                .map(|endpoint| Decoder {
                    name: endpoint.full_name(),
                    output: endpoint.response.as_ref().map_or_else(|| "()".to_owned(), rust_type),
                })
                .collect(),
        }
    }
}

fn model(model: &Model, docs: &Docs<'_>) -> ModelView {
    let fields = model.fields.iter().map(|field| {
        let ty = value_type(&field.ty);
        // A list that is missing is a list without elements.
        let always = field.required || field.ty.is_list();
        let needed = field.required && !field.ty.is_list() && !matches!(field.ty, Type::Text);
        let wanted = argument_type(&field.ty);
        FieldView {
            name: ident(&field.name.snake),
            rust: rust_ident(&field.name.snake),
            docs: docs.response_field(field),
            ty: if always { ty } else { format!("{ty} | None") },
            nested: matches!(field.ty, Type::Object(_)),
            argument: Argument {
                name: ident(&field.name.snake),
                field: field.name.snake.clone(),
                ty: if needed { wanted } else { format!("{wanted} | None") },
                default: (!needed).then(|| "...".to_owned()),
            },
        }
    });
    ModelView { name: model.name.pascal.clone(), docs: docs.model(model), fields: fields.collect() }
}

fn part(model: &Model, docs: &Docs<'_>) -> ModelView {
    let mut fields: Vec<FieldView> = model
        .fields
        .iter()
        .map(|field| FieldView {
            name: ident(&field.name.snake),
            rust: rust_ident(&field.name.snake),
            docs: docs.request_field(field),
            ty: String::new(),
            nested: false,
            argument: argument(field),
        })
        .collect();
    // A dataclass takes what must be given first.
    fields.sort_by_key(|field| field.argument.default.is_some());
    ModelView { name: model.name.pascal.clone(), docs: docs.model(model), fields }
}

fn enumeration(item: &Enum, docs: &Docs<'_>) -> EnumView {
    let values = item.values.iter().map(|value| ValueView {
        name: constant(&value.name),
        value: if item.is_text() { format!("{:?}", value.value.to_string()) } else { value.value.to_string() },
        docs: docs.value(value),
    });
    EnumView {
        name: item.name.pascal.clone(),
        docs: docs.enumeration(item),
        text: item.is_text(),
        values: values.collect(),
    }
}

/// What an attribute or a call gives.
fn value_type(ty: &Type) -> String {
    match ty {
        Type::Id | Type::Int => "int".to_owned(),
        Type::Text => "str".to_owned(),
        Type::Flag => "bool".to_owned(),
        Type::Money => "Decimal".to_owned(),
        Type::Date => "date".to_owned(),
        Type::DateTime => "datetime".to_owned(),
        Type::Enum(of) => of.name.pascal.clone(),
        Type::Object(of) => of.name.pascal.clone(),
        Type::List(element) | Type::Csv(element) => format!("list[{}]", value_type(element)),
    }
}

/// What people may pass.
fn argument_type(ty: &Type) -> String {
    match ty {
        Type::Id => "int | str".to_owned(),
        Type::Int => "int".to_owned(),
        Type::Text => "str".to_owned(),
        Type::Flag => "bool".to_owned(),
        Type::Money => "MoneyLike".to_owned(),
        Type::Date => "DateLike".to_owned(),
        Type::DateTime => "TimeLike".to_owned(),
        Type::Enum(of) => format!("{} | {}", of.name.pascal, if of.is_text() { "str" } else { "int" }),
        Type::Object(of) => format!("{} | Mapping[str, object]", of.name.pascal),
        Type::List(element) | Type::Csv(element) => format!("Iterable[{}]", argument_type(element)),
    }
}

fn rust_type(ty: &Type) -> String {
    match ty {
        Type::Id | Type::Int => "i64".to_owned(),
        Type::Flag => "bool".to_owned(),
        Type::Object(of) => format!("api::{}", of.name.pascal),
        Type::List(element) | Type::Csv(element) => format!("Vec<{}>", rust_type(element)),
        // The spec's check leaves no other type to an answer.
        _ => "String".to_owned(),
    }
}

fn enum_name(ty: &Type) -> Option<String> {
    match ty {
        Type::Enum(of) => Some(of.name.pascal.clone()),
        _ => None,
    }
}

fn model_name(ty: &Type) -> Option<String> {
    match ty {
        Type::Object(of) => Some(of.name.pascal.clone()),
        _ => None,
    }
}

/// A value's name as a constant: `LongRent` is `LONG_RENT`.
fn constant(name: &str) -> String {
    let mut constant = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !constant.is_empty() {
            constant.push('_');
        }
        constant.push(c.to_ascii_uppercase());
    }
    constant
}

/// The name as an identifier: keywords get an underscore.
fn ident(name: &str) -> String {
    const KEYWORDS: &[&str] = &[
        "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except",
        "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass",
        "raise", "return", "try", "while", "with", "yield",
    ];
    if KEYWORDS.contains(&name) { format!("{name}_") } else { name.to_owned() }
}

/// The name as Rust writes it, for the getter of the same name.
fn rust_ident(name: &str) -> String {
    const KEYWORDS: &[&str] = &["type", "match", "move", "ref", "use", "where", "fn", "mod", "box"];
    if KEYWORDS.contains(&name) { format!("r#{name}") } else { name.to_owned() }
}
