//! Settings of a single call; what is not set follows the client.

use std::time::Duration;

use super::CancelToken;
use crate::config::Zip;

/// Settings of a single call; `None` follows the client.
#[derive(Debug, Clone, Default)]
pub struct CallOptions {
    /// Limit for making a connection.
    pub connect_timeout: Option<Duration>,
    /// Limit for one attempt.
    pub attempt_timeout: Option<Duration>,
    /// Limit for the whole call.
    pub timeout: Option<Duration>,
    /// How often the call may be tried again, within its safety class.
    pub retries: Option<u32>,
    /// Whether the business data is encrypted.
    pub encrypt: Option<bool>,
    /// Whether the business data is gzipped.
    pub zip: Option<Zip>,
    /// Ends the call from outside.
    pub cancel: Option<CancelToken>,
}
