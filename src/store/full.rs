//! A store whose disk takes nothing more, not even the index of the log that `SQLite` needs to read it, or one of an older
//! schema that may not be written: what is in it is read from a copy in memory.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use url::Url;

use super::Store;
use super::fault::{Trouble, TroubleKind};
use super::open::Access;
use super::spot::{Spot, beside, unwritable};
use crate::news::{Fault, FaultKind};

/// Bytes of a store that is copied into memory.
const MOST: u64 = 128 << 20;

/// A copy of the store in memory, brought to this program's schema, out of which is only read.
pub(super) fn copied(spot: &Spot) -> Result<Store, Trouble> {
    let Some(file) = spot.file() else { return Err(unwritable(spot.name()).into()) };
    let bytes = |path: &Path| fs::metadata(path).map_or(0, |facts| facts.len());
    let log = beside(file, "-wal");
    if bytes(file) + bytes(&log) > MOST {
        return Err(unwritable(file).into());
    }
    let memory = Spot::unused_memory();
    // The copy lasts as long as a connection to it.
    let held = Connection::open(memory.name())?;
    let copy = |source: Connection| source.execute("VACUUM INTO ?1", [memory.name().to_string_lossy()]);
    let mut done = reading(file).and_then(copy);
    if done.is_err() {
        done = alone(file).and_then(copy);
    }
    if done.is_err() && bytes(&log) == 0 {
        done = still(file).and_then(copy);
    }
    done?;
    let mut store = Store::in_place(memory, Access::Write)?;
    drop(held);
    store.reads_from_now_on()?;
    Ok(store)
}

/// Why a store that is there is only read.
pub(super) fn only_read(fault: Fault, kind: TroubleKind, spot: &Spot) -> Fault {
    if kind == TroubleKind::Full {
        return fault.hint(
            "the store is open for reading only, so nothing is kept; free some space, then start Dateline again",
        );
    }
    Fault::new(FaultKind::Storage, "the store is open for reading only")
        .hint(format!("{} may not be written, so nothing is kept", spot.name().display()))
}

/// As any reader opens it.
fn reading(file: &Path) -> rusqlite::Result<Connection> {
    open(file, OpenFlags::SQLITE_OPEN_READ_ONLY)
}

/// As the only one who has it open: the index of the log is in memory then.
fn alone(file: &Path) -> rusqlite::Result<Connection> {
    let conn = open(file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    conn.query_row("PRAGMA locking_mode=EXCLUSIVE", [], |_| Ok(()))?;
    // The last connection would write the log into the store.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    Ok(conn)
}

/// As what nobody writes to, and without a log.
fn still(file: &Path) -> rusqlite::Result<Connection> {
    let name = untouched(file).ok_or_else(|| rusqlite::Error::InvalidPath(file.to_owned()))?;
    open(&name, OpenFlags::SQLITE_OPEN_READ_ONLY)
}

fn open(file: &Path, flags: OpenFlags) -> rusqlite::Result<Connection> {
    let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let conn = Connection::open_with_flags(file, flags)?;
    conn.execute_batch("PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON")?;
    Ok(conn)
}

/// The name of a file that is opened as if nobody wrote to it.
pub(super) fn untouched(file: &Path) -> Option<PathBuf> {
    let uri = Url::from_file_path(file).ok()?;
    Some(PathBuf::from(format!("{uri}?immutable=1")))
}
