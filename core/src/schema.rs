//! The platform's API as data: every endpoint, field, enum and model of the document.
//!
//! The tables behind these types are generated from `spec/` (see [`ENDPOINTS`](crate::ENDPOINTS)).
//! One engine encodes requests and decodes responses by them, so a rule such as "required" or "joined
//! with commas" is written once, whichever language makes the call. The command line, the sandbox and
//! the tests read the same tables.

/// One endpoint of the platform.
#[derive(Debug)]
pub struct Endpoint {
    /// `group.method` in snake case, as every language and the command line know it: `passport.get`.
    pub name: &'static str,
    /// Method path under the base URL: `/passport/get`.
    pub path: &'static str,
    /// The one HTTP method the platform takes for it.
    pub http_method: HttpMethod,
    /// What a second sending of the same request could do.
    pub safety: Safety,
    /// Section of the document, such as `5.3.2`.
    pub section: &'static str,
    /// English title.
    pub title: &'static str,
    /// The document's own title.
    pub title_zh: &'static str,
    /// What it does, in English.
    pub doc: &'static str,
    /// Request fields in the document's order; empty where there is no business data.
    pub request: &'static [Field],
    /// Rules that span several request fields.
    pub rules: &'static [OneOf],
    /// Type of the business data in the answer; `None` where there is none.
    pub response: Option<Type>,
}

/// HTTP method of an endpoint: queries use GET, what changes state uses POST, `/auth/*` uses POST.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HttpMethod {
    /// Parameters in the query string only.
    Get,
    /// Parameters in the form body only.
    Post,
}

/// What a second sending of the same request could do; decides about retries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Safety {
    /// Changes nothing: may be sent again.
    Read,
    /// Changes records: never sent again once a byte may have left this machine.
    Write,
    /// Moves or records money: as `Write`.
    Money,
    /// May open a barrier: as `Write`.
    Gate,
}

/// One field of a request, a response or a model.
#[derive(Debug)]
pub struct Field {
    /// Wire name: `laneId`.
    pub name: &'static str,
    /// The same in snake case: `lane_id`.
    pub snake: &'static str,
    /// Type.
    pub ty: Type,
    /// In a request: refused when absent or empty. In a response: a decode error when missing (a
    /// missing text or list reads as empty instead).
    pub required: bool,
    /// Documented maximum length in characters; advice, never a reason to reject.
    pub max_len: Option<u32>,
    /// Request only: the number sent when the caller leaves the field out.
    pub default: Option<i64>,
    /// Request only: how the value is written.
    pub wire: Wire,
    /// Request only: the name that the document's sample uses where it differs from the field table;
    /// sent instead of `name` when the client is told to use sample names.
    pub sample_name: Option<&'static str>,
    /// Response only: other spellings that are accepted.
    pub aliases: &'static [&'static str],
    /// `DateTime` only: what a bare date means.
    pub day_edge: Option<DayEdge>,
    /// The document's name for it: `通道标识`.
    pub title_zh: &'static str,
    /// Meaning, unit and range, in English.
    pub doc: &'static str,
}

/// How a request value is written on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wire {
    /// In its documented JSON type.
    Plain,
    /// As a JSON string although the type is a number, as the document's sample does.
    Text,
}

/// What a bare date means where date and time are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DayEdge {
    /// 00:00:00 of that day.
    Start,
    /// 23:59:59 of that day.
    End,
}

/// Type of a field.
#[derive(Debug, Clone, Copy)]
pub enum Type {
    /// 64-bit identifier; beyond 2^53, so never a floating-point number.
    Id,
    /// Integer.
    Int,
    /// Text.
    Text,
    /// Yes or no; sent as 1 or 0.
    Flag,
    /// Amount of money in yuan, exact decimal.
    Money,
    /// Calendar date, `yyyy-MM-dd`.
    Date,
    /// China Standard Time, `yyyy-MM-dd HH:mm:ss`.
    DateTime,
    /// Open enumeration.
    Enum(&'static Enum),
    /// Nested object.
    Object(&'static Object),
    /// JSON array.
    List(&'static Type),
    /// List that the wire joins with commas into one string; elements are `Id` or `Text`.
    Csv(&'static Type),
}

/// An open enumeration: values that the document does not list are kept as they are.
#[derive(Debug)]
pub struct Enum {
    /// Name of the type in every language: `LaneType`.
    pub name: &'static str,
    /// The document's name for it.
    pub title_zh: &'static str,
    /// Meaning, in English.
    pub doc: &'static str,
    /// The documented values.
    pub values: &'static [EnumValue],
}

/// One documented value of an enumeration.
#[derive(Debug)]
pub struct EnumValue {
    /// Name in `UpperCamelCase`.
    pub name: &'static str,
    /// What the wire carries.
    pub value: EnumWire,
    /// The document's meaning.
    pub title_zh: &'static str,
    /// Meaning, in English.
    pub doc: &'static str,
}

/// Wire value of an enumeration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EnumWire {
    /// A number.
    Int(i64),
    /// A word.
    Text(&'static str),
}

/// A model: a named group of fields.
#[derive(Debug)]
pub struct Object {
    /// Name of the type in every language: `Lane`.
    pub name: &'static str,
    /// The document's name for it.
    pub title_zh: &'static str,
    /// Meaning, in English.
    pub doc: &'static str,
    /// Fields in the document's order.
    pub fields: &'static [Field],
}

/// A rule over several request fields: each entry of `choices` is a set of fields that go together.
#[derive(Debug)]
pub struct OneOf {
    /// The alternatives, by wire names.
    pub choices: &'static [&'static [&'static str]],
    /// Whether more than one alternative may be given.
    pub several: bool,
}
