//! The corpus and mutations of it, without the fuzzer: a short form that every run of the tests can afford.

#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use welinkpark_fuzz::TARGETS;

/// Bytes that mean something to one of the targets.
const WORDS: [&[u8]; 14] = [
    b"\"",
    b"{",
    b"[",
    b"]}",
    b":null",
    b"\\ud800",
    b"\\u0000",
    b"%00",
    b"%",
    b"&",
    b"=",
    b"1e999",
    b"-0",
    b"9223372036854775808",
];

/// A sequence that is the same in every run, so that what fails can be run again.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % bound.max(1)
    }

    fn mutated(&mut self, seed: &[u8]) -> Vec<u8> {
        let mut data = seed.to_vec();
        for _ in 0..=self.below(4) {
            let at = self.below(data.len() + 1);
            let end = (at + self.below(8)).min(data.len());
            match self.below(5) {
                0 => data.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << (at % 8)),
                1 => drop(data.drain(at..end)),
                2 => drop(data.splice(at..at, WORDS.get(self.below(WORDS.len())).unwrap().iter().copied())),
                3 => {
                    let part = data.get(at..end).unwrap().to_vec();
                    drop(data.splice(at..at, part));
                }
                _ => data.truncate(at.max(1)),
            }
        }
        data
    }
}

#[test]
fn what_the_fuzz_targets_promise_holds_for_the_corpus_and_mutations_of_it() {
    for (name, target) in TARGETS {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(name);
        let mut files: Vec<_> = fs::read_dir(&corpus).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        assert!(files.len() >= 5, "{name}: only {} files", files.len());
        let mut random = Random(0x9e37_79b9_7f4a_7c15);
        // To explain a request is to sign it a thousand times.
        let mutations = if ["explain", "c"].contains(&name) { 3 } else { 10 };
        for path in files {
            let seed = fs::read(&path).unwrap();
            let mut tries = vec![seed.clone()];
            tries.extend((0..mutations).map(|_| random.mutated(&seed)));
            for data in tries {
                let held = catch_unwind(AssertUnwindSafe(|| target(&data)));
                assert!(held.is_ok(), "{name}, from {}: {:?}", path.display(), String::from_utf8_lossy(&data));
            }
        }
    }
}
