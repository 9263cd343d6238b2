//! The native half of the npm package `welinkpark`.
//!
//! It translates and does nothing else: texts and settings go in, canonical JSON comes out, and a failure is a
//! JavaScript error whose message is the failure as JSON. What users see (classes, types, dates) is TypeScript,
//! in `lib/`. A JavaScript thread may sign and send; all else is done on napi's tokio runtime.

// Exported to JavaScript, not to Rust.
#![allow(unreachable_pub)]

mod answer;
mod cancel;
mod client;
mod failure;
mod gate;
mod inbox;
mod options;
mod panics;
mod protocol;
mod questions;
mod walk;
