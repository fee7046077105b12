//! Lines of the program's own words with text from outside among them.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use super::{PAIRS, PARTS, has_right_to_left, is_from_the_right, line_as_seen};

/// FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE. Text from outside has none of them (`news::Text`), and a screen
/// gives them no column.
const ISOLATE: (char, char) = ('\u{2068}', '\u{2069}');

/// A text from outside, a title or a name, for a line of the program's words: [`words_as_seen`] turns it by itself. It
/// may be cut; the ellipsis then goes where it ends.
pub fn told(text: &str) -> Cow<'_, str> {
    if has_right_to_left(text) {
        Cow::Owned(format!("{}{text}{}", ISOLATE.0, ISOLATE.1))
    } else {
        Cow::Borrowed(text)
    }
}

/// A line of the program's own words with text from outside in it, in the order of the eye: the words stay where they
/// are. What is [`told`] goes in its own direction. Elsewhere, of each part between dots, what runs from the right is
/// turned round in its place, from its first such letter to its last, with the numbers beside it (a date) and what ends
/// it (`!`, `…`).
pub fn words_as_seen(line: &str) -> Cow<'_, str> {
    if !has_right_to_left(line) {
        return Cow::Borrowed(line);
    }
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((words, behind)) = rest.split_once(ISOLATE.0) {
        put_words(words, &mut out);
        let (told, behind) = behind.split_once(ISOLATE.1).unwrap_or((behind, ""));
        out.push_str(&line_as_seen(told));
        rest = behind;
    }
    put_words(rest, &mut out);
    Cow::Owned(out)
}

fn put_words(words: &str, out: &mut String) {
    for (at, part) in words.split(PARTS).enumerate() {
        if at > 0 {
            out.push_str(PARTS);
        }
        let (before, turned, behind) = stretch(part);
        out.push_str(before);
        out.push_str(&line_as_seen(turned));
        out.push_str(behind);
    }
}

/// A part in three: what stays, what is turned round, what stays.
fn stretch(part: &str) -> (&str, &str, &str) {
    let is_turned = |(_, cluster): &(usize, &str)| cluster.contains(is_from_the_right);
    let Some(first) = part.find(is_from_the_right) else { return (part, "", "") };
    let Some(mut end) = part.grapheme_indices(true).rfind(is_turned).map(|(at, last)| at + last.len()) else {
        return (part, "", "");
    };
    loop {
        let rest = part.get(end..).unwrap_or_default();
        let number = number_behind(rest);
        match rest.chars().next() {
            _ if number > 0 => end += number,
            Some(sign) if ENDS.contains(&sign) || closes(part.get(first..end).unwrap_or_default(), sign) => {
                end += sign.len_utf8();
            }
            _ => break,
        }
    }
    let from = first - number_before(part.get(..first).unwrap_or_default());
    (
        part.get(..from).unwrap_or_default(),
        part.get(from..end).unwrap_or_default(),
        part.get(end..).unwrap_or_default(),
    )
}

/// Bytes of the number that a text ends with, and of the space behind it.
fn number_before(text: &str) -> usize {
    let number = text.trim_end_matches(' ');
    let begin = number.trim_end_matches(is_of_number).len();
    let follows_space = text.get(..begin).is_some_and(|before| before.is_empty() || before.ends_with(' '));
    let has_digit = number.get(begin..).is_some_and(|number| number.contains(char::is_numeric));
    if follows_space && has_digit { text.len() - begin } else { 0 }
}

/// Bytes of the number that a text begins with, and of the space before it. Behind a comma it is of the text where the
/// text ends with it: `2025, 09:12`.
fn number_behind(text: &str) -> usize {
    let spaced = text.trim_start_matches([' ', ',', '،']);
    let number = spaced.trim_start_matches(is_of_number);
    let length = text.len() - number.len();
    let begins = spaced.starts_with(char::is_numeric) && spaced.len() < text.len();
    let adjoins = text.starts_with(' ') || number.trim().is_empty();
    let ends = number.is_empty() || !number.starts_with(char::is_alphabetic);
    if begins && adjoins && ends { length } else { 0 }
}

fn is_of_number(c: char) -> bool {
    c.is_numeric() || matches!(c, ':' | '.' | '/' | '%' | '-' | '–')
}

/// Signs that end a sentence of others, and never one of the program's in the middle of a line.
const ENDS: [char; 5] = ['!', '?', '؟', '…', '۔'];

/// Whether a bracket closes one that a text has opened.
fn closes(text: &str, sign: char) -> bool {
    let pair = PAIRS.iter().find(|(_, close)| *close == sign);
    pair.is_some_and(|(open, close)| text.matches(*open).count() > text.matches(*close).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_program_stay_where_they_are() {
        for (line, seen) in [
            ("Undone: marked read: שלום (עולם)", "Undone: marked read: (םלוע) םולש"),
            ("09:12 · 6 min · חדשות היום · ×3", "09:12 · 6 min · םויה תושדח · ×3"),
            ("Added שלום. [ and ] walk its days", "Added םולש. [ and ] walk its days"),
            ("“היום!”", "“!םויה”"),
            ("שם בדוי · Dateline", "יודב םש · Dateline"),
            ("1 of 3 sources failed; العربية: HTTP 404", "1 of 3 sources failed; ةيبرعلا: HTTP 404"),
            ("plain", "plain"),
            ("الخميس، 13 نوفمبر 2025", "2025 ربمفون 13 ،سيمخلا"),
            ("13 نوفمبر · 5 stories, 4 unread", "ربمفون 13 · 5 stories, 4 unread"),
            ("busiest 13 نوفمبر 2025 with 5 stories", "busiest 2025 ربمفون 13 with 5 stories"),
            ("fetched 13 نوفمبر 2025, 09:40", "fetched 09:40 ,2025 ربمفون 13"),
            ("‹ نوفمبر 2025 ›", "‹ 2025 ربمفون ›"),
            ("Kept: שלום, 5 stories", "Kept: םולש, 5 stories"),
        ] {
            assert_eq!(words_as_seen(line), seen);
        }
    }

    #[test]
    fn what_is_told_goes_its_own_way_among_the_words() {
        let line = format!("by {} · {} · 6 min", told("Dateline של היום בערב"), told("חדשות (News 24)"));
        assert_eq!(words_as_seen(&line), "by ברעב םויה לש Dateline · (News 24) תושדח · 6 min");
        // Cut in the middle of it, what ends it ends it.
        let line = format!("09:12 · {}", told("חדשות היום"));
        let cut: String = line.chars().take(12).chain(['…']).collect();
        assert_eq!(words_as_seen(&cut), "09:12 · …שדח");
        assert_eq!(told("plain"), "plain");
    }
}
