//! `libwelinkpark`: the C interface.
//!
//! Everything that behaves is in the crate `welinkpark`; this one translates text, memory, threads and
//! errors. The typed functions in `generated` are thin: what they do stands in `call` for all of them, what
//! they take in `request`, what they give in `answer` and `record`.

pub mod answer;
mod boundary;
pub mod call;
pub mod cancel;
pub mod client;
pub mod config;
pub mod error;
mod failure;
pub mod flow;
pub mod generated;
pub mod generic;
pub mod log;
pub mod money;
pub mod protocol;
mod record;
pub mod request;
pub mod response;
mod runtime;
pub mod text;
mod threads;
pub mod version;
