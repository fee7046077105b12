//! Bytes → feed or sitemap; what must hold is said once, beside the tests.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/it/never/bodies/address.rs"]
mod address;
#[path = "../../tests/it/never/bodies/feed.rs"]
mod feed;
#[path = "../../tests/it/never/bodies/harmless.rs"]
mod harmless;

fuzz_target!(|bytes: &[u8]| feed::feed(bytes));
