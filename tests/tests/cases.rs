//! Runs `cases/` against the sandbox with the blocking client.

#![allow(clippy::expect_used, clippy::unwrap_used, missing_docs)]

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::{Map, Value, json};
use welinkpark::{CallOptions, Error, ErrorKind, TimestampUnit, Zip, blocking};
use welinkpark_tests::case::{Call, Case, Control, Log, Options, Saved, Step, files};
use welinkpark_tests::matching::matches;
use welinkpark_tests::outcome::record;
use welinkpark_tests::sandbox::TestSandbox;

#[test]
fn every_case_against_the_sandbox() {
    let sandbox = TestSandbox::start();
    let files = files();
    let (mut count, mut failures, mut called) = (0, Vec::new(), BTreeSet::new());
    for (file, cases) in &files {
        for case in cases {
            count += 1;
            for step in &case.steps {
                if let Step::Call(call) = step {
                    called.insert(call.call.clone());
                }
            }
            let mut seen = Vec::new();
            let outcome = run(&sandbox, case, &mut seen);
            let (seen, suite) = (Value::Array(seen), format!("cases/{}", file.trim_end_matches(".json")));
            let requests = sandbox.get("/requests?limit=1000").get_mut("requests").map(Value::take);
            record(&suite, &case.name, outcome.as_ref().map(|()| &seen).map_err(String::as_str), requests);
            if let Err(problem) = outcome {
                failures.push(format!("{file}: {}: {problem}", case.name));
            }
        }
    }
    assert!(failures.is_empty(), "{} of {count} cases fail:\n{}", failures.len(), failures.join("\n"));
    let forgotten: Vec<&str> =
        welinkpark::ENDPOINTS.iter().map(|endpoint| endpoint.name).filter(|name| !called.contains(*name)).collect();
    assert!(forgotten.is_empty(), "no case calls {forgotten:?}");
}

#[test]
fn names_of_cases_are_not_used_twice() {
    for (file, cases) in files() {
        let names: BTreeSet<&str> = cases.iter().map(|case| case.name.as_str()).collect();
        assert_eq!(names.len(), cases.len(), "{file}");
    }
}

/// What its calls gave ends up in `seen`.
fn run(sandbox: &TestSandbox, case: &Case, seen: &mut Vec<Value>) -> Result<(), String> {
    sandbox.begin();
    let client = client(sandbox, &case.options).map_err(|error| error.report())?;
    let mut saved = Saved::default();
    for (number, step) in (1..).zip(&case.steps) {
        let outcome = match step {
            Step::Control(control) => run_control(sandbox, control, &mut saved),
            Step::Call(call) => run_call(&client, call, &mut saved).map(|answer| seen.push(answer)),
            Step::Log(log) => run_log(sandbox, log, &saved),
        };
        outcome.map_err(|problem| format!("step {number}: {problem}"))?;
    }
    Ok(())
}

fn client(sandbox: &TestSandbox, options: &Options) -> Result<blocking::Client, Error> {
    let mut builder = sandbox.builder();
    if let Some(app_id) = &options.app_id {
        builder = builder.app_id(app_id);
    }
    if let Some(secret_key) = &options.secret_key {
        builder = builder.secret_key(secret_key);
    }
    if let Some(correct) = options.correct_clock {
        builder = builder.correct_clock(correct);
    }
    if options.timestamp_unit.as_deref() == Some("milliseconds") {
        builder = builder.timestamp_unit(TimestampUnit::Milliseconds);
    }
    if let Some(bytes) = options.max_response {
        builder = builder.max_response(bytes);
    }
    if let Some(park_id) = &options.park_id {
        builder = builder.park_id(park_id);
    }
    if let Some(encrypt) = options.encrypt {
        builder = builder.encrypt(encrypt);
    }
    if let Some(zip) = zip(options) {
        builder = builder.zip(zip);
    }
    if let Some(retries) = options.retries {
        builder = builder.retries(retries);
    }
    if let Some(limit) = options.timeout_ms {
        builder = builder.timeout(Duration::from_millis(limit));
    }
    if let Some(limit) = options.attempt_timeout_ms {
        builder = builder.attempt_timeout(Duration::from_millis(limit));
    }
    builder.build_blocking()
}

fn zip(options: &Options) -> Option<Zip> {
    options.zip.map(|zip| if zip { Zip::Always } else { Zip::Never })
}

fn run_control(sandbox: &TestSandbox, step: &Control, saved: &mut Saved) -> Result<(), String> {
    let (method, path) = step.control.split_once(' ').ok_or("not a method and a path")?;
    let (status, answer) = sandbox.try_control(method, path, &saved.insert(&step.body)?);
    if status != step.status.unwrap_or(200) {
        return Err(format!("{} answers {status}: {answer}", step.control));
    }
    expect(&step.control, step.expect.as_ref(), &answer, saved)?;
    saved.save(&step.save, &answer)
}

/// The answer, or the error that was expected.
fn run_call(client: &blocking::Client, step: &Call, saved: &mut Saved) -> Result<Value, String> {
    let options = &step.options;
    let client = client.with_options(CallOptions {
        attempt_timeout: options.attempt_timeout_ms.map(Duration::from_millis),
        timeout: options.timeout_ms.map(Duration::from_millis),
        retries: options.retries,
        encrypt: options.encrypt,
        zip: zip(options),
        ..CallOptions::default()
    });
    let client = match &options.park_id {
        Some(park_id) => client.for_park(park_id.as_str()),
        None => client,
    };
    let params = if step.params.is_null() { String::new() } else { saved.insert(&step.params)?.to_string() };
    match (client.call_json(&step.call, &params), &step.error) {
        (Ok(response), None) => {
            let answer = serde_json::from_str(&response.data).map_err(|error| format!("{error}: {}", response.data))?;
            expect(&step.call, step.expect.as_ref(), &answer, saved)?;
            saved.save(&step.save, &answer)?;
            Ok(answer)
        }
        (Ok(response), Some(_)) => Err(format!("{} succeeds: {}", step.call, response.data)),
        (Err(error), None) => Err(format!("{} fails: {}", step.call, error.report())),
        (Err(error), Some(expected)) => {
            let found = described(&error);
            expect(&step.call, Some(expected), &found, saved)
                .map_err(|problem| format!("{problem}\n    {}", error.report()))?;
            Ok(found)
        }
    }
}

fn run_log(sandbox: &TestSandbox, step: &Log, saved: &Saved) -> Result<(), String> {
    let path = match &step.log.endpoint {
        Some(endpoint) => format!("/requests?endpoint={endpoint}"),
        None => "/requests".to_owned(),
    };
    let entries = sandbox.get(&path).get("requests").cloned().unwrap_or_default();
    expect("log", Some(&step.expect), &entries, saved)
}

fn expect(what: &str, expected: Option<&Value>, found: &Value, saved: &Saved) -> Result<(), String> {
    match expected {
        Some(expected) => {
            matches(&saved.insert(expected)?, found).map_err(|difference| format!("{what}: {difference}"))
        }
        None => Ok(()),
    }
}

/// An error as the cases describe it.
fn described(error: &Error) -> Value {
    let mut fields = Map::new();
    let mut set = |name: &str, value: Value| fields.insert(name.to_owned(), value);
    set("kind", json!(error.kind().name()));
    set("sent", json!(error.sent().to_string()));
    set("attempts", json!(error.attempts()));
    set("retryable", json!(error.retryable()));
    match error.kind() {
        ErrorKind::Api(api) => {
            set("code", json!(api.code));
            set("err_code", json!(api.err_code));
            set("message", json!(api.message));
        }
        ErrorKind::Validation(validation) => {
            set("field", json!(validation.field));
            set("rule", json!(validation.rule.name()));
        }
        ErrorKind::Transport { kind, .. } => {
            set("transport", json!(kind.name()));
        }
        ErrorKind::Http { status, .. } => {
            set("status", json!(status));
        }
        ErrorKind::Decode(decode) => {
            set("stage", json!(decode.stage.name()));
        }
        ErrorKind::Config { .. } | ErrorKind::Cancelled | ErrorKind::Internal { .. } => {}
    }
    Value::Object(fields)
}
