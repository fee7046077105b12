//! What the reader did, one row an act.

use serde::{Deserialize, Serialize};

use super::{Moment, Text};

/// What kind of act it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verb {
    /// Stories marked read or unread.
    Read,
    /// A bookmark made or removed, or its tags or note changed.
    Bookmark,
    /// A source added, changed or removed.
    Source,
    /// A search kept under a name, or let go.
    Search,
    /// A mute rule made, or let go.
    Mute,
    /// The text chosen that a source's stories are shown in.
    Text,
}

/// In which window of the program an act was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// In this one.
    This,
    /// In another one that was opened since, or at the same time.
    Another,
    /// In any, before this one was opened.
    Before,
}

/// An act as the list of changes shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Its number; later acts have higher ones.
    pub seq: i64,
    /// When it was done.
    pub at: Moment,
    /// What kind of act it was.
    pub verb: Verb,
    /// What was done in words: `12 stories marked read`.
    pub label: Text,
    /// Whether it has been taken back.
    pub undone: bool,
    /// Where it was done.
    pub window: Window,
}
