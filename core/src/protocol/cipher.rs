//! The one place that knows the cipher: 3DES as Java's `DESede` means it.
//!
//! The document names neither mode nor key (4.1.4). The platform's production clients use ECB with
//! PKCS#5 padding and the first 24 characters of the secret key; CBC and other keys are options.
//!
//! Encryption in CBC goes block by block and is left to the `des` crate; all else has independent blocks, which
//! `TripleDes` works on side by side.

use ::des::TdesEde3;
use ::des::cipher::array::Array;
use ::des::cipher::{BlockModeEncrypt, InnerIvInit, KeyInit};
use zeroize::Zeroizing;

use super::des::{Block, TripleDes, Width};
use crate::error::{Error, Result, Stage};

const BLOCK: usize = 8;

/// Blocks of CBC that are decrypted at a time, whose cipher text has to be kept meanwhile.
const CHAIN: usize = 512;
const KEY: usize = 24;

/// Block mode of the cipher.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CipherMode {
    /// Electronic code book, what Java's `DESede` means: the default.
    #[default]
    Ecb,
    /// Cipher block chaining from this initialisation vector.
    Cbc([u8; BLOCK]),
}

/// 3DES with PKCS#5 padding, its key schedule set up once.
///
/// The schedules are wiped on drop and never shown.
#[derive(Clone)]
pub struct Cipher {
    /// For what cannot be done side by side.
    serial: TdesEde3,
    parallel: TripleDes,
    mode: CipherMode,
}

impl Cipher {
    /// ECB with the first 24 characters of `secret` as UTF-8, the platform's default.
    ///
    /// # Errors
    /// `Config` if the secret is shorter than 24 characters.
    pub fn new(secret: &str) -> Result<Self> {
        if secret.chars().count() < KEY {
            return Err(Error::config(format!(
                "encryption needs a secret key of at least {KEY} characters, this one has {}; give a cipher key of \
                 its own, or turn encryption off",
                secret.chars().count()
            )));
        }
        let bytes = secret.as_bytes();
        Self::with_key(bytes.get(..KEY).unwrap_or(bytes), CipherMode::Ecb)
    }

    /// A cipher with its own 24-byte key and mode.
    ///
    /// # Errors
    /// `Config` if the key does not have 24 bytes.
    pub fn with_key(key: &[u8], mode: CipherMode) -> Result<Self> {
        let key = <&[u8; KEY]>::try_from(key)
            .map_err(|_| Error::config(format!("a 3DES key has {KEY} bytes, this one has {}", key.len())))?;
        Ok(Self { serial: TdesEde3::new(key.into()), parallel: TripleDes::new(key), mode })
    }

    /// The same key in another mode.
    #[must_use]
    pub fn with_mode(mut self, mode: CipherMode) -> Self {
        self.mode = mode;
        self
    }

    /// The same without the processor's wide registers, as it works where there are none: for measurements.
    #[doc(hidden)]
    #[must_use]
    pub fn portable(mut self) -> Self {
        self.parallel = self.parallel.limited(Width::Portable);
        self
    }

    /// Pads and encrypts.
    pub fn encrypt(&self, plain: &[u8]) -> Vec<u8> {
        let padding = BLOCK - plain.len() % BLOCK;
        let mut buffer = Vec::with_capacity(plain.len() + padding);
        buffer.extend_from_slice(plain);
        buffer.resize(plain.len() + padding, u8::try_from(padding).unwrap_or(0));
        match self.mode {
            CipherMode::Ecb => self.parallel.encrypt(buffer.as_chunks_mut().0),
            CipherMode::Cbc(iv) => {
                let (blocks, _) = Array::slice_as_chunks_mut(&mut buffer);
                cbc::Encryptor::inner_iv_init(self.serial.clone(), &iv.into()).encrypt_blocks(blocks);
            }
        }
        buffer
    }

    /// Decrypts and removes the padding.
    ///
    /// # Errors
    /// `Decode` (stage `3des`) if the length is not a multiple of 8 or the padding is wrong, as it is
    /// with a wrong key.
    pub fn decrypt(&self, mut buffer: Vec<u8>) -> Result<Vec<u8>> {
        if buffer.is_empty() || !buffer.len().is_multiple_of(BLOCK) {
            return Err(Error::decode(
                Stage::TripleDes,
                format!("{} bytes are not a whole number of 8-byte blocks", buffer.len()),
            ));
        }
        let (blocks, _) = buffer.as_chunks_mut();
        match self.mode {
            CipherMode::Ecb => self.parallel.decrypt(blocks),
            CipherMode::Cbc(iv) => self.unchain(iv, blocks),
        }
        let padding = usize::from(buffer.last().copied().unwrap_or(0));
        let plain = buffer.len().saturating_sub(padding);
        let whole = (1..=BLOCK).contains(&padding)
            && buffer.get(plain..).is_some_and(|tail| tail.iter().all(|&byte| usize::from(byte) == padding));
        if !whole {
            // What looks like plain text could be part of a secret's trace: wipe it.
            drop(Zeroizing::new(buffer));
            return Err(Error::decode(
                Stage::TripleDes,
                "the padding is wrong: is this the key it was encrypted with?",
            ));
        }
        buffer.truncate(plain);
        Ok(buffer)
    }

    fn unchain(&self, iv: Block, blocks: &mut [Block]) {
        let mut before = iv;
        let mut sealed = Vec::with_capacity(CHAIN.min(blocks.len()));
        for blocks in blocks.chunks_mut(CHAIN) {
            sealed.clear();
            sealed.extend_from_slice(blocks);
            self.parallel.decrypt(blocks);
            for (block, sealed) in blocks.iter_mut().zip(&sealed) {
                *block = (u64::from_ne_bytes(*block) ^ u64::from_ne_bytes(before)).to_ne_bytes();
                before = *sealed;
            }
        }
    }
}

impl std::fmt::Debug for Cipher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Cipher").field("mode", &self.mode).finish_non_exhaustive()
    }
}
