//! 256 lanes in the registers of AVX2.

// The intrinsics for registers of the processor are unsafe, because not every processor has them.
#![allow(unsafe_code)]

use std::arch::x86_64::{
    __m256i, _mm256_and_si256, _mm256_andnot_si256, _mm256_loadu_si256, _mm256_or_si256, _mm256_set1_epi32,
    _mm256_set1_epi64x, _mm256_slli_epi64, _mm256_srli_epi64, _mm256_storeu_si256, _mm256_xor_si256,
};

use super::Block;
use super::bitslice::{Lanes, Masks, run};

/// Blocks that share the registers.
pub(super) const LANES: usize = 256;

pub(super) fn available() -> bool {
    std::arch::is_x86_feature_detected!("avx2")
}

/// En- or decrypts the blocks, if the processor has AVX2; asks again, because all below relies on it.
pub(super) fn transform(batch: &mut [Block; LANES], masks: &Masks, decrypt: bool) {
    if available() {
        // SAFETY: the processor has AVX2.
        unsafe { transform_with_avx2(batch, masks, decrypt) };
    }
}

#[target_feature(enable = "avx2")]
fn transform_with_avx2(batch: &mut [Block; LANES], masks: &Masks, decrypt: bool) {
    run::<Wide>(batch.as_chunks_mut().0, masks, decrypt);
}

/// Made in `transform_with_avx2` only, so that its methods run on processors with AVX2 only.
#[derive(Clone, Copy)]
struct Wide(__m256i);

impl Lanes for Wide {
    type Group = [Block; 4];

    #[inline(always)]
    fn load(group: &[Block; 4]) -> Self {
        // SAFETY: the processor has AVX2 (see `Wide`), the group has 32 bytes, and `loadu` asks for no alignment.
        Self(unsafe { _mm256_loadu_si256(group.as_ptr().cast()) })
    }

    #[inline(always)]
    fn store(self, group: &mut [Block; 4]) {
        // SAFETY: the processor has AVX2 (see `Wide`), the group has 32 bytes, and `storeu` asks for no alignment.
        unsafe { _mm256_storeu_si256(group.as_mut_ptr().cast(), self.0) };
    }

    #[inline(always)]
    fn spread(bit: i32) -> Self {
        // SAFETY: the processor has AVX2 (see `Wide`).
        Self(unsafe { _mm256_set1_epi32(bit) })
    }

    #[inline(always)]
    fn repeat(word: u64) -> Self {
        // SAFETY: the processor has AVX2 (see `Wide`).
        Self(unsafe { _mm256_set1_epi64x(word.cast_signed()) })
    }

    #[inline(always)]
    fn shift_left<const BITS: i32>(self) -> Self {
        // SAFETY: the processor has AVX2 (see `Wide`).
        Self(unsafe { _mm256_slli_epi64::<BITS>(self.0) })
    }

    #[inline(always)]
    fn shift_right<const BITS: i32>(self) -> Self {
        // SAFETY: the processor has AVX2 (see `Wide`).
        Self(unsafe { _mm256_srli_epi64::<BITS>(self.0) })
    }

    #[inline(always)]
    fn and(self, other: Self) -> Self {
        // SAFETY: the processor has AVX2 (see `Wide`).
        Self(unsafe { _mm256_and_si256(self.0, other.0) })
    }

    #[inline(always)]
    fn and_not(self, other: Self) -> Self {
        // SAFETY: the processor has AVX2 (see `Wide`). The intrinsic complements its first operand.
        Self(unsafe { _mm256_andnot_si256(other.0, self.0) })
    }

    #[inline(always)]
    fn or(self, other: Self) -> Self {
        // SAFETY: the processor has AVX2 (see `Wide`).
        Self(unsafe { _mm256_or_si256(self.0, other.0) })
    }

    #[inline(always)]
    fn xor(self, other: Self) -> Self {
        // SAFETY: the processor has AVX2 (see `Wide`).
        Self(unsafe { _mm256_xor_si256(self.0, other.0) })
    }

    #[inline(always)]
    fn not(self) -> Self {
        self.xor(Self::spread(-1))
    }
}
