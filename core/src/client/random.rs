//! Random numbers of the operating system: for nonces, and to spread retries.

use std::sync::{Mutex, PoisonError};

use crate::error::{Error, Result};

/// Numbers that are fetched at once, where they are kept: asking the system costs more than what it gives.
const FETCHED: usize = 64;

/// Where random numbers come from.
///
/// A fork copies what is kept, and both processes would use the same nonces. So only what is left behind after a fork
/// may keep numbers: the workers of the blocking face.
pub(crate) enum Random {
    /// Each from the system.
    Fresh,
    /// From a store that the system fills.
    Kept(Mutex<Vec<u32>>),
}

impl Random {
    pub(crate) fn kept() -> Self {
        Self::Kept(Mutex::new(Vec::with_capacity(FETCHED)))
    }

    /// Any number of 32 bits.
    pub(crate) fn number(&self) -> Result<u32> {
        let Self::Kept(store) = self else { return fresh() };
        // A panic elsewhere cannot have left the store half changed.
        let mut store = store.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(number) = store.pop() {
            return Ok(number);
        }
        let mut bytes = [0; FETCHED * size_of::<u32>()];
        getrandom::fill(&mut bytes).map_err(unavailable)?;
        let (numbers, _) = bytes.as_chunks();
        store.extend(numbers.iter().map(|&number| u32::from_ne_bytes(number)));
        store.pop().map_or_else(fresh, Ok)
    }

    /// A positive integer of 31 bits.
    pub(crate) fn nonce(&self) -> Result<u32> {
        Ok((self.number()? >> 1).max(1))
    }
}

fn fresh() -> Result<u32> {
    getrandom::u32().map_err(unavailable)
}

fn unavailable(error: getrandom::Error) -> Error {
    Error::internal(format!("the operating system gives no random numbers: {error}"))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn numbers_differ_within_a_store_and_from_store_to_store() -> Result<()> {
        let (first, second) = (Random::kept(), Random::kept());
        let mut nonces = HashSet::new();
        for _ in 0..4 * FETCHED {
            for from in [&first, &second, &Random::Fresh] {
                nonces.insert(from.nonce()?);
            }
        }
        // Two of so many are equal once in some thousand runs, three never.
        assert!(nonces.len() >= 12 * FETCHED - 2, "{} of {}", nonces.len(), 12 * FETCHED);
        assert!(nonces.iter().all(|&nonce| (1..=1 << 31).contains(&nonce)));
        Ok(())
    }
}
