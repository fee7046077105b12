//! Text → query; what must hold is said once, beside the tests.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/it/never/bodies/query.rs"]
mod query;

fuzz_target!(|bytes: &[u8]| query::query(bytes));
