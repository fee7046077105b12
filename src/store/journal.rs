//! The journal: one row for each act of the reader, and undo over it.

use jiff::Timestamp;

use super::Store;
use super::open::unfinished;
use crate::news::{Change, Fault, Slug, StoryId};

/// What undo or redo did.
#[derive(Clone, Debug, PartialEq)]
pub struct Reversal {
    /// The act that was taken back or done again.
    pub change: Change,
    /// For an act on a source: what the caller has to write into the sources file.
    pub source: Option<SourceEdit>,
}

/// What the sources file should say about a source after undo or redo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceEdit {
    /// The source.
    pub slug: Slug,
    /// Its TOML with comments as it stood in the file; `None`: the source should not be in the file.
    pub fragment: Option<String>,
}

impl Store {
    /// Marks stories read or unread as one act. Only stories that really change are recorded; stories of
    /// days before their source was added are never unread. The number of the change, `None` if nothing changed.
    pub fn set_read(
        &mut self,
        stories: &[StoryId],
        read: bool,
        now: Timestamp,
    ) -> Result<Option<i64>, Fault> {
        let _ = (stories, read, now);
        unfinished()
    }

    /// Notes that a source was added (`before` is `None`), removed (`after` is `None`) or changed in the sources file, with its TOML
    /// before and after. The file itself is written by room `config`.
    pub fn record_source_change(
        &mut self,
        slug: &Slug,
        before: Option<&str>,
        after: Option<&str>,
        now: Timestamp,
    ) -> Result<i64, Fault> {
        let _ = (slug, before, after, now);
        unfinished()
    }

    /// Takes the last act back that was not taken back yet: appends its inverse, which touches only what is still
    /// as the act left it. `None` when there is nothing to take back.
    pub fn undo(&mut self, now: Timestamp) -> Result<Option<Reversal>, Fault> {
        let _ = now;
        unfinished()
    }

    /// Does again what was taken back last; a new act in between ends that.
    pub fn redo(&mut self, now: Timestamp) -> Result<Option<Reversal>, Fault> {
        let _ = now;
        unfinished()
    }

    /// The newest acts, newest first.
    pub fn changes(&self, limit: usize) -> Result<Vec<Change>, Fault> {
        let _ = limit;
        unfinished()
    }
}
