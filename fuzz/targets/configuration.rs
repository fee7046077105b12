//! Text → settings and sources; what must hold is said once, beside the tests.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[allow(dead_code, reason = "each target uses one of the bodies")]
#[path = "../../tests/it/never/bodies.rs"]
mod bodies;

fuzz_target!(|bytes: &[u8]| bodies::configuration(bytes));
