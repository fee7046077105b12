//! Reading places.

use jiff::Timestamp;

use super::Store;
use super::open::unfinished;
use crate::news::{Fault, Text};

/// Where in a text the reader was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Index of the block.
    pub block: u32,
    /// Characters into the block.
    pub offset: u32,
    /// A few words from there, to find the place again in a changed text.
    pub quote: Text,
}

impl Store {
    /// The place in the text of an address key ([`Address::key`](crate::news::Address::key)).
    pub fn place(&self, key: &str) -> Result<Option<Place>, Fault> {
        let _ = key;
        unfinished()
    }

    /// Remembers a place.
    pub fn put_place(&mut self, key: &str, place: &Place, now: Timestamp) -> Result<(), Fault> {
        let _ = (key, place, now);
        unfinished()
    }
}
