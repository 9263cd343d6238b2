//! What the parts of a call cost: sign, encode, decode by stage, normalise.

#![allow(missing_docs, clippy::unwrap_used)]

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use welinkpark::api::CarRecord;
use welinkpark::protocol::{
    Cipher, CipherMode, Coding, Envelope, RequestParams, Signer, canonical_string, decode_content, encode_content,
};
use welinkpark::schema::Endpoint;
use welinkpark::wire::{Strictness, canonical_json, encode_params};
use welinkpark::{ENDPOINTS, Output};

const SECRET: &str = "27a06832a2214a4fa3b7105e4a72d370";
const PLAIN: Coding = Coding { encrypt: false, zip: false };
const ENCRYPTED: Coding = Coding { encrypt: true, zip: false };
const ZIPPED: Coding = Coding { encrypt: false, zip: true };
const BOTH: Coding = Coding { encrypt: true, zip: true };

fn main() {
    divan::main();
}

/// As many pass records as asked for, as the platform writes them.
fn records(count: usize) -> String {
    let record = |index| {
        format!(
            r#"{{"plateNumber":"粤B{index:05}","time":"2017-08-15 13:44:12","laneId":"3149855645193901","laneName":"地面入口","direction":"1","authType":"2","carType":"1"}}"#
        )
    };
    format!("[{}]", (0..count).map(record).collect::<Vec<_>>().join(","))
}

fn endpoint(name: &str) -> &'static Endpoint {
    ENDPOINTS.iter().find(|endpoint| endpoint.name == name).unwrap()
}

#[divan::bench]
fn sign_a_request(bencher: Bencher<'_, '_>) {
    let signer = Signer::new(SECRET);
    let params = RequestParams {
        app_id: "289efb7512e54146273b982456b03f42ea93",
        park_id: "10001088",
        timestamp: "1484718385",
        nonce: "11886",
        coding: PLAIN,
        content: "ew0KICAgICJQYXJhbWV0ZXIiOiAiMSINCn0=",
    };
    bencher.bench(|| black_box(&params).signed(&signer));
}

#[divan::bench]
fn sign_arbitrary_parameters(bencher: Bencher<'_, '_>) {
    let signer = Signer::new(SECRET);
    let params = [("zipCode", "0"), ("AppId", "289efb75"), ("Nonce", "11886"), ("content", "ew0KICAg")];
    bencher.bench(|| signer.sign(&canonical_string(black_box(&params))));
}

#[divan::bench]
fn encode_parameters(bencher: Bencher<'_, '_>) {
    let endpoint = endpoint("pay.query_tmp_rent_bill");
    bencher.bench(|| encode_params(endpoint, black_box(r#"{"plateNumber":"粤B98123","userId":"u1"}"#), false));
}

/// To be compared with `openssl speed -evp des-ede3 -bytes N`.
#[divan::bench(args = [8, 16, 64, 128, 256, 512, 520, 2048, 2056, 4096, 16384, 262_144])]
fn encrypt_bytes(bencher: Bencher<'_, '_>, bytes: usize) {
    let cipher = Cipher::new(SECRET).unwrap();
    // The padding fills the last block.
    let plain = vec![b'x'; bytes - 1];
    bencher.counter(BytesCount::new(bytes)).bench(|| cipher.encrypt(black_box(&plain)));
}

/// The same on a processor without wide registers.
#[divan::bench(args = [64, 128, 512, 16384])]
fn encrypt_bytes_portably(bencher: Bencher<'_, '_>, bytes: usize) {
    let cipher = Cipher::new(SECRET).unwrap().portable();
    let plain = vec![b'x'; bytes - 1];
    bencher.counter(BytesCount::new(bytes)).bench(|| cipher.encrypt(black_box(&plain)));
}

#[divan::bench(args = [16, 512, 16384])]
fn decrypt_bytes_chained(bencher: Bencher<'_, '_>, bytes: usize) {
    let cipher = Cipher::new(SECRET).unwrap().with_mode(CipherMode::Cbc([7; 8]));
    let sealed = cipher.encrypt(&vec![b'x'; bytes - 1]);
    bencher
        .counter(BytesCount::new(bytes))
        .with_inputs(|| sealed.clone())
        .bench_values(|sealed| cipher.decrypt(sealed));
}

#[divan::bench(args = [PLAIN, ENCRYPTED, ZIPPED, BOTH])]
fn encode_100_records(bencher: Bencher<'_, '_>, coding: Coding) {
    let cipher = Cipher::new(SECRET).unwrap();
    let plain = records(100);
    bencher.counter(BytesCount::of_str(&plain)).bench(|| encode_content(plain.as_bytes(), coding, Some(&cipher)));
}

#[divan::bench(args = [PLAIN, ENCRYPTED, ZIPPED, BOTH])]
fn decode_1000_records(bencher: Bencher<'_, '_>, coding: Coding) {
    let cipher = Cipher::new(SECRET).unwrap();
    let plain = records(1000);
    let content = encode_content(plain.as_bytes(), coding, Some(&cipher)).unwrap();
    bencher
        .counter(BytesCount::of_str(&plain))
        .bench(|| decode_content(black_box(&content), coding, Some(&cipher), 64 << 20));
}

#[divan::bench]
fn read_the_envelope_of_1000_records(bencher: Bencher<'_, '_>) {
    let content = encode_content(records(1000).as_bytes(), PLAIN, None).unwrap();
    let body = format!(
        r#"{{"responseStatus":{{"code":"0000","message":"Success"}},"responseData":{{"encryptCode":0,"zipCode":0,"content":"{content}"}}}}"#
    );
    bencher
        .counter(BytesCount::of_str(&body))
        .bench(|| Envelope::parse(black_box(&body)).map(|envelope| envelope.code));
}

#[divan::bench]
fn type_1000_records(bencher: Bencher<'_, '_>) {
    let content = records(1000);
    bencher.counter(BytesCount::of_str(&content)).bench(|| Vec::<CarRecord>::decode(black_box(&content)));
}

#[divan::bench]
fn normalise_1000_records(bencher: Bencher<'_, '_>) {
    let endpoint = endpoint("passrecord.query_car_records");
    let content = records(1000);
    bencher
        .counter(BytesCount::of_str(&content))
        .bench(|| canonical_json(black_box(&content), endpoint.response.as_ref(), Strictness::Strict));
}
