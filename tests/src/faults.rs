//! `faults/faults.json`: every fault × every safety class, with what a client has to say and the sandbox has to have done.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::folder;

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Matrix {
    #[serde(rename = "description")]
    _description: String,
    /// Time limits of every call.
    pub options: Limits,
    /// The four safety classes, each with the call that stands for it.
    pub classes: BTreeMap<String, Class>,
    /// The faults, in the order of the table.
    pub faults: Vec<Fault>,
}

/// Time limits of every call.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Of an attempt.
    pub attempt_timeout_ms: u64,
    /// Of a call.
    pub timeout_ms: u64,
}

/// A safety class and the call that stands for it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// Control requests before: path and body of a `POST`.
    #[serde(default)]
    pub setup: Vec<(String, Value)>,
    /// A call before, without a fault, whose answer has a part that the call needs.
    pub first: Option<First>,
    /// The endpoint.
    pub call: String,
    /// Its parameters.
    #[serde(default)]
    pub params: Value,
    /// Where in `GET /state` there is a number, or a list, that grows when the work is done; none for reads.
    pub done: Option<String>,
}

/// A call before the one that counts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct First {
    /// The endpoint.
    pub call: String,
    /// Its parameters.
    pub params: Value,
    /// The member of its answer that becomes a parameter of the same name.
    pub take: String,
}

/// One fault.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// What happens, for the table.
    pub name: String,
    /// The same in Chinese.
    pub zh: String,
    /// The server of [`crate::fault_server`] through which the call goes; absent: straight to the sandbox.
    pub via: Option<String>,
    /// A fault that the sandbox plans for the endpoint.
    pub plan: Option<Value>,
    /// Whether a call of `info.areas` through the same client comes first, with a pause of 100 ms after it.
    #[serde(default)]
    pub warm: bool,
    /// What has to come of a read.
    pub read: Outcome,
    /// What has to come of a write, a payment and a gate.
    pub change: Outcome,
    /// Classes for which it is something else, as their answer is of another form.
    #[serde(default)]
    pub but: BTreeMap<String, Outcome>,
}

/// What came of a call.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// `ok`, or the error's kind with its particular: `transport timeout`, `http 502`, `decode gzip`, `api 0006`.
    pub result: String,
    /// Whether the platform may have received it; `null` if the call succeeded.
    pub sent: Option<String>,
    /// Attempts that the error tells; `null` if the call succeeded.
    pub attempts: Option<u32>,
    /// Requests to the endpoint that arrived at the sandbox; for a read that of the call before included.
    pub arrived: usize,
    /// How often the work is done afterwards; `null` for a read.
    pub done: Option<u64>,
}

/// The file.
///
/// # Panics
/// If it cannot be read.
pub fn matrix() -> Matrix {
    let path = folder().join("faults/faults.json");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
