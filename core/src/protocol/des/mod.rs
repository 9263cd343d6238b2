//! Triple DES of whole messages of independent blocks: ECB both ways, and what CBC decryption is made of.
//!
//! Blocks that do not depend on each other are worked on side by side. How, is chosen by the message's length and
//! the processor: a few at a time through look-up tables (`scalar`), 64 in ordinary registers or 256 in those of
//! AVX2 (`bitslice`). `docs/performance.md` has the figures.

#[cfg(target_arch = "x86_64")]
mod avx2;
mod bitslice;
mod circuits;
mod scalar;
mod schedule;
mod tables;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use bitslice::Masks;
use scalar::Keys;
use zeroize::Zeroizing;

pub(super) type Block = [u8; 8];

/// Rounds of three DES.
const ROUNDS: usize = 48;

/// So many blocks take as long one after the other as a register full of them does.
const BITSLICE_FROM: usize = 28;

/// The key's schedules, set up once and wiped on drop.
#[derive(Clone)]
pub(super) struct TripleDes {
    schedules: Arc<Schedules>,
    /// The widest registers that may be used.
    width: Width,
}

struct Schedules {
    keys: Keys,
    masks: Masks,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Width {
    /// The widest that the processor has.
    Any,
    /// Ordinary registers.
    Portable,
    /// No bitslicing.
    #[cfg(test)]
    Scalar,
}

impl TripleDes {
    pub(super) fn new(key: &[u8; 24]) -> Self {
        let round_keys = Zeroizing::new(schedule::round_keys(key));
        let schedules = Schedules { keys: Keys::new(&round_keys), masks: Masks::new(&round_keys) };
        Self { schedules: Arc::new(schedules), width: Width::Any }
    }

    pub(super) fn limited(&self, width: Width) -> Self {
        Self { schedules: self.schedules.clone(), width }
    }

    pub(super) fn encrypt(&self, blocks: &mut [Block]) {
        self.transform(blocks, false);
    }

    pub(super) fn decrypt(&self, blocks: &mut [Block]) {
        self.transform(blocks, true);
    }

    fn transform(&self, blocks: &mut [Block], decrypt: bool) {
        let Schedules { keys, masks } = &*self.schedules;
        let rest = match self.width {
            Width::Any => portable(wide(blocks, masks, decrypt), masks, decrypt),
            Width::Portable => portable(blocks, masks, decrypt),
            #[cfg(test)]
            Width::Scalar => blocks,
        };
        if decrypt {
            scalar::decrypt(keys, rest);
        } else {
            scalar::encrypt(keys, rest);
        }
    }
}

/// Works on what AVX2 is worth its while for, and leaves the rest.
#[cfg(target_arch = "x86_64")]
fn wide<'a>(blocks: &'a mut [Block], masks: &Masks, decrypt: bool) -> &'a mut [Block] {
    if blocks.len() < BITSLICE_FROM || !avx2::available() {
        return blocks;
    }
    let (batches, rest) = blocks.as_chunks_mut::<{ avx2::LANES }>();
    for batch in batches {
        avx2::transform(batch, masks, decrypt);
    }
    padded(rest, |batch| avx2::transform(batch, masks, decrypt))
}

#[cfg(not(target_arch = "x86_64"))]
fn wide<'a>(blocks: &'a mut [Block], _: &Masks, _: bool) -> &'a mut [Block] {
    blocks
}

/// Works on what ordinary registers are worth their while for, and leaves the rest.
fn portable<'a>(blocks: &'a mut [Block], masks: &Masks, decrypt: bool) -> &'a mut [Block] {
    let (batches, rest) = blocks.as_chunks_mut::<64>();
    for batch in batches {
        sixty_four(batch, masks, decrypt);
    }
    padded(rest, |batch| sixty_four(batch, masks, decrypt))
}

fn sixty_four(batch: &mut [Block; 64], masks: &Masks, decrypt: bool) {
    bitslice::run::<u64>(batch, masks, decrypt);
}

/// A register that is not quite full still beats the scalar path, unless there is little left.
fn padded<const LANES: usize>(rest: &mut [Block], work: impl FnOnce(&mut [Block; LANES])) -> &mut [Block] {
    if rest.len() < BITSLICE_FROM {
        return rest;
    }
    let mut batch = [[0; 8]; LANES];
    for (lane, block) in batch.iter_mut().zip(&*rest) {
        *lane = *block;
    }
    work(&mut batch);
    for (block, lane) in rest.iter_mut().zip(&batch) {
        *block = *lane;
    }
    &mut []
}
