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
use super::days::DaysWith;
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
        let bounds = (range.first.number(), range.last.number());
        self.each_by_clock(scope, bounds, zone, |on, row| {
            if let Some(facts) = facts.iter_mut().find(|facts| facts.day == on) {
                facts.stories += 1;
                facts.unread += row.get::<_, u32>(3)?;
                facts.minutes += row.get::<_, Option<u32>>(4)?.unwrap_or_default();
            }
            Ok(())
        })?;
        Ok(facts)
    }

    /// [`Store::next_day`] by the clock of a zone. Bookmarks stay under their day.
    pub fn next_day_by_clock(
        &self,
        scope: Scope,
        from: Day,
        forward: bool,
        what: DaysWith,
        zone: &TimeZone,
    ) -> Result<Option<Day>, Fault> {
        match what {
            DaysWith::Bookmarks => self.next_day(scope, from, forward, what),
            DaysWith::Stories | DaysWith::Unread => {
                self.step_by_clock(scope, from.number(), forward, what, zone)
            }
        }
    }

    /// [`Store::ends`] by the clock of a zone.
    pub fn ends_by_clock(&self, scope: Scope, zone: &TimeZone) -> Result<Option<DayRange>, Fault> {
        let first = self.step_by_clock(scope, Day::MIN.number() - 1, true, DaysWith::Stories, zone)?;
        let last = self.step_by_clock(scope, Day::MAX.number() + 1, false, DaysWith::Stories, zone)?;
        Ok(first.zip(last).map(|(first, last)| DayRange::between(first, last)))
    }

    /// The nearest day by the clock of a zone. It is among the next day that has stories and the two behind that, or
    /// all stories of that day stand before it: then the one after it is looked at.
    fn step_by_clock(
        &self,
        scope: Scope,
        from: i32,
        forward: bool,
        what: DaysWith,
        zone: &TimeZone,
    ) -> Result<Option<Day>, Fault> {
        let sign = if forward { 1 } else { -1 };
        let mut behind = from - sign;
        while let Some(day) = self.next_day_from(scope, behind, forward, what)? {
            let (near, far) = (day.number(), day.number() + 2 * sign);
            let mut best: Option<Day> = None;
            self.each_by_clock(scope, (near.min(far), near.max(far)), zone, |on, row| {
                let counts = what == DaysWith::Stories || row.get::<_, u32>(3)? > 0;
                let nearer = best.is_none_or(|best| sign * on.number() < sign * best.number());
                if counts && nearer && sign * (on.number() - from) > 0 {
                    best = Some(on);
                }
                Ok(())
            })?;
            if best.is_some() {
                return Ok(best);
            }
            behind = near;
        }
        Ok(None)
    }

    /// Every story of a range of the sites' days, with its day by the clock of a zone.
    fn each_by_clock(
        &self,
        scope: Scope,
        (first, last): (i32, i32),
        zone: &TimeZone,
        mut each: impl FnMut(Day, &Row<'_>) -> rusqlite::Result<()>,
    ) -> Result<(), Fault> {
        self.read(|conn| {
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
                let instant: Option<i64> = row.get(1)?;
                let offset_min = row.get(2)?;
                let moment = instant.map(|ms| Moment { instant: timestamp(ms), offset_min });
                each(day_by_clock(day(row, 0)?, moment, zone), row)?;
            }
            Ok(())
        })
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
        let ends = |scope| store.ends_by_clock(scope, &almaty).unwrap().unwrap().to_string();
        assert_eq!(ends(Scope::All), "2025-11-12..2025-11-13");
        assert_eq!(ends(Scope::Source(b)), "2025-11-12");
        for scope in [Scope::All, Scope::Source(a)] {
            let month = store.month_by_clock(scope, day("2025-11-12").month(), &almaty).unwrap();
            let counts = |number: usize| (month[number - 1].stories, month[number - 1].unread);
            let others = u32::from(scope == Scope::All);
            assert_eq!((counts(12), counts(13)), ((2 + others, 2 + others), (1, 1)), "{scope:?}");
        }
    }

    #[test]
    fn the_next_day_is_one_by_the_clock_that_is_shown() {
        let (mut store, a, _) = two_sources();
        let at = |number, on: &str, instant: &str| {
            let mut told = story(number, on);
            told.decided.moment = Some(Moment { instant: instant.parse().unwrap(), offset_min: Some(0) });
            told
        };
        let stories = [
            at(1, "2025-11-05", "2025-11-05T20:30:00Z"),
            at(2, "2025-11-06", "2025-11-06T03:00:00Z"),
            at(3, "2025-11-09", "2025-11-09T20:30:00Z"),
        ];
        let ids = store.put_items(a, &stories, now()).unwrap().ids;
        store.set_read(&ids[1..2], true, now()).unwrap();
        let step = |zone: &str, from: &str, forward, what| {
            let zone = TimeZone::get(zone).unwrap();
            let found = |scope| store.next_day_by_clock(scope, day(from), forward, what, &zone).unwrap();
            assert_eq!(found(Scope::All), found(Scope::Source(a)));
            found(Scope::All).map(Day::day_of_month)
        };
        // In Almaty the first and the last stand a day later.
        for (zone, from, forward, what, expected) in [
            ("Asia/Almaty", "2025-11-01", true, DaysWith::Stories, Some(6)),
            ("Asia/Almaty", "2025-11-06", true, DaysWith::Stories, Some(10)),
            ("Asia/Almaty", "2025-11-06", true, DaysWith::Unread, Some(10)),
            ("Asia/Almaty", "2025-11-10", true, DaysWith::Stories, None),
            ("Asia/Almaty", "2025-11-10", false, DaysWith::Unread, Some(6)),
            ("Asia/Almaty", "2025-11-06", false, DaysWith::Stories, None),
            ("America/Los_Angeles", "2025-11-05", false, DaysWith::Stories, None),
            ("America/Los_Angeles", "2025-11-05", true, DaysWith::Stories, Some(9)),
            ("America/Los_Angeles", "2025-11-01", true, DaysWith::Unread, Some(5)),
            ("UTC", "2025-11-05", true, DaysWith::Stories, Some(6)),
            ("UTC", "2025-11-05", true, DaysWith::Unread, Some(9)),
        ] {
            assert_eq!(step(zone, from, forward, what), expected, "{zone} {from} {forward} {what:?}");
        }
    }
}
