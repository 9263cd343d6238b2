//! The doc comments of the Rust layer: the spec's texts in Rust's terms.

use std::collections::BTreeMap;

use crate::render::sentence;
use crate::spec::model::{Documented, Endpoint, Enum, EnumValue, Field, Group, Model, Safety, Spec, Type};

/// Writes comments. It knows all names of the wire, so that a text that says `freeSpaceValid` or
/// `/info/areas` becomes one that says `free_space_valid` or `info.areas`.
pub(in crate::targets) struct Docs<'a> {
    names: BTreeMap<&'a str, String>,
}

impl<'a> Docs<'a> {
    pub(in crate::targets) fn new(spec: &'a Spec) -> Self {
        Self::with_names(spec, |endpoint| endpoint.full_name(), |field| field.name.snake.clone())
    }

    /// The same in another language's names of endpoints and fields.
    pub(in crate::targets) fn with_names(
        spec: &'a Spec,
        of_endpoint: impl Fn(&Endpoint) -> String,
        of_field: impl Fn(&Field) -> String,
    ) -> Self {
        let mut names = BTreeMap::new();
        for endpoint in spec.endpoints() {
            names.insert(endpoint.path.as_str(), of_endpoint(endpoint));
        }
        let in_requests = spec.endpoints().flat_map(|endpoint| &endpoint.fields);
        let in_models = spec.groups.iter().flat_map(|group| &group.models).flat_map(|model| &model.fields);
        for field in in_requests.chain(in_models) {
            if field.name.wire != field.name.snake {
                names.insert(&field.name.wire, of_field(field));
            }
        }
        Self { names }
    }

    pub(in crate::targets) fn group(&self, group: &Group) -> String {
        let head = format!("{} ({}, document section {}).", group.title, group.zh, group.section);
        format!("{head}\n\n{}", self.text(&group.doc))
    }

    pub(in crate::targets) fn method(&self, endpoint: &Endpoint) -> String {
        let mut paragraphs = vec![
            format!("{} ({}, document section {}).", endpoint.title, endpoint.zh, endpoint.section),
            self.text(&endpoint.doc),
        ];
        if let Some(doc) = &endpoint.response_doc {
            paragraphs.push(format!("Returns: {}", self.text(doc)));
        }
        paragraphs.extend(endpoint.rules.iter().map(|rule| self.text(&rule.doc)));
        let safety = match endpoint.safety {
            Safety::Read => "It changes nothing, so a failed attempt is repeated.",
            Safety::Write => "It changes records, so it is not sent again once a byte may have left this machine.",
            Safety::Money => "It moves money, so it is not sent again once a byte may have left this machine.",
            Safety::Gate => "It may open a barrier, so it is not sent again once a byte may have left this machine.",
        };
        let mut facts = format!("`{} {}`. {safety}", endpoint.http.word(), endpoint.path);
        match &endpoint.response {
            Some(response) if response.is_list() => facts.push_str(" No record (`0009`) is an empty list."),
            Some(Type::Object(_)) => facts.push_str(" No record (`0009`) is an error of kind `NotFound`."),
            _ => {}
        }
        paragraphs.push(facts);
        paragraphs.join("\n\n")
    }

    pub(in crate::targets) fn request(&self, endpoint: &Endpoint, api: &str) -> String {
        format!("Request of [`{api}::{}`].", super::ident(&endpoint.name.snake).trim_start_matches("r#"))
    }

    pub(in crate::targets) fn new_request(&self, fields: &[Field]) -> String {
        let required: Vec<String> = fields
            .iter()
            .filter(|field| field.required && field.default.is_none())
            .map(|field| format!("`{}`", field.name.snake))
            .collect();
        match required.split_last() {
            None => "An empty one; no field is required.".to_owned(),
            Some((last, [])) => format!("An empty one; {last} is required."),
            Some((last, rest)) => format!("An empty one; {} and {last} are required.", rest.join(", ")),
        }
    }

    pub(in crate::targets) fn model(&self, model: &Model) -> String {
        format!("{}\n\n{}.", self.text(&model.doc), model.zh)
    }

    pub(in crate::targets) fn enumeration(&self, item: &Enum) -> String {
        format!("{}\n\n{}. A value that the document does not list is kept as it is.", self.text(&item.doc), item.zh)
    }

    pub(in crate::targets) fn value(&self, value: &EnumValue) -> String {
        format!("{} ({})", self.text(&value.doc), markdown(&value.zh))
    }

    pub(in crate::targets) fn request_field(&self, field: &Field) -> String {
        let mut facts = vec![markdown(&field.zh)];
        match (field.default, field.required) {
            (Some(default), _) => facts.push(format!("{default} when left out")),
            (None, true) => facts.push("required".to_owned()),
            (None, false) => {}
        }
        self.field(field, facts)
    }

    pub(in crate::targets) fn response_field(&self, field: &Field) -> String {
        let mut facts = vec![markdown(&field.zh)];
        if field.documented == Some(Documented::Yes) {
            facts.push("required by the document, but known to be missing".to_owned());
        }
        self.field(field, facts)
    }

    pub(in crate::targets) fn setter(&self, field: &Field) -> String {
        format!("Sets `{}`. {}", field.name.snake, self.text(&field.doc))
    }

    fn field(&self, field: &Field, mut facts: Vec<String>) -> String {
        facts.extend(field.unit.as_ref().map(|unit| format!("in {unit}")));
        facts.extend(field.max_len.map(|length| format!("documented length {length}")));
        if let Some(edge) = field.day_edge
            && !field.doc.contains("bare date")
        {
            facts.push(format!("a bare date means {}", edge.time()));
        }
        format!("{}\n\n{}.", self.text(&field.doc), facts.join("; "))
    }

    /// A text of the spec with Rust's names, safe to stand in a doc comment.
    fn text(&self, text: &str) -> String {
        let mut out = String::new();
        for (index, part) in text.split('`').enumerate() {
            if index % 2 == 1 {
                out.push_str(&format!("`{part}`"));
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
        let core = match self.names.get(core) {
            Some(name) => format!("`{name}`"),
            None if core.starts_with("http://") || core.starts_with("https://") => format!("<{core}>"),
            None => markdown(core),
        };
        format!("{}{core}{}", markdown(before), markdown(after))
    }
}

/// Characters that rustdoc would read as links or HTML.
fn markdown(text: &str) -> String {
    text.replace('[', "\\[").replace(']', "\\]").replace('<', "\\<")
}
