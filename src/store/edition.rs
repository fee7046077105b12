//! The stories of days, as rows.

use super::Store;
use super::open::unfinished;
use crate::news::{Address, DayRange, Edition, Fault, Headline, Scope, StoryId};

impl Store {
    /// The stories of a range of days in list order: newest day first, then the sources in the order of
    /// the file, then newest first.
    pub fn edition(&self, scope: Scope, range: DayRange) -> Result<Edition, Fault> {
        let _ = (scope, range);
        unfinished()
    }

    /// The row of a story, also of a retired source.
    pub fn headline(&self, story: StoryId) -> Result<Option<Headline>, Fault> {
        let _ = story;
        unfinished()
    }

    /// The story with that address (compared by [`Address::key`]); where several sources have it, one that is not retired.
    pub fn story_by_address(&self, address: &Address) -> Result<Option<Headline>, Fault> {
        let _ = address;
        unfinished()
    }
}
