//! A soak: callers, a sandbox that fails, and the comparison of what the ones were told with what the other has done.

mod callers;
mod ledger;
mod platform;

use std::ffi::OsString;
use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

pub use ledger::{Call, Ledger};
use platform::Platform;

/// Who calls.
pub enum Callers {
    /// This process, with the Rust client.
    Rust,
    /// A program.
    Command(Vec<OsString>),
}

/// Runs callers for a time against a sandbox that fails, and says what happened.
///
/// # Errors
/// If a call has no end or two, if the ledger and the sandbox's database differ, or if memory or handles grow.
pub fn soak(binary: &Path, time: Duration, callers: Callers) -> Result<String, String> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_err(|error| error.to_string())?;
    let seed = std::env::var("SOAK_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(now.as_secs() | 1);
    match run(binary, time, callers, seed) {
        Ok(report) => Ok(format!("{report}; SOAK_SEED={seed}")),
        Err(problem) => Err(format!("{problem}; SOAK_SEED={seed}")),
    }
}

fn run(binary: &Path, time: Duration, callers: Callers, seed: u64) -> Result<String, String> {
    let mut platform = Platform::start(binary, seed)?;
    let (tell, told) = mpsc::channel();
    let end = Instant::now() + time;
    let mut running = callers::start(callers, &platform, time, tell)?;
    let mut ledger = Ledger::default();
    let mut first = None;
    let mut last = running.usage();
    let mut kills = 0;
    while Instant::now() < end {
        platform.misbehave();
        let pause = Duration::from_millis(1500 + u64::from(platform.random(2000)));
        let until = (Instant::now() + pause).min(end);
        while Instant::now() < until {
            ledger.take(told.try_iter());
            thread::sleep(Duration::from_millis(50));
        }
        // A third of the time is for warming up: pools, arenas and tables have their size after it.
        if first.is_none() && end.saturating_duration_since(Instant::now()) < time * 2 / 3 {
            first = running.usage();
        }
        last = running.usage().or(last);
        platform.kill_and_restart()?;
        kills += 1;
    }
    platform.behave();
    running.finish(Duration::from_secs(90), || ledger.take(told.try_iter()))?;
    ledger.take(told.try_iter());
    let found = platform.state()?;
    platform.stop();
    let flat = flat(first, last)?;
    let counts = ledger.compare(&found)?;
    Ok(format!("{}: {counts}; sandbox killed {kills} times; {flat}", running.name()))
}

/// Memory in KiB and open handles.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Usage {
    memory: u64,
    handles: usize,
}

/// Of a process, where there is `/proc`.
pub(crate) fn usage_of(process: u32) -> Option<Usage> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let memory =
        status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.split_whitespace().next()?.parse().ok())?;
    let handles = std::fs::read_dir(format!("/proc/{process}/fd")).ok()?.count();
    Some(Usage { memory, handles })
}

/// Both looks are taken under load, so what differs by chance is allowed: connections under way, a third of the memory.
fn flat(first: Option<Usage>, last: Option<Usage>) -> Result<String, String> {
    let (Some(first), Some(last)) = (first, last) else {
        return Ok("memory and handles not measured here".to_owned());
    };
    let figures = format!(
        "memory {} → {} MiB, handles {} → {}",
        first.memory / 1024,
        last.memory / 1024,
        first.handles,
        last.handles
    );
    if last.memory > first.memory + first.memory / 3 + 32 * 1024 || last.handles > first.handles + 300 {
        return Err(format!("not flat: {figures}"));
    }
    Ok(figures)
}
