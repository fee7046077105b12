//! The figures of a document in reading order, also those in quotes and lists, with the room that each has.

use super::setter::{QUOTE_COLUMNS, indents, mark_columns};
use super::walk::{Step, walk};
use crate::news::{Address, Block, Document};

/// A figure of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure<'a> {
    /// Its number: figures are counted in reading order from 0.
    pub number: u32,
    /// The block of the document that it is, or stands in.
    pub block: u32,
    /// Where its picture is.
    pub source: Option<&'a Address>,
    /// Columns that its picture has on a page of so many.
    pub columns: u16,
}

/// The figures of a document for a page of so many columns, as they are numbered there.
pub fn figures(document: &Document, columns: u16) -> Vec<Figure<'_>> {
    let mut found = Vec::new();
    // The indent of each open quote and item, and of the items of each open list.
    let (mut open, mut lists) = (Vec::new(), Vec::new());
    let mut taken = 0;
    let room = usize::from(columns);
    let enter = |open: &mut Vec<usize>, taken: &mut usize, width: usize| {
        let own = if indents(room, *taken, width) { width } else { 0 };
        *taken += own;
        open.push(own);
    };
    let blocks = (0..).zip(document.blocks.chunks(1));
    for (block, step) in blocks.flat_map(|(at, block)| walk(block).map(move |step| (at, step))) {
        match step {
            Step::QuoteStart => enter(&mut open, &mut taken, QUOTE_COLUMNS),
            Step::ListStart(start, items) => lists.push(mark_columns(start, items.len())),
            Step::ItemStart(_) => enter(&mut open, &mut taken, lists.last().copied().unwrap_or(0)),
            Step::QuoteEnd | Step::ItemEnd => taken -= open.pop().unwrap_or(0),
            Step::ListEnd => drop(lists.pop()),
            Step::Leaf(Block::Figure { source, .. }) => found.push(Figure {
                number: found.len() as u32,
                block,
                source: source.as_ref(),
                columns: room.saturating_sub(taken) as u16,
            }),
            Step::Leaf(_) => {}
        }
    }
    found
}
