//! What is known of sources and days: asked by keys and drawing alike.

use std::collections::HashMap;

use super::{DayLook, Screen, SourceState, State};
use crate::app::Answers;
use crate::locale::{Locale, clock};
use crate::news::{Day, DayFacts, DayRange, Edition, Moment, Scope, Slug, SourceId, Text};

impl State {
    /// The latest day that has come in the zone of any source in view; never before the reader's today.
    pub fn last_come(&self) -> Day {
        let zones = self.scoped_sources().filter_map(|s| s.source.zone.as_ref());
        let days =
            zones.filter_map(|zone| jiff::tz::TimeZone::get(zone).ok()).map(|zone| self.now.day_in(&zone));
        days.max().unwrap_or(Day::MIN).max(self.today())
    }

    /// All sources, in file order.
    pub fn all_sources(&self) -> &[SourceState] {
        self.sources.ready().map_or(&[], Vec::as_slice)
    }

    /// The sources of the scope.
    pub fn scoped_sources(&self) -> impl Iterator<Item = &SourceState> {
        let scope = self.scope;
        self.all_sources().iter().filter(move |s| match scope {
            Scope::All => true,
            Scope::Source(id) => s.row.id == id,
        })
    }

    /// Whether everything of a day has been read. Days from before any source of the scope was added never had
    /// anything unread, and what a rule hides counts nowhere.
    pub fn is_done(&self, day: Day) -> bool {
        let since = self.scoped_sources().map(|source| source.row.added).min();
        let is_read = self.facts(day).is_some_and(|facts| facts.stories > 0 && facts.unread == 0);
        is_read && since.is_some_and(|since| day >= since)
    }

    /// The nearest day with something unread after the chosen one, or before it, among the months in hand.
    pub fn unread_day(&self, forward: bool) -> Option<(Day, u32)> {
        let chosen = self.calendar.chosen;
        let there = |facts: &&DayFacts| {
            facts.unread > 0 && if forward { facts.day > chosen } else { facts.day < chosen }
        };
        let days = self.calendar.months.values().flatten().filter(there);
        let near = days.min_by_key(|facts| facts.day.number().abs_diff(chosen.number()));
        near.map(|facts| (facts.day, facts.unread))
    }

    /// Unread stories of each source in the days of the list, as the list has them or the store told. What waits to
    /// come in counts: the calendar and the line above count it too. While a search is open they are those of the days
    /// it was opened from.
    pub fn unread_by_source(&self) -> HashMap<SourceId, u32> {
        let before = self.search.as_ref().map(|search| (&search.before.list, search.before.range()));
        let (list, range) = before.unwrap_or_else(|| (&self.list, self.range()));
        let newest = list.waiting.as_ref().map(|(edition, _)| edition);
        // The calendar of the bookmarks goes by days of its own.
        let is_of_them = |edition: &&Edition| self.screen == Screen::Bookmarks || edition.range == range;
        let edition = newest.or(list.edition.ready()).filter(is_of_them);
        let mut counts: HashMap<SourceId, u32> = HashMap::new();
        if edition.is_none_or(|edition| edition.scope != Scope::All) {
            counts.extend(self.source_days.iter().map(|(source, days)| (*source, days.unread)));
        }
        if let Some(edition) = edition {
            if let Scope::Source(source) = edition.scope {
                counts.insert(source, 0);
            }
            for row in edition.rows.iter().filter(|row| row.waits()) {
                *counts.entry(row.source).or_default() += 1;
            }
        }
        counts
    }

    /// The sources of the scope whose dated routes can be asked for a day.
    pub fn can_answer(&self, day: Day) -> Vec<SourceId> {
        self.scoped_sources().filter(|s| s.source.answers(day)).map(|s| s.row.id).collect()
    }

    /// The locale of the calendar's head and weekdays: the site's own where it is wanted and one site is in view.
    pub fn head_locale(&self) -> Locale {
        let mut sources = self.scoped_sources();
        let (Some(only), None, true) = (sources.next(), sources.next(), self.site_header) else {
            return self.locale;
        };
        let lang = only.source.lang.as_ref().and_then(|lang| Locale::named(lang));
        let head = self.heads.get(only.row.slug.as_str());
        let own = head.and_then(|words| Locale::of_head(words, lang)).or(lang);
        own.map_or(self.locale, |own| own.with_first_weekday(self.locale.first_weekday()))
    }

    /// What a source is called; its key in the file where it is not known.
    pub fn called(&self, slug: &Slug) -> Text {
        let source = self.all_sources().iter().find(|source| source.row.slug == *slug);
        source.map_or_else(|| Text::line(slug.as_str()), |source| source.row.title.clone())
    }

    /// What the scope is called.
    pub fn scope_title(&self) -> Text {
        match self.scope {
            Scope::All => Text::line("All sources"),
            Scope::Source(id) => self
                .all_sources()
                .iter()
                .find(|s| s.row.id == id)
                .map_or_else(|| Text::line("Source"), |s| s.row.title.clone()),
        }
    }

    /// A moment near now: `09:40` today, else `12 Nov`, in another year `12 Nov 2024`.
    pub fn near_now(&self, at: Moment) -> String {
        let civil = at.civil(&self.now.zone);
        match Day::from_date(civil.date()) {
            Some(day) if day != self.today() => self.locale.near_date(day, self.today()),
            _ => clock(civil.time()),
        }
    }

    /// The day under the cursor: of the year view while it is shown, else the chosen one.
    pub fn at(&self) -> Day {
        if self.screen == Screen::Year { self.year.cursor } else { self.calendar.chosen }
    }

    /// The days the list is about.
    pub fn range(&self) -> DayRange {
        self.calendar.range()
    }

    /// What is known of a day, in the scope.
    pub fn facts(&self, day: Day) -> Option<&DayFacts> {
        let month = self.calendar.months.get(&day.month())?;
        month.iter().find(|facts| facts.day == day)
    }

    /// How a day looks; while a search is open, by its hits.
    pub fn look(&self, day: Day, last_come: Day) -> DayLook {
        if let Some(search) = &self.search {
            let stories = search.days.get(&day).copied().unwrap_or(0);
            return DayLook { stories, painted: stories, to_come: day > last_come, ..DayLook::default() };
        }
        if self.screen == Screen::Bookmarks {
            let kept = self.bookmarks.days.get(&day).copied().unwrap_or(0);
            let to_come = day > last_come;
            return DayLook { bookmarks: kept, painted: kept, stories: kept, to_come, ..DayLook::default() };
        }
        let facts = self.facts(day);
        let count = |of: fn(&DayFacts) -> u32| facts.map_or(0, of);
        let stories = count(|f| f.stories);
        let answers = self.answers(day);
        DayLook {
            stories,
            unread: count(|f| f.unread),
            bookmarks: count(|f| f.bookmarks),
            painted: self.painted(day),
            to_come: day > last_come,
            can_ask: day <= last_come && self.scoped_sources().any(|s| s.source.answers(day)),
            fetching: self.calendar.fetching.contains(&day),
            failed: self.failing(day).is_some(),
            partial: answers.is_some_and(|answers| answers.answered > 0 && !answers.are_all()),
            done: self.is_done(day),
            empty: stories == 0 && answers.is_some_and(Answers::are_all),
        }
    }
}
