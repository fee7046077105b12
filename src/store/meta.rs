//! Small things the program remembers: the chosen day, the widths of panes, the terminal's colours.

use super::Store;
use super::open::unfinished;
use crate::news::Fault;

impl Store {
    /// A remembered value.
    pub fn meta(&self, key: &str) -> Result<Option<String>, Fault> {
        let _ = key;
        unfinished()
    }

    /// Remembers a value.
    pub fn put_meta(&mut self, key: &str, value: &str) -> Result<(), Fault> {
        let _ = (key, value);
        unfinished()
    }
}
