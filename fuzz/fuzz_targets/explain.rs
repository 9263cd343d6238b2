#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| welinkpark_tests::fuzz::explain(data));
