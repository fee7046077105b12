//! What is known about days: the calendar's side of the store.

use super::Store;
use super::open::unfinished;
use crate::news::{Day, DayFacts, DayRange, Fault, Month, Scope};

/// What makes a day worth stepping to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DaysWith {
    /// It has stories.
    Stories,
    /// It has unread stories.
    Unread,
    /// A bookmark stands under it.
    Bookmarks,
}

impl Store {
    /// One entry for each day of the month, in order.
    pub fn month(&self, scope: Scope, month: Month) -> Result<Vec<DayFacts>, Fault> {
        let _ = (scope, month);
        unfinished()
    }

    /// The days of a range that something is known about, in order; other days are left out.
    pub fn facts(&self, scope: Scope, range: DayRange) -> Result<Vec<DayFacts>, Fault> {
        let _ = (scope, range);
        unfinished()
    }

    /// The nearest day after (or before) `from` that has what is asked for; never `from` itself.
    pub fn next_day(
        &self,
        scope: Scope,
        from: Day,
        forward: bool,
        what: DaysWith,
    ) -> Result<Option<Day>, Fault> {
        let _ = (scope, from, forward, what);
        unfinished()
    }

    /// The first and the last day with stories.
    pub fn ends(&self, scope: Scope) -> Result<Option<DayRange>, Fault> {
        let _ = scope;
        unfinished()
    }
}
