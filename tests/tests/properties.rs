//! What holds for any input.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

use proptest::prelude::*;
use welinkpark::protocol::{
    Cipher, CipherMode, Coding, Envelope, RequestParams, Signer, canonical_string, decode_content, encode_content,
    encode_form_value, parse_form,
};
use welinkpark::wire::{Strictness, canonical_json, encode_params};
use welinkpark_tests::typed;

const SECRET: &str = "27a06832a2214a4fa3b7105e4a72d370";

fn coding() -> impl Strategy<Value = Coding> {
    (any::<bool>(), any::<bool>()).prop_map(|(encrypt, zip)| Coding { encrypt, zip })
}

fn mode() -> impl Strategy<Value = CipherMode> {
    prop_oneof![Just(CipherMode::Ecb), any::<[u8; 8]>().prop_map(CipherMode::Cbc)]
}

/// JSON that is sometimes what the platform sends: its names, its scalars, and anything in between.
fn loose_json() -> impl Strategy<Value = String> {
    let names: Vec<&'static str> = welinkpark::ENDPOINTS
        .iter()
        .flat_map(|endpoint| endpoint.request)
        .map(|field| field.name)
        .chain(["areaName", "laneType", "parkAuth", "state", "money", "tradeNo", "freeSpaceValid", "operateTime"])
        .collect();
    let scalar = prop_oneof![
        Just("null".to_owned()),
        any::<bool>().prop_map(|flag| flag.to_string()),
        any::<i64>().prop_map(|number| number.to_string()),
        any::<f64>().prop_filter("finite", |number| number.is_finite()).prop_map(|number| format!("{number:e}")),
        "[0-9.eE+-]{1,12}",
        "\\PC{0,12}".prop_map(|text| serde_json::Value::from(text).to_string()),
        Just("\"2018-10-13 10:00:00\"".to_owned()),
        Just("\"2018-10-13\"".to_owned()),
        Just("\"\\ud800\"".to_owned()),
    ];
    scalar.prop_recursive(3, 24, 6, move |inner| {
        let name = prop::sample::select(names.clone());
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(|items| format!("[{}]", items.join(","))),
            prop::collection::vec((name, inner), 0..6).prop_map(|members| {
                let members: Vec<String> = members.iter().map(|(name, value)| format!("{name:?}:{value}")).collect();
                format!("{{{}}}", members.join(","))
            }),
        ]
    })
}

proptest! {
    #[test]
    fn decoding_undoes_encoding(plain in "\\PC{0,300}", coding in coding(), mode in mode()) {
        let cipher = Cipher::new(SECRET).unwrap().with_mode(mode);
        let content = encode_content(plain.as_bytes(), coding, Some(&cipher)).unwrap();
        prop_assert_eq!(decode_content(&content, coding, Some(&cipher), 1 << 20).unwrap(), plain);
    }

    #[test]
    fn a_signature_verifies_and_no_other_does(secret in "\\PC{0,40}", text in "\\PC{0,80}", other in "\\PC{0,40}") {
        let signer = Signer::new(&secret);
        let signature = signer.sign(&text);
        prop_assert!(signer.verify(&text, &signature));
        if other != signature {
            prop_assert!(!signer.verify(&text, &other));
        }
        let longer = text + "x";
        prop_assert!(!signer.verify(&longer, &signature));
    }

    #[test]
    fn the_buffer_that_is_sent_carries_what_was_signed(
        app_id in "\\PC{0,20}", park_id in "\\PC{0,20}", content in "\\PC{0,60}", nonce in 1u32.., coding in coding(),
    ) {
        let nonce = nonce.to_string();
        let params = RequestParams { app_id: &app_id, park_id: &park_id, timestamp: "1", nonce: &nonce, coding, content: &content };
        let signer = Signer::new(SECRET);
        let sent = parse_form(&params.signed(&signer));
        let pairs: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let signature = pairs.iter().find(|(name, _)| *name == "Signature").unwrap().1;
        prop_assert!(signer.verify(&canonical_string(&pairs), signature));
        prop_assert_eq!(pairs.len(), 8);
    }

    #[test]
    fn escaping_survives_parsing(value in "\\PC{0,60}") {
        let mut encoded = "name=".to_owned();
        encode_form_value(&value, &mut encoded);
        prop_assert_eq!(parse_form(&encoded), vec![("name".to_owned(), value)]);
    }

    #[test]
    fn no_content_makes_decoding_panic(content in "\\PC{0,120}", coding in coding()) {
        let cipher = Cipher::new(SECRET).unwrap();
        let _ = decode_content(&content, coding, Some(&cipher), 1 << 16);
    }

    #[test]
    fn no_body_makes_the_envelope_panic(body in prop_oneof![loose_json(), "\\PC{0,120}".boxed()]) {
        let _ = Envelope::parse(&body);
        let _ = Envelope::parse(&format!("{{\"responseStatus\":{body},\"responseData\":{body}}}"));
    }

    #[test]
    fn the_typed_and_the_generic_door_agree_on_any_json(json in loose_json(), index in 0usize..52) {
        let endpoint = welinkpark::ENDPOINTS[index];
        for content in [json.clone(), format!("[{json}]")] {
            let typed = typed::canonical(endpoint.name, &content);
            let strict = canonical_json(&content, endpoint.response.as_ref(), Strictness::Strict);
            match (typed, strict) {
                (Ok(typed), Ok(strict)) => prop_assert_eq!(typed, strict),
                (Err(typed), Err(strict)) => prop_assert_eq!(typed.to_string(), strict.to_string()),
                (typed, strict) => prop_assert!(false, "typed {:?}, strict {:?} for {}", typed, strict, content),
            }
            let tolerant = canonical_json(&content, endpoint.response.as_ref(), Strictness::Tolerant);
            if let Ok(tolerant) = tolerant {
                prop_assert!(serde_json::from_str::<serde::de::IgnoredAny>(&tolerant).is_ok(), "{}", tolerant);
            }
        }
    }

    #[test]
    fn no_parameters_make_encoding_panic(json in loose_json(), index in 0usize..52) {
        let endpoint = welinkpark::ENDPOINTS[index];
        if let Ok(plain) = encode_params(endpoint, &json, false) {
            prop_assert!(plain.is_empty() || serde_json::from_str::<serde::de::IgnoredAny>(&plain).is_ok(), "{}", plain);
        }
    }
}

#[test]
fn a_gzip_bomb_stops_at_the_limit() {
    let coding = Coding { encrypt: false, zip: true };
    let content = encode_content(&vec![b' '; 64 << 20], coding, None).unwrap();
    assert!(content.len() < 100_000, "the bomb is small: {}", content.len());
    let error = decode_content(&content, coding, None, 1 << 20).unwrap_err();
    assert!(error.to_string().contains("larger than the limit of 1048576 bytes"), "{error}");
}

#[test]
fn deeply_nested_json_is_an_error_and_no_stack_overflow() {
    let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    for endpoint in welinkpark::ENDPOINTS {
        let _ = typed::canonical(endpoint.name, &deep);
        let _ = canonical_json(&deep, endpoint.response.as_ref(), Strictness::Tolerant);
        let _ = encode_params(endpoint, &format!("{{\"parkAuth\":{deep}}}"), false);
    }
    let _ = Envelope::parse(&format!("{{\"responseStatus\":{deep}}}"));
}
