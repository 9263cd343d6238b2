//! One part of a call, again and again: `bench-hot-path NAME TIMES`, for counting its instructions.
//!
//! Without arguments it prints the names.

#![allow(clippy::unwrap_used)]

use std::hint::black_box;

use welinkpark::api::CarRecord;
use welinkpark::protocol::{
    Cipher, CipherMode, Coding, Envelope, RequestParams, Signer, decode_content, encode_content,
};
use welinkpark::wire::{Strictness, canonical_json, encode_params};
use welinkpark::{ENDPOINTS, Output};
use welinkpark_benches::{APP_ID, PARK_ID, SECRET_KEY};

const PLAIN: Coding = Coding { encrypt: false, zip: false };
const ENCRYPTED: Coding = Coding { encrypt: true, zip: false };
const ZIPPED: Coding = Coding { encrypt: false, zip: true };
const BOTH: Coding = Coding { encrypt: true, zip: true };

type Work = Box<dyn FnMut()>;

/// A name, and what prepares the work.
type Part = (&'static str, fn() -> Work);

const PARTS: &[Part] = &[
    ("sign and write a request", sign),
    ("check and write parameters", parameters),
    ("encrypt 16 bytes", || encrypt(16, CipherMode::Ecb)),
    ("encrypt 128 bytes", || encrypt(128, CipherMode::Ecb)),
    ("encrypt 16384 bytes", || encrypt(16384, CipherMode::Ecb)),
    ("encrypt 128 bytes, chained", || encrypt(128, CipherMode::Cbc([7; 8]))),
    ("read the envelope of 1000 records", envelope),
    ("decode 1000 records, plain", || decode(PLAIN)),
    ("decode 1000 records, encrypted", || decode(ENCRYPTED)),
    ("decode 1000 records, zipped", || decode(ZIPPED)),
    ("decode 1000 records, both", || decode(BOTH)),
    ("type 1000 records", typed),
    ("normalise 1000 records", normalise),
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [name, times] = arguments.as_slice() else {
        PARTS.iter().for_each(|(name, _)| println!("{name}"));
        return;
    };
    let (_, prepare) = PARTS.iter().find(|(known, _)| known == name).unwrap();
    let mut work = prepare();
    for _ in 0..times.parse().unwrap() {
        work();
    }
}

fn sign() -> Work {
    let signer = Signer::new(SECRET_KEY);
    Box::new(move || {
        let params = RequestParams {
            app_id: APP_ID,
            park_id: PARK_ID,
            timestamp: "1484718385",
            nonce: "11886",
            coding: PLAIN,
            content: "ew0KICAgICJQYXJhbWV0ZXIiOiAiMSINCn0=",
        };
        black_box(black_box(&params).signed(&signer));
    })
}

fn parameters() -> Work {
    let endpoint = ENDPOINTS.iter().find(|endpoint| endpoint.name == "passrecord.query_car_records").unwrap();
    let params = r#"{"startTime":"2017-08-01 00:00:00","endTime":"2017-08-31 23:59:59","length":1000}"#;
    Box::new(move || {
        black_box(encode_params(endpoint, black_box(params), false)).unwrap();
    })
}

fn encrypt(bytes: usize, mode: CipherMode) -> Work {
    let cipher = Cipher::new(SECRET_KEY).unwrap().with_mode(mode);
    // The padding fills the last block.
    let plain = vec![b'x'; bytes - 1];
    Box::new(move || {
        black_box(cipher.encrypt(black_box(&plain)));
    })
}

fn envelope() -> Work {
    let content = encode_content(records().as_bytes(), PLAIN, None).unwrap();
    let body = format!(
        r#"{{"responseStatus":{{"code":"0000","message":"成功"}},"responseData":{{"encryptCode":0,"zipCode":0,"content":"{content}"}}}}"#
    );
    Box::new(move || {
        black_box(Envelope::parse(black_box(&body))).unwrap();
    })
}

fn decode(coding: Coding) -> Work {
    let cipher = Cipher::new(SECRET_KEY).unwrap();
    let content = encode_content(records().as_bytes(), coding, Some(&cipher)).unwrap();
    Box::new(move || {
        black_box(decode_content(black_box(&content), coding, Some(&cipher), 64 << 20)).unwrap();
    })
}

fn typed() -> Work {
    let content = records();
    Box::new(move || {
        black_box(Vec::<CarRecord>::decode(black_box(&content))).unwrap();
    })
}

fn normalise() -> Work {
    let endpoint = ENDPOINTS.iter().find(|endpoint| endpoint.name == "passrecord.query_car_records").unwrap();
    let content = records();
    Box::new(move || {
        let canonical = canonical_json(black_box(&content), endpoint.response.as_ref(), Strictness::Strict);
        black_box(canonical).unwrap();
    })
}

/// A thousand, as the platform writes them.
fn records() -> String {
    let record = |index| {
        format!(
            r#"{{"plateNumber":"粤B{index:05}","time":"2017-08-15 13:44:12","laneId":"3149855645193901","laneName":"地面入口","direction":"1","authType":"2","carType":"1"}}"#
        )
    };
    format!("[{}]", (0..1000).map(record).collect::<Vec<_>>().join(","))
}
