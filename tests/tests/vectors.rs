//! `vectors/` in Rust: bytes in, bytes out.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};
use welinkpark::protocol::{
    Cipher, CipherMode, Coding, Envelope, RequestParams, Signer, canonical_string, decode_content, encode_content,
    encode_form_value, parse_form,
};
use welinkpark::schema::Endpoint;
use welinkpark::wire::{Strictness, canonical_json, encode_params};
use welinkpark::{Error, ErrorKind};
use welinkpark_tests::{each_of, same, typed, vectors};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SignatureVector {
    name: String,
    secret: String,
    params: BTreeMap<String, String>,
    canonical: String,
    signature: String,
    not_signature: Option<String>,
    #[serde(rename = "made_by")]
    _made_by: String,
}

#[test]
fn signatures_are_those_of_the_document_and_of_java() {
    let all: Vec<SignatureVector> = vectors("signature.json");
    assert_eq!(all[0].signature, "wjcPhdy3jaRJp5GWjpEI/+4gvos=", "the document's sample comes first");
    each_of(
        "signature",
        &all,
        |vector| &vector.name,
        |vector| {
            let params: Vec<(&str, &str)> = vector.params.iter().map(|(name, value)| (&**name, &**value)).collect();
            let signer = Signer::new(&vector.secret);
            let canonical = canonical_string(&params);
            same("canonical string", canonical.as_str(), &vector.canonical)?;
            same("signature", signer.sign(&canonical).as_str(), &vector.signature)?;
            same("verification", signer.verify(&canonical, &vector.signature), true)?;
            if let Some(wrong) = &vector.not_signature {
                same("verification of a wrong one", signer.verify(&canonical, wrong), false)?;
            }
            Ok(json!([canonical.as_str(), signer.sign(&canonical)]))
        },
    );
}

#[test]
fn a_request_built_in_one_buffer_is_signed_like_its_parameters_one_by_one() {
    let all: Vec<SignatureVector> = vectors("signature.json");
    let mut tested = 0;
    for vector in &all {
        let value = |name: &str| vector.params.get(name).map_or("", String::as_str);
        let known = ["AppId", "ParkId", "Timestamp", "Nonce", "content", "encryptCode", "zipCode", "Signature"];
        let usual = vector.params.keys().all(|name| known.contains(&&**name))
            && ["encryptCode", "zipCode"].iter().all(|name| matches!(value(name), "0" | "1"));
        if !usual {
            continue;
        }
        let params = RequestParams {
            app_id: value("AppId"),
            park_id: value("ParkId"),
            timestamp: value("Timestamp"),
            nonce: value("Nonce"),
            coding: Coding { encrypt: value("encryptCode") == "1", zip: value("zipCode") == "1" },
            content: value("content"),
        };
        let form = parse_form(&params.signed(&Signer::new(&vector.secret)));
        let signature = form.iter().find(|(name, _)| name == "Signature").map(|(_, value)| value.as_str());
        assert_eq!(signature, Some(vector.signature.as_str()), "{}", vector.name);
        assert_eq!(params.canonical(), vector.canonical, "{}", vector.name);
        tested += 1;
    }
    assert!(tested >= 5, "only {tested} vectors are whole requests");
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QueryVector {
    name: String,
    params: Vec<(String, String)>,
    encoded: String,
    #[serde(default)]
    decode_only: bool,
    #[serde(rename = "made_by")]
    _made_by: Option<String>,
}

#[test]
fn query_strings_are_escaped_once_in_upper_case() {
    let all: Vec<QueryVector> = vectors("query.json");
    each_of(
        "query",
        &all,
        |vector| &vector.name,
        |vector| {
            let parsed = parse_form(&vector.encoded);
            same("parsed", &parsed, &vector.params)?;
            let mut seen: Vec<&str> = parsed.iter().flat_map(|(name, value)| [&**name, &**value]).collect();
            if vector.decode_only {
                return Ok(json!(seen));
            }
            let mut encoded = String::new();
            for (name, value) in &vector.params {
                if !encoded.is_empty() {
                    encoded.push('&');
                }
                encode_form_value(name, &mut encoded);
                encoded.push('=');
                encode_form_value(value, &mut encoded);
            }
            same("encoded", encoded.as_str(), &vector.encoded)?;
            seen.push(&encoded);
            Ok(json!(seen))
        },
    );
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Plain {
    Text(String),
    Repeat { plain_repeat: (String, usize) },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ContentVector {
    name: String,
    secret: Option<String>,
    key: Option<String>,
    mode: String,
    iv: Option<String>,
    encrypt: u8,
    zip: u8,
    plain: Option<Plain>,
    content: String,
    #[serde(default)]
    deterministic: bool,
    #[serde(default)]
    decode_only: bool,
    error: Option<String>,
    #[serde(rename = "made_by")]
    _made_by: Option<String>,
}

impl ContentVector {
    fn cipher(&self) -> Cipher {
        let mode = match self.mode.as_str() {
            "ecb" => CipherMode::Ecb,
            "cbc" => CipherMode::Cbc(u64::from_str_radix(self.iv.as_ref().unwrap(), 16).unwrap().to_be_bytes()),
            other => panic!("mode {other}"),
        };
        match (&self.secret, &self.key) {
            (Some(secret), None) => Cipher::new(secret).unwrap().with_mode(mode),
            (None, Some(key)) => Cipher::with_key(&key.as_bytes()[..24], mode).unwrap(),
            _ => panic!("{}: exactly one of secret and key", self.name),
        }
    }

    fn coding(&self) -> Coding {
        Coding { encrypt: self.encrypt == 1, zip: self.zip == 1 }
    }

    fn decode(&self, content: &str) -> Result<String, Error> {
        decode_content(content, self.coding(), Some(&self.cipher()), 64 << 20)
    }
}

#[test]
fn contents_are_those_of_java_and_openssl() {
    let all: Vec<ContentVector> = vectors("content.json");
    each_of(
        "content",
        &all,
        |vector| &vector.name,
        |vector| {
            let plain = match vector.plain.as_ref().ok_or("no plain text")? {
                Plain::Text(text) => text.clone(),
                Plain::Repeat { plain_repeat: (text, times) } => text.repeat(*times),
            };
            let decoded = vector.decode(&vector.content).map_err(|error| error.to_string())?;
            same("decoded", decoded.len(), plain.len())?;
            same("decoded text is equal", decoded == plain, true)?;
            let length = decoded.len().to_string();
            if vector.decode_only {
                return Ok(json!([length]));
            }
            let encoded = encode_content(plain.as_bytes(), vector.coding(), Some(&vector.cipher())).unwrap();
            same("decoded again", vector.decode(&encoded).map_err(|error| error.to_string())? == plain, true)?;
            if !vector.deterministic {
                return Ok(json!([length]));
            }
            same("encoded", encoded.as_str(), &vector.content)?;
            Ok(json!([length, encoded.as_str()]))
        },
    );
}

#[test]
fn wrong_contents_are_errors_of_the_right_stage() {
    let all: Vec<ContentVector> = vectors("content_errors.json");
    each_of(
        "content_errors",
        &all,
        |vector| &vector.name,
        |vector| {
            let error = vector.decode(&vector.content).err().ok_or("it was decoded")?;
            same("stage", stage(&error), vector.error.clone())?;
            Ok(json!([stage(&error)]))
        },
    );
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EnvelopeVector {
    name: String,
    body: String,
    expect: Option<EnvelopeParts>,
    error: Option<String>,
}

#[derive(Deserialize, PartialEq, Debug)]
#[serde(deny_unknown_fields)]
struct EnvelopeParts {
    code: String,
    message: String,
    err_code: Option<String>,
    encrypt: u8,
    zip: u8,
    content: String,
}

#[test]
fn envelopes_are_read_whatever_their_typing() {
    let all: Vec<EnvelopeVector> = vectors("envelope.json");
    each_of(
        "envelope",
        &all,
        |vector| &vector.name,
        |vector| {
            let found = Envelope::parse(&vector.body).map(|envelope| EnvelopeParts {
                code: envelope.code,
                message: envelope.message.into_owned(),
                err_code: envelope.err_code.map(Into::into),
                encrypt: envelope.coding.encrypt.into(),
                zip: envelope.coding.zip.into(),
                content: envelope.content.into_owned(),
            });
            match (found, &vector.expect) {
                (Ok(found), Some(expected)) => {
                    same("envelope", &found, expected)?;
                    let [encrypt, zip] = [found.encrypt, found.zip].map(|flag| flag.to_string());
                    Ok(json!([found.code, found.message, found.err_code, encrypt, zip, found.content]))
                }
                (Err(error), None) => {
                    same("stage", stage(&error), vector.error.clone())?;
                    Ok(json!([stage(&error)]))
                }
                (found, _) => Err(format!("found {found:?}")),
            }
        },
    );
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ResponseVector {
    name: String,
    endpoint: String,
    #[serde(rename = "typing")]
    _typing: String,
    content: String,
    canonical: String,
}

#[test]
fn contents_decode_to_canonical_json_typed_and_untyped() {
    let all: Vec<ResponseVector> = vectors("responses.json");
    each_of(
        "responses",
        &all,
        |vector| &vector.name,
        |vector| {
            let endpoint = endpoint(&vector.endpoint);
            let typed = typed::canonical(endpoint.name, &vector.content).map_err(|error| error.to_string())?;
            same("typed", typed.as_str(), &vector.canonical)?;
            for strictness in [Strictness::Strict, Strictness::Tolerant] {
                let found = canonical_json(&vector.content, endpoint.response.as_ref(), strictness)
                    .map_err(|error| format!("{strictness:?}: {error}"))?;
                same(&format!("{strictness:?}"), found.as_str(), &vector.canonical)?;
            }
            Ok(json!([typed.as_str()]))
        },
    );
    for endpoint in welinkpark::ENDPOINTS {
        assert!(all.iter().any(|vector| vector.endpoint == endpoint.name), "no vector for {}", endpoint.name);
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ResponseErrorVector {
    name: String,
    endpoint: String,
    content: String,
    error: ExpectedFailure,
    tolerant: Option<String>,
}

#[derive(Deserialize, PartialEq, Debug)]
#[serde(deny_unknown_fields)]
struct ExpectedFailure {
    stage: String,
    path: Option<String>,
}

#[test]
fn contents_that_do_not_fit_are_errors_with_a_path_and_pass_the_generic_call() {
    let all: Vec<ResponseErrorVector> = vectors("response_errors.json");
    each_of(
        "response_errors",
        &all,
        |vector| &vector.name,
        |vector| {
            let endpoint = endpoint(&vector.endpoint);
            let strict = canonical_json(&vector.content, endpoint.response.as_ref(), Strictness::Strict);
            let mut seen: Vec<Value> = Vec::new();
            for (door, outcome) in [("typed", typed::canonical(endpoint.name, &vector.content)), ("strict", strict)] {
                let error = outcome.err().ok_or_else(|| format!("{door} decoding succeeded"))?;
                let ErrorKind::Decode(failure) = error.kind() else { return Err(format!("{door}: {error}")) };
                let found = ExpectedFailure { stage: failure.stage.name().to_owned(), path: failure.path.clone() };
                same(&format!("{door}: {error}"), &found, &vector.error)?;
                same("kept content", failure.content.as_deref(), Some(&*vector.content))?;
                seen = vec![json!(found.stage), json!(found.path)];
            }
            let tolerant = canonical_json(&vector.content, endpoint.response.as_ref(), Strictness::Tolerant);
            let tolerant = tolerant.ok();
            same("tolerant", &tolerant, &vector.tolerant)?;
            seen.push(json!(tolerant));
            Ok(Value::Array(seen))
        },
    );
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RequestVector {
    name: String,
    endpoint: String,
    params: String,
    content: Option<String>,
    error: Option<ExpectedRefusal>,
}

#[derive(Deserialize, PartialEq, Debug)]
#[serde(deny_unknown_fields)]
struct ExpectedRefusal {
    field: String,
    rule: String,
}

#[test]
fn parameters_become_the_documents_json_or_a_validation_error() {
    let all: Vec<RequestVector> = vectors("requests.json");
    each_of(
        "requests",
        &all,
        |vector| &vector.name,
        |vector| match (
            encode_params(endpoint(&vector.endpoint), &vector.params, false),
            &vector.content,
            &vector.error,
        ) {
            (Ok(found), Some(expected), None) => {
                same("content", found.as_str(), expected)?;
                Ok(json!([found.as_str()]))
            }
            (Err(error), None, Some(expected)) => {
                let ErrorKind::Validation(refusal) = error.kind() else { return Err(error.to_string()) };
                let found = ExpectedRefusal { field: refusal.field.clone(), rule: refusal.rule.name().to_owned() };
                same(&error.to_string(), &found, expected)?;
                Ok(json!([found.field, found.rule]))
            }
            (found, ..) => Err(format!("found {found:?}")),
        },
    );
    for endpoint in welinkpark::ENDPOINTS {
        assert!(all.iter().any(|vector| vector.endpoint == endpoint.name), "no vector for {}", endpoint.name);
    }
}

fn endpoint(name: &str) -> &'static Endpoint {
    welinkpark::ENDPOINTS.iter().find(|endpoint| endpoint.name == name).unwrap_or_else(|| panic!("endpoint {name}"))
}

fn stage(error: &Error) -> Option<String> {
    match error.kind() {
        ErrorKind::Decode(failure) => Some(failure.stage.name().to_owned()),
        _ => None,
    }
}
