//! Text → clean text, once and for all.

use dateline::news::Text;

use super::harmless::assert_harmless;

/// Holds any bytes to it.
pub fn clean_text(bytes: &[u8]) {
    let raw = String::from_utf8_lossy(bytes).into_owned();
    for clean in [Text::line, Text::piece, Text::lines] {
        let once = clean(&raw);
        assert_harmless(&once);
        assert_eq!(clean(&once), once, "{raw:?}");
    }
}
