//! Exit status and error object for each kind of failure.

use crate::fixture::{Ended, SECRET, Sandbox, plain, run};

fn kind(ended: &Ended) -> (i32, String) {
    (ended.status, ended.error()["kind"].as_str().unwrap().to_owned())
}

fn with_fault(fault: &str, arguments: &[&str]) -> Ended {
    let sandbox = Sandbox::start(&[]);
    let planned = sandbox.control("POST", "/faults", fault);
    assert!(planned.starts_with("HTTP/1.1 200"), "{planned}");
    sandbox.run(&[&["--error-json", "call", "--retries", "0"], arguments].concat())
}

#[test]
fn usage_is_2() {
    let arguments: [&[&str]; 7] = [
        &["--error-json"],
        &["fly", "--error-json"],
        &["call", "--error-json"],
        &["call", "info.areas", "areas", "--error-json"],
        &["call", "info.rent_rule", "mgrType=1", "mgr_type=1", "--error-json"],
        &["call", "info.areas", "a=1", "--json", "{}", "--error-json"],
        &["call", "info.areas", "--raw", "--output", "json", "--error-json"],
    ];
    for arguments in arguments {
        assert_eq!(kind(&run(plain(arguments), "")), (2, "usage".to_owned()), "{arguments:?}");
    }
}

#[test]
fn help_and_version_are_answers() {
    for argument in ["--help", "--version"] {
        let answer = run(plain(&[argument, "--error-json"]), "");
        assert_eq!((answer.status, answer.stderr.as_str()), (0, ""));
        assert!(answer.stdout.contains("welinkpark"));
    }
}

#[test]
fn missing_credentials_are_2() {
    let refused = run(plain(&["call", "info.areas", "--error-json"]), "");
    assert_eq!(kind(&refused), (2, "config".to_owned()));
    assert_eq!(refused.error()["sent"], "no");
}

#[test]
fn an_argument_that_breaks_a_rule_is_2_and_named() {
    let sandbox = Sandbox::start(&[]);
    for (arguments, field, rule) in [
        (&["call", "passport.get"][..], "passportId", "one-of"),
        (&["call", "user.login"], "userId", "required"),
        (&["call", "info.rent_rule", "mgr_type=x"], "mgrType", "type"),
        (&["call", "info.areas", "colour=red"], "colour", "unknown"),
        (&["call", "info.colours"], "endpoint", "unknown"),
    ] {
        let refused = sandbox.run(&[arguments, &["--error-json"]].concat());
        assert_eq!(kind(&refused), (2, "validation".to_owned()));
        let error = refused.error();
        assert_eq!((error["field"].as_str(), error["rule"].as_str()), (Some(field), Some(rule)));
        assert_eq!(error["attempts"], 0);
    }
}

#[test]
fn a_refusal_is_3_with_code_and_meaning() {
    let sandbox = Sandbox::start(&[]);
    let refused = sandbox.run(&["call", "passport.get", "passport_id=1", "--error-json"]);
    assert_eq!(kind(&refused), (3, "api".to_owned()));
    let error = refused.error();
    assert_eq!((error["code"].as_str(), error["meaning"].as_str()), (Some("0009"), Some("not-found")));
    assert_eq!((error["endpoint"].as_str(), error["sent"].as_str()), (Some("passport.get"), Some("yes")));
    assert!(error["nonce"].is_u64() && error["timestamp"].is_u64());
}

#[test]
fn a_wrong_secret_is_3_with_the_string_that_was_signed() {
    let sandbox = Sandbox::start(&[]);
    let mut command = sandbox.command(&["call", "info.areas", "--error-json"]);
    command.env("WELINKPARK_SECRET_KEY", "made-up-secret-made-up-secret-00");
    let refused = run(command, "");
    let error = refused.error();
    assert_eq!((refused.status, error["meaning"].as_str()), (3, Some("authentication-failed")));
    assert!(error["canonical"].as_str().unwrap().starts_with("AppId=289efb"));
    assert!(error["clock_offset"].is_i64());
    assert!(!refused.stderr.contains("made-up-secret"));
}

#[test]
fn a_business_detail_is_kept_as_err_code() {
    let sandbox = Sandbox::start(&[]);
    let bill = ["call", "pay.query_tmp_rent_bill", "plate_number=粤B00000", "user_id=4150570873"];
    assert_eq!(sandbox.run(&[&bill[..], &["--error-json"]].concat()).error()["errCode"], "NoEnterRecord");
    let told = sandbox.run(&bill);
    assert_eq!(told.status, 3);
    assert!(
        told.stderr.starts_with("error: pay.query_tmp_rent_bill: ") && told.stderr.contains("[errCode NoEnterRecord]")
    );
    assert!(told.stderr.contains("request sent: yes"));
}

#[test]
fn no_connection_is_4_and_nothing_was_sent() {
    let mut sandbox = Sandbox::start(&[]);
    sandbox.child.kill().unwrap();
    sandbox.child.wait().unwrap();
    let failed = sandbox.run(&["call", "info.areas", "--retries", "0", "--error-json"]);
    assert_eq!(kind(&failed), (4, "transport".to_owned()));
    let error = failed.error();
    assert_eq!((error["transport"].as_str(), error["sent"].as_str()), (Some("connect"), Some("no")));
    assert_eq!(error["retryable"], true);
}

#[test]
fn a_lost_answer_is_4_and_says_that_it_may_have_arrived() {
    let arguments = ["info.set_qr_url", "lane_id=3150432953492101", "qr_url=http://127.0.0.1/q"];
    let failed = with_fault(r#"{"kind":"drop_after"}"#, &arguments);
    assert_eq!(kind(&failed), (4, "transport".to_owned()));
    let error = failed.error();
    assert_eq!((error["sent"].as_str(), error["retryable"].as_bool()), (Some("unknown"), Some(false)));
}

#[test]
fn a_timeout_is_4_and_keeps_its_time() {
    let begun = std::time::Instant::now();
    let failed = with_fault(r#"{"kind":"delay","delay_ms":20000}"#, &["info.areas", "--timeout", "0.3"]);
    assert_eq!((failed.status, failed.error()["transport"].as_str()), (4, Some("timeout")));
    assert!(begun.elapsed() < std::time::Duration::from_secs(5));
}

#[test]
fn an_http_status_is_4() {
    let failed = with_fault(r#"{"kind":"http_429","retry_after":61}"#, &["info.areas"]);
    assert_eq!(kind(&failed), (4, "http".to_owned()));
    let error = failed.error();
    assert_eq!((error["status"].as_u64(), error["retry_after"].as_u64()), (Some(429), Some(61)));
}

#[test]
fn an_answer_that_cannot_be_decoded_is_5_with_its_stage() {
    for (fault, stage) in
        [("bad_base64", "base64"), ("bad_3des", "3des"), ("html_200", "envelope"), ("bad_json", "json")]
    {
        let failed = with_fault(&format!(r#"{{"kind":"{fault}"}}"#), &["info.rent_rule", "mgr_type=1", "car_type=1"]);
        assert_eq!((failed.status, failed.error()["stage"].as_str()), (5, Some(stage)), "{fault}");
    }
}

#[test]
fn raw_prints_content_that_is_not_json() {
    let printed = with_fault(r#"{"kind":"bad_json"}"#, &["info.rent_rule", "mgr_type=1", "car_type=1", "--raw"]);
    assert_eq!((printed.status, printed.stderr.as_str()), (0, ""));
    assert!(serde_json::from_str::<serde_json::Value>(&printed.stdout).is_err(), "{}", printed.stdout);
}

#[test]
fn logs_at_any_level_do_not_hold_the_secret() {
    let sandbox = Sandbox::start(&[]);
    for level in ["error", "warn", "info", "debug", "trace"] {
        // Every run checks that the secret is in no output.
        let logged = sandbox.run(&["--log", level, "call", "passport.get", "passport_id=1"]);
        assert_eq!(logged.status, 3);
        assert_eq!(logged.stderr.contains("WARN"), level != "error", "{}", logged.stderr);
        let mut signed = plain(&["--log", level, "encode", "--encrypt"]);
        signed.env("WELINKPARK_SECRET_KEY", SECRET);
        assert_eq!(run(signed, "{}").status, 0);
    }
}
