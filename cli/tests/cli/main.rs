//! The binary as its users run it, against a sandbox that each test starts for itself.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod call;
mod codec;
mod credentials;
mod endpoints;
mod errors;
mod explain;
mod fixture;
mod pages;
mod sandbox;
mod sign;
