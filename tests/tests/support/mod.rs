//! A sandbox, its control API, and clients of it.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, unreachable_pub)]

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::{Value, json};
use welinkpark::{Client, ClientBuilder, blocking};
use welinkpark_sandbox::{Options, Running, Sandbox};

pub const ENTRY: i64 = 3_150_432_953_492_101;
pub const EXIT: i64 = 3_150_432_953_492_102;
pub const AREA: i64 = 1_150_779_322_741_001;
pub const MERCHANT: i64 = 11_151_314_366_657_101;
pub const SECRET: &str = "27a06832a2214a4fa3b7105e4a72d370";

pub struct Park {
    pub running: Running,
    runtime: tokio::runtime::Runtime,
}

impl Park {
    pub fn start() -> Self {
        Self::with(Options::default())
    }

    pub fn with(options: Options) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let running = runtime.block_on(Sandbox::start(options)).unwrap();
        Self { running, runtime }
    }

    pub fn builder(&self) -> ClientBuilder {
        Client::builder()
            .app_id(&self.running.app_id)
            .secret_key(&self.running.secret_key)
            .park_id(&self.running.park_id)
            .base_url(&self.running.base_url)
    }

    pub fn client(&self) -> Client {
        self.builder().build().unwrap()
    }

    pub fn blocking(&self) -> blocking::Client {
        self.builder().build_blocking().unwrap()
    }

    pub fn run<T>(&self, future: impl Future<Output = T>) -> T {
        self.runtime.block_on(future)
    }

    pub fn post(&self, path: &str, body: Value) -> Value {
        self.control("POST", path, &body.to_string())
    }

    pub fn get(&self, path: &str) -> Value {
        self.control("GET", path, "")
    }

    pub fn fault(&self, endpoint: &str, kind: &str) {
        self.post("faults", json!({ "endpoint": endpoint, "kind": kind, "times": 1 }));
    }

    /// How often an endpoint was called.
    pub fn calls(&self, endpoint: &str) -> usize {
        self.get(&format!("requests?endpoint={endpoint}&limit=1000"))["requests"].as_array().unwrap().len()
    }

    pub fn openings(&self, lane: i64) -> usize {
        self.get("state")["openings"].as_array().unwrap().iter().filter(|opening| opening["lane_id"] == lane).count()
    }

    pub fn payments(&self) -> usize {
        self.get("state")["payments"].as_array().unwrap().len()
    }

    fn control(&self, method: &str, path: &str, body: &str) -> Value {
        let (status, body) = http(&self.running.base_url, method, &format!("/_sandbox/{path}"), body);
        assert_eq!(status, 200, "{path}: {body}");
        serde_json::from_str(&body).unwrap()
    }
}

/// One request on its own connection: status and body.
pub fn http(base_url: &str, method: &str, target: &str, body: &str) -> (u16, String) {
    let address = base_url.trim_start_matches("http://").trim_end_matches("/api");
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    let head = format!(
        "{method} {target} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Type: \
         application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(format!("{head}{body}").as_bytes()).unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned())
}

impl Park {
    /// From now on lists without records are 0009.
    pub fn control_empty_list_code(&self) {
        self.control("PUT", "settings", &json!({ "empty_list_code": "0009" }).to_string());
    }
}

impl Park {
    /// The request log begins anew.
    pub fn control_forget_requests(&self) {
        self.control("DELETE", "requests", "");
    }
}
