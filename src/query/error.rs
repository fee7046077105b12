//! What is wrong with a query, and where.

use std::fmt;
use std::ops::Range;

use crate::news::{Fault, FaultKind};

/// Why a query cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// The characters (not bytes) it is about; may be empty, and then stands behind the last one.
    pub at: Range<usize>,
    /// One sentence without a full stop.
    pub sentence: String,
}

impl QueryError {
    /// An error about some characters.
    pub(super) fn new(at: Range<usize>, sentence: impl Into<String>) -> Self {
        Self { at, sentence: sentence.into() }
    }

    /// As the failure of a command.
    pub fn fault(&self) -> Fault {
        Fault::new(FaultKind::Usage, &self.sentence)
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}

impl std::error::Error for QueryError {}
