//! The docstrings of the Python layer: the spec's texts in Python's terms.

use std::collections::BTreeMap;

use crate::render::{sentence, wrap_columns};
use crate::spec::model::{Documented, Endpoint, Enum, EnumValue, Field, Group, Model, Safety, Spec, Type};

/// Columns of a docstring's text.
const WIDTH: usize = 100;

/// Writes docstrings. It knows all names of the wire, so that a text that says `freeSpaceValid` or `/info/areas`
/// becomes one that says `free_space_valid` or `info.areas`.
pub(super) struct Docs<'a> {
    names: BTreeMap<&'a str, String>,
}

impl<'a> Docs<'a> {
    pub(super) fn new(spec: &'a Spec) -> Self {
        let mut names = BTreeMap::new();
        for endpoint in spec.endpoints() {
            names.insert(endpoint.path.as_str(), endpoint.full_name());
        }
        let in_requests = spec.endpoints().flat_map(|endpoint| &endpoint.fields);
        let in_models = spec.groups.iter().flat_map(|group| &group.models).flat_map(|model| &model.fields);
        for field in in_requests.chain(in_models) {
            names.insert(&field.name.wire, field.name.snake.clone());
        }
        Self { names }
    }

    pub(super) fn group(&self, group: &Group) -> String {
        let head = format!("{} ({}, document section {}).", group.title, group.zh, group.section);
        self.block(&[head, self.text(&group.doc)], 4)
    }

    /// Summary, meaning, arguments, answer, errors.
    pub(super) fn method(&self, endpoint: &Endpoint) -> String {
        let mut paragraphs = vec![
            format!("{} ({}, document section {}).", endpoint.title, endpoint.zh, endpoint.section),
            self.text(&endpoint.doc),
        ];
        paragraphs.extend(endpoint.rules.iter().map(|rule| self.text(&rule.doc)));
        let safety = match endpoint.safety {
            Safety::Read => "It changes nothing, so a failed attempt is repeated.",
            Safety::Write => "It changes records, so it is not sent again once a byte may have left this machine.",
            Safety::Money => "It moves money, so it is not sent again once a byte may have left this machine.",
            Safety::Gate => "It may open a barrier, so it is not sent again once a byte may have left this machine.",
        };
        paragraphs.push(format!("``{} {}``. {safety}", endpoint.http.word(), endpoint.path));
        let mut text = self.block(&paragraphs, 8);
        if !endpoint.fields.is_empty() {
            text.push_str("\n\n        Args:");
            for field in &endpoint.fields {
                let line = format!("{}: {}", super::ident(&field.name.snake), self.request_line(field));
                text.push_str(&item(&line));
            }
        }
        let answer = match (&endpoint.response, &endpoint.response_doc) {
            (_, Some(doc)) => Some(self.text(doc)),
            (Some(ty), None) if ty.is_list() => Some("The records; none (``0009``) is an empty list.".to_owned()),
            (Some(Type::Object(_)), None) => Some("The record.".to_owned()),
            _ => None,
        };
        if let Some(answer) = answer {
            text.push_str("\n\n        Returns:");
            text.push_str(&item(&answer));
        }
        if matches!(endpoint.response, Some(Type::Object(_))) {
            text.push_str("\n\n        Raises:");
            text.push_str(&item("NotFoundError: There is no such record (``0009``)."));
        }
        text
    }

    pub(super) fn model(&self, model: &Model) -> String {
        self.block(&[summarised(&self.text(&model.doc)), format!("{}.", model.zh)], 4)
    }

    pub(super) fn enumeration(&self, item: &Enum) -> String {
        let open = format!("{}. A value that the document does not list is kept as it is.", item.zh);
        self.block(&[summarised(&self.text(&item.doc)), open], 4)
    }

    pub(super) fn value(&self, value: &EnumValue) -> String {
        self.block(&[format!("{} ({})", self.text(&value.doc), value.zh)], 4)
    }

    pub(super) fn request_field(&self, field: &Field) -> String {
        self.block(&[self.request_line(field)], 4)
    }

    pub(super) fn response_field(&self, field: &Field) -> String {
        let mut facts = vec![field.zh.clone()];
        if field.documented == Some(Documented::Yes) {
            facts.push("required by the document, but known to be missing".to_owned());
        }
        self.block(&[self.facts(field, facts)], 8)
    }

    fn request_line(&self, field: &Field) -> String {
        let mut facts = vec![field.zh.clone()];
        match (field.default, field.required) {
            (Some(default), _) => facts.push(format!("{default} when left out")),
            (None, true) => facts.push("required".to_owned()),
            (None, false) => {}
        }
        self.facts(field, facts)
    }

    fn facts(&self, field: &Field, mut facts: Vec<String>) -> String {
        facts.extend(field.unit.as_ref().map(|unit| format!("in {unit}")));
        facts.extend(field.max_len.map(|length| format!("documented length {length}")));
        if let Some(edge) = field.day_edge
            && !field.doc.contains("bare date")
        {
            facts.push(format!("a bare date means {}", edge.time()));
        }
        format!("{} {}.", self.text(&field.doc), facts.join("; "))
    }

    /// Paragraphs as the inside of a docstring that is indented by `indent` blanks.
    fn block(&self, paragraphs: &[String], indent: usize) -> String {
        let margin = " ".repeat(indent);
        let wrapped: Vec<String> = paragraphs
            .iter()
            .flat_map(|paragraph| paragraph.split("\n\n"))
            .map(|paragraph| wrap_columns(&escape(paragraph), WIDTH).join(&format!("\n{margin}")))
            .collect();
        wrapped.join(&format!("\n\n{margin}"))
    }

    /// A text of the spec with Python's names.
    fn text(&self, text: &str) -> String {
        let mut out = String::new();
        for (index, part) in text.split('`').enumerate() {
            if index % 2 == 1 {
                out.push_str(&format!("``{part}``"));
                continue;
            }
            for word in part.split_inclusive(char::is_whitespace) {
                out.push_str(&self.word(word));
            }
        }
        sentence(&out)
    }

    fn word(&self, word: &str) -> String {
        let start = word.find(|c: char| c.is_alphanumeric() || c == '/').unwrap_or(word.len());
        let (before, rest) = word.split_at(start);
        let end = rest
            .rfind(|c: char| c.is_alphanumeric())
            .map_or(0, |last| last + rest.get(last..).and_then(|tail| tail.chars().next()).map_or(0, char::len_utf8));
        let (core, after) = rest.split_at(end);
        match self.names.get(core) {
            // Only names that could not be mistaken for a word of English.
            Some(name) if name != core || core.starts_with('/') => format!("{before}``{name}``{after}"),
            _ => word.to_owned(),
        }
    }
}

/// A text whose first sentence, where more follow, stands alone.
fn summarised(text: &str) -> String {
    match text.split_once(". ") {
        Some((summary, rest)) => format!("{summary}.\n\n{rest}"),
        None => text.to_owned(),
    }
}

fn item(text: &str) -> String {
    let lines = wrap_columns(&escape(text), WIDTH - 4);
    format!("\n            {}", lines.join("\n                "))
}

fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace("\"\"\"", "\\\"\\\"\\\"")
}
