//! Cells beside the text in pages that are one table: menus, offers, a column of other headlines.

use dom_query::NodeRef;

use super::Weights;
use crate::extract::tokens::name;

/// Letters of a text that fills a page, and tenths of the page's that it has.
const TEXT: u32 = 300;
const TENTHS: u32 = 6;

/// Letters of a cell beside it, and of one that is no list of links.
const BESIDE: u32 = 300;
const LABEL: u32 = 120;

/// Nodes of a cell that are looked at.
const LOOKED_AT: usize = 100;

/// Whether a cell is little beside one that has the page's text: links, or a few words without a picture.
pub(super) fn is_beside_the_text(node: &NodeRef, weights: &Weights) -> bool {
    let is_cell = |node: &NodeRef| node.has_name("td");
    let weight = weights.get(node);
    if !is_cell(node) || weight.text == 0 || weight.text > BESIDE {
        return false;
    }
    let is_text = |other: &NodeRef| {
        let other = weights.get(other).solid;
        other >= TEXT && other * 10 >= weights.total().solid * TENTHS
    };
    let beside = node.parent().is_some_and(|row| {
        row.children_it(false).any(|other| other.id != node.id && is_cell(&other) && is_text(&other))
    });
    let shown = || {
        node.descendants_it()
            .take(LOOKED_AT)
            .any(|inner| name(&inner).is_some_and(|tag| matches!(&*tag, "img" | "h1" | "h2" | "figure")))
    };
    // Sentences are a deck or a summary.
    let is_label = || weight.text <= LABEL && !node.text().contains(['.', '!', '?', '。', '।', '؟']);
    beside && (weight.linked * 2 >= weight.text || is_label()) && !shown()
}
