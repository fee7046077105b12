//! Boxes in which a reader is asked for an address of mail, whatever they are called: known by their field.

use std::collections::{HashMap, HashSet};

use dom_query::{NodeId, NodeRef};

use super::Weights;
use crate::extract::called::{self, STANDFIRST};
use crate::extract::tokens::{attr, name, tokens};
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

/// Buttons that are a choice, and those of a page that are looked at.
const CHOICE: usize = 2;
const MAX_BUTTONS: usize = 60;

/// The elements around two buttons or more.
pub(super) fn choosing(body: &NodeRef) -> HashSet<NodeId> {
    let mut around: HashMap<NodeId, usize> = HashMap::new();
    let buttons = body.descendants_it().filter(|node| node.has_name("button") && said(&node.text()) > 0);
    for outer in buttons.take(MAX_BUTTONS).flat_map(|node| node.ancestors_it(None).collect::<Vec<_>>()) {
        *around.entry(outer.id).or_default() += 1;
    }
    around.into_iter().filter(|(_, count)| *count >= CHOICE).map(|(id, _)| id).collect()
}

/// Whether a box holds a question and buttons to answer it.
pub(super) fn asks_to_choose(node: &NodeRef, weights: &Weights) -> bool {
    let weight = weights.get(node);
    let other = |inner: &NodeRef| {
        name(inner).is_some_and(|tag| {
            matches!(
                &*tag,
                "h1" | "h2"
                    | "h3"
                    | "h4"
                    | "article"
                    | "img"
                    | "figure"
                    | "video"
                    | "audio"
                    | "table"
                    | "pre"
                    | "ul"
                    | "ol"
            )
        })
    };
    (node.has_name("div") || node.has_name("section") || node.has_name("form"))
        && weight.text <= MAX_ASKING
        && weight.text * 4 < weights.total().text
        && node.text().contains(['?', '？', '؟'])
        && !node
            .descendants_it()
            .filter(NodeRef::is_element)
            .take(MAX_INSIDE + 1)
            .enumerate()
            .any(|(at, inner)| at == MAX_INSIDE || other(&inner))
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
