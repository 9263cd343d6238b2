//! libFuzzer on the target that `FUZZ_TARGET` names: one program for all of them, as it takes long to link.
#![no_main]

use std::sync::LazyLock;

use welinkpark_fuzz::{TARGETS, Target};

static CHOSEN: LazyLock<Target> = LazyLock::new(|| {
    let name = std::env::var("FUZZ_TARGET").unwrap_or_default();
    let names = TARGETS.map(|(name, _)| name).join(", ");
    let chosen = TARGETS.iter().find(|target| target.0 == name);
    chosen.unwrap_or_else(|| panic!("FUZZ_TARGET is {name:?}, none of {names}")).1
});

libfuzzer_sys::fuzz_target!(|data: &[u8]| CHOSEN(data));
