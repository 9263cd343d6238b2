//! What can go wrong outside a simulated answer.

use std::path::PathBuf;

/// Why the sandbox could not start or do what its control API was asked for.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The port could not be bound; another process probably has it.
    #[error("cannot listen on 127.0.0.1:{port}: {source}")]
    Listen {
        /// The port asked for.
        port: u16,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The data file could not be opened.
    #[error("cannot open {}: {source}", path.display())]
    Data {
        /// The file asked for.
        path: PathBuf,
        /// SQLite's reason.
        source: rusqlite::Error,
    },
    /// The data file was written by another version of the sandbox.
    #[error("the data file has format {found}, this sandbox reads {expected}; start with a new file")]
    DataVersion {
        /// What the file says.
        found: i64,
        /// What this version reads.
        expected: i64,
    },
    /// SQLite failed.
    #[error("database: {0}")]
    Store(#[from] rusqlite::Error),
    /// The server's socket failed.
    #[error("server: {0}")]
    Server(#[from] std::io::Error),
}
