//! Those who call: tasks of this process, or a program in another language.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Sender;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use welinkpark::{Client, Error, ErrorKind};

use super::ledger::Call;
use super::platform::{Platform, RULES, USER};
use super::{Callers, Usage, usage_of};

const CALLERS: u64 = 200;
/// Coupons have limits per day, and an hour of soak has to have some left.
const PAYMENT_EVERY: u64 = 40;

/// Callers at work.
pub(super) enum Running {
    Rust(JoinHandle<Result<(), String>>),
    Program(Child, JoinHandle<Result<(), String>>, String),
}

pub(super) fn start(
    callers: Callers,
    platform: &Platform,
    time: Duration,
    tell: Sender<Call>,
) -> Result<Running, String> {
    match callers {
        Callers::Rust => {
            let builder = platform.builder().attempt_timeout(Duration::from_secs(2)).timeout(Duration::from_secs(6));
            Ok(Running::Rust(std::thread::spawn(move || {
                let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
                let runtime = runtime.map_err(|error| error.to_string())?;
                runtime.block_on(in_rust(builder.build().map_err(|error| error.report())?, time, tell))
            })))
        }
        Callers::Command(command) => {
            let (program, arguments) = command.split_first().ok_or("no command")?;
            let mut started = Command::new(program);
            started.args(arguments).stdout(Stdio::piped()).env("SOAK_SECONDS", time.as_secs().to_string());
            for (name, member) in [
                ("WELINKPARK_APP_ID", "app_id"),
                ("WELINKPARK_SECRET_KEY", "secret_key"),
                ("WELINKPARK_PARK_ID", "park_id"),
                ("WELINKPARK_BASE_URL", "base_url"),
            ] {
                started.env(name, platform.ready.get(member).and_then(Value::as_str).unwrap_or_default());
            }
            let mut child = started.spawn().map_err(|error| format!("{}: {error}", program.display()))?;
            let lines = BufReader::new(child.stdout.take().ok_or("no output")?);
            let reader = std::thread::spawn(move || {
                for line in lines.lines() {
                    let line = line.map_err(|error| error.to_string())?;
                    let call = serde_json::from_str(&line).map_err(|error| format!("{error}: {line}"))?;
                    if tell.send(call).is_err() {
                        break;
                    }
                }
                Ok(())
            });
            let name =
                Path::new(program).file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            Ok(Running::Program(child, reader, name))
        }
    }
}

impl Running {
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Rust(_) => "rust",
            Self::Program(_, _, name) => name,
        }
    }

    pub(super) fn usage(&mut self) -> Option<Usage> {
        match self {
            Self::Rust(_) => usage_of(std::process::id()),
            Self::Program(child, ..) => usage_of(child.id()),
        }
    }

    /// Waits until every call has ended; meanwhile `take` is called.
    pub(super) fn finish(&mut self, limit: Duration, mut take: impl FnMut()) -> Result<(), String> {
        let begun = Instant::now();
        loop {
            take();
            let ended = match self {
                Self::Rust(thread) => thread.is_finished(),
                Self::Program(_, reader, _) => reader.is_finished(),
            };
            if ended {
                break;
            }
            if begun.elapsed() > limit {
                if let Self::Program(child, ..) = self {
                    let _ = child.kill();
                }
                return Err(format!("calls have no end {} s after the last began", limit.as_secs()));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let (thread, child) = match std::mem::replace(self, Self::Rust(std::thread::spawn(|| Ok(())))) {
            Self::Rust(thread) => (thread, None),
            Self::Program(child, reader, name) => {
                *self = Self::Program(child, std::thread::spawn(|| Ok(())), name);
                let Self::Program(child, ..) = self else { return Ok(()) };
                (reader, Some(child))
            }
        };
        thread.join().map_err(|_| "a caller panicked".to_owned())??;
        if let Some(child) = child {
            let status = child.wait().map_err(|error| error.to_string())?;
            if !status.success() {
                return Err(format!("the program ended with {status}"));
            }
        }
        Ok(())
    }
}

async fn in_rust(client: Client, time: Duration, tell: Sender<Call>) -> Result<(), String> {
    let (end, numbers) = (Instant::now() + time, Arc::new(AtomicU64::new(0)));
    let tasks: Vec<_> = (0..CALLERS)
        .map(|_| {
            let (client, numbers, tell) = (client.clone(), numbers.clone(), tell.clone());
            tokio::spawn(async move {
                while Instant::now() < end {
                    let call = one(&client, numbers.fetch_add(1, Ordering::Relaxed)).await;
                    if tell.send(call).is_err() {
                        break;
                    }
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.map_err(|error| error.to_string())?;
    }
    Ok(())
}

/// Call number `number`: a payment now and then, else a read, a write or a door in turn.
async fn one(client: &Client, number: u64) -> Call {
    let (class, key, call, params) = if number.is_multiple_of(PAYMENT_EVERY) {
        let plate = format!("SM{number}");
        let rule = RULES.get((number / PAYMENT_EVERY) as usize % RULES.len()).copied().unwrap_or_default();
        ("money", plate.clone(), "coupon.add", json!({ "mchId": rule.0, "ruleId": rule.1, "plateNumber": plate }))
    } else if number % 4 == 1 {
        let plate = format!("SW{number}");
        let params = json!({ "plateNumber": plate, "areaIds": ["1150779322741001"], "startDate": "2026-06-01" });
        ("write", plate, "blacklist.add", params)
    } else if number % 4 == 2 {
        ("gate", String::new(), "auth.access", json!({ "laneId": "3150432953492105", "userId": USER }))
    } else {
        ("read", String::new(), "info.areas", Value::Null)
    };
    let params = if params.is_null() { String::new() } else { params.to_string() };
    let outcome = match client.call_json(call, &params).await {
        Ok(answer) if class == "gate" && !answer.data.contains("\"state\":0") => "refused".to_owned(),
        Ok(_) => "ok".to_owned(),
        Err(error) => told(&error),
    };
    Call { class: class.to_owned(), key, outcome }
}

fn told(error: &Error) -> String {
    match error.kind() {
        ErrorKind::Api(_) => "refused".to_owned(),
        _ => error.sent().to_string(),
    }
}
