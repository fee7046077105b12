//! A store that is damaged so that it cannot be opened is mended beside a program that starts at once.
//!
//! What stands in for it meanwhile keeps nothing and says so: first an empty one, then a copy of the damaged file
//! with a head that is whole, out of which all can be read that is not damaged itself.

use std::path::{Path, PathBuf};

use super::Store;
use super::fault::{Trouble, told};
use super::mend::Mending;
use super::spot::{FileId, Spot};
use crate::news::{Fault, FaultKind};

/// What mends a store that could not be opened.
#[derive(Debug)]
pub struct Rescue {
    file: PathBuf,
    damaged: FileId,
}

/// A store that was opened at once.
pub struct AtOnce {
    /// The store, or what stands in for it.
    pub store: Store,
    /// What mends it, where it is damaged.
    pub rescue: Option<Rescue>,
}

impl From<Store> for AtOnce {
    fn from(store: Store) -> Self {
        Self { store, rescue: None }
    }
}

impl Store {
    /// As [`Store::open_or_go_without`], without waiting for a damaged store to be mended: another one stands in.
    pub fn open_at_once(dir: &Path) -> Result<AtOnce, Fault> {
        Self::or_without(Self::open_in(dir, |spot, damaged| {
            let rescue = Some(Rescue { file: spot.name().to_owned(), damaged });
            let empty = Self::memory().map_err(Trouble::from)?;
            Ok(AtOnce { store: standing_in(empty), rescue })
        }))
    }
}

impl Rescue {
    /// Mends the store: seconds for each gigabyte. `readable` is given one that stands in, with the same rows as
    /// before, as soon as there is one. What there is to say; nothing where another program was quicker.
    pub fn run(self, mut readable: impl FnMut(Store)) -> Result<Option<Fault>, Fault> {
        let mut look = |copy: &Path| {
            // One that cannot be opened may be saved from all the same.
            if let Ok(store) = Store::for_reading(&Spot::File(copy.to_owned())) {
                readable(standing_in(store));
            }
        };
        Mending::begin(&self.file, &mut look, &mut |_| {})
            .and_then(|mending| mending.end(&self.file, self.damaged, None))
            .map_err(told)
    }
}

/// With the words that say what it is.
fn standing_in(mut store: Store) -> Store {
    let caution = Fault::new(FaultKind::Storage, "the store is damaged and is being mended")
        .hint("bookmarks and what you read wait for it; nothing else is kept until then");
    (store.caution, store.stands_in) = (Some(caution), true);
    store
}
