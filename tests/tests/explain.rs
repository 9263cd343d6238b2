//! Every known mistake is produced and named, and a correct request is never accused.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod support;

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use proptest::prelude::*;
use serde_json::json;
use sha1::Sha1;
use support::{Park, SECRET, http};
use welinkpark::flow::explain::{Explanation, Mistake, Seen, Signed, explain};
use welinkpark::protocol::{Cipher, CipherMode, Coding, RequestParams, Signer, encode_content, encode_form_value};
use welinkpark::schema::HttpMethod;
use welinkpark_sandbox::Options;

const APP_ID: &str = "289efb7512e54146273b982456b03f42ea93";
const TIME: i64 = 1_484_718_385;

/// A request as some implementation makes it: written by hand here, so that nothing of the library judges itself.
#[derive(Clone)]
struct Made {
    /// In the order in which they are sent.
    sent: Vec<(String, String)>,
    /// What is signed, in its order.
    signed: Vec<(String, String)>,
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

    fn plain() -> Self {
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
    fn form(&self, encode: impl Fn(&str) -> String) -> String {
        let mut pairs = self.sent.clone();
        pairs.push(("Signature".to_owned(), self.signature()));
        pairs.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect::<Vec<_>>().join("&")
    }

    fn body(&self) -> Seen {
        Seen::new(Some(HttpMethod::Post), "/api/auth/enter", "", self.form(escaped))
    }
}

fn escaped(value: &str) -> String {
    let mut out = String::new();
    encode_form_value(value, &mut out);
    out
}

fn lower(value: &str) -> String {
    escaped(value).replace("%2B", "%2b").replace("%2F", "%2f").replace("%3D", "%3d")
}

fn changed(change: impl FnOnce(&mut Made)) -> Seen {
    let mut made = Made::plain();
    change(&mut made);
    made.body()
}

fn coded(content: &str, zip: bool) -> Seen {
    Made::new(content, true, zip).body()
}

/// Longer than a block, with a length that shows in the padding.
const BUSINESS: &str = r#"{"laneId":3150432953492101,"userId":"4150570873","comment":"一二三"}"#;

fn cipher(key: &[u8], mode: CipherMode) -> Cipher {
    Cipher::with_key(key, mode).unwrap()
}

/// Each mistake, made on purpose.
fn mistakes() -> Vec<(&'static str, Mistake, Seen)> {
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
        (
            "encoded twice",
            M::EncodedTwice,
            Seen::new(
                Some(HttpMethod::Post),
                "/api/auth/enter",
                "",
                Made::plain().form(|value| escaped(&escaped(value))),
            ),
        ),
        (
            "+ sent as it is",
            M::PlusAsBlank,
            Seen::new(
                Some(HttpMethod::Post),
                "/api/auth/enter",
                "",
                Made::plain().form(|value| escaped(value).replace("%2B", "+")),
            ),
        ),
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
            made.body()
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
            Seen::new(Some(HttpMethod::Post), "/api/auth/enter", first, second),
        ),
        (
            "parameters of a POST in the query",
            M::MixedPlaces,
            Seen::new(Some(HttpMethod::Post), "/api/auth/enter", &*form, ""),
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
        ("a clock ten minutes behind", M::ClockOff, Made::plain().body().at(TIME + 600)),
        ("a clock ten minutes ahead", M::ClockOff, Made::plain().body().at(TIME - 600)),
        ("a nonce again", M::NonceReused, Made::plain().body().at(TIME).repeated(true)),
        ("another string, encrypted with the right secret", M::Unrecognised, {
            let mut made = Made::new(&encrypted(key24, CipherMode::Ecb), true, false);
            made.signed[1].1 = "1".to_owned();
            made.body()
        }),
    ]
}

fn named(explanation: &Explanation) -> Vec<Mistake> {
    explanation.findings.iter().map(|finding| finding.mistake).collect()
}

#[test]
fn every_mistake_is_named_and_no_other() {
    let cases = mistakes();
    welinkpark_tests::each(
        &cases,
        |(name, ..)| name,
        |(_, mistake, seen)| {
            let explanation = explain(seen, SECRET);
            assert!(!explanation.is_right());
            welinkpark_tests::same("findings", named(&explanation), vec![*mistake])
        },
    );
    let produced: BTreeSet<Mistake> = cases.iter().map(|(_, mistake, _)| *mistake).collect();
    assert_eq!(produced, Mistake::ALL.into_iter().collect());
}

#[test]
fn two_mistakes_at_once_are_both_named() {
    let seen = changed(|made| {
        made.hex = true;
        made.signed.sort_by_key(|(name, _)| name.to_lowercase());
    });
    assert_eq!(named(&explain(&seen, SECRET)), [Mistake::SortedIgnoringCase, Mistake::HexForBase64]);
}

#[test]
fn the_documents_sample_is_right_in_every_form() {
    let form = "AppId=289efb7512e54146273b982456b03f42ea93&Timestamp=1484718385&Nonce=11886&ParkId=10001088&encryptCode=0\
                &zipCode=0&content=ew0KICAgICJQYXJhbWV0ZXIiOiAiMSINCn0%3D&Signature=wjcPhdy3jaRJp5GWjpEI%2F%2B4gvos%3D";
    let entry = json!({ "http_method": "POST", "path": "/api/auth/enter", "query": "", "body": form, "time": "2017-01-18 13:46:25" });
    for text in [
        form.to_owned(),
        format!("http://qqb.welinkpark.com/api/info/areas?{form}"),
        format!("/api/info/areas?{form}"),
        format!("curl 'http://qqb.welinkpark.com/api/info/areas?{form}'"),
        format!("curl -X POST http://qqb.welinkpark.com/api/auth/enter -H 'Accept: application/json' -d \"{form}\""),
        format!("curl -s \\\n  --data-raw $'{form}' \\\n  'https://example.invalid/api/auth/enter'"),
        format!("curl -G --data '{form}' http://qqb.welinkpark.com/api/info/areas"),
        entry.to_string(),
        json!({ "requests": [entry] }).to_string(),
    ] {
        let explanation = explain(&Seen::parse(&text).unwrap(), SECRET);
        assert!(explanation.is_right(), "{text}: {explanation:?}");
        assert_eq!(explanation.found.as_deref(), Some("wjcPhdy3jaRJp5GWjpEI/+4gvos="));
    }
}

#[test]
fn a_log_tells_of_its_newest_request_and_the_nonces_before() {
    let form = Made::plain().form(escaped);
    let entry = |id: u32| {
        json!({ "id": id, "http_method": "POST", "path": "/api/auth/enter", "query": "", "body": form, "app_id": APP_ID,
            "timestamp": TIME.to_string(), "nonce": "11886" })
    };
    let seen = Seen::parse(&json!({ "requests": [entry(2), entry(1)] }).to_string()).unwrap();
    assert_eq!(named(&explain(&seen, SECRET)), [Mistake::NonceReused]);
}

#[test]
fn what_is_no_request_is_refused() {
    for text in
        ["", "hello", "hello world", "{}", "[]", r#"{"requests":[]}"#, "curl", "curl 'unended", "curl -F a=b http://x/"]
    {
        assert!(Seen::parse(text).is_err(), "{text}");
    }
}

#[test]
fn the_secret_is_in_no_explanation() {
    for (name, _, seen) in mistakes() {
        let told = explain(&seen, SECRET).to_json().to_string();
        assert!(!told.contains(SECRET), "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_correct_request_is_never_accused(
        business in "\\{\"[a-z]{1,9}\":\"[ -!#-\\[\\]-~一-龥]{0,60}\"\\}", has_data: bool, encrypt: bool, zip: bool,
        nonce in 1_u32..=0x7fff_ffff, off in -300_i64..=300, get: bool,
    ) {
        let coding = Coding { encrypt: encrypt && has_data, zip: zip && has_data };
        let content = if has_data {
            encode_content(business.as_bytes(), coding, Some(&Cipher::new(SECRET).unwrap())).unwrap()
        } else {
            String::new()
        };
        let (nonce, timestamp) = (nonce.to_string(), (TIME + off).to_string());
        let params = RequestParams { app_id: APP_ID, park_id: "10001088", timestamp: &timestamp, nonce: &nonce, coding, content: &content };
        let form = params.signed(&Signer::new(SECRET));
        let seen = if get {
            Seen::new(Some(HttpMethod::Get), "/api/info/areas", form, "")
        } else {
            Seen::new(Some(HttpMethod::Post), "/api/auth/enter", "", form)
        };
        let explanation = explain(&seen.at(TIME), SECRET);
        prop_assert!(explanation.is_right() && explanation.notes.is_empty(), "{:?}", explanation);
    }
}

/// Sends a made request to the sandbox at its own time; the answer's code and message.
fn refused(park: &Park, made: &Made) -> (String, String) {
    let (_, body) = http(&park.running.base_url, "POST", "/api/auth/enter", &made.form(escaped));
    let status = serde_json::from_str::<serde_json::Value>(&body).unwrap()["responseStatus"].clone();
    (status["code"].as_str().unwrap().to_owned(), status["message"].as_str().unwrap().to_owned())
}

fn at(time: &str) -> serde_json::Value {
    json!({ "freeze": true, "now": time })
}

#[test]
fn the_sandbox_logs_the_findings_and_tells_them_only_when_asked() {
    for explain in [false, true] {
        let park = Park::with(Options { explain, ..Options::default() });
        park.post("clock", at("2017-01-18 13:46:25"));
        let mut made = Made::plain();
        made.signed.sort_by_key(|(name, _)| name.to_lowercase());
        let (code, message) = refused(&park, &made);
        assert_eq!((code.as_str(), message.contains("sorted-ignoring-case")), ("0003", explain), "{message}");
        let entry = park.get("requests?limit=1")["requests"][0].clone();
        assert_eq!(entry["findings"][0]["mistake"], "sorted-ignoring-case");
        // The entry itself explains the same elsewhere.
        let seen = Seen::parse(&entry.to_string()).unwrap();
        assert_eq!(named(&welinkpark::flow::explain::explain(&seen, SECRET)), [Mistake::SortedIgnoringCase]);

        let right = Made::plain();
        assert_ne!(refused(&park, &right).0, "0003");
        assert_eq!(park.get("requests?limit=1")["requests"][0]["findings"], json!([]));
        assert_eq!(refused(&park, &right).0, "0003");
        assert_eq!(park.get("requests?limit=1")["requests"][0]["findings"][0]["mistake"], "nonce-reused");
        park.post("clock", at("2017-01-18 14:46:25"));
        assert_eq!(refused(&park, &right).0, "0003");
        assert_eq!(park.get("requests?limit=1")["requests"][0]["findings"][0]["mistake"], "clock-off");
    }
}

#[test]
fn the_clients_own_0003_says_what_is_left() {
    let park = Park::start();
    let wrong = park.builder().secret_key("made-up-secret-made-up-secret-00").build_blocking().unwrap();
    let error = wrong.info().areas().send().unwrap_err();
    assert_eq!(error.api().unwrap().findings[0].mistake, Mistake::WrongSecret);
    assert!(error.report().contains("another secret key was used"), "{}", error.report());

    park.post("clock", json!({ "advance_seconds": 7200 }));
    let stubborn = park.builder().correct_clock(false).build_blocking().unwrap();
    let error = stubborn.info().areas().send().unwrap_err();
    assert_eq!(error.api().unwrap().findings[0].mistake, Mistake::ClockOff);
}

#[test]
fn a_missing_signature_is_told() {
    let seen = Seen::parse("AppId=1&Nonce=2").unwrap();
    let explanation = explain(&seen, SECRET);
    assert_eq!((explanation.signed, explanation.is_right()), (Signed::Missing, false));
}
