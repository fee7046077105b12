//! Text → settings and sources: what is read, or a sentence that can be shown.

use std::path::Path;

use dateline::config::{InForce, SourcesFile};

use super::harmless::assert_harmless;

/// Holds any bytes to it.
pub fn configuration(bytes: &[u8]) {
    let raw = String::from_utf8_lossy(bytes).into_owned();
    if let Err(fault) = InForce::parse(Path::new("config.toml"), &raw) {
        assert_harmless(&fault.sentence);
    }
    if let Err(fault) = SourcesFile::in_memory(raw) {
        assert_harmless(&fault.sentence);
    }
}
