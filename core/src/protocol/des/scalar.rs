//! Short messages: a few blocks side by side through look-up tables, so that one's latency hides another's.
//!
//! Which table entries it reads depends on key and data, as in every DES of this kind: who shares the
//! processor's cache could learn from that. The bitsliced paths have no such look-ups.

// Every index is a constant or masked to the size of its table.
#![allow(clippy::indexing_slicing)]

use zeroize::Zeroize;

use super::tables::{PERMUTATION, substitute};
use super::{Block, ROUNDS};

/// Each substitution box with the permutation behind it applied, as `ROTATED` asks for.
static TABLES: [[u32; 64]; 8] = tables();

/// Both halves are kept turned right by this, so that the input of every other box lies in the low six bits
/// of a byte; turned left by `BETWEEN` more, the inputs of the boxes between lie there.
const ROTATED: u32 = 3;
const BETWEEN: u32 = 4;
const SIX_BITS: u32 = 0x3f3f_3f3f;

/// For each round the key bits of boxes 1, 3, 5, 7 and of boxes 2, 4, 6, 8, one byte each.
#[derive(Clone)]
pub(super) struct Keys(pub(super) [[u32; 2]; ROUNDS]);

impl Keys {
    pub(super) fn new(round_keys: &[u64; ROUNDS]) -> Self {
        Self(round_keys.map(|key| {
            let six = |number: u32| (key >> (42 - 6 * number)) as u32 & 0x3f;
            let gather = |first| six(first) << 24 | six(first + 2) << 16 | six(first + 4) << 8 | six(first + 6);
            [gather(0), gather(1)]
        }))
    }
}

impl Drop for Keys {
    fn drop(&mut self) {
        self.0.as_flattened_mut().zeroize();
    }
}

pub(super) fn encrypt(keys: &Keys, blocks: &mut [Block]) {
    all(keys.0.iter(), blocks);
}

pub(super) fn decrypt(keys: &Keys, blocks: &mut [Block]) {
    all(keys.0.iter().rev(), blocks);
}

fn all<'a>(keys: impl Iterator<Item = &'a [u32; 2]> + Clone, blocks: &mut [Block]) {
    let (fours, rest) = blocks.as_chunks_mut::<4>();
    for four in fours {
        some(keys.clone(), four);
    }
    // Three side by side take less than two and one after them: they are a message of 16 bytes with its padding.
    if let Ok(three) = <&mut [Block; 3]>::try_from(&mut *rest) {
        some(keys, three);
    } else if let Ok(two) = <&mut [Block; 2]>::try_from(&mut *rest) {
        some(keys, two);
    } else if let Ok(one) = <&mut [Block; 1]>::try_from(rest) {
        some(keys, one);
    }
}

#[inline(always)]
fn some<'a, const N: usize>(mut keys: impl Iterator<Item = &'a [u32; 2]>, blocks: &mut [Block; N]) {
    let mut left = [0; N];
    let mut right = [0; N];
    for lane in 0..N {
        (left[lane], right[lane]) = enter(blocks[lane]);
    }
    for _ in 0..3 {
        for _ in 0..8 {
            if let Some(key) = keys.next() {
                round(&mut left, &right, key);
            }
            if let Some(key) = keys.next() {
                round(&mut right, &left, key);
            }
        }
        // One DES ends and the next begins with its halves exchanged.
        std::mem::swap(&mut left, &mut right);
    }
    for lane in 0..N {
        blocks[lane] = leave(left[lane], right[lane]);
    }
}

#[inline(always)]
fn round<const N: usize>(into: &mut [u32; N], from: &[u32; N], key: &[u32; 2]) {
    for lane in 0..N {
        let odd = (from[lane] ^ key[0]) & SIX_BITS;
        let even = (from[lane].rotate_left(BETWEEN) ^ key[1]) & SIX_BITS;
        into[lane] ^= joined::<N>([
            TABLES[0][(odd >> 24) as usize],
            TABLES[1][(even >> 24) as usize],
            TABLES[2][(odd >> 16 & 0x3f) as usize],
            TABLES[3][(even >> 16 & 0x3f) as usize],
            TABLES[4][(odd >> 8 & 0x3f) as usize],
            TABLES[5][(even >> 8 & 0x3f) as usize],
            TABLES[6][(odd & 0x3f) as usize],
            TABLES[7][(even & 0x3f) as usize],
        ]);
    }
}

/// Joins what the boxes gave, of which no two share a bit.
#[inline(always)]
fn joined<const N: usize>([a, b, c, d, e, f, g, h]: [u32; 8]) -> u32 {
    if N > 2 {
        // A long chain, which other lanes hide, takes fewer instructions.
        a ^ b ^ c ^ d ^ e ^ f ^ g ^ h
    } else {
        // Of two kinds of operations the compiler makes no long chain.
        (a | b) ^ (c | d) ^ (e | f) ^ (g | h)
    }
}

/// The initial permutation, as exchanges of bit groups between the halves.
#[inline(always)]
fn enter(block: Block) -> (u32, u32) {
    let word = u64::from_be_bytes(block);
    let (mut left, mut right) = ((word >> 32) as u32, word as u32);
    exchange(&mut right, &mut left, 4, 0x0f0f_0f0f);
    exchange(&mut right, &mut left, 16, 0x0000_ffff);
    exchange(&mut left, &mut right, 2, 0x3333_3333);
    exchange(&mut left, &mut right, 8, 0x00ff_00ff);
    exchange(&mut right, &mut left, 1, 0x5555_5555);
    (left.rotate_right(ROTATED), right.rotate_right(ROTATED))
}

/// The final permutation undoes the initial one.
#[inline(always)]
fn leave(left: u32, right: u32) -> Block {
    let (mut left, mut right) = (left.rotate_left(ROTATED), right.rotate_left(ROTATED));
    exchange(&mut right, &mut left, 1, 0x5555_5555);
    exchange(&mut left, &mut right, 8, 0x00ff_00ff);
    exchange(&mut left, &mut right, 2, 0x3333_3333);
    exchange(&mut right, &mut left, 16, 0x0000_ffff);
    exchange(&mut right, &mut left, 4, 0x0f0f_0f0f);
    (u64::from(left) << 32 | u64::from(right)).to_be_bytes()
}

/// Exchanges the bits of `high` under `mask << shift` with those of `low` under `mask`.
#[inline(always)]
fn exchange(low: &mut u32, high: &mut u32, shift: u32, mask: u32) {
    let differing = (*high >> shift ^ *low) & mask;
    *low ^= differing;
    *high ^= differing << shift;
}

const fn tables() -> [[u32; 64]; 8] {
    let mut tables = [[0; 64]; 8];
    let mut number = 0;
    while number < 8 {
        let mut six = 0;
        while six < 64 {
            let plain = (substitute(number, six) as u32) << (28 - 4 * number);
            let mut permuted = 0;
            let mut bit = 0;
            while bit < 32 {
                permuted |= (plain >> (32 - PERMUTATION[bit] as u32) & 1) << (31 - bit);
                bit += 1;
            }
            tables[number][six] = permuted.rotate_right(ROTATED);
            six += 1;
        }
        number += 1;
    }
    tables
}
