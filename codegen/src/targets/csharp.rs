//! The C# layer: `bindings-dotnet/src/generated/`, one file per group.

use serde::Serialize;

use super::rust::docs::Docs;
use super::{File, Target, templates};
use crate::Error;
use crate::render::Renderer;
use crate::spec::model::{Endpoint, Field, Group, Spec, Type};

/// See the module.
pub(super) struct CSharp;

impl Target for CSharp {
    fn templates(&self) -> &'static [(&'static str, &'static str)] {
        templates!("csharp": "Group.cs", "Client.cs")
    }

    fn directories(&self) -> &'static [&'static str] {
        &["bindings-dotnet/src/generated"]
    }

    fn files(&self, spec: &Spec, renderer: &Renderer) -> Result<Vec<File>, Error> {
        let docs = Docs::with_names(
            spec,
            |endpoint| format!("{}.{}", endpoint.group.pascal, endpoint.name.pascal),
            |field| field.name.pascal.clone(),
        );
        let groups: Vec<GroupView> = spec.groups.iter().map(|group| GroupView::new(group, spec, &docs)).collect();
        let mut files = Vec::new();
        for group in &groups {
            let path = format!("bindings-dotnet/src/generated/{}.cs", group.name);
            files.push(File { path, text: renderer.render("Group.cs", group)? });
        }
        let text = renderer.render("Client.cs", Index { groups: &groups })?;
        files.push(File { path: "bindings-dotnet/src/generated/Groups.cs".to_owned(), text });
        Ok(files)
    }
}

#[derive(Serialize)]
struct Index<'a> {
    groups: &'a [GroupView],
}

#[derive(Serialize)]
struct GroupView {
    name: String,
    file: String,
    docs: Xml,
    methods: Vec<Method>,
    classes: Vec<Class>,
    enums: Vec<EnumView>,
}

/// A documentation comment: its first paragraph, and the others.
#[derive(Serialize)]
struct Xml {
    summary: String,
    remarks: Vec<String>,
}

#[derive(Serialize)]
struct Method {
    name: String,
    endpoint: String,
    docs: Xml,
    request: Option<String>,
    /// Type of the answer; none where there is no answer.
    output: Option<String>,
    /// How the answer is read from its JSON.
    read: String,
    /// Of lists that can be walked: type of an item, and how it is read.
    item: Option<(String, String)>,
    /// Whether the time range of such a list can be cut into windows.
    windowed: bool,
}

#[derive(Serialize)]
struct Class {
    name: String,
    docs: Xml,
    request: bool,
    fields: Vec<FieldView>,
}

#[derive(Serialize)]
struct FieldView {
    name: String,
    wire: String,
    docs: Xml,
    ty: String,
    read: String,
    write: String,
}

#[derive(Serialize)]
struct EnumView {
    name: String,
    docs: Xml,
    text: bool,
    values: Vec<Value>,
}

#[derive(Serialize)]
struct Value {
    name: String,
    docs: Xml,
    value: String,
}

impl GroupView {
    fn new(group: &Group, spec: &Spec, docs: &Docs<'_>) -> Self {
        let with_data = group.endpoints.iter().filter(|endpoint| !endpoint.fields.is_empty());
        let mut classes: Vec<Class> = with_data
            .map(|endpoint| Class {
                name: endpoint.request_name(),
                docs: xml(&format!("Request of `{}.{}`.", endpoint.group.pascal, endpoint.name.pascal)),
                request: true,
                fields: endpoint.fields.iter().map(|field| FieldView::new(field, "", true, docs)).collect(),
            })
            .collect();
        classes.extend(group.models.iter().map(|model| {
            let request = spec.request_models.contains(&model.name.wire);
            Class {
                name: model.name.pascal.clone(),
                docs: xml(&docs.model(model)),
                request,
                fields: model
                    .fields
                    .iter()
                    .map(|field| FieldView::new(field, &model.name.pascal, request, docs))
                    .collect(),
            }
        }));
        let enums = group.enums.iter().map(|item| EnumView {
            name: item.name.pascal.clone(),
            docs: xml(&docs.enumeration(item)),
            text: item.is_text(),
            values: item
                .values
                .iter()
                .map(|value| Value {
                    name: value.name.clone(),
                    docs: xml(&docs.value(value)),
                    value: value.value.to_string(),
                })
                .collect(),
        });
        Self {
            name: group.name.pascal.clone(),
            file: group.file.clone(),
            docs: xml(&docs.group(group)),
            methods: group.endpoints.iter().map(|endpoint| Method::new(endpoint, docs)).collect(),
            classes,
            enums: enums.collect(),
        }
    }
}

impl Method {
    fn new(endpoint: &Endpoint, docs: &Docs<'_>) -> Self {
        let (output, read) = match &endpoint.response {
            None => (None, "Json.Nothing".to_owned()),
            Some(Type::List(element) | Type::Csv(element)) => {
                let (ty, read) = of_content(element);
                let read = read.replace("json", "item");
                (Some(format!("IReadOnlyList<{ty}>")), format!("json => json.List({read})"))
            }
            Some(other) => {
                let (ty, read) = of_content(other);
                (Some(ty), read)
            }
        };
        let item = match &endpoint.response {
            Some(Type::List(element)) if endpoint.is_paged() => Some(of_content(element)),
            _ => None,
        };
        Self {
            item,
            windowed: endpoint.is_windowed(),
            name: endpoint.name.pascal.clone(),
            endpoint: endpoint.full_name(),
            docs: xml(&docs.method(endpoint).replace("kind `NotFound`", "type <see cref=\"NotFoundException\"/>")),
            request: (!endpoint.fields.is_empty()).then(|| endpoint.request_name()),
            output,
            read,
        }
    }
}

/// Type of a whole answer or of its items, and the function that reads it.
fn of_content(ty: &Type) -> (String, String) {
    let read = match ty {
        Type::Object(of) => format!("json => new {}(json)", of.name.pascal),
        Type::Id | Type::Int => "json => json.AsLong()".to_owned(),
        Type::Flag => "json => json.AsFlag()".to_owned(),
        _ => "json => json.AsText()".to_owned(),
    };
    (base(ty), read)
}

impl FieldView {
    fn new(field: &Field, class: &str, request: bool, docs: &Docs<'_>) -> Self {
        let wire = &field.name.wire;
        let mut name = field.name.pascal.clone();
        if name == class {
            // C# keeps the name of the class for its constructors.
            name.push_str("Value");
        }
        let optional = request || !field.required;
        let value_type = !matches!(field.ty, Type::Text | Type::Object(_) | Type::List(_) | Type::Csv(_));
        let mut ty = match &field.ty {
            Type::List(element) | Type::Csv(element) if request => format!("IList<{}>", base(element)),
            Type::List(element) | Type::Csv(element) => format!("IReadOnlyList<{}>", base(element)),
            other => base(other),
        };
        if optional && value_type {
            ty.push('?');
        }
        let suffix = if optional { "OrNull" } else { "" };
        let kind = kind(&field.ty);
        let read = match &field.ty {
            Type::Enum(of) if of.is_text() => format!("{}.Read(json.Text(\"{wire}\"))", of.name.pascal),
            Type::Enum(_) => format!("({ty})json.Int{suffix}(\"{wire}\")"),
            Type::Object(of) => format!("json.Object(\"{wire}\", item => new {}(item))", of.name.pascal),
            Type::Text | Type::List(_) | Type::Csv(_) => format!("json.{kind}(\"{wire}\")"),
            _ => format!("json.{kind}{suffix}(\"{wire}\")"),
        };
        let write = match &field.ty {
            Type::Enum(of) if of.is_text() => format!("writer.Text(\"{wire}\", {name}?.Value)"),
            Type::Enum(_) => format!("writer.Int(\"{wire}\", (long?){name})"),
            _ => format!("writer.{kind}(\"{wire}\", {name})"),
        };
        let text = if request { docs.request_field(field) } else { docs.response_field(field) };
        Self { wire: wire.clone(), docs: xml(&text), ty, read, write, name }
    }
}

/// The method of reader and writer for a type.
fn kind(ty: &Type) -> &'static str {
    match ty {
        Type::Id => "Id",
        Type::Int | Type::Enum(_) => "Int",
        Type::Text => "Text",
        Type::Flag => "Flag",
        Type::Money => "Money",
        Type::Date => "Date",
        Type::DateTime => "Time",
        Type::Object(_) => "Object",
        Type::List(element) | Type::Csv(element) => match element.as_ref() {
            Type::Text => "Texts",
            _ => "Ids",
        },
    }
}

fn base(ty: &Type) -> String {
    match ty {
        Type::Id | Type::Int => "long".to_owned(),
        Type::Text => "string".to_owned(),
        Type::Flag => "bool".to_owned(),
        Type::Money => "decimal".to_owned(),
        Type::Date => "DateTime".to_owned(),
        Type::DateTime => "DateTimeOffset".to_owned(),
        Type::Enum(of) => of.name.pascal.clone(),
        Type::Object(of) => of.name.pascal.clone(),
        Type::List(element) | Type::Csv(element) => format!("IReadOnlyList<{}>", base(element)),
    }
}

/// A text of the spec as XML: paragraphs, with `code` marked.
fn xml(text: &str) -> Xml {
    let plain = text.replace("\\[", "[").replace("\\]", "]").replace("\\<", "<");
    let escaped = plain.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let escaped = escaped.replace("&lt;see cref=\"NotFoundException\"/&gt;", "<see cref=\"NotFoundException\"/>");
    let mut marked = String::new();
    for (index, part) in escaped.split('`').enumerate() {
        if index > 0 {
            marked.push_str(if index % 2 == 1 { "<c>" } else { "</c>" });
        }
        marked.push_str(part);
    }
    let mut paragraphs = marked.split("\n\n").map(str::to_owned);
    Xml { summary: paragraphs.next().unwrap_or_default(), remarks: paragraphs.collect() }
}
