//! What a call brought back, as JavaScript takes it soonest: one text to parse.

use encoding_rs::Encoding;
use napi::bindgen_prelude::{Buffer, Either, Latin1String, Utf16String};
use napi_derive::napi;
use serde::Serialize;
use welinkpark::RawResponse;

use crate::failure::{Result, internal};

/// Contents longer than this are handed over as they are: making a string of them costs more than minding a buffer.
const SHORT: usize = 2048;

/// A string that JavaScript stores as it comes.
type Text = Either<Latin1String, Utf16String>;

/// What a call brought back.
#[napi(object)]
pub struct Answer {
    /// The result as canonical JSON in `data`, null for raw calls, beside all else that is known about the answer.
    #[napi(ts_type = "string")]
    pub json: Text,
    /// Decrypted content; a long one in UTF-8, made a string only if someone asks.
    #[napi(ts_type = "string | Buffer")]
    pub content: Either<Text, Buffer>,
}

/// An answer but its result and content.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Told<'a> {
    code: &'a str,
    message: &'a str,
    err_code: Option<&'a str>,
    attempts: u32,
    nonce: u32,
    timestamp: i64,
}

impl Answer {
    /// Of a result in JSON, and the answer that it was made of.
    pub(crate) fn new(data: &str, raw: RawResponse) -> Result<Self> {
        let RawResponse { content, code, message, err_code, attempts, nonce, timestamp } = raw;
        let told = Told { code: &code, message: &message, err_code: err_code.as_deref(), attempts, nonce, timestamp };
        let told = serde_json::to_string(&told).map_err(internal)?;
        let json = json([r#"{"data":"#, data, ",", told.trim_start_matches('{')]);
        let content = match content.len() {
            ..=SHORT => Either::A(utf16(&[&content])),
            _ => Either::B(content.into_bytes().into()),
        };
        Ok(Self { json, content })
    }
}

/// JSON in the form that `JSON.parse` reads soonest: with little that is not ASCII it is all ASCII, the rest escaped,
/// as it reads UTF-16 more slowly than so many escapes.
fn json<const N: usize>(parts: [&str; N]) -> Text {
    let (bytes, characters) =
        parts.iter().fold((0, 0), |(bytes, characters), part| (bytes + part.len(), characters + part.chars().count()));
    // With escapes it is not much more than half as long again: most such characters have three bytes in UTF-8.
    if 5 * (bytes - characters) > characters {
        return utf16(&parts);
    }
    let mut escaped = String::with_capacity(bytes + 2 * (bytes - characters));
    for mut rest in parts {
        loop {
            let (ascii, others) = rest.split_at(Encoding::ascii_valid_up_to(rest.as_bytes()));
            escaped.push_str(ascii);
            let Some(character) = others.chars().next() else { break };
            for unit in character.encode_utf16(&mut [0; 2]) {
                escaped.push_str("\\u");
                escaped.extend([12, 8, 4, 0].map(|shift| hex(*unit >> shift)));
            }
            rest = others.get(character.len_utf8()..).unwrap_or_default();
        }
    }
    Either::A(escaped.into())
}

/// The digit of the lowest four bits.
fn hex(bits: u16) -> char {
    char::from_digit(u32::from(bits & 0xf), 16).unwrap_or_default()
}

/// JavaScript stores what is not ASCII as UTF-16, and would decode UTF-8 in its own thread and more slowly.
fn utf16(parts: &[&str]) -> Text {
    if parts.iter().all(|part| part.is_ascii()) {
        return Either::A(parts.concat().into());
    }
    let mut units = vec![0; parts.iter().map(|part| part.len()).sum()];
    let mut length = 0;
    for part in parts {
        length += encoding_rs::mem::convert_str_to_utf16(part, units.get_mut(length..).unwrap_or_default());
    }
    units.truncate(length);
    Either::B(units.into())
}
