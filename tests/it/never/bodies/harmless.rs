//! What clean text is: nothing in it acts on a terminal or hides.

/// Holds a text to it.
pub fn assert_harmless(text: &str) {
    for c in text.chars() {
        let acts = c.is_control() && c != '\n';
        let turns = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let hides =
            matches!(c, '\u{200b}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}');
        assert!(!acts && !turns && !hides, "{c:?} in {text:?}");
    }
}
