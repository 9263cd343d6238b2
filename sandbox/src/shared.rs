//! What all requests share.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use tokio::sync::watch;

use crate::clock::{self, Clock};
use crate::error::Error;
use crate::faults::Faults;
use crate::log::Log;
use crate::loose::Variety;
use crate::platform::Nonces;
use crate::settings::Settings;
use crate::store::{Snapshot, Store};

/// The running sandbox.
pub(crate) struct Shared {
    pub(crate) store: Store,
    pub(crate) clock: Clock,
    pub(crate) faults: Faults,
    pub(crate) log: Arc<Log>,
    pub(crate) nonces: Nonces,
    pub(crate) variety: Variety,
    /// Whether a 0003 says what is wrong.
    pub(crate) explain: bool,
    settings: RwLock<Settings>,
    /// What the settings were at the start.
    initial: Settings,
    snapshots: Mutex<HashMap<u64, (Snapshot, clock::State)>>,
    /// Becomes true when the sandbox shuts down.
    pub(crate) closing: watch::Receiver<bool>,
}

impl Shared {
    pub(crate) fn new(store: Store, loose: bool, explain: bool, closing: watch::Receiver<bool>) -> Self {
        let initial = Settings { loose, ..Settings::default() };
        Self {
            store,
            clock: Clock::default(),
            faults: Faults::default(),
            log: Arc::default(),
            nonces: Nonces::default(),
            variety: Variety::default(),
            settings: RwLock::new(initial.clone()),
            initial,
            snapshots: Mutex::default(),
            explain,
            closing,
        }
    }

    pub(crate) fn settings(&self) -> Settings {
        self.settings.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn set_settings(&self, settings: Settings) {
        *self.settings.write().unwrap_or_else(PoisonError::into_inner) = settings;
    }

    /// Remembers state and clock; returns a number to come back by.
    pub(crate) fn snapshot(&self) -> Result<u64, Error> {
        let snapshot = self.store.snapshot()?;
        let mut snapshots = self.snapshots.lock().unwrap_or_else(PoisonError::into_inner);
        let id = snapshots.keys().max().copied().unwrap_or(0) + 1;
        snapshots.insert(id, (snapshot, self.clock.state()));
        Ok(id)
    }

    /// Returns to a snapshot, which stays; `false` if there is none of this number.
    pub(crate) fn restore(&self, id: u64) -> Result<bool, Error> {
        let snapshots = self.snapshots.lock().unwrap_or_else(PoisonError::into_inner);
        let Some((snapshot, clock)) = snapshots.get(&id) else {
            return Ok(false);
        };
        self.store.restore(snapshot)?;
        self.clock.restore(*clock);
        Ok(true)
    }

    /// Back to a fresh sandbox: state, clock, faults, log, nonces, settings and snapshots.
    pub(crate) fn reset(&self) -> Result<(), Error> {
        self.store.restore(&Snapshot::pristine()?)?;
        self.clock.restore(clock::State::default());
        self.faults.remove(None);
        self.log.clear();
        self.nonces.clear();
        self.variety.reset();
        self.set_settings(self.initial.clone());
        self.snapshots.lock().unwrap_or_else(PoisonError::into_inner).clear();
        Ok(())
    }
}
