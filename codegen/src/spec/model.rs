//! The resolved spec: what templates and checks work on.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::names::Name;
use crate::problem::Place;

/// The whole API, in the document's order.
#[derive(Debug)]
pub struct Spec {
    /// Groups, by section.
    pub groups: Vec<Group>,
    /// Names of the models that requests contain, directly or inside other models.
    pub request_models: BTreeSet<String>,
    /// Names of the models that responses contain.
    pub response_models: BTreeSet<String>,
    /// Names of the enums that anything uses.
    pub used_enums: BTreeSet<String>,
}

impl Spec {
    /// All endpoints, in the document's order.
    pub fn endpoints(&self) -> impl Iterator<Item = &Endpoint> {
        self.groups.iter().flat_map(|group| &group.endpoints)
    }
}

/// One group: one file, one chapter of the document, one property of the client.
#[derive(Debug)]
pub struct Group {
    /// `parking_fee` in all styles.
    pub name: Name,
    /// The file, as in `spec/parking_fee.toml`.
    pub file: String,
    /// First path segment: `/parkingFee`.
    pub prefix: String,
    /// Section of the document: `5.5`.
    pub section: String,
    /// The document's title.
    pub zh: String,
    /// English title.
    pub title: String,
    /// What it is for, in English.
    pub doc: String,
    /// The same in Chinese.
    pub doc_zh: String,
    /// Enums declared here.
    pub enums: Vec<Arc<Enum>>,
    /// Models declared here.
    pub models: Vec<Arc<Model>>,
    /// Endpoints, by section.
    pub endpoints: Vec<Endpoint>,
    /// Where it stands, for messages.
    pub place: Place,
}

/// An open enumeration.
#[derive(Debug)]
pub struct Enum {
    /// Type name.
    pub name: Name,
    /// Snake name of the group that declares it.
    pub group: String,
    /// The document's name.
    pub zh: String,
    /// Meaning, in English.
    pub doc: String,
    /// The documented values.
    pub values: Vec<EnumValue>,
    /// Where it stands.
    pub place: Place,
}

impl Enum {
    /// Whether its values are words; numbers otherwise.
    pub fn is_text(&self) -> bool {
        self.values.iter().any(|value| matches!(value.value, EnumWire::Text(_)))
    }
}

/// One documented value of an enumeration.
#[derive(Debug)]
pub struct EnumValue {
    /// UpperCamelCase.
    pub name: String,
    /// On the wire.
    pub value: EnumWire,
    /// The document's meaning.
    pub zh: String,
    /// Meaning, in English.
    pub doc: String,
}

/// Wire value of an enumeration.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum EnumWire {
    /// A number.
    Int(i64),
    /// A word.
    Text(String),
}

impl std::fmt::Display for EnumWire {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Int(number) => number.fmt(f),
            Self::Text(word) => word.fmt(f),
        }
    }
}

/// A named group of fields.
#[derive(Debug)]
pub struct Model {
    /// Type name.
    pub name: Name,
    /// Snake name of the group that declares it.
    pub group: String,
    /// The document's name.
    pub zh: String,
    /// Meaning, in English.
    pub doc: String,
    /// Fields in the document's order.
    pub fields: Vec<Field>,
    /// Where it stands.
    pub place: Place,
}

/// One endpoint.
#[derive(Debug)]
pub struct Endpoint {
    /// Method name, from the last path segment.
    pub name: Name,
    /// Name of its group.
    pub group: Name,
    /// `/passport/get`.
    pub path: String,
    /// `GET` or `POST`.
    pub http: Http,
    /// Section, such as `5.3.2`.
    pub section: String,
    /// Number in the overview of chapter 3, such as `3.2`.
    pub overview: String,
    /// What a second sending could do.
    pub safety: Safety,
    /// The document's title.
    pub zh: String,
    /// English title.
    pub title: String,
    /// What it does, in English.
    pub doc: String,
    /// The same in Chinese.
    pub doc_zh: String,
    /// Request fields in the document's order.
    pub fields: Vec<Field>,
    /// Rules over several fields.
    pub rules: Vec<OneOf>,
    /// Type of the business data; `None` where there is none.
    pub response: Option<Type>,
    /// What a scalar response means.
    pub response_doc: Option<String>,
    /// The same in Chinese.
    pub response_doc_zh: Option<String>,
    /// The document's samples, repaired.
    pub samples: Vec<Sample>,
    /// Contradictions of the document, and what the library does.
    pub errata: Vec<String>,
    /// The same in Chinese, note by note.
    pub errata_zh: Vec<String>,
    /// Where it stands.
    pub place: Place,
}

impl Endpoint {
    /// `passport.get`, as the generic call and the command line know it.
    pub fn full_name(&self) -> String {
        format!("{}.{}", self.group.snake, self.name.snake)
    }

    /// Whether its answer is a list that can be walked page by page.
    pub fn is_paged(&self) -> bool {
        matches!(self.response, Some(Type::List(_))) && ["offset", "length"].iter().all(|name| self.has(name))
    }

    /// Whether it is such a list, of a time range that can be cut into windows.
    pub fn is_windowed(&self) -> bool {
        let ranges = [["startTime", "endTime"], ["startDate", "endDate"]];
        self.is_paged() && ranges.iter().any(|range| range.iter().all(|name| self.has(name)))
    }

    fn has(&self, field: &str) -> bool {
        self.fields.iter().any(|known| known.name.wire == field)
    }

    /// Name of its request type in every language: `PassportGetRequest`.
    pub fn request_name(&self) -> String {
        format!("{}{}Request", self.group.pascal, self.name.pascal)
    }
}

/// HTTP method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Http {
    /// Parameters in the query string.
    Get,
    /// Parameters in the form body.
    Post,
}

impl Http {
    /// As the wire writes it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// What a second sending could do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Safety {
    /// Changes nothing.
    Read,
    /// Changes records.
    Write,
    /// Moves or records money.
    Money,
    /// May open a barrier.
    Gate,
}

impl Safety {
    /// As the spec writes it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Money => "money",
            Self::Gate => "gate",
        }
    }
}

/// One field of a request or a model.
#[derive(Debug)]
pub struct Field {
    /// Wire name in all styles.
    pub name: Name,
    /// Type.
    pub ty: Type,
    /// Refused (request) or a decode error (response) when missing.
    pub required: bool,
    /// What the document says about requiredness where it differs.
    pub documented: Option<Documented>,
    /// Documented maximum length.
    pub max_len: Option<u32>,
    /// Number sent when left out.
    pub default: Option<i64>,
    /// Sent as a JSON string although a number.
    pub wire_text: bool,
    /// Name in the document's sample, where it differs.
    pub sample_name: Option<String>,
    /// Other spellings accepted in responses.
    pub aliases: Vec<String>,
    /// What a bare date means.
    pub day_edge: Option<DayEdge>,
    /// Unit of a number.
    pub unit: Option<String>,
    /// The document's name.
    pub zh: String,
    /// Meaning, in English.
    pub doc: String,
    /// The document's remark.
    pub note_zh: Option<String>,
}

impl Field {
    /// Every name under which the field may stand in a JSON object.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.wire.as_str())
            .chain(self.sample_name.as_deref())
            .chain(self.aliases.iter().map(String::as_str))
    }
}

/// The document's column 必须 where it differs from what the library demands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Documented {
    /// 是
    Yes,
    /// 否
    No,
    /// Left blank.
    Blank,
}

/// What a bare date means in a `datetime` field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayEdge {
    /// 00:00:00
    Start,
    /// 23:59:59
    End,
}

impl DayEdge {
    /// The time of day that is meant.
    pub fn time(self) -> &'static str {
        match self {
            Self::Start => "00:00:00",
            Self::End => "23:59:59",
        }
    }
}

/// A resolved type.
#[derive(Debug, Clone)]
pub enum Type {
    /// 64-bit identifier.
    Id,
    /// Integer.
    Int,
    /// Text.
    Text,
    /// Yes or no.
    Flag,
    /// Exact decimal.
    Money,
    /// `yyyy-MM-dd`.
    Date,
    /// `yyyy-MM-dd HH:mm:ss`, China Standard Time.
    DateTime,
    /// Open enumeration.
    Enum(Arc<Enum>),
    /// Nested object.
    Object(Arc<Model>),
    /// JSON array.
    List(Box<Type>),
    /// Comma-joined text.
    Csv(Box<Type>),
}

impl Type {
    /// Whether it is a list for the caller.
    pub fn is_list(&self) -> bool {
        matches!(self, Self::List(_) | Self::Csv(_))
    }

    /// The type itself or, of a list, its elements.
    pub fn element(&self) -> &Type {
        match self {
            Self::List(element) | Self::Csv(element) => element,
            other => other,
        }
    }
}

impl std::fmt::Display for Type {
    /// As the spec writes it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Id => f.write_str("id"),
            Self::Int => f.write_str("int"),
            Self::Text => f.write_str("text"),
            Self::Flag => f.write_str("flag"),
            Self::Money => f.write_str("money"),
            Self::Date => f.write_str("date"),
            Self::DateTime => f.write_str("datetime"),
            Self::Enum(of) => f.write_str(&of.name.wire),
            Self::Object(of) => f.write_str(&of.name.wire),
            Self::List(element) => write!(f, "list<{element}>"),
            Self::Csv(element) => write!(f, "csv<{element}>"),
        }
    }
}

/// Alternatives among request fields, by wire names.
#[derive(Debug)]
pub struct OneOf {
    /// Each entry is a set of fields that go together.
    pub choices: Vec<Vec<String>>,
    /// Whether more than one may be given.
    pub several: bool,
    /// What the rule says, in English.
    pub doc: String,
    /// The same in Chinese.
    pub doc_zh: Option<String>,
}

/// A sample of the document.
#[derive(Debug)]
pub struct Sample {
    /// Of the request; of the response otherwise.
    pub of_request: bool,
    /// What `content` carries.
    pub content: String,
    /// What was repaired and why.
    pub repaired: Option<String>,
}

/// The choices of a rule for a message or a page: `a + b | c`.
pub fn choices(choices: &[Vec<String>]) -> String {
    let sets: Vec<String> = choices.iter().map(|set| set.join(" + ")).collect();
    sets.join(" | ")
}
