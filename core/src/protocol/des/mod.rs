//! Triple DES of whole messages of independent blocks: ECB both ways, and what CBC decryption is made of.
//!
//! Blocks that do not depend on each other are worked on side by side. How, is chosen by the message's length and
//! the processor: a few at a time through look-up tables (`scalar`), sixteen whose tables are registers (`permute`), or as
//! many as a register has bits (`bitslice`): 64 in ordinary ones, 256 and 512 in those of AVX2 and AVX-512 (`vector`).
//! `docs/performance.md` has the figures.

mod bitslice;
mod circuits;
#[cfg(target_arch = "x86_64")]
mod permute;
mod scalar;
mod schedule;
mod tables;
#[cfg(test)]
mod tests;
#[cfg(target_arch = "x86_64")]
mod vector;

use std::sync::Arc;

use bitslice::Masks;
use scalar::Keys;
use zeroize::Zeroizing;

pub(super) type Block = [u8; 8];

/// Rounds of three DES.
const ROUNDS: usize = 48;

/// So many blocks take as long one after the other as a register full of them does.
const BITSLICE_FROM: usize = 28;

/// Up to so many take less in registers of bytes than AVX2 takes for a register full of bits.
#[cfg(target_arch = "x86_64")]
const BYTES_TO: usize = 128;

/// So many blocks take less through look-up tables than in registers of bytes. Rests of longer messages do not go there:
/// nothing of these is looked up in memory.
#[cfg(target_arch = "x86_64")]
const FEW: usize = 3;

/// Lanes of ordinary registers.
const PORTABLE: usize = 64;

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
    /// The widest that the processor has, and those that it permutes.
    Any,
    /// As `Any`, where it does not permute them.
    #[cfg(test)]
    Avx512,
    /// No wider than AVX2 has them.
    #[cfg(test)]
    Avx2,
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
            Width::Any => best(blocks, keys, masks, decrypt),
            #[cfg(test)]
            Width::Avx512 => at_most_avx512(blocks, masks, decrypt),
            #[cfg(test)]
            Width::Avx2 => at_most_avx2(blocks, masks, decrypt),
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

/// Works on what registers are worth their while for, and leaves the rest.
#[cfg(target_arch = "x86_64")]
fn best<'a>(blocks: &'a mut [Block], keys: &Keys, masks: &Masks, decrypt: bool) -> &'a mut [Block] {
    use vector::{avx2, avx512};
    if !(permute::available() && avx2::available() && avx512::available()) {
        return at_most_avx512(blocks, masks, decrypt);
    }
    if blocks.len() <= FEW {
        return blocks;
    }
    let rest = batches(blocks, avx2::LANES, |batch| avx512::transform(batch, masks, decrypt));
    let rest = batches(rest, BYTES_TO, |batch| avx2::transform(batch, masks, decrypt));
    let rest = batches(rest, permute::LANES, |batch: &mut [Block; 2 * permute::LANES]| {
        permute::transform(batch.as_chunks_mut().0, keys, decrypt);
    });
    batches(rest, 0, |batch| permute::transform(std::slice::from_mut(batch), keys, decrypt))
}

#[cfg(not(target_arch = "x86_64"))]
fn best<'a>(blocks: &'a mut [Block], _: &Keys, masks: &Masks, decrypt: bool) -> &'a mut [Block] {
    portable(blocks, masks, decrypt)
}

#[cfg(target_arch = "x86_64")]
fn at_most_avx512<'a>(blocks: &'a mut [Block], masks: &Masks, decrypt: bool) -> &'a mut [Block] {
    use vector::{avx2, avx512};
    if !avx512::available() {
        return at_most_avx2(blocks, masks, decrypt);
    }
    let rest = batches(blocks, avx2::LANES, |batch| avx512::transform(batch, masks, decrypt));
    at_most_avx2(rest, masks, decrypt)
}

#[cfg(target_arch = "x86_64")]
fn at_most_avx2<'a>(blocks: &'a mut [Block], masks: &Masks, decrypt: bool) -> &'a mut [Block] {
    use vector::avx2;
    if !avx2::available() {
        return portable(blocks, masks, decrypt);
    }
    let rest = batches(blocks, PORTABLE, |batch| avx2::transform(batch, masks, decrypt));
    portable(rest, masks, decrypt)
}

#[cfg(all(test, not(target_arch = "x86_64")))]
use {portable as at_most_avx2, portable as at_most_avx512};

fn portable<'a>(blocks: &'a mut [Block], masks: &Masks, decrypt: bool) -> &'a mut [Block] {
    batches(blocks, BITSLICE_FROM - 1, |batch: &mut [Block; PORTABLE]| bitslice::run::<u64>(batch, masks, decrypt))
}

/// Works on registers full of blocks, and on one that is not quite full, unless it has so few that `narrower` ones do.
fn batches<const LANES: usize>(
    blocks: &mut [Block],
    narrower: usize,
    mut work: impl FnMut(&mut [Block; LANES]),
) -> &mut [Block] {
    let (full, rest) = blocks.as_chunks_mut();
    full.iter_mut().for_each(&mut work);
    if rest.len() <= narrower {
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
