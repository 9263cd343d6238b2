//! `soak SECONDS [COMMAND…]`: hundreds of callers against a sandbox that fails at random and is killed and restarted; at the
//! end the ledger of what callers were told is compared with the sandbox's database.
//!
//! Without a command the callers are this program's, in Rust. A command is given `WELINKPARK_*` and `SOAK_SECONDS`, and
//! writes a line of JSON for each call that ended: `{"class": "write", "key": "…", "outcome": "ok"}`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use welinkpark_tests::soak::{Callers, soak};

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let seconds = arguments.next().and_then(|seconds| seconds.to_str()?.parse().ok());
    let Some(seconds) = seconds else {
        eprintln!("usage: soak SECONDS [COMMAND…]");
        return ExitCode::from(2);
    };
    let command: Vec<_> = arguments.collect();
    let callers = if command.is_empty() { Callers::Rust } else { Callers::Command(command) };
    let binary =
        std::env::var_os("WELINKPARK_BINARY").map_or_else(|| PathBuf::from("target/debug/welinkpark"), PathBuf::from);
    match soak(&binary, Duration::from_secs(seconds), callers) {
        Ok(report) => {
            println!("soak {report}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("soak: {problem}");
            ExitCode::FAILURE
        }
    }
}
