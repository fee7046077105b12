//! Text → clean text; what must hold is said once, beside the tests.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/it/never/bodies/clean_text.rs"]
mod clean_text;
#[path = "../../tests/it/never/bodies/harmless.rs"]
mod harmless;

fuzz_target!(|bytes: &[u8]| clean_text::clean_text(bytes));
