//! Boxes in which a reader is asked for an address of mail, whatever they are called: known by their field.

use std::collections::HashSet;

use dom_query::{NodeId, NodeRef};

use super::Weights;
use crate::extract::called::{self, STANDFIRST};
use crate::extract::tokens::{attr, tokens};
use crate::extract::words::said;

/// Characters that a box may have in which a reader is asked for an address.
const MAX_ASKING: u32 = 160;

/// The elements around fields for an address of mail.
pub(super) fn asking(body: &NodeRef) -> HashSet<NodeId> {
    let field = |node: &NodeRef| {
        let kind = attr(node, "type").unwrap_or_default().to_ascii_lowercase();
        let called = || {
            let shown = attr(node, "placeholder").unwrap_or_default().to_lowercase();
            matches!(shown.trim(), "email" | "e-mail")
        };
        node.has_name("input") && (kind == "email" || kind.is_empty() && called())
    };
    let fields = body.descendants_it().filter(field).take(20);
    fields.flat_map(|node| node.ancestors_it(None).map(|outer| outer.id).collect::<Vec<_>>()).collect()
}

/// Elements that such a box may have in it.
const MAX_INSIDE: usize = 150;

/// Whether an element that holds such a field is no more than the box around it.
pub(super) fn asks_for_address(node: &NodeRef, weights: &Weights) -> bool {
    let weight = weights.get(node);
    let other = |inner: &NodeRef| {
        inner.has_name("h1")
            || inner.has_name("article")
            || tokens(inner).iter().any(|token| called::means(token, STANDFIRST)) && said(&inner.text()) >= 70
    };
    weight.text <= MAX_ASKING
        && weight.text * 4 < weights.total().text
        && !node.has_name("body")
        && !node
            .descendants_it()
            .filter(NodeRef::is_element)
            .take(MAX_INSIDE + 1)
            .enumerate()
            .any(|(at, inner)| at == MAX_INSIDE || other(&inner))
}
