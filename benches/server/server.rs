//! The platform as a constant: every request below `/NAME/` is answered with the same bytes.
//!
//! It never sleeps, so that no client pays for waking it: give it a core of its own. It prints its port. Names are
//! `areas`, `cars-COUNT-ENCRYPT-ZIP` as in `cars-1000-1-0`, and `pages-COUNT`, which alternates between two lists, as a
//! walk through pages would not go on with the same one.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::HashMap;
use std::io::{ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::ops::Range;
use std::sync::Arc;

use welinkpark::protocol::{Cipher, Coding, encode_content};
use welinkpark_benches::SECRET_KEY;

fn main() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    println!("{}", listener.local_addr().unwrap().port());

    let mut answers = Answers::default();
    let mut connections: Vec<Connection> = Vec::new();
    loop {
        if let Ok((stream, _)) = listener.accept() {
            stream.set_nonblocking(true).unwrap();
            stream.set_nodelay(true).unwrap();
            connections.push(Connection { stream, request: Vec::new(), answer: Arc::new([]), sent: 0 });
        }
        connections.retain_mut(|connection| connection.turn(&mut answers).is_ok());
    }
}

#[derive(Default)]
struct Answers {
    known: HashMap<(String, usize), Arc<[u8]>>,
    /// How many pages were asked for.
    pages: usize,
}

impl Answers {
    fn get(&mut self, name: String) -> Arc<[u8]> {
        let page = if name.starts_with("pages") {
            self.pages += 1;
            self.pages % 2
        } else {
            0
        };
        self.known.entry((name, page)).or_insert_with_key(|(name, page)| answer(name, *page)).clone()
    }
}

struct Connection {
    stream: TcpStream,
    /// What has come of the next request.
    request: Vec<u8>,
    answer: Arc<[u8]>,
    sent: usize,
}

impl Connection {
    /// Does what can be done at once.
    fn turn(&mut self, answers: &mut Answers) -> std::io::Result<()> {
        if self.sent < self.answer.len() {
            return self.send();
        }
        let mut bytes = [0; 4096];
        match self.stream.read(&mut bytes) {
            Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
            Ok(count) => self.request.extend(bytes.get(..count).into_iter().flatten()),
            Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
            Err(error) => return Err(error),
        }
        // All requests are GETs: they end with their head.
        if !self.request.ends_with(b"\r\n\r\n") {
            return Ok(());
        }
        let name = self.request.split(|&byte| byte == b'/').nth(1).unwrap_or_default();
        let name = String::from_utf8_lossy(name).into_owned();
        self.answer = answers.get(name);
        self.sent = 0;
        self.request.clear();
        self.send()
    }

    fn send(&mut self) -> std::io::Result<()> {
        match self.stream.write(self.answer.get(self.sent..).unwrap_or_default()) {
            Ok(count) => self.sent += count,
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }
}

/// A whole HTTP response, as the platform writes it.
fn answer(name: &str, page: usize) -> Arc<[u8]> {
    let mut parts = name.split('-');
    let plain = Coding { encrypt: false, zip: false };
    let kind = parts.next();
    let mut number = || parts.next().and_then(|part| part.parse().ok()).expect("a number in the name");
    let (coding, list) = match kind {
        Some("cars") => {
            let (count, encrypt, zip) = (number(), number() == 1, number() == 1);
            (Coding { encrypt, zip }, list(0..count, car))
        }
        Some("pages") => {
            let count: usize = number();
            (plain, list(page * count..(page + 1) * count, car))
        }
        _ => (plain, list(0..2, area)),
    };
    let content = encode_content(list.as_bytes(), coding, Some(&Cipher::new(SECRET_KEY).unwrap())).unwrap();
    let (encrypt, zip) = (u8::from(coding.encrypt), u8::from(coding.zip));
    let body = format!(
        r#"{{"responseStatus":{{"code":"0000","message":"成功"}},"responseData":{{"encryptCode":"{encrypt}","zipCode":"{zip}","content":"{content}"}}}}"#
    );
    let head = format!(
        "HTTP/1.1 200 OK\r\nServer: Apache-Coyote/1.1\r\nContent-Type: application/json;charset=UTF-8\r\n\
         Content-Length: {}\r\nDate: Sat, 13 Oct 2018 02:00:00 GMT\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body.as_bytes()].concat().into()
}

fn list(records: Range<usize>, record: fn(usize) -> String) -> String {
    format!("[{}]", records.map(record).collect::<Vec<_>>().join(","))
}

fn area(index: usize) -> String {
    format!(r#"{{"areaId":"115077932274100{index}","areaName":"地面停车场","areaType":"1"}}"#)
}

fn car(index: usize) -> String {
    format!(
        r#"{{"plateNumber":"粤B{:05}","time":"2017-08-{:02} {:02}:{:02}:{:02}","laneId":"31498556451939{:02}","laneName":"地面入口","direction":"{}","authType":"2","carType":"1"}}"#,
        index * 7919 % 100_000,
        1 + index % 28,
        index % 24,
        index * 7 % 60,
        index * 13 % 60,
        index % 4,
        1 + index % 2,
    )
}
