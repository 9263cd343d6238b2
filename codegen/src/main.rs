//! Command line of the generator; see the library for what it does.

use std::path::Path;
use std::process::ExitCode;

use welinkpark_codegen::generate;

const USAGE: &str = "usage: welinkpark-codegen [--check]";

fn main() -> ExitCode {
    let mut check = false;
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "--check" => check = true,
            "--help" | "-h" => {
                println!("{USAGE}");
                return ExitCode::SUCCESS;
            }
            other => {
                eprintln!("unknown argument {other}\n{USAGE}");
                return ExitCode::from(2);
            }
        }
    }
    match run(check) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Whether all is well: always after writing, and in check mode if nothing differs.
fn run(check: bool) -> Result<bool, welinkpark_codegen::Error> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let output = generate(&root)?;
    let differences = output.differences(&root)?;
    for difference in &differences {
        println!("{difference}");
    }
    if check {
        if !differences.is_empty() {
            eprintln!("generated files are out of date: run `make codegen`");
        }
        return Ok(differences.is_empty());
    }
    output.write(&root, &differences)?;
    Ok(true)
}
