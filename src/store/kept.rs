//! The state of a bookmark that the journal remembers, and how it gets into the tables.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::columns::ms;
use crate::news::Text;

/// What the reader made of an address that is kept. The text and the names are not the reader's: they
/// stay with the row, kept or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) day: i32,
    /// When, in Unix milliseconds.
    pub(super) since: i64,
    #[serde(default)]
    pub(super) note: Text,
    /// Sorted, each once.
    #[serde(default)]
    pub(super) tags: Vec<Text>,
}

impl Kept {
    /// Whether the reader made the same of both; the day may have come from a story since.
    pub(super) fn is_but_for_its_day(&self, other: &Self) -> bool {
        (self.since, &self.note, &self.tags) == (other.since, &other.note, &other.tags)
    }
}

/// The bookmark of a key, if it is kept.
pub(super) fn kept(conn: &Connection, key: &str) -> rusqlite::Result<Option<Kept>> {
    let mut query = conn.prepare_cached(
        "SELECT id, day, kept_at, note FROM bookmark WHERE key = ?1 AND removed_at IS NULL",
    )?;
    let found = query.query_row([key], |row| {
        let note = Text::lines(row.get_ref(3)?.as_str()?);
        Ok((row.get(0)?, Kept { day: row.get(1)?, since: row.get(2)?, note, tags: Vec::new() }))
    });
    let Some((id, mut kept)) = found.optional()? else { return Ok(None) };
    kept.tags = tags(conn, id)?;
    Ok(Some(kept))
}

/// The tags of a bookmark, sorted.
pub(super) fn tags(conn: &Connection, bookmark: i64) -> rusqlite::Result<Vec<Text>> {
    let mut query = conn.prepare_cached("SELECT name FROM tag WHERE bookmark = ?1 ORDER BY name")?;
    let names = query.query_map([bookmark], |row| super::columns::line(row, 0))?;
    names.collect()
}

/// Brings the row of a key to a state: kept so, or let go. The row must exist to be kept.
pub(super) fn put_kept(
    tx: &Connection,
    key: &str,
    state: Option<&Kept>,
    now: Timestamp,
) -> rusqlite::Result<()> {
    let Some(kept) = state else {
        tx.prepare_cached("UPDATE bookmark SET removed_at = ?2, changed_at = ?2 WHERE key = ?1")?
            .execute(params![key, ms(now)])?;
        return Ok(());
    };
    tx.prepare_cached(
        "UPDATE bookmark SET day = ?2, kept_at = ?3, note = ?4, changed_at = ?5, removed_at = NULL
         WHERE key = ?1",
    )?
    .execute(params![key, kept.day, kept.since, kept.note.as_str(), ms(now)])?;
    tx.prepare_cached("DELETE FROM tag WHERE bookmark = (SELECT id FROM bookmark WHERE key = ?1)")?
        .execute([key])?;
    let mut tag = tx.prepare_cached(
        "INSERT OR IGNORE INTO tag (bookmark, name) SELECT id, ?2 FROM bookmark WHERE key = ?1",
    )?;
    for name in &kept.tags {
        tag.execute(params![key, name.as_str()])?;
    }
    Ok(())
}

/// Tags as they are kept: one line each, without `#` before them, sorted, each once.
pub(super) fn tidy(tags: impl IntoIterator<Item = Text>) -> Vec<Text> {
    let lines = tags.into_iter().map(|tag| Text::line(tag.trim().trim_start_matches('#')));
    let mut tags: Vec<Text> = lines.filter(|tag| !tag.is_empty()).collect();
    tags.sort();
    tags.dedup();
    tags
}
