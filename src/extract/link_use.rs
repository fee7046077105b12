//! Which parts of a document are links, and which of its links are used.

use crate::news::{Block, Document, Role, Span};

/// Percent of a paragraph's characters that are links.
pub(super) fn linked_share(spans: &[Span]) -> usize {
    let count = |span: &Span| span.text.chars().filter(|c| !c.is_whitespace()).count();
    let all: usize = spans.iter().map(count).sum();
    let linked: usize = spans.iter().filter(|span| span.link.is_some()).map(count).sum();
    (linked * 100).checked_div(all).unwrap_or(0)
}

/// Adds up characters of text and of links.
pub(super) fn count_links(blocks: &[Block], all: &mut usize, linked: &mut usize) {
    let mut add = |spans: &[Span]| {
        for span in spans {
            let count = span.text.chars().count();
            *all += count;
            *linked += if span.link.is_some() { count } else { 0 };
        }
    };
    for block in blocks {
        match block {
            Block::Paragraph { spans, .. } | Block::Heading { spans, .. } => add(spans),
            Block::Table { rows, .. } => {
                rows.iter().flat_map(|row| &row.cells).for_each(|cell| add(&cell.spans));
            }
            _ => {}
        }
    }
    for block in blocks {
        match block {
            Block::Quote(inner) => count_links(inner, all, linked),
            Block::List { items, .. } => items.iter().for_each(|item| count_links(item, all, linked)),
            _ => {}
        }
    }
}

/// Whether a block is nothing but links.
pub(super) fn is_links(block: &Block) -> bool {
    if let Block::Paragraph { role: Role::Credit, .. } = block {
        return false;
    }
    let (mut all, mut linked) = (0, 0);
    count_links(std::slice::from_ref(block), &mut all, &mut linked);
    all > 0 && linked * 10 >= all * 9
}

/// Links that nothing refers to any more go, and the others move up.
pub(super) fn drop_unused_links(document: &mut Document) {
    let mut used = vec![None; document.links.len()];
    each_link(&mut document.blocks, &mut |link| {
        if let Some(place) = used.get_mut(*link as usize) {
            *place = Some(0);
        }
    });
    let mut next = 0;
    let mut kept = Vec::new();
    for (place, address) in used.iter_mut().zip(document.links.drain(..)) {
        if place.is_some() {
            *place = Some(next);
            next += 1;
            kept.push(address);
        }
    }
    document.links = kept;
    each_link(&mut document.blocks, &mut |link| {
        if let Some(Some(moved)) = used.get(*link as usize) {
            *link = *moved;
        }
    });
}

fn each_link(blocks: &mut [Block], with: &mut dyn FnMut(&mut u32)) {
    let mut spans_links = |spans: &mut Vec<Span>| {
        spans.iter_mut().filter_map(|span| span.link.as_mut()).for_each(&mut *with);
    };
    for block in blocks.iter_mut() {
        match block {
            Block::Paragraph { spans, .. }
            | Block::Heading { spans, .. }
            | Block::Figure { caption: spans, .. } => spans_links(spans),
            Block::Table { caption, rows } => {
                spans_links(caption);
                rows.iter_mut().flat_map(|row| &mut row.cells).for_each(|cell| spans_links(&mut cell.spans));
            }
            _ => {}
        }
    }
    for block in blocks {
        match block {
            Block::Quote(inner) => each_link(inner, with),
            Block::List { items, .. } => items.iter_mut().for_each(|item| each_link(item, with)),
            Block::Embed { link: Some(link), .. } => with(link),
            _ => {}
        }
    }
}

/// Whether most of a document's letters are links.
pub(super) fn is_mostly_links(document: &Document) -> bool {
    let (mut all, mut linked) = (0, 0);
    count_links(&document.blocks, &mut all, &mut linked);
    linked * 2 > all
}
