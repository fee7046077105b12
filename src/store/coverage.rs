//! Which source was asked for which day, and what it answered.

use super::Store;
use super::open::unfinished;
use crate::news::{Asked, Day, Fault, SourceId};

impl Store {
    /// Notes that a source was asked for a day; the newest asking counts.
    pub fn put_asked(&mut self, source: SourceId, day: Day, asked: &Asked) -> Result<(), Fault> {
        let _ = (source, day, asked);
        unfinished()
    }

    /// When a source was last asked for a day, and what came of it.
    pub fn asked(&self, source: SourceId, day: Day) -> Result<Option<Asked>, Fault> {
        let _ = (source, day);
        unfinished()
    }

    /// All sources, not retired, that were asked for that day.
    pub fn asked_on(&self, day: Day) -> Result<Vec<(SourceId, Asked)>, Fault> {
        let _ = day;
        unfinished()
    }
}
