//! The files that the report is made of: vectors and cases, what runners told of them, and the list of skips.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

use super::{COLUMNS, Case, FLOWS, requests, result};
use crate::folder;

/// What one column made of one case.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It passed.
    Pass {
        /// What its calls gave, in canonical form.
        result: Value,
        /// What arrived at the sandbox, in canonical form.
        requests: Value,
    },
    /// It failed, and why.
    Fail(String),
    /// It was left out.
    Skip,
}

/// By case, then by column.
pub type Outcomes = BTreeMap<Case, BTreeMap<String, Outcome>>;

/// A case that some languages may leave out.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Skip {
    /// The columns.
    pub languages: Vec<String>,
    /// `vectors/content`.
    pub suite: String,
    /// Its name.
    pub case: String,
    /// Why they cannot run it.
    pub reason: String,
}

impl Skip {
    /// Whether this column may leave out this case.
    pub fn is_for(&self, column: &str, (suite, case): &Case) -> bool {
        self.languages.iter().any(|language| language == column) && &self.suite == suite && &self.case == case
    }
}

/// The list of skips.
///
/// # Errors
/// If it cannot be read.
pub fn skips() -> Result<Vec<Skip>, String> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        #[serde(rename = "description")]
        _description: String,
        skips: Vec<Skip>,
    }
    let file: File = parsed(&folder().join("skips.json"))?;
    Ok(file.skips)
}

/// Every vector and case, in order.
///
/// # Errors
/// If a file cannot be read, or uses a name twice.
pub fn expected() -> Result<Vec<Case>, String> {
    let mut all = Vec::new();
    for (place, kind) in [("vectors", "vectors"), ("cases", "cases"), (FLOWS, "cases")] {
        for path in files(&folder().join(place), "json")? {
            let suite = format!("{place}/{}", path.file_stem().unwrap_or_default().to_string_lossy());
            let file: Value = parsed(&path)?;
            let listed = file.get(kind).and_then(Value::as_array).ok_or_else(|| format!("{suite}: no {kind}"))?;
            for one in listed {
                let name = one.get("name").and_then(Value::as_str).ok_or_else(|| format!("{suite}: no name"))?;
                let case = (suite.clone(), name.to_owned());
                if all.contains(&case) {
                    return Err(format!("{suite}: \"{name}\" is there twice"));
                }
                all.push(case);
            }
        }
    }
    Ok(all)
}

/// What the runners wrote into the `*.jsonl` files of a folder.
///
/// # Errors
/// If a line is not as it has to be, or tells of a case for the second time.
pub fn outcomes(folder: &Path) -> Result<Outcomes, String> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Line {
        language: String,
        suite: String,
        case: String,
        outcome: String,
        problem: Option<String>,
        #[serde(default)]
        result: Value,
        #[serde(default)]
        requests: Value,
    }
    let mut all = Outcomes::new();
    for path in files(folder, "jsonl")? {
        let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        for (number, line) in (1..).zip(text.lines()) {
            let at = |problem: &str| format!("{}:{number}: {problem}", path.display());
            let line: Line = serde_json::from_str(line).map_err(|error| at(&error.to_string()))?;
            if !COLUMNS.iter().any(|column| column.id == line.language) {
                return Err(at(&format!("there is no column {}", line.language)));
            }
            let outcome = match line.outcome.as_str() {
                "pass" => {
                    let in_order = !line.suite.starts_with(FLOWS);
                    Outcome::Pass { result: result(&line.result), requests: requests(&line.requests, in_order) }
                }
                "fail" => Outcome::Fail(line.problem.unwrap_or_else(|| "failed".to_owned())),
                "skip" => Outcome::Skip,
                other => return Err(at(&format!("there is no outcome {other}"))),
            };
            let told = all.entry((line.suite, line.case)).or_default();
            if told.insert(line.language, outcome).is_some() {
                return Err(at("this was told before"));
            }
        }
    }
    Ok(all)
}

fn parsed<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
}

fn files(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .collect();
    files.sort();
    Ok(files)
}
