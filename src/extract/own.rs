//! Pages that this program wrote itself: `dateline read --format html`.
//!
//! Such a page holds the article and nothing else, its roles as classes; it is taken as it stands, so that a text
//! that was kept as a file reads as it did. Nothing here chooses or leaves out. Any page may say that it is one of
//! these: then it is shown whole.

use dom_query::{Document as Dom, NodeRef};

use super::blocks::{self, Fate};
use super::page::Page;
use super::tokens::attr;
use crate::news::{Document, Role};

/// The text of a page of our own making; `None` of any other page.
pub(super) fn document(page: &Page) -> Option<Document> {
    let article = ours(page.dom())?;
    let fate = |node: &NodeRef| {
        if node.has_name("header") && node.parent().is_some_and(|around| around.id == article.id) {
            return Fate::Drop;
        }
        let class = attr(node, "class").filter(|_| node.has_name("p"));
        match class.as_deref() {
            Some("standfirst") => Fate::As(Role::Standfirst),
            Some("deck") => Fate::As(Role::Deck),
            Some("byline") => Fate::As(Role::Byline),
            Some("credit") => Fate::As(Role::Credit),
            Some("note") => Fate::As(Role::Note),
            Some("pullquote") => Fate::As(Role::PullQuote),
            Some("footnote") => Fate::As(Role::Footnote),
            _ => Fate::Keep,
        }
    };
    Some(blocks::walk(&article, page.base(), &fate))
}

fn ours(dom: &Dom) -> Option<NodeRef<'_>> {
    let generator = dom.select_single("head > meta[name=generator]").attr("content")?;
    let article = dom.body()?.first_element_child().filter(|first| first.has_name("article"))?;
    (&*generator == "Dateline" && article.next_element_sibling().is_none()).then_some(article)
}
