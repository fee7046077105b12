//! Sources as the store knows them.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::Store;
use super::clusters::settle_source;
use super::columns::{day, line, line_or_none, moment};
use super::fault::Trouble;
use super::mutes::Rules;
use super::sweep;
use super::turn::Writer;
use crate::news::{Day, DayRange, Fault, Health, Slug, Source, SourceId, SourceRow, Text, told_apart};

const COLUMNS: &str = "SELECT id, slug, title, stories, unread, added, asked_at, good_at, new_at, next_at,
     answers, saved, failures, gone, trouble, hint FROM source";

impl Store {
    /// Makes the store agree with the sources file: new ones get a row and `today` as the day they were
    /// added, known ones their title, place and sections, missing ones are retired (kept, but hidden with their
    /// stories). Answers with a row for each of `sources`, in their order. Writes nothing if nothing changed.
    pub fn sync_sources(&mut self, sources: &[Source], today: Day) -> Result<Vec<SourceRow>, Fault> {
        // One that may only be read shows what it knows.
        if !self.reads_only() && !self.read(|conn| Ok(agrees(conn, sources)?))? {
            self.write(Writer::User, |tx| {
                let before = in_view(tx)?;
                let filed = filed(tx)?;
                let mut put = tx.prepare_cached(
                    "INSERT INTO source (slug, title, rank, added, sections) VALUES (?1, ?2, ?3, ?4, ?5)
                     ON CONFLICT (slug) DO UPDATE SET
                         title = excluded.title, rank = excluded.rank, sections = excluded.sections, retired_at = NULL",
                )?;
                for ((rank, source), title) in sources.iter().enumerate().zip(told_apart(sources)) {
                    let (slug, title) = (source.slug.as_str(), title.as_str());
                    put.execute(params![slug, title, rank as i64, today.number(), sections(source)])?;
                }
                let is_filed_anew = sources
                    .iter()
                    .any(|source| filed.get(source.slug.as_str()).is_some_and(|was| *was != sections(source)));
                // A rule may hide by a section that the source has now, or has no more.
                if is_filed_anew && !Rules::load(tx)?.is_empty() {
                    sweep::begin(tx)?;
                }
                let kept: HashSet<&str> = sources.iter().map(|source| source.slug.as_str()).collect();
                let known = named(tx)?;
                let mut retire = tx.prepare_cached("UPDATE source SET retired_at = ?2 WHERE id = ?1")?;
                for Known { id, slug, .. } in known {
                    if !kept.contains(slug.as_str()) {
                        retire.execute(params![id, today.number()])?;
                    }
                }
                settle(tx, &before, &in_view(tx)?)
            })?;
        }
        self.sources()
    }

    /// The sources that are not retired, in the order of the file at the last [`Store::sync_sources`].
    pub fn sources(&self) -> Result<Vec<SourceRow>, Fault> {
        self.read(|conn| {
            let sql = format!("{COLUMNS} WHERE retired_at IS NULL ORDER BY rank, id");
            let mut query = conn.prepare_cached(&sql)?;
            let rows = query.query_map([], source_row)?;
            Ok(rows.filter_map(Result::transpose).collect::<rusqlite::Result<_>>()?)
        })
    }
}

impl Store {
    /// The name that a source has in the file; `None` where the store does not know the source.
    pub fn slug_of(&self, source: SourceId) -> Result<Option<Slug>, Fault> {
        self.read(|conn| {
            let mut query = conn.prepare_cached("SELECT slug FROM source WHERE id = ?1")?;
            let slug: Option<String> = query.query_row([source.0], |row| row.get(0)).optional()?;
            Ok(slug.and_then(|slug| Slug::parse(&slug)))
        })
    }

    /// The source of that name that is not retired.
    pub fn source_named(&self, slug: &Slug) -> Result<Option<SourceRow>, Fault> {
        self.read(|conn| {
            let mut query =
                conn.prepare_cached(&format!("{COLUMNS} WHERE slug = ?1 AND retired_at IS NULL"))?;
            Ok(query.query_row([slug.as_str()], source_row).optional()?.flatten())
        })
    }

    /// How many stories each source has in a range of days, and the day of its oldest story; sources without
    /// any in the range are left out.
    pub fn stories_between(&self, range: DayRange) -> Result<Vec<(SourceId, u32, Day)>, Fault> {
        self.read(|conn| {
            let mut query = conn.prepare_cached(
                "SELECT source, count(*), (SELECT min(day) FROM story AS all_of_it WHERE all_of_it.source = story.source)
                     FROM story WHERE day BETWEEN ?1 AND ?2 GROUP BY source",
            )?;
            let rows = query.query_map(params![range.first.number(), range.last.number()], |row| {
                Ok((SourceId(row.get(0)?), row.get(1)?, Day::from_number(row.get(2)?)))
            })?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }
}

/// The sources that are not retired, in their order.
fn in_view(conn: &Connection) -> rusqlite::Result<Vec<i64>> {
    let mut query =
        conn.prepare_cached("SELECT id FROM source WHERE retired_at IS NULL ORDER BY rank, id")?;
    query.query_map([], |row| row.get(0))?.collect()
}

/// Which copy of a story leads may have changed with the sources: at once where one came or went, by the sweep
/// where they only stand in another order.
fn settle(tx: &Connection, before: &[i64], after: &[i64]) -> Result<(), Trouble> {
    let set = |list: &[i64]| -> HashSet<i64> { list.iter().copied().collect() };
    let (was, is) = (set(before), set(after));
    let gone = before.iter().filter(|id| !is.contains(id));
    for source in gone.chain(after.iter().filter(|id| !was.contains(id))) {
        settle_source(tx, *source)?;
    }
    let before = before.iter().filter(|id| is.contains(id));
    if before.ne(after.iter().filter(|id| was.contains(id))) {
        sweep::begin(tx)?;
    }
    Ok(())
}

/// Whether a source is there and not retired.
pub(super) fn is_in_view(conn: &Connection, source: SourceId) -> rusqlite::Result<bool> {
    let mut query = conn.prepare_cached("SELECT retired_at IS NULL FROM source WHERE id = ?1")?;
    Ok(query.query_row([source.0], |row| row.get(0)).optional()?.unwrap_or(false))
}

/// The sections of a source as they are stored: one a line.
fn sections(source: &Source) -> String {
    source.sections().iter().map(Text::as_str).collect::<Vec<_>>().join("\n")
}

/// Slug and sections of all sources that were ever known.
fn filed(conn: &Connection) -> rusqlite::Result<HashMap<String, String>> {
    let mut query = conn.prepare_cached("SELECT slug, sections FROM source")?;
    query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// What the store says of a source of the file.
struct Known {
    id: i64,
    slug: String,
    title: String,
    sections: String,
}

/// The sources of the file that are not retired, in its order.
fn named(conn: &Connection) -> rusqlite::Result<Vec<Known>> {
    let mut query = conn.prepare_cached(
        "SELECT id, slug, title, sections FROM source WHERE retired_at IS NULL AND origin = 0 ORDER BY rank, id",
    )?;
    let known = |row: &Row<'_>| {
        Ok(Known { id: row.get(0)?, slug: row.get(1)?, title: row.get(2)?, sections: row.get(3)? })
    };
    query.query_map([], known)?.collect()
}

fn agrees(conn: &Connection, sources: &[Source]) -> rusqlite::Result<bool> {
    let known = named(conn)?;
    let same = |((known, source), title): ((&Known, &Source), Text)| {
        known.slug == source.slug.as_str()
            && title == known.title.as_str()
            && known.sections == sections(source)
    };
    Ok(known.len() == sources.len() && known.iter().zip(sources).zip(told_apart(sources)).all(same))
}

/// A row; `None` for a slug that this version does not accept.
fn source_row(row: &Row<'_>) -> rusqlite::Result<Option<SourceRow>> {
    let at = |column: usize| Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(column)?.map(moment));
    let Some(slug) = Slug::parse(row.get_ref(1)?.as_str()?) else { return Ok(None) };
    let gone: bool = row.get(13)?;
    Ok(Some(SourceRow {
        id: SourceId(row.get(0)?),
        slug,
        title: line(row, 2)?,
        stories: row.get(3)?,
        unread: row.get(4)?,
        added: day(row, 5)?,
        health: Health {
            last_asked: at(6)?,
            last_good: at(7)?,
            last_new: at(8)?,
            // It is asked by itself no more.
            next_try: at(9)?.filter(|_| !gone),
            answers: row.get(10)?,
            saved: row.get(11)?,
            failures: row.get(12)?,
            gone,
            trouble: line_or_none(row, 14)?,
            hint: line_or_none(row, 15)?,
        },
    }))
}
