//! What is promised about the way of a call, over both transports: the direct one and the one for TLS and proxies.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::duplicate_mod,
    missing_docs
)]

#[path = "transport/promises.rs"]
mod direct;
#[path = "transport/promises.rs"]
mod general;
