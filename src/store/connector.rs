//! More connections to a store that is open, made when somebody wants one: each costs a millisecond and half a
//! megabyte, and the screen waits for none that it does not need.

use rusqlite::OpenFlags;

use super::Store;
use super::fault::told;
use super::open::Access;
use super::spot::Spot;
use crate::news::Fault;

/// Opens connections to one store.
#[derive(Clone, Debug)]
pub struct Connector {
    pub(super) spot: Spot,
    pub(super) access: Access,
    pub(super) caution: Option<Fault>,
}

impl Connector {
    /// One that only reads.
    #[must_use]
    pub fn reading(self) -> Self {
        let access = if self.access == Access::Write { Access::Read } else { self.access };
        Self { access, ..self }
    }

    /// Opens a connection. A store that was taken away meanwhile is not made anew: that is for who writes.
    pub fn open(&self) -> Result<Store, Fault> {
        Store::joined(self.spot.clone(), self.access, self.caution.clone(), OpenFlags::empty()).map_err(told)
    }
}
