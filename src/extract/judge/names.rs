//! The names of an element as the judge sees them: the groups its words are in, and its likeness to others.

use dom_query::NodeRef;

use crate::extract::called;
use crate::extract::tokens::tokens;

/// Elements around a unit whose names are looked at.
pub(super) const REACH: usize = 7;

/// For each group whether an element has one of its words, as bits.
pub(super) fn groups_of(node: &NodeRef) -> u32 {
    tokens(node).iter().fold(0, |bits, token| bits | called::groups(token))
}

/// A number that is the same for elements of the same tag and names.
pub(super) fn likeness(node: &NodeRef) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    if let Some(element) = node.element_ref() {
        element.name.local.hash(&mut hasher);
        for attribute in &element.attrs {
            if &*attribute.name.local == "class" {
                attribute.value.hash(&mut hasher);
            }
        }
    }
    hasher.finish()
}
