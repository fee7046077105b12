//! Sources as the store knows them.

use jiff::Timestamp;

use super::Store;
use super::open::unfinished;
use crate::news::{Day, Fault, Source, SourceId, SourceRow};

impl Store {
    /// Makes the store agree with the sources file: new ones get a row and `today` as the day they were
    /// added, known ones their title and place, missing ones are retired (kept, but hidden with their
    /// stories). Answers with a row for each of `sources`, in their order. Writes nothing if nothing changed.
    pub fn sync_sources(&mut self, sources: &[Source], today: Day) -> Result<Vec<SourceRow>, Fault> {
        let _ = (sources, today);
        unfinished()
    }

    /// The sources that are not retired, in the order of the file at the last [`Store::sync_sources`].
    pub fn sources(&self) -> Result<Vec<SourceRow>, Fault> {
        unfinished()
    }

    /// Notes that the live routes of a source were asked, and whether they answered.
    pub fn put_live(
        &mut self,
        source: SourceId,
        at: Timestamp,
        outcome: Result<(), &Fault>,
    ) -> Result<(), Fault> {
        let _ = (source, at, outcome);
        unfinished()
    }
}
