//! Servers in front of a sandbox that fail below HTTP, each in its own way on its own port: what `faults/faults.json`
//! names in `via`.
//!
//! Where a fault lets the work happen, it happens in the sandbox behind.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use serde::Serialize;
use socket2::SockRef;

use crate::closed_port::ClosedPort;
use crate::wire_server::{http, read_request};

/// How to reach a fault: settings of a client.
#[derive(Debug, Clone, Serialize, Default)]
pub struct Route {
    /// Base URL.
    pub base_url: String,
    /// Proxy, if the fault is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proxy: Option<String>,
    /// File with a certificate to trust.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ca_file: Option<String>,
}

/// What happens to a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// Nothing: the way to the sandbox as it should be.
    None,
    ResetWithinRequest,
    ResetBeforeWork,
    ResetAfterWork,
    ResetWithinHead,
    ResetWithinBody,
    ResetBetweenCalls,
    BlackHole,
    SlowDrip,
    HalfClosed,
    Restarted,
    ProxyCuts,
    ProxyRefuses,
}

/// Starts a server per fault in front of the sandbox on this port. They run as long as the process. Certificates go
/// to `folder`.
///
/// # Errors
/// If there is no port on loopback, or a certificate cannot be made.
pub fn start(sandbox: u16, folder: &Path) -> io::Result<BTreeMap<&'static str, Route>> {
    let mut routes = BTreeMap::new();
    for (name, fault) in [
        ("direct", Fault::None),
        ("reset_within_request", Fault::ResetWithinRequest),
        ("reset_before_work", Fault::ResetBeforeWork),
        ("reset_after_work", Fault::ResetAfterWork),
        ("reset_within_head", Fault::ResetWithinHead),
        ("reset_within_body", Fault::ResetWithinBody),
        ("reset_between_calls", Fault::ResetBetweenCalls),
        ("black_hole", Fault::BlackHole),
        ("slow_drip", Fault::SlowDrip),
        ("half_closed", Fault::HalfClosed),
        ("restarted", Fault::Restarted),
    ] {
        routes.insert(name, route(serve(sandbox, fault)?));
    }
    let closed = ClosedPort::take()?;
    let refusing = closed.address().port();
    std::mem::forget(closed); // like the servers, it stays as long as the process
    routes.insert("refused", route(refusing));
    // A name that no resolver knows (RFC 6761).
    routes.insert("unknown_name", Route { base_url: "http://park.invalid/api".to_owned(), ..Route::default() });
    for (name, port) in [
        ("proxy", serve(sandbox, Fault::None)?),
        ("proxy_refused", refusing),
        ("proxy_cuts", serve(sandbox, Fault::ProxyCuts)?),
        ("proxy_refuses", serve(sandbox, Fault::ProxyRefuses)?),
    ] {
        let proxy = Some(format!("http://127.0.0.1:{port}"));
        routes.insert(name, Route { proxy, ..route(sandbox) });
    }
    tls(sandbox, folder, &mut routes)?;
    Ok(routes)
}

fn route(port: u16) -> Route {
    Route { base_url: format!("http://127.0.0.1:{port}/api"), ..Route::default() }
}

fn serve(sandbox: u16, fault: Fault) -> io::Result<u16> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let port = listener.local_addr()?.port();
    thread::spawn(move || accept(listener, sandbox, fault));
    Ok(port)
}

fn accept(mut listener: TcpListener, sandbox: u16, fault: Fault) {
    loop {
        let Ok((stream, _)) = listener.accept() else { return };
        if fault == Fault::Restarted {
            // One connection at a time: after its first answer the whole server is gone, and back at once.
            let address = listener.local_addr();
            let _ = connection(stream, sandbox, fault);
            drop(listener);
            let Some(again) = address.ok().and_then(|address| TcpListener::bind(address).ok()) else { return };
            listener = again;
            continue;
        }
        thread::spawn(move || connection(stream, sandbox, fault));
    }
}

/// Serves one connection until it ends; an error is the client's leaving.
fn connection(mut client: TcpStream, sandbox: u16, fault: Fault) -> io::Result<()> {
    if fault == Fault::ResetWithinRequest {
        // Not before its first byte: whether that one has left would be a race.
        let _ = client.read(&mut [0])?;
        return reset(client);
    }
    while let Some(request) = read_request(&mut client) {
        match fault {
            Fault::BlackHole => return wait_for_end(client),
            Fault::ResetBeforeWork | Fault::ProxyCuts => return reset(client),
            Fault::ProxyRefuses => {
                client.write_all(&http("502 Bad Gateway", &["Content-Type: text/html"], "<h1>Bad Gateway</h1>"))?;
                continue;
            }
            _ => {}
        }
        let answer = exchange(sandbox, &request)?;
        let body = answer.windows(4).position(|part| part == b"\r\n\r\n").unwrap_or(answer.len());
        match fault {
            Fault::ResetAfterWork => return reset(client),
            Fault::ResetWithinHead => {
                client.write_all(answer.get(..body / 2).unwrap_or_default())?;
                return settle_and_reset(client);
            }
            Fault::ResetWithinBody => {
                client.write_all(answer.get(..(body + answer.len()) / 2).unwrap_or_default())?;
                return settle_and_reset(client);
            }
            Fault::SlowDrip => {
                for byte in &answer {
                    client.write_all(&[*byte])?;
                    thread::sleep(Duration::from_millis(40));
                }
            }
            _ => client.write_all(&answer)?,
        }
        match fault {
            Fault::ResetBetweenCalls => return settle_and_reset(client),
            Fault::HalfClosed => {
                client.shutdown(Shutdown::Write)?;
                return wait_for_end(client);
            }
            Fault::Restarted => return Ok(()),
            _ => {}
        }
    }
    Ok(())
}

/// The connection ends with RST, not FIN.
fn reset(client: TcpStream) -> io::Result<()> {
    SockRef::from(&client).set_linger(Some(Duration::ZERO))
}

/// What was written arrives before the end, which would overtake it.
fn settle_and_reset(client: TcpStream) -> io::Result<()> {
    thread::sleep(Duration::from_millis(30));
    reset(client)
}

fn wait_for_end(mut client: TcpStream) -> io::Result<()> {
    let mut rest = [0; 1024];
    while client.read(&mut rest)? > 0 {}
    Ok(())
}

/// One request to the sandbox, whose answer has a length.
fn exchange(sandbox: u16, request: &str) -> io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(("127.0.0.1", sandbox))?;
    // A proxy gets the whole address, its server only the path.
    let path = request.replacen(&format!(" http://127.0.0.1:{sandbox}/"), " /", 1);
    stream.write_all(path.as_bytes())?;
    let mut answer = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        let head = answer.windows(4).position(|part| part == b"\r\n\r\n");
        if let Some(end) = head {
            let text = String::from_utf8_lossy(answer.get(..end).unwrap_or_default()).to_ascii_lowercase();
            let length = text.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok()).unwrap_or(0);
            if answer.len() >= end + 4 + length {
                return Ok(answer);
            }
        }
        let read = stream.read(&mut chunk)?;
        if read == 0 {
            return Ok(answer);
        }
        answer.extend_from_slice(chunk.get(..read).unwrap_or_default());
    }
}

/// TLS with a certificate that is trusted, that nobody signed, and that is for another name.
fn tls(sandbox: u16, folder: &Path, routes: &mut BTreeMap<&'static str, Route>) -> io::Result<()> {
    for (name, host, trusted) in [
        ("tls", "localhost", true),
        ("tls_unknown_authority", "localhost", false),
        ("tls_wrong_name", "park.test", true),
    ] {
        let made = rcgen::generate_simple_self_signed(vec![host.to_owned()]).map_err(io::Error::other)?;
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = rustls::ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .and_then(|config| config.with_no_client_auth().with_single_cert(vec![made.cert.der().clone()], key))
            .map_err(io::Error::other)?;
        let config = Arc::new(config);
        let file = folder.join(format!("{name}.pem"));
        std::fs::write(&file, made.cert.pem())?;
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let base_url = format!("https://localhost:{}/api", listener.local_addr()?.port());
        let ca_file = trusted.then(|| file.display().to_string());
        routes.insert(name, Route { base_url, proxy: None, ca_file });
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let config = config.clone();
                thread::spawn(move || encrypted(stream, config, sandbox));
            }
        });
    }
    Ok(())
}

fn encrypted(stream: TcpStream, config: Arc<rustls::ServerConfig>, sandbox: u16) -> io::Result<()> {
    let connection = rustls::ServerConnection::new(config).map_err(io::Error::other)?;
    let mut stream = rustls::StreamOwned::new(connection, stream);
    while let Some(request) = read_request(&mut stream) {
        stream.write_all(&exchange(sandbox, &request)?)?;
        stream.flush()?;
    }
    Ok(())
}
