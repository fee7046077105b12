//! The stories that a page puts below its own, to be read on without a click.

use dom_query::{Document, NodeRef};

use super::Weights;
use crate::extract::metadata::folded;
use crate::extract::tokens::{all_named, attr, is_hidden};
use crate::extract::words::said;

/// Characters of an article that is a story by itself. A shorter one that the rest outweigh opens a page of many
/// parts: what happened last in a live report, the first of some reviews.
const STORY: usize = 1_500;

/// Takes out the articles with a headline of their own that follow the one whose headline is the page's title.
pub(in crate::extract) fn without_next_stories(dom: &Document, title: &str) {
    let title = folded(title);
    let articles: Vec<NodeRef> = all_named(dom, "article").collect();
    let headed: Vec<(&NodeRef, String)> =
        articles.iter().filter_map(|article| Some((article, headline(article)?))).collect();
    let Some(first) = headed.iter().position(|(_, said)| !title.is_empty() && *said == title) else { return };
    let inside = |article: &NodeRef| article.ancestors_it(None).any(|outer| outer.has_name("article"));
    let others: Vec<&NodeRef> = headed
        .iter()
        .skip(first + 1)
        .filter(|(article, said)| *said != title && !inside(article))
        .map(|(article, _)| *article)
        .collect();
    let length = |article: &NodeRef| said(&article.text());
    let own = headed.get(first).map_or(0, |(article, _)| length(article));
    if own < STORY && others.iter().map(|article| length(article)).sum::<usize>() > own {
        return;
    }
    for article in others {
        article.remove_from_parent();
    }
}

/// Articles of a page that are looked at for being shown.
const MOST: usize = 50;

/// The articles of a page that hold a good part of its prose where everybody sees it.
pub(super) fn shown<'a>(body: &NodeRef<'a>, weights: &Weights) -> Vec<NodeRef<'a>> {
    let articles = body.descendants_it().filter(|inner| inner.has_name("article"));
    let heavy = articles.filter(|article| weights.is_weighty(article)).take(MOST);
    heavy
        .filter(|article| !is_hidden(article) && !article.ancestors_it(None).any(|outer| is_hidden(&outer)))
        .collect()
}

/// Whether a hidden element has nothing to do with the story that is shown: it has a headline or articles of its own,
/// or a story is shown elsewhere. What unfolds is a box, and leaves no room while it is folded.
pub(super) fn stands_apart(hidden: &NodeRef, shown: &[NodeRef]) -> bool {
    let keeps_room = attr(hidden, "style").is_some_and(|style| style.to_lowercase().contains("visibility"));
    hidden.has_name("p")
        || keeps_room
        || hidden.descendants_it().any(|inner| inner.has_name("h1") || inner.has_name("article"))
        || !shown.is_empty()
            && !hidden.ancestors_it(None).any(|outer| shown.iter().any(|article| article.id == outer.id))
}

/// What the heading of the first level says that stands in an article and in no other inside it.
fn headline(article: &NodeRef) -> Option<String> {
    let heading = article.descendants_it().find(|inner| inner.has_name("h1") && !is_hidden(inner))?;
    let own = heading.ancestors_it(None).find(|outer| outer.has_name("article"))?;
    let said = folded(&heading.text());
    (own.id == article.id && !said.is_empty()).then_some(said)
}
