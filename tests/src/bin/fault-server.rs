//! `welinkpark sandbox -- fault-server COMMAND…` runs a command with the servers of the fault matrix in front of the
//! sandbox: `WELINKPARK_FAULT_ROUTES` tells it, as JSON, how to reach each of them.

use std::process::{Command, ExitCode};

use welinkpark_tests::fault_server;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(problem) => {
            eprintln!("fault-server: {problem}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<ExitCode, String> {
    let mut arguments = std::env::args_os().skip(1);
    let program = arguments.next().ok_or("usage: welinkpark sandbox -- fault-server COMMAND…")?;
    let base_url = std::env::var("WELINKPARK_BASE_URL").map_err(|_| "WELINKPARK_BASE_URL is not set")?;
    let port = base_url.trim_end_matches("/api").rsplit(':').next().and_then(|port| port.parse().ok());
    let port = port.ok_or_else(|| format!("{base_url} is not the address of a sandbox"))?;
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let routes = fault_server::start(port, folder.path()).map_err(|error| error.to_string())?;
    let routes = serde_json::to_string(&routes).map_err(|error| error.to_string())?;
    let ended = Command::new(&program).args(arguments).env("WELINKPARK_FAULT_ROUTES", routes).status();
    let ended = ended.map_err(|error| format!("{}: {error}", program.display()))?;
    Ok(ended.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from))
}
