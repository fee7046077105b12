//! Where the words of a query, or of a find line, stand in a text.

use std::ops::Range;

use super::fold::fold;
use super::node::{Leaf, Node, Phrase, Place};
use super::tokens::{Token, stand_in, tokens};

/// Marks the words of a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marker {
    phrases: Vec<Phrase>,
}

impl Marker {
    pub(super) fn of(root: Option<&Node>) -> Self {
        let mut phrases = Vec::new();
        if let Some(root) = root {
            root.wanted(&mut |leaf| {
                if let Leaf::Words(phrase) = leaf
                    && matches!(phrase.place, Place::Anywhere | Place::Title)
                {
                    phrases.push(phrase.clone());
                }
            });
        }
        Self { phrases }
    }

    /// Whether there is nothing to mark.
    pub fn is_empty(&self) -> bool {
        self.phrases.is_empty()
    }

    /// The bytes of a title to mark: in order, none overlapping another.
    pub fn in_title(&self, title: &str) -> Vec<Range<usize>> {
        self.marks(title, true)
    }

    /// The bytes of a text to mark: in order, none overlapping another.
    pub fn in_text(&self, text: &str) -> Vec<Range<usize>> {
        self.marks(text, false)
    }

    fn marks(&self, text: &str, is_title: bool) -> Vec<Range<usize>> {
        let cut = tokens(text);
        let mut found = Vec::new();
        for phrase in self.phrases.iter().filter(|phrase| is_title || phrase.place == Place::Anywhere) {
            for from in 0..cut.len() {
                if let Some(range) = stands_at(phrase, &cut, from) {
                    found.push(range);
                }
            }
        }
        united(found)
    }
}

impl Phrase {
    /// Whether these words stand in a text.
    pub fn stands_in(&self, text: &str) -> bool {
        stand_in(text, &self.tokens, self.open)
    }
}

/// The bytes of the phrase, if it stands at that token.
fn stands_at(phrase: &Phrase, cut: &[Token], from: usize) -> Option<Range<usize>> {
    let here = cut.get(from..from + phrase.tokens.len())?;
    let last = phrase.tokens.len().checked_sub(1)?;
    let same = phrase.tokens.iter().zip(here).enumerate().all(|(n, (wanted, token))| {
        if phrase.open && n == last { token.text.starts_with(wanted.as_str()) } else { token.text == *wanted }
    });
    if !same {
        return None;
    }
    let start = here.first()?.range.start;
    // One sign that begins a pair is marked alone.
    let lone = phrase.open && last == 0 && phrase.tokens[0].chars().count() == 1;
    let end = if lone && !phrase.tokens[0].is_ascii() {
        start + here.first()?.text.chars().next().map_or(0, char::len_utf8)
    } else {
        here.last()?.range.end
    };
    Some(start..end.clamp(start, here.last()?.range.end))
}

/// Ranges in order; those that touch or overlap become one.
fn united(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut out: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out
}

/// Finds typed characters in a text, both folded as a search folds them: capitals and accents do not matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Find {
    wanted: Vec<char>,
}

impl Find {
    /// What to find; `None` where nothing was typed.
    pub fn new(typed: &str) -> Option<Self> {
        let wanted: Vec<char> = folded(typed.trim()).into_iter().map(|(c, _)| c).collect();
        (!wanted.is_empty()).then_some(Self { wanted })
    }

    /// The bytes where it stands, in order, none overlapping another. Any white space, also a line's end,
    /// is one space.
    pub fn places(&self, text: &str) -> Vec<Range<usize>> {
        let chars = folded(text);
        let mut out = Vec::new();
        let mut from = 0;
        while let Some(here) = chars.get(from..from + self.wanted.len()) {
            if here.first().map(|(c, _)| c) == self.wanted.first()
                && here.iter().map(|(c, _)| c).eq(self.wanted.iter())
            {
                let start = here.first().map_or(0, |(_, range)| range.start);
                let end = here.last().map_or(start, |(_, range)| range.end);
                out.push(start..end);
                from += self.wanted.len();
            } else {
                from += 1;
            }
        }
        out
    }
}

/// Each character folded, with the bytes it stands for; marks belong to the character before them.
fn folded(text: &str) -> Vec<(char, Range<usize>)> {
    let mut out: Vec<(char, Range<usize>)> = Vec::with_capacity(text.len());
    let mut buffer = [0; 4];
    for (at, c) in text.char_indices() {
        let range = at..at + c.len_utf8();
        if c.is_whitespace() {
            match out.last_mut() {
                Some((' ', last)) => last.end = range.end,
                _ => out.push((' ', range)),
            }
            continue;
        }
        // Most of most texts: a long story is gone through with each key that is typed.
        if c.is_ascii() {
            out.push((c.to_ascii_lowercase(), range));
            continue;
        }
        let written: &str = c.encode_utf8(&mut buffer);
        let parts = fold(written);
        let mut plain = parts.chars().peekable();
        if plain.peek().is_none() {
            if let Some((_, last)) = out.last_mut() {
                last.end = range.end;
            }
            continue;
        }
        out.extend(plain.map(|part| (part, range.clone())));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;
    use crate::news::Day;
    use crate::query::Query;
    use proptest::prelude::*;

    fn marked(query: &str, text: &str) -> String {
        let today: Day = "2026-11-13".parse().unwrap();
        let marker = Query::parse(query, today, Locale::default(), false).unwrap().marker();
        let mut out = String::new();
        let mut from = 0;
        for range in marker.in_text(text) {
            out.push_str(&text[from..range.start]);
            out.push_str(&format!("[{}]", &text[range.clone()]));
            from = range.end;
        }
        out + &text[from..]
    }

    #[test]
    fn words_phrases_and_pairs_are_marked() {
        for (query, text, expected) in [
            ("grain", "Grain, grains and GRAIN", "[Grain], grains and [GRAIN]"),
            ("grain*", "Grain, grains", "[Grain], [grains]"),
            ("\"grain corridor\"", "The grain corridor, grain", "The [grain corridor], grain"),
            ("elysee -talks", "L’Élysée talks", "L’[Élysée] talks"),
            ("国人", "中国人民", "中[国人]民"),
            ("国", "中国人 国", "中[国]人 [国]"),
            ("source:wire", "The wire", "The wire"),
            ("елка", "Ёлка стоит", "[Ёлка] стоит"),
            ("محمد", "مُحَمَّد هنا", "[مُحَمَّد] هنا"),
        ] {
            assert_eq!(marked(query, text), expected, "{query}");
        }
    }

    #[test]
    fn what_is_typed_is_found_whatever_its_capitals_and_accents() {
        let find = |typed: &str, text: &str| -> Vec<String> {
            let found = Find::new(typed).unwrap().places(text);
            found.into_iter().map(|range| text[range].to_owned()).collect()
        };
        assert_eq!(find("ete", "Été, l'e\u{301}te\u{301}, ETE"), ["Été", "e\u{301}te\u{301}", "ETE"]);
        assert_eq!(find("Bank", "bank Bank BANK"), ["bank", "Bank", "BANK"]);
        assert_eq!(find("ÉTÉ", "Été, ete"), ["Été", "ete"]);
        assert_eq!(find("ПРАВДА", "правда"), ["правда"]);
        assert_eq!(find("of  the", "of\nthe of the"), ["of\nthe", "of the"]);
        assert_eq!(find("国人", "中国人"), ["国人"]);
        assert!(Find::new("  ").is_none());
    }

    proptest! {
        #[test]
        fn marks_stand_in_the_text(query in "[a-zéç中国 ]{1,8}", text in any::<String>()) {
            let today: Day = "2026-11-13".parse().unwrap();
            if let Ok(query) = Query::parse(&query, today, Locale::default(), true) {
                for range in query.marker().in_text(&text) {
                    prop_assert!(text.get(range).is_some());
                }
            }
            if let Some(find) = Find::new(&query) {
                for range in find.places(&text) {
                    prop_assert!(text.get(range).is_some());
                }
            }
        }
    }
}
