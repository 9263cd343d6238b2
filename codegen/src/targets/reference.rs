//! The endpoint reference in English and Chinese: `docs/reference/`.
//!
//! The Chinese pages show the document's own names and remarks. What the spec has only in English (how samples
//! were repaired) they leave out, rather than mix languages.

use serde::Serialize;

use super::{File, Target, templates};
use crate::Error;
use crate::render::{Renderer, sentence};
use crate::spec::Spec;
use crate::spec::model::{Endpoint, Enum, Group, Model, OneOf, Sample, Type};

mod fields;

use fields::FieldRow;

/// See the module.
pub(super) struct Reference;

impl Target for Reference {
    fn templates(&self) -> &'static [(&'static str, &'static str)] {
        templates!("reference": "group.en.md", "group.zh.md", "index.en.md", "index.zh.md")
    }

    fn directories(&self) -> &'static [&'static str] {
        &["docs/reference"]
    }

    fn files(&self, spec: &Spec, renderer: &Renderer) -> Result<Vec<File>, Error> {
        let mut files = Vec::new();
        for (language, folder, group_page, index_page) in [
            (Language::English, "docs/reference", "group.en.md", "index.en.md"),
            (Language::Chinese, "docs/reference/zh-CN", "group.zh.md", "index.zh.md"),
        ] {
            let pages: Vec<Page> = spec.groups.iter().map(|group| Page::new(group, language)).collect();
            for page in &pages {
                let text = renderer.render(group_page, page)?;
                files.push(File { path: format!("{folder}/{}.md", page.name), text });
            }
            let text = renderer.render(index_page, Index { pages, count: spec.endpoints().count() })?;
            files.push(File { path: format!("{folder}/README.md"), text });
        }
        Ok(files)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Language {
    English,
    Chinese,
}

#[derive(Serialize)]
struct Index {
    pages: Vec<Page>,
    count: usize,
}

/// One group. Both languages have all texts; each template takes its own.
#[derive(Serialize)]
struct Page {
    file: String,
    name: String,
    section: String,
    title: String,
    zh: String,
    doc: String,
    doc_zh: String,
    endpoints: Vec<EndpointView>,
    models: Vec<ModelView>,
    enums: Vec<EnumView>,
}

#[derive(Serialize)]
struct EndpointView {
    name: String,
    anchor: String,
    path: String,
    http: &'static str,
    section: String,
    overview: String,
    safety: &'static str,
    title: String,
    zh: String,
    doc: String,
    doc_zh: String,
    calls: Calls,
    fields: Vec<FieldRow>,
    rules: Vec<RuleView>,
    response: Option<String>,
    response_is_list: bool,
    response_is_model: bool,
    response_doc: Option<String>,
    response_doc_zh: Option<String>,
    samples: Vec<SampleView>,
    errata: Vec<String>,
    errata_zh: Vec<String>,
}

/// The call in every language.
#[derive(Serialize)]
struct Calls {
    rust: String,
    python: String,
    node: String,
    c: String,
    dotnet: String,
    cli: String,
}

#[derive(Serialize)]
struct RuleView {
    doc: String,
    choices: Vec<String>,
    several: bool,
}

#[derive(Serialize)]
struct SampleView {
    of_request: bool,
    language: &'static str,
    content: String,
    repaired: Option<String>,
}

#[derive(Serialize)]
struct ModelView {
    name: String,
    zh: String,
    doc: String,
    of_request: bool,
    fields: Vec<FieldRow>,
}

#[derive(Serialize)]
struct EnumView {
    name: String,
    zh: String,
    doc: String,
    values: Vec<ValueView>,
}

#[derive(Serialize)]
struct ValueView {
    value: String,
    name: String,
    zh: String,
    doc: String,
}

impl Page {
    fn new(group: &Group, language: Language) -> Self {
        let requested = requested_models(group);
        let context = Context { group: &group.name.snake, language };
        Self {
            file: group.file.clone(),
            name: group.name.snake.clone(),
            section: group.section.clone(),
            title: group.title.clone(),
            zh: group.zh.clone(),
            doc: group.doc.clone(),
            doc_zh: group.doc_zh.clone(),
            endpoints: group.endpoints.iter().map(|endpoint| context.endpoint(endpoint)).collect(),
            models: group.models.iter().map(|model| context.model(model, &requested)).collect(),
            enums: group.enums.iter().map(|item| enumeration(item)).collect(),
        }
    }
}

/// Models that stand directly in a request of the group.
fn requested_models(group: &Group) -> Vec<&str> {
    let fields = group.endpoints.iter().flat_map(|endpoint| &endpoint.fields);
    fields
        .filter_map(|field| match field.ty.element() {
            Type::Object(model) => Some(model.name.wire.as_str()),
            _ => None,
        })
        .collect()
}

/// What decides how things are shown: the page's group (for links) and language.
#[derive(Clone, Copy)]
struct Context<'a> {
    group: &'a str,
    language: Language,
}

impl Context<'_> {
    fn endpoint(self, endpoint: &Endpoint) -> EndpointView {
        EndpointView {
            name: endpoint.full_name(),
            // As GitHub derives it from the heading: without the dot.
            anchor: endpoint.full_name().replace('.', ""),
            path: endpoint.path.clone(),
            http: endpoint.http.word(),
            section: endpoint.section.clone(),
            overview: endpoint.overview.clone(),
            safety: endpoint.safety.word(),
            title: endpoint.title.clone(),
            zh: endpoint.zh.clone(),
            doc: endpoint.doc.clone(),
            doc_zh: endpoint.doc_zh.clone(),
            calls: Calls::new(endpoint),
            fields: endpoint.fields.iter().map(|field| self.field(field, true)).collect(),
            rules: endpoint.rules.iter().map(rule).collect(),
            response: endpoint.response.as_ref().map(|response| self.type_link(response)),
            response_is_list: endpoint.response.as_ref().is_some_and(Type::is_list),
            response_is_model: endpoint
                .response
                .as_ref()
                .is_some_and(|response| matches!(response.element(), Type::Object(_))),
            response_doc: endpoint.response_doc.clone(),
            response_doc_zh: endpoint.response_doc_zh.clone(),
            samples: endpoint.samples.iter().map(|sample| self::sample(sample, endpoint)).collect(),
            errata: endpoint.errata.clone(),
            errata_zh: endpoint.errata_zh.clone(),
        }
    }

    fn model(self, model: &Model, requested: &[&str]) -> ModelView {
        let of_request = requested.contains(&model.name.wire.as_str());
        ModelView {
            name: model.name.wire.clone(),
            zh: model.zh.clone(),
            doc: model.doc.clone(),
            of_request,
            fields: model.fields.iter().map(|field| self.field(field, of_request)).collect(),
        }
    }

    /// The type as a reader sees it; enums and models link to their tables.
    fn type_link(self, ty: &Type) -> String {
        let link = |name: &str, group: &str| {
            let page = if group == self.group { String::new() } else { format!("{group}.md") };
            format!("[{name}]({page}#{})", name.to_lowercase())
        };
        let (before, after, joined) = match self.language {
            Language::English => ("list of ", "", ", comma-joined"),
            Language::Chinese => ("", " 列表", "（逗号分隔）"),
        };
        match ty {
            Type::Enum(of) => link(&of.name.wire, &of.group),
            Type::Object(of) => link(&of.name.wire, &of.group),
            Type::List(element) => format!("{before}{}{after}", self.type_link(element)),
            Type::Csv(element) => format!("{before}{}{after}{joined}", self.type_link(element)),
            basic => format!("`{basic}`"),
        }
    }
}

fn rule(rule: &OneOf) -> RuleView {
    let choices = rule.choices.iter().map(|set| {
        let names: Vec<String> = set.iter().map(|name| format!("`{name}`")).collect();
        names.join(" + ")
    });
    RuleView { doc: rule.doc.clone(), choices: choices.collect(), several: rule.several }
}

fn sample(sample: &Sample, endpoint: &Endpoint) -> SampleView {
    let bare = matches!(endpoint.response, Some(Type::Text | Type::Id | Type::Flag)) && !sample.of_request;
    SampleView {
        of_request: sample.of_request,
        language: if bare { "text" } else { "json" },
        content: sample.content.trim().to_owned(),
        repaired: sample.repaired.as_deref().map(sentence),
    }
}

fn enumeration(item: &Enum) -> EnumView {
    let values = item.values.iter().map(|value| ValueView {
        value: value.value.to_string(),
        name: value.name.clone(),
        zh: value.zh.clone(),
        doc: value.doc.clone(),
    });
    EnumView { name: item.name.wire.clone(), zh: item.zh.clone(), doc: item.doc.clone(), values: values.collect() }
}

impl Calls {
    /// Mechanical, from the path; arguments are the fields that a call cannot do without.
    fn new(endpoint: &Endpoint) -> Self {
        let (group, name) = (&endpoint.group, &endpoint.name);
        let first_choice = |wire: &String| {
            endpoint.rules.iter().any(|rule| rule.choices.first().is_some_and(|choice| choice.contains(wire)))
        };
        let needed: Vec<_> = endpoint
            .fields
            .iter()
            .filter(|field| (field.required && field.default.is_none()) || first_choice(&field.name.wire))
            .map(|field| &field.name)
            .collect();
        let snake: Vec<String> = needed.iter().map(|name| format!("{}=…", name.snake)).collect();
        let camel: Vec<&str> = needed.iter().map(|name| name.camel.as_str()).collect();
        let request = if endpoint.fields.is_empty() { "" } else { "request" };
        let node = match (endpoint.fields.is_empty(), camel.is_empty()) {
            (true, _) => String::new(),
            (false, true) => "{}".to_owned(),
            (false, false) => format!("{{ {} }}", camel.join(", ")),
        };
        let c_request = if endpoint.fields.is_empty() { "" } else { "&request, " };
        let c_result = if endpoint.response.is_some() { "&result, " } else { "" };
        let cli = format!("welinkpark call {}.{} {}", group.snake, name.snake, snake.join(" "));
        Self {
            rust: format!("client.{}().{}({request}).await", group.snake, name.snake),
            python: format!("client.{}.{}({})", group.snake, name.snake, snake.join(", ")),
            node: format!("await client.{}.{}({node})", group.camel, name.camel),
            c: format!("wlp_{}_{}(client, {c_request}{c_result}&error)", group.snake, name.snake),
            dotnet: format!("await client.{}.{}Async({request})", group.pascal, name.pascal),
            cli: cli.trim_end().to_owned(),
        }
    }
}
