//! The protocol without I/O, for the test vectors: what other implementations are checked against must run here too.

use napi_derive::napi;
use welinkpark::protocol::{self, Cipher, CipherMode, Coding, Signer};
use welinkpark::schema::Endpoint;
use welinkpark::wire::{self, Strictness};

use crate::failure::{Result, config, failure};
use crate::options::iv;
use crate::panics::guarded;

/// How a content is coded.
#[napi(object)]
pub struct ContentCoding {
    /// The SecretKey, whose beginning is the key.
    pub secret: Option<String>,
    /// The key itself.
    pub key: Option<String>,
    /// Initial vector in hex: CBC instead of ECB.
    pub iv: Option<String>,
    /// Whether it is encrypted.
    pub encrypt: bool,
    /// Whether it is gzipped.
    pub zip: bool,
}

/// The canonical string of parameters, given as name, value, name, value, ….
#[napi]
pub fn canonical_string(params: Vec<String>) -> String {
    let pairs: Vec<(&str, &str)> = pairs(&params).collect();
    protocol::canonical_string(&pairs)
}

/// The signature of a canonical string.
#[napi]
pub fn sign(secret: String, canonical: String) -> String {
    Signer::new(&secret).sign(&canonical)
}

/// Whether a signature belongs to a canonical string.
#[napi]
pub fn verify(secret: String, canonical: String, signature: String) -> bool {
    Signer::new(&secret).verify(&canonical, &signature)
}

/// Query string or form body of parameters, given as name, value, name, value, ….
#[napi]
pub fn encode_form(params: Vec<String>) -> String {
    let mut form = String::new();
    for (name, value) in pairs(&params) {
        if !form.is_empty() {
            form.push('&');
        }
        protocol::encode_form_value(name, &mut form);
        form.push('=');
        protocol::encode_form_value(value, &mut form);
    }
    form
}

/// Parameters of a query string or form body.
#[napi]
pub fn parse_form(text: String) -> Vec<Vec<String>> {
    protocol::parse_form(&text).into_iter().map(|(name, value)| vec![name, value]).collect()
}

/// Business data as parameter `content`.
#[napi]
pub fn encode_content(plain: String, coding: ContentCoding) -> Result<String> {
    guarded(|| {
        let cipher = coding.cipher()?;
        protocol::encode_content(plain.as_bytes(), coding.coding(), Some(&cipher)).map_err(|error| failure(&error))
    })
}

/// Business data of a parameter `content`.
#[napi]
pub fn decode_content(content: String, coding: ContentCoding) -> Result<String> {
    guarded(|| {
        let cipher = coding.cipher()?;
        protocol::decode_content(&content, coding.coding(), Some(&cipher), 64 << 20).map_err(|error| failure(&error))
    })
}

/// The parts of a response body, as JSON.
#[napi]
pub fn parse_envelope(body: String) -> Result<String> {
    guarded(|| {
        let envelope = protocol::Envelope::parse(&body).map_err(|error| failure(&error))?;
        let parts = serde_json::json!({
            "code": envelope.code, "message": envelope.message, "err_code": envelope.err_code,
            "encrypt": u8::from(envelope.coding.encrypt), "zip": u8::from(envelope.coding.zip),
            "content": envelope.content,
        });
        Ok(parts.to_string())
    })
}

/// Canonical JSON of an answer's content.
#[napi]
pub fn canonical_json(endpoint: String, content: String, strict: bool) -> Result<String> {
    guarded(|| {
        let strictness = if strict { Strictness::Strict } else { Strictness::Tolerant };
        let response = find(&endpoint)?.response.as_ref();
        wire::canonical_json(&content, response, strictness).map_err(|error| failure(&error))
    })
}

/// Business data of a request, from parameters as JSON.
#[napi]
pub fn encode_params(endpoint: String, params: String) -> Result<String> {
    guarded(|| wire::encode_params(find(&endpoint)?, &params, false).map_err(|error| failure(&error)))
}

/// Every endpoint: name and path, as JSON.
#[napi]
pub fn endpoints() -> String {
    let all: Vec<_> = welinkpark::ENDPOINTS
        .iter()
        .map(|endpoint| serde_json::json!({ "name": endpoint.name, "path": endpoint.path }))
        .collect();
    serde_json::Value::from(all).to_string()
}

impl ContentCoding {
    fn cipher(&self) -> Result<Cipher> {
        let mode = match &self.iv {
            Some(hex) => CipherMode::Cbc(iv(hex)?),
            None => CipherMode::Ecb,
        };
        let cipher = match (&self.secret, &self.key) {
            (Some(secret), None) => Cipher::new(secret).map(|cipher| cipher.with_mode(mode)),
            (None, Some(key)) => Cipher::with_key(key.as_bytes().get(..24).unwrap_or(key.as_bytes()), mode),
            _ => return Err(config("give exactly one of secret and key")),
        };
        cipher.map_err(|error| failure(&error))
    }

    fn coding(&self) -> Coding {
        Coding { encrypt: self.encrypt, zip: self.zip }
    }
}

fn pairs(flat: &[String]) -> impl Iterator<Item = (&str, &str)> {
    let (pairs, _) = flat.as_chunks::<2>();
    pairs.iter().map(|[name, value]| (name.as_str(), value.as_str()))
}

fn find(name: &str) -> Result<&'static Endpoint> {
    let found = welinkpark::ENDPOINTS.iter().find(|endpoint| endpoint.name == name);
    found.copied().ok_or_else(|| config(format!("there is no endpoint {name:?}")))
}
