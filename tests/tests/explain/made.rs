//! Requests as other implementations make them, and what explain should say about each: the table.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha1::Sha1;
use welinkpark::flow::explain::Mistake;
use welinkpark::protocol::{Cipher, CipherMode, Coding, encode_content, encode_form_value};

use crate::support::SECRET;

pub const APP_ID: &str = "289efb7512e54146273b982456b03f42ea93";
pub const TIME: i64 = 1_484_718_385;

/// A request as some implementation makes it: written by hand here, so that nothing of the library judges itself.
#[derive(Clone)]
pub struct Made {
    /// In the order in which they are sent.
    pub sent: Vec<(String, String)>,
    /// What is signed, in its order.
    pub signed: Vec<(String, String)>,
    key: Vec<u8>,
    hex: bool,
}

impl Made {
    fn new(content: &str, encrypt: bool, zip: bool) -> Self {
        let pairs = [
            ("AppId", APP_ID.to_owned()),
            ("Nonce", "11886".to_owned()),
            ("ParkId", "10001088".to_owned()),
            ("Timestamp", TIME.to_string()),
            ("content", content.to_owned()),
            ("encryptCode", u8::from(encrypt).to_string()),
            ("zipCode", u8::from(zip).to_string()),
        ];
        let sent: Vec<_> = pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        let signed = sent.iter().filter(|(_, value)| !value.is_empty()).cloned().collect();
        Self { sent, signed, key: SECRET.into(), hex: false }
    }

    pub fn plain() -> Self {
        // Its base64 has a +, a / and a =.
        Self::new("eyJuYW1lIjoi5bq35p2wPj4+Pz8/In0=", false, false)
    }

    fn signature(&self) -> String {
        let canonical: Vec<String> = self.signed.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut mac = Hmac::<Sha1>::new_from_slice(&self.key).unwrap();
        mac.update(canonical.join("&").as_bytes());
        let bytes = mac.finalize().into_bytes();
        if self.hex { bytes.iter().map(|byte| format!("{byte:02x}")).collect() } else { STANDARD.encode(bytes) }
    }

    /// As a form, its values encoded by `encode`.
    pub fn form(&self, encode: impl Fn(&str) -> String) -> String {
        let mut pairs = self.sent.clone();
        pairs.push(("Signature".to_owned(), self.signature()));
        pairs.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect::<Vec<_>>().join("&")
    }

    fn posted(&self) -> String {
        posted(&self.form(escaped))
    }
}

/// A form as a curl line.
fn posted(form: &str) -> String {
    format!("curl -d '{form}' 'http://127.0.0.1:8700/api/auth/enter'")
}

pub fn escaped(value: &str) -> String {
    let mut out = String::new();
    encode_form_value(value, &mut out);
    out
}

fn lower(value: &str) -> String {
    escaped(value).replace("%2B", "%2b").replace("%2F", "%2f").replace("%3D", "%3d")
}

fn changed(change: impl FnOnce(&mut Made)) -> String {
    let mut made = Made::plain();
    change(&mut made);
    made.posted()
}

fn coded(content: &str, zip: bool) -> String {
    Made::new(content, true, zip).posted()
}

/// The platform's clock when the request arrived.
fn arrived(seconds: i64) -> Value {
    json!({ "at": seconds })
}

/// Longer than a block, with a length that shows in the padding.
const BUSINESS: &str = r#"{"laneId":3150432953492101,"userId":"4150570873","comment":"一二三"}"#;

fn cipher(key: &[u8], mode: CipherMode) -> Cipher {
    Cipher::with_key(key, mode).unwrap()
}

/// Each mistake, made on purpose.
pub fn mistakes() -> Vec<(&'static str, Mistake, String)> {
    use Mistake as M;
    let key24 = &SECRET.as_bytes()[..24];
    let unhexed: Vec<u8> =
        (0..SECRET.len()).step_by(2).map(|at| u8::from_str_radix(&SECRET[at..at + 2], 16).unwrap()).collect();
    let swap = |made: &mut Made, name: &str, value: String| {
        for pair in made.signed.iter_mut().filter(|(known, _)| known == name) {
            pair.1.clone_from(&value);
        }
    };
    let gzipped = encode_content(BUSINESS.as_bytes(), Coding { encrypt: false, zip: true }, None).unwrap();
    let gzip_first = STANDARD.encode(cipher(key24, CipherMode::Ecb).encrypt(&STANDARD.decode(gzipped).unwrap()));
    let encrypted = |key: &[u8], mode| STANDARD.encode(cipher(key, mode).encrypt(BUSINESS.as_bytes()));
    let two_key: Vec<u8> = SECRET.as_bytes()[..16].iter().chain(&SECRET.as_bytes()[..8]).copied().collect();
    let form = Made::plain().form(escaped);
    let (first, second) = form.split_at(form.find("&content").unwrap());
    vec![
        (
            "signed after encoding",
            M::SignedAfterEncoding,
            changed(|made| {
                made.signed.iter_mut().for_each(|(_, value)| *value = escaped(value));
            }),
        ),
        ("encoded twice", M::EncodedTwice, posted(&Made::plain().form(|value| escaped(&escaped(value))))),
        ("+ sent as it is", M::PlusAsBlank, posted(&Made::plain().form(|value| escaped(value).replace("%2B", "+")))),
        (
            "lower-case escapes signed",
            M::LowerCaseEscapes,
            changed(|made| {
                made.signed.iter_mut().for_each(|(_, value)| *value = lower(value));
            }),
        ),
        (
            "sorted without regard to case",
            M::SortedIgnoringCase,
            changed(|made| {
                made.signed.sort_by_key(|(name, _)| name.to_lowercase());
            }),
        ),
        (
            "not sorted",
            M::NotSorted,
            changed(|made| {
                made.sent.reverse();
                made.signed.reverse();
            }),
        ),
        ("Appid signed", M::NameMisspelt, changed(|made| made.signed[0].0 = "Appid".to_owned())),
        (
            "Appid sent and signed",
            M::NameMisspelt,
            changed(|made| {
                made.sent[0].0 = "Appid".to_owned();
                made.signed[0].0 = "Appid".to_owned();
            }),
        ),
        ("Appld sent, AppId signed", M::NameMisspelt, changed(|made| made.sent[0].0 = "Appld".to_owned())),
        ("empty content signed", M::EmptySigned, {
            let mut made = Made::new("", false, false);
            made.signed = made.sent.clone();
            made.posted()
        }),
        (
            "_ kept",
            M::UnderscoreKept,
            changed(|made| {
                made.sent.push(("client_name".to_owned(), "x".to_owned()));
                made.signed.insert(4, ("client_name".to_owned(), "x".to_owned()));
            }),
        ),
        (
            "seconds sent, milliseconds signed",
            M::Milliseconds,
            changed(|made| swap(made, "Timestamp", format!("{TIME}123"))),
        ),
        ("milliseconds sent, seconds signed", M::Milliseconds, changed(|made| made.sent[3].1 = format!("{TIME}123"))),
        (
            "an empty Signature signed",
            M::SignatureIncluded,
            changed(|made| {
                made.signed.insert(3, ("Signature".to_owned(), String::new()));
            }),
        ),
        ("hexadecimal", M::HexForBase64, changed(|made| made.hex = true)),
        ("the secret decoded from hexadecimal", M::SecretHexDecoded, changed(|made| made.key.clone_from(&unhexed))),
        ("another secret", M::WrongSecret, changed(|made| made.key = b"made-up-secret-made-up-secret-00".to_vec())),
        ("a line break behind the secret", M::WrongSecret, changed(|made| made.key.push(b'\n'))),
        (
            "parameters in query and body",
            M::MixedPlaces,
            format!("curl -d '{}' 'http://127.0.0.1:8700/api/auth/enter?{first}'", second.trim_start_matches('&')),
        ),
        (
            "parameters of a POST in the query",
            M::MixedPlaces,
            format!("curl -X POST 'http://127.0.0.1:8700/api/auth/enter?{form}'"),
        ),
        ("gzip before 3DES", M::GzipBeforeCipher, coded(&gzip_first, true)),
        ("CBC, zeros", M::CbcForEcb, coded(&encrypted(key24, CipherMode::Cbc([0; 8])), false)),
        ("CBC, the secret as vector", M::CbcForEcb, coded(&encrypted(key24, CipherMode::Cbc(*b"27a06832")), false)),
        ("CBC, another vector", M::CbcForEcb, coded(&encrypted(key24, CipherMode::Cbc(*b"vector!!")), false)),
        (
            "the last 24 characters as key",
            M::KeyCutWrongly,
            coded(&encrypted(&SECRET.as_bytes()[8..], CipherMode::Ecb), false),
        ),
        ("a two-key cipher", M::KeyCutWrongly, coded(&encrypted(&two_key, CipherMode::Ecb), false)),
        ("a clock ten minutes behind", M::ClockOff, logged(&["2017-01-18 13:56:25"])),
        ("a clock ten minutes ahead", M::ClockOff, logged(&["2017-01-18 13:36:25"])),
        ("a nonce again", M::NonceReused, logged(&["2017-01-18 13:46:27", "2017-01-18 13:46:25"])),
        ("another string, encrypted with the right secret", M::Unrecognised, {
            let mut made = Made::new(&encrypted(key24, CipherMode::Ecb), true, false);
            made.signed[1].1 = "1".to_owned();
            made.posted()
        }),
    ]
}

/// A right request in the sandbox's log, once at each of these times, the newest first.
fn logged(times: &[&str]) -> String {
    let form = Made::plain().form(escaped);
    let entry = |time: &&str| {
        json!({ "http_method": "POST", "path": "/api/auth/enter", "query": "", "body": form, "time": time, "app_id": APP_ID,
            "timestamp": TIME.to_string(), "nonce": "11886" })
    };
    json!({ "requests": times.iter().map(entry).collect::<Vec<_>>() }).to_string()
}

fn findings(mistakes: &[Mistake]) -> Value {
    mistakes.iter().map(|mistake| json!({ "mistake": mistake.name() })).collect()
}

/// The cases of the table.
pub fn made() -> Vec<Value> {
    let mut cases: Vec<Value> = mistakes()
        .into_iter()
        .map(|(name, mistake, request)| {
            json!({ "name": name, "request": request, "expect": { "right": false, "findings": findings(&[mistake]) } })
        })
        .collect();
    let right = Made::plain().form(escaped);
    for (name, seconds, mistake) in
        [("told late", TIME + 301, Mistake::ClockOff), ("told early", TIME - 301, Mistake::ClockOff)]
    {
        let expect = json!({ "right": false, "signature": "right", "findings": findings(&[mistake]) });
        cases.push(json!({ "name": name, "request": right, "options": arrived(seconds), "expect": expect }));
    }
    let in_time = json!({ "right": true, "findings": [], "notes": [] });
    cases.push(
        json!({ "name": "in time", "request": posted(&right), "options": arrived(TIME + 300), "expect": in_time }),
    );
    let two = changed(|made| {
        made.hex = true;
        made.signed.sort_by_key(|(name, _)| name.to_lowercase());
    });
    let both = findings(&[Mistake::SortedIgnoringCase, Mistake::HexForBase64]);
    cases.push(
        json!({ "name": "two mistakes at once", "request": two, "expect": { "right": false, "findings": both } }),
    );
    for (name, request) in samples() {
        let expect =
            json!({ "right": true, "signature": "right", "found": "wjcPhdy3jaRJp5GWjpEI/+4gvos=", "findings": [] });
        cases.push(json!({ "name": format!("the document's sample: {name}"), "request": request, "expect": expect }));
    }
    let missing = json!({ "right": false, "signature": "missing", "found": null });
    cases.push(json!({ "name": "no signature", "request": "AppId=1&Nonce=2", "expect": missing }));
    let refused = |field: &str| json!({ "kind": "validation", "field": field, "sent": "no" });
    for request in
        ["", "hello", "hello world", "{}", "[]", r#"{"requests":[]}"#, "curl", "curl 'unended", "curl -F a=b http://x/"]
    {
        let name = format!("no request: {request}");
        cases.push(json!({ "name": name, "request": request, "error": refused("(request)") }));
    }
    let tells = format!("{right}&SecretKey={SECRET}");
    cases.push(json!({ "name": "the secret key in the request", "request": tells, "error": refused("(request)") }));
    cases.push(json!({ "name": "no secret key", "request": right, "secret_key": "", "error": refused("secret_key") }));
    cases
}

/// The document's sample in every form that a request is written down in.
fn samples() -> Vec<(&'static str, String)> {
    let form = "AppId=289efb7512e54146273b982456b03f42ea93&Timestamp=1484718385&Nonce=11886&ParkId=10001088&encryptCode=0\
                &zipCode=0&content=ew0KICAgICJQYXJhbWV0ZXIiOiAiMSINCn0%3D&Signature=wjcPhdy3jaRJp5GWjpEI%2F%2B4gvos%3D";
    let entry = json!({ "http_method": "POST", "path": "/api/auth/enter", "query": "", "body": form, "time": "2017-01-18 13:46:25" });
    vec![
        ("a form", form.to_owned()),
        ("a URL", format!("http://qqb.welinkpark.com/api/info/areas?{form}")),
        ("a path", format!("/api/info/areas?{form}")),
        ("a curl line that gets", format!("curl 'http://qqb.welinkpark.com/api/info/areas?{form}'")),
        (
            "a curl line that posts",
            format!(
                "curl -X POST http://qqb.welinkpark.com/api/auth/enter -H 'Accept: application/json' -d \"{form}\""
            ),
        ),
        (
            "a curl line as browsers copy it",
            format!("curl -s \\\n  --data-raw $'{form}' \\\n  'https://example.invalid/api/auth/enter'"),
        ),
        ("a curl line with -G", format!("curl -G --data '{form}' http://qqb.welinkpark.com/api/info/areas")),
        ("an entry of the log", entry.to_string()),
        ("a whole log", json!({ "requests": [entry] }).to_string()),
    ]
}

/// The table's text.
pub fn table() -> String {
    let description = "Requests as other implementations write and sign them, and what explain says; see README.md here. \
        Written by tests/tests/explain.rs.";
    let line = |case: &Value| {
        let members = ["name", "request", "secret_key", "options", "expect", "error"]
            .into_iter()
            .filter_map(|name| case.get(name).map(|value| format!("\"{name}\": {value}")));
        format!("    {{{}}}", members.collect::<Vec<_>>().join(", "))
    };
    let cases: Vec<String> = made().iter().map(line).collect();
    format!("{{\n  \"description\": {},\n  \"cases\": [\n{}\n  ]\n}}\n", json!(description), cases.join(",\n"))
}
