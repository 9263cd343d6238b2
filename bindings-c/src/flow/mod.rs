//! The work around calls: gate flows, walks through lists, lost answers, refused signatures.
//!
//! What it does is in the core; here it becomes objects that a program steps through, blocking or with callbacks.

mod drive;
pub mod explain;
pub mod gate;
pub mod reconcile;
pub mod status;
mod steps;
pub mod walk;
pub mod walk_json;
