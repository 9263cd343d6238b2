//! The sandbox of a soak: a process with its database in a file, made to fail, killed and restarted.

use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use welinkpark::{ChinaTime, ClientBuilder, blocking};

use crate::sandbox::control;

/// Who may pass the door.
pub(super) const USER: &str = "soak";
/// Merchants and rules under which coupons are issued; each has a limit per day.
pub(super) const RULES: [(&str, &str); 8] = [
    ("11151314366657101", "12151107613232801"),
    ("11151314366657101", "12151107620265701"),
    ("11151314366657101", "12151107620265702"),
    ("11151314366657101", "12151114539475601"),
    ("11151107616571701", "12151107620265701"),
    ("11151107616571701", "12151114539475601"),
    ("11152947703959601", "12151107620265703"),
    ("11152947703959601", "12151107620265704"),
];

/// What the database says at the end.
pub(super) struct Found {
    /// How often each plate is on the blacklist.
    pub(super) writes: HashMap<String, usize>,
    /// How many coupons each plate has.
    pub(super) payments: HashMap<String, usize>,
    /// How often a door was opened.
    pub(super) openings: usize,
}

/// A sandbox that is made to fail.
pub(super) struct Platform {
    binary: PathBuf,
    folder: PathBuf,
    child: Child,
    /// What the sandbox says when it is ready.
    pub(super) ready: Value,
    port: u16,
    random: u64,
}

impl Platform {
    pub(super) fn start(binary: &Path, seed: u64) -> Result<Self, String> {
        let folder = std::env::temp_dir().join(format!("welinkpark-soak-{}", std::process::id()));
        std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        let (child, ready) = launch(binary, &folder, 0)?;
        let port = ready
            .get("base_url")
            .and_then(Value::as_str)
            .and_then(|url| url.trim_start_matches("http://127.0.0.1:").trim_end_matches("/api").parse().ok());
        let port = port.ok_or_else(|| format!("no address in {ready}"))?;
        let platform = Self { binary: binary.to_owned(), folder, child, ready, port, random: seed };
        platform.open_the_door()?;
        Ok(platform)
    }

    /// For a day, by a booking.
    fn open_the_door(&self) -> Result<(), String> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_err(|error| error.to_string())?.as_secs();
        let [from, to] = [now - 3600, now + 7 * 86400].map(china_time);
        let params =
            json!({ "mchId": 0, "areaId": "1150779322741003", "userId": USER, "startTime": from, "endTime": to });
        self.client()?
            .call_json("booking.create_booking", &params.to_string())
            .map_err(|error| error.report())
            .map(drop)
    }

    /// A client of it, with nothing else set.
    pub(super) fn builder(&self) -> ClientBuilder {
        let text = |name: &str| self.ready.get(name).and_then(Value::as_str).unwrap_or_default();
        blocking::Client::builder()
            .app_id(text("app_id"))
            .secret_key(text("secret_key"))
            .park_id(text("park_id"))
            .base_url(text("base_url"))
    }

    fn client(&self) -> Result<blocking::Client, String> {
        self.builder().build_blocking().map_err(|error| error.report())
    }

    /// Other faults from now on, each with some probability.
    pub(super) fn misbehave(&mut self) {
        self.behave();
        for _ in 0..3 {
            let plans = [
                json!({ "kind": "drop_before" }),
                json!({ "kind": "drop_after" }),
                json!({ "kind": "http_500" }),
                json!({ "kind": "http_502", "after_commit": true }),
                json!({ "kind": "http_429", "retry_after": 0 }),
                json!({ "kind": "truncated_body" }),
                json!({ "kind": "html_200", "after_commit": true }),
                json!({ "kind": "bad_base64" }),
                json!({ "kind": "delay", "delay_ms": 200, "after_commit": true }),
                json!({ "kind": "delay", "delay_ms": 3000 }),
            ];
            let mut plan = plans.get(self.random(10) as usize).cloned().unwrap_or_default();
            if let Value::Object(members) = &mut plan {
                members.insert("probability".to_owned(), json!(f64::from(1 + self.random(10)) / 100.0));
                members.insert("seed".to_owned(), json!(self.random(u32::MAX)));
            }
            // A sandbox that is just being killed plans nothing.
            let _ = control(self.port, "POST", "/faults", &plan);
        }
    }

    /// No faults from now on.
    pub(super) fn behave(&self) {
        let _ = control(self.port, "DELETE", "/faults", &Value::Null);
    }

    /// SIGKILL in the middle of what it does, then the same database on the same port.
    pub(super) fn kill_and_restart(&mut self) -> Result<(), String> {
        self.child.kill().and_then(|()| self.child.wait()).map_err(|error| error.to_string())?;
        std::thread::sleep(Duration::from_millis(self.random(300).into()));
        let begun = Instant::now();
        loop {
            match launch(&self.binary, &self.folder, self.port) {
                Ok((child, _)) => {
                    self.child = child;
                    return Ok(());
                }
                Err(problem) if begun.elapsed() > Duration::from_secs(20) => return Err(problem),
                Err(_) => std::thread::sleep(Duration::from_millis(100)),
            }
        }
    }

    /// What its database says.
    pub(super) fn state(&self) -> Result<Found, String> {
        let client = self.client()?;
        let mut writes = HashMap::new();
        count(&client, "blacklist.query", json!({ "keyword": "SW" }), &mut writes)?;
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_err(|error| error.to_string())?.as_secs();
        let mut payments = HashMap::new();
        for merchant in ["11151314366657101", "11151107616571701", "11152947703959601"] {
            // A soak can go on past midnight.
            for day in 0..8 {
                let params = json!({ "mchId": merchant, "date": china_time(now - day * 86400).get(..10) });
                count(&client, "coupon.query_coupons", params, &mut payments)?;
            }
        }
        let (_, state) = control(self.port, "GET", "/state", &Value::Null).map_err(|error| error.to_string())?;
        let openings = state.get("openings").and_then(Value::as_array).map_or(0, Vec::len);
        payments.retain(|plate, _| plate.starts_with("SM"));
        Ok(Found { writes, payments, openings })
    }

    /// Uniform below `bound`.
    pub(super) fn random(&mut self, bound: u32) -> u32 {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        u32::try_from(self.random >> 32).unwrap_or(0) % bound.max(1)
    }

    pub(super) fn stop(mut self) {
        let _ = self.child.kill().and_then(|()| self.child.wait().map(drop));
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn launch(binary: &Path, folder: &Path, port: u16) -> Result<(Child, Value), String> {
    let mut child = Command::new(binary)
        .args(["sandbox", "--with-parent", "--port", &port.to_string(), "--data"])
        .arg(folder.join("park.db"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("{}: {error}", binary.display()))?;
    let mut line = String::new();
    let read = child.stdout.take().map(|stdout| BufReader::new(stdout).read_line(&mut line));
    match serde_json::from_str(&line) {
        Ok(ready) if matches!(read, Some(Ok(_))) => Ok((child, ready)),
        _ => {
            let _ = child.kill().and_then(|()| child.wait().map(drop));
            Err(format!("the sandbox did not start on port {port}: {line:?}"))
        }
    }
}

/// Unix seconds as the platform's time in RFC 3339.
fn china_time(unix: u64) -> String {
    let moment = i64::try_from(unix).ok().and_then(|unix| jiff::Timestamp::from_second(unix).ok()).unwrap_or_default();
    ChinaTime::from(moment).to_string()
}

/// Pages through a list and counts the plates.
fn count(
    client: &blocking::Client,
    call: &str,
    mut params: Value,
    plates: &mut HashMap<String, usize>,
) -> Result<(), String> {
    const PAGE: usize = 500;
    for page in 0.. {
        if let Value::Object(members) = &mut params {
            members.insert("offset".to_owned(), json!(page * PAGE));
            members.insert("length".to_owned(), json!(PAGE));
        }
        let answer = client.call_json(call, &params.to_string()).map_err(|error| error.report())?;
        let list: Vec<Value> = serde_json::from_str(&answer.data).map_err(|error| error.to_string())?;
        for plate in list.iter().filter_map(|one| one.get("plateNumber")?.as_str()) {
            *plates.entry(plate.to_owned()).or_default() += 1;
        }
        if list.len() < PAGE {
            break;
        }
    }
    Ok(())
}
