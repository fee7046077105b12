//! Lists of ways to other pages above and below a text, as archives of mail have them.

use super::text;
use crate::extract::link_use::linked_share;
use crate::extract::metadata::folded;
use crate::news::Block;

/// Whether a block is a list of ways to other pages, each with what it leads to before the link: `Previous message: …`.
pub(super) fn is_way(block: &Block) -> bool {
    let Block::List { items, .. } = block else { return false };
    items.iter().flatten().all(|inner| {
        let Block::Paragraph { spans, .. } = inner else { return false };
        let before: String =
            spans.iter().take_while(|span| span.link.is_none()).map(|span| span.text.as_str()).collect();
        before.trim_end_matches([' ', '[']).ends_with(':') && linked_share(spans) > 0
    })
}

/// The items of a list, folded.
pub(super) fn items_of(block: &Block) -> Vec<String> {
    let Block::List { items, .. } = block else { return Vec::new() };
    items.iter().flatten().filter_map(text).map(|text| folded(&text)).collect()
}

/// Whether a list leads where another leads too, and nowhere else.
pub(super) fn is_part(items: &[String], others: &[String]) -> bool {
    !items.is_empty() && items.iter().all(|item| others.contains(item))
}
