//! `welinkpark explain`.

use crate::fixture::{Ended, SECRET, Sandbox, plain, run};

const SAMPLE: &str = "AppId=289efb7512e54146273b982456b03f42ea93&Timestamp=1484718385&Nonce=11886&ParkId=10001088&encryptCode=0\
    &zipCode=0&content=ew0KICAgICJQYXJhbWV0ZXIiOiAiMSINCn0%3D&Signature=wjcPhdy3jaRJp5GWjpEI%2F%2B4gvos%3D";

fn explain(arguments: &[&str], stdin: &str) -> Ended {
    let mut command = plain(&["explain"]);
    command.args(arguments).env("WELINKPARK_SECRET_KEY", SECRET);
    run(command, stdin)
}

#[test]
fn a_right_request_is_right_as_argument_and_on_stdin() {
    assert_eq!(explain(&[SAMPLE, "--json"], "").json()["right"], true);
    assert_eq!(
        explain(&["--json"], &format!("curl -d '{SAMPLE}' http://example.invalid/api/auth/enter")).json()["right"],
        true
    );
    assert!(explain(&[SAMPLE], "").stdout.starts_with("The signature is right."));
}

#[test]
fn a_mistake_is_named_and_ends_with_status_1() {
    let mistaken = SAMPLE.replace("%2B", "+");
    let ended = explain(&[&mistaken], "");
    assert_eq!(ended.status, 1);
    assert!(ended.stdout.contains("- plus-as-blank: a + was sent as it is"), "{}", ended.stdout);
    assert!(!ended.stdout.contains(SECRET));
    let late = explain(&[SAMPLE, "--at", "1484719000", "--json"], "");
    assert_eq!(late.status, 1);
    assert!(late.stdout.contains("clock-off"));
}

#[test]
fn what_is_no_request_and_what_holds_the_secret_is_refused() {
    assert_eq!(explain(&["nothing"], "").status, 2);
    assert_eq!(explain(&[&format!("AppId={SECRET}")], "").status, 2);
}

#[test]
fn the_sandbox_explains_a_0003_in_its_log_and_if_asked_in_its_message() {
    let sandbox = Sandbox::start(&["--explain"]);
    let mut command = sandbox.command(&["call", "info.areas", "--error-json"]);
    command.env("WELINKPARK_SECRET_KEY", format!("{SECRET}\n"));
    let ended = run(command, "");
    assert!(ended.stderr.contains("wrong-secret"), "{}", ended.stderr);
    let log = sandbox.control("GET", "/requests?limit=1", "");
    let explained = explain(&["--json"], &log);
    assert_eq!(explained.status, 1);
    assert!(explained.stdout.contains("a line break follows it"), "{}", explained.stdout);
}
