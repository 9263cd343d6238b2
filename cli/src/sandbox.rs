//! `welinkpark sandbox`: the simulated platform as a process.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use serde::Serialize;
use welinkpark_sandbox::{Options, Running, Sandbox};

use crate::failure::Failure;
use crate::parent::Parent;
use crate::{json, output};

/// How long requests under way may take to end after the signal to stop.
const GRACE: Duration = Duration::from_secs(2);

const AFTER: &str = "\
When it takes requests it prints one line of JSON: base_url, control_url, app_id, secret_key, park_id. The credentials \
are the public samples of the platform's document. SIGINT and SIGTERM end it; a second one ends it at once.

With a command it prints nothing of its own, runs the command with WELINKPARK_APP_ID, WELINKPARK_SECRET_KEY, \
WELINKPARK_PARK_ID, WELINKPARK_BASE_URL and WELINKPARK_CONTROL_URL set, and ends with its exit status.

Examples:
  welinkpark sandbox --port 8700 --data park.db
  welinkpark sandbox -- welinkpark call info.space";

#[derive(clap::Args)]
#[command(after_help = AFTER)]
pub(crate) struct Args {
    /// Port on 127.0.0.1; 0 picks a free one.
    #[arg(long, value_name = "N", default_value_t = 0)]
    port: u16,

    /// Keep all state in this file, which is made if it does not exist; in memory without it.
    #[arg(long, value_name = "FILE")]
    data: Option<PathBuf>,

    /// Vary the JSON types of answers as the document's samples do.
    #[arg(long)]
    loose: bool,

    /// Say in the message of a 0003 what is wrong with the request.
    #[arg(long)]
    explain: bool,

    /// End when the process that started this one is gone (elsewhere than on Unix: when stdin ends).
    #[arg(long)]
    with_parent: bool,

    /// Run this command against the sandbox and end with it.
    #[arg(last = true, value_name = "COMMAND")]
    command: Vec<OsString>,
}

/// The line that says it is ready.
#[derive(Serialize)]
struct Ready<'a> {
    base_url: &'a str,
    control_url: &'a str,
    app_id: &'a str,
    secret_key: &'a str,
    park_id: &'a str,
}

pub(crate) fn run(args: Args) -> Result<(), Failure> {
    let parent = args.with_parent.then(Parent::now);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| Failure::Io(format!("no runtime: {error}")))?;
    let outcome = runtime.block_on(serve(args, parent));
    // What still waits on a connection is not waited for.
    runtime.shutdown_background();
    outcome
}

async fn serve(args: Args, parent: Option<Parent>) -> Result<(), Failure> {
    // Before anyone can know that we are ready, so that no signal finds us unprepared.
    let mut signals = Signals::new().map_err(|error| Failure::Io(format!("signals: {error}")))?;
    let options = Options { port: args.port, data: args.data, loose: args.loose, explain: args.explain };
    let running = Sandbox::start(options).await.map_err(|error| Failure::Config(error.to_string()))?;
    if let Some((program, arguments)) = args.command.split_first() {
        return with_command(&running, program, arguments, stop(&mut signals, parent.as_ref())).await;
    }
    output::line(&ready(&running)?)?;
    stop(&mut signals, parent.as_ref()).await;
    tokio::select! {
        ended = tokio::time::timeout(GRACE, running.shutdown()) => match ended {
            Ok(Err(error)) => Err(Failure::Io(error.to_string())),
            Ok(Ok(())) | Err(_) => Ok(()),
        },
        () = signals.next() => Ok(()),
    }
}

/// Returns when this process is to end.
async fn stop(signals: &mut Signals, parent: Option<&Parent>) {
    match parent {
        Some(parent) => tokio::select! {
            () = parent.gone() => {}
            () = signals.next() => {}
        },
        None => signals.next().await,
    }
}

/// Runs a command against the sandbox. A signal that ends us reaches the command as well where both were
/// started from one terminal; else it is ended with us.
async fn with_command(
    running: &Running,
    program: &OsStr,
    arguments: &[OsString],
    stop: impl Future<Output = ()>,
) -> Result<(), Failure> {
    let mut child = tokio::process::Command::new(program)
        .args(arguments)
        .env("WELINKPARK_APP_ID", &running.app_id)
        .env("WELINKPARK_SECRET_KEY", &running.secret_key)
        .env("WELINKPARK_PARK_ID", &running.park_id)
        .env("WELINKPARK_BASE_URL", &running.base_url)
        .env("WELINKPARK_CONTROL_URL", &running.control_url)
        // A credentials file would win over these, and lead the command to the real platform.
        .env_remove("WELINKPARK_CREDENTIALS")
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| Failure::Config(format!("{} cannot be run: {error}", program.display())))?;
    let status = tokio::select! {
        status = child.wait() => status.map_err(|error| Failure::Io(error.to_string()))?,
        () = stop => return Ok(()),
    };
    // A command that a signal ended has no status of its own.
    match status.code().map_or(1, |code| u8::try_from(code).unwrap_or(1)) {
        0 => Ok(()),
        code => Err(Failure::Command(code)),
    }
}

fn ready(running: &Running) -> Result<String, Failure> {
    json::text(&Ready {
        base_url: &running.base_url,
        control_url: &running.control_url,
        app_id: &running.app_id,
        secret_key: &running.secret_key,
        park_id: &running.park_id,
    })
}

/// The signals that ask a process to end.
#[cfg(unix)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

/// The signals that ask a process to end.
#[cfg(windows)]
struct Signals {
    ctrl_c: tokio::signal::windows::CtrlC,
    ctrl_break: tokio::signal::windows::CtrlBreak,
}

#[cfg(windows)]
impl Signals {
    fn new() -> io::Result<Self> {
        use tokio::signal::windows::{ctrl_break, ctrl_c};
        Ok(Self { ctrl_c: ctrl_c()?, ctrl_break: ctrl_break()? })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.ctrl_c.recv() => {}
            _ = self.ctrl_break.recv() => {}
        }
    }
}
