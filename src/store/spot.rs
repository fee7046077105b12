//! Where a store is, and whether it is still there.
//!
//! A file is looked at by its name (`stat`) and never opened here while a connection to it may exist: closing any
//! descriptor of a file drops all of the process's locks on it (POSIX), `SQLite`'s too.

use std::fs;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::Connection;

use super::fault::{Trouble, TroubleKind, not_a_store};
use super::schema;
use crate::news::{Fault, FaultKind};

/// Where a store is.
#[derive(Clone, Debug)]
pub(super) enum Spot {
    /// `dateline.db` in a data folder.
    File(PathBuf),
    /// The name of a database in `SQLite`'s `memdb`, shared by its connections.
    Memory(String),
}

/// What tells one file from another that has taken its name.
pub(super) type FileId = Option<(u64, u64)>;

/// What stands at the place of an open file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// The file itself.
    There,
    /// Nothing: it was deleted, or moved away.
    Gone,
    /// Another file.
    Replaced,
}

impl Spot {
    /// The place of the store in a data folder.
    pub(super) fn within(dir: &Path) -> Self {
        Self::File(fs::canonicalize(dir).unwrap_or_else(|_| dir.to_owned()).join("dateline.db"))
    }

    /// A database in memory that nobody has yet.
    pub(super) fn unused_memory() -> Self {
        static MEMORIES: AtomicU64 = AtomicU64::new(0);
        let number = MEMORIES.fetch_add(1, Ordering::Relaxed);
        Self::Memory(format!("file:/dateline-{number}?vfs=memdb"))
    }

    /// The file, where there is one.
    pub(super) fn file(&self) -> Option<&Path> {
        match self {
            Self::File(file) => Some(file),
            Self::Memory(_) => None,
        }
    }

    /// What `SQLite` calls it.
    pub(super) fn name(&self) -> &Path {
        match self {
            Self::File(file) => file,
            Self::Memory(name) => Path::new(name),
        }
    }

    /// The file that stands there now.
    pub(super) fn id(&self) -> FileId {
        self.file().and_then(file_id)
    }

    /// What became of the file that was opened there.
    pub(super) fn standing(&self, opened: FileId) -> Standing {
        match self.file() {
            None => Standing::There,
            Some(file) => match file_id(file) {
                now if now == opened => Standing::There,
                None => Standing::Gone,
                Some(_) => Standing::Replaced,
            },
        }
    }
}

/// Which file a path leads to.
#[cfg(unix)]
pub(super) fn file_id(path: &Path) -> FileId {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).ok().map(|facts| (facts.dev(), facts.ino()))
}

/// Which file a path leads to.
#[cfg(not(unix))]
pub(super) fn file_id(path: &Path) -> FileId {
    // An open file cannot be removed there.
    fs::metadata(path).ok().map(|_| (0, 0))
}

/// A file beside another: `dateline.db` and `-wal` give `dateline.db-wal`.
pub(super) fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Makes the data folder where it is missing.
pub(super) fn make_folder(dir: &Path) -> Result<(), Trouble> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        // What a person reads is nobody else's business.
        builder.mode(0o700);
    }
    builder
        .create(dir)
        .map_err(|error| Trouble { fault: unmade(dir, &error).cause(error), kind: TroubleKind::Unwritable })
}

/// Why there is no data folder, and what can be done.
fn unmade(dir: &Path, error: &io::Error) -> Fault {
    let (why, hint) = match error.kind() {
        // The name is taken, or one on the way to it.
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => {
            ("a file stands where a folder should be", "move that file away")
        }
        ErrorKind::ReadOnlyFilesystem => ("its disk can only be read", "make it writable"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => ("the disk is full", "free some space"),
        _ => return unwritable(dir),
    };
    Fault::new(FaultKind::Storage, format!("{} cannot be made, {why}", dir.display()))
        .hint(format!("{hint}, or choose another folder with --data-dir"))
}

/// What cannot be written.
pub(super) fn unwritable(path: &Path) -> Fault {
    Fault::new(FaultKind::Storage, format!("{} cannot be written", path.display()))
        .hint("check who owns it, or choose another folder with --data-dir")
}

/// Bytes of a page of our stores: `SQLite`'s default, which nothing of ours changes.
pub(super) const PAGE: usize = 4096;

/// Reads the file's own head before `SQLite` may touch it
/// (<https://www.sqlite.org/fileformat.html>, section 1.3). A head that says nothing sensible is damage if what
/// follows is a store of ours, or nothing at all.
pub(super) fn look_at(file: &Path) -> Result<(), Trouble> {
    let mut head = Vec::new();
    // A pipe would be waited for, and a device has no end.
    if fs::metadata(file).is_ok_and(|facts| !facts.is_file()) {
        return Err(not_a_store().cause("it is no file").into());
    }
    match fs::File::open(file) {
        Ok(opened) => {
            opened.take(100).read_to_end(&mut head).map_err(|error| unreadable(file).cause(error))?;
        }
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(unreadable(file).cause(error).into()),
    }
    if head.is_empty() {
        return Ok(());
    }
    let refused = if head.len() < 100 || !head.starts_with(b"SQLite format 3\0") {
        not_a_store()
    } else {
        let number =
            |at: usize| head.get(at..at + 4).map_or(0, |b| i32::from_be_bytes([b[0], b[1], b[2], b[3]]));
        let id = (number(68), number(60));
        // A new store that has not been written to its end says nothing yet.
        let Err(refused) = schema::check(id.0, id.1) else { return Ok(()) };
        if id.0 == schema::APPLICATION_ID {
            return Err(refused.into());
        }
        refused
    };
    let kind = if is_ours(file) { TroubleKind::Damage } else { TroubleKind::Other };
    Err(Trouble { fault: refused, kind })
}

/// Whether a file without a sensible head is a store all the same: the roots of our tables and indexes stand
/// where they stand in every store, each the page of a tree of its kind; or nothing but zeros is left.
fn is_ours(file: &Path) -> bool {
    let Ok(roots) = roots() else { return false };
    let last = roots.iter().map(|(page, _)| *page).max().unwrap_or(0);
    let mut pages = vec![0; last * PAGE];
    let Ok(read) = fs::File::open(file).and_then(|mut opened| read_up_to(&mut opened, &mut pages)) else {
        return false;
    };
    if read >= PAGE && pages.iter().all(|byte| *byte == 0) {
        // What a power cut may leave of a file whose length was on the disk before its content.
        return true;
    }
    let right = roots.iter().filter(|(page, is_table)| {
        let kind = pages.get((page - 1) * PAGE).copied().unwrap_or(0);
        if *is_table { matches!(kind, 5 | 13) } else { matches!(kind, 2 | 10) }
    });
    read == pages.len() && right.count() * 4 >= roots.len() * 3
}

fn read_up_to(file: &mut fs::File, into: &mut [u8]) -> io::Result<usize> {
    let mut read = 0;
    while let Some(rest) = into.get_mut(read..).filter(|rest| !rest.is_empty()) {
        match file.read(rest)? {
            0 => break,
            more => read += more,
        }
    }
    Ok(read)
}

/// The root pages of the first schema's tables and indexes; whether each is a table's tree. A table without rowids is
/// kept in an index's.
fn roots() -> rusqlite::Result<Vec<(usize, bool)>> {
    let conn = Connection::open_in_memory()?;
    conn.execute_batch(schema::first())?;
    let mut query = conn.prepare(
        "SELECT rootpage, type = 'table' AND coalesce(sql, '') NOT LIKE '%WITHOUT ROWID%'
         FROM sqlite_schema WHERE rootpage > 0",
    )?;
    let rows = query.query_map([], |row| Ok((row.get::<_, i64>(0)? as usize, row.get(1)?)))?;
    rows.collect()
}

fn unreadable(file: &Path) -> Fault {
    Fault::new(FaultKind::Storage, format!("{} cannot be read", file.display()))
        .hint("check who owns it, or choose another folder with --data-dir")
}
