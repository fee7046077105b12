//! A day's stories, and what is known about days.

use super::{Day, DayRange, Headline, Moment, SourceId, StoryId, Text};

/// Which stories the list, the calendar, the counts and reading on are about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scope {
    /// All sources.
    #[default]
    All,
    /// One source.
    Source(SourceId),
}

/// The stories of a day, or of a range of days, in list order: newest day first, within a day by source and then by time, newest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Edition {
    /// Which sources.
    pub scope: Scope,
    /// Which days.
    pub range: DayRange,
    /// The stories.
    pub rows: Vec<Headline>,
    /// How many stories mute rules hide, or would hide where they are among the rows.
    pub muted: usize,
}

impl Edition {
    /// The row of a story.
    pub fn position(&self, id: StoryId) -> Option<usize> {
        self.rows.iter().position(|row| row.id == id)
    }

    /// How many stories no rule hides.
    pub fn shown(&self) -> usize {
        self.rows.iter().filter(|row| !row.muted).count()
    }

    /// How many stories are unread.
    pub fn unread(&self) -> usize {
        self.rows.iter().filter(|row| row.waits()).count()
    }
}

/// What came of asking for a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// So many stories.
    Found(u32),
    /// The source answered that there are none.
    Empty,
    /// It could not be asked; why.
    Failed(Text),
}

/// That a source was asked for a day, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// When.
    pub at: Moment,
    /// What came of it.
    pub outcome: Outcome,
}

/// What a day holds, for the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayFacts {
    /// The day.
    pub day: Day,
    /// Stories of the scope.
    pub stories: u32,
    /// Of them unread.
    pub unread: u32,
    /// Minutes to read all of them, as far as known.
    pub minutes: u32,
    /// Bookmarks standing under this day.
    pub bookmarks: u32,
    /// Sources of the scope that were asked for this day and answered.
    pub answered: u32,
    /// Sources of the scope whose asking failed.
    pub failed: u32,
    /// When a source of the scope was last asked for this day.
    pub asked_at: Option<Moment>,
}

impl DayFacts {
    /// A day nothing is known about.
    pub fn unknown(day: Day) -> Self {
        Self { day, stories: 0, unread: 0, minutes: 0, bookmarks: 0, answered: 0, failed: 0, asked_at: None }
    }
}

/// What a year holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearFacts {
    /// The year.
    pub year: i16,
    /// Stories of the scope.
    pub stories: u32,
    /// Of them unread.
    pub unread: u32,
    /// Minutes to read all of them, as far as known.
    pub minutes: u32,
    /// Bookmarks standing under its days.
    pub bookmarks: u32,
}

/// What a source has in some days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceDays {
    /// The source.
    pub source: SourceId,
    /// Its stories.
    pub stories: u32,
    /// Of them unread.
    pub unread: u32,
}
