//! Text that stands where a browser shows none, or another page: for those without scripts, in a template, in a
//! dialog, in a frame whose page is written into it.
//!
//! Asked last, and only for a page that gave nothing to read. No script is run here, so what stands in for
//! scripts is what is shown. A template or a dialog is the article only if it is long, and neither a question
//! for consent nor an offer.

use std::cmp::Reverse;

use dom_query::{Document as Dom, NodeId, NodeRef};

use super::called::{self, JUNK};
use super::kernel::{self, WORTH};
use super::page::Limits;
use super::tokens::{attr, is_hidden, name, tokens};
use super::tree;

/// What holds such a text.
const KINDS: [&str; 3] = ["noscript", "dialog", "template"];

/// Elements of that kind that are looked at.
const MOST: usize = 200;

/// Texts that are tried before the page is taken for one without any.
const TRIES: usize = 4;

/// Names of what a site says to its visitors beside its junk.
const SAID_TO_VISITORS: [&str; 9] =
    ["terms", "privacy", "policy", "legal", "login", "signin", "signup", "vendors", "disclaimer"];

/// Pieces of prose that make a template or a dialog more than a message.
const PIECES: usize = 3;

/// A page that has nothing but such a text.
pub(super) struct Unshown {
    pub dom: Dom,
    /// Whether it stands in for what scripts would show.
    pub is_instead: bool,
    /// Whether browsers show it only once a script has asked for it.
    pub is_hidden: bool,
}

/// The page's texts of that kind, a few of them: those that stand in for scripts before all others, the longest first.
pub(super) fn of(dom: &Dom) -> impl Iterator<Item = Unshown> {
    // One in another of its kind is a part of that; so no text is counted more than once for each kind.
    let is_outermost = |node: &NodeRef| {
        let tag = name(node).filter(|tag| KINDS.contains(&&**tag));
        tag.is_some_and(|tag| !node.ancestors_it(None).any(|outer| outer.has_name(&tag)))
    };
    let root = dom.root();
    let looked_at = root.descendants_it().filter(is_outermost).take(MOST);
    let mut places: Vec<Place> = looked_at.filter_map(|node| place(dom, &node)).collect();
    places.sort_by_key(|place| Reverse((place.is_instead, place.prose)));
    let places = places.into_iter().take(TRIES).filter_map(|place| {
        let Place { holder, is_instead, is_hidden, .. } = place;
        Some(Unshown { dom: kernel::alone(dom, holder)?, is_instead, is_hidden })
    });
    framed(dom).chain(places)
}

/// The pages that are written into frames of the page, the longest first.
fn framed(dom: &Dom) -> impl Iterator<Item = Unshown> {
    let frames = dom.select("iframe[srcdoc]");
    let named = frames.nodes().iter().take(MOST).filter(|node| !is_called_other(node) && !is_hidden(node));
    let mut written: Vec<String> = named.filter_map(|node| attr(node, "srcdoc")).collect();
    written.sort_by_key(|html| Reverse(html.len()));
    written.into_iter().filter(|html| html.len() >= WORTH).take(TRIES).filter_map(|html| {
        let dom = tree::grow(&html, &Limits::default()).dom;
        let (prose, pieces) = kernel::prose_in(&dom.body()?);
        (prose >= WORTH && pieces >= PIECES).then_some(Unshown { dom, is_instead: true, is_hidden: false })
    })
}

/// Where such a text stands.
struct Place {
    holder: NodeId,
    prose: usize,
    is_instead: bool,
    is_hidden: bool,
}

fn place(dom: &Dom, node: &NodeRef) -> Option<Place> {
    let tag = name(node)?;
    let (holder, is_instead, is_hidden) = match &*tag {
        "noscript" => (*node, true, false),
        "dialog" => (*node, false, attr(node, "open").is_none()),
        "template" => (dom.tree.get(&node.element_ref()?.template_contents?)?, false, true),
        _ => return None,
    };
    let (prose, pieces) = kernel::prose_in(&holder);
    let is_worth = prose >= WORTH && (is_instead || pieces >= PIECES);
    (is_worth && !is_called_other(node)).then_some(Place { holder: holder.id, prose, is_instead, is_hidden })
}

/// Whether its names say that it is a question, an offer or what readers wrote. Every dialog may be called one.
fn is_called_other(node: &NodeRef) -> bool {
    let is_own = |token: &str| matches!(token, "modal" | "popup");
    tokens(node).iter().any(|token| {
        !is_own(token) && (called::means(token, JUNK) || SAID_TO_VISITORS.contains(&token.as_str()))
    })
}
