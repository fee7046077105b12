//! Has a store that turns out damaged mended while the program goes on.
//!
//! Whoever met the damage only says so; nobody waits for it, and what the person does meanwhile is not lost.

use std::path::PathBuf;
use std::sync::{Arc, Weak};
use std::thread;

use super::{Desk, Inner, held};
use crate::news::{Fault, FaultKind};
use crate::service::indexer::stand_back;
use crate::store::{Anew, Mender, Notice, Rescue, Store};

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
                    Self { inner }.pass_on(vec![Notice { fault, anew: Anew::Nothing }]);
                }
            }
        });
        if let Err(error) = begun {
            tracing::warn!(%error, "the store could not be looked at");
        }
    }

    /// Has a store mended that could not be opened, while this desk, whose store stands in for it, goes on. Others
    /// follow it: one whose store can be read, and the one of the mended store.
    pub(super) fn rescue(&self, rescue: Rescue, data: PathBuf) {
        let mut at = Arc::downgrade(&self.inner);
        let begun = thread::Builder::new().name("mender".to_owned()).spawn(move || {
            stand_back();
            let mut is_first = true;
            let saved = rescue.run(|store| {
                let said = store.caution().cloned();
                at.follow_with(store, said, if is_first { Anew::Rows } else { Anew::Desk });
                is_first = false;
            });
            let opened = saved.and_then(|said| Ok((Store::open_or_go_without(&data)?, said)));
            match opened {
                Ok((store, said)) => {
                    let by_another = || {
                        let words = "The store was damaged; another window has mended it";
                        Fault::new(FaultKind::Storage, words)
                    };
                    let anew = if is_first { Anew::Rows } else { Anew::Desk };
                    at.follow_with(store, Some(said.unwrap_or_else(by_another)), anew);
                }
                Err(fault) => {
                    if let Some(inner) = at.upgrade() {
                        Desk { inner }.pass_on(vec![Notice { fault, anew: Anew::Nothing }]);
                    }
                }
            }
        });
        if let Err(error) = begun {
            tracing::warn!(%error, "the store could not be mended");
        }
    }

    /// The desk that has taken the place of this one, if any has.
    #[must_use]
    pub fn newest(&self) -> Self {
        let mut newest = self.clone();
        loop {
            let next = held(&newest.inner.next).clone();
            match next {
                Some(next) => newest = next,
                None => return newest,
            }
        }
    }
}

/// The desk that is followed by the next one.
trait Followed {
    /// Puts a desk over a store into its place, and says why.
    fn follow_with(&mut self, store: Store, said: Option<Fault>, anew: Anew);
}

impl Followed for Weak<Inner> {
    fn follow_with(&mut self, store: Store, said: Option<Fault>, anew: Anew) {
        // The program may have ended meanwhile.
        let Some(inner) = self.upgrade() else { return };
        let desk = Desk { inner };
        let refresh = desk.refresh();
        match Desk::over(Arc::clone(desk.web()), store, Arc::clone(&desk.inner.files), refresh) {
            Ok(next) => {
                *self = Arc::downgrade(&next.inner);
                *held(&desk.inner.next) = Some(next);
                desk.pass_on(said.map(|fault| Notice { fault, anew }).into_iter().collect());
            }
            Err(fault) => desk.pass_on(vec![Notice { fault, anew: Anew::Nothing }]),
        }
    }
}
