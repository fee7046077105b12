//! Captions that no element marks as such: found by what they say and where they stand, and given to their picture.

use super::super::credit::is_credit;
use super::super::figure::part_credit;
use super::super::inline::text_of;
use super::super::link_use::linked_share;
use super::phrases::MAKERS;
use super::{length, start_of};
use crate::news::{Block, Role, Text};

/// Characters of a caption that no element marks as one.
const MAX_CAPTION: usize = 260;
const MAX_LABEL: usize = 140;

/// Percent of a document's text that lines under pictures may be, for such lines to be captions; with
/// more, the pictures illustrate a text of short lines.
const CAPTIONS: usize = 12;

/// Finds captions by what they say and where they stand: a short paragraph that names the maker of a
/// picture at its end, and a line without an end of sentence right under a picture that has no caption.
pub(super) fn mark(mut blocks: Vec<Block>) -> Vec<Block> {
    let bare = |block: &Block| matches!(block, Block::Figure { caption, credit, .. } if caption.is_empty() && credit.is_empty());
    let labels: Vec<usize> = (1..blocks.len())
        .filter(|at| blocks.get(at - 1).is_some_and(bare) && blocks.get(*at).is_some_and(is_label_of_picture))
        .collect();
    let labelled: usize = labels.iter().filter_map(|at| blocks.get(*at)).map(length).sum();
    let few = labelled * 100 <= blocks.iter().map(length).sum::<usize>() * CAPTIONS;
    let pointing: Vec<usize> = (1..blocks.len())
        .filter(|at| blocks.get(at - 1).is_some_and(bare) && blocks.get(*at).is_some_and(points_up))
        .collect();
    for (at, block) in blocks.iter_mut().enumerate() {
        if let Block::Paragraph { role: role @ Role::Body, spans } = block {
            if pointing.binary_search(&at).is_ok() {
                if let Some(first) = spans.first_mut() {
                    first.text = Text::piece(first.text.trim_start().trim_start_matches(POINTS).trim_start());
                }
                *role = Role::Credit;
                continue;
            }
            let text = start_of(spans);
            let made = text.chars().count() <= MAX_CAPTION && names_maker(text.trim());
            if made || few && labels.binary_search(&at).is_ok() {
                *role = Role::Credit;
            }
        }
    }
    blocks
}

/// Signs that point to the picture above.
const POINTS: &[char] = &['▲', '△', '↑', '⇧', '⬆'];

/// Whether a short paragraph points to the picture above it: `▲ The bridge in June`. A sign before a number is a rise.
fn points_up(block: &Block) -> bool {
    let Block::Paragraph { role: Role::Body, spans } = block else { return false };
    let text = start_of(spans);
    let told = text.trim_start().strip_prefix(POINTS).map(str::trim_start);
    text.chars().count() <= MAX_CAPTION
        && spans.len() == 1
        && told.is_some_and(|told| !told.starts_with(|c: char| c.is_numeric() || "+-−±$€£¥₩".contains(c)))
}

/// Whether a paragraph reads as what stands under a picture: short, and no sentence.
fn is_label_of_picture(block: &Block) -> bool {
    const ENDS: &[char] = &['.', '!', '?', ':', '…', '»', '"', '”', '。', '！', '？', '।', ';', ','];
    let Block::Paragraph { role: Role::Body, spans } = block else { return false };
    let text = start_of(spans);
    let text = text.trim();
    text.chars().count() <= MAX_LABEL
        && linked_share(spans) == 0
        && !text.ends_with(ENDS)
        && !text.starts_with(['-', '–', '—', '•', '*'])
}

/// Whether a line ends with who made a picture: `A bridge. Foto: A. Writer/Agency`, `© Agency`.
pub(super) fn names_maker(text: &str) -> bool {
    const LAST: usize = 60;
    let lower = text.to_lowercase();
    let from = lower.char_indices().rev().nth(LAST).map_or(0, |(at, _)| at);
    let end = lower.get(from..).unwrap_or_default();
    let quoted = text.contains(['“', '„', '»', '"']);
    !quoted
        && (end.contains('©') && !lower.contains("copyright") && !lower.contains("rights reserved")
            || MAKERS.iter().any(|sign| end.contains(sign)) && !end.ends_with(['.', '!', '?']))
}

/// A caption that stands in a paragraph of its own goes to the picture before it.
pub(super) fn to_figures(blocks: Vec<Block>) -> Vec<Block> {
    let mut kept: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        match (kept.last_mut(), block) {
            (Some(Block::Figure { caption, credit, .. }), Block::Paragraph { role: Role::Credit, spans })
                if caption.is_empty() || credit.is_empty() =>
            {
                if caption.is_empty() && !is_credit(&start_of(&spans)) {
                    let (words, maker) = part_credit(spans);
                    *caption = words;
                    if credit.is_empty() {
                        *credit = maker;
                    }
                } else {
                    *credit = Text::line(&text_of(&spans));
                }
            }
            (_, block) => kept.push(block),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::Span;

    #[test]
    fn a_sign_that_points_up_is_told_from_a_rise() {
        let points = |text: &str| {
            points_up(&Block::Paragraph { role: Role::Body, spans: vec![Span::plain(Text::piece(text))] })
        };
        assert!(points("▲ The bridge in June") && points("↑The gate"));
        assert!(!points("▲ 3.2 percent was the rise in freight in spring") && !points("△ +4, all wards"));
    }
}
