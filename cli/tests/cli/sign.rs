//! `welinkpark sign`.

use crate::fixture::{Ended, SECRET, plain, run};

const SAMPLE: [&str; 7] = [
    "AppId=289efb7512e54146273b982456b03f42ea93",
    "Timestamp=1484718385",
    "Nonce=11886",
    "ParkId=10001088",
    "encryptCode=0",
    "zipCode=0",
    "content=ew0KICAgICJQYXJhbWV0ZXIiOiAiMSINCn0=",
];

fn sign(arguments: &[&str]) -> Ended {
    let mut command = plain(&["sign"]);
    command.args(arguments).env("WELINKPARK_SECRET_KEY", SECRET);
    run(command, "")
}

#[test]
fn the_documents_sample_has_the_documents_signature() {
    let signed = sign(&SAMPLE).json();
    assert_eq!(signed["signature"], "wjcPhdy3jaRJp5GWjpEI/+4gvos=");
    assert_eq!(
        signed["canonical"],
        "AppId=289efb7512e54146273b982456b03f42ea93&Nonce=11886&ParkId=10001088&Timestamp=1484718385&\
         content=ew0KICAgICJQYXJhbWV0ZXIiOiAiMSINCn0=&encryptCode=0&zipCode=0"
    );
}

#[test]
fn empty_values_and_a_signature_do_not_count() {
    let more = [&SAMPLE[..], &["remark=", "blank= ", "Signature=x"]].concat();
    assert_eq!(sign(&more).stdout, sign(&SAMPLE).stdout);
}

#[test]
fn a_parameter_given_twice_is_refused() {
    assert_eq!(sign(&["Nonce=1", "Nonce=2"]).status, 2);
}

#[test]
fn the_secret_as_a_parameter_is_refused_and_not_shown() {
    let refused = sign(&["Nonce=1", &format!("SecretKey={SECRET}")]);
    assert_eq!(refused.status, 2);
    assert!(refused.stderr.contains("SecretKey holds the secret key"), "{}", refused.stderr);
}
