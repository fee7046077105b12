//! Texts whose paragraphs are marked up as headings.

use super::start_of;
use crate::extract::words::is_unspaced;
use crate::news::{Block, Role};

/// Headings that follow one another without a line between, and characters of each, fewer where no spaces are written.
const RUN: usize = 3;
const SENTENCE: usize = 60;
const UNSPACED: usize = 25;

/// Makes paragraphs of sentences that are marked up as headings of one level, several in a row: below a heading there is
/// something else.
pub(super) fn to_paragraphs(mut blocks: Vec<Block>) -> Vec<Block> {
    let mut at = 0;
    while at < blocks.len() {
        let level = level_of(&blocks[at]);
        let run = blocks[at..].iter().take_while(|block| level.is_some() && level_of(block) == level).count();
        if run >= RUN {
            for block in &mut blocks[at..at + run] {
                if let Block::Heading { spans, .. } = block {
                    *block = Block::Paragraph { role: Role::Body, spans: std::mem::take(spans) };
                }
            }
        }
        at += run.max(1);
    }
    blocks
}

/// The level of a heading that is a sentence.
fn level_of(block: &Block) -> Option<u8> {
    // Questions in a row are headings: their answers may unfold.
    const STOPS: &[char] = &['.', '!', '…', '。', '！', '।', '۔'];
    const CLOSING: &[char] = &['”', '"', '»', '’', ')', '」', '』'];
    let Block::Heading { level: level @ 2.., spans, .. } = block else { return None };
    let text = start_of(spans);
    let text = text.trim();
    let least = if text.chars().any(is_unspaced) { UNSPACED } else { SENTENCE };
    let told = text.chars().count() >= least && text.trim_end_matches(CLOSING).ends_with(STOPS);
    (told && spans.iter().all(|span| span.link.is_none())).then_some(*level)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::{Span, Text};

    #[test]
    fn sentences_in_a_row_are_paragraphs_and_headings_stay() {
        const SAID: &str =
            "The harbour ferry made its first crossing in eleven years on Tuesday, with forty on board.";
        let heading =
            |level, text: &str| Block::Heading { level, spans: vec![Span::plain(Text::line(text))] };
        let below = || Block::Paragraph { role: Role::Body, spans: vec![Span::plain(Text::line("Yes."))] };
        let headings = |blocks: Vec<Block>| {
            let made = to_paragraphs(blocks);
            made.iter().filter(|block| matches!(block, Block::Heading { .. })).count()
        };
        assert_eq!(headings(vec![heading(4, SAID), heading(4, SAID), heading(4, SAID)]), 0);
        assert_eq!(
            headings(vec![heading(2, "The ferry"), heading(4, SAID), heading(4, SAID), heading(4, SAID)]),
            1
        );
        // Theses, each over what is said of it, and headings over headings.
        let theses = (0..3).flat_map(|_| [heading(2, SAID), below()]).collect();
        assert_eq!(headings(theses), 3);
        assert_eq!(headings(vec![heading(2, SAID), heading(3, SAID), heading(4, SAID)]), 3);
        assert_eq!(headings(vec![heading(2, SAID), heading(2, SAID), below()]), 2);
        let asked = SAID.replace("board.", "board, and who was it that paid for them?");
        assert_eq!(headings(vec![heading(3, &asked), heading(3, &asked), heading(3, &asked)]), 3);
        assert_eq!(
            headings(vec![heading(2, "Chapter one"), heading(2, "Chapter two"), heading(2, "Three")]),
            3
        );
    }
}
