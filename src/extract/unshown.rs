//! Text that stands where a browser shows none: for those without scripts, in a template, in a dialog.
//!
//! Asked last, and only for a page that gave nothing to read. No script is run here, so what stands in for
//! scripts is what is shown. A template or a dialog is the article only if it is long, and neither a question
//! for consent nor an offer.

use dom_query::{Document as Dom, NodeId, NodeRef};

use super::called::{self, JUNK};
use super::kernel::{self, WORTH};
use super::tokens::{attr, name, tokens};

/// Elements of that kind that are looked at.
const MOST: usize = 200;

/// Pieces of prose that make a template or a dialog more than a message.
const PIECES: usize = 3;

/// A page that has nothing but such a text.
pub(super) struct Unshown {
    pub dom: Dom,
    /// Whether browsers show it only once a script has asked for it.
    pub is_hidden: bool,
}

/// The page's longest text of that kind: one that stands in for scripts before all others.
pub(super) fn of(dom: &Dom) -> Option<Unshown> {
    let places: Vec<Place> =
        dom.root().descendants_it().filter_map(|node| place(dom, &node)).take(MOST).collect();
    let place = places.into_iter().max_by_key(|place| (place.is_instead, place.prose))?;
    Some(Unshown { dom: kernel::alone(dom, place.holder)?, is_hidden: place.is_hidden })
}

/// Where such a text stands.
struct Place {
    holder: NodeId,
    prose: usize,
    /// It stands in for what scripts would show.
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
    tokens(node).iter().any(|token| !is_own(token) && called::means(token, JUNK))
}
