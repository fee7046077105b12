//! Bytes → feed or sitemap: a result or a fault, and clean text.

use dateline::extract::{feed, sitemap};

use super::address::address;
use super::harmless::assert_harmless;

/// Holds any bytes to it.
pub fn feed(bytes: &[u8]) {
    if let Ok(read) = feed::read(bytes, &address(), None) {
        assert_harmless(&read.title);
        for item in &read.items {
            assert_harmless(&item.title);
        }
    }
    let _ = sitemap::read(bytes, &address());
}
