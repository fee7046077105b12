//! What a year holds, counted over the days that are known.

use crate::app::{Lens, State};
use crate::locale::{counted, grouped};
use crate::news::{Day, DayRange, Month};

/// The sums of a year.
pub(super) struct Sums {
    /// The count with the deepest shade.
    pub most: u32,
    year: i16,
    known: bool,
    stories: u32,
    days: u32,
    unread: u32,
    minutes: u32,
    bookmarks: u32,
    busiest: Option<(Day, u32)>,
    gap: Option<DayRange>,
    lens: Lens,
}

impl Sums {
    /// Counts the year of the cursor.
    pub fn of(state: &State) -> Self {
        let year = state.year.cursor.month().year();
        let lens = state.calendar.lens;
        let mut sums = Self {
            most: lens.least_most(),
            year,
            known: true,
            stories: 0,
            days: 0,
            unread: 0,
            minutes: 0,
            bookmarks: 0,
            busiest: None,
            gap: None,
            lens,
        };
        let mut last: Option<Day> = None;
        for month in (1..=12).filter_map(|number| Month::new(year, number)) {
            let Some(days) = state.calendar.months.get(&month) else {
                sums.known = false;
                continue;
            };
            for facts in days {
                sums.stories = sums.stories.saturating_add(facts.stories);
                sums.unread = sums.unread.saturating_add(facts.unread);
                sums.minutes = sums.minutes.saturating_add(facts.minutes);
                sums.bookmarks = sums.bookmarks.saturating_add(facts.bookmarks);
                let count = lens.of(facts);
                if count > sums.busiest.map_or(0, |(_, most)| most) {
                    sums.busiest = Some((facts.day, count));
                }
                if facts.stories == 0 {
                    continue;
                }
                sums.days += 1;
                if let Some(last) = last.filter(|last| last.plus(1) < facts.day) {
                    let gap = DayRange::between(last.plus(1), facts.day.plus(-1));
                    if sums.gap.is_none_or(|known| gap.len() > known.len()) {
                        sums.gap = Some(gap);
                    }
                }
                last = Some(facts.day);
            }
        }
        sums.most = sums.most.max(sums.busiest.map_or(0, |(_, most)| most));
        sums
    }

    /// What the lens counts over the year.
    pub fn total(&self) -> String {
        let count = match self.lens {
            Lens::Stories => self.stories,
            Lens::Unread => self.unread,
            Lens::Minutes => self.minutes,
            Lens::Bookmarks => self.bookmarks,
        };
        self.lens.words(count)
    }

    /// `2025: 1,204 stories on 180 days · 312 unread · 41 h of stored texts · 14 bookmarks`.
    pub fn totals(&self, dot: &str) -> String {
        if self.stories == 0 {
            let words = if self.known { "no stories" } else { "counting" };
            return format!("{}: {words}", self.year);
        }
        let stories = counted(self.stories, "story", "stories");
        let mut parts = vec![format!("{}: {stories} on {}", self.year, counted(self.days, "day", "days"))];
        if self.unread > 0 {
            parts.push(format!("{} unread", grouped(self.unread)));
        }
        if self.minutes > 0 {
            parts.push(format!("{} of stored texts", Lens::Minutes.words(self.minutes)));
        }
        if self.bookmarks > 0 {
            parts.push(counted(self.bookmarks, "bookmark", "bookmarks"));
        }
        parts.join(dot)
    }

    /// `busiest 4 Mar with 96 stories · longest gap 12 days, 3 Jan – 14 Jan`.
    pub fn extremes(&self, state: &State, dot: &str) -> String {
        let mut parts = Vec::new();
        if let Some((day, count)) = self.busiest {
            parts.push(format!("busiest {} with {}", state.locale.short_date(day), self.lens.words(count)));
        }
        match self.gap {
            Some(gap) => {
                let days = counted(gap.len(), "day", "days");
                let first = state.locale.short_date(gap.first);
                parts.push(format!("longest gap {days} from {first}"));
            }
            None if self.days > 1 && self.known => parts.push("no day missed between".to_owned()),
            None => {}
        }
        parts.join(dot)
    }
}
