//! The sentence round a hit.

use super::Marker;
use crate::news::Text;

/// Characters of a snippet before the hit, where its sentence is longer.
const BEFORE: usize = 60;

/// The sentence in which a query's words stand first, with the most of them near its beginning; at most so
/// many characters, `…` where it was cut. `None` where the text has none of them.
pub fn snippet(text: &str, marker: &Marker, most: usize) -> Option<Text> {
    let marks = marker.in_text(text);
    let first = marks.first()?;
    let start = sentence_start(text, first.start);
    let end = sentence_end(text, first.end);
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
    let before = text.get(..hit).unwrap_or_default();
    let mut next_is_space = false;
    for (at, c) in before.char_indices().rev() {
        let wide = matches!(c, '。' | '！' | '？');
        if c == '\n' || ends_sentence(c) && (next_is_space || wide) {
            return at + c.len_utf8();
        }
        next_is_space = c.is_whitespace();
    }
    0
}

fn sentence_end(text: &str, hit: usize) -> usize {
    let behind = text.get(hit..).unwrap_or_default();
    let mut chars = behind.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c == '\n' {
            return hit + at;
        }
        let wide = matches!(c, '。' | '！' | '？');
        if ends_sentence(c) && (wide || chars.peek().is_none_or(|(_, next)| next.is_whitespace())) {
            return hit + at + c.len_utf8();
        }
    }
    text.len()
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
        let long = format!("{}needle {}", "hay ".repeat(60), "straw ".repeat(60));
        let shown = round("needle", &long, 90).unwrap();
        assert!(shown.starts_with("…hay") && shown.contains("needle") && shown.ends_with('…'), "{shown}");
        assert!(shown.chars().count() <= 92);
    }
}
