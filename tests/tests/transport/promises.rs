//! What the client does when the network, the server or the clock misbehaves, for each safety class.

use std::net::TcpListener;
use std::time::{Duration, Instant, SystemTime};

use welinkpark::api::{AuthEnterRequest, PassportGetRequest};
use welinkpark::protocol::parse_form;
use welinkpark::{ApiKind, CancelToken, ClientBuilder, Error, ErrorKind, Sent, TransportKind, blocking};
use welinkpark_tests::closed_port::ClosedPort;
use welinkpark_tests::wire_server::{Reaction, WireServer, answer, http};

const AREAS: &str = r#"[{"areaId":1150779322741001,"areaName":"地面","areaType":1}]"#;

fn builder(base_url: &str) -> ClientBuilder {
    blocking::Client::builder()
        .app_id("289efb7512e54146273b982456b03f42ea93")
        .secret_key("27a06832a2214a4fa3b7105e4a72d370")
        .park_id("10001088")
        .base_url(base_url)
        .general_transport(module_path!().ends_with("general"))
}

fn client(server: &WireServer) -> blocking::Client {
    builder(&server.base_url).build_blocking().unwrap()
}

/// A call that changes nothing.
fn read(client: &blocking::Client) -> Result<usize, Error> {
    client.info().areas().send().map(|areas| areas.len())
}

/// A call that may open a barrier.
fn enter(client: &blocking::Client) -> Result<(), Error> {
    client.auth().enter(AuthEnterRequest::new().lane_id(1).user_id("u")).send().map(|_| ())
}

fn transport_kind(error: &Error) -> TransportKind {
    match error.kind() {
        ErrorKind::Transport { kind, .. } => *kind,
        _ => panic!("not a transport error: {error:?}"),
    }
}

fn nonces(server: &WireServer) -> Vec<String> {
    server
        .requests()
        .iter()
        .map(|request| {
            let line = request.lines().next().unwrap();
            let form = if line.starts_with("GET") {
                line.split_once('?').unwrap().1.split(' ').next().unwrap()
            } else {
                request.split_once("\r\n\r\n").unwrap().1
            };
            parse_form(form).into_iter().find(|(name, _)| name == "Nonce").unwrap().1
        })
        .collect()
}

#[test]
fn a_request_looks_like_the_document_says() {
    let server = WireServer::start(|_| Reaction::Answer(answer("0000", "Success", AREAS)));
    let client = client(&server);
    read(&client).unwrap();
    let _ = enter(&client);
    let requests = server.requests();

    let get = &requests[0];
    assert!(get.starts_with("GET /api/info/areas?AppId=289efb7512e54146273b982456b03f42ea93&"), "{get}");
    assert!(get.contains("&content=&encryptCode=0&zipCode=0&Signature="), "empty content is sent: {get}");
    assert!(get.to_ascii_lowercase().contains("\r\naccept: application/json; charset=utf-8\r\n"), "{get}");
    assert!(get.contains(&format!("welinkpark/{} (rust)", env!("CARGO_PKG_VERSION"))), "{get}");

    let post = &requests[1];
    assert!(post.starts_with("POST /api/auth/enter HTTP/1.1\r\n"), "no query: {post}");
    assert!(
        post.to_ascii_lowercase().contains("\r\ncontent-type: application/x-www-form-urlencoded; charset=utf-8\r\n"),
        "{post}"
    );
    assert!(post.contains("&encryptCode=1&zipCode=0&"), "encrypted by default: {post}");
    assert_eq!(server.connections(), 1, "the connection is kept");
}

#[test]
fn a_refused_connection_was_not_sent_and_is_tried_again_for_every_class() {
    let closed = ClosedPort::take().unwrap();
    let client = builder(&format!("http://{}/api", closed.address())).retries(1).build_blocking().unwrap();
    for outcome in [read(&client).map(|_| ()), enter(&client)] {
        let error = outcome.unwrap_err();
        assert_eq!(transport_kind(&error), TransportKind::Connect);
        assert_eq!((error.sent(), error.attempts(), error.retryable()), (Sent::No, 2, true), "{error:?}");
    }
}

#[test]
fn a_connection_closed_without_an_answer_is_unknown_and_only_a_read_is_repeated() {
    let server = WireServer::start(|_| Reaction::Close);
    let client = client(&server);
    let error = enter(&client).unwrap_err();
    assert_eq!(transport_kind(&error), TransportKind::Interrupted);
    assert_eq!((error.sent(), error.attempts(), error.retryable()), (Sent::Unknown, 1, false));
    assert_eq!(server.requests().len(), 1, "a gate is never asked twice");

    let error = read(&client).unwrap_err();
    assert_eq!((error.sent(), error.attempts(), error.retryable()), (Sent::Unknown, 3, true));
    let mut nonces = nonces(&server);
    assert_eq!(nonces.len(), 4);
    nonces.sort();
    nonces.dedup();
    assert_eq!(nonces.len(), 4, "every attempt has its own nonce");
}

#[test]
fn a_read_recovers_from_a_lost_answer_and_from_http_errors() {
    let server = WireServer::start(|number| match number {
        0 => Reaction::Close,
        1 => Reaction::Answer(http("502 Bad Gateway", &[], "<html>")),
        _ => Reaction::Answer(answer("0000", "Success", AREAS)),
    });
    assert_eq!(read(&client(&server)).unwrap(), 1);
    assert_eq!(server.requests().len(), 3);
}

#[test]
fn a_system_error_is_repeated_for_reads_only() {
    let server = WireServer::start(|_| Reaction::Answer(answer("0006", "busy", "")));
    let client = client(&server);
    let error = read(&client).unwrap_err();
    assert_eq!(error.api().unwrap().kind, ApiKind::SystemError);
    assert_eq!(error.attempts(), 3);
    let error = enter(&client).unwrap_err();
    assert_eq!((error.attempts(), error.sent(), error.retryable()), (1, Sent::Yes, false));
}

#[test]
fn no_retries_means_one_request() {
    let server = WireServer::start(|_| Reaction::Close);
    let client = builder(&server.base_url).retries(0).build_blocking().unwrap();
    assert_eq!(read(&client).unwrap_err().attempts(), 1);
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn retry_after_is_waited_for_and_told() {
    let server = WireServer::start(|number| match number {
        0 => Reaction::Answer(http("429 Too Many Requests", &["Retry-After: 1"], "")),
        1 => Reaction::Answer(answer("0000", "Success", AREAS)),
        _ => Reaction::Answer(http("429 Too Many Requests", &["Retry-After: 61"], "")),
    });
    let client = client(&server);
    let begun = Instant::now();
    read(&client).unwrap();
    assert!(begun.elapsed() >= Duration::from_secs(1), "it came back after {:?}", begun.elapsed());

    let error = read(&client).unwrap_err();
    assert_eq!(error.attempts(), 1, "a pause of more than a minute is not waited for");
    match error.kind() {
        ErrorKind::Http { status: 429, retry_after, .. } => assert_eq!(*retry_after, Some(Duration::from_secs(61))),
        other => panic!("{other:?}"),
    }
}

#[test]
fn silence_ends_with_the_attempt_and_the_call_limits() {
    let server = WireServer::start(|_| Reaction::Silence);
    let client = builder(&server.base_url)
        .attempt_timeout(Duration::from_millis(200))
        .timeout(Duration::from_millis(700))
        .build_blocking()
        .unwrap();
    let error = enter(&client).unwrap_err();
    assert!(error.is_timeout());
    assert_eq!((error.sent(), error.attempts()), (Sent::Unknown, 1));

    let begun = Instant::now();
    let error = read(&client).unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert!(error.attempts() > 1);
    assert!(begun.elapsed() >= Duration::from_millis(200));
    let error = client.info().areas().timeout(Duration::from_millis(50)).send().unwrap_err();
    assert_eq!(error.attempts(), 1, "the limit of the whole call comes first: {error}");
}

#[test]
fn a_slow_drip_does_not_outlast_the_attempt() {
    let server = WireServer::start(|_| Reaction::Drip(answer("0000", "", AREAS), Duration::from_millis(50)));
    let client =
        builder(&server.base_url).attempt_timeout(Duration::from_millis(300)).retries(0).build_blocking().unwrap();
    assert!(read(&client).unwrap_err().is_timeout());
}

#[test]
fn an_answer_cut_short_was_sent_and_is_interrupted() {
    let mut cut = answer("0000", "", AREAS);
    cut.truncate(cut.len() - 10);
    let server = WireServer::start(move |_| Reaction::AnswerAndClose(cut.clone()));
    let error = enter(&client(&server)).unwrap_err();
    assert_eq!(transport_kind(&error), TransportKind::Interrupted);
    assert_eq!((error.sent(), error.attempts()), (Sent::Yes, 1));
}

#[test]
fn an_answer_over_the_limit_is_refused_with_and_without_its_length() {
    let big = "x".repeat(2000);
    let chunked = format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n{big}\r\n0\r\n\r\n");
    let plain = http("200 OK", &[], &big);
    let server = WireServer::start(move |number| {
        Reaction::AnswerAndClose(if number == 0 { plain.clone() } else { chunked.clone().into_bytes() })
    });
    let client = builder(&server.base_url).max_response(1000).build_blocking().unwrap();
    for _ in 0..2 {
        let error = read(&client).unwrap_err();
        assert_eq!(transport_kind(&error), TransportKind::TooLarge);
        assert!(error.to_string().contains("1000 bytes"), "{error}");
    }
}

#[test]
fn a_page_instead_of_the_envelope_is_a_decode_error_that_keeps_the_page() {
    let server = WireServer::start(|_| Reaction::Answer(http("200 OK", &[], "<html>maintenance</html>")));
    let error = read(&client(&server)).unwrap_err();
    let ErrorKind::Decode(failure) = error.kind() else { panic!("{error:?}") };
    assert_eq!(failure.stage.name(), "envelope");
    assert_eq!(failure.content.as_deref(), Some("<html>maintenance</html>"));
    assert!(error.to_string().contains("HTML"), "{error}");
    assert_eq!(error.attempts(), 1);
}

#[test]
fn a_redirect_is_an_error_and_never_followed() {
    let server =
        WireServer::start(|_| Reaction::Answer(http("302 Found", &["Location: http://127.0.0.1:1/elsewhere"], "")));
    let error = enter(&client(&server)).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Http { status: 302, .. }), "{error:?}");
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn an_idle_connection_that_the_server_closed_is_not_used_for_a_gate() {
    let server = WireServer::start(|number| {
        let bytes = answer("0000", "Success", if number == 0 { AREAS } else { r#"{"state":0}"# });
        if number == 0 { Reaction::AnswerAndClose(bytes) } else { Reaction::Answer(bytes) }
    });
    let client = client(&server);
    read(&client).unwrap();
    std::thread::sleep(Duration::from_millis(50));
    enter(&client).unwrap();
    assert_eq!(server.connections(), 2);
}

#[test]
fn an_asynchronous_client_keeps_its_connection_and_notices_that_an_idle_one_was_closed() {
    let server = WireServer::start(|number| {
        let bytes = answer("0000", "Success", AREAS);
        if number == 1 { Reaction::AnswerAndClose(bytes) } else { Reaction::Answer(bytes) }
    });
    let client = builder(&server.base_url).retries(0).build().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        client.info().areas().await.unwrap();
        client.info().areas().await.unwrap();
        assert_eq!(server.connections(), 1);
        tokio::time::sleep(Duration::from_millis(50)).await;
        client.info().areas().await.unwrap();
        let (one, other) = tokio::join!(client.info().areas(), client.info().areas());
        one.and(other).unwrap();
        assert_eq!(server.connections(), 3);
    });
}

#[test]
fn no_record_is_an_empty_list_or_not_found() {
    let server = WireServer::start(|_| Reaction::Answer(answer("0009", "没有记录", "")));
    let client = client(&server);
    assert_eq!(read(&client).unwrap(), 0);
    let response = client.info().areas().with_response().unwrap();
    assert_eq!((response.raw.code.as_str(), response.raw.message.as_str()), ("0009", "没有记录"));
    let error = client.passport().get(PassportGetRequest::new().passport_id(1)).send().unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(client.call_json("info.areas", "").unwrap().data, "[]");
}

#[test]
fn a_wrong_clock_is_corrected_once_and_then_kept() {
    let ahead = SystemTime::now() + Duration::from_secs(7200);
    let date = format!("Date: {}", httpdate(ahead));
    let denied = {
        let body = r#"{"responseStatus":{"code":"0003","message":"timestamp"}}"#;
        http("200 OK", &[&date], body)
    };
    let granted = String::from_utf8(answer("0000", "Success", AREAS)).unwrap();
    let granted = granted.replacen("\r\n", &format!("\r\n{date}\r\n"), 1).into_bytes();
    let server =
        WireServer::start(move |number| Reaction::Answer(if number == 0 { denied.clone() } else { granted.clone() }));
    let client = client(&server);
    assert_eq!(read(&client).unwrap(), 1);
    assert_eq!(read(&client).unwrap(), 1);
    let times: Vec<i64> = server.requests().iter().map(|request| parameter(request, "Timestamp")).collect();
    assert_eq!(times.len(), 3, "one call needed a second request, the next one did not");
    assert!((7195..=7205).contains(&(times[1] - times[0])), "{times:?}");
    assert!((7195..=7205).contains(&(times[2] - times[0])), "{times:?}");
}

#[test]
fn a_refused_signature_tells_what_was_signed_and_how_far_the_clocks_are_apart() {
    let date = format!("Date: {}", httpdate(SystemTime::now() + Duration::from_secs(7200)));
    let body = r#"{"responseStatus":{"code":"0003","message":"no"}}"#;
    let denied = http("200 OK", &[&date], body);
    let server = WireServer::start(move |_| Reaction::Answer(denied.clone()));
    let error = enter(&client(&server)).unwrap_err();
    assert_eq!(error.attempts(), 2, "the platform refused before it did anything, so a gate is asked again, too");
    let api = error.api().unwrap();
    let canonical = api.canonical.as_deref().unwrap();
    assert!(canonical.starts_with("AppId=289efb7512e54146273b982456b03f42ea93&Nonce="), "{canonical}");
    assert!(canonical.contains("…"), "the content is shortened: {canonical}");
    assert!((7190..=7210).contains(&api.clock_offset.unwrap()), "{:?}", api.clock_offset);

    let stubborn = builder(&server.base_url).correct_clock(false).build_blocking().unwrap();
    assert_eq!(enter(&stubborn).unwrap_err().attempts(), 1);
}

#[test]
fn a_cancelled_call_ends_at_once_and_says_that_it_may_have_arrived() {
    let server = WireServer::start(|_| Reaction::Silence);
    let client = client(&server);
    let token = CancelToken::new();
    let canceller = token.clone();
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(100));
        canceller.cancel();
    });
    let request = AuthEnterRequest::new().lane_id(1).user_id("u");
    let error = client.auth().enter(request.clone()).cancel(&token).send().unwrap_err();
    assert_eq!((error.kind(), error.sent()), (&ErrorKind::Cancelled, Sent::Unknown));
    let error = client.auth().enter(request).cancel(&token).send().unwrap_err();
    assert_eq!((error.kind(), error.sent(), error.attempts()), (&ErrorKind::Cancelled, Sent::No, 0));
}

#[test]
fn a_call_that_was_given_up_closes_its_connection_at_once() {
    // The server reads until the client goes away, and tells when that was.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (gone, is_gone) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            while std::io::Read::read(&mut stream, &mut [0; 4096]).is_ok_and(|read| read > 0) {}
            gone.send(()).unwrap();
        }
    });
    let client = builder(&format!("http://{address}/api")).build_blocking().unwrap();
    let request = AuthEnterRequest::new().lane_id(1).user_id("u");
    let error = client.auth().enter(request.clone()).timeout(Duration::from_millis(100)).send().unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    is_gone.recv_timeout(Duration::from_secs(5)).expect("the connection of the timed-out call stays open");

    let watched = client.watched(Duration::from_millis(20), || true);
    let error = watched.auth().enter(request).send().unwrap_err();
    assert_eq!(error.kind(), &ErrorKind::Cancelled);
    is_gone.recv_timeout(Duration::from_secs(5)).expect("the connection of the cancelled call stays open");
}

#[test]
fn a_watch_ends_a_call_from_its_own_thread() {
    let server = WireServer::start(|_| Reaction::Silence);
    let asked = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let counter = asked.clone();
    let client = client(&server)
        .watched(Duration::from_millis(20), move || counter.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 2);
    let error = enter(&client).unwrap_err();
    assert_eq!((error.kind(), error.sent()), (&ErrorKind::Cancelled, Sent::Unknown));
    assert_eq!(asked.load(std::sync::atomic::Ordering::SeqCst), 3);
}

#[test]
fn a_blocking_call_inside_a_runtime_is_an_error_that_explains() {
    let server = WireServer::start(|_| Reaction::Silence);
    let client = client(&server);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let error = runtime.block_on(async { read(&client) }).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Config { .. }));
    assert!(error.to_string().contains("welinkpark::Client"), "{error}");
}

#[test]
fn an_asynchronous_call_outside_a_runtime_is_an_error_that_explains() {
    use std::future::{Future, IntoFuture};
    let client = builder("http://127.0.0.1:1/api").build().unwrap();
    let mut call = Box::pin(client.info().areas().into_future());
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(outcome) = call.as_mut().poll(&mut context) else { panic!("it should be over") };
    assert!(outcome.unwrap_err().to_string().contains("tokio"));
}

#[test]
fn a_black_hole_ends_with_the_connect_limit_and_was_not_sent() {
    // A listener that nobody accepts from: once its queue is full, further connections hang.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let mut queued = Vec::new();
    while let Ok(stream) = std::net::TcpStream::connect_timeout(&address, Duration::from_millis(100)) {
        queued.push(stream);
        assert!(queued.len() < 10_000, "the queue does not fill up");
    }
    let client = builder(&format!("http://{address}/api")).retries(0).build_blocking().unwrap();
    let call = client.auth().enter(AuthEnterRequest::new().lane_id(1).user_id("u"));
    let error = call.connect_timeout(Duration::from_millis(150)).send().unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!(error.sent(), Sent::No);
    assert!(error.to_string().contains("connect"), "{error}");
}

#[test]
fn a_server_without_tls_is_a_tls_error_and_was_not_sent() {
    // The other side answers the handshake with plain HTTP.
    let plain = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = plain.local_addr().unwrap();
    std::thread::spawn(move || {
        while let Ok((mut stream, _)) = plain.accept() {
            let _ = std::io::Write::write_all(&mut stream, &http("400 Bad Request", &[], "plain HTTP"));
        }
    });
    let client = builder(&format!("https://{address}/api")).retries(0).build_blocking().unwrap();
    let error = enter(&client).unwrap_err();
    assert_eq!((transport_kind(&error), error.sent()), (TransportKind::Tls, Sent::No), "{error:?}");
}

#[test]
fn a_proxy_gets_the_whole_address() {
    let proxy = WireServer::start(|_| Reaction::Answer(answer("0000", "Success", AREAS)));
    let address = proxy.base_url.trim_end_matches("/api");
    let client = builder("http://park.example/api").proxy(address).build_blocking().unwrap();
    assert_eq!(read(&client).unwrap(), 1);
    let request = &proxy.requests()[0];
    assert!(request.starts_with("GET http://park.example/api/info/areas?"), "{request}");
}

#[test]
fn one_client_serves_many_threads() {
    let server = WireServer::start(|_| Reaction::Answer(answer("0000", "Success", AREAS)));
    let client = client(&server);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..20 {
                    assert_eq!(read(&client).unwrap(), 1);
                }
            });
        }
    });
    assert_eq!(server.requests().len(), 160);
    assert!(server.connections() <= 8, "{} connections for 8 threads", server.connections());
}

fn parameter(request: &str, name: &str) -> i64 {
    let line = request.lines().next().unwrap();
    let query = line.split_once('?').unwrap().1.split(' ').next().unwrap();
    parse_form(query).into_iter().find(|(found, _)| found == name).unwrap().1.parse().unwrap()
}

fn httpdate(time: SystemTime) -> String {
    httpdate::fmt_http_date(time)
}
