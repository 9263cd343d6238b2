//! The 全球泊云 (WeLinkPark) parking platform, simulated: code which works here works there.
//!
//! A small HTTP server on 127.0.0.1 with the platform's envelope, signature, replay and field checks, and with
//! behaviour behind all of its endpoints, on SQLite. Vehicles, the clock and faults are driven through a control API
//! under `/_sandbox/`; `docs/sandbox.md` describes both.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), welinkpark_sandbox::Error> {
//! use welinkpark_sandbox::{Options, Sandbox};
//!
//! let sandbox = Sandbox::start(Options::default()).await?;
//! println!("point a client at {}", sandbox.base_url);
//! sandbox.shutdown().await
//! # }
//! ```

mod clock;
mod control;
mod error;
mod faults;
mod input;
mod log;
mod loose;
mod money;
mod platform;
mod server;
mod settings;
mod shared;
mod socket;
mod store;
mod time;
mod world;

pub use error::Error;
pub use server::{Options, Running, Sandbox};
