//! The Rust core: bytes of the platform, of a caller, of a capture.

use std::sync::LazyLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::de::IgnoredAny;
use welinkpark::flow::explain::{Seen, explain as explained};
use welinkpark::protocol::{
    Cipher, CipherMode, Coding, Envelope, decode_content, encode_content, encode_form_value, parse_form,
};
use welinkpark::schema::Endpoint;
use welinkpark::wire::{Strictness, canonical_json, encode_params};

use crate::typed;

/// The document's sample key.
const SECRET: &str = "27a06832a2214a4fa3b7105e4a72d370";
/// Enough to find what grows without bounds, little enough to be quick.
const LIMIT: usize = 1 << 20;

static CIPHER: LazyLock<Cipher> = LazyLock::new(|| Cipher::new(SECRET).expect("the sample key is long enough"));

/// Content to text: the first byte says how it is coded, the rest is the content, as text and as what base64 carries.
pub fn content(data: &[u8]) {
    let Some((&how, rest)) = data.split_first() else { return };
    let coding = Coding { encrypt: how & 1 != 0, zip: how & 2 != 0 };
    let cipher = if how & 4 == 0 { CIPHER.clone() } else { CIPHER.clone().with_mode(CipherMode::Cbc([how; 8])) };
    for content in [String::from_utf8_lossy(rest).into_owned(), STANDARD.encode(rest)] {
        let Ok(plain) = decode_content(&content, coding, Some(&cipher), LIMIT) else { continue };
        assert!(plain.len() <= LIMIT.max(content.len()), "{} bytes", plain.len());
        let again = encode_content(plain.as_bytes(), coding, Some(&cipher)).expect("what was decoded can be encoded");
        let read = decode_content(&again, coding, Some(&cipher), LIMIT).expect("what was encoded can be decoded");
        assert!(read == plain, "{plain:?} became {read:?}");
    }
}

/// A body to its parts, and on to the text of its content.
pub fn envelope(data: &[u8]) {
    let body = String::from_utf8_lossy(data);
    if let Ok(envelope) = Envelope::parse(&body) {
        let _ = decode_content(&envelope.content, envelope.coding, Some(&CIPHER), LIMIT);
    }
}

/// The text of a content to canonical JSON; the first byte chooses the endpoint.
pub fn answer(data: &[u8]) {
    let Some((endpoint, content)) = chosen(data) else { return };
    let response = endpoint.response.as_ref();
    let strict = canonical_json(&content, response, Strictness::Strict);
    match (typed::canonical(endpoint.name, &content), &strict) {
        (Ok(typed), Ok(strict)) => assert!(&typed == strict, "typed {typed}, generic {strict}"),
        (Err(typed), Err(strict)) => {
            assert!(typed.to_string() == strict.to_string(), "typed {typed}, generic {strict}")
        }
        (typed, strict) => panic!("typed {typed:?}, generic {strict:?}"),
    }
    if let Ok(canonical) = &strict {
        let again = canonical_json(canonical, response, Strictness::Strict).expect("canonical JSON can be read");
        assert!(&again == canonical, "{canonical} became {again}");
    }
    if let Ok(canonical) = canonical_json(&content, response, Strictness::Tolerant) {
        assert!(serde_json::from_str::<IgnoredAny>(&canonical).is_ok(), "not JSON: {canonical}");
    }
}

/// Parameters in JSON to business data; the first byte chooses the endpoint.
pub fn params(data: &[u8]) {
    let Some((endpoint, params)) = chosen(data) else { return };
    for sample_names in [false, true] {
        match encode_params(endpoint, &params, sample_names) {
            Ok(plain) if plain.is_empty() => {}
            Ok(plain) => assert!(serde_json::from_str::<IgnoredAny>(&plain).is_ok(), "not JSON: {plain}"),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
}

/// A form to its parts and back.
pub fn form(data: &[u8]) {
    let parts = parse_form(&String::from_utf8_lossy(data));
    let mut encoded = String::new();
    for (name, value) in &parts {
        encoded.push_str(if encoded.is_empty() { "" } else { "&" });
        encode_form_value(name, &mut encoded);
        encoded.push('=');
        encode_form_value(value, &mut encoded);
    }
    let again = parse_form(&encoded);
    assert!(again == parts, "{parts:?} became {again:?}");
}

/// A captured request to what is wrong with it.
pub fn explain(data: &[u8]) {
    if let Ok(seen) = Seen::parse(&String::from_utf8_lossy(data)) {
        let explanation = explained(&seen, SECRET);
        assert!(!explanation.is_right() || explanation.findings.is_empty());
        let _ = explanation.to_json().to_string();
    }
}

fn chosen(data: &[u8]) -> Option<(&'static Endpoint, String)> {
    let (&index, rest) = data.split_first()?;
    let endpoint = welinkpark::ENDPOINTS.get(usize::from(index) % welinkpark::ENDPOINTS.len())?;
    Some((endpoint, String::from_utf8_lossy(rest).into_owned()))
}
