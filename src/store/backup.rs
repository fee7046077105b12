//! A copy of what the reader made, before the store is brought to a newer schema.

use std::path::Path;

use rusqlite::Connection;

use super::fault::Trouble;
use super::mend::remove;
use super::{mend, schema};

/// What can be fetched again stays out: the copy is small however large the store is.
const LEFT_OUT: [&str; 12] = [
    "story",
    "attached",
    "text",
    "sent",
    "page",
    "coverage",
    "route_answer",
    "pace",
    "validator",
    "day_tally",
    "dirty",
    "turned",
];

/// Writes `dateline.schema-N.db` beside a store of schema N: a store of that schema with everything the reader
/// made, and no stories. One that stands there from an earlier try is written anew.
pub(super) fn backup(conn: &Connection, file: &Path, version: i32) -> Result<(), Trouble> {
    // Two instances may bring the same store forward at once.
    let _held = file.parent().and_then(mend::hold);
    let copy = file.with_file_name(format!("dateline.schema-{version}.db"));
    let draft = file.with_file_name("dateline.backup.db");
    remove(&draft);
    conn.execute("ATTACH ?1 AS backup", [draft.to_string_lossy()])?;
    let written = write(conn, version);
    let detached = conn.execute_batch("DETACH backup");
    #[cfg(test)]
    schema::steps::pass();
    // A half of one would only fill the disk.
    if !matches!(written, Ok(true)) {
        remove(&draft);
        return written.map(drop);
    }
    detached?;
    std::fs::rename(&draft, &copy).map_err(|error| super::spot::unwritable(&copy).cause(error))?;
    #[cfg(test)]
    schema::steps::pass();
    Ok(())
}

/// Whether there was still something to do.
fn write(conn: &Connection, version: i32) -> Result<bool, Trouble> {
    conn.execute_batch("PRAGMA backup.synchronous=FULL")?;
    let tx = conn.unchecked_transaction()?;
    if schema::identity(&tx)?.1 != version {
        // Another instance has made the copy and brought the store forward meanwhile.
        return Ok(false);
    }
    let mut query = tx.prepare(
        "SELECT type, name, sql FROM main.sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
         ORDER BY type <> 'table', rowid",
    )?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let parts: Vec<(String, String, String)> = rows.collect::<rusqlite::Result<_>>()?;
    // Rows before triggers, which would count them again.
    for (kind, name, sql) in &parts {
        // `CREATE TABLE name` → `CREATE TABLE backup.name`: as SQLite keeps it, the name stands third.
        let Some(at) = sql.find(name.as_str()) else { continue };
        let (head, tail) = sql.split_at(at);
        tx.execute_batch(&format!("{head}backup.{tail}"))?;
        if kind == "table" && !LEFT_OUT.contains(&name.as_str()) {
            #[cfg(test)]
            schema::steps::pass();
            tx.execute_batch(&format!("INSERT INTO backup.\"{name}\" SELECT * FROM main.\"{name}\""))?;
        }
    }
    tx.execute_batch(&format!(
        "UPDATE backup.source SET stories = 0, unread = 0;
         PRAGMA backup.application_id={}; PRAGMA backup.user_version={version};",
        schema::APPLICATION_ID
    ))?;
    drop(query);
    tx.commit()?;
    Ok(true)
}
