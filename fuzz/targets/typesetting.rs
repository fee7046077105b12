//! Article → lines; what must hold is said once, beside the tests.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/it/never/bodies/address.rs"]
mod address;
#[path = "../../tests/it/never/bodies/harmless.rs"]
mod harmless;
#[path = "../../tests/it/never/bodies/typesetting.rs"]
mod typesetting;

fuzz_target!(|bytes: &[u8]| typesetting::typesetting(bytes));
