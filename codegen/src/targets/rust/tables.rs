//! The schema tables: `core/src/api/schema/`.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::names::Name;
use crate::spec::model::{DayEdge, Endpoint, Enum, EnumWire, Field, Group, Http, Model, OneOf, Safety, Type};

pub(super) fn endpoint_const(endpoint: &Endpoint) -> String {
    format!("{}_{}", endpoint.group.upper, endpoint.name.upper)
}

pub(super) fn object_const(model: &Model) -> String {
    format!("OBJECT_{}", model.name.upper)
}

pub(super) fn enum_const(item: &Enum) -> String {
    format!("ENUM_{}", item.name.upper)
}

/// What `schema.rs.j2` shows; every member is Rust source or a plain text that the template quotes.
#[derive(Serialize)]
pub(super) struct Tables {
    file: String,
    title: String,
    zh: String,
    section: String,
    imports: BTreeSet<&'static str>,
    siblings: BTreeSet<String>,
    endpoints: Vec<EndpointTable>,
    objects: Vec<ObjectTable>,
    enums: Vec<EnumTable>,
}

#[derive(Serialize)]
struct EndpointTable {
    table: String,
    name: String,
    path: String,
    http: &'static str,
    safety: &'static str,
    section: String,
    title: String,
    zh: String,
    doc: String,
    fields: Vec<FieldTable>,
    rules: Vec<RuleTable>,
    response: String,
}

#[derive(Serialize)]
struct RuleTable {
    choices: Vec<Vec<String>>,
    several: bool,
}

#[derive(Serialize)]
struct ObjectTable {
    table: String,
    name: String,
    zh: String,
    doc: String,
    fields: Vec<FieldTable>,
}

#[derive(Serialize)]
struct FieldTable {
    name: Name,
    ty: String,
    required: bool,
    max_len: Option<u32>,
    default: Option<i64>,
    wire_text: bool,
    sample_name: Option<String>,
    aliases: Vec<String>,
    day_edge: Option<&'static str>,
    zh: String,
    doc: String,
}

#[derive(Serialize)]
struct EnumTable {
    table: String,
    name: String,
    zh: String,
    doc: String,
    values: Vec<ValueTable>,
}

#[derive(Serialize)]
struct ValueTable {
    name: String,
    value: String,
    zh: String,
    doc: String,
}

impl Tables {
    pub(super) fn new(group: &Group) -> Self {
        let mut uses = Uses { group: &group.name.snake, imports: BTreeSet::new(), siblings: BTreeSet::new() };
        let endpoints = group.endpoints.iter().map(|endpoint| uses.endpoint(endpoint)).collect();
        let objects = group.models.iter().map(|model| uses.object(model)).collect();
        let enums = group.enums.iter().map(|item| uses.enumeration(item)).collect();
        Self {
            file: group.file.clone(),
            title: group.title.clone(),
            zh: group.zh.clone(),
            section: group.section.clone(),
            imports: uses.imports,
            siblings: uses.siblings,
            endpoints,
            objects,
            enums,
        }
    }
}

/// Builds tables and remembers which names their source needs.
struct Uses<'a> {
    group: &'a str,
    imports: BTreeSet<&'static str>,
    siblings: BTreeSet<String>,
}

impl Uses<'_> {
    fn endpoint(&mut self, endpoint: &Endpoint) -> EndpointTable {
        self.imports.extend(["Endpoint", "HttpMethod", "Safety"]);
        EndpointTable {
            table: endpoint_const(endpoint),
            name: endpoint.full_name(),
            path: endpoint.path.clone(),
            http: match endpoint.http {
                Http::Get => "HttpMethod::Get",
                Http::Post => "HttpMethod::Post",
            },
            safety: match endpoint.safety {
                Safety::Read => "Safety::Read",
                Safety::Write => "Safety::Write",
                Safety::Money => "Safety::Money",
                Safety::Gate => "Safety::Gate",
            },
            section: endpoint.section.clone(),
            title: endpoint.title.clone(),
            zh: endpoint.zh.clone(),
            doc: endpoint.doc.clone(),
            fields: self.fields(&endpoint.fields),
            rules: endpoint.rules.iter().map(|rule| self.rule(rule)).collect(),
            response: match &endpoint.response {
                Some(response) => format!("Some({})", self.ty(response)),
                None => "None".to_owned(),
            },
        }
    }

    fn rule(&mut self, rule: &OneOf) -> RuleTable {
        self.imports.insert("OneOf");
        RuleTable { choices: rule.choices.clone(), several: rule.several }
    }

    fn object(&mut self, model: &Model) -> ObjectTable {
        self.imports.insert("Object");
        ObjectTable {
            table: object_const(model),
            name: model.name.pascal.clone(),
            zh: model.zh.clone(),
            doc: model.doc.clone(),
            fields: self.fields(&model.fields),
        }
    }

    fn fields(&mut self, fields: &[Field]) -> Vec<FieldTable> {
        fields.iter().map(|field| self.field(field)).collect()
    }

    fn field(&mut self, field: &Field) -> FieldTable {
        self.imports.insert("Field");
        self.siblings.insert("FIELD".to_owned());
        if field.wire_text {
            self.imports.insert("Wire");
        }
        if field.day_edge.is_some() {
            self.imports.insert("DayEdge");
        }
        FieldTable {
            name: field.name.clone(),
            ty: self.ty(&field.ty),
            required: field.required,
            max_len: field.max_len,
            default: field.default,
            wire_text: field.wire_text,
            sample_name: field.sample_name.clone(),
            aliases: field.aliases.clone(),
            day_edge: field.day_edge.map(|edge| match edge {
                DayEdge::Start => "DayEdge::Start",
                DayEdge::End => "DayEdge::End",
            }),
            zh: field.zh.clone(),
            doc: field.doc.clone(),
        }
    }

    fn enumeration(&mut self, item: &Enum) -> EnumTable {
        self.imports.extend(["Enum", "EnumValue", "EnumWire"]);
        let values = item.values.iter().map(|value| ValueTable {
            name: value.name.clone(),
            value: match &value.value {
                EnumWire::Int(number) => format!("EnumWire::Int({number})"),
                EnumWire::Text(word) => format!("EnumWire::Text({word:?})"),
            },
            zh: value.zh.clone(),
            doc: value.doc.clone(),
        });
        EnumTable {
            table: enum_const(item),
            name: item.name.pascal.clone(),
            zh: item.zh.clone(),
            doc: item.doc.clone(),
            values: values.collect(),
        }
    }

    /// The type as an expression.
    fn ty(&mut self, ty: &Type) -> String {
        self.imports.insert("Type");
        match ty {
            Type::Id => "Type::Id".to_owned(),
            Type::Int => "Type::Int".to_owned(),
            Type::Text => "Type::Text".to_owned(),
            Type::Flag => "Type::Flag".to_owned(),
            Type::Money => "Type::Money".to_owned(),
            Type::Date => "Type::Date".to_owned(),
            Type::DateTime => "Type::DateTime".to_owned(),
            Type::Enum(of) => format!("Type::Enum(&{})", self.table(enum_const(of), &of.group)),
            Type::Object(of) => format!("Type::Object(&{})", self.table(object_const(of), &of.group)),
            Type::List(element) => format!("Type::List(&{})", self.ty(element)),
            Type::Csv(element) => format!("Type::Csv(&{})", self.ty(element)),
        }
    }

    fn table(&mut self, name: String, group: &str) -> String {
        if group != self.group {
            self.siblings.insert(name.clone());
        }
        name
    }
}
