//! Lines that ask something of the reader, and labels that stand alone.

use super::phrases::{ASKING, CONSENT, FOLLOW_US, FOLLOWING, LABELS, OF_CONSENT, PLACES, TELL_US, WANTING};

/// Letters that such a line has at most, dots that a Turkish capital leaves behind not counted.
const LONGEST: usize = 259;

/// Whether a line asks something of the reader.
pub(in crate::extract) fn asks(text: &str, linked: bool) -> bool {
    if text.chars().filter(|c| *c != '\u{307}').nth(LONGEST).is_some() {
        return false;
    }
    let lower = super::lower(text);
    let length = lower.chars().count();
    let text = lower.trim_start_matches(|c: char| !c.is_alphabetic());
    let is_ascii = text.is_ascii();
    let follows = FOLLOWING
        .iter()
        .filter(|(first, _)| !is_ascii || first.is_ascii())
        .any(|(first, second)| text.contains(first) && text.contains(second));
    let begins = |starts: &[&str]| starts.iter().any(|start| text.starts_with(start));
    let wants = length < 160
        && begins(WANTING)
        && (linked
            || TELL_US.iter().any(|word| text.split_once(' ').is_some_and(|(_, rest)| rest.contains(word))));
    wants
        || asks_to_follow(&lower, linked)
        || length < 160 && LABELS.iter().any(|word| is_labelled(text, word, linked))
        || follows
        || length < if linked { 160 } else { 120 } && begins(ASKING)
}

/// Letters of a line that asks to follow its makers.
const FOLLOWS: usize = 100;

/// Whether a linked line asks to follow its makers in one of the places where all are. What somebody said stands in quotation marks.
fn asks_to_follow(line: &str, linked: bool) -> bool {
    const QUOTES: &[char] = &['"', '“', '”', '„', '«', '»', '「', '」', '，', ','];
    let line = line.trim_matches(|c: char| !c.is_alphanumeric() && !is_mark(c));
    linked
        && line.chars().count() <= FOLLOWS
        && !line.contains(QUOTES)
        && PLACES.iter().any(|place| line.contains(place))
        && FOLLOW_US.iter().any(|(first, last)| line.starts_with(first) && line.ends_with(last))
}

/// A vowel sign of an Indic script, which is part of a word.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{9ff}')
}

/// Words of a line that is no sentence.
const FEW: usize = 4;

/// Whether a line is a label: the word alone, before a sign, in a link, or with a word or two that end no sentence.
fn is_labelled(line: &str, word: &str, linked: bool) -> bool {
    let Some(rest) = line.strip_prefix(word) else { return false };
    let after = rest.trim_start();
    let parted = after.is_empty() || after.starts_with(|c: char| ":-–—|•·/.(…".contains(c));
    let apart = parted || rest.len() > after.len();
    let few = line.split_whitespace().count() <= FEW && !line.ends_with(['.', '!', '?', ',', ':', ';']);
    apart && (parted || linked || few)
}

/// Whether a paragraph stands in the place of something that is shown only with the reader's consent.
pub(super) fn asks_for_consent(text: &str) -> bool {
    const LONGEST: usize = 400;
    let lower = text.trim().to_lowercase();
    lower.chars().count() <= LONGEST
        && CONSENT.iter().any(|start| lower.starts_with(start))
        && OF_CONSENT.iter().any(|word| lower.contains(word))
}
