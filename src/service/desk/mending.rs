//! Has a store that turns out damaged mended while the program goes on.
//!
//! Whoever met the damage only says so; nobody waits for it, and what the person does meanwhile is not lost.

use std::sync::Arc;
use std::thread;

use super::{Desk, held};
use crate::service::indexer::stand_back;
use crate::store::{Mender, Notice};

/// Files that are looked at in one run: under a disk that spoils each of them it has to end.
const MOST_MENDED: usize = 3;

impl Desk {
    /// Has the store looked at from end to end, and mended if it is damaged. Which file that is the writer knows:
    /// another one may have taken the place of the first.
    pub(super) fn mend(&self) {
        let desk = Arc::downgrade(&self.inner);
        self.inner.writer.put(true, move |store| {
            if let Some(mender) = store.mender()
                && let Some(inner) = desk.upgrade()
            {
                Self { inner }.mend_with(mender);
            }
        });
    }

    /// Each file once, since what does not help does not help the second time. On a thread of its own: what the
    /// person does goes on meanwhile, and is brought over at its end.
    fn mend_with(&self, mender: Mender) {
        let mut looked = held(&self.inner.looked);
        if looked.len() >= MOST_MENDED || looked.contains(&mender) {
            return;
        }
        looked.push(mender.clone());
        drop(looked);
        let desk = Arc::downgrade(&self.inner);
        // Nobody waits for its end: a program that ends meanwhile leaves the old store as it is.
        let begun = thread::Builder::new().name("mender".to_owned()).spawn(move || {
            stand_back();
            let looked = mender.save();
            let Some(inner) = desk.upgrade() else { return };
            match looked {
                Ok(Some(saved)) => drop(Self { inner }.write(move |store| store.go_on_with(saved))),
                Ok(None) => {}
                Err(fault) => {
                    Self { inner }.pass_on(vec![Notice { fault, exchanged: false }]);
                }
            }
        });
        if let Err(error) = begun {
            tracing::warn!(%error, "the store could not be looked at");
        }
    }
}
