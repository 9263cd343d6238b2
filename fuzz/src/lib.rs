//! What holds for any bytes: each target panics if a promise is broken.
//!
//! `make fuzz` searches for such bytes under the guidance of coverage; `tests/replay.rs` replays the corpus, with
//! mutations, in every run of the tests.

pub mod c;
pub mod targets;
// Not by way of its crate, which would bring the sandbox into what is instrumented.
#[path = "../../tests/src/typed.rs"]
pub mod typed;

/// A target: it takes any bytes.
pub type Target = fn(&[u8]);

/// All targets, by the name of their folder under `corpus/`.
pub const TARGETS: [(&str, Target); 7] = [
    ("content", targets::content),
    ("envelope", targets::envelope),
    ("answer", targets::answer),
    ("params", targets::params),
    ("form", targets::form),
    ("explain", targets::explain),
    ("c", c::c),
];
