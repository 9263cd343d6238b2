//! The platform's gate: authenticate, decode, check, run, encode. Strict where the platform could be.

mod answer;
mod authenticate;
mod explain;
mod fields;

use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use http::{HeaderMap, Response, StatusCode, header};
use serde_json::{Value, json};
use welinkpark::protocol::{Cipher, Coding, decode_content, parse_form};
use welinkpark::schema::{Endpoint, HttpMethod};

use crate::faults::{Kind, Plan};
use crate::log::{Entry, Recording};
use crate::loose;
use crate::shared::Shared;
use crate::socket::Connection;
use crate::time;
use crate::world::{self, Refusal, Reply, World};
use answer::Answer;
pub(crate) use authenticate::Nonces;
use authenticate::Parameters;

/// Largest request body and largest decoded request.
const LIMIT: usize = 16 * 1024 * 1024;

/// A request as it came in; the log may keep less of it.
struct Raw {
    method: String,
    query: String,
    body: String,
}

/// Answers one request to `/api/…`.
pub(crate) async fn handle(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(connection): ConnectInfo<Connection>,
    request: Request,
) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path().strip_prefix("/api").unwrap_or_default();
    let endpoint = welinkpark::ENDPOINTS.iter().copied().find(|endpoint| endpoint.path == path);
    let faults = shared.faults.hit(endpoint.map_or("", |endpoint| endpoint.name), path);
    let header = |name| header_text(&parts.headers, name);
    let mut record = shared.log.start(Entry {
        time: time::format(shared.clock.now()),
        connection: connection.number,
        endpoint: endpoint.map(|endpoint| endpoint.name),
        http_method: parts.method.to_string(),
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        user_agent: header(header::USER_AGENT),
        accept: header(header::ACCEPT),
        content_type: header(header::CONTENT_TYPE),
        faults: faults.iter().map(|plan| plan.kind).collect(),
        ..Entry::default()
    });
    let date_offset = wrong_date(&faults).map_or(0, |plan| plan.offset_seconds);
    let date = http_date(shared.clock.now().saturating_add(date_offset));

    let Ok(body) = to_bytes(body, LIMIT).await else {
        return respond(record, Answer::refused(StatusCode::PAYLOAD_TOO_LARGE, "请求过大"), &date);
    };
    let raw = Raw {
        method: parts.method.to_string(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        body: String::from_utf8_lossy(&body).into_owned(),
    };
    record.entry.body.clone_from(&raw.body);
    record.publish();
    delay(&shared, &faults, false).await;
    if faults.iter().any(|plan| plan.kind == Kind::DropBefore) {
        return drop_connection(record, &connection);
    }
    if let Some(answer) = replaced(&faults, false) {
        return respond(record, answer, &date);
    }
    let Some(endpoint) = endpoint else {
        return respond(record, Answer::refused(StatusCode::NOT_FOUND, "没有该接口"), &date);
    };

    // SQLite blocks; and a client that goes away must not undo half of the work.
    let work = {
        let (shared, faults) = (Arc::clone(&shared), faults.clone());
        let entry = record.entry.clone();
        tokio::task::spawn_blocking(move || work(&shared, endpoint, &raw, entry, &faults))
    };
    let Ok((entry, answer)) = work.await else {
        return respond(record, Answer::refused(StatusCode::INTERNAL_SERVER_ERROR, "系统错误"), &date);
    };
    record.entry = entry;
    // Visible before a delay that may follow.
    record.publish();
    delay(&shared, &faults, true).await;
    if faults.iter().any(|plan| plan.kind == Kind::DropAfter) {
        return drop_connection(record, &connection);
    }
    if let Some(answer) = replaced(&faults, true) {
        return respond(record, answer, &date);
    }
    if faults.iter().any(|plan| plan.kind == Kind::TruncatedBody) {
        connection.cut_body_after(answer.body.len() / 2);
    }
    respond(record, answer, &date)
}

/// Everything between the parameters and the envelope, in one transaction.
fn work(shared: &Shared, endpoint: &'static Endpoint, raw: &Raw, mut entry: Entry, faults: &[Plan]) -> (Entry, Answer) {
    let (query, body) = (Parameters::new(parse_form(&raw.query)), Parameters::new(parse_form(&raw.body)));
    let (parameters, elsewhere) = match endpoint.http_method {
        HttpMethod::Get => (query, body),
        HttpMethod::Post => (body, query),
    };
    let text = |name: &str| parameters.get(name).map(str::to_owned);
    (entry.app_id, entry.park_id, entry.timestamp, entry.nonce) =
        (text("AppId"), text("ParkId"), text("Timestamp"), text("Nonce"));
    entry.canonical = Some(parameters.canonical());
    let settings = shared.settings();
    let now = shared.clock.now();
    let checked_at = now + wrong_date(faults).filter(|plan| plan.shift_check).map_or(0, |plan| plan.offset_seconds);
    // Codes and cipher of the answer; known once the caller is.
    let mut coding = Coding { encrypt: false, zip: false };
    let mut cipher = None;
    let result: Result<Reply, Refusal> = shared.store.transaction(|tx| {
        authenticate::place(endpoint, &raw.method, &parameters, &elsewhere)?;
        let caller = match authenticate::authenticate(tx, endpoint, &parameters, &shared.nonces, checked_at, &settings)
        {
            Ok(caller) => caller,
            Err(refusal) => {
                let findings = explain::findings(tx, &refusal, &parameters, raw, endpoint, checked_at)?;
                entry.findings = findings.iter().map(explain::logged).collect();
                return Err(if shared.explain { explain::told(refusal, &findings) } else { refusal });
            }
        };
        coding = Coding { encrypt: parameters.code("encryptCode")?, zip: parameters.code("zipCode")? };
        if coding.encrypt {
            let made = Cipher::new(&caller.secret).map_err(|error| Refusal::answer("0001", error.to_string()))?;
            cipher = Some(made);
        }
        let data = decode(&parameters, coding, cipher.as_ref(), &mut entry)?;
        let input = fields::check(endpoint, &data, &mut entry.warnings)?;
        let world = World { tx, now, park: caller.park, settings: &settings };
        let reply = world::call(endpoint.name, &world, &input).unwrap_or_else(|| Err(Refusal::failed("接口未实现")))?;
        match reply {
            Reply::List(rows) if rows.is_empty() && settings.empty_list_code != "0000" => {
                Err(Refusal::answer(&settings.empty_list_code, "没有记录"))
            }
            reply => Ok(reply),
        }
    });
    let fault = faults
        .iter()
        .map(|plan| plan.kind)
        .find(|kind| matches!(kind, Kind::BadBase64 | Kind::BadGzip | Kind::Bad3des | Kind::BadJson));
    let envelope = match result {
        Ok(reply) => {
            entry.committed = true;
            success(shared, endpoint, reply, (coding, cipher.as_ref()), (settings.loose, fault), &mut entry)
        }
        Err(Refusal::Answer { code, message, err_code }) => answer::status(&code, &message, err_code),
        Err(Refusal::Store(error)) => answer::status("0006", &format!("系统错误：{error}"), None),
    };
    // `success` makes the whole envelope, a refusal only its status.
    let envelope =
        if envelope.get("responseStatus").is_some() { envelope } else { json!({ "responseStatus": envelope }) };
    entry.verdict = envelope.get("responseStatus").cloned();
    (entry, Answer::envelope(&envelope))
}

fn success(
    shared: &Shared,
    endpoint: &Endpoint,
    reply: Reply,
    (coding, cipher): (Coding, Option<&Cipher>),
    (loose, fault): (bool, Option<Kind>),
    entry: &mut Entry,
) -> Value {
    let has_data = reply != Reply::None;
    let content = match endpoint.response {
        Some(shape) if loose => loose::vary(&shared.variety, &shape, reply),
        _ => answer::content(reply),
    };
    entry.response_content = has_data.then(|| content.clone());
    let status = answer::status("0000", "success", None);
    if !has_data {
        return if loose { loose::no_data(&shared.variety, status) } else { json!({ "responseStatus": status }) };
    }
    match answer::data(&content, coding, cipher, fault) {
        Ok(mut data) => {
            if loose {
                loose::vary_codes(&shared.variety, &mut data);
            }
            json!({ "responseStatus": status, "responseData": data })
        }
        Err(error) => answer::status("0006", &format!("系统错误：{error}"), None),
    }
}

fn decode(
    parameters: &Parameters,
    coding: Coding,
    cipher: Option<&Cipher>,
    entry: &mut Entry,
) -> Result<Value, Refusal> {
    let content = parameters.get("content").unwrap_or_default();
    if content.trim().is_empty() {
        return Ok(json!({}));
    }
    let text = decode_content(content, coding, cipher, LIMIT)
        .map_err(|error| Refusal::answer("0001", format!("参数 content 解码失败：{error}")))?;
    let data = serde_json::from_str(&text)
        .map_err(|error| Refusal::answer("0001", format!("参数 content 不是 JSON：{error}")));
    entry.content = Some(text);
    data
}

fn respond(mut record: Recording, answer: Answer, date: &str) -> Response<Body> {
    record.entry.http_status = Some(answer.status.as_u16());
    record.entry.response = Some(answer.body.clone());
    record.finish();
    answer.response(date)
}

fn drop_connection(record: Recording, connection: &Connection) -> Response<Body> {
    connection.cut();
    record.finish();
    Response::new(Body::empty())
}

/// Waits for all delays of this side of the work; a sandbox that shuts down does not wait.
async fn delay(shared: &Shared, faults: &[Plan], after_commit: bool) {
    let late = |plan: &&Plan| plan.kind == Kind::Delay && plan.after_commit == after_commit;
    let millis: u64 = faults.iter().filter(late).map(|plan| plan.delay_ms).sum();
    if millis > 0 {
        let mut closing = shared.closing.clone();
        tokio::select! {
            () = tokio::time::sleep(Duration::from_millis(millis)) => {}
            _ = closing.wait_for(|closing| *closing) => {}
        }
    }
}

fn replaced(faults: &[Plan], after_commit: bool) -> Option<Answer> {
    faults
        .iter()
        .find(|plan| plan.kind.replaces_answer() && plan.after_commit == after_commit)
        .and_then(Answer::replaced)
}

fn wrong_date(faults: &[Plan]) -> Option<&Plan> {
    faults.iter().find(|plan| plan.kind == Kind::WrongDate)
}

fn http_date(instant: i64) -> String {
    httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(u64::try_from(instant).unwrap_or(0)))
}

fn header_text(headers: &HeaderMap, name: header::HeaderName) -> Option<String> {
    headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}
