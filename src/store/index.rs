//! The search index: `index.db` beside the store.
//!
//! Derived from the store and nothing else: it may be deleted at any time, and is made anew when its version is
//! another, when it belongs to another store, or when it is damaged. It has a file of its own because `SQLite`'s
//! write lock is per file: whoever keeps a story never waits for the index. [`Index::feed`] takes in what
//! has changed, [`Index::tally`] keeps the counts of the kept searches; the other calls answer. One [`Index`] is one connection, for one thread at a time.

mod answer;
mod copies;
mod count;
mod entry;
mod feed;
mod kept;
mod look;
mod plan;
mod sets;
mod stored;
mod tally;
#[cfg(test)]
mod tests;
mod times;

use std::cell::{Cell, RefCell};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension, TransactionBehavior};

use self::kept::Shelf;
use super::Store;
use super::fault::{Trouble, is_damage};
use super::spot::{FileId, file_id};
use crate::news::{Fault, FaultKind};

/// `DtIx`, where `SQLite` keeps the application's id.
const APPLICATION_ID: i32 = 0x4474_4978;
/// Raised whenever words are cut or folded in another way: then the index is made anew.
const VERSION: i32 = 2;

const SCHEMA: &str = "
    CREATE TABLE state (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
    -- What is in the index, whether its text is, and how many words that has.
    CREATE TABLE indexed (doc INTEGER PRIMARY KEY, text INTEGER NOT NULL, words INTEGER) STRICT;
    -- The kept searches as they were understood when they were gone through, down to which doc (NULL: all), and how many
    -- unread stories they find: those of counted_doc.
    CREATE TABLE counted (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, plan TEXT NOT NULL, below INTEGER,
        unread INTEGER NOT NULL DEFAULT 0) STRICT;
    CREATE TABLE counted_doc (search INTEGER, doc INTEGER, PRIMARY KEY (search, doc)) STRICT, WITHOUT ROWID;
    -- Docs whose words were taken in while there are such, to be looked at again.
    CREATE TABLE stirred (doc INTEGER PRIMARY KEY) STRICT;
    CREATE VIRTUAL TABLE words USING fts5(
        title, body, facts, content='', contentless_delete=1, detail=full, tokenize='ascii');
    -- Merging is done at rest, in steps.
    INSERT INTO words (words, rank) VALUES ('automerge', 0);
    INSERT INTO state VALUES ('texts', 0), ('headlines', 0), ('sweep', 9223372036854775807);
";

/// A connection to the index of a store.
pub struct Index {
    conn: Connection,
    file: Option<(PathBuf, FileId)>,
    /// The store it was made from.
    owner: String,
    damaged: Cell<bool>,
    /// The bookmarks as they were read last.
    shelf: RefCell<Option<Shelf>>,
}

impl Index {
    /// Opens the index of a store, and makes an empty one where there is none that can be used.
    pub fn open(store: &Store) -> Result<Self, Fault> {
        let (place, is_file) = store.index_place();
        let owner = store.meta("store")?.unwrap_or_default();
        if !is_file {
            let flags = OpenFlags::SQLITE_OPEN_URI;
            let conn = connect(&place, flags, &owner).map_err(in_index)?.ok_or_else(unusable)?;
            return Ok(Self {
                conn,
                file: None,
                owner,
                damaged: Cell::new(false),
                shelf: RefCell::default(),
            });
        }
        let mut opened = connect(&place, OpenFlags::empty(), &owner);
        if !matches!(opened, Ok(Some(_))) {
            let is_broken = opened.as_ref().err().is_some_and(is_damage) || !place.is_file();
            if let Err(error) = opened
                && !is_broken
            {
                return Err(in_index(error));
            }
            set_aside(&place, is_broken);
            opened = connect(&place, OpenFlags::empty(), &owner);
        }
        let conn = opened.map_err(in_index)?.ok_or_else(unusable)?;
        let id = file_id(&place);
        Ok(Self {
            conn,
            file: Some((place, id)),
            owner,
            damaged: Cell::new(false),
            shelf: RefCell::default(),
        })
    }

    /// Whether this is still the index of that store: nobody has deleted or replaced either file, and it could be
    /// read so far. Otherwise it has to be opened again.
    pub fn is_sound(&self, store: &Store) -> bool {
        // A store that does not say who it is may do so the next time.
        let is_of_another = store.meta("store").is_ok_and(|name| name.unwrap_or_default() != self.owner);
        if self.damaged.get() || is_of_another {
            return false;
        }
        self.file.as_ref().is_none_or(|(path, id)| id.is_some() && file_id(path) == *id)
    }

    /// Gives a damaged index up; the next [`Index::open`] makes a new one.
    pub fn give_up(self) {
        if self.damaged.get()
            && let Some((path, id)) = &self.file
            && file_id(path) == *id
        {
            let path = path.clone();
            drop(self);
            set_aside(&path, true);
        }
    }

    /// What the index itself answers; damage is remembered.
    fn own<T>(&self, answer: rusqlite::Result<T>) -> Result<T, Trouble> {
        answer.map_err(|error| {
            if is_damage(&error) {
                self.damaged.set(true);
            }
            Trouble::from(in_index(error))
        })
    }

    fn state(&self, key: &str) -> Result<Option<i64>, Trouble> {
        let mut query = self.own(self.conn.prepare_cached("SELECT value FROM state WHERE key = ?1"))?;
        self.own(query.query_row([key], |row| row.get(0)).optional()).map(Option::flatten)
    }
}

/// Opens a file; `None`: it is of another version or of another store.
fn connect(path: &Path, flags: OpenFlags, owner: &str) -> rusqlite::Result<Option<Connection>> {
    let flags = flags
        | OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(Duration::from_secs(5))?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.query_row("PRAGMA journal_mode=WAL", [], |_| Ok(()))?;
    conn.execute_batch(
        "PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF;
         PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA cache_size=-4000;",
    )?;
    conn.set_prepared_statement_cache_capacity(32);
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let tables: i64 = tx.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if tables == 0 {
        tx.execute_batch(SCHEMA)?;
        tx.execute("INSERT INTO state VALUES ('store', ?1)", [owner])?;
        tx.pragma_update(None, "application_id", APPLICATION_ID)?;
        tx.pragma_update(None, "user_version", VERSION)?;
        tx.commit()?;
        return Ok(Some(conn));
    }
    let id: i32 = tx.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let version: i32 = tx.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if (id, version) != (APPLICATION_ID, VERSION) {
        return Ok(None);
    }
    let whose: Option<String> =
        tx.query_row("SELECT value FROM state WHERE key = 'store'", [], |row| row.get(0)).optional()?;
    tx.commit()?;
    Ok((whose.as_deref() == Some(owner)).then_some(conn))
}

/// Removes an index that is of no use; one that is damaged is put beside, for those who want to know why.
fn set_aside(path: &Path, is_broken: bool) {
    let beside = |ending: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    };
    // What cannot be removed shows when the file is opened again.
    if is_broken {
        let _ = fs::rename(path, beside(".damaged"));
    } else {
        let _ = fs::remove_file(path);
    }
    for ending in ["-wal", "-shm"] {
        let _ = fs::remove_file(beside(ending));
    }
}

fn in_index(error: rusqlite::Error) -> Fault {
    if is_damage(&error) {
        return unusable().cause(error);
    }
    Trouble::from(error).fault
}

fn unusable() -> Fault {
    Fault::new(FaultKind::Storage, "the search index cannot be used")
        .hint("it is made anew by itself; index.db in the data folder may be deleted")
}
