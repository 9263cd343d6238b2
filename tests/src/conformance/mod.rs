//! One report of what every language made of the same vectors and cases; `README.md` says what runners write.

mod canonical;
mod read;
mod table;

use std::collections::{BTreeMap, BTreeSet};

pub use canonical::{requests, result};
pub use read::{Outcome, Outcomes, Skip, expected, outcomes, skips};
pub use table::{details, summary, whole};

/// A column of the table.
pub struct Column {
    /// What the runner calls itself in `language`.
    pub id: &'static str,
    /// What the table calls it.
    pub title: &'static str,
    /// Whether it runs what makes no calls, too; the second face of a language only makes calls.
    pub whole: bool,
}

impl Column {
    fn runs(&self, suite: &str) -> bool {
        self.whole || !(suite.starts_with("vectors/") || suite == "cases/flows/explain")
    }
}

const fn column(id: &'static str, title: &'static str, whole: bool) -> Column {
    Column { id, title, whole }
}

/// The suites of flows, in which requests may be under way side by side.
const FLOWS: &str = "cases/flows";

/// All columns. The first is what the others are compared with.
pub const COLUMNS: [Column; 10] = [
    column("rust", "Rust", true),
    column("python", "Python", true),
    column("python-async", "Python async", false),
    column("node", "Node", true),
    column("c", "C", true),
    column("c-callbacks", "C callbacks", false),
    column("mono", "C# Mono", true),
    column("mono-async", "C# Mono async", false),
    column("net", "C# .NET", true),
    column("net-async", "C# .NET async", false),
];

/// Suite and name of a vector or case.
pub type Case = (String, String);

/// What a cell of the table says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Passed, with the same result and the same requests as the first column.
    Same,
    /// Left out, for the reason that the list of skips gives.
    Skipped(String),
    /// Not meant for this column.
    Empty,
    /// Anything else.
    Wrong(String),
}

/// The report: a row of verdicts per case.
pub struct Report {
    /// In the order of suites and cases.
    pub rows: Vec<(Case, Vec<Verdict>)>,
    /// What no cell can say: outcomes of unknown cases, skips that are listed and did not happen.
    pub strays: Vec<String>,
}

impl Report {
    /// Whether nothing is red.
    pub fn is_green(&self) -> bool {
        self.strays.is_empty()
            && self.rows.iter().all(|(_, cells)| !cells.iter().any(|cell| matches!(cell, Verdict::Wrong(_))))
    }
}

/// Compares what every column made of each case.
pub fn report(expected: &[Case], outcomes: &Outcomes, skips: &[Skip]) -> Report {
    let known: BTreeSet<&Case> = expected.iter().collect();
    let mut strays: Vec<String> = outcomes
        .iter()
        .filter(|(case, _)| !known.contains(case))
        .map(|((suite, name), _)| format!("there is no case \"{name}\" in {suite}"))
        .collect();
    let nothing = BTreeMap::new();
    let mut used = BTreeSet::new();
    let mut rows = Vec::new();
    for case in expected {
        let told = outcomes.get(case).unwrap_or(&nothing);
        let reference = told.get(COLUMNS[0].id);
        let mut cells = Vec::new();
        for column in &COLUMNS {
            let listed = skips.iter().position(|skip| skip.is_for(column.id, case));
            cells.push(match told.get(column.id) {
                _ if !column.runs(&case.0) => Verdict::Empty,
                Some(Outcome::Skip) => match listed.and_then(|index| Some((index, skips.get(index)?))) {
                    Some((index, skip)) => {
                        used.insert(index);
                        Verdict::Skipped(skip.reason.clone())
                    }
                    None => Verdict::Wrong("skipped, and not in the list of skips".to_owned()),
                },
                Some(found) => against(reference, found),
                None => Verdict::Wrong("nothing was told of it".to_owned()),
            });
        }
        rows.push((case.clone(), cells));
    }
    strays.extend(
        skips.iter().enumerate().filter(|(index, _)| !used.contains(index)).map(|(_, skip)| {
            format!("the list of skips has \"{}\" in {}, which was not skipped", skip.case, skip.suite)
        }),
    );
    Report { rows, strays }
}

fn against(reference: Option<&Outcome>, found: &Outcome) -> Verdict {
    match (reference, found) {
        (_, Outcome::Fail(problem)) => Verdict::Wrong(problem.clone()),
        (Some(Outcome::Pass { result, requests }), Outcome::Pass { result: other, requests: others }) => {
            if result != other {
                Verdict::Wrong(format!("another result\n    {}    {result}\n    here    {other}", COLUMNS[0].title))
            } else if requests != others {
                Verdict::Wrong(format!("other requests\n    {}    {requests}\n    here    {others}", COLUMNS[0].title))
            } else {
                Verdict::Same
            }
        }
        _ => Verdict::Wrong(format!("there is nothing of {} to compare it with", COLUMNS[0].title)),
    }
}

#[cfg(test)]
mod tests;
