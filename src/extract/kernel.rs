//! The part of a page that holds its prose, freed of all that stands around it.
//!
//! Where the article was not found, it may stand in what holds no articles: a list in a list a hundred times
//! over, a table of tables, a button, a drawing, an item of a menu that nobody closed. Its container is then
//! read as if it were the page. Asked only for a page that has given little.

use std::collections::HashMap;

use dom_query::{Document as Dom, NodeId, NodeRef};

use super::by_node::ByNode;
use super::tokens::{attr, is_hidden, name};
use super::words::said;

/// Letters of a text that is no label, wherever it stands.
const PROSE: usize = 60;

/// Letters of prose that are worth a second look.
pub(super) const WORTH: usize = 400;

/// Percent of an element's prose that one of those in it must hold to be the page in its place.
const HOLDS: usize = 80;

/// Which kernels are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// Any.
    Any,
    /// Only one that stands whole in a link: its words were taken for the link's.
    InLink,
}

/// A copy of a page that has nothing but what stands in the innermost element that holds its prose; `None`
/// where that is the body itself, or there is little prose.
pub(super) fn of(dom: &Dom, asked: Asked) -> Option<Dom> {
    let body = dom.body()?;
    let prose = prose(&body);
    let weight = |node: &NodeRef| prose.get(&node.id).copied().unwrap_or_default();
    let mut kernel = body;
    while let Some(inner) =
        kernel.element_children().into_iter().find(|inner| weight(inner) * 100 >= weight(&kernel) * HOLDS)
    {
        if weight(&inner) < WORTH || inner.has_name("p") || inner.has_name("pre") {
            break;
        }
        kernel = inner;
    }
    if kernel.id == body.id || weight(&kernel) < WORTH {
        return None;
    }
    let is_linked = || kernel.has_name("a") || kernel.ancestors_it(None).any(|outer| outer.has_name("a"));
    if asked == Asked::InLink && !is_linked() {
        return None;
    }
    alone(dom, kernel.id)
}

/// Paragraphs that are links to one and the same place.
const LINKED: usize = 3;

/// A copy of a page whose paragraphs each stand in a link to one and the same place, without these links: such a link
/// leads to the text itself, or to the whole of it. `None` where there are no such paragraphs.
pub(super) fn unlinked(dom: &Dom) -> Option<Dom> {
    let copy = dom.clone();
    // The first neighbour that says something tells that there is more: a paragraph of many links is not read for each.
    let says = |node: NodeRef| said(&node.text()) > 0;
    let is_whole = |link: &NodeRef| {
        said(&link.text()) >= PROSE
            && !std::iter::successors(link.prev_sibling(), NodeRef::prev_sibling).any(says)
            && !std::iter::successors(link.next_sibling(), NodeRef::next_sibling).any(says)
    };
    let links: Vec<NodeRef> = copy.select("p > a[href]").nodes().iter().copied().filter(is_whole).collect();
    let mut places: HashMap<String, usize> = HashMap::new();
    for link in &links {
        *places.entry(place(link)).or_default() += 1;
    }
    let (most, count) = places.into_iter().max_by_key(|(_, count)| *count)?;
    if count < LINKED {
        return None;
    }
    for link in links.iter().filter(|link| place(link) == most) {
        for child in link.children() {
            link.insert_before(&child);
        }
        link.remove_from_parent();
    }
    drop(links);
    Some(copy)
}

/// Where a link leads, whichever part of that page.
fn place(link: &NodeRef) -> String {
    let href = attr(link, "href").unwrap_or_default();
    href.trim().split('#').next().unwrap_or_default().to_owned()
}

/// A copy of a page that has nothing but what stands in one of its nodes.
pub(super) fn alone(dom: &Dom, kernel: NodeId) -> Option<Dom> {
    let bare = dom.clone();
    let (body, kernel) = (bare.body()?, bare.tree.get(&kernel)?);
    let inside = kernel.children();
    for child in body.children() {
        child.remove_from_parent();
    }
    for child in inside {
        body.append_child(&child);
    }
    Some(bare)
}

/// Letters of longer texts in a node, and how many such texts there are.
pub(super) fn prose_in(node: &NodeRef) -> (usize, usize) {
    let texts = node.descendants_it().filter(NodeRef::is_text).map(|text| said(&text.text()));
    texts.filter(|length| *length >= PROSE).fold((0, 0), |(sum, count), length| (sum + length, count + 1))
}

/// Letters of longer texts under each element that is shown.
fn prose(body: &NodeRef) -> ByNode<usize> {
    let mut prose = ByNode::default();
    // By hand: a page may nest deeper than the stack is.
    let mut order = Vec::new();
    let mut pending = vec![*body];
    while let Some(node) = pending.pop() {
        let silent = name(&node).is_some_and(|tag| {
            matches!(&*tag, "script" | "style" | "template" | "dialog" | "noscript" | "select")
        });
        if silent || is_hidden(&node) {
            continue;
        }
        order.push(node);
        pending.extend(node.children_it(false).filter(NodeRef::is_element));
    }
    for node in order.into_iter().rev() {
        let own = node.children_it(false).filter(NodeRef::is_text).map(|text| said(&text.text()));
        let own: usize = own.filter(|length| *length >= PROSE).sum();
        let inside = node.children_it(false).filter_map(|child| prose.get(&child.id).copied()).sum::<usize>();
        prose.insert(node.id, own + inside);
    }
    prose
}
