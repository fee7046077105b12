//! What the calendar counts. Shades, year view and totals all ask here, so whatever repaints the calendar has one
//! place to give its numbers.

use super::State;
use crate::locale::{counted, grouped};
use crate::news::{Day, DayFacts};

/// What the calendar's shades are about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lens {
    /// Stories.
    #[default]
    Stories,
    /// Unread stories.
    Unread,
    /// Minutes to read.
    Minutes,
    /// Bookmarks.
    Bookmarks,
}

impl Lens {
    /// All, in the order they are cycled through.
    pub const ALL: [Self; 4] = [Self::Stories, Self::Unread, Self::Minutes, Self::Bookmarks];

    /// Its name, on the screen and where it is remembered.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stories => "stories",
            Self::Unread => "unread",
            Self::Minutes => "minutes",
            Self::Bookmarks => "bookmarks",
        }
    }

    /// The lens of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lens| lens.name() == name)
    }

    /// The one that comes after it.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Stories => Self::Unread,
            Self::Unread => Self::Minutes,
            Self::Minutes => Self::Bookmarks,
            Self::Bookmarks => Self::Stories,
        }
    }

    /// What it counts of a day.
    pub fn of(self, facts: &DayFacts) -> u32 {
        match self {
            Self::Stories => facts.stories,
            Self::Unread => facts.unread,
            Self::Minutes => facts.minutes,
            Self::Bookmarks => facts.bookmarks,
        }
    }

    /// The least count that gets the deepest shade: a month with one story on each day is no busy month.
    pub fn least_most(self) -> u32 {
        match self {
            Self::Stories | Self::Unread => 8,
            Self::Minutes => 30,
            Self::Bookmarks => 4,
        }
    }

    /// A count in words: `12 stories`, `41 h`.
    pub fn words(self, count: u32) -> String {
        match self {
            Self::Stories => counted(count, "story", "stories"),
            Self::Unread => format!("{} unread", grouped(count)),
            Self::Minutes if count >= 600 => format!("{} h", grouped(count / 60)),
            Self::Minutes => format!("{} min", grouped(count)),
            Self::Bookmarks => counted(count, "bookmark", "bookmarks"),
        }
    }
}

/// How deep a count is shaded, 0 (not at all) to 4, where `most` is the deepest.
pub fn shade_of(count: u32, most: u32) -> u8 {
    match count {
        0 => 0,
        count => 1 + (u64::from(count) * 4 / u64::from(most.max(1))).min(3) as u8,
    }
}

impl State {
    /// What the calendar counts on a day: the number behind its shade.
    pub fn painted(&self, day: Day) -> u32 {
        self.facts(day).map_or(0, |facts| self.calendar.lens.of(facts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shades_grow_with_the_count() {
        assert_eq!([0, 1, 2, 4, 6, 8, 99].map(|count| shade_of(count, 8)), [0, 1, 2, 3, 4, 4, 4]);
        assert_eq!(shade_of(u32::MAX, 0), 4);
    }

    #[test]
    fn lenses_go_round_and_have_names() {
        let mut lens = Lens::default();
        for expected in Lens::ALL {
            assert_eq!(lens, expected);
            assert_eq!(Lens::named(lens.name()), Some(lens));
            lens = lens.next();
        }
        assert_eq!(lens, Lens::Stories);
        assert_eq!(Lens::Minutes.words(59), "59 min");
        assert_eq!(Lens::Minutes.words(1210), "20 h");
    }
}
