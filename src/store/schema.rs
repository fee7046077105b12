//! The schema's versions and how an older store is brought forward.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::backup::backup;
use super::fault::Trouble;
use crate::news::{Fault, FaultKind};

/// `DtLn`: tells our databases from those of other programs (`SQLite` file format, offset 68).
pub(super) const APPLICATION_ID: i32 = 0x4474_4c6e;

/// One script for each version, in order. A released script is never edited; migrations of `story` and
/// `text` only add.
const MIGRATIONS: &[&str] = &[
    include_str!("v1.sql"),
    include_str!("v2.sql"),
    include_str!("v3.sql"),
    include_str!("v4.sql"),
    include_str!("v5.sql"),
    include_str!("v6.sql"),
    include_str!("v7.sql"),
    include_str!("v8.sql"),
    include_str!("v9.sql"),
    include_str!("v10.sql"),
    include_str!("v11.sql"),
];

/// The version this program writes.
pub(super) const VERSION: i32 = MIGRATIONS.len() as i32;

/// The script of the first version, with which every store began.
pub(super) fn first() -> &'static str {
    MIGRATIONS.first().copied().unwrap_or_default()
}

/// What the store says it is: application id and schema version.
pub(super) fn identity(conn: &Connection) -> rusqlite::Result<(i32, i32)> {
    Ok((
        conn.query_row("PRAGMA application_id", [], |row| row.get(0))?,
        conn.query_row("PRAGMA user_version", [], |row| row.get(0))?,
    ))
}

/// Refuses what is not ours before anything is written; the schema version otherwise, 0 for a new file.
pub(super) fn recognise(conn: &Connection) -> Result<i32, Trouble> {
    // In one reading: between two, another process may have set the store up.
    let reading = conn.unchecked_transaction()?;
    let (application_id, version) = identity(&reading)?;
    check(application_id, version)?;
    if (application_id, version) == (0, 0) && tables(&reading)? > 0 {
        return Err(foreign().into());
    }
    Ok(version)
}

fn tables(conn: &Connection) -> rusqlite::Result<i64> {
    conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
}

fn foreign() -> Fault {
    Fault::new(FaultKind::Storage, "dateline.db belongs to another program")
        .hint("move it away, or choose another folder with --data-dir")
}

/// Refuses databases of other programs and of newer Datelines.
pub(super) fn check(application_id: i32, version: i32) -> Result<(), Fault> {
    if application_id != APPLICATION_ID && (application_id, version) != (0, 0) {
        return Err(foreign());
    }
    if version > VERSION {
        return Err(Fault::new(FaultKind::Storage, "the store was written by a newer Dateline")
            .hint("update this Dateline, or choose another folder with --data-dir")
            .cause(format!("schema {version}, this program knows {VERSION}")));
    }
    Ok(())
}

/// Brings the store to [`VERSION`] in one transaction; another instance may do so at the same time. What the
/// reader made is copied beside the file before ([`backup`]). Whether anything was done.
pub(super) fn migrate(conn: &mut Connection, file: Option<&Path>) -> Result<bool, Trouble> {
    let (_, before) = identity(conn)?;
    if before == VERSION {
        return Ok(false);
    }
    if let Some(file) = file.filter(|_| before > 0) {
        backup(conn, file, before)?;
    }
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let (application_id, version) = identity(&tx)?;
    check(application_id, version)?;
    bring(&tx, version, VERSION)?;
    tx.commit()?;
    #[cfg(test)]
    steps::pass();
    Ok(true)
}

/// Runs the scripts between two versions.
fn bring(conn: &Connection, from: i32, to: i32) -> rusqlite::Result<()> {
    let count = |version: i32| usize::try_from(version).unwrap_or(0);
    for script in MIGRATIONS.iter().take(count(to)).skip(count(from)) {
        conn.execute_batch(script)?;
        #[cfg(test)]
        steps::pass();
    }
    conn.pragma_update(None, "application_id", APPLICATION_ID)?;
    conn.pragma_update(None, "user_version", to)
}

/// Makes a store as an older Dateline made it.
#[cfg(test)]
pub(super) fn make_old(conn: &Connection, version: i32) -> rusqlite::Result<()> {
    bring(conn, 0, version)
}

/// The places between which a migration may be cut, for the tests of this thread.
#[cfg(test)]
pub(super) mod steps {
    use std::cell::RefCell;

    thread_local! {
        static LOOK: RefCell<Option<Box<dyn FnMut()>>> = const { RefCell::new(None) };
    }

    /// Has `look` called at each step from now on, or at none.
    pub(crate) fn watch(look: Option<Box<dyn FnMut()>>) {
        LOOK.set(look);
    }

    pub(crate) fn pass() {
        if let Some(mut look) = LOOK.take() {
            look();
            LOOK.set(Some(look));
        }
    }
}
