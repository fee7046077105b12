//! The sentence round a hit.

use super::Marker;
use crate::news::Text;

/// Characters of a snippet before the hit, where its sentence is longer.
const BEFORE: usize = 60;
/// A sentence of fewer characters is rather an abbreviation: what follows it in the line belongs to it.
const SHORT: usize = 12;

/// The sentence in which a query's words stand first, with the most of them near its beginning; at most so
/// many characters, `…` where it was cut. `None` where the text has none of them.
pub fn snippet(text: &str, marker: &Marker, most: usize) -> Option<Text> {
    let marks = marker.in_text(text);
    let first = marks.first()?;
    let start = sentence_start(text, first.start);
    let mut end = sentence_end(text, first.end);
    while text.get(start..end)?.trim().chars().count() < SHORT
        && !text.get(end..)?.starts_with('\n')
        && end < text.len()
    {
        end = sentence_end(text, end);
    }
    let sentence = text.get(start..end)?;
    let mut from = start;
    if text.get(start..first.start)?.chars().count() > BEFORE && sentence.chars().count() > most {
        // Not too far before the hit, and at the beginning of a word.
        let back = text.get(start..first.start)?.char_indices().rev().nth(BEFORE - 1);
        let near = start + back.map_or(0, |(at, _)| at);
        let word = text.get(near..first.start)?.find(char::is_whitespace).map_or(near, |at| near + at + 1);
        from = word.min(first.start);
    }
    let cut = if from > start { "…" } else { "" };
    let piece = Text::line(&format!("{cut}{}", text.get(from..end)?.trim()));
    Some(piece.cut(most))
}

fn ends_sentence(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।')
}

fn sentence_start(text: &str, hit: usize) -> usize {
    let (before, behind) = text.split_at_checked(hit).unwrap_or_default();
    let mut goes_on = behind.chars().next().is_some_and(char::is_lowercase);
    let mut next_is_space = false;
    for (at, c) in before.char_indices().rev() {
        let wide = matches!(c, '。' | '！' | '？');
        if c == '\n' || ends_sentence(c) && (next_is_space && !goes_on || wide) {
            return at + c.len_utf8();
        }
        next_is_space = c.is_whitespace();
        goes_on = if next_is_space { goes_on } else { c.is_lowercase() };
    }
    0
}

fn sentence_end(text: &str, hit: usize) -> usize {
    let behind = text.get(hit..).unwrap_or_default();
    for (at, c) in behind.char_indices() {
        if c == '\n' && at > 0 {
            return hit + at;
        }
        let wide = matches!(c, '。' | '！' | '？');
        let after = hit + at + c.len_utf8();
        if ends_sentence(c) && (wide || is_over(text.get(after..).unwrap_or_default())) {
            return after;
        }
    }
    text.len()
}

/// Whether a sentence is over with the sign before this: a small letter goes on with it, as after `U.S.`.
fn is_over(behind: &str) -> bool {
    let is_apart = behind.chars().next().is_none_or(char::is_whitespace);
    let line = behind.split('\n').next().unwrap_or_default();
    is_apart && !line.trim_start().chars().next().is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;
    use crate::news::Day;
    use crate::query::Query;

    fn round(query: &str, text: &str, most: usize) -> Option<String> {
        let today: Day = "2026-11-13".parse().unwrap();
        let query = Query::parse(query, today, Locale::default(), false).unwrap();
        snippet(text, &query.marker(), most).map(|text| text.to_string())
    }

    #[test]
    fn the_sentence_is_shown_and_long_ones_are_cut_near_the_hit() {
        let text = "It rained 3.5 cm.\nThe talks began late. The grain corridor opens again! Nobody knows.";
        assert_eq!(round("corridor", text, 80).as_deref(), Some("The grain corridor opens again!"));
        assert_eq!(round("rained", text, 80).as_deref(), Some("It rained 3.5 cm."));
        assert_eq!(round("snow", text, 80), None);
        assert_eq!(round("人民", "天气好。中国人民很高兴。", 80).as_deref(), Some("中国人民很高兴。"));
        let text = "The U.S. economy grows. U.S. Growth is fast.\nOn the 3. of May it fell.";
        assert_eq!(round("economy", text, 80).as_deref(), Some("The U.S. economy grows."));
        assert_eq!(round("growth", text, 80).as_deref(), Some("Growth is fast."));
        assert_eq!(round("\"u s growth\"", text, 80).as_deref(), Some("U.S. Growth is fast."));
        assert_eq!(round("may", text, 80).as_deref(), Some("On the 3. of May it fell."));
        let long = format!("{}needle {}", "hay ".repeat(60), "straw ".repeat(60));
        let shown = round("needle", &long, 90).unwrap();
        assert!(shown.starts_with("…hay") && shown.contains("needle") && shown.ends_with('…'), "{shown}");
        assert!(shown.chars().count() <= 92);
    }
}
