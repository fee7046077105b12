//! A walk over blocks within blocks that needs no stack of its own depth: a document may nest lists and
//! quotes deeper than a thread has stack.

use std::slice::Iter;

use crate::news::Block;

/// A step of the walk.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step<'a> {
    /// A block without blocks in it.
    Leaf(&'a Block),
    /// A quotation begins.
    QuoteStart,
    /// It ends.
    QuoteEnd,
    /// A list begins: its first number, its items.
    ListStart(Option<u32>, &'a [Vec<Block>]),
    /// Its item with this index begins.
    ItemStart(usize),
    /// The item ends.
    ItemEnd,
    /// The list ends.
    ListEnd,
}

enum Frame<'a> {
    Blocks(Iter<'a, Block>),
    Quote(Iter<'a, Block>),
    Item(Iter<'a, Block>),
    List(usize, Iter<'a, Vec<Block>>),
}

/// The steps through blocks in reading order.
pub(super) struct Walk<'a> {
    frames: Vec<Frame<'a>>,
}

/// Walks over blocks in reading order.
pub(super) fn walk(blocks: &[Block]) -> Walk<'_> {
    Walk { frames: vec![Frame::Blocks(blocks.iter())] }
}

impl<'a> Walk<'a> {
    fn enter(&mut self, block: &'a Block) -> Step<'a> {
        match block {
            Block::Quote(inner) => {
                self.frames.push(Frame::Quote(inner.iter()));
                Step::QuoteStart
            }
            Block::List { start, items } => {
                self.frames.push(Frame::List(0, items.iter()));
                Step::ListStart(*start, items)
            }
            leaf => Step::Leaf(leaf),
        }
    }
}

impl<'a> Iterator for Walk<'a> {
    type Item = Step<'a>;

    fn next(&mut self) -> Option<Step<'a>> {
        match self.frames.last_mut()? {
            Frame::Blocks(rest) | Frame::Quote(rest) | Frame::Item(rest) => {
                if let Some(block) = rest.next() {
                    return Some(self.enter(block));
                }
            }
            Frame::List(at, rest) => {
                if let Some(item) = rest.next() {
                    let index = *at;
                    *at += 1;
                    self.frames.push(Frame::Item(item.iter()));
                    return Some(Step::ItemStart(index));
                }
            }
        }
        match self.frames.pop()? {
            Frame::Blocks(_) => None,
            Frame::Quote(_) => Some(Step::QuoteEnd),
            Frame::Item(_) => Some(Step::ItemEnd),
            Frame::List(..) => Some(Step::ListEnd),
        }
    }
}

/// Whether a list's items stand without blank lines between them: each is one short paragraph, with or
/// without lists under it.
pub(super) fn is_tight(items: &[Vec<Block>]) -> bool {
    const SHORT_BYTES: usize = 240;
    items.iter().all(|item| {
        let mut own = item.iter().filter(|block| !matches!(block, Block::List { .. }));
        match (item.first(), own.next(), own.next()) {
            (Some(Block::List { .. }) | None, None, _) => true,
            (Some(first), Some(Block::Paragraph { spans, .. }), None) => {
                !matches!(first, Block::List { .. })
                    && spans.iter().map(|span| span.text.len()).sum::<usize>() <= SHORT_BYTES
            }
            _ => false,
        }
    })
}
