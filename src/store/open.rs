//! Opening the store, and writing to it in turn.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use super::fault::{Trouble, not_a_store};
use super::schema;
use super::turn::{Turns, Writer};
use crate::news::{Fault, FaultKind};

/// One connection to the store. Blocks its caller; for one thread at a time.
pub struct Store {
    pub(super) conn: Connection,
    place: Place,
    reads_only: bool,
    turns: Arc<Turns>,
    durable: Option<bool>,
}

/// Where a store is.
#[derive(Clone, Debug)]
enum Place {
    File(PathBuf),
    /// The name of a database in `SQLite`'s `memdb`, shared by its connections.
    Memory(String),
}

/// How long another process may hold the store before we give up.
const PATIENCE: Duration = Duration::from_secs(5);

static MEMORIES: AtomicU64 = AtomicU64::new(0);

impl Store {
    /// Opens `dateline.db` in the data folder, making both where they are missing.
    ///
    /// A store of a newer Dateline, a database of another program and a file that is no database are refused
    /// and left as they are.
    pub fn open(dir: &Path) -> Result<Self, Fault> {
        make_folder(dir)?;
        let file = dir.join("dateline.db");
        look_at(&file)?;
        let file = fs::canonicalize(dir).map_or(file, |dir| dir.join("dateline.db"));
        Self::connect(Place::File(file), false)
    }

    /// Opens the existing store for reading only; [`Store::open`] has made it before.
    pub fn open_reader(dir: &Path) -> Result<Self, Fault> {
        let file = dir.join("dateline.db");
        look_at(&file)?;
        let file = fs::canonicalize(dir).map_or(file, |dir| dir.join("dateline.db"));
        Self::connect(Place::File(file), true)
    }

    /// A store in memory, gone with its last connection.
    pub fn memory() -> Result<Self, Fault> {
        let number = MEMORIES.fetch_add(1, Ordering::Relaxed);
        Self::connect(Place::Memory(format!("file:/dateline-{number}?vfs=memdb")), false)
    }

    /// Another connection to the same store, for another thread; also to one in memory.
    pub fn another(&self) -> Result<Self, Fault> {
        Self::connect(self.place.clone(), false)
    }

    /// Another connection to the same store that only reads.
    pub fn another_reader(&self) -> Result<Self, Fault> {
        Self::connect(self.place.clone(), true)
    }

    /// A number that changes when another connection, of this program or another, has changed the store.
    pub fn data_version(&self) -> Result<i64, Fault> {
        self.read(|conn| Ok(conn.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?))
    }

    /// Where the search index of this store is: a file beside it, or the name of a database in memory.
    pub(super) fn index_place(&self) -> (PathBuf, bool) {
        match &self.place {
            Place::File(file) => (file.with_file_name("index.db"), true),
            Place::Memory(name) => (PathBuf::from(name.replace("?vfs", "-index?vfs")), false),
        }
    }

    fn connect(place: Place, reads_only: bool) -> Result<Self, Fault> {
        Self::set_up(place, reads_only).map_err(|Trouble(fault)| fault)
    }

    fn set_up(place: Place, reads_only: bool) -> Result<Self, Trouble> {
        let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let (path, turns) = match &place {
            Place::File(path) => (path.as_path(), Turns::of(path)),
            Place::Memory(name) => {
                flags |= OpenFlags::SQLITE_OPEN_URI;
                (Path::new(name), Turns::of(Path::new(name)))
            }
        };
        if !reads_only || matches!(place, Place::Memory(_)) {
            flags |= OpenFlags::SQLITE_OPEN_CREATE;
        }
        let mut conn = Connection::open_with_flags(path, flags)?;
        conn.busy_timeout(PATIENCE)?;
        let version = schema::recognise(&conn)?;
        if !reads_only && conn.is_readonly(rusqlite::MAIN_DB)? {
            return Err(unwritable(path).into());
        }
        let turn = turns.take(Writer::User);
        prepare(&conn, reads_only)?;
        if reads_only && version < schema::VERSION {
            return Err(not_a_store().cause("it has not been set up by Dateline yet").into());
        }
        if !reads_only && schema::migrate(&mut conn)? {
            // So that the file itself, not only its log, says what it is.
            conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        }
        if !reads_only {
            // Whose acts are whose: undo takes back no other window's.
            conn.execute_batch(
                "CREATE TEMP TABLE me AS SELECT random() AS who, (SELECT coalesce(max(seq), 0) FROM change) AS since",
            )?;
        }
        conn.pragma_update(None, "query_only", reads_only)?;
        drop(turn);
        Ok(Self { conn, place, reads_only, turns, durable: None })
    }

    /// Answers a question.
    pub(super) fn read<T>(&self, ask: impl FnOnce(&Connection) -> Result<T, Trouble>) -> Result<T, Fault> {
        ask(&self.conn).map_err(|Trouble(fault)| fault)
    }

    /// One transaction: all of `act` happens or nothing. The reader's acts are on the disk afterwards.
    pub(super) fn write<T>(
        &mut self,
        writer: Writer,
        act: impl FnOnce(&Transaction<'_>) -> Result<T, Trouble>,
    ) -> Result<T, Fault> {
        if self.reads_only {
            return Err(Fault::new(FaultKind::Storage, "The store is open for reading only"));
        }
        let _turn = self.turns.take(writer);
        self.transact(writer, act).map_err(|Trouble(fault)| fault)
    }

    fn transact<T>(
        &mut self,
        writer: Writer,
        act: impl FnOnce(&Transaction<'_>) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        let durable = writer == Writer::User;
        if self.durable != Some(durable) {
            // Cannot be set inside a transaction. In WAL mode NORMAL does not wait for the disk at commit.
            self.conn.pragma_update(None, "synchronous", if durable { "FULL" } else { "NORMAL" })?;
            self.durable = Some(durable);
        }
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = act(&tx)?;
        tx.commit()?;
        Ok(done)
    }
}

/// Settings of every connection.
fn prepare(conn: &Connection, reads_only: bool) -> Result<(), Trouble> {
    conn.set_prepared_statement_cache_capacity(64);
    // SQLite does not wait here while another process sets up the same store; a transaction does.
    while let Err(error) = conn.query_row("PRAGMA journal_mode=WAL", [], |_| Ok(())) {
        if error.sqlite_error_code() != Some(rusqlite::ErrorCode::DatabaseBusy) {
            return Err(error.into());
        }
        conn.execute_batch("BEGIN IMMEDIATE; ROLLBACK")?;
    }
    let cache = if reads_only { -2000 } else { -8000 };
    conn.execute_batch(&format!(
        "PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF;
         PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA cache_size={cache};"
    ))?;
    Ok(())
}

fn make_folder(dir: &Path) -> Result<(), Fault> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        // What a person reads is nobody else's business.
        builder.mode(0o700);
    }
    builder.create(dir).map_err(|error| unwritable(dir).cause(error))
}

fn unwritable(path: &Path) -> Fault {
    Fault::new(FaultKind::Storage, format!("{} cannot be written", path.display()))
        .hint("check who owns it, or choose another folder with --data-dir")
}

/// Reads the file's own head before `SQLite` may touch it
/// (<https://www.sqlite.org/fileformat.html>, section 1.3).
fn look_at(file: &Path) -> Result<(), Fault> {
    let mut head = Vec::new();
    match fs::File::open(file) {
        Ok(opened) => {
            opened.take(100).read_to_end(&mut head).map_err(|error| unreadable(file).cause(error))?;
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(unreadable(file).cause(error)),
    }
    if head.is_empty() {
        return Ok(());
    }
    if head.len() < 100 || !head.starts_with(b"SQLite format 3\0") {
        return Err(not_a_store());
    }
    let number = |at: usize| head.get(at..at + 4).map_or(0, |b| i32::from_be_bytes([b[0], b[1], b[2], b[3]]));
    schema::check(number(68), number(60))
}

fn unreadable(file: &Path) -> Fault {
    Fault::new(FaultKind::Storage, format!("{} cannot be read", file.display()))
        .hint("check who owns it, or choose another folder with --data-dir")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::{Scope, SourceId};
    use crate::store::NewStory;
    use crate::store::fixture::{day, keep, now, source, story};

    fn file_of(dir: &Path) -> PathBuf {
        dir.join("dateline.db")
    }

    /// Opens a folder whose `dateline.db` has that content; what is said, after a look that nothing changed.
    fn refused(content: &[u8]) -> String {
        let dir = tempfile::tempdir().unwrap();
        fs::write(file_of(dir.path()), content).unwrap();
        let said = Store::open(dir.path()).err().unwrap();
        assert_eq!(said.kind, FaultKind::Storage);
        assert!(said.hint.is_some());
        assert_eq!(fs::read(file_of(dir.path())).unwrap(), content);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
        said.sentence.to_string()
    }

    fn database(setup: &str) -> Vec<u8> {
        let dir = tempfile::tempdir().unwrap();
        let file = file_of(dir.path());
        Connection::open(&file).unwrap().execute_batch(setup).unwrap();
        fs::read(file).unwrap()
    }

    #[test]
    fn what_is_not_ours_is_refused_untouched() {
        assert_eq!(refused(b"Dear diary,"), "dateline.db is not a Dateline store");
        assert_eq!(refused(&[0; 5000]), "dateline.db is not a Dateline store");
        let foreign = database("PRAGMA application_id=7; CREATE TABLE t(x);");
        assert_eq!(refused(&foreign), "dateline.db belongs to another program");
        let nameless = database("CREATE TABLE t(x);");
        assert_eq!(refused(&nameless), "dateline.db belongs to another program");
        let newer = database(&format!(
            "PRAGMA application_id={}; PRAGMA user_version=99; CREATE TABLE t(x);",
            schema::APPLICATION_ID
        ));
        assert_eq!(refused(&newer), "The store was written by a newer Dateline");
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_a_sentence() {
        let dir = tempfile::tempdir().unwrap();
        let in_the_way = dir.path().join("data");
        fs::write(&in_the_way, "").unwrap();
        let said = Store::open(&in_the_way.join("deeper")).err().unwrap();
        assert!(said.sentence.ends_with("cannot be written"), "{said}");
        assert!(Store::open_reader(&dir.path().join("nowhere")).is_err());
    }

    #[test]
    fn an_empty_file_becomes_a_store_and_the_file_says_what_it_is() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(file_of(dir.path()), "").unwrap();
        let store = Store::open(dir.path()).unwrap();
        let head = fs::read(file_of(dir.path())).unwrap();
        assert_eq!(&head[68..72], b"DtLn");
        assert_eq!(i32::from(head[63]), schema::VERSION);
        for (setting, expected) in [("foreign_keys", 1), ("trusted_schema", 0), ("cell_size_check", 1)] {
            let is: i64 = store.conn.query_row(&format!("PRAGMA {setting}"), [], |row| row.get(0)).unwrap();
            assert_eq!(is, expected, "{setting}");
        }
        let mode: String = store.conn.query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap();
        assert_eq!(mode, "wal");
    }

    #[test]
    fn a_reader_cannot_write_and_sees_what_others_write() {
        let dir = tempfile::tempdir().unwrap();
        let mut writer = Store::open(dir.path()).unwrap();
        let mut reader = Store::open_reader(dir.path()).unwrap();
        assert!(reader.bookmark(&keep(1, "2025-11-12"), now()).is_err());
        assert!(reader.conn.execute("DELETE FROM bookmark", []).is_err());
        let before = reader.data_version().unwrap();
        writer.bookmark(&keep(1, "2025-11-12"), now()).unwrap();
        assert_ne!(reader.data_version().unwrap(), before);
        assert_eq!(reader.bookmarks().unwrap().len(), 1);
    }

    #[test]
    fn the_store_in_memory_is_shared_by_its_connections_only() {
        let mut one = Store::memory().unwrap();
        let two = one.another_reader().unwrap();
        one.bookmark(&keep(1, "2025-11-12"), now()).unwrap();
        assert_eq!(two.bookmarks().unwrap().len(), 1);
        assert!(Store::memory().unwrap().bookmarks().unwrap().is_empty());
    }

    #[test]
    fn what_was_acknowledged_survives_a_kill() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open(dir.path()).unwrap();
        let a = store.sync_sources(&[source("a")], day("2025-11-01")).unwrap()[0].id;
        for number in 1..=8 {
            let ids = store.put_items(a, &[story(number, "2025-11-12")], now()).unwrap().ids;
            store.bookmark(&keep(number, "2025-11-12"), now()).unwrap();
            store.set_read(&ids, true, now()).unwrap();
            // The files as they are now, with no connection closed: what a killed process leaves.
            let left = tempfile::tempdir().unwrap();
            for name in ["dateline.db", "dateline.db-wal"] {
                fs::copy(dir.path().join(name), left.path().join(name)).unwrap();
            }
            let mut found = Store::open(left.path()).unwrap();
            assert_eq!(found.bookmarks().unwrap(), store.bookmarks().unwrap());
            assert_eq!(found.sources().unwrap(), store.sources().unwrap());
            assert_eq!(found.changes(99).unwrap(), store.changes(99).unwrap());
            assert_eq!(
                found.undo(now()).unwrap().unwrap().change.label.as_str(),
                format!("marked read: Story {number}")
            );
        }
    }

    #[test]
    fn an_act_that_fails_half_way_leaves_nothing() {
        let mut store = Store::memory().unwrap();
        store.bookmark(&keep(1, "2025-11-12"), now()).unwrap();
        let failed: Result<(), Fault> = store.write(Writer::User, |tx| {
            tx.execute("UPDATE bookmark SET note = 'half'", [])?;
            Err(Fault::new(FaultKind::Storage, "stop").into())
        });
        assert!(failed.is_err());
        assert_eq!(store.bookmarks().unwrap()[0].note, "");
    }

    fn batch(first: u32) -> Vec<NewStory> {
        (first..first + 200).map(|number| story(number, "2025-11-12")).collect()
    }

    /// Two threads fill the store while the reader keeps and marks; nobody fails, everything is there.
    fn together(apart: bool) {
        let dir = tempfile::tempdir().unwrap();
        let mut user = Store::open(dir.path()).unwrap();
        let rows = user.sync_sources(&[source("a"), source("b")], day("2025-11-01")).unwrap();
        let ids: Vec<SourceId> = rows.iter().map(|row| row.id).collect();
        let fill = |source: SourceId| {
            let mut store = Store::open(dir.path()).unwrap();
            if apart {
                // As another process would: without turns, with SQLite's lock only.
                store.turns = Arc::default();
            }
            std::thread::spawn(move || {
                for first in (0..1000).step_by(200) {
                    store.put_items(source, &batch(first), now()).unwrap();
                }
            })
        };
        let fillers = [fill(ids[0]), fill(ids[1])];
        for number in 0..20 {
            user.bookmark(&keep(number, "2025-11-12"), now()).unwrap();
            user.put_meta("day", "2025-11-12").unwrap();
        }
        for filler in fillers {
            filler.join().unwrap();
        }
        let facts = user.facts(Scope::All, day("2025-11-12").only()).unwrap();
        // Both tell the same stories: each is counted once.
        assert_eq!((facts[0].stories, facts[0].bookmarks), (1000, 20));
        let of_each: Vec<_> = user.sources().unwrap().iter().map(|row| row.stories).collect();
        assert_eq!(of_each, [1000, 1000]);
    }

    #[test]
    fn one_process_reads_on_while_two_threads_fill() {
        together(false);
    }

    #[test]
    fn two_processes_share_a_store() {
        together(true);
    }

    #[test]
    fn many_may_open_a_new_store_at_once() {
        let dir = tempfile::tempdir().unwrap();
        std::thread::scope(|scope| {
            let opening: Vec<_> =
                (0..4).map(|_| scope.spawn(|| Store::open(dir.path()).map(|_| ()))).collect();
            for opened in opening {
                opened.join().unwrap().unwrap();
            }
        });
    }
}
