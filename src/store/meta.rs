//! Small things the program remembers: the chosen day, the widths of panes, the terminal's colours.

use rusqlite::{Connection, OptionalExtension, params};

use super::Store;
use super::turn::Writer;
use crate::news::Fault;

impl Store {
    /// A remembered value.
    pub fn meta(&self, key: &str) -> Result<Option<String>, Fault> {
        self.read(|conn| {
            let mut query = conn.prepare_cached("SELECT value FROM meta WHERE key = ?1")?;
            Ok(query.query_row([key], |row| row.get(0)).optional()?)
        })
    }

    /// All remembered values whose names begin so.
    pub fn meta_under(&self, prefix: &str) -> Result<Vec<(String, String)>, Fault> {
        self.read(|conn| {
            let mut query =
                conn.prepare_cached("SELECT key, value FROM meta WHERE substr(key, 1, length(?1)) = ?1")?;
            let rows = query.query_map([prefix], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// Remembers a value. May be lost with the power: nothing that the reader made belongs here.
    pub fn put_meta(&mut self, key: &str, value: &str) -> Result<(), Fault> {
        self.write(Writer::Batch, |tx| Ok(put(tx, key, value)?))
    }
}

/// Writes a value in the place of an older one.
pub(super) fn put(conn: &Connection, key: &str, value: &str) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT INTO meta (key, value) VALUES (?1, ?2)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    )?
    .execute(params![key, value])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_value_is_remembered() {
        let mut store = Store::memory().unwrap();
        assert_eq!(store.meta("day").unwrap(), None);
        store.put_meta("day", "2025-11-13").unwrap();
        store.put_meta("day", "2025-11-14").unwrap();
        assert_eq!(store.meta("day").unwrap().as_deref(), Some("2025-11-14"));
        store.put_meta("screen.lens", "unread").unwrap();
        assert_eq!(store.meta_under("screen.").unwrap(), [("screen.lens".to_owned(), "unread".to_owned())]);
    }
}
