//! The C interface: `bindings-c/src/generated/`, and the driver of its tests.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::rust::docs::Docs;
use super::{File, Target, templates};
use crate::Error;
use crate::render::Renderer;
use crate::spec::model::{Endpoint, Field, Group, Model, Spec, Type};

/// See the module.
pub(super) struct C;

impl Target for C {
    fn templates(&self) -> &'static [(&'static str, &'static str)] {
        templates!("c": "group.rs", "items.rs", "mod.rs", "macros.h", "typed.c")
    }

    fn directories(&self) -> &'static [&'static str] {
        &["bindings-c/src/generated", "bindings-c/tests/generated"]
    }

    fn files(&self, spec: &Spec, renderer: &Renderer) -> Result<Vec<File>, Error> {
        let docs = Docs::with_names(spec, function, |field| field.name.snake.clone());
        let owners = Owners::new(spec);
        let groups: Vec<GroupView> =
            spec.groups.iter().map(|group| GroupView::new(group, spec, &docs, &owners)).collect();
        let mut files = Vec::new();
        for group in &groups {
            let path = format!("bindings-c/src/generated/{}.rs", group.name);
            let items = renderer.render("items.rs", group)?;
            let imports = imports(&items);
            files.push(File { path, text: renderer.render("group.rs", Module { group, imports, items })? });
        }
        for (path, template) in [
            ("bindings-c/src/generated/mod.rs", "mod.rs"),
            ("bindings-c/src/generated/macros.h", "macros.h"),
            ("bindings-c/tests/generated/typed.c", "typed.c"),
        ] {
            let text = renderer.render(template, Index { groups: &groups })?;
            files.push(File { path: path.to_owned(), text });
        }
        Ok(files)
    }
}

/// What modules may import; each takes what its items use.
const IMPORTS: &[(&str, &[&str])] = &[
    ("crate::answer", &["Many", "ManyTexts", "One", "OneText", "Owned", "Plain"]),
    ("crate::call", &["asynchronous", "asynchronous_done", "blocking"]),
    ("crate::cancel", &["wlp_call"]),
    ("crate::client", &["wlp_client"]),
    ("crate::error", &["wlp_error", "wlp_optional", "wlp_status"]),
    ("crate::flow::walk", &["wlp_pages_options", "wlp_windows_options"]),
    ("crate::request", &["Field", "Kind", "Layout", "Request"]),
    ("crate::response", &["wlp_response"]),
];

fn imports(items: &str) -> Vec<String> {
    let code = items.lines().filter(|line| !line.trim_start().starts_with("//"));
    let words: BTreeSet<&str> = code.flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_')).collect();
    let mut imports = Vec::new();
    for (module, names) in IMPORTS {
        let used: Vec<&str> = names.iter().copied().filter(|name| words.contains(name)).collect();
        if !used.is_empty() {
            imports.push(format!("{module}::{{{}}}", used.join(", ")));
        }
    }
    for (module, marker) in [
        ("crate::answer", "answer::"),
        ("crate::flow::walk", "walk::"),
        ("crate::record", "record::"),
        ("welinkpark::api", "api::"),
    ] {
        if items.replace("crate::answer::", "").contains(marker) {
            imports.push(module.to_owned());
        }
    }
    imports
}

#[derive(Serialize)]
struct Module<'a> {
    group: &'a GroupView,
    imports: Vec<String>,
    items: String,
}

#[derive(Serialize)]
struct Index<'a> {
    groups: &'a [GroupView],
}

/// Which models calls answer with, and how.
struct Owners(BTreeMap<String, Owner>);

#[derive(Default, Clone, Copy)]
struct Owner {
    alone: bool,
    listed: bool,
    paged: bool,
    windowed: bool,
}

impl Owners {
    fn new(spec: &Spec) -> Self {
        let mut owners: BTreeMap<String, Owner> = BTreeMap::new();
        for endpoint in spec.endpoints() {
            match &endpoint.response {
                Some(Type::Object(of)) => owners.entry(of.name.wire.clone()).or_default().alone = true,
                Some(Type::List(element)) => {
                    if let Type::Object(of) = element.as_ref() {
                        let owner = owners.entry(of.name.wire.clone()).or_default();
                        owner.listed = true;
                        owner.paged |= endpoint.is_paged();
                        owner.windowed |= endpoint.is_windowed();
                    }
                }
                _ => {}
            }
        }
        Self(owners)
    }

    fn of(&self, model: &Model) -> Owner {
        self.0.get(&model.name.wire).copied().unwrap_or_default()
    }
}

#[derive(Serialize)]
struct GroupView {
    name: String,
    file: String,
    docs: String,
    constants: Vec<Constant>,
    structs: Vec<StructView>,
    models: Vec<ModelView>,
    functions: Vec<Function>,
}

#[derive(Serialize)]
struct Constant {
    name: String,
    docs: String,
    value: String,
    text: bool,
}

/// A request, or a part of one.
#[derive(Serialize)]
struct StructView {
    ty: String,
    upper: String,
    docs: String,
    fields: Vec<StructField>,
}

#[derive(Serialize)]
struct StructField {
    ident: String,
    wire: String,
    docs: String,
    kind: &'static str,
    /// Of a nested struct: its type, and the module of that.
    object: Option<(String, String)>,
}

/// A model of answers.
#[derive(Serialize)]
struct ModelView {
    name: String,
    ty: String,
    /// Beginning of the names of its answers.
    owner: String,
    core: String,
    docs: String,
    alone: bool,
    listed: bool,
    /// Whether a list of it can be walked by pages, by windows.
    paged: bool,
    windowed: bool,
    fields: Vec<ModelField>,
}

#[derive(Serialize)]
struct ModelField {
    ident: String,
    wire: String,
    docs: String,
    kind: &'static str,
    /// How canonical JSON writes it: `id`, `int`, `flag` or `text`.
    json: &'static str,
    object: Option<(String, String)>,
}

#[derive(Serialize)]
struct Function {
    name: String,
    endpoint: String,
    docs: String,
    request: Option<String>,
    /// `done`, `id`, `flag`, `text`, `texts`, `object` or `list`
    shape: &'static str,
    /// The type that receives the answer.
    out: String,
    /// Name of the parameter that receives it.
    receiver: &'static str,
    shape_type: String,
    callback: String,
    free: Option<String>,
    /// Of objects and lists: the model's name, for the driver of the tests.
    model: String,
    /// Whether the list can be walked by pages, by windows.
    paged: bool,
    windowed: bool,
    /// The model's walks: their types begin with it, behind the module that declares them.
    walk: (String, String),
}

impl GroupView {
    fn new(group: &Group, spec: &Spec, docs: &Docs<'_>, owners: &Owners) -> Self {
        let with_data = group.endpoints.iter().filter(|endpoint| !endpoint.fields.is_empty());
        let mut structs: Vec<StructView> = group
            .models
            .iter()
            .filter(|model| spec.request_models.contains(&model.name.wire))
            .map(|model| StructView::new(&part_name(model), docs.model(model), &model.fields, docs))
            .collect();
        structs.extend(with_data.map(|endpoint| {
            let about = format!("Request of `{}`. Begin with `{}_REQUEST_INIT`.", function(endpoint), upper(endpoint));
            StructView::new(&format!("{}_request", function(endpoint)), about, &endpoint.fields, docs)
        }));
        let models = group.models.iter().filter(|model| spec.response_models.contains(&model.name.wire));
        Self {
            name: group.name.snake.clone(),
            file: group.file.clone(),
            docs: format!("{} ({}, document section {}).", group.title, group.zh, group.section),
            constants: constants(group, docs),
            structs,
            models: models.map(|model| ModelView::new(model, docs, owners)).collect(),
            functions: group.endpoints.iter().map(|endpoint| Function::new(endpoint, docs)).collect(),
        }
    }
}

fn constants(group: &Group, docs: &Docs<'_>) -> Vec<Constant> {
    let of = |item: &crate::spec::model::Enum| -> Vec<Constant> {
        let values = item.values.iter().map(|value| Constant {
            name: format!("WLP_{}_{}", item.name.upper, crate::names::Name::new(&value.name).upper),
            docs: format!("{}: {}", item.zh, docs.value(value)),
            value: if item.is_text() { format!("{:?}", value.value.to_string()) } else { value.value.to_string() },
            text: item.is_text(),
        });
        values.collect()
    };
    group.enums.iter().flat_map(|item| of(item)).collect()
}

impl StructView {
    fn new(ty: &str, docs_of_struct: String, fields: &[Field], docs: &Docs<'_>) -> Self {
        let fields = fields.iter().map(|field| StructField {
            ident: field.name.snake.clone(),
            wire: field.name.wire.clone(),
            docs: docs.request_field(field),
            kind: match &field.ty {
                Type::Id | Type::Int | Type::Flag => "number",
                Type::Enum(of) if !of.is_text() => "number",
                Type::Text | Type::Enum(_) | Type::Money | Type::Date | Type::DateTime => "text",
                Type::Object(_) => "object",
                Type::List(element) | Type::Csv(element) => match element.as_ref() {
                    Type::Text => "texts",
                    _ => "numbers",
                },
            },
            object: object(&field.ty),
        });
        Self { ty: ty.to_owned(), upper: ty.to_uppercase(), docs: docs_of_struct, fields: fields.collect() }
    }
}

impl ModelView {
    fn new(model: &Model, docs: &Docs<'_>, owners: &Owners) -> Self {
        let Owner { alone, listed, paged, windowed } = owners.of(model);
        let fields = model.fields.iter().map(|field| ModelField {
            ident: field.name.snake.clone(),
            wire: field.name.wire.clone(),
            docs: docs.response_field(field),
            kind: model_kind(field),
            json: match field.ty.element() {
                Type::Id => "id",
                Type::Int => "int",
                Type::Enum(of) if !of.is_text() => "int",
                Type::Flag => "flag",
                _ => "text",
            },
            object: object(&field.ty),
        });
        Self {
            name: model.name.snake.clone(),
            ty: format!("{}_data", part_name(model)),
            owner: part_name(model),
            core: model.name.pascal.clone(),
            docs: docs.model(model),
            alone,
            listed,
            paged,
            windowed,
            fields: fields.collect(),
        }
    }
}

fn model_kind(field: &Field) -> &'static str {
    match &field.ty {
        Type::Id | Type::Int if field.required => "number",
        Type::Enum(of) if !of.is_text() && field.required => "number",
        Type::Flag if field.required => "flag",
        Type::Id | Type::Int | Type::Flag => "optional",
        Type::Enum(of) if !of.is_text() => "optional",
        Type::DateTime => "time",
        Type::Text | Type::Enum(_) | Type::Money | Type::Date => "text",
        Type::Object(_) => "object",
        Type::List(element) | Type::Csv(element) => match element.as_ref() {
            Type::Text => "texts",
            _ => "numbers",
        },
    }
}

impl Function {
    fn new(endpoint: &Endpoint, docs: &Docs<'_>) -> Self {
        let name = function(endpoint);
        let (shape, out, base): (&'static str, String, String) = match &endpoint.response {
            None => ("done", "()".to_owned(), String::new()),
            Some(Type::Flag) => ("flag", "bool".to_owned(), "wlp_flag".to_owned()),
            Some(Type::Id | Type::Int) => ("id", "i64".to_owned(), "wlp_id".to_owned()),
            Some(Type::Object(of)) => owned("object", format!("{}_answer", part_name(of))),
            Some(Type::List(element) | Type::Csv(element)) => match element.as_ref() {
                Type::Object(of) => owned("list", format!("{}_list", part_name(of))),
                _ => owned("texts", "wlp_text_list".to_owned()),
            },
            Some(_) => owned("text", "wlp_text_answer".to_owned()),
        };
        let model = endpoint.response.as_ref().and_then(|response| object(response.element()));
        let core = match &endpoint.response {
            Some(Type::Object(of)) => format!("One<api::{}>", of.name.pascal),
            Some(Type::List(element)) => match element.as_ref() {
                Type::Object(of) => format!("Many<api::{}>", of.name.pascal),
                _ => "ManyTexts".to_owned(),
            },
            _ => "OneText".to_owned(),
        };
        let module = match (shape, &model) {
            ("object" | "list", Some((_, module))) => format!("super::{module}::"),
            ("text" | "texts", _) => "crate::answer::".to_owned(),
            _ => String::new(),
        };
        let qualified = if module.is_empty() { out.clone() } else { format!("*mut {module}{base}") };
        let callback = match shape {
            "done" => "crate::call::wlp_callback".to_owned(),
            "id" | "flag" | "text" | "texts" => format!("crate::call::{base}_callback"),
            _ => format!("{module}{base}_callback"),
        };
        let shape_type = match shape {
            "done" | "id" | "flag" => format!("Plain<{out}>"),
            _ => format!("Owned<{module}{base}, {core}>"),
        };
        Self {
            endpoint: endpoint.full_name(),
            docs: docs.method(endpoint),
            request: (!endpoint.fields.is_empty()).then(|| format!("{name}_request")),
            receiver: match shape {
                "id" => "id",
                "flag" => "flag",
                "list" | "texts" => "list",
                _ => "answer",
            },
            free: (!matches!(shape, "done" | "id" | "flag")).then(|| format!("{base}_free")),
            paged: endpoint.is_paged(),
            windowed: endpoint.is_windowed(),
            walk: model.clone().map(|(ty, module)| (ty, format!("super::{module}::"))).unwrap_or_default(),
            model: model.map(|(ty, _)| ty.trim_start_matches("wlp_").to_owned()).unwrap_or_default(),
            out: qualified,
            shape,
            shape_type,
            callback,
            name,
        }
    }
}

fn owned(shape: &'static str, base: String) -> (&'static str, String, String) {
    (shape, format!("*mut {base}"), base)
}

fn function(endpoint: &Endpoint) -> String {
    format!("wlp_{}_{}", endpoint.group.snake, endpoint.name.snake)
}

fn upper(endpoint: &Endpoint) -> String {
    function(endpoint).to_uppercase()
}

/// The C type of a part of requests. Parts of answers have `_data` behind it, since functions and types share
/// their names in C, and `wlp_coupon_rule` is a call.
fn part_name(model: &Model) -> String {
    format!("wlp_{}", model.name.snake)
}

/// The C name of a nested model without what distinguishes requests and answers, and the module that declares it.
fn object(ty: &Type) -> Option<(String, String)> {
    match ty {
        Type::Object(of) => Some((part_name(of), of.group.clone())),
        _ => None,
    }
}
