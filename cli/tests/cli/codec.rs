//! `welinkpark encode` and `decode`.

use crate::fixture::{Ended, SECRET, plain, run};

const DATA: &str = "{\"plateNumber\": \"粤B98123\"}\n";

fn with_secret(arguments: &[&str], stdin: &str) -> Ended {
    let mut command = plain(arguments);
    command.env("WELINKPARK_SECRET_KEY", SECRET);
    run(command, stdin)
}

#[test]
fn decode_gives_back_to_the_byte_what_encode_was_given() {
    let codings: [&[&str]; 5] = [
        &[],
        &["--encrypt"],
        &["--zip"],
        &["--encrypt", "--zip"],
        &["--encrypt", "--mode", "cbc", "--iv", "0011223344556677"],
    ];
    for coding in codings {
        let content = with_secret(&[&["encode"], coding].concat(), DATA);
        assert_eq!(content.status, 0, "{}", content.stderr);
        assert_eq!(content.stdout.lines().count(), 1);
        let decoded = with_secret(&[&["decode"], coding].concat(), &content.stdout);
        assert_eq!(decoded.stdout, DATA, "{coding:?}");
    }
}

#[test]
fn the_documents_sample_decodes_without_credentials() {
    let decoded = run(plain(&["decode"]), "ew0KICAgICJQYXJhbWV0ZXIiOiAiMSINCn0=\n");
    assert_eq!(decoded.stdout, "{\r\n    \"Parameter\": \"1\"\r\n}");
}

#[test]
fn encryption_without_a_secret_is_a_configuration_error() {
    let refused = run(plain(&["encode", "--encrypt", "--error-json"]), DATA);
    assert_eq!((refused.status, refused.error()["kind"].as_str()), (2, Some("config")));
}

#[test]
fn content_that_is_broken_names_the_stage() {
    for (arguments, stdin, stage) in [
        (&["decode", "--error-json"][..], "ew0KI", "base64"),
        (&["decode", "--zip", "--error-json"][..], "ew0KICAg", "gzip"),
        (&["decode", "--encrypt", "--error-json"][..], "ew0KICAg", "3des"),
        (&["decode", "--error-json"][..], "/w==", "utf-8"),
    ] {
        let refused = with_secret(arguments, stdin);
        assert_eq!((refused.status, refused.error()["stage"].as_str()), (5, Some(stage)));
    }
}

#[test]
fn a_vector_belongs_to_cbc_alone() {
    for arguments in [
        &["encode", "--encrypt", "--mode", "cbc"][..],
        &["encode", "--encrypt", "--mode", "ecb", "--iv", "0011223344556677"],
        &["encode", "--encrypt", "--mode", "cbc", "--iv", "00112233"],
        &["encode", "--mode", "cbc", "--iv", "0011223344556677"],
    ] {
        assert_eq!(with_secret(arguments, DATA).status, 2, "{arguments:?}");
    }
}
