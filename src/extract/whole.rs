//! All of a page, nothing left out.

use super::blocks;
use super::page::Page;
use crate::news::Document;

/// The whole page as a document: also menus, lists of links and what stands beside the article.
pub fn whole(page: &Page) -> Document {
    blocks::walk(&page.dom().root(), page.base(), &|_| blocks::Fate::Keep)
}
