//! The list of changes, as it lies over the screen.

use crate::news::Change;

/// The list of changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChangesView {
    /// What was done, newest first; nothing until it has been read.
    pub rows: Option<Vec<Change>>,
    /// The chosen one, an index.
    pub selected: usize,
}
