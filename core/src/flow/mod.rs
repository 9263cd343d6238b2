//! The work around calls that integrators otherwise write by hand:
//!
//! - [`gate`]: the dance of calls at a lane, from the scan to the open barrier;
//! - [`paging`]: lists of any length, page by page or record by record;
//! - [`reconcile`]: whether a write was done whose answer was lost;
//! - [`explain`]: what is wrong with a request that the platform refuses with 0003.
//!
//! All of it takes and gives plain data, so every language can offer it in its own manner.

pub mod explain;
pub mod gate;
pub mod paging;
pub mod reconcile;
