//! The secret key is in nothing that the library writes: logs of all crates at every level, `Debug`, errors and their
//! reports. Business data is in the logs only if that was asked for.

// One test, because a process has one subscriber.
#![allow(clippy::unwrap_used, missing_docs)]

use std::error::Error as _;
use std::fmt::Debug;
use std::io::{self, Write};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};
use tracing_subscriber::fmt::MakeWriter;
use welinkpark::api::*;
use welinkpark::protocol::{Cipher, CipherMode, Signer};
use welinkpark::{Client, ClientBuilder, Error, blocking};
use welinkpark_tests::closed_port::ClosedPort;
use welinkpark_tests::sandbox::TestSandbox;

const PLATE: &str = "粤B871UY";
const PHONE: &str = "13508980088";
/// A key that the sandbox does not know; as long as the real ones.
const WRONG_SECRET: &str = "00112233445566778899aabbccddeeff";

/// Everything that was logged.
#[derive(Clone, Default)]
struct Capture(Arc<Mutex<Vec<u8>>>);

impl Write for Capture {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Capture {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

impl Capture {
    /// What was logged since the last time.
    fn take(&self) -> String {
        String::from_utf8(std::mem::take(&mut *self.0.lock().unwrap())).unwrap()
    }
}

/// Texts that a program can get from the library.
#[derive(Default)]
struct Shown(String);

impl Shown {
    fn debug(&mut self, value: &impl Debug) {
        self.0.push_str(&format!("{value:?}\n{value:#?}\n"));
    }

    fn error(&mut self, error: &Error) {
        self.debug(error);
        self.0.push_str(&format!("{error}\n{}\n", error.report()));
        let mut source = error.source();
        while let Some(cause) = source {
            self.0.push_str(&format!("{cause} {cause:?}\n"));
            source = cause.source();
        }
    }

    fn outcome<T: Debug>(&mut self, outcome: Result<T, Error>) {
        match outcome {
            Ok(value) => self.debug(&value),
            Err(error) => self.error(&error),
        }
    }
}

#[test]
fn the_secret_is_in_no_output_and_business_data_only_where_asked_for() {
    let capture = Capture::default();
    tracing_subscriber::fmt()
        .with_writer(capture.clone())
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .try_init()
        .unwrap();
    let sandbox = TestSandbox::start();
    let mut shown = Shown::default();

    calls(&sandbox, sandbox.builder(), &mut shown);
    let quiet = capture.take();
    assert!(quiet.contains("passport.get") && quiet.contains("failed"), "calls and failures are logged:\n{quiet}");
    for private in [PLATE, PHONE, "Signature=", "content="] {
        assert!(!quiet.contains(private), "{private} is logged without having been asked for:\n{quiet}");
    }

    calls(&sandbox, sandbox.builder().log_content(true), &mut shown);
    let talkative = capture.take();
    assert!(talkative.contains(PLATE) && talkative.contains(PHONE), "content is logged if asked for");

    misconfigured(&sandbox, &mut shown);
    let last = capture.take();
    for (name, text) in [("log", &quiet), ("log with content", &talkative), ("last log", &last), ("shown", &shown.0)] {
        assert!(!text.is_empty());
        for secret in [sandbox.secret_key.as_str(), WRONG_SECRET] {
            for spelling in spellings(secret) {
                assert!(!text.contains(&spelling), "{name} contains {spelling:?}");
            }
        }
    }
}

/// The key's beginning, which is the cipher's key, as text and as bytes are usually shown.
fn spellings(secret: &str) -> [String; 5] {
    let start = secret.get(..24).unwrap();
    let bytes = start.as_bytes();
    let listed = format!("{:?}", bytes.get(..8).unwrap());
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let base64 = welinkpark::protocol::encode_content(bytes, welinkpark::protocol::Coding::default(), None).unwrap();
    [start.to_owned(), listed.trim_matches(['[', ']']).to_owned(), hex.to_uppercase(), hex, base64]
}

/// Calls of all kinds that succeed, are refused, break, and are never sent.
fn calls(sandbox: &TestSandbox, builder: ClientBuilder, shown: &mut Shown) {
    sandbox.post("/reset", &Value::Null);
    shown.debug(&builder);
    let client = builder.clone().retries(1).attempt_timeout(Duration::from_millis(300)).build_blocking().unwrap();
    shown.debug(&client);
    shown.debug(&client.for_park("10001099"));

    let get = || PassportGetRequest::new().plate_number(PLATE);
    for encrypt in [true, false] {
        shown.outcome(client.passport().get(get()).encrypt(encrypt).with_response());
    }
    shown.outcome(client.info().areas().send());
    shown.outcome(client.call("passport.get", json!({ "plate_number": PLATE })));
    shown.outcome(client.call_json("passport.get", &json!({ "plateNumber": PLATE }).to_string()));
    let login = UserLoginRequest::new().user_id(7).user_name("张三").role(UserRole::Manager);
    shown.outcome(client.user().login(login.state(LoginTarget::Admin)).send());

    // Refused by the platform, and before anything is sent.
    shown.outcome(client.for_park("10001099").info().areas().send());
    shown.outcome(client.passport().get(PassportGetRequest::new().passport_id(1)).send());
    // The platform's message names the plate.
    let again = PassportAddRequest::new().passport_type(PassportType::Vehicle).name("张三").mobile_phone(PHONE);
    shown.outcome(client.passport().add(again.plate_number(PLATE).inviteable(true)).send());
    shown.outcome(client.passport().get(PassportGetRequest::new()).send());
    shown.outcome(client.call("passport.nothing", json!({})));

    for kind in [
        "drop_before",
        "drop_after",
        "http_500",
        "http_429",
        "html_200",
        "truncated_body",
        "bad_base64",
        "bad_gzip",
        "bad_3des",
        "bad_json",
        "delay",
    ] {
        sandbox.post("/faults", &json!({ "endpoint": "passport.get", "kind": kind, "delay_ms": 500 }));
        shown.outcome(client.passport().get(get()).send());
        sandbox.delete("/faults");
    }

    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let asynchronous = builder.build().unwrap();
    shown.debug(&asynchronous);
    shown.outcome(runtime.block_on(async { asynchronous.passport().get(get()).await }));
    shown.outcome(runtime.block_on(async { client.passport().get(get()).send() }));
}

/// Wrong keys, and settings that cannot work.
fn misconfigured(sandbox: &TestSandbox, shown: &mut Shown) {
    let get = |client: &blocking::Client| client.passport().get(PassportGetRequest::new().plate_number(PLATE)).send();
    let wrong = sandbox.builder().secret_key(WRONG_SECRET).log_content(true);
    shown.debug(&wrong);
    shown.outcome(get(&wrong.build_blocking().unwrap()));
    let start = sandbox.secret_key.get(..24).unwrap().as_bytes();
    for key in [WRONG_SECRET.get(..24).unwrap().as_bytes(), start] {
        for mode in [CipherMode::Ecb, CipherMode::Cbc(*b"01234567")] {
            let builder = sandbox.builder().cipher_key(key).cipher_mode(mode).log_content(true);
            shown.debug(&builder);
            shown.outcome(builder.build_blocking().and_then(|client| get(&client)));
        }
    }
    // Too short a cipher key, and parts of the secret where something else belongs.
    shown.outcome(sandbox.builder().cipher_key(start.get(..20).unwrap()).build_blocking());
    shown.outcome(sandbox.builder().secret_key(" ").build_blocking());
    shown.outcome(sandbox.builder().timeout(Duration::ZERO).build_blocking());
    let closed = ClosedPort::take().unwrap();
    let nobody = sandbox.builder().base_url(format!("http://{}/api", closed.address())).retries(0);
    shown.outcome(get(&nobody.build_blocking().unwrap()));
    shown.outcome(Client::builder().base_url("http://[").build());

    shown.debug(&Signer::new(&sandbox.secret_key));
    let cipher = Cipher::new(&sandbox.secret_key).unwrap();
    shown.debug(&cipher);
    shown.outcome(Cipher::new("short"));
}
