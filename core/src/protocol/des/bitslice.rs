//! Long messages: as many blocks at once as a register has bits, each register holding one bit of all of them.
//!
//! A substitution box becomes a Boolean circuit, a permutation a choice of registers. Nothing is looked up in
//! memory by key or data, so nothing leaks through the cache.

// Every index is a constant or runs over an array of known size.
#![allow(clippy::indexing_slicing)]

use zeroize::Zeroize;

use super::circuits::{s1, s2, s3, s4, s5, s6, s7, s8};
use super::tables::PERMUTATION;
use super::{Block, ROUNDS};

/// A register of Booleans, one for each of the blocks under work.
///
/// All of it is inlined into one function per kind of register, which the processor's features are chosen for.
pub(super) trait Lanes: Copy {
    /// The blocks whose bytes fill one register.
    type Group;

    fn load(group: &Self::Group) -> Self;
    fn store(self, group: &mut Self::Group);
    /// All ones or all zeros.
    fn spread(bit: i32) -> Self;
    /// In each 64 bits.
    fn repeat(word: u64) -> Self;
    fn shift_left(self, bits: u32) -> Self;
    fn shift_right(self, bits: u32) -> Self;
    fn and(self, other: Self) -> Self;
    /// This and not the other.
    fn and_not(self, other: Self) -> Self;
    fn or(self, other: Self) -> Self;
    fn xor(self, other: Self) -> Self;
    fn not(self) -> Self;
}

/// Each bit of each round key, 0 or −1 (all ones), which registers of any width are filled with.
#[derive(Clone)]
pub(super) struct Masks([[i32; 48]; ROUNDS]);

impl Masks {
    pub(super) fn new(round_keys: &[u64; ROUNDS]) -> Self {
        Self(round_keys.map(|key| std::array::from_fn(|bit| -i32::from(key >> (47 - bit) & 1 == 1))))
    }
}

impl Drop for Masks {
    fn drop(&mut self) {
        self.0.as_flattened_mut().zeroize();
    }
}

/// En- or decrypts as many blocks as there are lanes: 64 groups.
#[inline(always)]
pub(super) fn run<L: Lanes>(groups: &mut [L::Group], masks: &Masks, decrypt: bool) {
    let mut planes = [L::spread(0); 64];
    for (plane, group) in planes.iter_mut().zip(&*groups) {
        *plane = L::load(group);
    }
    transpose(&mut planes);

    // The initial permutation.
    let mut left = [L::spread(0); 32];
    let mut right = [L::spread(0); 32];
    for index in 0..32 {
        left[index] = planes[entry(index)];
        right[index] = planes[entry(index) + 1];
    }
    let mut number = 0;
    for _ in 0..3 {
        for _ in 0..8 {
            round(&mut left, &right, &masks.0[if decrypt { ROUNDS - 1 - number } else { number }]);
            round(&mut right, &left, &masks.0[if decrypt { ROUNDS - 2 - number } else { number + 1 }]);
            number += 2;
        }
        // One DES ends and the next begins with its halves exchanged.
        std::mem::swap(&mut left, &mut right);
    }
    for index in 0..32 {
        planes[entry(index)] = left[index];
        planes[entry(index) + 1] = right[index];
    }

    transpose(&mut planes);
    for (plane, group) in planes.iter().zip(groups) {
        plane.store(group);
    }
}

/// Where a bit of the left half lies within a block read as a little-endian word; that of the right half is next.
#[inline(always)]
const fn entry(index: usize) -> usize {
    8 * (7 - index % 8) + 6 - 2 * (index / 8)
}

#[inline(always)]
fn round<L: Lanes>(into: &mut [L; 32], from: &[L; 32], key: &[i32; 48]) {
    add(into, 0, s1(input(from, key, 0)));
    add(into, 1, s2(input(from, key, 1)));
    add(into, 2, s3(input(from, key, 2)));
    add(into, 3, s4(input(from, key, 3)));
    add(into, 4, s5(input(from, key, 4)));
    add(into, 5, s6(input(from, key, 5)));
    add(into, 6, s7(input(from, key, 6)));
    add(into, 7, s8(input(from, key, 7)));
}

/// The six bits that a box sees: four of its own and one of each neighbour.
#[inline(always)]
fn input<L: Lanes>(from: &[L; 32], key: &[i32; 48], number: usize) -> [L; 6] {
    [
        from[(4 * number + 31) % 32].xor(L::spread(key[6 * number])),
        from[4 * number].xor(L::spread(key[6 * number + 1])),
        from[4 * number + 1].xor(L::spread(key[6 * number + 2])),
        from[4 * number + 2].xor(L::spread(key[6 * number + 3])),
        from[4 * number + 3].xor(L::spread(key[6 * number + 4])),
        from[(4 * number + 4) % 32].xor(L::spread(key[6 * number + 5])),
    ]
}

#[inline(always)]
fn add<L: Lanes>(into: &mut [L; 32], number: usize, output: [L; 4]) {
    const PLACES: [usize; 32] = places();
    into[PLACES[4 * number]] = into[PLACES[4 * number]].xor(output[0]);
    into[PLACES[4 * number + 1]] = into[PLACES[4 * number + 1]].xor(output[1]);
    into[PLACES[4 * number + 2]] = into[PLACES[4 * number + 2]].xor(output[2]);
    into[PLACES[4 * number + 3]] = into[PLACES[4 * number + 3]].xor(output[3]);
}

/// Where each bit behind the boxes goes: the permutation's inverse.
const fn places() -> [usize; 32] {
    let mut places = [0; 32];
    let mut index = 0;
    while index < 32 {
        places[PERMUTATION[index] as usize - 1] = index;
        index += 1;
    }
    places
}

/// Turns registers of blocks into registers of bits, and back: 64 × 64 bits, transposed in each 64 bits.
#[inline(always)]
fn transpose<L: Lanes>(rows: &mut [L; 64]) {
    exchange(rows, 32, 0x0000_0000_ffff_ffff);
    exchange(rows, 16, 0x0000_ffff_0000_ffff);
    exchange(rows, 8, 0x00ff_00ff_00ff_00ff);
    exchange(rows, 4, 0x0f0f_0f0f_0f0f_0f0f);
    exchange(rows, 2, 0x3333_3333_3333_3333);
    exchange(rows, 1, 0x5555_5555_5555_5555);
}

/// Exchanges the upper right and the lower left quarter of each square of twice `bits`.
#[inline(always)]
fn exchange<L: Lanes>(rows: &mut [L; 64], bits: u32, mask: u64) {
    let side = bits as usize;
    let mask = L::repeat(mask);
    for pair in 0..32 {
        let upper = pair / side * 2 * side + pair % side;
        let lower = upper + side;
        let differing = rows[upper].shift_right(bits).xor(rows[lower]).and(mask);
        rows[lower] = rows[lower].xor(differing);
        rows[upper] = rows[upper].xor(differing.shift_left(bits));
    }
}

/// Sixty-four lanes, on any processor.
impl Lanes for u64 {
    type Group = Block;

    #[inline(always)]
    fn load(group: &Block) -> Self {
        Self::from_le_bytes(*group)
    }

    #[inline(always)]
    fn store(self, group: &mut Block) {
        *group = self.to_le_bytes();
    }

    #[inline(always)]
    fn spread(bit: i32) -> Self {
        i64::from(bit).cast_unsigned()
    }

    #[inline(always)]
    fn repeat(word: u64) -> Self {
        word
    }

    #[inline(always)]
    fn shift_left(self, bits: u32) -> Self {
        self << bits
    }

    #[inline(always)]
    fn shift_right(self, bits: u32) -> Self {
        self >> bits
    }

    #[inline(always)]
    fn and(self, other: Self) -> Self {
        self & other
    }

    #[inline(always)]
    fn and_not(self, other: Self) -> Self {
        self & !other
    }

    #[inline(always)]
    fn or(self, other: Self) -> Self {
        self | other
    }

    #[inline(always)]
    fn xor(self, other: Self) -> Self {
        self ^ other
    }

    #[inline(always)]
    fn not(self) -> Self {
        !self
    }
}
