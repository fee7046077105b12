//! The stories that a page puts below its own, to be read on without a click.

use dom_query::{Document, NodeRef};

use crate::extract::metadata::folded;
use crate::extract::tokens::is_hidden;

/// Takes out the articles with a headline of their own that follow the one whose headline is the page's title.
pub(in crate::extract) fn without_next_stories(dom: &Document, title: &str) {
    let title = folded(title);
    let articles = dom.select("article");
    let headed: Vec<(&NodeRef, String)> =
        articles.nodes().iter().filter_map(|article| Some((article, headline(article)?))).collect();
    let Some(first) = headed.iter().position(|(_, said)| !title.is_empty() && *said == title) else { return };
    for (article, said) in headed.iter().skip(first + 1) {
        let inside = article.ancestors_it(None).any(|outer| outer.has_name("article"));
        if *said != title && !inside {
            article.remove_from_parent();
        }
    }
}

/// What the heading of the first level says that stands in an article and in no other inside it.
fn headline(article: &NodeRef) -> Option<String> {
    let heading = article.descendants_it().find(|inner| inner.has_name("h1") && !is_hidden(inner))?;
    let own = heading.ancestors_it(None).find(|outer| outer.has_name("article"))?;
    let said = folded(&heading.text());
    (own.id == article.id && !said.is_empty()).then_some(said)
}
