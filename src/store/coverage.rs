//! Which source was asked for which day, and what it answered.

use rusqlite::{OptionalExtension, Row, params};

use super::Store;
use super::columns::{line_or_none, moment, ms};
use super::turn::Writer;
use crate::news::{Asked, Day, Fault, Outcome, SourceId};

impl Store {
    /// Notes that a source was asked for a day; the newest asking counts.
    pub fn put_asked(&mut self, source: SourceId, day: Day, asked: &Asked) -> Result<(), Fault> {
        let (state, found, trouble) = match &asked.outcome {
            Outcome::Found(found) => (0, *found, None),
            Outcome::Empty => (1, 0, None),
            Outcome::Failed(why) => (2, 0, Some(why.as_str())),
        };
        self.write(Writer::Batch, |tx| {
            tx.prepare_cached(
                "INSERT INTO coverage (source, day, at, state, found, trouble) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (source, day) DO UPDATE SET
                     at = excluded.at, state = excluded.state, found = excluded.found,
                     trouble = excluded.trouble
                 WHERE excluded.at >= coverage.at",
            )?
            .execute(params![source.0, day.number(), ms(asked.at.instant), state, found, trouble])?;
            Ok(())
        })
    }

    /// When a source was last asked for a day, and what came of it.
    pub fn asked(&self, source: SourceId, day: Day) -> Result<Option<Asked>, Fault> {
        self.read(|conn| {
            let mut query = conn.prepare_cached(
                "SELECT source, at, state, found, trouble FROM coverage WHERE source = ?1 AND day = ?2",
            )?;
            let asked = query.query_row(params![source.0, day.number()], asked_row).optional()?;
            Ok(asked.map(|(_, asked)| asked))
        })
    }

    /// All sources, not retired, that were asked for that day.
    pub fn asked_on(&self, day: Day) -> Result<Vec<(SourceId, Asked)>, Fault> {
        self.read(|conn| {
            let mut query = conn.prepare_cached(
                "SELECT c.source, c.at, c.state, c.found, c.trouble
             FROM coverage c JOIN source s ON s.id = c.source
             WHERE c.day = ?1 AND s.retired_at IS NULL ORDER BY s.rank, s.id",
            )?;
            let rows = query.query_map([day.number()], asked_row)?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }
}

fn asked_row(row: &Row<'_>) -> rusqlite::Result<(SourceId, Asked)> {
    let outcome = match row.get::<_, i64>(2)? {
        0 => Outcome::Found(row.get(3)?),
        1 => Outcome::Empty,
        _ => Outcome::Failed(line_or_none(row, 4)?.unwrap_or_default()),
    };
    Ok((SourceId(row.get(0)?), Asked { at: moment(row.get(1)?), outcome }))
}
