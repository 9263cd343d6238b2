//! The outer JSON of every answer (document, chapter 4.3).

use std::borrow::Cow;

use super::content::Coding;
use super::json::{as_text, for_each_field};
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
        let (mut status, mut data) = (None, None);
        for_each_field(body, |name, value| match &*name {
            "responseStatus" => status = Some(value),
            "responseData" => data = Some(value),
            _ => {}
        })
        .map_err(|error| not_an_envelope(body, &error))?;
        let status = status.ok_or_else(|| invalid("responseStatus is missing"))?;

        let (mut code, mut message, mut err_code) = (None, None, None);
        for_each_field(status, |name, value| match &*name {
            "code" => code = Some(value),
            "message" => message = Some(value),
            "errCode" => err_code = Some(value),
            _ => {}
        })
        .map_err(|_| invalid("responseStatus is not an object"))?;

        let mut envelope = Self {
            code: read_code(code)?,
            message: read_text("responseStatus.message", message)?.unwrap_or_default(),
            err_code: read_text("responseStatus.errCode", err_code)?.filter(|text| !text.is_empty()),
            coding: Coding::default(),
            content: Cow::Borrowed(""),
        };
        if let Some(data) = data.filter(|&data| data != "null" && data != "\"\"") {
            match read_data(data) {
                Ok((coding, content)) => {
                    envelope.coding = coding;
                    envelope.content = content;
                }
                // A refusal stays a refusal, however its data looks.
                Err(error) if envelope.is_success() => return Err(error),
                Err(_) => {}
            }
        }
        Ok(envelope)
    }

    /// Whether the code is `0000`. Messages are for people and decide nothing.
    pub fn is_success(&self) -> bool {
        self.code == SUCCESS
    }
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

fn read_data(raw: &str) -> Result<(Coding, Cow<'_, str>)> {
    let (mut encrypt, mut zip, mut content) = (None, None, None);
    for_each_field(raw, |name, value| match &*name {
        "encryptCode" => encrypt = Some(value),
        "zipCode" => zip = Some(value),
        "content" => content = Some(value),
        _ => {}
    })
    .map_err(|_| invalid("responseData is not an object"))?;
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

fn not_an_envelope(body: &str, error: &serde_json::Error) -> Error {
    let start = body.trim_start();
    if start.starts_with('<') {
        return invalid("the answer is an HTML or XML page, not the platform's JSON: a proxy or a wrong base URL?");
    }
    if start.is_empty() {
        return invalid("the answer is empty");
    }
    invalid(&format!("the answer is not the platform's JSON: {error}"))
}

fn invalid(message: &str) -> Error {
    Error::decode(Stage::Envelope, message)
}
