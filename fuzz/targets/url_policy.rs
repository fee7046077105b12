//! Text → address; what must hold is said once, beside the tests.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/it/never/bodies/address.rs"]
mod address;
#[path = "../../tests/it/never/bodies/url_policy.rs"]
mod url_policy;

fuzz_target!(|bytes: &[u8]| url_policy::url_policy(bytes));
