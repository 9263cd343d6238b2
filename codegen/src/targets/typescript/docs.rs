//! The TSDoc of the TypeScript layer: the spec's texts in Node's terms.

use std::collections::BTreeMap;

use crate::render::sentence;
use crate::spec::model::{Documented, Endpoint, Enum, EnumValue, Field, Group, Model, Safety, Spec, Type};

/// Writes comments. It knows all names of the wire, so that fields stand in backticks and `/info/areas` becomes
/// `client.info.areas`.
pub(super) struct Docs<'a> {
    names: BTreeMap<&'a str, String>,
}

impl<'a> Docs<'a> {
    pub(super) fn new(spec: &'a Spec) -> Self {
        let mut names = BTreeMap::new();
        for endpoint in spec.endpoints() {
            let name = format!("client.{}.{}", endpoint.group.camel, endpoint.name.camel);
            names.insert(endpoint.path.as_str(), name);
        }
        let in_requests = spec.endpoints().flat_map(|endpoint| &endpoint.fields);
        let in_models = spec.groups.iter().flat_map(|group| &group.models).flat_map(|model| &model.fields);
        for field in in_requests.chain(in_models) {
            // A name without capitals is a word of English, too.
            if field.name.wire != field.name.snake {
                names.insert(&field.name.wire, field.name.wire.clone());
            }
        }
        Self { names }
    }

    pub(super) fn group_head(&self, group: &Group) -> String {
        format!("{} ({}, document section {}).", group.title, group.zh, group.section)
    }

    pub(super) fn group(&self, group: &Group) -> String {
        format!("{}\n\n{}", self.group_head(group), self.text(&group.doc))
    }

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
        let mut facts = format!("`{} {}`. {safety}", endpoint.http.word(), endpoint.path);
        match &endpoint.response {
            Some(response) if response.is_list() => facts.push_str(" No record (`0009`) is an empty list."),
            Some(Type::Object(_)) => facts.push_str(" No record (`0009`) is a `NotFoundError`."),
            _ => {}
        }
        paragraphs.push(facts);
        if let Some(doc) = &endpoint.response_doc {
            paragraphs.push(format!("@returns {}", self.text(doc)));
        }
        paragraphs.join("\n\n")
    }

    pub(super) fn request(&self, endpoint: &Endpoint, api: &str) -> String {
        format!("Parameters of {{@link {api}.{}}}.", endpoint.name.camel)
    }

    pub(super) fn model(&self, model: &Model, of_request: bool) -> String {
        let kept = if of_request { "" } else { " Fields that this version does not know are kept beside these." };
        format!("{}\n\n{}.{kept}", self.text(&model.doc), model.zh)
    }

    pub(super) fn enumeration(&self, item: &Enum) -> String {
        format!("{}\n\n{}. A value that the document does not list is kept as it is.", self.text(&item.doc), item.zh)
    }

    pub(super) fn value(&self, value: &EnumValue) -> String {
        format!("{} ({})", self.text(&value.doc), plain(&value.zh))
    }

    pub(super) fn request_field(&self, field: &Field) -> String {
        let mut facts = vec![plain(&field.zh)];
        facts.extend(field.default.map(|default| format!("{default} when left out")));
        self.field(field, facts)
    }

    pub(super) fn response_field(&self, field: &Field) -> String {
        let mut facts = vec![plain(&field.zh)];
        if field.documented == Some(Documented::Yes) {
            facts.push("required by the document, but known to be missing".to_owned());
        }
        self.field(field, facts)
    }

    fn field(&self, field: &Field, mut facts: Vec<String>) -> String {
        if matches!(field.ty, Type::Date) {
            facts.push("`yyyy-MM-dd`".to_owned());
        }
        facts.extend(field.unit.as_ref().map(|unit| format!("in {unit}")));
        facts.extend(field.max_len.map(|length| format!("documented length {length}")));
        if let Some(edge) = field.day_edge
            && !field.doc.contains("bare date")
        {
            facts.push(format!("a bare date means {}", edge.time()));
        }
        format!("{}\n\n{}.", self.text(&field.doc), facts.join("; "))
    }

    /// A text of the spec with Node's names, safe to stand in a comment.
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
        let core = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '/');
        match self.names.get(core) {
            Some(name) => word.replacen(core, &format!("`{name}`"), 1),
            None => plain(word),
        }
    }
}

/// Without what would end a comment or begin a tag in it.
fn plain(text: &str) -> String {
    text.replace("*/", "* /").replace('{', "(").replace('}', ")").replace('@', "\\@")
}
