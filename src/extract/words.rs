//! Counting the words of a document.

use unicode_segmentation::UnicodeSegmentation;

use crate::news::{Block, Document, Role, Span};

/// The words of a document's text: headings, paragraphs, quotes, lists, tables and code count;
/// captions, bylines, credits, repeated words, footnotes and lines that belong to the headline do not. In scripts without spaces two characters are one word.
pub fn words(document: &Document) -> u32 {
    let mut count = 0;
    count_blocks(&document.blocks, &mut count);
    count
}

fn count_blocks(blocks: &[Block], count: &mut u32) {
    for block in blocks {
        match block {
            Block::Paragraph {
                role: Role::Deck | Role::Byline | Role::Credit | Role::PullQuote | Role::Footnote,
                ..
            }
            | Block::Figure { .. }
            | Block::Embed { .. }
            | Block::Separator => {}
            Block::Paragraph { spans, .. } | Block::Heading { spans, .. } => count_spans(spans, count),
            Block::Quote(inner) => count_blocks(inner, count),
            Block::List { items, .. } => items.iter().for_each(|item| count_blocks(item, count)),
            Block::Code { text, .. } => *count = count.saturating_add(words_in(text)),
            Block::Table { rows, .. } => {
                for cell in rows.iter().flat_map(|row| &row.cells) {
                    count_spans(&cell.spans, count);
                }
            }
        }
    }
}

fn count_spans(spans: &[Span], count: &mut u32) {
    let words = match spans {
        [span] => words_in(&span.text),
        // A word may go on in the next span.
        _ => words_in(&spans.iter().map(|span| span.text.as_str()).collect::<Vec<_>>().concat()),
    };
    *count = count.saturating_add(words);
}

/// The words of a text.
pub(super) fn words_in(text: &str) -> u32 {
    if let Some(count) = plain_words(text) {
        return count;
    }
    let (mut spaced, mut unspaced) = (0_u32, 0_u32);
    for word in text.unicode_words() {
        let without_spaces = word.chars().filter(|c| is_unspaced(*c)).count() as u32;
        if without_spaces == 0 {
            spaced += 1;
        }
        unspaced += without_spaces;
    }
    spaced + unspaced.div_ceil(2)
}

/// What a character is for the end of a word (UAX 29, "Word Boundary Rules").
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Letter,
    Digit,
    /// Belongs to a word between two letters.
    BetweenLetters,
    /// Belongs to a word between two digits.
    BetweenDigits,
    /// Belongs to a word between two letters or two digits.
    Between,
    /// Belongs to the word beside it: `_`.
    Joint,
    Gap,
}

/// The words of a text in Latin, Greek and Cyrillic letters without loose marks, the common case, counted by the
/// same rules without a look into the tables; `None` where something else is in it.
fn plain_words(text: &str) -> Option<u32> {
    let (mut count, mut counted, mut last, mut between) = (0_u32, false, Part::Gap, None);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
        let part = part(c)?;
        match part {
            Part::Letter | Part::Digit | Part::Joint => {
                let joined = match between.take() {
                    None => last != Part::Gap,
                    Some(Part::Between) => last == part,
                    Some(Part::BetweenLetters) => last == Part::Letter && part == Part::Letter,
                    Some(_) => last == Part::Digit && part == Part::Digit,
                };
                counted &= joined;
                if part != Part::Joint && !counted {
                    counted = true;
                    count += 1;
                }
                last = part;
                // Inside a word that is counted nothing changes.
                if part == Part::Letter {
                    rest = rest.get(letters(rest)..).unwrap_or_default();
                }
            }
            Part::Gap => (last, between) = (Part::Gap, None),
            _ if matches!(last, Part::Letter | Part::Digit) && between.is_none() => between = Some(part),
            _ => (last, between) = (Part::Gap, None),
        }
    }
    Some(count)
}

/// The bytes of the Latin letters without accents and the Cyrillic ones that a text begins with.
fn letters(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' => at += 1,
            // The first bytes of U+0400 to U+047F.
            0xd0 | 0xd1 => at += 2,
            _ => break,
        }
    }
    at
}

fn part(c: char) -> Option<Part> {
    Some(match c {
        'a'..='z' | 'A'..='Z' => Part::Letter,
        '0'..='9' => Part::Digit,
        '_' => Part::Joint,
        '.' | '\'' | '‘' | '’' => Part::Between,
        ':' | '·' => Part::BetweenLetters,
        ',' | ';' => Part::BetweenDigits,
        c if c.is_ascii() => Part::Gap,
        // Latin, Greek, Cyrillic.
        'à'..='ö'
        | 'ø'..='ÿ'
        | 'À'..='Ö'
        | 'Ø'..='ß'
        | '\u{100}'..='\u{24f}'
        | 'α'..='ω'
        | 'Α'..='Ρ'
        | 'Σ'..='Ω'
        | 'ά'..='ί'
        | 'ό'..='ώ'
        | '\u{400}'..='\u{481}'
        | '\u{48a}'..='\u{52f}' => Part::Letter,
        '\u{a0}' | '–' | '—' | '…' | '“' | '”' | '„' | '«' | '»' | '№' | '€' | '£' | '§' | '©' => {
            Part::Gap
        }
        _ => return None,
    })
}

/// Scripts written without spaces: Thai, Lao, Myanmar, Khmer, kana, Han, and the wide forms of kana.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9d}'
        | '\u{20000}'..='\u{3ffff}')
}

/// How many letters of an alphabet say as much as one sign.
pub(super) fn said_by(c: char) -> usize {
    match c {
        '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' => 3,
        '\u{ac00}'..='\u{d7a3}' => 2,
        _ => 1,
    }
}

/// The length of a text without its white space, in letters of an alphabet.
pub(super) fn said(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).map(said_by).sum()
}

/// Whether a paragraph says so much beside `few` letters of it that those are a part of its prose.
pub(super) fn says_much_more(paragraph: &str, few: usize) -> bool {
    const MUCH_MORE: usize = 120;
    said(paragraph) >= few + MUCH_MORE
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_counted_as_people_count_them() {
        assert_eq!(words_in("The state's budget – 3.5 billion."), 5);
        assert_eq!(words_in("Второй день визита"), 3);
        assert_eq!(words_in("首相は水曜日"), 3);
        assert_eq!(words_in("AI革命2026"), 3);
        assert_eq!(words_in("… — !"), 0);
    }

    proptest! {
        #[test]
        fn the_short_way_counts_as_the_tables_do(text in "[a-cA-C0-3_.'‘’:·,; \n\u{a0}àßœа-вЯёїәαώΩ–…«%!-]{0,24}") {
            prop_assert_eq!(plain_words(&text), Some(text.unicode_words().count() as u32), "{:?}", text);
        }
    }

    #[test]
    fn what_is_plain_is_in_the_tables_what_is_said_of_it() {
        for c in ('\0'..='\u{2fff}').filter(|c| part(*c).is_some()) {
            for text in [
                format!("{c}"),
                format!("a{c}a"),
                format!("1{c}1"),
                format!("a{c}1"),
                format!("1{c}a"),
                format!("_{c}_"),
            ] {
                assert_eq!(plain_words(&text), Some(text.unicode_words().count() as u32), "{text:?}");
            }
        }
    }
}
