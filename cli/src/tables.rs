//! The library's tables as JSON, for `welinkpark endpoints --json`.

use serde::Serialize;
use welinkpark::schema::{DayEdge, Endpoint, Enum, EnumWire, Field, OneOf, Type, Wire};

use crate::endpoints::{method, safety};

/// One endpoint.
#[derive(Serialize)]
pub(crate) struct EndpointTable {
    name: &'static str,
    path: &'static str,
    http_method: &'static str,
    safety: &'static str,
    section: &'static str,
    title: &'static str,
    title_zh: &'static str,
    doc: &'static str,
    request: Vec<RequestField>,
    rules: Vec<Rule>,
    response: Option<TypeTable>,
}

#[derive(Serialize)]
struct RequestField {
    name: &'static str,
    snake: &'static str,
    #[serde(flatten)]
    ty: TypeTable,
    required: bool,
    max_length: Option<u32>,
    default: Option<i64>,
    /// Written as a JSON string although the type is a number.
    #[serde(skip_serializing_if = "is_false")]
    sent_as_text: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    sample_name: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bare_date_means: Option<&'static str>,
    title_zh: &'static str,
    doc: &'static str,
}

#[derive(Serialize)]
struct ResponseField {
    name: &'static str,
    snake: &'static str,
    #[serde(flatten)]
    ty: TypeTable,
    required: bool,
    max_length: Option<u32>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    aliases: &'static [&'static str],
    title_zh: &'static str,
    doc: &'static str,
}

#[derive(Serialize)]
struct Rule {
    choices: &'static [&'static [&'static str]],
    several: bool,
}

/// A type, and what belongs to it alone.
#[derive(Default, Serialize)]
struct TypeTable {
    #[serde(rename = "type")]
    name: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<Box<TypeTable>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    model: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fields: Option<Vec<ResponseField>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    enum_name: Option<&'static str>,
    #[serde(rename = "enum", skip_serializing_if = "Option::is_none")]
    values: Option<Vec<ValueTable>>,
}

#[derive(Serialize)]
struct ValueTable {
    value: Word,
    name: &'static str,
    title_zh: &'static str,
    doc: &'static str,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Word {
    Int(i64),
    Text(&'static str),
}

impl EndpointTable {
    /// All that the tables say about an endpoint.
    pub(crate) fn of(endpoint: &'static Endpoint) -> Self {
        Self {
            name: endpoint.name,
            path: endpoint.path,
            http_method: method(endpoint.http_method),
            safety: safety(endpoint.safety),
            section: endpoint.section,
            title: endpoint.title,
            title_zh: endpoint.title_zh,
            doc: endpoint.doc,
            request: endpoint.request.iter().map(RequestField::of).collect(),
            rules: endpoint.rules.iter().map(Rule::of).collect(),
            response: endpoint.response.as_ref().map(TypeTable::of),
        }
    }
}

impl RequestField {
    fn of(field: &'static Field) -> Self {
        Self {
            name: field.name,
            snake: field.snake,
            ty: TypeTable::of(&field.ty),
            required: field.required,
            max_length: field.max_len,
            default: field.default,
            sent_as_text: field.wire == Wire::Text,
            sample_name: field.sample_name,
            bare_date_means: field.day_edge.map(|edge| match edge {
                DayEdge::Start => "start",
                DayEdge::End => "end",
            }),
            title_zh: field.title_zh,
            doc: field.doc,
        }
    }
}

impl ResponseField {
    fn of(field: &'static Field) -> Self {
        Self {
            name: field.name,
            snake: field.snake,
            ty: TypeTable::of(&field.ty),
            required: field.required,
            max_length: field.max_len,
            aliases: field.aliases,
            title_zh: field.title_zh,
            doc: field.doc,
        }
    }
}

impl Rule {
    fn of(rule: &'static OneOf) -> Self {
        Self { choices: rule.choices, several: rule.several }
    }
}

impl TypeTable {
    fn of(ty: &'static Type) -> Self {
        let plain = Self { name: word(ty), ..Self::default() };
        match ty {
            Type::Enum(kind) => Self { enum_name: Some(kind.name), values: Some(ValueTable::of(kind)), ..plain },
            Type::Object(model) => Self {
                model: Some(model.name),
                fields: Some(model.fields.iter().map(ResponseField::of).collect()),
                ..plain
            },
            Type::List(items) | Type::Csv(items) => Self { items: Some(Box::new(Self::of(items))), ..plain },
            _ => plain,
        }
    }
}

impl ValueTable {
    fn of(kind: &'static Enum) -> Vec<Self> {
        let values = kind.values.iter();
        values
            .map(|known| Self {
                value: match known.value {
                    EnumWire::Int(number) => Word::Int(number),
                    EnumWire::Text(text) => Word::Text(text),
                },
                name: known.name,
                title_zh: known.title_zh,
                doc: known.doc,
            })
            .collect()
    }
}

/// A type for a person: `csv of id`, `enum LaneType`.
pub(crate) fn type_name(ty: &Type) -> String {
    match ty {
        Type::Enum(kind) => format!("enum {}", kind.name),
        Type::Object(model) => format!("object {}", model.name),
        Type::List(items) | Type::Csv(items) => format!("{} of {}", word(ty), type_name(items)),
        _ => word(ty).to_owned(),
    }
}

fn word(ty: &Type) -> &'static str {
    match ty {
        Type::Id => "id",
        Type::Int => "int",
        Type::Text => "text",
        Type::Flag => "flag",
        Type::Money => "money",
        Type::Date => "date",
        Type::DateTime => "datetime",
        Type::Enum(_) => "enum",
        Type::Object(_) => "object",
        Type::List(_) => "list",
        Type::Csv(_) => "csv",
    }
}

fn is_false(flag: &bool) -> bool {
    !flag
}
