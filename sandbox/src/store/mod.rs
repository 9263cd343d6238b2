//! The sandbox's state in SQLite: in memory, or in a file that survives a `kill -9`.

mod snapshot;

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};

use crate::error::Error;
pub(crate) use snapshot::Snapshot;

/// Changes with every incompatible change of `schema.sql`; a file of another version is refused.
const SCHEMA_VERSION: i64 = 1;

/// One connection behind a lock: the platform's requests are short, and one writer is all SQLite has.
pub(crate) struct Store {
    connection: Mutex<Connection>,
}

impl Store {
    /// Opens the file, or a database in memory; a new one is seeded.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self, Error> {
        let mut connection = match path {
            Some(path) => {
                let connection =
                    Connection::open(path).map_err(|source| Error::Data { path: path.to_owned(), source })?;
                // An acknowledged write has to survive a kill -9 and a power cut: the log is synced at every commit.
                connection.pragma_update(None, "journal_mode", "WAL")?;
                connection.pragma_update(None, "synchronous", "FULL")?;
                connection
            }
            None => Connection::open_in_memory()?,
        };
        connection.pragma_update(None, "foreign_keys", true)?;
        let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        match version {
            0 => seed(&mut connection)?,
            SCHEMA_VERSION => {}
            found => return Err(Error::DataVersion { found, expected: SCHEMA_VERSION }),
        }
        Ok(Self { connection: Mutex::new(connection) })
    }

    /// Runs `work` in one transaction: committed if it succeeds, rolled back if not.
    pub(crate) fn transaction<T, E: From<rusqlite::Error>>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = self.lock();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let result = work(&transaction)?;
        transaction.commit()?;
        Ok(result)
    }

    /// A poisoned lock only says that another request panicked; its transaction was rolled back.
    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The next id of a kind (`passport`, `trade`, …).
pub(crate) fn next_id(tx: &Transaction<'_>, kind: &str) -> rusqlite::Result<i64> {
    tx.query_row("UPDATE ids SET next = next + 1 WHERE kind = ?1 RETURNING next - 1", [kind], |row| row.get(0))
}

/// The secret key of an app.
pub(crate) fn secret_key(tx: &Transaction<'_>, app_id: &str) -> rusqlite::Result<Option<String>> {
    tx.query_row("SELECT secret_key FROM apps WHERE app_id = ?1", [app_id], |row| row.get(0)).optional()
}

/// Whether an app may act for a park.
pub(crate) fn may_use_park(tx: &Transaction<'_>, app_id: &str, park_id: &str) -> rusqlite::Result<bool> {
    tx.query_row(
        "SELECT EXISTS (SELECT 1 FROM app_parks WHERE app_id = ?1 AND park_id = ?2)",
        [app_id, park_id],
        |row| row.get(0),
    )
}

/// Whether an app may call an endpoint.
pub(crate) fn may_call(tx: &Transaction<'_>, app_id: &str, endpoint: &str) -> rusqlite::Result<bool> {
    tx.query_row(
        "SELECT EXISTS (SELECT 1 FROM app_endpoints WHERE app_id = ?1 AND endpoint IN ('*', ?2))",
        [app_id, endpoint],
        |row| row.get(0),
    )
}

fn seed(connection: &mut Connection) -> Result<(), Error> {
    let transaction = connection.transaction()?;
    transaction.execute_batch(include_str!("schema.sql"))?;
    transaction.execute_batch(include_str!("seed.sql"))?;
    transaction.pragma_update(None, "user_version", SCHEMA_VERSION)?;
    Ok(transaction.commit()?)
}
