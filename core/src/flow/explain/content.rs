//! How a content was coded that does not decode as its codes say.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::mistake::Mistake;
use super::recipe::hex_decoded;
use crate::protocol::{Cipher, CipherMode, Coding, decode_content, is_json};

const LIMIT: usize = 16 << 20;

/// What a content says about its coding and the secret key.
pub(super) enum Coded {
    /// There is none.
    Absent,
    /// It decodes as its codes say.
    Right,
    /// It decodes in a wrong way.
    Wrong(Mistake, String),
    /// It decodes in no known way.
    Unreadable(String),
}

pub(super) fn examine(content: &str, coding: Coding, secret: &str) -> Coded {
    if content.trim_ascii().is_empty() {
        return Coded::Absent;
    }
    let cipher = Cipher::new(secret).ok();
    let failure = match decode_content(content, coding, cipher.as_ref(), LIMIT) {
        Ok(text) if is_json(&text) => return Coded::Right,
        Ok(_) => "the content decodes, but not to JSON".to_owned(),
        Err(error) => error.to_string(),
    };
    let Ok(bytes) = STANDARD.decode(content.trim_ascii()) else { return Coded::Unreadable(failure) };
    if is_json(&String::from_utf8_lossy(&bytes)) && (coding.encrypt || coding.zip) {
        return Coded::Unreadable("the content is plain JSON in base64, although its codes say otherwise".to_owned());
    }
    if !coding.encrypt {
        return Coded::Unreadable(failure);
    }
    for (cipher, mistakes) in ciphers(secret) {
        if let Some(order) = readable(&bytes, coding, &cipher) {
            let mut mistakes = mistakes;
            mistakes.extend(order);
            if let Some((mistake, detail)) = mistakes.into_iter().next() {
                return Coded::Wrong(mistake, detail);
            }
        }
    }
    if cbc_with_unknown_vector(&bytes, coding, secret) {
        return Coded::Wrong(Mistake::CbcForEcb, "with an initialisation vector of its own".to_owned());
    }
    Coded::Unreadable(failure)
}

/// The right cipher first, then the wrong ones, each with what is wrong about it.
fn ciphers(secret: &str) -> Vec<(Cipher, Vec<(Mistake, String)>)> {
    let mut all = Vec::new();
    let first8: [u8; 8] = secret.as_bytes().get(..8).and_then(|bytes| bytes.try_into().ok()).unwrap_or_default();
    let modes = [
        (CipherMode::Ecb, None),
        (CipherMode::Cbc([0; 8]), Some("with an initialisation vector of zeros")),
        (CipherMode::Cbc(first8), Some("with the first 8 characters of the secret key as initialisation vector")),
    ];
    for (key, cut) in keys(secret) {
        for (mode, cbc) in modes {
            if let Ok(cipher) = Cipher::with_key(&key, mode) {
                let cut = cut.map(|cut| (Mistake::KeyCutWrongly, format!("its key is {cut}")));
                let cbc = cbc.map(|cbc| (Mistake::CbcForEcb, cbc.to_owned()));
                all.push((cipher, cut.into_iter().chain(cbc).collect()));
            }
        }
    }
    all
}

/// 24-byte keys that implementations make of a secret key.
fn keys(secret: &str) -> Vec<(Vec<u8>, Option<&'static str>)> {
    let bytes = secret.as_bytes();
    let repeat = |part: Option<&[u8]>| part.map(|part| part.iter().copied().cycle().take(24).collect::<Vec<u8>>());
    let padded = |part: Option<&[u8]>| {
        part.map(|part| {
            let mut key = part.to_vec();
            key.resize(24, 0);
            key
        })
    };
    let unhexed = hex_decoded(secret);
    let unhexed = unhexed.as_deref().filter(|key| key.len() >= 8);
    [
        (bytes.get(..24).map(<[u8]>::to_vec), None),
        (
            bytes.len().checked_sub(24).and_then(|at| bytes.get(at..)).map(<[u8]>::to_vec),
            Some("the last 24 characters"),
        ),
        (repeat(bytes.get(..16)), Some("the first 16 characters, the first 8 of them twice")),
        (repeat(bytes.get(..8)), Some("the first 8 characters, three times")),
        (padded(bytes.get(..16)), Some("the first 16 characters and zeros")),
        (repeat(unhexed), Some("the secret key decoded from hexadecimal")),
        (
            padded(unhexed.map(|key| key.get(..24).unwrap_or(key))),
            Some("the secret key decoded from hexadecimal, and zeros"),
        ),
    ]
    .into_iter()
    .filter_map(|(key, cut)| key.map(|key| (key, cut)))
    .collect()
}

/// Whether the cipher reads it, and what is wrong about the order of the steps.
fn readable(bytes: &[u8], coding: Coding, cipher: &Cipher) -> Option<Option<(Mistake, String)>> {
    let zip_only = Coding { encrypt: false, zip: true };
    let json = |text: String| is_json(&text);
    if decode_content(&STANDARD.encode(bytes), coding, Some(cipher), LIMIT).is_ok_and(json) {
        return Some(None);
    }
    if coding.zip {
        let plain = cipher.decrypt(bytes.to_vec()).ok()?;
        if decode_content(&STANDARD.encode(plain), zip_only, None, LIMIT).is_ok_and(json) {
            return Some(Some((Mistake::GzipBeforeCipher, String::new())));
        }
    }
    None
}

/// In CBC mode only the first block depends on the vector: the rest reads without it.
fn cbc_with_unknown_vector(bytes: &[u8], coding: Coding, secret: &str) -> bool {
    let Some(key) = secret.as_bytes().get(..24).filter(|_| !coding.zip) else { return false };
    let Ok(cipher) = Cipher::with_key(key, CipherMode::Cbc([0; 8])) else { return false };
    let Ok(plain) = cipher.decrypt(bytes.to_vec()) else { return false };
    let tail = plain.get(8..).unwrap_or_default();
    // The first block may have ended within a character.
    let readable = (0..4).any(|skip| tail.get(skip..).is_some_and(|tail| std::str::from_utf8(tail).is_ok()));
    tail.len() >= 4 && readable && plain.trim_ascii_end().ends_with(b"}")
}
