//! Canonical string and signature (document, chapter 4.2).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use subtle::ConstantTimeEq;

/// The string that is signed: every parameter but `Signature` whose trimmed value is not empty,
/// sorted by name in byte order, each `name=value` with `_` in the name written as `.`, joined by `&`.
///
/// Values are raw, not URL-encoded. Trimming removes characters up to U+0020 at both ends, as Java's
/// `String.trim` does.
pub fn canonical_string(params: &[(&str, &str)]) -> String {
    let mut signed: Vec<(&str, &str)> = params
        .iter()
        .map(|&(name, value)| (name, trim(value)))
        .filter(|&(name, value)| name != "Signature" && !value.is_empty())
        .collect();
    signed.sort_by(|a, b| a.0.cmp(b.0));

    let mut canonical = String::with_capacity(signed.iter().map(|(n, v)| n.len() + v.len() + 2).sum());
    for (name, value) in signed {
        if !canonical.is_empty() {
            canonical.push('&');
        }
        canonical.extend(name.chars().map(|c| if c == '_' { '.' } else { c }));
        canonical.push('=');
        canonical.push_str(value);
    }
    canonical
}

/// Java's `String.trim`.
pub(crate) fn trim(value: &str) -> &str {
    value.trim_matches(|c| c <= ' ')
}

/// HMAC-SHA1 with a secret key, keyed once and used for every call.
///
/// The key itself is not kept; the keyed state is wiped on drop and never shown.
#[derive(Clone)]
pub struct Signer {
    keyed: Hmac<Sha1>,
}

impl Signer {
    /// Keys the signature with the UTF-8 bytes of the secret, as text: a secret that looks like
    /// hexadecimal is not decoded.
    pub fn new(secret: &str) -> Self {
        Self::with_bytes(secret.as_bytes())
    }

    pub(crate) fn with_bytes(key: &[u8]) -> Self {
        // HMAC takes a key of any length; the fallback is never reached.
        let keyed = Hmac::new_from_slice(key).unwrap_or_else(|_| Hmac::new(&Default::default()));
        Self { keyed }
    }

    /// `base64(HMAC-SHA1(secret, canonical))`.
    pub fn sign(&self, canonical: &str) -> String {
        let mut mac = self.keyed.clone();
        mac.update(canonical.as_bytes());
        STANDARD.encode(mac.finalize().into_bytes())
    }

    /// Whether `signature` belongs to `canonical`, compared in constant time.
    pub fn verify(&self, canonical: &str, signature: &str) -> bool {
        self.sign(canonical).as_bytes().ct_eq(signature.as_bytes()).into()
    }
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Signer(secret)")
    }
}
