//! Cases: calls against the sandbox as data. `cases/README.md` describes the format.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::folder;

/// One case: steps on a fresh park.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What it promises.
    pub name: String,
    /// Settings of the client.
    #[serde(default)]
    pub options: Options,
    /// Saved values to begin with; the case is run once with each of them.
    #[serde(default)]
    pub with: Vec<HashMap<String, Value>>,
    /// What happens, in order.
    pub steps: Vec<Step>,
}

impl Case {
    /// What is saved before the first step, for each run.
    pub fn runs(&self) -> Vec<Saved> {
        if self.with.is_empty() {
            return vec![Saved::default()];
        }
        self.with.iter().cloned().map(Saved).collect()
    }
}

/// Settings of a client, or of one call.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Options {
    /// Only for a client.
    pub app_id: Option<String>,
    /// Only for a client.
    pub secret_key: Option<String>,
    /// Only for a client.
    pub correct_clock: Option<bool>,
    /// Only for a client: `seconds` or `milliseconds`.
    pub timestamp_unit: Option<String>,
    /// Only for a client.
    pub max_response: Option<usize>,
    /// The park that calls are about.
    pub park_id: Option<String>,
    /// Whether business data is encrypted.
    pub encrypt: Option<bool>,
    /// Whether business data is gzipped; when large if absent.
    pub zip: Option<bool>,
    /// How often a call may be tried again.
    pub retries: Option<u32>,
    /// Limit of the whole call.
    pub timeout_ms: Option<u64>,
    /// Limit of one attempt.
    pub attempt_timeout_ms: Option<u64>,
}

/// One step.
#[derive(Deserialize)]
#[serde(try_from = "Value")]
pub enum Step {
    /// A request to the control API.
    Control(Control),
    /// A call of the client.
    Call(Box<Call>),
    /// A look at the request log.
    Log(Log),
    /// A walk through a list; only in `flows/`.
    Walk(Box<Walk>),
    /// A question about a write; only in `flows/`.
    Ask(Ask),
}

/// A request to the control API.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Control {
    /// Method and path: `POST /vehicles/arrive`.
    pub control: String,
    /// JSON body.
    #[serde(default)]
    pub body: Value,
    /// Expected HTTP status, 200 if absent.
    pub status: Option<u16>,
    /// What the answer has to match.
    #[serde(default, deserialize_with = "given")]
    pub expect: Option<Value>,
    /// Names for parts of the answer.
    #[serde(default)]
    pub save: HashMap<String, String>,
}

/// A call of the client.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Call {
    /// `pay.query_tmp_rent_bill`.
    pub call: String,
    /// Parameters in canonical JSON.
    #[serde(default)]
    pub params: Value,
    /// Settings of this call.
    #[serde(default)]
    pub options: Options,
    /// What the canonical JSON of the answer has to match.
    #[serde(default, deserialize_with = "given")]
    pub expect: Option<Value>,
    /// What the error has to match; the call has to fail.
    pub error: Option<Value>,
    /// Names for parts of the answer.
    #[serde(default)]
    pub save: HashMap<String, String>,
    /// So often; each time `n` is saved before it. Only in `flows/`.
    pub times: Option<u32>,
}

/// A walk through a list.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Walk {
    /// `blacklist.query`.
    pub walk: String,
    /// Parameters in canonical JSON.
    #[serde(default)]
    pub params: Value,
    /// What is given.
    #[serde(default)]
    pub by: By,
    /// Size of a page.
    pub page_size: Option<u32>,
    /// At most so many records.
    pub limit: Option<u64>,
    /// Whether the next page is fetched ahead.
    pub prefetch: Option<bool>,
    /// Width of a window.
    #[serde(default)]
    pub window_seconds: u64,
    /// So many windows at once.
    pub concurrent: Option<usize>,
    /// What the list of all that came has to match.
    pub expect: Option<Value>,
    /// What the error has to match that ends the walk.
    pub error: Option<Value>,
}

/// What a walk gives.
#[derive(Deserialize, Default, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// Lists of records.
    #[default]
    Pages,
    /// Records.
    Records,
    /// Objects with `from`, `to` and `records`.
    Windows,
}

/// A question about a write.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// `blacklist_added`.
    pub ask: String,
    /// The write's request, in canonical JSON.
    pub request: Value,
    /// What the verdict has to match.
    pub expect: Option<Value>,
    /// What the error has to match.
    pub error: Option<Value>,
}

/// A look at the request log.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    /// Which requests.
    pub log: LogFilter,
    /// What the entries, newest first, have to match.
    pub expect: Value,
}

/// Which requests of the log.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogFilter {
    /// Those to this endpoint; all if absent.
    pub endpoint: Option<String>,
}

/// What is written is expected, even if it is null.
fn given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

impl TryFrom<Value> for Step {
    type Error = String;

    fn try_from(step: Value) -> Result<Self, String> {
        let parsed = if step.get("control").is_some() {
            serde_json::from_value(step.clone()).map(Self::Control)
        } else if step.get("call").is_some() {
            serde_json::from_value(step.clone()).map(Self::Call)
        } else if step.get("walk").is_some() {
            serde_json::from_value(step.clone()).map(Self::Walk)
        } else if step.get("ask").is_some() {
            serde_json::from_value(step.clone()).map(Self::Ask)
        } else {
            serde_json::from_value(step.clone()).map(Self::Log)
        };
        match parsed {
            Ok(Self::Call(call)) if call.expect.is_some() && call.error.is_some() => {
                Err(format!("either expect or error in {step}"))
            }
            Ok(parsed) => Ok(parsed),
            Err(error) => Err(format!("{error} in {step}")),
        }
    }
}

/// All files of `cases/` with their cases, by name.
///
/// # Panics
/// If one cannot be read.
pub fn files() -> Vec<(String, Vec<Case>)> {
    let folder = folder().join("cases");
    let mut files: Vec<(String, Vec<Case>)> = fs::read_dir(&folder)
        .expect("the folder of the cases")
        .map(|entry| entry.expect("an entry of the folder of the cases").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .map(|path| {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            (name, read(&path))
        })
        .collect();
    files.sort_by(|(left, _), (right, _)| left.cmp(right));
    files
}

/// The cases of one file of `cases/flows/`.
///
/// # Panics
/// If it cannot be read.
pub fn flow<T: DeserializeOwned>(name: &str) -> Vec<T> {
    read(&folder().join("cases/flows").join(name))
}

fn read<T: DeserializeOwned>(path: &Path) -> Vec<T> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File<T> {
        #[serde(rename = "description")]
        _description: String,
        cases: Vec<T>,
    }
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let file: File<T> = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert!(!file.cases.is_empty(), "{} has no cases", path.display());
    file.cases
}

/// Values that a case has saved.
#[derive(Default)]
pub struct Saved(HashMap<String, Value>);

impl Saved {
    /// Saves a value under a name.
    pub fn set(&mut self, name: &str, value: Value) {
        self.0.insert(name.to_owned(), value);
    }

    /// Saves parts of an answer, each named by a JSON pointer.
    ///
    /// # Errors
    /// If the answer has no such part.
    pub fn save(&mut self, parts: &HashMap<String, String>, answer: &Value) -> Result<(), String> {
        for (name, pointer) in parts {
            let part = answer.pointer(pointer).ok_or_else(|| format!("there is no {pointer} in {answer}"))?;
            self.0.insert(name.clone(), part.clone());
        }
        Ok(())
    }

    /// Puts saved values where texts name them: `"${name}"`.
    ///
    /// # Errors
    /// If nothing was saved under a name.
    pub fn insert(&self, value: &Value) -> Result<Value, String> {
        Ok(match value {
            Value::String(text) => match text.strip_prefix("${").and_then(|text| text.strip_suffix('}')) {
                Some(name) => self.0.get(name).cloned().ok_or_else(|| format!("nothing was saved as {name}"))?,
                None => value.clone(),
            },
            Value::Array(items) => Value::Array(items.iter().map(|item| self.insert(item)).collect::<Result<_, _>>()?),
            Value::Object(members) => Value::Object(
                members
                    .iter()
                    .map(|(name, value)| Ok((name.clone(), self.insert(value)?)))
                    .collect::<Result<_, String>>()?,
            ),
            other => other.clone(),
        })
    }
}
