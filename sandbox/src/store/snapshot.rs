//! Copies of the whole state, kept in memory.

use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::{Store, seed};
use crate::error::Error;

/// The state at one moment.
pub(crate) struct Snapshot {
    connection: Connection,
}

impl Snapshot {
    /// The state of a fresh sandbox.
    pub(crate) fn pristine() -> Result<Self, Error> {
        let mut connection = Connection::open_in_memory()?;
        seed(&mut connection)?;
        Ok(Self { connection })
    }
}

impl Store {
    /// Copies the state.
    pub(crate) fn snapshot(&self) -> Result<Snapshot, Error> {
        let mut connection = Connection::open_in_memory()?;
        copy(&self.lock(), &mut connection)?;
        Ok(Snapshot { connection })
    }

    /// Replaces the state.
    pub(crate) fn restore(&self, snapshot: &Snapshot) -> Result<(), Error> {
        copy(&snapshot.connection, &mut self.lock())
    }
}

fn copy(from: &Connection, to: &mut Connection) -> Result<(), Error> {
    let backup = Backup::new(from, to)?;
    // All pages in one step, unless another process reads the file just now.
    while backup.step(-1)? != StepResult::Done {
        std::thread::sleep(Duration::from_millis(10));
    }
    Ok(())
}
