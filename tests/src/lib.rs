//! What the Rust runners of `vectors/` and `cases/` share.

// A runner that cannot read its data has nothing better to do than to stop.
#![allow(clippy::expect_used, clippy::panic)]

pub mod case;
pub mod closed_port;
pub mod conformance;
pub mod fault_server;
pub mod faults;
pub mod matching;
pub mod outcome;
pub mod runner;
pub mod sandbox;
pub mod soak;
pub mod typed;
pub mod wire_server;

/// The Rust lines of the README, compiled; `readme.py` runs those of the other languages.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
#[doc = include_str!("../../README.zh-CN.md")]
pub struct Readme;

use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

/// The folder of this crate, with `vectors/` and `cases/`.
pub fn folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The vectors of one file under `vectors/`. Unknown keys are an error of the vector's type.
pub fn vectors<T: DeserializeOwned>(file: &str) -> Vec<T> {
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File<T> {
        #[serde(rename = "description")]
        _description: String,
        vectors: Vec<T>,
    }
    let path: PathBuf = folder().join("vectors").join(file);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let file: File<T> = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert!(!file.vectors.is_empty(), "{} has no vectors", path.display());
    file.vectors
}

/// Runs `check` on each vector and reports all that fail, by name.
pub fn each<T>(vectors: &[T], name: impl Fn(&T) -> &str, check: impl Fn(&T) -> Result<(), String>) {
    let failures: Vec<String> = vectors
        .iter()
        .filter_map(|vector| check(vector).err().map(|problem| format!("{}: {problem}", name(vector))))
        .collect();
    assert!(failures.is_empty(), "{} of {} vectors fail:\n{}", failures.len(), vectors.len(), failures.join("\n"));
}

/// Runs `check` on each vector of a file, tells the outcome, and reports all that fail, by name.
pub fn each_of<T>(
    file: &str,
    vectors: &[T],
    name: impl Fn(&T) -> &str,
    check: impl Fn(&T) -> Result<serde_json::Value, String>,
) {
    each(vectors, &name, |vector| {
        let found = check(vector);
        outcome::record(&format!("vectors/{file}"), name(vector), found.as_ref().map_err(String::as_str), None);
        found.map(drop)
    });
}

/// `Ok` if both are equal, else a message that shows them.
pub fn same<T: PartialEq + std::fmt::Debug>(what: &str, found: T, expected: T) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("{what}\n    found    {found:?}\n    expected {expected:?}")) }
}
