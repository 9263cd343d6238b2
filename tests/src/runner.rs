//! Runs cases against the sandbox with the blocking client.

use std::time::Duration;

use serde_json::{Map, Value, json};
use welinkpark::{CallOptions, Error, ErrorKind, TimestampUnit, Zip, blocking};

use crate::case::{Call, Case, Control, Log, Options, Saved, Step};
use crate::matching::matches;
use crate::outcome::record;
use crate::sandbox::TestSandbox;

/// What is done with a step that only `flows/` has; what it gave.
pub type Special<'a> = &'a dyn Fn(&blocking::Client, &Step, &Saved) -> Result<Vec<Value>, String>;

/// Runs a case of the file and tells what came of it.
///
/// # Errors
/// The first step that is not as expected, and why.
pub fn run_and_tell(sandbox: &TestSandbox, suite: &str, case: &Case, special: Special<'_>) -> Result<(), String> {
    let outcome = run(sandbox, case, special).map(Value::Array);
    let requests = sandbox.get("/requests?limit=1000").get_mut("requests").map(Value::take);
    record(suite, &case.name, outcome.as_ref().map_err(String::as_str), requests);
    outcome.map(drop)
}

/// Runs a case, once with each of its values to begin with. What its calls gave: answers, and descriptions of errors.
///
/// # Errors
/// The first step that is not as expected, and why.
pub fn run(sandbox: &TestSandbox, case: &Case, special: Special<'_>) -> Result<Vec<Value>, String> {
    let mut seen = Vec::new();
    for mut saved in case.runs() {
        sandbox.begin();
        let client = client(sandbox, &case.options).map_err(|error| error.report())?;
        for (number, step) in (1..).zip(&case.steps) {
            let outcome = match step {
                Step::Control(control) => run_control(sandbox, control, &mut saved),
                Step::Call(call) => run_calls(&client, call, &mut saved, &mut seen),
                Step::Log(log) => run_log(sandbox, log, &saved),
                Step::Walk(_) | Step::Ask(_) => special(&client, step, &saved).map(|gave| seen.extend(gave)),
            };
            outcome.map_err(|problem| format!("step {number}: {problem}"))?;
        }
    }
    Ok(seen)
}

/// Holds an outcome against what a step says about it; `found` came before an error, or is all of it. Gives what there is
/// to tell: `found` unless it is null, and the description of the error.
///
/// # Errors
/// How they differ.
pub fn check(
    what: &str,
    (expected, failure): (Option<&Value>, Option<&Value>),
    (found, error): (&Value, Option<&Error>),
    saved: &Saved,
) -> Result<Vec<Value>, String> {
    expect(what, expected, found, saved)?;
    match (error, failure) {
        (None, None) => {}
        (None, Some(_)) => return Err(format!("{what} succeeds: {found}")),
        (Some(error), None) => return Err(format!("{what} fails: {}", error.report())),
        (Some(error), Some(expected)) => expect(what, Some(expected), &described(error), saved)
            .map_err(|problem| format!("{problem}\n    {}", error.report()))?,
    }
    let came = Some(found).filter(|found| !found.is_null()).cloned();
    Ok(came.into_iter().chain(error.map(described)).collect())
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

fn run_calls(client: &blocking::Client, step: &Call, saved: &mut Saved, seen: &mut Vec<Value>) -> Result<(), String> {
    let Some(times) = step.times else { return run_call(client, step, saved).map(|found| seen.push(found)) };
    (0..times).try_for_each(|number| {
        saved.set("n", json!(format!("{number:05}")));
        run_call(client, step, saved).map(|found| seen.push(found))
    })
}

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
