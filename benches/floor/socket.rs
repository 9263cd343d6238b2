//! The floor: a constant request over a bare socket, its answer read and thrown away.

#![allow(clippy::unwrap_used)]

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Mutex;

use welinkpark_benches::Case;

fn main() {
    let case = Case::from_arguments(0);
    let idle = Mutex::new(Vec::new());
    let (host, path) = case.base_url.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let request = format!("GET /{path}/info/areas HTTP/1.1\r\nHost: {host}\r\n\r\n");
    case.serve_blocking(|| {
        let kept = idle.lock().unwrap().pop();
        let mut stream = kept.unwrap_or_else(|| TcpStream::connect(host).unwrap());
        stream.write_all(request.as_bytes()).unwrap();
        read_answer(&mut stream);
        idle.lock().unwrap().push(stream);
    });
}

fn read_answer(stream: &mut TcpStream) {
    let mut buffer = [0; 65536];
    let (mut read, mut wanted) = (0, usize::MAX);
    while read < wanted {
        let count = stream.read(&mut buffer).unwrap();
        if wanted == usize::MAX {
            // The head comes whole, before anything else.
            wanted = whole_length(buffer.get(..count).unwrap());
        }
        read += count;
    }
}

fn whole_length(start: &[u8]) -> usize {
    let end = start.windows(4).position(|four| four == b"\r\n\r\n").unwrap() + 4;
    let head = std::str::from_utf8(start.get(..end).unwrap()).unwrap();
    let length = head.lines().find_map(|line| line.strip_prefix("Content-Length: ")).unwrap();
    end + length.parse::<usize>().unwrap()
}
