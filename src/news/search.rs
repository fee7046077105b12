//! What a search finds.

use std::collections::BTreeMap;

use super::{Day, Headline, Text};

/// In which order hits are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The newest day first.
    #[default]
    Newest,
    /// What fits the words best first.
    Best,
}

/// A place in the order of days, behind which a search goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DocId(pub i64);

impl DocId {
    /// The last place of a day.
    pub fn last_of(day: Day) -> Self {
        Self(i64::from(day.number()) << 20 | 0xf_ffff)
    }

    /// The place before it.
    #[must_use]
    pub fn before(self) -> Self {
        Self(self.0.saturating_sub(1))
    }

    /// The day it lies in.
    pub fn day(self) -> Day {
        Day::from_number(i32::try_from(self.0 >> 20).unwrap_or(0))
    }
}

/// A story that was found. A bookmark whose address no source told has a negative number.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchHit {
    /// Its place in the order of days.
    pub doc: DocId,
    /// Its row.
    pub headline: Headline,
    /// The sentence in which the words stand, where they stand in its text.
    pub snippet: Option<Text>,
}

/// How many hits each day has; days without any are left out.
pub type HitDays = BTreeMap<Day, u32>;

/// What was searched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Searched {
    /// Stories whose text is stored and was searched.
    pub texts: u64,
    /// Stories whose title was searched.
    pub headlines: u64,
    /// Stories that have not been looked at yet; estimated while the index is made anew.
    pub left: u64,
}

impl Searched {
    /// In words: `412 texts, 1,204 headlines`.
    pub fn words(self, counted: impl Fn(u64, &str, &str) -> String) -> String {
        let known = format!(
            "{}, {}",
            counted(self.texts, "text", "texts"),
            counted(self.headlines, "headline", "headlines")
        );
        if self.left == 0 {
            return known;
        }
        format!("{known}, {} to go", counted(self.left, "story", "stories"))
    }
}

/// A search under a name, as the sources pane shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedSearch {
    /// Its name.
    pub name: Text,
    /// What it asks for.
    pub query: Text,
    /// Unread stories it finds, as counted last.
    pub unread: Option<u32>,
}
