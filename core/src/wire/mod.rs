//! The platform's loose JSON made exact, and exact values made its JSON.
//!
//! Everything here is driven by the tables of [`schema`](crate::schema): `encode` writes requests, `decode`
//! reads answers into typed models, `canonical` rewrites them as canonical JSON. All three
//! read a single value through the same functions, so they cannot disagree about what it means.
//!
//! Programs use the typed models and calls; this module is for bindings, and for those who bring their own
//! HTTP stack.

mod arg;
mod canonical;
mod decode;
mod encode;
mod extra;
mod open_enum;
mod params;
mod read;
mod time;

pub use arg::{Arg, Fields, ToArg};
pub(crate) use canonical::serialize;
pub use canonical::{Strictness, canonical_json};
pub(crate) use decode::expected;
pub use decode::{Model, Output, decode_each};
pub use encode::Request;
pub(crate) use encode::encode_request;
pub use extra::Extra;
pub(crate) use open_enum::{open_enum, open_text_enum};
pub use params::encode_params;
pub(crate) use params::unknown;
pub(crate) use read::read_int;
pub use read::{Blank, Mismatch, Read, Value};
pub use time::ChinaTime;

/// An amount of money in yuan, exact.
pub use rust_decimal::Decimal as Money;

/// A calendar date.
pub use jiff::civil::Date;
