//! A sandbox of one's own, and the binary with or without credentials for it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::Value;

pub(crate) const BINARY: &str = env!("CARGO_BIN_EXE_welinkpark");

/// The document's sample secret.
pub(crate) const SECRET: &str = "27a06832a2214a4fa3b7105e4a72d370";

/// A running sandbox; it ends with the test.
pub(crate) struct Sandbox {
    pub(crate) child: Child,
    pub(crate) ready: Value,
    _stdout: BufReader<ChildStdout>,
}

impl Sandbox {
    pub(crate) fn start(arguments: &[&str]) -> Self {
        let mut command = Command::new(BINARY);
        command.args(["sandbox", "--with-parent"]).args(arguments).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let ready = read_ready(&mut stdout);
        Self { child, ready, _stdout: stdout }
    }

    /// The binary with this sandbox's credentials in its environment.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = plain(arguments);
        for name in ["base_url", "app_id", "secret_key", "park_id"] {
            command.env(format!("WELINKPARK_{}", name.to_uppercase()), self.ready[name].as_str().unwrap());
        }
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        run(self.command(arguments), "")
    }

    /// One request to the control API.
    pub(crate) fn control(&self, method: &str, path: &str, body: &str) -> String {
        http(self.ready["control_url"].as_str().unwrap(), method, path, body).unwrap()
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// How a run of the binary ended.
pub(crate) struct Ended {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ended {
    /// What it printed, once it succeeded.
    pub(crate) fn json(&self) -> Value {
        assert_eq!(self.status, 0, "{}", self.stderr);
        assert_eq!(self.stderr, "");
        serde_json::from_str(&self.stdout).unwrap()
    }

    /// The error object, once it failed.
    pub(crate) fn error(&self) -> Value {
        assert_eq!(self.stdout, "");
        assert_eq!(self.stderr.lines().count(), 1, "{}", self.stderr);
        serde_json::from_str(&self.stderr).unwrap()
    }
}

/// The binary without any credentials.
pub(crate) fn plain(arguments: &[&str]) -> Command {
    let mut command = Command::new(BINARY);
    command.args(arguments);
    for name in ["APP_ID", "SECRET_KEY", "PARK_ID", "BASE_URL", "CREDENTIALS"] {
        command.env_remove(format!("WELINKPARK_{name}"));
    }
    command
}

/// Runs it to its end. No output may ever hold the secret.
pub(crate) fn run(mut command: Command, stdin: &str) -> Ended {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A command that reads nothing may have ended by now.
    let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    let ended = Ended {
        status: status.code().expect("ended by itself"),
        stdout: String::from_utf8(stdout).unwrap(),
        stderr: String::from_utf8(stderr).unwrap(),
    };
    assert!(!ended.stdout.contains(SECRET) && !ended.stderr.contains(SECRET), "the secret was shown by {command:?}");
    ended
}

pub(crate) fn read_ready(stdout: &mut impl BufRead) -> Value {
    let mut line = String::new();
    stdout.read_line(&mut line).unwrap();
    serde_json::from_str(&line).unwrap()
}

/// One HTTP request to `url` + `path`, its connection closed afterwards.
pub(crate) fn http(url: &str, method: &str, path: &str, body: &str) -> std::io::Result<String> {
    let (host, base) = url.trim_start_matches("http://").split_once('/').unwrap();
    let mut stream = TcpStream::connect(host)?;
    write!(
        stream,
        "{method} /{base}{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}

/// A path that no other test uses.
pub(crate) fn fresh_path(name: &str) -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let directory = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-{number}", std::process::id()));
    std::fs::create_dir_all(&directory).unwrap();
    directory.join(name)
}
