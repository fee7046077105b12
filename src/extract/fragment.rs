//! A feed's own HTML → document.

use super::page::Limits;
use super::{blocks, tree};
use crate::news::{Address, Document};

/// Makes a document of the HTML that a feed carries; links are relative to `base`. The limits and
/// the cleaning are those of a page, but nothing is left out for being beside the article.
pub fn fragment(html: &str, base: &Address) -> Document {
    let limits = Limits::default();
    let html = html.get(..html.floor_char_boundary(limits.bytes)).unwrap_or(html);
    let grown = tree::grow(html, &limits);
    blocks::walk(&grown.dom.root(), base, &|_| blocks::Fate::Keep)
}
