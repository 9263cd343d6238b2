//! What is too large, too deep or too many ends in an error or an answer, not in the end of the process.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::{Compress, Compression, FlushCompress};
use serde_json::json;
use welinkpark::protocol::{Coding, decode_content};
use welinkpark::wire::{Strictness, canonical_json, encode_params};
use welinkpark::{ErrorKind, TransportKind, blocking};
use welinkpark_tests::typed;
use welinkpark_tests::wire_server::{Reaction, WireServer, http};

const ZIPPED: Coding = Coding { encrypt: false, zip: true };

fn client(server: &WireServer) -> blocking::Client {
    blocking::Client::builder()
        .app_id("289efb7512e54146273b982456b03f42ea93")
        .secret_key("27a06832a2214a4fa3b7105e4a72d370")
        .park_id("10001088")
        .base_url(&server.base_url)
        .retries(0)
        .build_blocking()
        .unwrap()
}

/// The content of a gzip that unpacks to `times` × 10 MB of blanks: what ends at a byte can be repeated.
fn bomb(times: usize) -> String {
    let blanks = vec![b' '; 10_000_000];
    let mut piece = Vec::with_capacity(64 * 1024);
    let mut compress = Compress::new(Compression::best(), false);
    compress.compress_vec(&blanks, &mut piece, FlushCompress::Full).unwrap();
    assert_eq!(compress.total_in(), 10_000_000);
    let mut gzip = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    for _ in 0..times {
        gzip.extend_from_slice(&piece);
    }
    STANDARD.encode(gzip)
}

#[test]
fn a_gzip_bomb_of_up_to_10_gb_stops_at_the_limit() {
    for times in [1, 10, 1000] {
        let content = bomb(times);
        let error = decode_content(&content, ZIPPED, None, 1 << 20).unwrap_err();
        assert!(error.to_string().contains("larger than the limit"), "{times}: {error}");
    }
}

#[test]
fn a_gzip_bomb_in_an_answer_is_an_error_of_its_stage() {
    let body = json!({
        "responseStatus": {"code": "0000", "message": ""},
        "responseData": {"encryptCode": 0, "zipCode": 1, "content": bomb(1000)},
    });
    let answer = http("200 OK", &[], &body.to_string());
    let server = WireServer::start(move |_| Reaction::Answer(answer.clone()));
    let error = client(&server).info().areas().send().unwrap_err();
    let ErrorKind::Decode(failure) = error.kind() else { unreachable!("{error:?}") };
    assert_eq!(failure.stage.name(), "gzip", "{error}");
}

#[test]
fn a_body_of_100_mb_is_refused_with_and_without_its_length() {
    let body = vec![b' '; 100_000_000];
    let long = [b"HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n", body.as_slice()].concat();
    let endless = [b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", body.as_slice()].concat();
    for answer in [long, endless] {
        let server = WireServer::start(move |_| Reaction::AnswerAndClose(answer.clone()));
        let error = client(&server).info().areas().send().unwrap_err();
        let ErrorKind::Transport { kind, .. } = error.kind() else { unreachable!("{error:?}") };
        assert_eq!(*kind, TransportKind::TooLarge, "{error}");
    }
}

#[test]
fn a_million_records_are_read() {
    let list = format!("[{}{{\"areaId\":1}}]", "{\"areaId\":1},".repeat(999_999));
    let answer = canonical_json(&list, endpoint("info.areas").response.as_ref(), Strictness::Tolerant).unwrap();
    assert_eq!(answer.matches("\"areaId\":\"1\"").count(), 1_000_000);
}

#[test]
fn a_million_ids_are_sent() {
    let ids = format!("[{}1]", "1,".repeat(999_999));
    let params = format!("{{\"plateNumber\":\"粤B1\",\"startDate\":\"2026-06-01\",\"areaIds\":{ids}}}");
    let content = encode_params(endpoint("blacklist.add"), &params, false).unwrap();
    assert_eq!(content.matches("1,").count(), 999_999);
}

#[test]
fn nesting_is_refused_wherever_it_stands() {
    for depth in [129, 100_000] {
        let deep = format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
        let object = format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth));
        for nested in [&deep, &object] {
            for content in [nested.clone(), format!("[{{\"areaId\":{nested}}}]"), format!("{{\"state\":{nested}}}")] {
                let error = typed::canonical("info.areas", &content).unwrap_err();
                assert!(matches!(error.kind(), ErrorKind::Decode(_)), "{error}");
            }
            let error =
                encode_params(endpoint("passport.add"), &format!("{{\"acAuth\":{nested}}}"), false).unwrap_err();
            assert!(matches!(error.kind(), ErrorKind::Validation(_)), "{error}");
        }
    }
}

#[test]
fn a_nul_in_a_text_is_text_and_half_a_surrogate_pair_is_an_error() {
    let url = |text: &str| typed::canonical("passrecord.query_image_url", &format!("[\"{text}\"]"));
    assert_eq!(url("a\\u0000b").unwrap(), "[\"a\\u0000b\"]");
    for half in ["\\ud800", "\\udfff", "\\ud800x", "\\ud800\\ud800"] {
        let error = url(half).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Decode(_)), "{half}: {error}");
    }
}

fn endpoint(name: &str) -> &'static welinkpark::schema::Endpoint {
    welinkpark::ENDPOINTS.iter().find(|endpoint| endpoint.name == name).unwrap()
}
