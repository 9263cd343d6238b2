//! Clients that survive a fork.
//!
//! A connection, a poll and a thread belong to the process that made them. After `os.fork` the child has their
//! memory but must not touch them: even closing them would reach into the parent. So every process makes a
//! client of its own from the same settings, and what it inherited is left alone.

use std::sync::{Mutex, MutexGuard, PoisonError};

use pyo3::Python;
use welinkpark::{ClientBuilder, Result};

/// A client of type `C`, one for each process.
pub(crate) struct PerProcess<C> {
    builder: ClientBuilder,
    make: fn(ClientBuilder) -> Result<C>,
    /// Only locked by a thread that is attached to the interpreter and stays so: no other thread can hold the
    /// lock while this one forks.
    state: Mutex<State<C>>,
}

enum State<C> {
    Made { process: u32, client: C },
    Closed,
}

impl<C: Clone> PerProcess<C> {
    /// Makes the first client at once, so that settings that cannot work are told where they are given.
    pub(crate) fn new(builder: ClientBuilder, make: fn(ClientBuilder) -> Result<C>) -> Result<Self> {
        let client = make(builder.clone())?;
        let state = Mutex::new(State::Made { process: std::process::id(), client });
        Ok(Self { builder, make, state })
    }

    /// This process's client; `None` once closed.
    pub(crate) fn get(&self, _attached: Python<'_>) -> Result<Option<C>> {
        let mut state = self.state();
        match &*state {
            State::Closed => return Ok(None),
            State::Made { process, client } if *process == std::process::id() => return Ok(Some(client.clone())),
            State::Made { .. } => {}
        }
        let client = (self.make)(self.builder.clone())?;
        let inherited =
            std::mem::replace(&mut *state, State::Made { process: std::process::id(), client: client.clone() });
        std::mem::forget(inherited);
        Ok(Some(client))
    }

    /// Drops the client; its connections close as soon as the calls that use them have ended.
    pub(crate) fn close(&self, _attached: Python<'_>) {
        let closed = std::mem::replace(&mut *self.state(), State::Closed);
        closed.let_go();
    }

    fn state(&self) -> MutexGuard<'_, State<C>> {
        // A panic elsewhere cannot have left the state half changed.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What works only in the process that made it, because it holds connections or waits for threads.
pub(crate) struct Owned<T> {
    process: u32,
    /// Empty only while it is dropped.
    value: Option<T>,
}

impl<T> Owned<T> {
    pub(crate) fn new(value: T) -> Self {
        Self { process: std::process::id(), value: Some(value) }
    }

    /// The value; `None` in a child of the process that made it.
    pub(crate) fn get(&self) -> Option<&T> {
        self.value.as_ref().filter(|_| self.process == std::process::id())
    }
}

impl<T> Drop for Owned<T> {
    fn drop(&mut self) {
        if self.process != std::process::id() {
            std::mem::forget(self.value.take());
        }
    }
}

impl<C> State<C> {
    fn let_go(self) {
        match self {
            Self::Made { process, .. } if process != std::process::id() => std::mem::forget(self),
            Self::Made { .. } | Self::Closed => {}
        }
    }
}

impl<C> Drop for PerProcess<C> {
    fn drop(&mut self) {
        let state = self.state.get_mut().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(state, State::Closed).let_go();
    }
}
