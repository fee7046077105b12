//! Text cut into the words that tell its language.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// A text in small letters, with one kind of apostrophe; without tables for the letters that most texts have.
fn lowered(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '’' | '‘' | 'ʻ' | 'ʼ' => out.push('\''),
            'а'..='я' => out.push(c),
            // The small letters follow the capitals (Unicode chart "Cyrillic", U+0410 to U+044F).
            'А'..='Я' => out.extend(char::from_u32(c as u32 + 0x20)),
            c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// What a character is for the words of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// A small letter or a digit.
    Small,
    /// A letter that may have a small one.
    Letter,
    /// Belongs to a word inside it.
    Apostrophe,
    /// Ends a word.
    Gap,
}

/// What a character is for the words of a text in Latin and Cyrillic letters; `None` where Unicode's tables are needed.
fn sign(c: char) -> Option<Sign> {
    Some(match c {
        'a'..='z' | '0'..='9' | 'а'..='џ' => Sign::Small,
        'A'..='Z' | 'А'..='Я' => Sign::Letter,
        '\'' | '’' | '‘' | 'ʻ' | 'ʼ' => Sign::Apostrophe,
        '\0'..='\u{7f}' | '\u{a0}' | '×' | '÷' | '–' | '—' | '…' | '“' | '”' | '„' | '«' | '»' => {
            Sign::Gap
        }
        'ß' | 'İ' => return None,
        'À'..='\u{17f}' | 'Ѐ'..='Џ' | '\u{460}'..='\u{481}' | '\u{48a}'..='\u{52f}' => Sign::Letter,
        // Some of these have their small letters elsewhere.
        '\u{180}'..='\u{24f}' if c.to_lowercase().all(|c| c <= '\u{24f}') => Sign::Letter,
        _ => return None,
    })
}

/// Gives away the words of a text in small letters: as Unicode cuts them (UAX 29), faster where it is in Latin and
/// Cyrillic letters alone.
pub(super) fn each_word(text: &str, words: &mut Words, mut found: impl FnMut(&str)) {
    if words.cut(text).is_none() {
        lowered(text).unicode_words().for_each(found);
        return;
    }
    for (range, is_small) in words.0.drain(..) {
        let word = text.get(range).unwrap_or_default();
        if is_small { found(word) } else { found(&lowered(word)) }
    }
}

/// Where words stand in a text, and whether each is in small letters.
#[derive(Default)]
pub(super) struct Words(Vec<(Range<usize>, bool)>);

impl Words {
    /// Cuts a text in Latin and Cyrillic letters.
    fn cut(&mut self, text: &str) -> Option<()> {
        self.0.clear();
        let mut word: Option<(Range<usize>, bool)> = None;
        for (at, c) in text.char_indices() {
            match (sign(c)?, &mut word) {
                (Sign::Gap | Sign::Apostrophe, None) => {}
                (Sign::Gap, Some(_)) => self.0.extend(word.take()),
                // Belongs to the word where a letter follows; one of another kind becomes the usual one.
                (Sign::Apostrophe, Some((_, is_small))) => *is_small &= c == '\'',
                (sign, Some((range, is_small))) => {
                    range.end = at + c.len_utf8();
                    *is_small &= sign == Sign::Small;
                }
                (sign, none) => *none = Some((at..at + c.len_utf8(), sign == Sign::Small)),
            }
        }
        self.0.extend(word);
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_in_latin_and_cyrillic_are_cut_without_tables() {
        let cut = |text: &str| {
            let mut words = Vec::new();
            each_word(text, &mut Words::default(), |word| words.push(word.to_owned()));
            words
        };
        assert_eq!(cut("L’État, c’est 'moi' – O'Neill"), ["l'état", "c'est", "moi", "o'neill"]);
        assert_eq!(cut("Об’єднання «Ёлка» 2-го"), ["об'єднання", "ёлка", "2", "го"]);
        assert_eq!(cut("Școala ’ ʻ it''s"), ["școala", "it''s"]);
        assert_eq!(cut("Straße İnönü 3.5"), ["straße", "i\u{307}nönü", "3.5"]);
        for c in '\0'..=char::MAX {
            let small = lowered(&c.to_string());
            let is_plain = |c: char| {
                c.is_ascii()
                    || matches!(c, 'à'..='ÿ' | '\u{100}'..='\u{24f}' | '\u{430}'..='\u{481}' | '\u{48a}'..='\u{52f}')
            };
            match sign(c) {
                Some(Sign::Small | Sign::Letter) => {
                    assert!(small.chars().all(is_plain) && c.is_alphanumeric(), "{c:?}");
                }
                Some(Sign::Apostrophe) => assert_eq!(small, "'"),
                Some(Sign::Gap) => assert!(!c.is_alphanumeric(), "{c:?}"),
                // Rare letters elsewhere, whose small ones are among these, are left to the tables.
                None => {
                    assert!(!small.chars().all(is_plain) || c > '\u{52f}', "{c:?}");
                }
            }
            assert!(sign(c) != Some(Sign::Small) || small == c.to_string(), "{c:?}");
        }
    }

    #[test]
    fn letters_become_small_as_unicode_says() {
        for c in '\0'..=char::MAX {
            let plain = c.to_lowercase().collect::<String>().replace(['’', '‘', 'ʻ', 'ʼ'], "'");
            assert_eq!(lowered(&c.to_string()), plain, "{c:?}");
        }
    }
}
