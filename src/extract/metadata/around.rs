//! Where on the page something stands: at the headline, or where others than the article are spoken of.

use dom_query::{Document, NodeRef};

use super::super::tokens::{is_hidden, name, tokens};
use super::folded;

/// Words of names of elements in which those who comment speak, and of those around one that name others.
const COMMENTS: &[&str] = &["comment", "comments", "commentlist", "respond", "kommentare"];
const OTHERS: &[&str] = &[
    "related",
    "recommended",
    "teaser",
    "teasers",
    "quote",
    "caption",
    "popular",
    "latest",
    "testimonial",
    "promo",
];

/// Elements around one that are looked at.
const OUTERS: usize = 12;

/// Whether an element stands where others than the article are spoken of: in a comment, a caption, a teaser, a
/// quote, the menus, the foot of the page.
pub(super) fn is_elsewhere(node: &NodeRef) -> bool {
    let outers: Vec<NodeRef> = std::iter::once(*node).chain(node.ancestors_it(Some(OUTERS))).collect();
    let within =
        |tags: &[&str]| outers.iter().any(|outer| name(outer).is_some_and(|tag| tags.contains(&&*tag)));
    if within(&["figure", "figcaption", "nav", "blockquote", "form"])
        || (within(&["footer"]) && !within(&["article"]))
    {
        return true;
    }
    let named = |outer: &NodeRef, words: &[&str]| {
        !name(outer).is_some_and(|tag| matches!(&*tag, "body" | "html" | "article" | "main"))
            && tokens(outer).iter().any(|token| words.contains(&token.as_str()))
    };
    outers.iter().any(|outer| named(outer, COMMENTS))
        || outers.iter().take(4).any(|outer| named(outer, OTHERS))
        || outers.iter().any(|outer| outer.has_name("aside") && named(outer, &["sidebar", "widget"]))
}

/// The heading that says the title, else the first of the first level that is seen.
pub(super) fn headline<'a>(dom: &'a Document, title: &str) -> Option<NodeRef<'a>> {
    let title = folded(title);
    let headings = dom.select("h1, h2, h3");
    let seen: Vec<&NodeRef> = headings.nodes().iter().filter(|node| !is_hidden(node)).take(40).collect();
    let says = seen.iter().find(|node| !title.is_empty() && folded(&node.text()) == title);
    says.or_else(|| seen.iter().find(|node| node.has_name("h1"))).map(|node| **node)
}
