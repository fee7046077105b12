//! An article as Markdown.

use super::text;
use crate::news::Article;

/// The article as Markdown (CommonMark with GFM tables), with its headline above or without.
pub fn markdown(article: &Article, with_head: bool) -> String {
    let body = text(&article.document);
    if with_head { format!("# {}\n\n{body}\n", article.title) } else { format!("{body}\n") }
}
