//! Searches under a name.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::Store;
use super::columns::{line, ms};
use super::journal::{State, append};
use super::turn::Writer;
use crate::news::{Fault, SavedSearch, Text, Verb};

impl Store {
    /// The searches kept under a name, by name.
    pub fn saved_searches(&self) -> Result<Vec<SavedSearch>, Fault> {
        self.read(|conn| {
            let mut query = conn.prepare_cached(
                "SELECT name, query, unread FROM saved_search WHERE removed_at IS NULL ORDER BY name",
            )?;
            let rows = query.query_map([], |row| {
                Ok(SavedSearch { name: line(row, 0)?, query: line(row, 1)?, unread: row.get(2)? })
            })?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// Keeps a search under a name, in place of another one of that name; `None` lets it go. The number of the
    /// act in the journal, `None` if nothing changed.
    pub fn save_search(
        &mut self,
        name: &Text,
        query: Option<&Text>,
        now: Timestamp,
    ) -> Result<Option<i64>, Fault> {
        self.may_keep()?;
        self.write(Writer::User, |tx| {
            let before = saved(tx, name)?;
            let after = query.map(ToString::to_string);
            if before == after {
                return Ok(None);
            }
            put_saved(tx, name, after.as_deref(), now)?;
            let what = match (&before, &after) {
                (None, _) => "search kept",
                (_, None) => "search let go",
                _ => "search changed",
            };
            let side = |query| State::Search { name: name.to_string(), query };
            append(tx, Verb::Search, &format!("{what}: {name}"), &side(before), &side(after), now).map(Some)
        })
    }

    /// Notes how many unread stories a kept search finds.
    pub fn put_saved_count(&mut self, name: &Text, unread: u32) -> Result<(), Fault> {
        self.write(Writer::Batch, |tx| {
            tx.prepare_cached("UPDATE saved_search SET unread = ?2 WHERE name = ?1 AND unread IS NOT ?2")?
                .execute(params![name.as_str(), unread])?;
            Ok(())
        })
    }
}

/// What is asked under a name; `None`: the name is free.
pub(super) fn saved(conn: &Connection, name: &str) -> rusqlite::Result<Option<String>> {
    let mut query =
        conn.prepare_cached("SELECT query FROM saved_search WHERE name = ?1 AND removed_at IS NULL")?;
    query.query_row([name], |row| row.get(0)).optional()
}

/// Puts a search under a name, or takes it away.
pub(super) fn put_saved(
    conn: &Connection,
    name: &str,
    query: Option<&str>,
    now: Timestamp,
) -> rusqlite::Result<()> {
    let Some(query) = query else {
        conn.prepare_cached("UPDATE saved_search SET removed_at = ?2 WHERE name = ?1")?
            .execute(params![name, ms(now)])?;
        return Ok(());
    };
    conn.prepare_cached(
        "INSERT INTO saved_search (name, query, made_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (name) DO UPDATE SET query = excluded.query, removed_at = NULL,
             unread = iif(query = excluded.query, unread, NULL)",
    )?
    .execute(params![name, query, ms(now)])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture::now;

    #[test]
    fn a_search_is_kept_under_its_name_and_every_step_can_be_taken_back() {
        let mut store = Store::memory().unwrap();
        let name = Text::line("Grain");
        let kept = |store: &Store| -> Vec<(String, Option<u32>)> {
            let rows = store.saved_searches().unwrap();
            rows.into_iter().map(|row| (row.query.to_string(), row.unread)).collect()
        };
        store.save_search(&name, Some(&Text::line("grain")), now()).unwrap();
        store.put_saved_count(&name, 12).unwrap();
        assert_eq!(kept(&store), [("grain".to_owned(), Some(12))]);
        assert_eq!(store.save_search(&name, Some(&Text::line("grain")), now()).unwrap(), None);
        store.save_search(&name, Some(&Text::line("grain corridor")), now()).unwrap();
        assert_eq!(kept(&store), [("grain corridor".to_owned(), None)]);
        store.save_search(&name, None, now()).unwrap();
        assert!(kept(&store).is_empty());
        assert_eq!(store.undo(now()).unwrap().unwrap().label, "search let go: Grain");
        assert_eq!(kept(&store), [("grain corridor".to_owned(), None)]);
        store.undo(now()).unwrap();
        assert_eq!(kept(&store)[0].0, "grain");
        store.undo(now()).unwrap();
        assert!(kept(&store).is_empty());
        store.redo(now()).unwrap();
        assert_eq!(kept(&store)[0].0, "grain");
    }
}
