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
    /// The name of a database in SQLite's `memdb`, shared by its connections.
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

/// Reads the file's own head before SQLite may touch it: <https://www.sqlite.org/fileformat.html#the_database_header>.
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
