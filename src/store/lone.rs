//! A log that stands without its store: what was last kept may be in it alone, and `SQLite` would remove it.

use std::fs;
use std::path::Path;

use super::mend::hold;
use super::spot::beside;
use crate::news::{Fault, FaultKind};

/// Sets a log aside whose store is missing, before a new one is made; what there is to say about it.
pub(super) fn set_aside(file: &Path) -> Option<Fault> {
    let log = beside(file, "-wal");
    let is_alone = || !file.exists() && fs::metadata(&log).is_ok_and(|log| log.len() > 0);
    if !is_alone() {
        return None;
    }
    // Another program may be about to put a store in its place.
    let _held = hold(file.parent().unwrap_or(Path::new(".")));
    if !is_alone() {
        return None;
    }
    let mut names = (1..10_000).map(|number| format!("dateline.alone-{number}.db-wal"));
    let name = names.find(|name| !file.with_file_name(name).exists())?;
    // What cannot be renamed shows when the store is opened.
    fs::rename(&log, file.with_file_name(&name)).ok()?;
    let sentence = "dateline.db is missing and its log, dateline.db-wal, is there: a new store was begun";
    let hint =
        format!("the log is kept as {name}; put both back under their names where you have dateline.db");
    Some(Fault::new(FaultKind::Storage, sentence).hint(hint))
}
