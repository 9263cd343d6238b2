//! As many lanes as a vector register of the processor has bits: 256 with AVX2, 512 with AVX-512.

// The intrinsics for registers of the processor are unsafe, because not every processor has them.
#![allow(unsafe_code)]

/// A module for one kind of register, with the intrinsics of that kind.
macro_rules! registers {
    ($module:ident, $feature:tt, $lanes:literal, $register:ident, $load:ident, $store:ident, $spread:ident,
     $repeat:ident, $left:ident, $right:ident, $and:ident, $and_not:ident, $or:ident, $xor:ident) => {
        pub(super) mod $module {
            use std::arch::x86_64::{
                _mm_cvtsi32_si128, $and, $and_not, $left, $load, $or, $register, $repeat, $right, $spread, $store, $xor,
            };

            use crate::protocol::des::Block;
            use crate::protocol::des::bitslice::{Lanes, Masks, run};

            /// Blocks that share the registers.
            pub(in super::super) const LANES: usize = $lanes;

            pub(in super::super) fn available() -> bool {
                std::arch::is_x86_feature_detected!($feature)
            }

            /// En- or decrypts the blocks if the processor has the registers; asks again, as all below relies on it.
            pub(in super::super) fn transform(batch: &mut [Block; LANES], masks: &Masks, decrypt: bool) {
                if available() {
                    // SAFETY: the processor has the registers.
                    unsafe { transform_in_registers(batch, masks, decrypt) };
                }
            }

            #[target_feature(enable = $feature)]
            fn transform_in_registers(batch: &mut [Block; LANES], masks: &Masks, decrypt: bool) {
                run::<Wide>(batch.as_chunks_mut().0, masks, decrypt);
            }

            /// Made in `transform_in_registers` only, so that its methods run on processors with these registers only.
            #[derive(Clone, Copy)]
            struct Wide($register);

            impl Lanes for Wide {
                type Group = [Block; LANES / 64];

                #[inline(always)]
                fn load(group: &Self::Group) -> Self {
                    // SAFETY: the processor has the registers (see `Wide`), the group fills one, and `loadu` asks for
                    // no alignment.
                    Self(unsafe { $load(group.as_ptr().cast()) })
                }

                #[inline(always)]
                fn store(self, group: &mut Self::Group) {
                    // SAFETY: the processor has the registers (see `Wide`), the group has room for one, and `storeu`
                    // asks for no alignment.
                    unsafe { $store(group.as_mut_ptr().cast(), self.0) };
                }

                #[inline(always)]
                fn spread(bit: i32) -> Self {
                    // SAFETY: the processor has the registers (see `Wide`).
                    Self(unsafe { $spread(bit) })
                }

                #[inline(always)]
                fn repeat(word: u64) -> Self {
                    // SAFETY: the processor has the registers (see `Wide`).
                    Self(unsafe { $repeat(word.cast_signed()) })
                }

                #[inline(always)]
                fn shift_left(self, bits: u32) -> Self {
                    // SAFETY: the processor has the registers (see `Wide`), and so SSE2.
                    Self(unsafe { $left(self.0, _mm_cvtsi32_si128(bits.cast_signed())) })
                }

                #[inline(always)]
                fn shift_right(self, bits: u32) -> Self {
                    // SAFETY: the processor has the registers (see `Wide`), and so SSE2.
                    Self(unsafe { $right(self.0, _mm_cvtsi32_si128(bits.cast_signed())) })
                }

                #[inline(always)]
                fn and(self, other: Self) -> Self {
                    // SAFETY: the processor has the registers (see `Wide`).
                    Self(unsafe { $and(self.0, other.0) })
                }

                #[inline(always)]
                fn and_not(self, other: Self) -> Self {
                    // SAFETY: the processor has the registers (see `Wide`). It complements the first operand.
                    Self(unsafe { $and_not(other.0, self.0) })
                }

                #[inline(always)]
                fn or(self, other: Self) -> Self {
                    // SAFETY: the processor has the registers (see `Wide`).
                    Self(unsafe { $or(self.0, other.0) })
                }

                #[inline(always)]
                fn xor(self, other: Self) -> Self {
                    // SAFETY: the processor has the registers (see `Wide`).
                    Self(unsafe { $xor(self.0, other.0) })
                }

                #[inline(always)]
                fn not(self) -> Self {
                    self.xor(Self::spread(-1))
                }
            }
        }
    };
}

registers!(
    avx2,
    "avx2",
    256,
    __m256i,
    _mm256_loadu_si256,
    _mm256_storeu_si256,
    _mm256_set1_epi32,
    _mm256_set1_epi64x,
    _mm256_sll_epi64,
    _mm256_srl_epi64,
    _mm256_and_si256,
    _mm256_andnot_si256,
    _mm256_or_si256,
    _mm256_xor_si256
);

// The compiler makes one gate of three inputs of two where it can.
registers!(
    avx512,
    "avx512f",
    512,
    __m512i,
    _mm512_loadu_si512,
    _mm512_storeu_si512,
    _mm512_set1_epi32,
    _mm512_set1_epi64,
    _mm512_sll_epi64,
    _mm512_srl_epi64,
    _mm512_and_si512,
    _mm512_andnot_si512,
    _mm512_or_si512,
    _mm512_xor_si512
);
