//! Stories come in.

use jiff::Timestamp;

use super::Store;
use super::open::unfinished;
use crate::news::{Decided, Fault, Item, SourceId, StoryId};

/// A story that a route told, with the day it belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct NewStory {
    /// What the route told.
    pub item: Item,
    /// Its day.
    pub decided: Decided,
}

/// What came of [`Store::put_items`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    /// The story of each item, in the order of the items; equal ones where two items tell one story.
    pub ids: Vec<StoryId>,
    /// Stories not known before.
    pub new: Vec<StoryId>,
    /// Items that changed a known story.
    pub changed: usize,
    /// Items that told nothing new.
    pub known: usize,
}

impl Store {
    /// Stores what a route told. One story is the same source and the same guid, or the same source and
    /// the same [`Address::key`](crate::news::Address::key). A known story gets its new title, deck and so on but keeps its day, unless
    /// a day page corrects another origin. The same call again changes nothing. The feed's own text is
    /// not stored here: see [`Store::put_text`].
    pub fn put_items(
        &mut self,
        source: SourceId,
        stories: &[NewStory],
        now: Timestamp,
    ) -> Result<Saved, Fault> {
        let _ = (source, stories, now);
        unfinished()
    }
}
