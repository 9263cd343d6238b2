//! Logs on stderr, for those who ask.

use clap::ValueEnum;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// From which level on is logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Level {
    Off,
    Error,
    Warn,
    Info,
    Debug,
    Trace,
}

/// Starts logging. The sandbox warns by default; a call tells its error anyway.
pub(crate) fn init(level: Option<Level>, is_sandbox: bool) {
    let level = level.unwrap_or(if is_sandbox { Level::Warn } else { Level::Off });
    if level == Level::Off {
        return;
    }
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    // The prefix covers the library and the sandbox, and leaves out the libraries below them.
    let ours = Targets::new().with_target("welinkpark", LevelFilter::from(level));
    // Nobody else starts logging in this process, so this cannot fail.
    let _ = tracing_subscriber::registry().with(lines).with(ours).try_init();
}

impl From<Level> for LevelFilter {
    fn from(level: Level) -> Self {
        match level {
            Level::Off => Self::OFF,
            Level::Error => Self::ERROR,
            Level::Warn => Self::WARN,
            Level::Info => Self::INFO,
            Level::Debug => Self::DEBUG,
            Level::Trace => Self::TRACE,
        }
    }
}
