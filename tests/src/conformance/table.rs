//! The report as text.

use std::collections::BTreeMap;

use super::{COLUMNS, Report, Verdict};

/// A row per file: how many cases are the same, left out and red in each column.
pub fn summary(report: &Report) -> String {
    #[derive(Default, Clone)]
    struct Count {
        same: usize,
        skipped: usize,
        wrong: usize,
    }
    let mut suites: BTreeMap<&str, Vec<Count>> = BTreeMap::new();
    for ((suite, _), cells) in &report.rows {
        for name in [suite.as_str(), "~ all"] {
            let counts = suites.entry(name).or_insert_with(|| vec![Count::default(); COLUMNS.len()]);
            for (count, cell) in counts.iter_mut().zip(cells) {
                match cell {
                    Verdict::Same => count.same += 1,
                    Verdict::Skipped(_) => count.skipped += 1,
                    Verdict::Wrong(_) => count.wrong += 1,
                    Verdict::Empty => {}
                }
            }
        }
    }
    let cell = |count: &Count| match (count.same, count.skipped, count.wrong) {
        (0, 0, 0) => "·".to_owned(),
        (same, 0, 0) => format!("{same}"),
        (same, skipped, 0) => format!("{same} -{skipped}"),
        (same, _, wrong) => format!("{same} RED {wrong}"),
    };
    let rows = suites.iter().map(|(suite, counts)| {
        let mut row = vec![suite.trim_start_matches("~ ").to_owned()];
        row.extend(counts.iter().map(cell));
        row
    });
    aligned(&std::iter::once(head("file")).chain(rows).collect::<Vec<_>>())
}

/// A row per case, as Markdown.
pub fn whole(report: &Report) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let mut text = String::from(
        "# Conformance\n\n`ok`: the same result and the same requests as in Rust. `-`: left out, see `tests/skips.json`. \
         `RED`: anything else. `·`: only calls are made through this face.\n\n",
    );
    text += &line(&head("case"));
    text += &line(&vec!["---".to_owned(); COLUMNS.len() + 1]);
    for ((suite, case), cells) in &report.rows {
        let mut row = vec![format!("{suite}: {}", case.replace('|', "\\|"))];
        row.extend(cells.iter().map(|cell| {
            match cell {
                Verdict::Same => "ok",
                Verdict::Skipped(_) => "-",
                Verdict::Empty => "·",
                Verdict::Wrong(_) => "RED",
            }
            .to_owned()
        }));
        text += &line(&row);
    }
    text
}

/// What is red, and why.
pub fn details(report: &Report) -> Vec<String> {
    let mut all = report.strays.clone();
    for ((suite, case), cells) in &report.rows {
        for (column, cell) in COLUMNS.iter().zip(cells) {
            if let Verdict::Wrong(problem) = cell {
                all.push(format!("{}: {suite}: {case}: {problem}", column.title));
            }
        }
    }
    all
}

fn head(first: &str) -> Vec<String> {
    std::iter::once(first).chain(COLUMNS.iter().map(|column| column.title)).map(str::to_owned).collect()
}

fn aligned(rows: &[Vec<String>]) -> String {
    let width = |index: usize| rows.iter().filter_map(|row| Some(row.get(index)?.chars().count())).max().unwrap_or(0);
    let widths: Vec<usize> = (0..=COLUMNS.len()).map(width).collect();
    let mut text = String::new();
    for row in rows {
        for (index, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let width = *width;
            text += &if index == 0 { format!("{cell:<width$}") } else { format!("  {cell:>width$}") };
        }
        text.push('\n');
    }
    text
}
