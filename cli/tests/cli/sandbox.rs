//! `welinkpark sandbox` as a process: ready, and gone when it should be.

use std::io::BufReader;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::json;

use crate::fixture::{BINARY, Sandbox, fresh_path, http, plain, read_ready, run};

#[test]
fn the_ready_line_has_all_that_a_client_needs() {
    let sandbox = Sandbox::start(&[]);
    let names: Vec<&String> = sandbox.ready.as_object().unwrap().keys().collect();
    assert_eq!(names, ["app_id", "base_url", "control_url", "park_id", "secret_key"]);
    let url = sandbox.ready["base_url"].as_str().unwrap();
    assert!(url.starts_with("http://127.0.0.1:") && url.ends_with("/api"), "{url}");
    assert!(sandbox.control("GET", "/health", "").starts_with("HTTP/1.1 200"));
}

#[test]
fn a_port_that_is_taken_is_a_configuration_error() {
    let sandbox = Sandbox::start(&[]);
    let url = sandbox.ready["base_url"].as_str().unwrap();
    let port = url.trim_start_matches("http://127.0.0.1:").trim_end_matches("/api");
    let refused = run(plain(&["sandbox", "--port", port, "--error-json"]), "");
    assert_eq!((refused.status, refused.error()["kind"].clone()), (2, json!("config")));
}

#[test]
fn data_is_kept_in_a_file() {
    let path = fresh_path("park.db");
    let arguments = ["--data", path.to_str().unwrap()];
    let visit = r#"{"lane_id":3150432953492101,"plate_number":"粤B98123"}"#;
    let first = Sandbox::start(&arguments);
    let arrived = first.control("POST", "/vehicles/arrive", visit);
    assert!(arrived.starts_with("HTTP/1.1 200"), "{arrived}");
    let areas = first.run(&["call", "info.space"]).json();
    drop(first);
    assert_eq!(Sandbox::start(&arguments).run(&["call", "info.space"]).json(), areas);
    assert_ne!(Sandbox::start(&[]).run(&["call", "info.space"]).json(), areas);
}

#[cfg(unix)]
#[test]
fn sigint_and_sigterm_end_it_cleanly_even_while_it_is_used() {
    for signal in ["-INT", "-TERM"] {
        let mut sandbox = Sandbox::start(&[]);
        sandbox.control("POST", "/faults", r#"{"kind":"delay","delay_ms":60000}"#);
        let mut waiting = sandbox.command(&["call", "info.areas", "--retries", "0"]);
        let mut waiting = waiting.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(200));
        Command::new("kill").args([signal, &sandbox.child.id().to_string()]).status().unwrap();
        let begun = Instant::now();
        assert_eq!(sandbox.child.wait().unwrap().code(), Some(0), "{signal}");
        assert!(begun.elapsed() < Duration::from_secs(5));
        waiting.wait().unwrap();
    }
}

#[cfg(unix)]
#[test]
fn with_parent_it_ends_when_its_parent_is_killed() {
    let script = format!("'{BINARY}' sandbox --with-parent & wait");
    let mut parent = Command::new("sh").args(["-c", &script]).stdout(Stdio::piped()).spawn().unwrap();
    let ready = read_ready(&mut BufReader::new(parent.stdout.take().unwrap()));
    let url = ready["control_url"].as_str().unwrap();
    assert!(http(url, "GET", "/health", "").is_ok());
    parent.kill().unwrap();
    parent.wait().unwrap();
    let begun = Instant::now();
    while http(url, "GET", "/health", "").is_ok() {
        assert!(begun.elapsed() < Duration::from_secs(5), "it lives on without its parent");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_command_runs_against_the_sandbox_and_gives_its_status() {
    for (arguments, status) in [(&["info.areas"][..], 0), (&["passport.get", "passport_id=1"], 3)] {
        let mut command = plain(&["sandbox", "--", BINARY, "call"]);
        // Credentials of another platform must not reach the command.
        command
            .args(arguments)
            .env("WELINKPARK_CREDENTIALS", "/nowhere")
            .env("WELINKPARK_BASE_URL", "http://127.0.0.1:1/api");
        assert_eq!(run(command, "").status, status);
    }
    assert_eq!(run(plain(&["sandbox", "--", "no-such-program"]), "").status, 2);
}
