//! Bytes → article: a result or a fault, and clean text.

use dateline::extract::{Limits, Page, PageFacts};
use dateline::typeset::formats;

use super::address::address;
use super::harmless::assert_harmless;

/// Holds any bytes to it.
pub fn page(bytes: &[u8]) {
    let facts = PageFacts { address: address(), content_type: Some("text/html".to_owned()) };
    let Ok(page) = Page::parse(bytes, &facts, &Limits::default()) else { return };
    let Ok(article) = page.article() else { return };
    assert_harmless(&article.title);
    // In plain text tabs part the cells of a table.
    assert_harmless(&formats::text(&article.document).replace('\t', " "));
}
