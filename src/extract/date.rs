//! Dates as people and programs write them.

use crate::news::When;

/// Reads a date written in any of the usual ways; `None` for what is no date or an impossible one.
pub fn parse(_raw: &str) -> Option<When> {
    None
}
