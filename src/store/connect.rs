//! One connection to a store's file: its settings, the recognition of what it holds, and the steps up to this program's
//! schema.

use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::fault::{Trouble, TroubleKind, damaged, not_a_store};
use super::full;
use super::open::Access;
use super::salvage;
use super::schema;
use super::spot::{Spot, unwritable};
use crate::news::{Fault, FaultKind};

/// How long another process may hold the store before we give up.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// Opens a file, recognises it, and brings it to this program's schema where it may be written.
pub(super) fn connect(spot: &Spot, access: Access, create: OpenFlags) -> Result<Connection, Trouble> {
    let mut flags = OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut name = spot.name().to_owned();
    match (spot, access) {
        (Spot::Memory(_), _) => {
            flags |= OpenFlags::SQLITE_OPEN_READ_WRITE
                | OpenFlags::SQLITE_OPEN_URI
                | OpenFlags::SQLITE_OPEN_CREATE;
        }
        (_, Access::Write) => flags |= OpenFlags::SQLITE_OPEN_READ_WRITE | create,
        (_, Access::Read) => flags |= OpenFlags::SQLITE_OPEN_READ_ONLY,
        (_, Access::ReadStill) => {
            flags |= OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
            name = full::untouched(&name).ok_or_else(|| unwritable(&name))?;
        }
    }
    let mut conn = Connection::open_with_flags(&name, flags)?;
    conn.busy_timeout(PATIENCE)?;
    // A plan does not hang on the values: otherwise some queries are prepared again for each of them.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    let version = schema::recognise(&conn)?;
    if access == Access::Write {
        if conn.is_readonly(rusqlite::MAIN_DB)? {
            return Err(Trouble { fault: unwritable(spot.name()), kind: TroubleKind::Unwritable });
        }
        use_log(&conn)?;
    }
    prepare(&conn, access != Access::Write)?;
    if access != Access::Write && version < schema::VERSION {
        let fault =
            if version == 0 { not_a_store().cause("it has not been set up yet") } else { older(version) };
        return Err(fault.into());
    }
    if access == Access::Write && schema::migrate(&mut conn, spot.file())? {
        // So that the file itself, not only its log, says what it is.
        conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    }
    if access == Access::Write && !salvage::has_all_tables(&conn)? {
        return Err(Trouble { fault: damaged("a table is missing"), kind: TroubleKind::Damage });
    }
    // Whose acts are whose: undo takes back no other window's.
    conn.execute_batch(
        "CREATE TEMP TABLE me AS SELECT random() AS who, (SELECT coalesce(max(seq), 0) FROM change) AS since",
    )?;
    conn.pragma_update(None, "query_only", access != Access::Write)?;
    Ok(conn)
}

/// The store is one of ours, and only who writes to it brings it to this program's schema.
fn older(version: i32) -> Fault {
    Fault::new(FaultKind::Storage, "the store was written by an older Dateline")
        .hint("it is brought up to date when Dateline starts next")
        .cause(format!("schema {version}, this program writes {}", schema::VERSION))
}

/// Writes through a log (WAL), so that readers and the writer do not wait for each other.
fn use_log(conn: &Connection) -> Result<(), Trouble> {
    // SQLite does not wait here while another process sets up the same store; a transaction does.
    while let Err(error) = conn.query_row("PRAGMA journal_mode=WAL", [], |_| Ok(())) {
        if error.sqlite_error_code() != Some(rusqlite::ErrorCode::DatabaseBusy) {
            return Err(error.into());
        }
        conn.execute_batch("BEGIN IMMEDIATE; ROLLBACK")?;
    }
    Ok(())
}

/// Settings of every connection.
fn prepare(conn: &Connection, reads_only: bool) -> Result<(), Trouble> {
    conn.set_prepared_statement_cache_capacity(64);
    let cache = if reads_only { -2000 } else { -8000 };
    conn.execute_batch(&format!(
        "PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF;
         PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA cache_size={cache};"
    ))?;
    Ok(())
}
