//! When a failed attempt is made again, and how long to wait before.

use std::time::Duration;

use crate::error::{ApiKind, Error, ErrorKind, Sent, TransportKind};
use crate::schema::Safety;

const BASE: Duration = Duration::from_millis(250);
const CAP: Duration = Duration::from_secs(8);
/// A server that asks for a longer pause is not waited for.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// Whether the failure is a passing one, so that the same request may succeed later.
pub(crate) fn is_passing(error: &Error) -> bool {
    match error.kind() {
        ErrorKind::Transport { kind, .. } => match kind {
            TransportKind::Timeout | TransportKind::Connect | TransportKind::Interrupted => true,
            TransportKind::Tls | TransportKind::TooLarge => false,
        },
        ErrorKind::Http { status, .. } => *status == 429 || (500..=599).contains(status),
        ErrorKind::Api(api) => api.kind == ApiKind::SystemError,
        ErrorKind::Config { .. }
        | ErrorKind::Validation(_)
        | ErrorKind::Decode(_)
        | ErrorKind::Cancelled
        | ErrorKind::Internal { .. } => false,
    }
}

/// Whether the same call may be made again without doing anything twice.
pub(crate) fn is_harmless(safety: Safety, sent: Sent) -> bool {
    match safety {
        Safety::Read => true,
        Safety::Write | Safety::Money | Safety::Gate => sent == Sent::No,
    }
}

/// How long to wait before attempt number `next` (2, 3, …); `None` if the server asks for too long a pause.
///
/// Exponential with full jitter; `random` is uniform in 0..=u32::MAX.
pub(crate) fn pause(error: &Error, next: u32, random: u32) -> Option<Duration> {
    if let ErrorKind::Http { retry_after: Some(asked), .. } = error.kind() {
        return (*asked <= LONGEST_PAUSE).then_some(*asked);
    }
    let ceiling = BASE.saturating_mul(1 << next.saturating_sub(2).min(16)).min(CAP);
    Some(ceiling.mul_f64(f64::from(random) / f64::from(u32::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn http(status: u16, retry_after: Option<u64>) -> Error {
        Error::new(ErrorKind::Http { status, retry_after: retry_after.map(Duration::from_secs), body: String::new() })
    }

    #[test]
    fn pauses_double_up_to_the_cap_and_are_jittered_down_to_zero() {
        let error = http(500, None);
        let longest: Vec<u128> =
            (2..=9).filter_map(|next| pause(&error, next, u32::MAX)).map(|wait| wait.as_millis()).collect();
        assert_eq!(longest, [250, 500, 1000, 2000, 4000, 8000, 8000, 8000]);
        assert_eq!(pause(&error, 5, 0), Some(Duration::ZERO));
    }

    #[test]
    fn retry_after_is_honoured_up_to_a_minute() {
        assert_eq!(pause(&http(429, Some(60)), 2, 0), Some(Duration::from_secs(60)));
        assert_eq!(pause(&http(429, Some(61)), 2, 0), None);
    }

    #[test]
    fn only_reads_are_repeated_once_a_byte_may_have_left() {
        for safety in [Safety::Write, Safety::Money, Safety::Gate] {
            assert!(is_harmless(safety, Sent::No));
            assert!(!is_harmless(safety, Sent::Unknown));
            assert!(!is_harmless(safety, Sent::Yes));
        }
        assert!(is_harmless(Safety::Read, Sent::Unknown));
    }

    #[test]
    fn client_errors_of_http_are_final() {
        assert!(is_passing(&http(503, None)));
        assert!(is_passing(&http(429, None)));
        assert!(!is_passing(&http(404, None)));
    }
}
