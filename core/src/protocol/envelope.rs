//! The outer JSON of every answer (document, chapter 4.3).

use std::borrow::Cow;

use super::content::Coding;
use super::json::{as_text, for_each_field};
use super::scan::Scanner;
use crate::error::{Error, Result, Stage};

/// The code of an answer to a request that succeeded.
pub const SUCCESS: &str = "0000";

/// An answer before its content is decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope<'a> {
    /// `0000`, or an error code of chapter 6; a number is padded to four digits.
    pub code: String,
    /// The platform's message; empty if it sent none.
    pub message: Cow<'a, str>,
    /// Business detail, such as `NoBill`.
    pub err_code: Option<Cow<'a, str>>,
    /// How `content` is coded: what the answer says, not what the request asked for.
    pub coding: Coding,
    /// Encoded business data; empty if there is none.
    pub content: Cow<'a, str>,
}

impl<'a> Envelope<'a> {
    /// Reads an answer. Codes may be numbers or strings, `responseData` may be missing, unknown fields are
    /// passed over, and of a repeated name the last counts.
    ///
    /// # Errors
    /// `Decode` (stage `envelope`) if it is not the platform's JSON.
    pub fn parse(body: &'a str) -> Result<Self> {
        let body = body.trim_start_matches('\u{feff}');
        let (status, data) = parts(body).ok_or_else(|| not_an_envelope(body))?;
        let [code, message, err_code] = match status.ok_or_else(|| invalid("responseStatus is missing"))? {
            Part::Object(fields) => fields,
            Part::Other(_) => return Err(invalid("responseStatus is not an object")),
        };

        let mut envelope = Self {
            code: read_code(code)?,
            message: read_text("responseStatus.message", message)?.unwrap_or_default(),
            err_code: read_text("responseStatus.errCode", err_code)?.filter(|text| !text.is_empty()),
            coding: Coding::default(),
            content: Cow::Borrowed(""),
        };
        match data.map_or_else(|| Ok(Default::default()), read_data) {
            Ok((coding, content)) => {
                envelope.coding = coding;
                envelope.content = content;
            }
            // A refusal stays a refusal, however its data looks.
            Err(error) if envelope.is_success() => return Err(error),
            Err(_) => {}
        }
        Ok(envelope)
    }

    /// Whether the code is `0000`. Messages are for people and decide nothing.
    pub fn is_success(&self) -> bool {
        self.code == SUCCESS
    }
}

/// One of an answer's two parts: the fields that count, as they are written, or what stands there instead of an object.
enum Part<'a, const N: usize> {
    Object([Option<&'a str>; N]),
    Other(&'a str),
}

impl<'a, const N: usize> Part<'a, N> {
    fn read(scanner: &mut Scanner<'a>, names: &[&str; N]) -> Option<Self> {
        let mut ahead = scanner.clone();
        if let Some(fields) = ahead.fields(names) {
            *scanner = ahead;
            return Some(Self::Object(fields));
        }
        scanner.value().map(Self::Other)
    }
}

/// An answer's status and data, each if it is there, read in one pass; `None` if it is not an object in JSON.
fn parts(body: &str) -> Option<(Option<Part<'_, 3>>, Option<Part<'_, 3>>)> {
    let (mut status, mut data) = (None, None);
    let mut scanner = Scanner::new(body);
    scanner.object(|scanner| {
        match scanner.which(&["responseStatus", "responseData"])? {
            Some(0) => status = Some(Part::read(scanner, &["code", "message", "errCode"])?),
            Some(_) => data = Some(Part::read(scanner, &["encryptCode", "zipCode", "content"])?),
            None => {
                scanner.value()?;
            }
        }
        Some(())
    })?;
    scanner.end()?;
    Some((status, data))
}

fn read_code(raw: Option<&str>) -> Result<String> {
    let text = raw.and_then(as_text).unwrap_or_default();
    let code = text.trim_ascii();
    if code.is_empty() {
        return Err(invalid("responseStatus.code is missing"));
    }
    let is_number = raw.is_some_and(|raw| !raw.starts_with('"'));
    if is_number && !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(invalid(&format!("responseStatus.code is {code}, not a code")));
    }
    Ok(if is_number { format!("{code:0>4}") } else { code.to_owned() })
}

fn read_data(data: Part<'_, 3>) -> Result<(Coding, Cow<'_, str>)> {
    let [encrypt, zip, content] = match data {
        Part::Object(fields) => fields,
        Part::Other("null" | "\"\"") => return Ok(Default::default()),
        Part::Other(_) => return Err(invalid("responseData is not an object")),
    };
    let coding = Coding { encrypt: read_flag("encryptCode", encrypt)?, zip: read_flag("zipCode", zip)? };
    if content.is_some_and(|raw| raw.starts_with(['[', '{'])) {
        return Err(invalid("responseData.content is not a string"));
    }
    Ok((coding, read_text("responseData.content", content)?.unwrap_or_default()))
}

fn read_flag(name: &str, raw: Option<&str>) -> Result<bool> {
    let text = match raw {
        None | Some("null") => Cow::Borrowed(""),
        Some(raw) => as_text(raw).unwrap_or(Cow::Borrowed(raw)),
    };
    match text.trim_ascii() {
        "" | "0" | "false" => Ok(false),
        "1" | "true" => Ok(true),
        other => Err(invalid(&format!("responseData.{name} is {other}; known are 0 and 1"))),
    }
}

/// A text; `None` for null and for what is no scalar.
fn read_text<'a>(name: &str, raw: Option<&'a str>) -> Result<Option<Cow<'a, str>>> {
    match raw {
        Some(raw) if raw.starts_with('"') => {
            as_text(raw).map(Some).ok_or_else(|| invalid(&format!("{name} has a broken escape")))
        }
        raw => Ok(raw.and_then(as_text)),
    }
}

fn not_an_envelope(body: &str) -> Error {
    let start = body.trim_start();
    if start.starts_with('<') {
        return invalid("the answer is an HTML or XML page, not the platform's JSON: a proxy or a wrong base URL?");
    }
    if start.is_empty() {
        return invalid("the answer is empty");
    }
    let reason = for_each_field(body, |_, _| {}).err().map(|error| format!(": {error}")).unwrap_or_default();
    invalid(&format!("the answer is not the platform's JSON{reason}"))
}

fn invalid(message: &str) -> Error {
    Error::decode(Stage::Envelope, message)
}
