//! Counting the words of a document.

use unicode_segmentation::UnicodeSegmentation;

use crate::news::{Block, Document, Role, Span};

/// The words of a document's text: headings, paragraphs, quotes, lists, tables and code count;
/// captions, bylines and credits do not. In scripts without spaces two characters are one word.
pub fn words(document: &Document) -> u32 {
    let mut count = 0;
    count_blocks(&document.blocks, &mut count);
    count
}

fn count_blocks(blocks: &[Block], count: &mut u32) {
    for block in blocks {
        match block {
            Block::Paragraph { role: Role::Byline | Role::Credit, .. }
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
    let text: String = spans.iter().map(|span| span.text.as_str()).collect();
    *count = count.saturating_add(words_in(&text));
}

/// The words of a text.
pub(super) fn words_in(text: &str) -> u32 {
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

/// Scripts written without spaces: Thai, Lao, Myanmar, Khmer, kana, Han, and the wide forms of kana.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9d}'
        | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_as_people_count_them() {
        assert_eq!(words_in("The state's budget – 3.5 billion."), 5);
        assert_eq!(words_in("Второй день визита"), 3);
        assert_eq!(words_in("首相は水曜日"), 3);
        assert_eq!(words_in("AI革命2026"), 3);
        assert_eq!(words_in("… — !"), 0);
    }
}
