//! A user's own client in Rust: reqwest, serde and the `des` crate.

#![allow(clippy::unwrap_used)]

use std::io::Read;
use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use des::TdesEde3;
use des::cipher::array::Array;
use des::cipher::{BlockCipherDecrypt, BlockCipherEncrypt, KeyInit};
use flate2::read::GzDecoder;
use hmac::{Hmac, Mac};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha1::Sha1;
use welinkpark_benches::{APP_ID, Case, PARK_ID, SECRET_KEY};

fn main() {
    let case = Case::from_arguments(0);
    // TLS is not used, but reqwest wants to know whose.
    rustls::crypto::ring::default_provider().install_default().unwrap();
    let client = Client {
        http: reqwest::Client::builder().no_proxy().build().unwrap(),
        cipher: TdesEde3::new_from_slice(SECRET_KEY.get(..24).unwrap().as_bytes()).unwrap(),
        case: case.clone(),
    };
    let client = std::rc::Rc::new(client);
    case.serve_async(move || {
        let client = client.clone();
        async move {
            let records = if client.case.cars { client.cars().await } else { client.areas().await };
            client.case.check(records);
        }
    });
}

struct Client {
    http: reqwest::Client,
    cipher: TdesEde3,
    case: Case,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Envelope {
    response_status: Status,
    response_data: Data,
}

#[derive(Deserialize)]
struct Status {
    code: String,
    message: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Data {
    encrypt_code: String,
    zip_code: String,
    content: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "a program has a use for all fields")]
struct Area {
    area_id: String,
    area_name: String,
    area_type: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "a program has a use for all fields")]
struct CarRecord {
    plate_number: String,
    time: String,
    lane_id: String,
    lane_name: String,
    direction: String,
    auth_type: String,
    car_type: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Period {
    start_time: &'static str,
    end_time: &'static str,
    offset: u32,
    length: u32,
}

impl Client {
    async fn areas(&self) -> usize {
        let areas: Vec<Area> = self.get("/info/areas", "").await;
        areas.iter().filter(|area| area.area_name.starts_with("地面")).count()
    }

    async fn cars(&self) -> usize {
        let period =
            Period { start_time: "2017-08-01 00:00:00", end_time: "2017-08-31 23:59:59", offset: 0, length: 1000 };
        let period = serde_json::to_string(&period).unwrap();
        let cars: Vec<CarRecord> = self.get("/passrecord/queryCarRecords", &period).await;
        cars.iter().filter(|car| car.plate_number.starts_with("粤B")).count()
    }

    async fn get<T: DeserializeOwned>(&self, path: &str, plain: &str) -> T {
        let encrypt = self.case.encrypt && !plain.is_empty();
        let mut bytes = plain.as_bytes().to_vec();
        if encrypt {
            let padding = 8 - bytes.len() % 8;
            bytes.resize(bytes.len() + padding, padding as u8);
            self.cipher.encrypt_blocks(Array::slice_as_chunks_mut(&mut bytes).0);
        }
        let content = STANDARD.encode(bytes);
        let (nonce, timestamp) = now();
        let encrypt_code = if encrypt { "1" } else { "0" };
        let mut params = vec![
            ("AppId", APP_ID),
            ("Nonce", &nonce),
            ("ParkId", PARK_ID),
            ("Timestamp", &timestamp),
            ("content", &content),
            ("encryptCode", encrypt_code),
            ("zipCode", "0"),
        ];
        let signature = sign(&params);
        params.push(("Signature", &signature));
        let url = reqwest::Url::parse_with_params(&format!("{}{path}", self.case.base_url), &params).unwrap();
        let body = self.http.get(url).send().await.unwrap().bytes().await.unwrap();

        let envelope: Envelope = serde_json::from_slice(&body).unwrap();
        assert_eq!(envelope.response_status.code, "0000", "{}", envelope.response_status.message);
        let data = envelope.response_data;
        let mut bytes = STANDARD.decode(data.content).unwrap();
        if data.zip_code == "1" {
            let mut unzipped = Vec::new();
            GzDecoder::new(&*bytes).read_to_end(&mut unzipped).unwrap();
            bytes = unzipped;
        }
        if data.encrypt_code == "1" {
            self.cipher.decrypt_blocks(Array::slice_as_chunks_mut(&mut bytes).0);
            bytes.truncate(bytes.len() - usize::from(*bytes.last().unwrap()));
        }
        serde_json::from_slice(&bytes).unwrap()
    }
}

fn now() -> (String, String) {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    ((since.subsec_nanos() + 1).to_string(), since.as_secs().to_string())
}

/// The parameters are sorted.
fn sign(params: &[(&str, &str)]) -> String {
    let given: Vec<String> =
        params.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name}={value}")).collect();
    let mut mac = Hmac::<Sha1>::new_from_slice(SECRET_KEY.as_bytes()).unwrap();
    mac.update(given.join("&").as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}
