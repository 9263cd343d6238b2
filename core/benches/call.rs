//! What a small call costs the caller's thread, over either transport: `cargo bench -p welinkpark --bench call`.
//!
//! A thread answers every request with the same bytes. Times are those that the caller's thread ran, system calls
//! included, from Linux's `/proc/thread-self/schedstat`; the best of several rounds. For instruction counts give
//! the transport and the number of calls, and run it under callgrind:
//! `valgrind --tool=callgrind --separate-threads=yes target/release/deps/call-… direct 2000`.

#![allow(missing_docs, clippy::unwrap_used)]

use std::io::{Read, Write};
use std::net::TcpListener;

use welinkpark::blocking::Client;

const ROUNDS: usize = 15;
const CALLS: usize = 2000;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let base_url = serve();
    if let [transport, calls] = arguments.as_slice() {
        run(&client(&base_url, transport == "general"), calls.parse().unwrap());
        return;
    }
    for (name, general) in [("direct", false), ("general", true)] {
        let client = client(&base_url, general);
        run(&client, CALLS);
        let best = (0..ROUNDS).map(|_| run(&client, CALLS)).min().unwrap();
        println!("{name:8} {:6.2} µs per call", best as f64 / 1e3 / CALLS as f64);
    }
}

fn client(base_url: &str, general: bool) -> Client {
    Client::builder()
        .app_id("289efb7512e54146273b982456b03f42ea93")
        .secret_key("27a06832a2214a4fa3b7105e4a72d370")
        .park_id("10001088")
        .base_url(base_url)
        .general_transport(general)
        .build_blocking()
        .unwrap()
}

/// Nanoseconds that this thread ran for so many calls.
fn run(client: &Client, calls: usize) -> u64 {
    let before = ran();
    for _ in 0..calls {
        assert_eq!(client.info().areas().send().unwrap().len(), 1);
    }
    ran() - before
}

fn ran() -> u64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    text.split(' ').next().unwrap().parse().unwrap()
}

/// A server that answers each read with one area.
fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base_url = format!("http://{}/api", listener.local_addr().unwrap());
    let body = r#"{"responseStatus":{"code":"0000","message":"Success"},"responseData":{"encryptCode":"0","zipCode":"0","content":"W3siYXJlYUlkIjoxMTUwNzc5MzIyNzQxMDAxLCJhcmVhTmFtZSI6Iue7n+S4gCIsImFyZWFUeXBlIjoxfV0="}}"#;
    let answer =
        format!("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let answer = answer.clone();
            std::thread::spawn(move || {
                let mut request = [0; 8192];
                while stream.read(&mut request).is_ok_and(|read| read > 0) {
                    stream.write_all(answer.as_bytes()).unwrap();
                }
            });
        }
    });
    base_url
}
