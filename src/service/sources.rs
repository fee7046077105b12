//! Following and leaving sources: the file, the store and the journal together.
use super::{Desk, Found};
use crate::news::{Change, Fault, FaultKind, Now, Slug, Source, SourceRow};

/// Reads the sources file and makes the store agree with it. A row for each source, in the file's order.
pub async fn sync_sources(_desk: &Desk, _now: &Now) -> Result<Vec<SourceRow>, Fault> {
    Err(Fault::new(FaultKind::Storage, "being built"))
}

/// The source that already has one of the routes that were found.
pub fn followed(_desk: &Desk, _found: &Found) -> Option<Source> {
    None
}

/// Follows what was found: one source more in the file, in the store and in the journal, with the stories
/// that were seen on the way. Its row; the existing one where it is followed already.
pub async fn subscribe(_desk: &Desk, _found: &Found, _now: &Now) -> Result<SourceRow, Fault> {
    Err(Fault::new(FaultKind::Storage, "being built"))
}

/// Takes a source out of the file; its bookmarks stay, its stories are hidden. Can be undone.
pub async fn unsubscribe(_desk: &Desk, _slug: &Slug, _now: &Now) -> Result<(), Fault> {
    Err(Fault::new(FaultKind::Storage, "being built"))
}

/// Takes the last act back, in the store and in the sources file. `None` when there is nothing to take back.
pub async fn undo(_desk: &Desk, _now: &Now) -> Result<Option<Change>, Fault> {
    Err(Fault::new(FaultKind::Storage, "being built"))
}

/// Does again what was taken back last.
pub async fn redo(_desk: &Desk, _now: &Now) -> Result<Option<Change>, Fault> {
    Err(Fault::new(FaultKind::Storage, "being built"))
}
