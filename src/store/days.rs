//! What is known about days: the calendar's side of the store.
//!
//! Over all sources a tally by day answers, kept by triggers in the transaction that changes a story;
//! for one source a range of the index `story_day` does. Nothing is ever counted over the whole archive.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row, ToSql, params};

use super::Store;
use super::columns::{day, moment};
use super::edition::docs;
use super::sources::is_in_view;
use crate::news::{Day, DayFacts, DayRange, Fault, Month, Scope, SourceDays, SourceId, YearFacts};

/// What makes a day worth stepping to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DaysWith {
    /// It has stories.
    Stories,
    /// It has unread stories.
    Unread,
    /// A bookmark stands under it.
    Bookmarks,
}

pub(super) const TALLIES: &str = "SELECT day, stories, unread, minutes, answered, failed, asked_at
     FROM day_tally WHERE day BETWEEN ?1 AND ?2";
pub(super) const SOURCE_TALLIES: &str = "SELECT day, count(*), sum(unread), coalesce(sum(minutes), 0)
     FROM story INDEXED BY story_day WHERE source = ?3 AND muted = 0 AND day BETWEEN ?1 AND ?2 GROUP BY day";
pub(super) const SOURCE_COVERAGE: &str =
    "SELECT day, state, at FROM coverage WHERE source = ?3 AND day BETWEEN ?1 AND ?2";
pub(super) const SOURCE_DAYS: &str = "SELECT s.source, s.unread
     FROM story s CROSS JOIN source c ON c.id = s.source
     WHERE s.doc BETWEEN ?1 AND ?2 AND s.muted = 0 AND c.retired_at IS NULL";
pub(super) const BOOKMARKS: &str = "SELECT day, count(*) FROM bookmark INDEXED BY bookmark_day
     WHERE removed_at IS NULL AND day BETWEEN ?1 AND ?2 GROUP BY day";
pub(super) const SOURCE_BOOKMARKS: &str = "SELECT day, count(*) FROM bookmark INDEXED BY bookmark_source
     WHERE removed_at IS NULL AND source = ?3 AND day BETWEEN ?1 AND ?2 GROUP BY day";

impl Store {
    /// One entry for each day of the month, in order.
    pub fn month(&self, scope: Scope, month: Month) -> Result<Vec<DayFacts>, Fault> {
        let mut known = self.facts(scope, month.range())?.into_iter().peekable();
        let facts = month.range().days().map(|day| {
            let here = known.next_if(|facts| facts.day == day);
            here.unwrap_or_else(|| DayFacts::unknown(day))
        });
        Ok(facts.collect())
    }

    /// The days of a range that something is known about, in order; other days are left out.
    /// A retired source has none.
    pub fn facts(&self, scope: Scope, range: DayRange) -> Result<Vec<DayFacts>, Fault> {
        self.read(|conn| {
            let mut days = BTreeMap::new();
            match scope {
                Scope::All => {
                    let bounds: [&dyn ToSql; 2] = [&range.first.number(), &range.last.number()];
                    fill(conn, TALLIES, &bounds, &mut days, all_of_a_day)?;
                    fill(conn, BOOKMARKS, &bounds, &mut days, bookmarks_of_a_day)?;
                }
                Scope::Source(source) if is_in_view(conn, source)? => {
                    let bounds: [&dyn ToSql; 3] = [&range.first.number(), &range.last.number(), &source.0];
                    fill(conn, SOURCE_TALLIES, &bounds, &mut days, stories_of_a_day)?;
                    fill(conn, SOURCE_COVERAGE, &bounds, &mut days, asking_of_a_day)?;
                    fill(conn, SOURCE_BOOKMARKS, &bounds, &mut days, bookmarks_of_a_day)?;
                }
                Scope::Source(_) => {}
            }
            Ok(days.into_values().filter(|facts| *facts != DayFacts::unknown(facts.day)).collect())
        })
    }

    /// The days of a range that somebody was asked for and that have no stories.
    pub fn empty_days(&self, scope: Scope, range: DayRange) -> Result<Vec<Day>, Fault> {
        let is_empty = |facts: &DayFacts| facts.stories == 0 && facts.answered + facts.failed > 0;
        Ok(self.facts(scope, range)?.into_iter().filter(is_empty).map(|facts| facts.day).collect())
    }

    /// All years with stories or bookmarks, newest first, summed up from the days' tallies (one source: from its
    /// index). Work grows with the days of the archive, not with a key press: the year view asks once.
    pub fn years(&self, scope: Scope) -> Result<Vec<YearFacts>, Fault> {
        let all = DayRange::between(Day::MIN, Day::MAX);
        let mut years: BTreeMap<i16, YearFacts> = BTreeMap::new();
        for facts in self.facts(scope, all)? {
            if facts.stories + facts.bookmarks == 0 {
                continue;
            }
            let year = facts.day.month().year();
            let none = YearFacts { year, stories: 0, unread: 0, minutes: 0, bookmarks: 0 };
            let sum = years.entry(year).or_insert(none);
            sum.stories += facts.stories;
            sum.unread += facts.unread;
            sum.minutes += facts.minutes;
            sum.bookmarks += facts.bookmarks;
        }
        Ok(years.into_values().rev().collect())
    }

    /// What each source that is not retired has in a range of days; sources without stories are left out.
    pub fn source_days(&self, range: DayRange) -> Result<Vec<SourceDays>, Fault> {
        self.read(|conn| {
            let (first, last) = (docs(range.first.number()).0, docs(range.last.number()).1);
            let mut query = conn.prepare_cached(SOURCE_DAYS)?;
            let mut rows = query.query([first, last])?;
            let mut sources: BTreeMap<SourceId, SourceDays> = BTreeMap::new();
            while let Some(row) = rows.next()? {
                let source = SourceId(row.get(0)?);
                let sum = sources.entry(source).or_insert(SourceDays { source, stories: 0, unread: 0 });
                sum.stories += 1;
                sum.unread += row.get::<_, u32>(1)?;
            }
            Ok(sources.into_values().collect())
        })
    }

    /// The nearest day after (or before) `from` that has what is asked for; never `from` itself.
    pub fn next_day(
        &self,
        scope: Scope,
        from: Day,
        forward: bool,
        what: DaysWith,
    ) -> Result<Option<Day>, Fault> {
        self.next_day_from(scope, from.number(), forward, what)
    }

    /// [`Store::next_day`] from the number of a day, which may lie beyond the calendar's ends: so they are found, too.
    pub(super) fn next_day_from(
        &self,
        scope: Scope,
        from: i32,
        forward: bool,
        what: DaysWith,
    ) -> Result<Option<Day>, Fault> {
        self.read(|conn| {
            let source = match scope {
                Scope::All => None,
                Scope::Source(source) if is_in_view(conn, source)? => Some(source),
                Scope::Source(_) => return Ok(None),
            };
            Ok(nearest(conn, source, from, forward, what)?)
        })
    }

    /// The first and the last day with stories.
    pub fn ends(&self, scope: Scope) -> Result<Option<DayRange>, Fault> {
        let first = self.next_day_from(scope, Day::MIN.number() - 1, true, DaysWith::Stories)?;
        let last = self.next_day_from(scope, Day::MAX.number() + 1, false, DaysWith::Stories)?;
        Ok(first.zip(last).map(|(first, last)| DayRange::between(first, last)))
    }
}

/// The query of [`nearest`]: one step into an index.
pub(super) fn nearest_sql(of_source: bool, forward: bool, what: DaysWith) -> String {
    let table = match (what, of_source) {
        (DaysWith::Stories, false) => "day_tally INDEXED BY tally_stories WHERE stories > 0",
        (DaysWith::Unread, false) => "day_tally INDEXED BY tally_unread WHERE unread > 0",
        (DaysWith::Bookmarks, false) => "bookmark INDEXED BY bookmark_day WHERE removed_at IS NULL",
        (DaysWith::Stories, true) => "story INDEXED BY story_day WHERE muted = 0 AND source = ?2",
        (DaysWith::Unread, true) => {
            "story INDEXED BY story_unread WHERE unread = 1 AND muted = 0 AND source = ?2"
        }
        (DaysWith::Bookmarks, true) => {
            "bookmark INDEXED BY bookmark_source WHERE removed_at IS NULL AND source = ?2"
        }
    };
    let (beyond, order) = if forward { (">", "ASC") } else { ("<", "DESC") };
    format!("SELECT day FROM {table} AND day {beyond} ?1 ORDER BY day {order} LIMIT 1")
}

fn nearest(
    conn: &Connection,
    source: Option<SourceId>,
    from: i32,
    forward: bool,
    what: DaysWith,
) -> rusqlite::Result<Option<Day>> {
    let mut query = conn.prepare_cached(&nearest_sql(source.is_some(), forward, what))?;
    match source {
        None => query.query_row([from], |row| day(row, 0)).optional(),
        Some(source) => query.query_row(params![from, source.0], |row| day(row, 0)).optional(),
    }
}

/// Runs a query whose first column is the day, and enters each row into that day's facts.
fn fill(
    conn: &Connection,
    sql: &str,
    bounds: &[&dyn ToSql],
    days: &mut BTreeMap<Day, DayFacts>,
    enter: impl Fn(&Row<'_>, &mut DayFacts) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let mut query = conn.prepare_cached(sql)?;
    let mut rows = query.query(bounds)?;
    while let Some(row) = rows.next()? {
        let day = day(row, 0)?;
        enter(row, days.entry(day).or_insert_with(|| DayFacts::unknown(day)))?;
    }
    Ok(())
}

fn all_of_a_day(row: &Row<'_>, facts: &mut DayFacts) -> rusqlite::Result<()> {
    stories_of_a_day(row, facts)?;
    facts.answered = row.get(4)?;
    facts.failed = row.get(5)?;
    facts.asked_at = row.get::<_, Option<i64>>(6)?.map(moment);
    Ok(())
}

fn stories_of_a_day(row: &Row<'_>, facts: &mut DayFacts) -> rusqlite::Result<()> {
    facts.stories = row.get(1)?;
    facts.unread = row.get(2)?;
    facts.minutes = row.get(3)?;
    Ok(())
}

fn asking_of_a_day(row: &Row<'_>, facts: &mut DayFacts) -> rusqlite::Result<()> {
    let failed = row.get::<_, i64>(1)? == 2;
    facts.answered += u32::from(!failed);
    facts.failed += u32::from(failed);
    facts.asked_at = Some(moment(row.get(2)?));
    Ok(())
}

fn bookmarks_of_a_day(row: &Row<'_>, facts: &mut DayFacts) -> rusqlite::Result<()> {
    facts.bookmarks = row.get(1)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::{Asked, Moment, Outcome, Text};
    use crate::store::fixture::{article, day, keep, now, source, story, two_sources};

    #[test]
    fn a_month_has_all_its_days_and_a_range_only_known_ones() {
        let (mut store, a, b) = two_sources();
        let ids = store.put_items(a, &[story(1, "2025-11-12"), story(2, "2025-11-12")], now()).unwrap().ids;
        store.put_items(b, &[story(3, "2025-11-12")], now()).unwrap();
        store.put_text(ids[0], &article(700), now()).unwrap();
        store.set_read(&ids[1..], true, now()).unwrap();
        store.bookmark(&keep(1, "2025-11-12"), now()).unwrap();
        let asked = |outcome| Asked { at: Moment::at(now()), outcome };
        store.put_asked(a, day("2025-11-12"), &asked(Outcome::Found(2))).unwrap();
        store.put_asked(b, day("2025-11-12"), &asked(Outcome::Failed(Text::line("no answer")))).unwrap();
        store.put_asked(b, day("2025-11-05"), &asked(Outcome::Empty)).unwrap();

        let month = store.month(Scope::All, day("2025-11-12").month()).unwrap();
        assert_eq!(month.len(), 30);
        let facts = &month[11];
        assert_eq!((facts.stories, facts.unread, facts.minutes, facts.bookmarks), (3, 2, 4, 1));
        assert_eq!((facts.answered, facts.failed, facts.asked_at), (1, 1, Some(Moment::at(now()))));
        let of_a = store.facts(Scope::Source(a), day("2025-11-12").month().range()).unwrap();
        assert_eq!(of_a.len(), 1);
        assert_eq!((of_a[0].stories, of_a[0].unread, of_a[0].bookmarks), (2, 1, 1));
        assert_eq!((of_a[0].answered, of_a[0].failed), (1, 0));
        let of_b = store.facts(Scope::Source(b), day("2025-11-12").month().range()).unwrap();
        assert_eq!(of_b.iter().map(|facts| facts.day.day_of_month()).collect::<Vec<_>>(), [5, 12]);
    }

    #[test]
    fn years_are_summed_up_and_sources_by_day() {
        let (mut store, a, b) = two_sources();
        let ids = store.put_items(a, &[story(1, "2025-11-12"), story(2, "2024-02-29")], now()).unwrap().ids;
        store.put_items(b, &[story(3, "2025-11-12")], now()).unwrap();
        store.set_read(&ids[..1], true, now()).unwrap();
        store.bookmark(&keep(1, "2019-01-01"), now()).unwrap();
        let years = |scope| -> Vec<_> {
            let years = store.years(scope).unwrap();
            years.iter().map(|year| (year.year, year.stories, year.unread, year.bookmarks)).collect()
        };
        assert_eq!(years(Scope::All), [(2025, 2, 1, 0), (2024, 1, 0, 0), (2019, 0, 0, 1)]);
        assert_eq!(years(Scope::Source(b)), [(2025, 1, 1, 0)]);
        let days = store.source_days(day("2025-11-12").only()).unwrap();
        let rows: Vec<_> = days.iter().map(|row| (row.source, row.stories, row.unread)).collect();
        assert_eq!(rows, [(a, 1, 0), (b, 1, 1)]);
    }

    #[test]
    fn days_are_stepped_to_by_what_they_hold() {
        let (mut store, a, b) = two_sources();
        let on = ["2025-11-02", "2025-11-05", "2025-11-09"];
        let stories: Vec<_> = (1_u32..).zip(on).map(|(number, on)| story(number, on)).collect();
        let ids = store.put_items(a, &stories, now()).unwrap().ids;
        store.put_items(b, &[story(7, "2025-11-07")], now()).unwrap();
        store.set_read(&ids[1..2], true, now()).unwrap();
        store.bookmark(&keep(2, "2025-11-05"), now()).unwrap();
        let step = |store: &Store, scope, from: &str, forward, what| {
            store.next_day(scope, day(from), forward, what).unwrap().map(Day::day_of_month)
        };
        for (scope, forward, what, expected) in [
            (Scope::All, true, DaysWith::Stories, Some(5)),
            (Scope::All, true, DaysWith::Unread, Some(7)),
            (Scope::Source(a), true, DaysWith::Unread, Some(9)),
            (Scope::Source(b), true, DaysWith::Stories, Some(7)),
            (Scope::All, true, DaysWith::Bookmarks, Some(5)),
            (Scope::Source(a), true, DaysWith::Bookmarks, Some(5)),
            (Scope::Source(b), true, DaysWith::Bookmarks, None),
            (Scope::All, false, DaysWith::Stories, None),
        ] {
            assert_eq!(step(&store, scope, "2025-11-02", forward, what), expected, "{scope:?} {what:?}");
        }
        assert_eq!(step(&store, Scope::Source(a), "2025-11-09", false, DaysWith::Unread), Some(2));
        let nothing = Asked { at: Moment::at(now()), outcome: Outcome::Empty };
        for on in ["2025-11-03", "2025-11-05"] {
            store.put_asked(a, day(on), &nothing).unwrap();
        }
        let way = DayRange::between(day("2025-11-02"), day("2025-11-09"));
        assert_eq!(store.empty_days(Scope::All, way).unwrap(), [day("2025-11-03")]);
        assert!(store.empty_days(Scope::Source(b), way).unwrap().is_empty());
        let ends = store.ends(Scope::All).unwrap().unwrap();
        assert_eq!(ends.to_string(), "2025-11-02..2025-11-09");

        store.sync_sources(&[source("a")], day("2025-11-13")).unwrap();
        assert_eq!(store.ends(Scope::Source(b)).unwrap(), None);
        assert_eq!(step(&store, Scope::All, "2025-11-05", true, DaysWith::Stories), Some(9));
    }
}
