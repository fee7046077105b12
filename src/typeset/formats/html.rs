//! An article as HTML.

use super::text;
use crate::news::Article;

/// The article as a page of its own in HTML.
pub fn html(article: &Article) -> String {
    text(&article.document).replace('&', "&amp;").replace('<', "&lt;")
}
