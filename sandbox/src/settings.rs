//! What the control API can change about the platform's manners.

use serde::{Deserialize, Serialize};

/// Settings with their defaults; `PUT /_sandbox/settings` changes those it names.
#[derive(Debug, Clone, Serialize, Deserialize, PartialEq, Eq)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Settings {
    /// How far `Timestamp` may be off, in seconds.
    pub(crate) window_seconds: i64,
    /// Whether a nonce is refused with any timestamp, not only with the one it came with.
    pub(crate) nonce_alone: bool,
    /// Code of a list query that found nothing: `0000` with an empty list, or `0009`.
    pub(crate) empty_list_code: String,
    /// Code beside `errCode` `NoBill` and `NoEnterRecord`.
    pub(crate) no_bill_code: String,
    /// How long a payment token can be used, in seconds.
    pub(crate) token_seconds: i64,
    /// How long a paid car may take to leave, in seconds.
    pub(crate) leave_seconds: i64,
    /// Whether answers vary in their JSON types as the document's samples do.
    pub(crate) loose: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            window_seconds: 300,
            nonce_alone: false,
            empty_list_code: "0000".to_owned(),
            no_bill_code: "0009".to_owned(),
            token_seconds: 600,
            leave_seconds: 900,
            loose: false,
        }
    }
}
