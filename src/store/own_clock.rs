//! Days by the reader's clock instead of the sites'.
//!
//! A story keeps the day it was given. Seen by the reader's clock it stands under the date of its instant in the
//! reader's zone, a day earlier or later at most; without an instant it stands where it stood. So a day is found
//! among its neighbours, and a month's counts are made from the month's own stories.

use std::cmp::Reverse;

use jiff::tz::TimeZone;
use rusqlite::{Row, ToSql};

use super::Store;
use super::columns::{day, timestamp};
use super::edition::docs;
use super::sources::is_in_view;
use crate::news::{Day, DayFacts, DayRange, Edition, Fault, Moment, Month, Scope};

pub(super) const STORIES: &str = "SELECT s.day, s.instant, s.offset_min, s.unread, s.minutes
     FROM story s CROSS JOIN source c ON c.id = s.source
     WHERE s.doc BETWEEN ?1 AND ?2 AND s.leads = 1 AND c.retired_at IS NULL";
pub(super) const SOURCE_STORIES: &str = "SELECT day, instant, offset_min, unread, minutes
     FROM story INDEXED BY story_day WHERE source = ?3 AND muted = 0 AND day BETWEEN ?1 AND ?2";

/// The day of a story by the clock of a zone.
fn day_by_clock(day: Day, moment: Option<Moment>, zone: &TimeZone) -> Day {
    let date = moment.and_then(|moment| Day::from_date(zone.to_datetime(moment.instant).date()));
    date.filter(|date| date.number().abs_diff(day.number()) <= 1).unwrap_or(day)
}

fn wider(range: DayRange) -> DayRange {
    DayRange::between(range.first.plus(-1), range.last.plus(1))
}

impl Store {
    /// [`Store::edition`] by the clock of a zone; the days of its rows are those of that clock.
    pub fn edition_by_clock(
        &self,
        scope: Scope,
        range: DayRange,
        zone: &TimeZone,
        with_muted: bool,
    ) -> Result<Edition, Fault> {
        let mut edition = self.edition_with_muted(scope, wider(range))?;
        for row in &mut edition.rows {
            row.day = day_by_clock(row.day, row.moment, zone);
        }
        edition.rows.retain(|row| range.contains(row.day));
        edition.rows.sort_by_key(|row| Reverse(row.day));
        let muted = edition.rows.iter().filter(|row| row.muted).count();
        edition.rows.retain(|row| with_muted || !row.muted);
        Ok(Edition { range, muted, ..edition })
    }

    /// [`Store::month`] by the clock of a zone. What was asked, and bookmarks, stay under their day.
    pub fn month_by_clock(
        &self,
        scope: Scope,
        month: Month,
        zone: &TimeZone,
    ) -> Result<Vec<DayFacts>, Fault> {
        let mut facts = self.month(scope, month)?;
        for facts in &mut facts {
            (facts.stories, facts.unread, facts.minutes) = (0, 0, 0);
        }
        let range = wider(month.range());
        self.read(|conn| {
            let mut count = |row: &Row<'_>| -> rusqlite::Result<()> {
                let instant: Option<i64> = row.get(1)?;
                let offset_min = row.get(2)?;
                let moment = instant.map(|ms| Moment { instant: timestamp(ms), offset_min });
                let on = day_by_clock(day(row, 0)?, moment, zone);
                if let Some(facts) = facts.iter_mut().find(|facts| facts.day == on) {
                    facts.stories += 1;
                    facts.unread += row.get::<_, u32>(3)?;
                    facts.minutes += row.get::<_, Option<u32>>(4)?.unwrap_or_default();
                }
                Ok(())
            };
            let (first, last) = (range.first.number(), range.last.number());
            let docs = (docs(first).0, docs(last).1);
            let (sql, bounds): (_, Vec<&dyn ToSql>) = match &scope {
                Scope::All => (STORIES, vec![&docs.0, &docs.1]),
                Scope::Source(source) if is_in_view(conn, *source)? => {
                    (SOURCE_STORIES, vec![&first, &last, &source.0])
                }
                Scope::Source(_) => return Ok(()),
            };
            let mut query = conn.prepare_cached(sql)?;
            let mut rows = query.query(bounds.as_slice())?;
            while let Some(row) = rows.next()? {
                count(row)?;
            }
            Ok(())
        })?;
        Ok(facts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture::{day, now, story, two_sources};

    #[test]
    fn a_story_of_the_evening_stands_under_the_next_day_further_east() {
        let (mut store, a, b) = two_sources();
        let mut late = story(1, "2025-11-12");
        late.decided.moment =
            Some(Moment { instant: "2025-11-12T20:30:00Z".parse().unwrap(), offset_min: Some(0) });
        let mut early = story(2, "2025-11-12");
        early.decided.moment =
            Some(Moment { instant: "2025-11-12T03:00:00Z".parse().unwrap(), offset_min: Some(0) });
        let mut undated = story(3, "2025-11-12");
        undated.decided.moment = None;
        // Its page listed it long after its own date: the clock does not move it so far.
        let mut listed = story(4, "2025-11-12");
        listed.decided.moment =
            Some(Moment { instant: "2025-11-02T20:30:00Z".parse().unwrap(), offset_min: None });
        store.put_items(a, &[late, early, undated], now()).unwrap();
        store.put_items(b, &[listed], now()).unwrap();
        let almaty = TimeZone::get("Asia/Almaty").unwrap();
        let titles = |scope, on: &str| -> Vec<String> {
            let edition = store.edition_by_clock(scope, day(on).only(), &almaty, false).unwrap();
            assert!(edition.rows.iter().all(|row| row.day == day(on)));
            edition.rows.iter().map(|row| row.title.to_string()).collect()
        };
        assert_eq!(titles(Scope::All, "2025-11-13"), ["Story 1"]);
        assert_eq!(titles(Scope::All, "2025-11-12"), ["Story 2", "Story 3", "Story 4"]);
        for scope in [Scope::All, Scope::Source(a)] {
            let month = store.month_by_clock(scope, day("2025-11-12").month(), &almaty).unwrap();
            let counts = |number: usize| (month[number - 1].stories, month[number - 1].unread);
            let others = u32::from(scope == Scope::All);
            assert_eq!((counts(12), counts(13)), ((2 + others, 2 + others), (1, 1)), "{scope:?}");
        }
    }
}
