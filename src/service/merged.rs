//! What several routes tell of a day becomes one list: a story by its canonical address once.

use std::collections::HashMap;

use crate::news::{Address, Item};

/// The stories told so far.
#[derive(Debug, Default)]
pub(super) struct Merged {
    /// With whether a page of the day listed it.
    items: Vec<(Item, bool)>,
    by_key: HashMap<String, usize>,
    /// Where the first of them were read.
    pub base: Option<Address>,
}

impl Merged {
    /// Adds what another route told, by a page of the day or not; of a story that is known, what was missing.
    pub fn add(&mut self, items: Vec<Item>, by_page: bool, base: Address) {
        if !items.is_empty() {
            self.base.get_or_insert(base);
        }
        for item in items {
            let key = item.address.as_ref().map(Address::key);
            let known = key.as_ref().and_then(|key| self.by_key.get(key));
            if let Some((known, known_by_page)) = known.and_then(|at| self.items.get_mut(*at)) {
                complete(known, item);
                *known_by_page |= by_page;
            } else {
                self.by_key.extend(key.map(|key| (key, self.items.len())));
                self.items.push((item, by_page));
            }
        }
    }

    /// Whether nothing was told.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// All stories, in the order of the first route, then what the others have besides; each with whether a page of the day
    /// listed it.
    pub fn into_items(self) -> impl Iterator<Item = (Item, bool)> {
        self.items.into_iter()
    }
}

/// What one way of telling a story lacks, another may have.
fn complete(known: &mut Item, more: Item) {
    if known.title.is_empty() {
        known.title = more.title;
    }
    if known.deck.is_empty() {
        known.deck = more.deck;
    }
    known.section = known.section.take().or(more.section);
    known.author = known.author.take().or(more.author);
    known.lang = known.lang.take().or(more.lang);
    known.published = known.published.or(more.published);
    known.updated = known.updated.or(more.updated);
    known.content = known.content.take().or(more.content);
    known.image = known.image.take().or(more.image);
}
