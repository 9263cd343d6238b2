//! A small client made of the protocol functions alone, so that the sandbox is tested against them and not against the
//! library's own client.
#![allow(dead_code, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs, unreachable_pub)]

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use welinkpark::protocol::{
    Cipher, Coding, Signer, canonical_string, decode_content, encode_content, encode_form_value,
};
use welinkpark::schema::HttpMethod;
use welinkpark_sandbox::{Options, Running, Sandbox};

pub const GROUND: i64 = 1_150_779_322_741_001;
pub const BASEMENT: i64 = 1_150_779_322_741_002;
pub const DOOR_AREA: i64 = 1_150_779_322_741_003;
pub const ENTRY: i64 = 3_150_432_953_492_101;
pub const EXIT: i64 = 3_150_432_953_492_102;
pub const BASEMENT_ENTRY: i64 = 3_150_432_953_492_103;
pub const BASEMENT_EXIT: i64 = 3_150_432_953_492_104;
pub const DOOR: i64 = 3_150_432_953_492_105;
pub const MERCHANT: i64 = 11_151_314_366_657_101;
/// Where tests that need a date begin.
pub const START: &str = "2024-05-06 08:00:00";

static NONCE: AtomicU32 = AtomicU32::new(1);

/// A sandbox with a frozen clock and a client of it.
pub struct Park {
    pub running: Running,
    pub app_id: String,
    pub secret: String,
    pub park_id: String,
    pub coding: Coding,
}

/// A raw HTTP answer; `None` where the connection closed first.
#[derive(Debug)]
pub struct Http {
    pub status: u16,
    pub head: String,
    pub body: String,
    pub complete: bool,
}

/// A platform answer.
#[derive(Debug)]
pub struct Answer {
    pub code: String,
    pub message: String,
    pub err_code: Option<String>,
    pub content: Option<String>,
    pub envelope: Value,
}

impl Answer {
    pub fn json(&self) -> Value {
        assert_eq!(self.code, "0000", "{self:?}");
        serde_json::from_str(self.content.as_deref().unwrap_or("null")).unwrap()
    }

    pub fn ok(self) -> Self {
        assert_eq!(self.code, "0000", "{self:?}");
        self
    }
}

impl Park {
    pub async fn start() -> Self {
        Self::with(Options::default()).await
    }

    pub async fn with(options: Options) -> Self {
        let running = Sandbox::start(options).await.unwrap();
        let park = Self {
            app_id: running.app_id.clone(),
            secret: running.secret_key.clone(),
            park_id: running.park_id.clone(),
            running,
            coding: Coding { encrypt: false, zip: false },
        };
        park.control("POST", "clock", json!({ "freeze": true, "now": START })).await;
        park
    }

    pub fn address(&self) -> String {
        self.running.base_url.trim_start_matches("http://").trim_end_matches("/api").to_owned()
    }

    /// Calls an endpoint as it should be called.
    pub async fn call(&self, endpoint: &str, data: Value) -> Answer {
        let params = self.params(&data).await;
        self.send(endpoint, &params).await
    }

    pub async fn now(&self) -> i64 {
        self.control("GET", "clock", Value::Null).await["unix"].as_i64().unwrap()
    }

    /// All parameters but the signature; null data is no content.
    pub async fn params(&self, data: &Value) -> Vec<(String, String)> {
        let cipher = Cipher::new(&self.secret).unwrap();
        let (content, coding) = match data {
            Value::Null => (String::new(), Coding { encrypt: false, zip: false }),
            data => (encode_content(data.to_string().as_bytes(), self.coding, Some(&cipher)).unwrap(), self.coding),
        };
        [
            ("AppId", self.app_id.clone()),
            ("Timestamp", self.now().await.to_string()),
            ("Nonce", NONCE.fetch_add(1, Ordering::Relaxed).to_string()),
            ("ParkId", self.park_id.clone()),
            ("encryptCode", u8::from(coding.encrypt).to_string()),
            ("zipCode", u8::from(coding.zip).to_string()),
            ("content", content),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .to_vec()
    }

    pub fn sign(&self, params: &[(String, String)]) -> String {
        let pairs: Vec<_> = params.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let mut form = String::new();
        for (name, value) in params {
            form += &format!("{name}=");
            encode_form_value(value, &mut form);
            form.push('&');
        }
        form += "Signature=";
        encode_form_value(&Signer::new(&self.secret).sign(&canonical_string(&pairs)), &mut form);
        form
    }

    pub async fn send(&self, endpoint: &str, params: &[(String, String)]) -> Answer {
        let http = self.http(endpoint, &self.sign(params)).await;
        self.answer(&http)
    }

    /// Sends a signed form where the endpoint wants it.
    pub async fn http(&self, endpoint: &str, form: &str) -> Http {
        let endpoint = welinkpark::ENDPOINTS.iter().find(|known| known.name == endpoint).unwrap();
        let path = format!("/api{}", endpoint.path);
        match endpoint.http_method {
            HttpMethod::Get => request(&self.address(), "GET", &format!("{path}?{form}"), "").await,
            HttpMethod::Post => request(&self.address(), "POST", &path, form).await,
        }
    }

    pub fn answer(&self, http: &Http) -> Answer {
        assert_eq!(http.status, 200, "{http:?}");
        let envelope: Value = serde_json::from_str(&http.body).unwrap_or_else(|error| panic!("{error}: {http:?}"));
        let status = &envelope["responseStatus"];
        let data = &envelope["responseData"];
        let one = |name: &str| matches!(data[name].to_string().trim_matches('"'), "1");
        let cipher = Cipher::new(&self.secret).unwrap();
        let content = data["content"].as_str().map(|content| {
            let coding = Coding { encrypt: one("encryptCode"), zip: one("zipCode") };
            decode_content(content, coding, Some(&cipher), 1 << 20).unwrap()
        });
        Answer {
            code: status["code"].as_str().unwrap().to_owned(),
            message: status["message"].as_str().unwrap().to_owned(),
            err_code: status["errCode"].as_str().map(str::to_owned),
            content,
            envelope,
        }
    }

    pub async fn control(&self, method: &str, path: &str, body: Value) -> Value {
        let http = self.control_http(method, path, body).await;
        assert_eq!(http.status, 200, "{http:?}");
        serde_json::from_str(&http.body).unwrap()
    }

    pub async fn control_http(&self, method: &str, path: &str, body: Value) -> Http {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        request(&self.address(), method, &format!("/_sandbox/{path}"), &body).await
    }

    pub async fn arrives(&self, lane: i64, plate: &str) -> Value {
        self.control("POST", "vehicles/arrive", json!({ "lane_id": lane, "plate_number": plate })).await
    }

    pub async fn leaves(&self, lane: i64, plate: &str) -> Value {
        self.control("POST", "vehicles/leave", json!({ "lane_id": lane, "plate_number": plate })).await
    }

    pub async fn advance(&self, seconds: i64) {
        self.control("POST", "clock", json!({ "advance_seconds": seconds })).await;
    }

    pub async fn state(&self) -> Value {
        self.control("GET", "state", Value::Null).await
    }

    pub async fn openings(&self) -> usize {
        self.state().await["openings"].as_array().unwrap().len()
    }

    pub async fn payments(&self) -> usize {
        self.state().await["payments"].as_array().unwrap().len()
    }

    /// The newest entry of the request log.
    pub async fn logged(&self) -> Value {
        self.control("GET", "requests?limit=1", Value::Null).await["requests"][0].clone()
    }

    /// On-parking records of a plate.
    pub async fn inside(&self, plate: &str) -> Vec<Value> {
        let found = self
            .call("passrecord.query_on_parking_records", json!({ "keyword": plate, "offset": 0, "length": 100 }))
            .await;
        found.json().as_array().unwrap().clone()
    }

    /// Free temporary and long-rent spaces of an area.
    pub async fn free(&self, area: i64) -> (i64, i64) {
        let spaces = self.call("info.space", Value::Null).await.json();
        let space = spaces.as_array().unwrap().iter().find(|space| space["areaId"] == area).unwrap().clone();
        (space["tmpFreeSpace"].as_i64().unwrap(), space["longFreeSpace"].as_i64().unwrap())
    }

    pub async fn bill(&self, plate: &str) -> Answer {
        self.call("pay.query_tmp_rent_bill", json!({ "plateNumber": plate, "userId": "u1" })).await
    }

    pub async fn pay(&self, plate: &str, token: &Value) -> Answer {
        self.call("pay.pay_tmp_rent_bill", json!({ "plateNumber": plate, "payToken": token })).await
    }
}

/// One request on its own connection.
pub async fn request(address: &str, method: &str, target: &str, body: &str) -> Http {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!(
        "{method} {target} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded; charset=UTF-8\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(format!("{head}{body}").as_bytes()).await.unwrap();
    let mut bytes = Vec::new();
    let read = tokio::time::timeout(Duration::from_secs(10), stream.read_to_end(&mut bytes)).await.unwrap();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) =
        text.split_once("\r\n\r\n").map(|(head, body)| (head.to_owned(), body.to_owned())).unwrap_or_default();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    let length =
        head.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ").map(str::to_owned));
    let length: Option<usize> = length.and_then(|length| length.parse().ok());
    Http { status, complete: read.is_ok() && length.is_some_and(|length| length == body.len()), head, body }
}

/// A form as pairs, to be changed.
pub fn set(params: &mut Vec<(String, String)>, name: &str, value: Option<&str>) {
    params.retain(|(known, _)| known != name);
    if let Some(value) = value {
        params.push((name.to_owned(), value.to_owned()));
    }
}
