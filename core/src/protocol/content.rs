//! Business data to `content` and back: UTF-8 → 3DES → gzip → base64 (document, 4.1.4).
//!
//! The order is the document's; compressing what is already encrypted gains little.

use std::borrow::Cow;
use std::io::{Read, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::bufread::GzDecoder;
use flate2::write::GzEncoder;
use flate2::{Compression, Decompress, FlushDecompress, Status};

use super::cipher::Cipher;
use crate::error::{Error, Result, Stage};

/// How a content is coded: the wire's `encryptCode` and `zipCode`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coding {
    /// 3DES-encrypted.
    pub encrypt: bool,
    /// Gzipped.
    pub zip: bool,
}

/// Encodes business data. Empty data stays empty, whatever the coding.
///
/// # Errors
/// `Config` if encryption is asked for without a cipher.
pub fn encode_content(plain: &[u8], coding: Coding, cipher: Option<&Cipher>) -> Result<String> {
    if plain.is_empty() {
        return Ok(String::new());
    }
    let mut bytes = Cow::Borrowed(plain);
    if coding.encrypt {
        bytes = Cow::Owned(needed(cipher)?.encrypt(&bytes));
    }
    if coding.zip {
        bytes = Cow::Owned(gzip(&bytes)?);
    }
    Ok(base64_simd::STANDARD.encode_to_string(bytes.as_ref()))
}

/// Decodes `content` to text. Line breaks within the base64 are tolerated.
///
/// `limit` bounds the size after gunzip in bytes, so that a small content cannot fill the memory.
///
/// # Errors
/// `Decode` with the stage that failed; `Config` if the content is encrypted and there is no cipher.
pub fn decode_content(content: &str, coding: Coding, cipher: Option<&Cipher>, limit: usize) -> Result<String> {
    if content.trim_ascii().is_empty() {
        return Ok(String::new());
    }
    let mut bytes = base64(content)?;
    if coding.zip {
        bytes = gunzip(&bytes, limit)?;
    }
    if coding.encrypt {
        bytes = needed(cipher)?.decrypt(bytes)?;
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Error::decode(Stage::Utf8, format!("byte {at} of {} is not UTF-8", error.as_bytes().len()))
    })
}

fn needed(cipher: Option<&Cipher>) -> Result<&Cipher> {
    cipher.ok_or_else(|| Error::config("the content is encrypted, but there is no cipher: the secret key is too short"))
}

fn base64(content: &str) -> Result<Vec<u8>> {
    if let Ok(bytes) = base64_simd::STANDARD.decode_to_vec(content) {
        return Ok(bytes);
    }
    // Something is out of the ordinary.
    careful_base64(content)
}

/// Base64 with line breaks in it, or an error that says what is wrong, and where.
fn careful_base64(content: &str) -> Result<Vec<u8>> {
    STANDARD
        .decode(content)
        .or_else(|first| {
            let joined: Vec<u8> = content.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
            if joined.len() == content.len() { Err(first) } else { STANDARD.decode(joined) }
        })
        .map_err(|error| Error::decode(Stage::Base64, error.to_string()))
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 2), Compression::default());
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .map_err(|error| Error::internal(format!("gzip failed: {error}")))
}

fn gunzip(bytes: &[u8], limit: usize) -> Result<Vec<u8>> {
    // All at once, into what the stream says that it needs.
    let mut plain = Vec::with_capacity(told_size(bytes).min(limit));
    let mut decoder = Decompress::new_gzip(15);
    let outcome = decoder.decompress_vec(bytes, &mut plain, FlushDecompress::Finish);
    if matches!(outcome, Ok(Status::StreamEnd)) && usize::try_from(decoder.total_in()) == Ok(bytes.len()) {
        return Ok(plain);
    }
    // Something is out of the ordinary.
    careful_gunzip(bytes, limit)
}

/// Gunzips what says something wrong about its size, or tells what else is wrong.
fn careful_gunzip(bytes: &[u8], limit: usize) -> Result<Vec<u8>> {
    let bound = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let mut decoder = GzDecoder::new(bytes).take(bound);
    let mut plain = Vec::new();
    decoder.read_to_end(&mut plain).map_err(|error| Error::decode(Stage::Gzip, error.to_string()))?;
    if plain.len() > limit {
        return Err(Error::decode(Stage::Gzip, format!("the content is larger than the limit of {limit} bytes")));
    }
    let trailing = decoder.into_inner().into_inner().len();
    if trailing > 0 {
        return Err(Error::decode(Stage::Gzip, format!("{trailing} bytes follow the end of the gzip stream")));
    }
    Ok(plain)
}

/// What the end of a gzip stream tells of its content's size, as far as so many bytes can hold it.
fn told_size(bytes: &[u8]) -> usize {
    /// Deflate's best.
    const RATIO: usize = 1032;
    let told = bytes.last_chunk().map_or(0, |size| u32::from_le_bytes(*size));
    usize::try_from(told).unwrap_or(0).min(bytes.len().saturating_mul(RATIO))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_fast_base64_takes_nothing_that_the_careful_one_refuses(text in "[A-Za-c+/=\n ]{0,9}[AQgw=]{0,4}") {
            prop_assert_eq!(base64(&text).ok(), careful_base64(&text).ok());
        }

        #[test]
        fn the_fast_gunzip_takes_nothing_that_the_careful_one_refuses(
            plain in prop::collection::vec(0..4_u8, 0..2000),
            limit in 0..2000_usize,
            (at, damage) in (0..100_usize, prop_oneof![3 => Just(0_u8), 1 => any::<u8>()]),
            cut in prop_oneof![3 => Just(0_usize), 1 => 0..30_usize],
            trailing in prop_oneof![3 => Just(0_usize), 1 => 0..30_usize],
        ) {
            let mut bytes = gzip(&plain).unwrap_or_default();
            let at = at % bytes.len();
            bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= damage);
            bytes.truncate(bytes.len() - cut.min(bytes.len()));
            bytes.extend(vec![0; trailing]);
            let (fast, careful) = (gunzip(&bytes, limit).ok(), careful_gunzip(&bytes, limit).ok());
            prop_assert_eq!(&fast, &careful);
            if damage == 0 && cut == 0 && trailing == 0 && plain.len() <= limit {
                prop_assert_eq!(fast, Some(plain));
            }
        }

        #[test]
        fn base64_of_any_bytes_comes_back(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let text = STANDARD.encode(&bytes);
            prop_assert_eq!(base64(&text).ok(), Some(bytes.clone()));
            prop_assert_eq!(base64_simd::STANDARD.encode_to_string(&bytes), text);
        }
    }
}
