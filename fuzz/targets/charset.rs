//! Bytes → text; what must hold is said once, beside the tests.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/it/never/bodies/charset.rs"]
mod charset;

fuzz_target!(|bytes: &[u8]| charset::charset(bytes));
