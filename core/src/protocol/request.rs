//! The eight request parameters (document, chapters 4.1.3 and 4.1.4), signed and written in one buffer.

use super::content::Coding;
use super::form::encode_form_value;
use super::signature::{Signer, trim};

/// Parameters of one request. `content` is already encoded.
#[derive(Debug, Clone, Copy)]
pub struct RequestParams<'a> {
    /// Application id.
    pub app_id: &'a str,
    /// Park the call is about.
    pub park_id: &'a str,
    /// Unix time as decimal digits.
    pub timestamp: &'a str,
    /// Positive 31-bit integer as decimal digits, new for every attempt.
    pub nonce: &'a str,
    /// How `content` is coded.
    pub coding: Coding,
    /// Encoded business data; empty where there is none, and then not signed.
    pub content: &'a str,
}

impl RequestParams<'_> {
    /// Signs the parameters and writes them as a query string or form body, ready to send.
    pub fn signed(&self, signer: &Signer) -> String {
        let mut form = String::with_capacity(self.room());
        self.sign_onto(&mut form, signer);
        form
    }

    /// As [`signed`](Self::signed), at the end of a text.
    pub(crate) fn sign_onto(&self, form: &mut String, signer: &Signer) {
        for (name, value) in self.sorted() {
            form.push_str(name);
            form.push('=');
            encode_form_value(value, form);
            form.push('&');
        }
        form.push_str("Signature=");
        encode_form_value(&signer.sign(&self.canonical()), form);
    }

    /// How long the parameters mostly are, in bytes.
    pub(crate) fn room(&self) -> usize {
        192 + self.content.len() * 5 / 4
    }

    /// The string that [`signed`](Self::signed) signs.
    pub fn canonical(&self) -> String {
        let mut canonical = String::with_capacity(self.room());
        for (name, value) in self.sorted() {
            let value = trim(value);
            if value.is_empty() {
                continue;
            }
            let separator = if canonical.is_empty() { "" } else { "&" };
            for part in [separator, name, "=", value] {
                canonical.push_str(part);
            }
        }
        canonical
    }

    /// All parameters but the signature, in canonical order.
    fn sorted(&self) -> [(&'static str, &str); 7] {
        [
            ("AppId", self.app_id),
            ("Nonce", self.nonce),
            ("ParkId", self.park_id),
            ("Timestamp", self.timestamp),
            ("content", self.content),
            ("encryptCode", digit(self.coding.encrypt)),
            ("zipCode", digit(self.coding.zip)),
        ]
    }
}

fn digit(flag: bool) -> &'static str {
    if flag { "1" } else { "0" }
}
