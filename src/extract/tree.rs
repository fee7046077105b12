//! Text → tree, within limits.

use std::time::Duration;

use dom_query::Document;
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};

use super::effort;
use super::formulas;
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
    grow_by(html, limits, &effort::of_thread)
}

/// [`grow`], its time told by `spent`.
fn grow_by(html: &str, limits: &Limits, spent: &dyn Fn() -> Duration) -> Grown {
    let until = spent() + limits.time / 2;
    let is_over = || spent() > until;
    let caps = Caps { depth: limits.depth, formatting: FORMATTING };
    let tamed = tame(html, caps);
    let (mut grown, read) = feed(&tamed, limits, &is_over);
    // An honest page has a node for every ten bytes at most: more come from formatting that was left
    // open and is opened again in every paragraph. What follows such a place may be honest.
    if grown.cut && grown.dom.tree.len() > read / 4 {
        drop(grown);
        let tamed = tame(html, Caps { formatting: FORMATTING_STRICT, ..caps });
        grown = feed(&tamed, limits, &is_over).0;
    }
    formulas::settle(&grown.dom);
    grown
}

fn feed(html: &str, limits: &Limits, is_over: &dyn Fn() -> bool) -> (Grown, usize) {
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
        // After the last piece there is nothing left to cut.
        if read < html.len() && (document.tree.len() > limits.nodes || is_over()) {
            cut = true;
            break;
        }
    }
    (Grown { dom: parser.finish(), cut }, read)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn only_work_counts_against_the_time_of_a_page() {
        let html = format!("<p id=first>one{}<p id=last>end", "<p>more".repeat(2_000));
        let limits = Limits { time: Duration::from_secs(2), ..Limits::default() };
        // However long a busy machine takes over it, a page that costs nothing is read to its end.
        let whole = grow_by(&html, &limits, &|| Duration::from_mins(15));
        assert!(!whole.cut && whole.dom.select_single("#last").exists());
        let spent = Cell::new(Duration::ZERO);
        let costly = || {
            spent.set(spent.get() + Duration::from_millis(400));
            spent.get()
        };
        let cut = grow_by(&html, &limits, &costly);
        assert!(cut.cut && cut.dom.select_single("#first").exists());
        assert!(!cut.dom.select_single("#last").exists());
    }
}
