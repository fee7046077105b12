//! Text → tree, within limits.

use std::time::Instant;

use dom_query::Document;
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};

use super::nesting::{Caps, tame};
use super::page::Limits;

/// Bytes the parser is given before its tree is looked at.
const PIECE: usize = 1024;

/// Formatting elements a page may leave open; a page that multiplies them is read again with fewer.
const FORMATTING: usize = 32;
const FORMATTING_STRICT: usize = 2;

/// A tree, and whether the limits ended it before the page did.
pub(super) struct Grown {
    pub dom: Document,
    pub cut: bool,
}

/// Parses HTML into a tree of at most [`Limits::nodes`] nodes (a little more: a piece is finished),
/// within half of [`Limits::time`]; what is there by then is kept.
pub(super) fn grow(html: &str, limits: &Limits) -> Grown {
    let started = Instant::now();
    let caps = Caps { depth: limits.depth, formatting: FORMATTING };
    let tamed = tame(html, caps);
    let (grown, read) = feed(&tamed, limits, started);
    // An honest page has a node for every ten bytes at most: more come from formatting that was left
    // open and is opened again in every paragraph. What follows such a place may be honest.
    if grown.cut && grown.dom.tree.len() > read / 4 {
        drop(grown);
        let tamed = tame(html, Caps { formatting: FORMATTING_STRICT, ..caps });
        return feed(&tamed, limits, started).0;
    }
    grown
}

fn feed(html: &str, limits: &Limits, started: Instant) -> (Grown, usize) {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let opts = ParseOpts { tree_builder, ..ParseOpts::default() };
    let mut parser = parse_document(Document::default(), opts);
    let mut read = 0;
    let mut cut = false;
    while read < html.len() {
        let end = html.floor_char_boundary((read + PIECE).min(html.len()));
        let Some(piece) = html.get(read..end) else { break };
        parser.process(StrTendril::from_slice(piece));
        read = end;
        let document = &parser.tokenizer.sink.sink;
        document.errors.borrow_mut().clear();
        if document.tree.len() > limits.nodes || started.elapsed() > limits.time / 2 {
            cut = read < html.len();
            break;
        }
    }
    (Grown { dom: parser.finish(), cut }, read)
}
