//! The key schedule of DES (FIPS 46-3), three times over: encrypt, decrypt, encrypt.

use zeroize::Zeroize;

use super::ROUNDS;

/// Bits of the key that make the two halves of 28 bits, C before D.
const CHOICE_1: [u8; 56] = [
    57, 49, 41, 33, 25, 17, 9, 1, 58, 50, 42, 34, 26, 18, 10, 2, 59, 51, 43, 35, 27, 19, 11, 3, 60, 52, 44, 36, //
    63, 55, 47, 39, 31, 23, 15, 7, 62, 54, 46, 38, 30, 22, 14, 6, 61, 53, 45, 37, 29, 21, 13, 5, 28, 20, 12, 4,
];

/// Bits of both halves that make a round's key.
const CHOICE_2: [u8; 48] = [
    14, 17, 11, 24, 1, 5, 3, 28, 15, 6, 21, 10, 23, 19, 12, 4, 26, 8, 16, 7, 27, 20, 13, 2, //
    41, 52, 31, 37, 47, 55, 30, 40, 51, 45, 33, 48, 44, 49, 39, 56, 34, 53, 46, 42, 50, 36, 29, 32,
];

/// How far the halves turn before each round.
const TURNS: [u32; 16] = [1, 1, 2, 2, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 1];

/// The 48-bit keys of all rounds, first bit at bit 47, in the order in which encryption takes them.
/// Decryption takes them backwards.
pub(super) fn round_keys(key: &[u8; 24]) -> [u64; ROUNDS] {
    let mut all = [0; ROUNDS];
    let (parts, _) = key.as_chunks::<8>();
    for (index, (part, keys)) in parts.iter().zip(all.as_chunks_mut::<16>().0).enumerate() {
        expand(u64::from_be_bytes(*part), keys);
        // The middle one decrypts.
        if index == 1 {
            keys.reverse();
        }
    }
    all
}

fn expand(key: u64, keys: &mut [u64; 16]) {
    const HALF: u64 = (1 << 28) - 1;
    let mut halves = choose(key, 64, &CHOICE_1);
    for (turn, round_key) in TURNS.iter().zip(keys) {
        let turned = |half: u64| (half << turn | half >> (28 - turn)) & HALF;
        halves = turned(halves >> 28) << 28 | turned(halves & HALF);
        *round_key = choose(halves, 56, &CHOICE_2);
    }
    halves.zeroize();
}

/// The bits at `places` of a word of `width` bits, counted from 1 at its most significant end.
fn choose(word: u64, width: u32, places: &[u8]) -> u64 {
    places.iter().fold(0, |chosen, &place| chosen << 1 | word >> (width - u32::from(place)) & 1)
}
