//! What a runner tells of a vector or a case, for `conformance` to compare across languages.
//!
//! A runner appends one JSON object per line to the file that `WELINKPARK_OUTCOMES` names; `README.md` describes it.
//! Without that variable nothing is written.

use std::fs::OpenOptions;
use std::io::Write;

use serde_json::{Value, json};

/// Appends what came of one case in Rust.
///
/// # Panics
/// If the file cannot be written.
pub fn record(suite: &str, case: &str, outcome: Result<&Value, &str>, requests: Option<Value>) {
    let Some(path) = std::env::var_os("WELINKPARK_OUTCOMES") else { return };
    let mut line = json!({
        "language": "rust",
        "suite": suite,
        "case": case,
        "outcome": if outcome.is_ok() { "pass" } else { "fail" },
    });
    if let Value::Object(members) = &mut line {
        match outcome {
            Ok(result) => members.insert("result".to_owned(), result.clone()),
            Err(problem) => members.insert("problem".to_owned(), json!(problem)),
        };
        if let Some(requests) = requests {
            members.insert("requests".to_owned(), requests);
        }
    }
    let file = OpenOptions::new().create(true).append(true).open(&path);
    // In one piece: tests run side by side.
    file.and_then(|mut file| file.write_all(format!("{line}\n").as_bytes()))
        .unwrap_or_else(|error| panic!("{}: {error}", path.to_string_lossy()));
}
