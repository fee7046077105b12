//! How a source answers.

use super::{Day, Moment, Slug, SourceId, Text};

/// A source as the store knows it.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceRow {
    /// Its number.
    pub id: SourceId,
    /// Its key in the file.
    pub slug: Slug,
    /// Its name.
    pub title: Text,
    /// All its stories.
    pub stories: u32,
    /// Of them unread.
    pub unread: u32,
    /// The day it was added; stories of earlier days are never unread.
    pub added: Day,
    /// How its live routes answer.
    pub health: Health,
}

/// How the live routes of a source answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Health {
    /// When they were last asked.
    pub last_asked: Option<Moment>,
    /// When they last answered, also with "nothing new".
    pub last_good: Option<Moment>,
    /// When they last told a story that was not known.
    pub last_new: Option<Moment>,
    /// They are not asked by themselves before; `None` also where they are gone for good.
    pub next_try: Option<Moment>,
    /// Requests that were answered.
    pub answers: u32,
    /// Of them those answered with "not modified", without a body.
    pub saved: u32,
    /// Times in a row that they failed.
    pub failures: u32,
    /// The server says that the feed is gone for good (410).
    pub gone: bool,
    /// Why they did not answer, the last time, if they did not.
    pub trouble: Option<Text>,
    /// What can be done about that.
    pub hint: Option<Text>,
}

/// What state a source is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// It was never asked.
    Unasked,
    /// It answered when it was last asked.
    Fine,
    /// It did not.
    Failing,
    /// Its server said that it is gone for good.
    Gone,
}

impl Condition {
    /// The word for it in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unasked => "unasked",
            Self::Fine => "ok",
            Self::Failing => "failed",
            Self::Gone => "gone",
        }
    }
}

impl Health {
    /// The state the source is in.
    pub fn condition(&self) -> Condition {
        match (&self.trouble, self.last_asked) {
            _ if self.gone => Condition::Gone,
            (Some(_), _) => Condition::Failing,
            (None, Some(_)) => Condition::Fine,
            (None, None) => Condition::Unasked,
        }
    }
}
