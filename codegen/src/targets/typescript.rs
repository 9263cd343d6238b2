//! The TypeScript layer of the npm package: `bindings-node/lib/api/`.
//!
//! Results are what `JSON.parse` makes of canonical JSON, with times turned into `Date`: so a model needs a function
//! of its own only if it has times, in itself or further down.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{File, Target, templates};
use crate::Error;
use crate::names::Name;
use crate::render::Renderer;
use crate::spec::model::{Endpoint, Enum, Field, Group, Model, Spec, Type};

mod docs;
mod lists;

use docs::Docs;
use lists::Lists;

/// See the module.
pub(super) struct TypeScript;

impl Target for TypeScript {
    fn templates(&self) -> &'static [(&'static str, &'static str)] {
        templates!("typescript": "group.ts", "groups.ts", "index.ts", "items.ts", "lists.ts", "revivers.ts")
    }

    fn directories(&self) -> &'static [&'static str] {
        &["bindings-node/lib/api"]
    }

    fn files(&self, spec: &Spec, renderer: &Renderer) -> Result<Vec<File>, Error> {
        let docs = Docs::new(spec);
        let mut files = Vec::new();
        for group in &spec.groups {
            files.push(File { path: file(&group.name), text: group_file(group, spec, &docs, renderer)? });
        }
        let text = renderer.render("lists.ts", Lists::new(spec))?;
        files.push(File { path: "bindings-node/lib/api/lists.ts".to_owned(), text });
        let index = Index::new(spec, &docs);
        for template in ["groups.ts", "index.ts", "revivers.ts"] {
            let text = renderer.render(template, &index)?;
            files.push(File { path: format!("bindings-node/lib/api/{template}"), text });
        }
        Ok(files)
    }
}

fn file(group: &Name) -> String {
    format!("bindings-node/lib/api/{}.ts", group.camel)
}

/// A group's module: first its items, then the imports that these turn out to need.
fn group_file(group: &Group, spec: &Spec, docs: &Docs<'_>, renderer: &Renderer) -> Result<String, Error> {
    let items = renderer.render("items.ts", Items::new(group, spec, docs))?;
    let words: BTreeSet<&str> = items
        .lines()
        .filter(|line| !line.trim_start().starts_with(['*', '/']))
        .flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_'))
        .collect();
    let used = |names: &[&'static str]| names.iter().copied().filter(|name| words.contains(name)).collect();
    let mut revivers: Vec<String> = spec
        .groups
        .iter()
        .flat_map(|group| &group.models)
        .filter(|model| has_times(model))
        .map(|model| reviver(model))
        .filter(|name| words.contains(name.as_str()))
        .collect();
    revivers.sort();
    renderer.render(
        "group.ts",
        Module {
            file: &group.file,
            revive: used(&["listOf", "nothing", "plain"]),
            types: used(&["Id", "Money", "Time"]),
            revivers,
            siblings: siblings(group),
            items,
        },
    )
}

/// Types that other groups declare and this one uses, by module.
fn siblings(group: &Group) -> Vec<Import> {
    let in_requests = group.endpoints.iter().flat_map(|endpoint| &endpoint.fields).map(|field| &field.ty);
    let in_responses = group.endpoints.iter().filter_map(|endpoint| endpoint.response.as_ref());
    let in_models = group.models.iter().flat_map(|model| &model.fields).map(|field| &field.ty);
    let used: BTreeSet<(String, String)> = in_requests
        .chain(in_responses)
        .chain(in_models)
        .filter_map(|ty| match ty.element() {
            Type::Enum(of) => Some((&of.group, &of.name)),
            Type::Object(of) => Some((&of.group, &of.name)),
            _ => None,
        })
        .filter(|(declared_in, _)| **declared_in != group.name.snake)
        .map(|(declared_in, name)| (Name::new(declared_in).camel, name.pascal.clone()))
        .collect();
    imports(used)
}

/// Imports of pairs of module and name.
fn imports(used: BTreeSet<(String, String)>) -> Vec<Import> {
    let mut imports: Vec<Import> = Vec::new();
    for (module, name) in used {
        match imports.last_mut() {
            Some(import) if import.module == module => import.names.push(name),
            _ => imports.push(Import { module, names: vec![name] }),
        }
    }
    imports
}

#[derive(Serialize)]
struct Module<'a> {
    file: &'a str,
    revive: Vec<&'static str>,
    types: Vec<&'static str>,
    revivers: Vec<String>,
    siblings: Vec<Import>,
    items: String,
}

#[derive(Serialize)]
struct Import {
    module: String,
    names: Vec<String>,
}

/// What `groups.ts`, `index.ts` and `revivers.ts` list.
#[derive(Serialize)]
struct Index {
    groups: Vec<IndexGroup>,
    endpoints: Vec<String>,
    model_imports: Vec<Import>,
    helpers: Vec<&'static str>,
    models: Vec<ReviverView>,
}

#[derive(Serialize)]
struct IndexGroup {
    name: Name,
    docs: String,
}

/// A function that makes times of texts.
#[derive(Serialize)]
struct ReviverView {
    name: String,
    model: String,
    fields: Vec<ReviverField>,
}

#[derive(Serialize)]
struct ReviverField {
    name: String,
    revive: String,
}

impl Index {
    fn new(spec: &Spec, docs: &Docs<'_>) -> Self {
        let models: Vec<_> = spec
            .groups
            .iter()
            .flat_map(|group| &group.models)
            .filter(|model| !spec.request_models.contains(&model.name.wire) && has_times(model))
            .collect();
        let model_imports =
            imports(models.iter().map(|model| (Name::new(&model.group).camel, model.name.pascal.clone())).collect());
        let models: Vec<_> = models.into_iter().map(|model| ReviverView::new(model)).collect();
        let revived = || models.iter().flat_map(|model| &model.fields).map(|field| field.revive.as_str());
        Self {
            helpers: ["listOf", "optional", "toDate"]
                .into_iter()
                .filter(|helper| revived().any(|revive| revive.starts_with(helper)))
                .collect(),
            groups: spec
                .groups
                .iter()
                .map(|group| IndexGroup { name: group.name.clone(), docs: docs.group_head(group) })
                .collect(),
            endpoints: spec.endpoints().map(Endpoint::full_name).collect(),
            model_imports,
            models,
        }
    }
}

impl ReviverView {
    fn new(model: &Model) -> Self {
        let fields = model.fields.iter().filter_map(|field| {
            let value = format!("json.{}", field.name.wire);
            let revive = match (&field.ty, field.ty.element()) {
                (Type::DateTime, _) => format!("toDate({value})"),
                (Type::Object(of), _) if has_times(of) => format!("optional({value}, {})", reviver(of)),
                (_, Type::Object(of)) if has_times(of) => format!("listOf({})({value})", reviver(of)),
                _ => return None,
            };
            Some(ReviverField { name: field.name.wire.clone(), revive })
        });
        Self { name: reviver(model), model: model.name.pascal.clone(), fields: fields.collect() }
    }
}

fn reviver(model: &Model) -> String {
    format!("revive{}", model.name.pascal)
}

fn has_times(model: &Model) -> bool {
    model.fields.iter().any(|field| match field.ty.element() {
        Type::DateTime => true,
        Type::Object(of) => has_times(of),
        _ => false,
    })
}

/// The items of a group's module.
#[derive(Serialize)]
struct Items {
    api: String,
    docs: String,
    methods: Vec<Method>,
    interfaces: Vec<Interface>,
    enums: Vec<EnumView>,
}

#[derive(Serialize)]
struct Method {
    docs: String,
    name: String,
    endpoint: String,
    /// Type of the parameters, if there are any.
    request: Option<String>,
    /// Whether a call needs no parameter.
    all_optional: bool,
    output: String,
    revive: String,
}

#[derive(Serialize)]
struct Interface {
    name: String,
    docs: String,
    of_request: bool,
    fields: Vec<FieldView>,
}

#[derive(Serialize)]
struct FieldView {
    name: String,
    docs: String,
    optional: bool,
    ty: String,
}

#[derive(Serialize)]
struct EnumView {
    name: String,
    docs: String,
    base: &'static str,
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
        let requests = group.endpoints.iter().filter(|endpoint| !endpoint.fields.is_empty());
        let mut interfaces: Vec<Interface> = requests.map(|endpoint| request(endpoint, &api, docs)).collect();
        interfaces.extend(group.models.iter().map(|model| {
            let of_request = spec.request_models.contains(&model.name.wire);
            Interface {
                name: model.name.pascal.clone(),
                docs: docs.model(model, of_request),
                of_request,
                fields: model
                    .fields
                    .iter()
                    .map(|field| if of_request { request_field(field, docs) } else { response_field(field, docs) })
                    .collect(),
            }
        }));
        Self {
            docs: docs.group(group),
            methods: group.endpoints.iter().map(|endpoint| method(endpoint, docs)).collect(),
            interfaces,
            enums: group.enums.iter().map(|item| enumeration(item, docs)).collect(),
            api,
        }
    }
}

fn method(endpoint: &Endpoint, docs: &Docs<'_>) -> Method {
    let output = endpoint.response.as_ref().map_or_else(|| "void".to_owned(), response_type);
    Method {
        docs: docs.method(endpoint),
        name: endpoint.name.camel.clone(),
        endpoint: endpoint.full_name(),
        request: (!endpoint.fields.is_empty()).then(|| endpoint.request_name()),
        all_optional: endpoint.rules.is_empty() && !endpoint.fields.iter().any(is_needed),
        revive: match endpoint.response.as_ref().map(|response| (response, response.element())) {
            None => "nothing".to_owned(),
            Some((Type::Object(of), _)) if has_times(of) => reviver(of),
            Some((_, Type::Object(of))) if has_times(of) => format!("listOf({})", reviver(of)),
            Some(_) => format!("plain<{output}>"),
        },
        output,
    }
}

fn request(endpoint: &Endpoint, api: &str, docs: &Docs<'_>) -> Interface {
    Interface {
        name: endpoint.request_name(),
        docs: docs.request(endpoint, api),
        of_request: true,
        fields: endpoint.fields.iter().map(|field| request_field(field, docs)).collect(),
    }
}

fn is_needed(field: &Field) -> bool {
    field.required && field.default.is_none()
}

fn request_field(field: &Field, docs: &Docs<'_>) -> FieldView {
    let ty = request_type(&field.ty);
    let optional = !is_needed(field);
    FieldView {
        name: field.name.wire.clone(),
        docs: docs.request_field(field),
        ty: if optional { format!("{ty} | null | undefined") } else { ty },
        optional,
    }
}

fn response_field(field: &Field, docs: &Docs<'_>) -> FieldView {
    let ty = response_type(&field.ty);
    FieldView {
        name: field.name.wire.clone(),
        docs: docs.response_field(field),
        optional: false,
        // A list that is missing is a list without elements.
        ty: if field.required || field.ty.is_list() { ty } else { format!("{ty} | null") },
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
        base: if item.is_text() { "string" } else { "number" },
        values: values.collect(),
    }
}

/// What an answer holds.
fn response_type(ty: &Type) -> String {
    match ty {
        Type::Id | Type::Text | Type::Money | Type::Date => "string".to_owned(),
        Type::Int => "number".to_owned(),
        Type::Flag => "boolean".to_owned(),
        Type::DateTime => "Date".to_owned(),
        Type::Enum(of) => of.name.pascal.clone(),
        Type::Object(of) => of.name.pascal.clone(),
        Type::List(element) | Type::Csv(element) => format!("{}[]", response_type(element)),
    }
}

/// What a caller may give.
fn request_type(ty: &Type) -> String {
    match ty {
        Type::Id => "Id".to_owned(),
        Type::Money => "Money".to_owned(),
        Type::DateTime => "Time".to_owned(),
        Type::List(element) | Type::Csv(element) => format!("readonly {}[]", request_type(element)),
        other => response_type(other),
    }
}
