//! A server below HTTP, for what no HTTP server would do: it answers each connection with given bytes.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What to do with a connection once its request has been read.
#[derive(Clone)]
pub enum Reaction {
    /// Answer with these bytes and keep the connection for the next request.
    Answer(Vec<u8>),
    /// Answer with these bytes and close.
    AnswerAndClose(Vec<u8>),
    /// Close without a word.
    Close,
    /// Say nothing until the client goes away.
    Silence,
    /// Answer one byte at a time with this pause between.
    Drip(Vec<u8>, Duration),
}

/// A running server; it serves as long as the test's process lives.
pub struct WireServer {
    /// Base URL for a client.
    pub base_url: String,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    connections: AtomicUsize,
    requests: Mutex<Vec<String>>,
}

impl WireServer {
    /// Serves; the request number `n`, counted from 0, gets the reaction that `script` gives for it.
    ///
    /// # Panics
    /// If there is no port on loopback.
    pub fn start(script: impl Fn(usize) -> Reaction + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port on loopback");
        let base_url = format!("http://{}/api", listener.local_addr().expect("a bound port"));
        let state = Arc::new(State::default());
        let (shared, script) = (state.clone(), Arc::new(script));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                shared.connections.fetch_add(1, Ordering::SeqCst);
                let (state, script) = (shared.clone(), script.clone());
                thread::spawn(move || serve(stream, &state, &*script));
            }
        });
        Self { base_url, state }
    }

    /// How many connections were accepted.
    pub fn connections(&self) -> usize {
        self.state.connections.load(Ordering::SeqCst)
    }

    /// The requests so far, each as it came: request line, headers, body.
    ///
    /// # Panics
    /// If a serving thread panicked.
    pub fn requests(&self) -> Vec<String> {
        self.state.requests.lock().expect("no serving thread panics").clone()
    }
}

fn serve(mut stream: TcpStream, state: &State, script: &(dyn Fn(usize) -> Reaction + Send + Sync)) {
    while let Some(request) = read_request(&mut stream) {
        let number = {
            let mut requests = state.requests.lock().expect("no serving thread panics");
            requests.push(request);
            requests.len() - 1
        };
        match script(number) {
            Reaction::Answer(bytes) => {
                if stream.write_all(&bytes).is_err() {
                    return;
                }
            }
            Reaction::AnswerAndClose(bytes) => {
                let _ = stream.write_all(&bytes);
                let _ = stream.shutdown(Shutdown::Both);
                return;
            }
            Reaction::Close => return,
            Reaction::Silence => {
                let _ = stream.read(&mut [0]);
                return;
            }
            Reaction::Drip(bytes, pause) => {
                for byte in bytes {
                    thread::sleep(pause);
                    if stream.write_all(&[byte]).is_err() {
                        return;
                    }
                }
            }
        }
    }
}

/// Head and body of the next request; `None` if the client has left.
pub(crate) fn read_request(stream: &mut impl Read) -> Option<String> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .filter_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok())
                .next()
                .unwrap_or(0);
            if body.len() >= length {
                return Some(text);
            }
        }
        match stream.read(&mut chunk) {
            Ok(0) | Err(_) => return None,
            Ok(read) => bytes.extend(chunk.iter().take(read)),
        }
    }
}

/// An HTTP answer with this status line, extra header lines and body.
pub fn http(status: &str, headers: &[&str], body: &str) -> Vec<u8> {
    let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
    format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

/// The platform's answer with plain content.
pub fn answer(code: &str, message: &str, content: &str) -> Vec<u8> {
    let content =
        welinkpark::protocol::encode_content(content.as_bytes(), welinkpark::protocol::Coding::default(), None)
            .expect("plain content needs no cipher");
    let body = serde_json::json!({
        "responseStatus": {"code": code, "message": message},
        "responseData": {"encryptCode": 0, "zipCode": 0, "content": content},
    });
    http("200 OK", &["Content-Type: application/json"], &body.to_string())
}
