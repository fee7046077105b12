//! Putting words together so that they can be listened to.

use crate::locale::{counted, grouped};

/// A full stop behind words that have no end of their own.
pub(super) fn ended(words: &str) -> String {
    let words = words.trim_end();
    let last = words.trim_end_matches(['”', '"', '’', '»', ')']).chars().next_back();
    if last.is_none_or(|c| matches!(c, '.' | '!' | '?' | '…' | ':' | '。' | '！' | '？' | '؟' | '।'))
    {
        words.to_owned()
    } else {
        format!("{words}.")
    }
}

/// Sentences one behind the other; empty parts are left out.
pub(super) fn sentences(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).map(|part| ended(&part)).collect::<Vec<_>>().join(" ")
}

/// Minutes to read; `about` where they are estimated.
pub(super) fn minutes(minutes: u32, exact: bool) -> String {
    format!("{}{}", if exact { "" } else { "about " }, counted(minutes, "minute", "minutes"))
}

/// `9 unread`, or nothing.
pub(super) fn unread(many: impl Into<u64>) -> Option<String> {
    let many = many.into();
    (many > 0).then(|| format!("{} unread", grouped(many)))
}

/// What the screen says in one line, without the marks that are there to be seen.
pub(super) fn spoken(words: &str) -> String {
    let words = words.trim_start_matches(['★', '☆', '!', '~']).trim_start();
    words.replace(" · ", ", ").replace('\u{a0}', " ")
}
