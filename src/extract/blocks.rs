//! Tree → blocks.

use dom_query::NodeRef;

use crate::news::{Address, Block, Document, Role, Span, Text};

/// What becomes of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Keep,
}

/// Walks a tree.
pub(super) fn walk(dom: &dom_query::Document, _base: &Address, _fate: &dyn Fn(&NodeRef) -> Fate) -> Document {
    let mut document = Document::default();
    for node in dom.select("p, h1, h2, h3, li").nodes() {
        let spans = vec![Span::plain(Text::line(&node.text()))];
        document.blocks.push(Block::Paragraph { role: Role::Body, spans });
    }
    document
}
