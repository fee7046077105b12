//! What the store is like, for `dateline doctor`.

use std::path::Path;

use jiff::Timestamp;
use rusqlite::InterruptHandle;

use super::Store;
use super::schema;
use crate::news::Fault;

/// Where the last check is remembered.
const CHECKED: &str = "checked";

/// What the store is like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vitals {
    /// The version of its schema.
    pub schema: i32,
    /// Sources that are followed, and all that ever were.
    pub sources: (u64, u64),
    /// Stories.
    pub stories: u64,
    /// Texts of stories and of other pages.
    pub texts: u64,
    /// Bookmarks.
    pub bookmarks: u64,
    /// Acts in the change journal.
    pub changes: u64,
    /// Bytes of the store on the disk, with its log.
    pub bytes: u64,
    /// When it was last checked from end to end.
    pub checked: Option<Timestamp>,
}

/// Breaks off what a connection is doing.
pub struct Breaker(InterruptHandle);

impl Breaker {
    /// The connection's question fails at once; where it asks nothing, nothing happens.
    pub fn break_off(&self) {
        self.0.interrupt();
    }
}

impl Store {
    /// What the store in a data folder is like; `None` where there is none yet. Nothing is made or changed.
    pub fn vitals(dir: &Path) -> Result<Option<Vitals>, Fault> {
        let file = dir.join("dateline.db");
        if !file.exists() {
            return Ok(None);
        }
        let store = Self::open_reader(dir)?;
        let size = |name: &str| std::fs::metadata(dir.join(name)).map_or(0, |facts| facts.len());
        let bytes = ["dateline.db", "dateline.db-wal"].into_iter().map(size).sum();
        let checked = store.checked()?;
        let vitals = store.read(|conn| {
            let count = |sql: &str| conn.query_row(sql, [], |row| row.get(0)).map(i64::unsigned_abs);
            Ok(Vitals {
                schema: schema::identity(conn)?.1,
                sources: (
                    count("SELECT count(*) FROM source WHERE retired_at IS NULL")?,
                    count("SELECT count(*) FROM source")?,
                ),
                stories: count("SELECT coalesce(sum(stories), 0) FROM source")?,
                texts: count("SELECT count(*) FROM text")? + count("SELECT count(*) FROM page")?,
                bookmarks: count("SELECT count(*) FROM bookmark WHERE removed_at IS NULL")?,
                changes: count("SELECT count(*) FROM change")?,
                bytes,
                checked,
            })
        })?;
        Ok(Some(vitals))
    }

    /// Reads the whole store and says what is wrong in it, nothing if all is well; seconds for each gigabyte.
    pub fn check(&self) -> Result<Vec<String>, Fault> {
        self.check_with("PRAGMA quick_check(20)")
    }

    /// As [`Store::check`], and whether the indexes agree with their tables; longer by far.
    #[cfg(test)]
    pub(super) fn check_all(&self) -> Result<Vec<String>, Fault> {
        self.check_with("PRAGMA integrity_check(1)")
    }

    /// What breaks a check off from another thread.
    pub fn breaker(&self) -> Breaker {
        Breaker(self.conn.get_interrupt_handle())
    }

    /// When the store was last checked from end to end and found well.
    pub fn checked(&self) -> Result<Option<Timestamp>, Fault> {
        Ok(self.meta(CHECKED)?.and_then(|at| at.parse().ok()))
    }

    fn check_with(&self, pragma: &str) -> Result<Vec<String>, Fault> {
        self.read(|conn| {
            let mut query = conn.prepare(pragma)?;
            let lines = query.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
            Ok(lines.into_iter().filter(|line| line != "ok").collect())
        })
    }

    /// Remembers that the store was checked and found well.
    pub fn put_checked(&mut self, now: Timestamp) -> Result<(), Fault> {
        self.put_meta(CHECKED, &now.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture::now;

    #[test]
    fn a_store_tells_what_it_holds_and_when_it_was_checked() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(Store::vitals(dir.path()).unwrap(), None);
        assert!(!dir.path().join("dateline.db").exists(), "looking makes nothing");
        let mut store = Store::open(dir.path()).unwrap();
        assert_eq!(store.check().unwrap(), Vec::<String>::new());
        store.put_checked(now()).unwrap();
        let vitals = Store::vitals(dir.path()).unwrap().unwrap();
        assert_eq!((vitals.schema, vitals.stories, vitals.checked), (schema::VERSION, 0, Some(now())));
        assert!(vitals.bytes > 4096);
    }
}
