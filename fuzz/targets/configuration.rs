//! Text → settings and sources; what must hold is said once, beside the tests.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/it/never/bodies/configuration.rs"]
mod configuration;
#[path = "../../tests/it/never/bodies/harmless.rs"]
mod harmless;

fuzz_target!(|bytes: &[u8]| configuration::configuration(bytes));
