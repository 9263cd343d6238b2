//! The secret key's text is gone from the process once a client is made, and stays away while it works.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, missing_docs)]

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::time::Duration;

use welinkpark::blocking;
use welinkpark_tests::wire_server::{Reaction, WireServer, answer};

const MASK: u8 = 0x5a;

/// A key that is nowhere in this program: made as it runs, and kept masked.
fn masked_secret() -> Vec<u8> {
    (0..32u8).map(|index| (b'a' + (index.wrapping_mul(7) % 26)) ^ MASK).collect()
}

fn unmasked(secret: &[u8]) -> String {
    secret.iter().map(|byte| char::from(byte ^ MASK)).collect()
}

/// How often 24 bytes of the key, which are the cipher's key, are in memory that this process can write.
fn sightings(secret: &[u8]) -> usize {
    let needle = secret.get(..24).unwrap();
    let mut memory = File::open("/proc/self/mem").unwrap();
    // Read once and reused, so that no copy of an earlier look is found.
    let mut chunk = vec![0; 1 << 20];
    let mut found = 0;
    for line in BufReader::new(File::open("/proc/self/maps").unwrap()).lines() {
        let line = line.unwrap();
        let Some((range, rest)) = line.split_once(' ') else { continue };
        if !rest.starts_with("rw") {
            continue;
        }
        let (mut at, end) = range.split_once('-').map(|(a, b)| (hex(a), hex(b))).unwrap();
        let own = chunk.as_ptr() as u64;
        while at + 24 <= end {
            let length = usize::try_from((end - at).min(chunk.len() as u64)).unwrap();
            memory.seek(SeekFrom::Start(at)).unwrap();
            // A part that has gone meanwhile has nothing to find.
            let read = memory.read(chunk.get_mut(..length).unwrap()).unwrap_or(0);
            let seen = chunk.get(..read).unwrap();
            let own = own..own + chunk.len() as u64;
            let elsewhere =
                |offset: usize| !own.contains(&(at + offset as u64)) && !own.contains(&(at + offset as u64 + 23));
            let same = |window: &[u8]| window.iter().zip(needle).all(|(found, masked)| found ^ MASK == *masked);
            found += (0..).zip(seen.windows(24)).filter(|(offset, window)| same(window) && elsewhere(*offset)).count();
            // Overlapping, for what lies across two parts.
            at += if read <= 48 { length as u64 } else { read as u64 - 24 };
            if at + 48 > end {
                break;
            }
        }
    }
    chunk.fill(0);
    found
}

fn hex(text: &str) -> u64 {
    u64::from_str_radix(text, 16).unwrap()
}

#[test]
fn the_keys_text_leaves_memory_when_a_client_is_made() {
    let masked = masked_secret();
    assert_eq!(sightings(&masked), 0, "the look itself leaves no trace");
    let kept = unmasked(&masked);
    assert!(sightings(&masked) > 0, "a text in use is found");
    let server = WireServer::start(|_| Reaction::Answer(answer("0000", "", "[]")));
    let client = blocking::Client::builder()
        .app_id("289efb7512e54146273b982456b03f42ea93")
        .secret_key(kept) // moved: the caller has none left
        .park_id("10001088")
        .base_url(&server.base_url)
        .timeout(Duration::from_secs(20))
        .build_blocking()
        .unwrap();
    assert_eq!(sightings(&masked), 0, "once the client is made");
    client.info().areas().send().unwrap();
    assert_eq!(sightings(&masked), 0, "after a call");
    drop(client);
    assert_eq!(sightings(&masked), 0, "after the client");
}
