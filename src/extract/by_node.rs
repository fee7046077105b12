//! What is known of the nodes of a tree, by node.
//!
//! The program numbers the nodes itself, one after the other, so no page can choose numbers whose hashes meet: a quick
//! hash does, where the standard library's takes a tenth of the time of a page.

use std::collections::{HashMap, HashSet};

use dom_query::NodeId;
use foldhash::fast::FixedState;

/// A map by node.
pub(super) type ByNode<T> = HashMap<NodeId, T, FixedState>;

/// A set of nodes.
pub(super) type Nodes = HashSet<NodeId, FixedState>;
