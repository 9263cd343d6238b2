//! A sandbox in a thread of its own, and a small blocking client of its control API.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::oneshot;
use welinkpark::{ClientBuilder, blocking};
use welinkpark_sandbox::{Options, Sandbox};

/// Where [`TestSandbox::begin`] puts the clock.
pub const BEGIN: &str = "2026-06-01 08:00:00";

/// A running sandbox; dropping it kills it.
pub struct TestSandbox {
    /// What a client's base URL has to be.
    pub base_url: String,
    /// An app that may use every endpoint for the seeded park.
    pub app_id: String,
    /// Its secret key.
    pub secret_key: String,
    /// The seeded park.
    pub park_id: String,
    /// Port on 127.0.0.1.
    pub port: u16,
    end: Option<(oneshot::Sender<End>, JoinHandle<()>)>,
}

/// How a sandbox ends.
enum End {
    /// Requests under way are answered.
    Shutdown,
    /// Connections break where they are, as with `kill -9`; work that has begun may still be committed.
    Kill,
}

impl TestSandbox {
    /// In memory, on a free port.
    pub fn start() -> Self {
        Self::with(Options::default())
    }

    /// With these options.
    ///
    /// # Panics
    /// If it cannot start.
    pub fn with(options: Options) -> Self {
        let (end, ended) = oneshot::channel();
        let (started, ready) = mpsc::channel();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
            let runtime = runtime.expect("a runtime for the sandbox");
            let running = runtime.block_on(Sandbox::start(options)).expect("the sandbox starts");
            let known = (running.base_url.clone(), running.app_id.clone());
            started
                .send((known, running.secret_key.clone(), running.park_id.clone()))
                .expect("the test waits for the sandbox");
            // A test that is gone wants no shutdown either.
            if let End::Shutdown = runtime.block_on(ended).unwrap_or(End::Kill) {
                runtime.block_on(running.shutdown()).expect("the sandbox ran until here");
            }
            // Long enough to free the port and to end a transaction.
            runtime.shutdown_timeout(Duration::from_secs(2));
        });
        let ((base_url, app_id), secret_key, park_id) = ready.recv().expect("the sandbox starts");
        let address = base_url.trim_start_matches("http://127.0.0.1:").trim_end_matches("/api");
        let port = address.parse().expect("a base URL on loopback");
        Self { base_url, app_id, secret_key, park_id, port, end: Some((end, thread)) }
    }

    /// A client of the seeded park, with nothing else set.
    pub fn builder(&self) -> ClientBuilder {
        blocking::Client::builder()
            .app_id(&self.app_id)
            .secret_key(&self.secret_key)
            .park_id(&self.park_id)
            .base_url(&self.base_url)
    }

    /// A blocking client of the seeded park.
    ///
    /// # Panics
    /// If it cannot be made.
    pub fn client(&self) -> blocking::Client {
        self.builder().build_blocking().expect("a client of the sandbox")
    }

    /// A fresh park on a clock that stands still, so that bills and records are exact. Clients go on signing with
    /// this machine's time.
    pub fn begin(&self) {
        self.post("/reset", &Value::Null);
        self.put("/settings", &json!({ "window_seconds": 1_000_000_000 }));
        self.post("/clock", &json!({ "freeze": true, "now": BEGIN }));
    }

    /// `GET` below `/_sandbox`.
    pub fn get(&self, path: &str) -> Value {
        self.control("GET", path, &Value::Null)
    }

    /// `POST` below `/_sandbox`.
    pub fn post(&self, path: &str, body: &Value) -> Value {
        self.control("POST", path, body)
    }

    /// `PUT` below `/_sandbox`.
    pub fn put(&self, path: &str, body: &Value) -> Value {
        self.control("PUT", path, body)
    }

    /// `DELETE` below `/_sandbox`.
    pub fn delete(&self, path: &str) -> Value {
        self.control("DELETE", path, &Value::Null)
    }

    /// A control request that succeeds.
    ///
    /// # Panics
    /// If it is refused.
    pub fn control(&self, method: &str, path: &str, body: &Value) -> Value {
        let (status, answer) = self.try_control(method, path, body);
        assert_eq!(status, 200, "{method} {path} {body}: {answer}");
        answer
    }

    /// A control request: status and body of the answer.
    ///
    /// # Panics
    /// If there is no answer.
    pub fn try_control(&self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        control(self.port, method, path, body).expect("the control API answers")
    }

    /// How often the endpoint was called, and is being called.
    pub fn requests_to(&self, endpoint: &str) -> Vec<Value> {
        let log = self.get(&format!("/requests?endpoint={endpoint}"));
        log.get("requests").and_then(Value::as_array).cloned().unwrap_or_default()
    }

    /// Waits until a request to the endpoint has arrived and satisfies `state`.
    ///
    /// # Panics
    /// If that takes more than five seconds.
    pub fn wait_for_request(&self, endpoint: &str, state: impl Fn(&Value) -> bool) {
        for _ in 0..500 {
            if self.requests_to(endpoint).iter().any(&state) {
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("no such request to {endpoint} within five seconds");
    }

    /// Ends it in order: requests under way are answered, delays cut short.
    pub fn shutdown(mut self) {
        self.end(End::Shutdown);
    }

    /// Ends it at once: connections break where they are.
    pub fn kill(mut self) {
        self.end(End::Kill);
    }

    fn end(&mut self, how: End) {
        if let Some((end, thread)) = self.end.take() {
            let _ = end.send(how);
            let outcome = thread.join();
            if !std::thread::panicking() {
                outcome.expect("the sandbox's thread");
            }
        }
    }
}

impl Drop for TestSandbox {
    fn drop(&mut self) {
        self.end(End::Kill);
    }
}

/// A control request to the sandbox on this port: status and body of the answer.
///
/// # Errors
/// If there is no answer.
pub fn control(port: u16, method: &str, path: &str, body: &Value) -> std::io::Result<(u16, Value)> {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let request = format!(
        "{method} /_sandbox{path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.write_all(request.as_bytes())?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
    let status = status.ok_or_else(|| std::io::Error::other(format!("no HTTP answer: {answer:?}")))?;
    Ok((status, serde_json::from_str(body).unwrap_or_else(|_| json!(body))))
}
