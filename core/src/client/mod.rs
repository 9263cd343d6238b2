//! One call's way: options, attempts and retries, the clock, the transport; and the two faces of it,
//! asynchronous and blocking.
//!
//! A call goes straight down: [`Call`] → `engine` → `attempt` → `transport`, and its answer straight up.

mod asynchronous;
pub(crate) mod attempt;
mod begin;
pub mod blocking;
pub(crate) mod call;
mod cancel;
mod clock;
pub(crate) mod engine;
pub(crate) mod io;
mod options;
pub(crate) mod random;
mod retry;
mod timer;
mod transport;

pub use asynchronous::Client;
pub use begin::{Begun, begin, hand_over};
pub use call::{Call, Face, RawResponse, Response};
pub use cancel::CancelToken;
pub use options::CallOptions;
