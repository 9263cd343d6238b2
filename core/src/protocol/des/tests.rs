//! Every path against the `des` crate and the published vectors.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use ::des::TdesEde3;
use ::des::cipher::{BlockCipherDecrypt, BlockCipherEncrypt, KeyInit};
use proptest::prelude::*;

use super::bitslice::Lanes;
use super::{BITSLICE_FROM, Block, TripleDes, Width, circuits, tables};

const WIDTHS: [Width; 5] = [Width::Any, Width::Avx512, Width::Avx2, Width::Portable, Width::Scalar];

fn sample(count: usize, seed: u64) -> Vec<Block> {
    (0..count as u64).map(|index| (index ^ seed).wrapping_mul(0x9e37_79b9_7f4a_7c15).to_le_bytes()).collect()
}

fn reference(key: &[u8; 24], blocks: &[Block], decrypt: bool) -> Vec<Block> {
    let des = TdesEde3::new(key.into());
    let mut blocks: Vec<_> = blocks.iter().map(|&block| block.into()).collect();
    if decrypt {
        des.decrypt_blocks(&mut blocks)
    } else {
        des.encrypt_blocks(&mut blocks)
    }
    blocks.into_iter().map(Into::into).collect()
}

fn check(key: &[u8; 24], plain: &[Block]) {
    let des = TripleDes::new(key);
    let sealed = reference(key, plain, false);
    let opened = reference(key, plain, true);
    for width in WIDTHS {
        let des = des.limited(width);
        let mut blocks = plain.to_vec();
        des.encrypt(&mut blocks);
        assert!(blocks == sealed, "encryption of {} blocks, {width:?}", plain.len());
        blocks.copy_from_slice(plain);
        des.decrypt(&mut blocks);
        assert!(blocks == opened, "decryption of {} blocks, {width:?}", plain.len());
    }
}

#[test]
fn every_length_around_every_threshold_is_as_the_reference_has_it() {
    let key = *b"27a06832a2214a4fa3b7105e";
    for about in [
        0,
        4,
        16,
        BITSLICE_FROM,
        32,
        48,
        64,
        64 + BITSLICE_FROM,
        128,
        256,
        256 + BITSLICE_FROM,
        320,
        512,
        512 + BITSLICE_FROM,
        512 + 128,
        512 + 256,
        1024,
    ] {
        for count in about.saturating_sub(3)..=about + 3 {
            check(&key, &sample(count, about as u64));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_key_and_length_is_as_the_reference_has_it(key: [u8; 24], count in 0usize..1200, seed: u64) {
        check(&key, &sample(count, seed));
    }
}

/// What one DES makes of a block: three times the same key is one DES.
fn once(key: u64, plain: u64) -> u64 {
    let des = TripleDes::new(&[key.to_be_bytes(); 3].concat().try_into().unwrap());
    let outcomes: Vec<u64> = WIDTHS
        .iter()
        .flat_map(|&width| [1, BITSLICE_FROM].map(|count| (width, count)))
        .map(|(width, count)| {
            let mut blocks = vec![plain.to_be_bytes(); count];
            des.limited(width).encrypt(&mut blocks);
            assert!(blocks.iter().all(|block| *block == blocks[0]), "every lane is the same");
            u64::from_be_bytes(blocks[0])
        })
        .collect();
    assert!(outcomes.iter().all(|outcome| *outcome == outcomes[0]), "every path is the same: {outcomes:x?}");
    outcomes[0]
}

#[test]
fn the_published_vectors_hold() {
    // NIST SP 800-17, tables A.1 (variable plaintext, inverse permutation), A.2 (variable key) and A.4 (substitution
    // tables), some of each.
    for (key, plain, sealed) in [
        (0x0101_0101_0101_0101, 0x8000_0000_0000_0000, 0x95f8_a5e5_dd31_d900),
        (0x0101_0101_0101_0101, 0x4000_0000_0000_0000, 0xdd7f_121c_a501_5619),
        (0x0101_0101_0101_0101, 0x2000_0000_0000_0000, 0x2e86_5310_4f38_34ea),
        (0x0101_0101_0101_0101, 0x0000_0000_0000_0001, 0x166b_40b4_4aba_4bd6),
        (0x8001_0101_0101_0101, 0, 0x95a8_d728_13da_a94d),
        (0x4001_0101_0101_0101, 0, 0x0eec_1487_dd8c_26d5),
        (0x2001_0101_0101_0101, 0, 0x7ad1_6ffb_79c4_5926),
        (0x7ca1_1045_4a1a_6e57, 0x01a1_d6d0_3977_6742, 0x690f_5b0d_9a26_939b),
        (0x0131_d961_9dc1_376e, 0x5cd5_4ca8_3def_57da, 0x7a38_9d10_354b_d271),
        (0x07a1_133e_4a0b_2686, 0x0248_d438_06f6_7172, 0x868e_bb51_cab4_599a),
        (0x3849_674c_2602_319e, 0x5145_4b58_2ddf_440a, 0x7178_876e_01f1_9b2a),
        (0x04b9_15ba_43fe_b5b6, 0x42fd_4430_5957_7fa2, 0xaf37_fb42_1f8c_4095),
        (0x0113_b970_fd34_f2ce, 0x059b_5e08_51cf_143a, 0x86a5_60f1_0ec6_d85b),
        (0x0170_f175_468f_b5e6, 0x0756_d8e0_7747_61d2, 0x0cd3_da02_0021_dc09),
        (0x4329_7fad_38e3_73fe, 0x7625_14b8_29bf_486a, 0xea67_6b2c_b7db_2b7a),
    ] {
        assert_eq!(once(key, plain), sealed, "key {key:016x}, plain {plain:016x}");
    }
    // NIST SP 800-67, appendix B.1: three keys.
    let key = *b"\x01\x23\x45\x67\x89\xab\xcd\xef\x23\x45\x67\x89\xab\xcd\xef\x01\x45\x67\x89\xab\xcd\xef\x01\x23";
    let mut blocks = *b"The qufck brown fox jump".as_chunks::<8>().0.as_array::<3>().unwrap();
    TripleDes::new(&key).encrypt(&mut blocks);
    assert_eq!(blocks.map(u64::from_be_bytes), [0xa826_fd8c_e53b_855f, 0xcce2_1c81_1225_6fe6, 0x68d5_c05d_d9b6_b900]);
}

#[test]
fn each_circuit_computes_its_table_for_all_inputs() {
    // Lane n gets the input n.
    let inputs: [u64; 6] = std::array::from_fn(|bit| {
        (0..64).filter(|six| six >> (5 - bit) & 1 == 1).fold(0, |lanes, six| lanes | 1 << six)
    });
    let circuits: [fn([u64; 6]) -> [u64; 4]; 8] = [
        circuits::s1,
        circuits::s2,
        circuits::s3,
        circuits::s4,
        circuits::s5,
        circuits::s6,
        circuits::s7,
        circuits::s8,
    ];
    for (number, circuit) in circuits.iter().enumerate() {
        let outputs = circuit(inputs);
        for six in 0..64 {
            let found = outputs.iter().fold(0, |four, lanes| four << 1 | (lanes >> six & 1) as u8);
            assert_eq!(found, tables::substitute(number, six), "S{} of {six}", number + 1);
        }
    }
}

#[test]
fn a_mask_fills_every_lane_or_none() {
    assert_eq!([u64::spread(0), u64::spread(-1)], [0, u64::MAX]);
}
