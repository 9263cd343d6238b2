//! Who calls, with what right, and whether it is a replay: 0001 to 0005 of the document's chapter 6.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use rusqlite::Transaction;
use welinkpark::protocol::{Signer, canonical_string};
use welinkpark::schema::{Endpoint, HttpMethod};

use crate::settings::Settings;
use crate::store;
use crate::world::Refusal;

/// The nonces of the last minutes, each with the time from which it no longer matters.
#[derive(Debug, Default)]
pub(crate) struct Nonces {
    seen: Mutex<HashMap<(String, String, String), i64>>,
}

impl Nonces {
    /// Whether it is new; remembers it.
    fn take(&self, app: &str, timestamp: &str, nonce: &str, now: i64, settings: &Settings) -> bool {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.len() % 1024 == 1023 {
            seen.retain(|_, until| *until >= now);
        }
        // The document ties the nonce to its timestamp; a platform may be stricter.
        let timestamp = if settings.nonce_alone { "" } else { timestamp };
        let key = (app.to_owned(), timestamp.to_owned(), nonce.to_owned());
        let fresh = seen.get(&key).is_none_or(|until| *until < now);
        if fresh {
            // A timestamp from the far end of the window stays acceptable for two windows.
            seen.insert(key, now.saturating_add(settings.window_seconds.saturating_mul(2)));
        }
        fresh
    }

    /// Forgets all.
    pub(crate) fn clear(&self) {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// The parameters of a request: common ones and coded business data.
pub(crate) struct Parameters {
    all: Vec<(String, String)>,
}

/// What the checks have established.
pub(crate) struct Caller<'a> {
    pub(crate) secret: String,
    pub(crate) park: &'a str,
}

impl Parameters {
    /// From the query or the form body, whichever the method uses.
    pub(crate) fn new(all: Vec<(String, String)>) -> Self {
        Self { all }
    }

    /// A parameter; the first one if it is given twice.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.all.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// What the signature has to be made over.
    pub(crate) fn canonical(&self) -> String {
        let pairs: Vec<(&str, &str)> = self.all.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        canonical_string(&pairs)
    }

    /// A code that is `0` or `1`.
    pub(crate) fn code(&self, name: &str) -> Result<bool, Refusal> {
        match self.need(name)? {
            "0" => Ok(false),
            "1" => Ok(true),
            _ => Err(Refusal::answer("0001", format!("参数 {name} 只能为 0 或 1"))),
        }
    }

    fn need(&self, name: &str) -> Result<&str, Refusal> {
        self.get(name)
            .filter(|value| !value.is_empty())
            .ok_or_else(|| Refusal::answer("0001", format!("缺少参数 {name}")))
    }
}

/// Whether the parameters are where the method wants them; the document forbids mixing (4.1.1).
pub(crate) fn place(
    endpoint: &Endpoint,
    method: &str,
    parameters: &Parameters,
    elsewhere: &Parameters,
) -> Result<(), Refusal> {
    let (wanted, here) = match endpoint.http_method {
        HttpMethod::Get => ("GET", "QueryString"),
        HttpMethod::Post => ("POST", "Request Body"),
    };
    if method != wanted {
        return Err(Refusal::answer("0001", format!("请求方法有误，{} 应使用 {wanted}", endpoint.path)));
    }
    if parameters.all.is_empty() && !elsewhere.all.is_empty() {
        return Err(Refusal::answer("0001", format!("{wanted} 请求的参数应放在 {here} 中")));
    }
    Ok(())
}

/// AppId, signature, timestamp, nonce, park and endpoint, in this order.
pub(crate) fn authenticate<'a>(
    tx: &Transaction<'_>,
    endpoint: &Endpoint,
    parameters: &'a Parameters,
    nonces: &Nonces,
    now: i64,
    settings: &Settings,
) -> Result<Caller<'a>, Refusal> {
    for name in ["AppId", "Timestamp", "Nonce", "Signature", "ParkId", "encryptCode", "zipCode"] {
        parameters.need(name)?;
    }
    if parameters.get("content").is_none() {
        return Err(Refusal::answer("0001", "缺少参数 content"));
    }
    let (app, timestamp, nonce) = (parameters.need("AppId")?, parameters.need("Timestamp")?, parameters.need("Nonce")?);
    let secret = store::secret_key(tx, app)?.ok_or_else(|| Refusal::answer("0002", "AppId 未注册"))?;
    if !Signer::new(&secret).verify(&parameters.canonical(), parameters.need("Signature")?) {
        return Err(Refusal::answer("0003", "签名错误"));
    }
    let sent = unix_seconds(timestamp).ok_or_else(|| Refusal::answer("0001", "参数 Timestamp 格式有误"))?;
    if sent.abs_diff(now) > settings.window_seconds.unsigned_abs() {
        let ahead = sent - now;
        return Err(Refusal::answer(
            "0003",
            format!("Timestamp 超出允许范围：相差 {ahead} 秒，允许 ±{} 秒", settings.window_seconds),
        ));
    }
    if !nonce.bytes().all(|byte| byte.is_ascii_digit()) || !nonce.parse::<i32>().is_ok_and(|nonce| nonce > 0) {
        return Err(Refusal::answer("0001", "参数 Nonce 应为 31 位以内的正整数"));
    }
    if !nonces.take(app, timestamp, nonce, now, settings) {
        return Err(Refusal::answer("0003", "Nonce 重复，疑似重放请求"));
    }
    let park = parameters.need("ParkId")?;
    if !store::may_use_park(tx, app, park)? {
        return Err(Refusal::answer("0004", "停车场未授权给该 AppId"));
    }
    if !store::may_call(tx, app, endpoint.name)? {
        return Err(Refusal::answer("0005", "未被授权调用此接口"));
    }
    Ok(Caller { secret, park })
}

/// Seconds (10 digits) or milliseconds (13 digits).
fn unix_seconds(timestamp: &str) -> Option<i64> {
    let number =
        timestamp.bytes().all(|byte| byte.is_ascii_digit()).then(|| timestamp.parse::<i64>().ok()).flatten()?;
    match timestamp.len() {
        10 => Some(number),
        13 => Some(number / 1000),
        _ => None,
    }
}
