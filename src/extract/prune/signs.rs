//! By what an element is known to stand beside an article: its tag, its role, its label, the words in its names.

use dom_query::NodeRef;

use super::names::{FACTS, JUNK_PAIRS, LEAGUE};
use crate::extract::called::{self, JUNK};
use crate::extract::polish::{is_clock, leads_to_others};
use crate::extract::tokens::{attr, beginning, name};

/// By what an element is known to be no part of an article.
pub(super) enum Sign<'a> {
    Tag,
    Role,
    Label(String),
    Name(&'a str),
    Names(&'a str, &'a str),
}

impl Sign<'_> {
    /// The word that names it, or the words.
    pub(super) fn word(&self) -> Option<String> {
        match self {
            Sign::Tag | Sign::Role | Sign::Label(_) => None,
            Sign::Name(name) => Some((*name).to_owned()),
            Sign::Names(first, second) => Some(format!("{first} {second}")),
        }
    }
}

/// Letters of the hour over an entry, and of who said a quotation.
const HOUR: usize = 20;
const SAYS: usize = 120;

/// Whether an element that stands beside an article by its tag belongs to what it stands in: who said a quotation, the
/// hour over an entry.
fn is_of_what_is_around(node: &NodeRef, tag: &str) -> bool {
    match tag {
        "footer" => {
            let quoted = || node.ancestors_it(Some(2)).any(|outer| outer.has_name("blockquote"));
            matches!(beginning(node, SAYS), (text, true) if !text.contains('©')) && quoted()
        }
        "aside" => matches!(beginning(node, HOUR), (text, true) if is_clock(&text)),
        _ => false,
    }
}

/// Whether an element of the page's own making is called what stands beside an article: `site-nav`, `x-footer`.
pub(super) fn is_made_beside(node: &NodeRef) -> bool {
    const BESIDE: &[&str] = &["nav", "navbar", "navigation", "footer", "sidebar", "breadcrumbs"];
    let tag = name(node);
    tag.as_deref().and_then(|tag| tag.rsplit_once('-')).is_some_and(|(_, last)| BESIDE.contains(&last))
}

/// Nodes of a box that are looked at for what may be the story's own.
const LOOKED_AT: usize = 200;

/// Whether a box with names that mean two things holds what belongs to the story.
fn is_of_the_story(called: (&str, &str), node: &NodeRef) -> bool {
    let count = |tag: &str| node.descendants_it().take(LOOKED_AT).filter(|inner| inner.has_name(tag)).count();
    match called {
        LEAGUE => count("a") * 2 < count("tr"),
        FACTS => count("p") > 0,
        _ => false,
    }
}

/// Letters of paragraphs that are no titles of other stories.
const PARAGRAPHS: usize = 120;

/// Whether a box holds paragraphs that lead nowhere: part of the story, whatever the box is labelled.
fn holds_prose(node: &NodeRef) -> bool {
    let is_link = |inner: NodeRef| inner.has_name("a");
    let leads = |inner: &NodeRef| {
        inner.ancestors_it(Some(4)).any(is_link) || inner.descendants_it().take(LOOKED_AT).any(is_link)
    };
    let paragraphs =
        node.descendants_it().take(LOOKED_AT).filter(|inner| inner.has_name("p") && !leads(inner));
    let letters = paragraphs.map(|inner| beginning(&inner, PARAGRAPHS).0.chars().count());
    letters.sum::<usize>() >= PARAGRAPHS
}

/// By what an element is known, where it is no part of an article; `tokens` are the words of its names.
pub(super) fn junk<'a>(node: &NodeRef, tokens: &'a [String]) -> Option<Sign<'a>> {
    let tag = name(node);
    let tag = tag.as_deref().unwrap_or_default();
    // A formula goes by the names of the program that sets it, which have to do with its own menu.
    if tag.starts_with("mjx-") {
        return None;
    }
    if matches!(
        tag,
        "html"
            | "body"
            | "main"
            | "article"
            | "br"
            | "img"
            | "picture"
            | "table"
            | "tr"
            | "tbody"
            | "code"
            | "pre"
            | "mark"
            | "em"
            | "strong"
            | "b"
            | "i"
    ) {
        return None;
    }
    if matches!(tag, "nav" | "aside" | "footer" | "dialog") && !is_of_what_is_around(node, tag) {
        return Some(Sign::Tag);
    }
    let role = attr(node, "role").unwrap_or_default();
    if matches!(
        role.as_str(),
        "navigation" | "complementary" | "contentinfo" | "search" | "dialog" | "menu" | "toolbar" | "tablist"
    ) {
        return Some(Sign::Role);
    }
    // A heading or a paragraph is what its container is.
    let leaf = matches!(tag, "p" | "a" | "h1" | "h2" | "h3" | "h4");
    let pair = tokens.windows(2).find_map(|pair| match pair {
        [first, second] => {
            let known = JUNK_PAIRS.iter().find(|known| **known == (first.as_str(), second.as_str()))?;
            (!is_of_the_story(*known, node)).then_some(Sign::Names(first, second))
        }
        _ => None,
    });
    let name = || tokens.iter().find(|token| called::means(token, JUNK) && !leaf);
    let label = || attr(node, "aria-label").filter(|label| leads_to_others(label) && !holds_prose(node));
    pair.or_else(|| name().map(|name| Sign::Name(name))).or_else(|| label().map(Sign::Label))
}
