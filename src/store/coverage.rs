//! Which source was asked for which day, and what it answered.

use rusqlite::{OptionalExtension, Row, params};

use super::Store;
use super::columns::{day, line_or_none, moment, ms};
use super::turn::Writer;
use crate::news::{Asked, Day, DayRange, Fault, Outcome, SourceId, Text};

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

    /// The sources, not retired, whose last asking for a day of these failed, and why; the newest day first.
    pub fn missed(&self, days: DayRange) -> Result<Vec<(SourceId, Day, Text)>, Fault> {
        self.read(|conn| {
            let mut query = conn.prepare_cached(
                "SELECT c.source, c.day, c.trouble FROM coverage c JOIN source s ON s.id = c.source
                 WHERE c.day BETWEEN ?1 AND ?2 AND c.state = 2 AND s.retired_at IS NULL
                 ORDER BY c.day DESC, s.rank, s.id",
            )?;
            let missed = |row: &Row<'_>| {
                Ok((SourceId(row.get(0)?), day(row, 1)?, line_or_none(row, 2)?.unwrap_or_default()))
            };
            let rows = query.query_map([days.first.number(), days.last.number()], missed)?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::Moment;
    use crate::store::fixture::{day, now, source, two_sources};

    #[test]
    fn who_did_not_answer_is_told_until_it_does() {
        let (mut store, a, b) = two_sources();
        let asked = |outcome| Asked { at: Moment::at(now()), outcome };
        let failed = |why| asked(Outcome::Failed(Text::line(why)));
        store.put_asked(a, day("2025-11-12"), &failed("it is down")).unwrap();
        store.put_asked(b, day("2025-11-13"), &failed("no answer")).unwrap();
        store.put_asked(b, day("2025-11-12"), &asked(Outcome::Empty)).unwrap();
        let days = DayRange::between(day("2025-11-12"), day("2025-11-13"));
        let told = |store: &Store| -> Vec<_> {
            let rows = store.missed(days).unwrap().into_iter();
            rows.map(|(source, on, why)| (source, on.to_string(), why.to_string())).collect()
        };
        let of = |source, on: &str, why: &str| (source, on.to_owned(), why.to_owned());
        assert_eq!(told(&store), [of(b, "2025-11-13", "no answer"), of(a, "2025-11-12", "it is down")]);
        assert!(store.missed(day("2025-11-11").only()).unwrap().is_empty());
        store.put_asked(a, day("2025-11-12"), &asked(Outcome::Found(3))).unwrap();
        assert_eq!(told(&store), [of(b, "2025-11-13", "no answer")]);
        store.sync_sources(&[source("a")], day("2025-11-13")).unwrap();
        assert!(told(&store).is_empty(), "a source that was left misses nothing");
    }
}
