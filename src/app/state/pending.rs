//! Bookmarks that were asked for and are not committed yet.
//!
//! A key shows at once what it asked for; the store answers later. Whoever presses it again meanwhile has two acts
//! under way, and the answer to the first is no answer to the second: what was asked for last is shown until all
//! have come.

use std::collections::HashMap;

use crate::news::Address;

/// What is asked for, by address.
#[derive(Clone, Debug, Default)]
pub struct PendingMarks(HashMap<Address, Pending>);

#[derive(Clone, Copy, Debug)]
struct Pending {
    /// Kept or let go, as the last act wants it.
    wanted: bool,
    /// Acts that have not been answered.
    acts: u32,
}

impl PendingMarks {
    /// An act asks for this.
    pub fn ask(&mut self, address: Address, wanted: bool) {
        let pending = self.0.entry(address).or_insert(Pending { wanted, acts: 0 });
        *pending = Pending { wanted, acts: pending.acts + 1 };
    }

    /// An act was answered, either way; whether one was under way.
    pub fn answered(&mut self, address: &Address) -> bool {
        let Some(pending) = self.0.get_mut(address) else { return false };
        pending.acts -= 1;
        if pending.acts == 0 {
            self.0.remove(address);
        }
        true
    }

    /// What is wanted of an address, while it is not committed.
    pub fn wanted(&self, address: &Address) -> Option<bool> {
        self.0.get(address).map(|pending| pending.wanted)
    }

    /// Whether everything is committed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Forgets all: their store is gone.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}
