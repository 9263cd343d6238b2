//! Short messages, where the processor permutes the bytes of a register (AVX-512 VBMI) and multiplies them by matrices of
//! bits (GFNI): sixteen blocks side by side, looked up in registers.
//!
//! A substitution box has as many entries as a register has bytes, so one instruction looks up all lanes. Nothing is
//! looked up in memory by key or data, so nothing leaks through the cache.
//!
//! A plane is a quarter of a register: one byte of each of sixteen blocks. Halves are kept as the boxes take them, six
//! bits a byte: plane n for box 2n + 1 in `odd`, for box 2n + 2 in `even`. The permutation behind the boxes and the
//! expansion before the next ones are one linear map.

// Registers are loaded and stored by pointers, and not every processor has what the functions ask for.
#![allow(unsafe_code)]
// Every index is a constant or runs over an array of known size.
#![allow(clippy::indexing_slicing)]

use std::arch::x86_64::{
    __m512i, _mm512_gf2p8affine_epi64_epi8, _mm512_loadu_si512, _mm512_maskz_permutexvar_epi8, _mm512_or_si512,
    _mm512_permutex2var_epi8, _mm512_set1_epi32, _mm512_setzero_si512, _mm512_shuffle_epi8, _mm512_shuffle_i32x4,
    _mm512_storeu_si512, _mm512_ternarylogic_epi64, _mm512_xor_si512,
};

use super::scalar::Keys;
use super::tables::{PERMUTATION, substitute};
use super::{Block, ROUNDS};

/// Blocks that share registers.
pub(super) const LANES: usize = 16;

pub(super) type Sixteen = [Block; LANES];

pub(super) fn available() -> bool {
    use std::arch::is_x86_feature_detected as has;
    has!("avx512f") && has!("avx512bw") && has!("avx512vbmi") && has!("gfni")
}

/// En- or decrypts the blocks if the processor can; asks again, as all below relies on it.
pub(super) fn transform(sixteens: &mut [Sixteen], keys: &Keys, decrypt: bool) {
    if !available() {
        return;
    }
    // Two side by side, so that one's latency hides the other's.
    let (pairs, rest) = sixteens.as_chunks_mut();
    for pair in pairs {
        // SAFETY: the processor can.
        unsafe { transform_in_registers::<2>(pair, keys, decrypt) };
    }
    for one in rest {
        // SAFETY: the processor can.
        unsafe { transform_in_registers::<1>(std::array::from_mut(one), keys, decrypt) };
    }
}

/// What fills a register.
#[repr(align(64))]
struct Bytes([u8; 64]);

/// One half of sixteen blocks.
#[derive(Clone, Copy)]
struct Half {
    odd: __m512i,
    even: __m512i,
}

#[target_feature(enable = "avx512f,avx512bw,avx512vbmi,gfni")]
fn transform_in_registers<const N: usize>(sixteens: &mut [Sixteen; N], keys: &Keys, decrypt: bool) {
    let zeros = Half { odd: _mm512_setzero_si512(), even: _mm512_setzero_si512() };
    let (mut left, mut right) = ([zeros; N], [zeros; N]);
    for index in 0..N {
        enter(&sixteens[index], &mut left[index], &mut right[index]);
    }
    let mut number = 0;
    for _ in 0..3 {
        for _ in 0..8 {
            round(&mut left, &right, &keys.0[if decrypt { ROUNDS - 1 - number } else { number }]);
            round(&mut right, &left, &keys.0[if decrypt { ROUNDS - 2 - number } else { number + 1 }]);
            number += 2;
        }
        // One DES ends and the next begins with its halves exchanged.
        std::mem::swap(&mut left, &mut right);
    }
    for index in 0..N {
        leave(&left[index], &right[index], &mut sixteens[index]);
    }
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi,gfni")]
fn round<const N: usize>(into: &mut [Half; N], from: &[Half; N], [odd_key, even_key]: &[u32; 2]) {
    let (odd_key, even_key) = (planes(*odd_key), planes(*even_key));
    for index in 0..N {
        let odd = _mm512_xor_si512(from[index].odd, odd_key);
        let even = _mm512_xor_si512(from[index].even, even_key);
        let some = any(substituted::<0>(odd), substituted::<2>(odd), substituted::<4>(odd));
        let more = any(substituted::<6>(odd), substituted::<1>(even), substituted::<3>(even));
        let rest = _mm512_or_si512(substituted::<5>(even), substituted::<7>(even));
        add(&mut into[index], any(some, more, rest), &BEHIND_BOXES);
    }
}

/// A round's key for four boxes, each in all lanes of its plane.
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi,gfni")]
fn planes(key: u32) -> __m512i {
    _mm512_shuffle_epi8(_mm512_set1_epi32(key.cast_signed()), load(&KEY_PLANES))
}

/// What a box makes of its plane; zeros in the others.
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi,gfni")]
fn substituted<const BOX: usize>(six: __m512i) -> __m512i {
    _mm512_maskz_permutexvar_epi8(0xffff << (16 * (BOX / 2)), six, load(&BOXES[BOX]))
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi,gfni")]
fn any(first: __m512i, second: __m512i, third: __m512i) -> __m512i {
    _mm512_ternarylogic_epi64::<0xfe>(first, second, third)
}

/// Adds what a linear map makes of four planes of whole bytes to a half.
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi,gfni")]
fn add(half: &mut Half, planes: __m512i, map: &Map) {
    let next = _mm512_shuffle_i32x4::<0b00_11_10_01>(planes, planes);
    let opposite = _mm512_shuffle_i32x4::<0b01_00_11_10>(planes, planes);
    let last = _mm512_shuffle_i32x4::<0b10_01_00_11>(planes, planes);
    half.odd = sum(half.odd, times(planes, &map.odd[0]), times(next, &map.odd[1]));
    half.odd = sum(half.odd, times(opposite, &map.odd[2]), times(last, &map.odd[3]));
    half.even = sum(half.even, times(planes, &map.even[0]), times(next, &map.even[1]));
    half.even = sum(half.even, times(opposite, &map.even[2]), times(last, &map.even[3]));
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi,gfni")]
fn sum(first: __m512i, second: __m512i, third: __m512i) -> __m512i {
    _mm512_ternarylogic_epi64::<0x96>(first, second, third)
}

/// Multiplies each byte by the matrix that stands for its eight bytes.
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi,gfni")]
fn times(bytes: __m512i, matrices: &Bytes) -> __m512i {
    _mm512_gf2p8affine_epi64_epi8::<0>(bytes, load(matrices))
}

/// The initial permutation: a block's transposition, whose bytes are then in the order of `FROM_BIT`, their bits
/// backwards. It adds to the halves, which are zeros.
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi,gfni")]
fn enter(blocks: &Sixteen, left: &mut Half, right: &mut Half) {
    let (eights, _) = blocks.as_chunks();
    // A bit of a factor chooses which bits of a matrix the product's byte gathers: with blocks for matrices, one of each
    // byte.
    let first = _mm512_gf2p8affine_epi64_epi8::<0>(load(&INITIAL), load_blocks(&eights[0]));
    let second = _mm512_gf2p8affine_epi64_epi8::<0>(load(&INITIAL), load_blocks(&eights[1]));
    add(left, _mm512_permutex2var_epi8(first, load(&LEFT_PLANES), second), &BEHIND_ENTRY);
    add(right, _mm512_permutex2var_epi8(first, load(&RIGHT_PLANES), second), &BEHIND_ENTRY);
}

/// The final permutation, which transposes back.
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi,gfni")]
fn leave(left: &Half, right: &Half, blocks: &mut Sixteen) {
    let left = _mm512_xor_si512(times(left.odd, &HIGH_BITS), times(left.even, &LOW_BITS));
    let right = _mm512_xor_si512(times(right.odd, &HIGH_BITS), times(right.even, &LOW_BITS));
    let (eights, _) = blocks.as_chunks_mut();
    let first = _mm512_permutex2var_epi8(left, load(&FIRST_BLOCKS), right);
    let second = _mm512_permutex2var_epi8(left, load(&SECOND_BLOCKS), right);
    store_blocks(_mm512_gf2p8affine_epi64_epi8::<0>(load(&FINAL), first), &mut eights[0]);
    store_blocks(_mm512_gf2p8affine_epi64_epi8::<0>(load(&FINAL), second), &mut eights[1]);
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi,gfni")]
fn load(bytes: &Bytes) -> __m512i {
    // SAFETY: they fill a register.
    unsafe { _mm512_loadu_si512(bytes.0.as_ptr().cast()) }
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi,gfni")]
fn load_blocks(blocks: &[Block; 8]) -> __m512i {
    // SAFETY: they fill a register, and `loadu` asks for no alignment.
    unsafe { _mm512_loadu_si512(blocks.as_ptr().cast()) }
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi,gfni")]
fn store_blocks(register: __m512i, blocks: &mut [Block; 8]) {
    // SAFETY: they have room for a register, and `storeu` asks for no alignment.
    unsafe { _mm512_storeu_si512(blocks.as_mut_ptr().cast(), register) };
}

/// The bit of each byte of a block, counted from its lowest, that the initial permutation makes a byte of.
const FROM_BIT: [u8; 8] = [6, 4, 2, 0, 7, 5, 3, 1];

/// For each byte of a block, `1 << FROM_BIT`.
static INITIAL: Bytes = each_block(FROM_BIT);
static FINAL: Bytes = each_block([0, 1, 2, 3, 4, 5, 6, 7]);

/// Where the bytes of four planes are in sixteen blocks.
static LEFT_PLANES: Bytes = planes_from(0);
static RIGHT_PLANES: Bytes = planes_from(4);

/// Where the bytes of eight blocks are in eight planes; those that the final transposition expects at these places.
static FIRST_BLOCKS: Bytes = blocks_from(0);
static SECOND_BLOCKS: Bytes = blocks_from(8);

/// The first bytes of a word in memory are its last.
static KEY_PLANES: Bytes = {
    let mut bytes = [0; 64];
    let mut at = 0;
    while at < 64 {
        bytes[at] = 3 - (at / LANES) as u8;
        at += 1;
    }
    Bytes(bytes)
};

/// The substitution boxes, those of `odd` in the high half of a byte.
static BOXES: [Bytes; 8] = {
    let mut boxes = [const { Bytes([0; 64]) }; 8];
    let mut number = 0;
    while number < 8 {
        let mut six = 0;
        while six < 64 {
            boxes[number].0[six] = substitute(number, six) << (4 * (1 - number % 2));
            six += 1;
        }
        number += 1;
    }
    boxes
};

/// Matrices for planes that are turned by none, one, two and three.
struct Map {
    odd: [Bytes; 4],
    even: [Bytes; 4],
}

/// From what the boxes gave, through the permutation behind them, to what the next ones take.
static BEHIND_BOXES: Map = Map { odd: expansion(0, true), even: expansion(1, true) };
/// From bytes whose bits are backwards.
static BEHIND_ENTRY: Map = Map { odd: expansion(0, false), even: expansion(1, false) };

const fn expansion(parity: usize, behind_boxes: bool) -> [Bytes; 4] {
    let mut turned = [const { Bytes([0; 64]) }; 4];
    let mut plane = 0;
    while plane < 4 {
        let mut place = 0;
        while place < 6 {
            // A box takes its own four bits and one more on each side; the last bit is before the first.
            let number = (8 * plane + 4 * parity + place + 31) % 32;
            let (from_plane, bit) = if behind_boxes {
                let number = PERMUTATION[number] as usize - 1;
                (number / 8, 7 - number % 8)
            } else {
                (number / 8, number % 8)
            };
            let matrices = &mut turned[(from_plane + 4 - plane) % 4];
            connect(matrices, 2 * plane, 5 - place, bit);
            connect(matrices, 2 * plane + 1, 5 - place, bit);
            place += 1;
        }
        plane += 1;
    }
    turned
}

/// From what the boxes take back to whole bytes: five bits of `odd` and three of `even`.
static HIGH_BITS: Bytes = shifted(3, 8, 0);
static LOW_BITS: Bytes = shifted(0, 3, 1);

const fn shifted(from: usize, to: usize, first: usize) -> Bytes {
    let mut matrices = Bytes([0; 64]);
    let mut number = 0;
    while number < 8 {
        let mut bit = from;
        while bit < to {
            connect(&mut matrices, number, bit, first + bit - from);
            bit += 1;
        }
        number += 1;
    }
    matrices
}

/// Has a matrix make one bit of another, both counted from the lowest.
const fn connect(matrices: &mut Bytes, number: usize, made: usize, of: usize) {
    matrices.0[8 * number + 7 - made] |= 1 << of;
}

const fn each_block(bits: [u8; 8]) -> Bytes {
    let mut bytes = [0; 64];
    let mut at = 0;
    while at < 64 {
        bytes[at] = 1 << bits[at % 8];
        at += 1;
    }
    Bytes(bytes)
}

const fn planes_from(first: usize) -> Bytes {
    let mut places = [0; 64];
    let mut at = 0;
    while at < 64 {
        places[at] = (8 * (at % LANES) + first + at / LANES) as u8;
        at += 1;
    }
    Bytes(places)
}

const fn blocks_from(first: usize) -> Bytes {
    let mut places = [0; 64];
    let mut at = 0;
    while at < 64 {
        let (block, row) = (at / 8, at % 8);
        places[8 * block + 7 - FROM_BIT[row] as usize] = (LANES * row + first + block) as u8;
        at += 1;
    }
    Bytes(places)
}
