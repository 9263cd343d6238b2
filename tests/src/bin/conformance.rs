//! Merges what the runners of all languages told into one table: `conformance FOLDER`, where their `*.jsonl` files are.
//! The table goes to `FOLDER/table.md`, its summary and everything that is red to the terminal.

use std::path::PathBuf;
use std::process::ExitCode;

use welinkpark_tests::conformance::{details, expected, outcomes, report, skips, summary, whole};

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: conformance FOLDER");
        return ExitCode::from(2);
    };
    match run(&folder) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::from(2)
        }
    }
}

fn run(folder: &std::path::Path) -> Result<bool, String> {
    let report = report(&expected()?, &outcomes(folder)?, &skips()?);
    let table = folder.join("table.md");
    std::fs::write(&table, whole(&report)).map_err(|error| format!("{}: {error}", table.display()))?;
    let red = details(&report);
    for problem in red.iter().take(20) {
        let cut: String = problem.chars().take(3000).collect();
        println!("RED {cut}\n");
    }
    if red.len() > 20 {
        println!("… and {} more\n", red.len() - 20);
    }
    println!("{}\n{} cases, table in {}", summary(&report), report.rows.len(), table.display());
    Ok(report.is_green())
}
