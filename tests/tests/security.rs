//! What the protocol protects and what it does not, as SECURITY.md says it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use welinkpark::protocol::{Cipher, Coding, Signer, decode_content, encode_content, parse_form};
use welinkpark::{ErrorKind, blocking};
use welinkpark_tests::sandbox::TestSandbox;
use welinkpark_tests::wire_server::{Reaction, WireServer, answer};

const ENCRYPTED: Coding = Coding { encrypt: true, zip: false };

fn cipher() -> Cipher {
    Cipher::new("27a06832a2214a4fa3b7105e4a72d370").unwrap()
}

/// The parameters of a real request, as the sandbox logged it.
fn request(sandbox: &TestSandbox, signed_by: &blocking::Client) -> Vec<(String, String)> {
    signed_by.info().areas().send().unwrap();
    let log = sandbox.requests_to("info.areas");
    parse_form(log[0]["query"].as_str().unwrap())
}

/// The platform's code for these parameters, sent as they are.
fn code(sandbox: &TestSandbox, params: &[(String, String)]) -> String {
    use std::io::{Read, Write};
    let mut query = String::new();
    for (name, value) in params {
        query.push_str(if query.is_empty() { "" } else { "&" });
        query.push_str(name);
        query.push('=');
        welinkpark::protocol::encode_form_value(value, &mut query);
    }
    let mut stream = std::net::TcpStream::connect(("127.0.0.1", sandbox.port)).unwrap();
    let head = format!("GET /api/info/areas?{query} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    let body: Value = serde_json::from_str(text.split_once("\r\n\r\n").unwrap().1).unwrap();
    body["responseStatus"]["code"].as_str().unwrap().to_owned()
}

#[test]
fn a_request_cannot_be_sent_again_nor_changed_by_who_saw_it() {
    let sandbox = TestSandbox::start();
    let seen = request(&sandbox, &sandbox.client());
    assert_eq!(code(&sandbox, &seen), "0003", "sent again");
    for name in ["Nonce", "Timestamp", "ParkId", "AppId"] {
        let mut changed = seen.clone();
        let value = changed.iter_mut().find(|(found, _)| found == name).map(|(_, value)| value).unwrap();
        let last = value.pop().unwrap();
        value.push(if last == '1' { '2' } else { '1' });
        assert!(["0002", "0003", "0004"].contains(&code(&sandbox, &changed).as_str()), "{name} changed");
    }
    // The same parameters under a key that is a guess.
    let mut forged: Vec<(String, String)> = seen.into_iter().filter(|(name, _)| name != "Signature").collect();
    forged.iter_mut().filter(|(name, _)| name == "Nonce").for_each(|(_, value)| *value = "7".to_owned());
    let pairs: Vec<(&str, &str)> = forged.iter().map(|(name, value)| (&**name, &**value)).collect();
    let signature = Signer::new("a guess").sign(&welinkpark::protocol::canonical_string(&pairs));
    forged.push(("Signature".to_owned(), signature));
    assert_eq!(code(&sandbox, &forged), "0003", "signed with another key");
}

#[test]
fn a_request_outside_of_the_time_window_is_refused_whatever_its_signature() {
    let sandbox = TestSandbox::start();
    sandbox.post("/clock", &json!({ "advance_seconds": 301 }));
    let client = sandbox.builder().correct_clock(false).build_blocking().unwrap();
    let error = client.info().areas().send().unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Api(api) if api.code == "0003"), "{}", error.report());
}

#[test]
fn encryption_shows_which_blocks_are_equal() {
    let content = encode_content(b"8 bytes.8 bytes.another.", ENCRYPTED, Some(&cipher())).unwrap();
    let bytes = STANDARD.decode(content).unwrap();
    assert_eq!(bytes[..8], bytes[8..16]);
    assert_ne!(bytes[..8], bytes[16..24]);
}

#[test]
fn encryption_does_not_notice_blocks_that_were_moved() {
    let content = encode_content(br#"[1,    2,     3]"#, ENCRYPTED, Some(&cipher())).unwrap();
    let mut bytes = STANDARD.decode(content).unwrap();
    let first: Vec<u8> = bytes[..8].to_vec();
    bytes.copy_within(8..16, 0);
    bytes[8..16].copy_from_slice(&first);
    let moved = decode_content(&STANDARD.encode(bytes), ENCRYPTED, Some(&cipher()), 1 << 20).unwrap();
    assert_eq!(moved, ",     3][1,    2");
}

#[test]
fn answers_are_not_signed_so_whoever_can_change_them_is_believed() {
    // In plain text, though the request was encrypted, and signed by nobody.
    let forged = answer("0000", "", r#"{"state": 0, "enterLicence": "QB1"}"#);
    let server = WireServer::start(move |_| Reaction::Answer(forged.clone()));
    let client = blocking::Client::builder()
        .app_id("289efb7512e54146273b982456b03f42ea93")
        .secret_key("27a06832a2214a4fa3b7105e4a72d370")
        .park_id("10001088")
        .base_url(&server.base_url)
        .build_blocking()
        .unwrap();
    let result = client.call_json("auth.enter", r#"{"laneId": "3150432953492101", "userId": "u"}"#).unwrap();
    assert!(result.data.contains("QB1"), "{}", result.data);
    assert!(server.requests()[0].contains("encryptCode=1"), "{}", server.requests()[0]);
}

#[test]
fn the_sandbox_listens_on_one_loopback_address_and_logs_no_key() {
    let sandbox = TestSandbox::start();
    sandbox.client().info().areas().send().unwrap();
    assert!(std::net::TcpStream::connect(("127.0.0.1", sandbox.port)).is_ok());
    // Linux answers on all of 127.0.0.0/8, so this would succeed if it listened on every address.
    #[cfg(target_os = "linux")]
    assert!(std::net::TcpStream::connect(("127.0.0.2", sandbox.port)).is_err());
    let log = sandbox.get("/requests").to_string();
    assert!(log.contains("info.areas") && !log.contains(&sandbox.secret_key), "{log}");
}
