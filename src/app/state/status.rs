//! What the last line says, and the work behind the screen.

use std::collections::HashMap;
use std::time::Duration;

use crate::app::Ticket;
use crate::app::message::{AskReport, DayKind, Progress};
use crate::news::{Day, Slug, SourceId, Text};

/// What the status line says.
#[derive(Clone, Debug, PartialEq)]
pub struct Status {
    /// The words.
    pub text: Text,
    /// Shorter words for a line in which those have no room, each shorter than the one before.
    pub shorter: Vec<Text>,
    /// Whether it is a failure.
    pub kind: StatusKind,
    /// Whether it is said whole, over the line where it has no room in it: it answers what was just wanted.
    pub whole: bool,
    /// When it goes away.
    pub until: Option<Duration>,
}

/// What kind of thing the status line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusKind {
    /// It went well.
    Note,
    /// It went wrong.
    Fault,
}

/// Work behind the screen.
#[derive(Clone, Debug, Default)]
pub struct Work {
    /// How far it is, while it runs.
    pub progress: Option<Progress>,
    /// When live routes are looked at the next time.
    pub refresh_at: Option<Duration>,
    /// When stories that have come while the work goes on are shown.
    pub arrived_at: Option<Duration>,
    /// A refresh is under way.
    pub refreshing: bool,
    /// The first look after the start is not over, and nobody has pressed anything: whoever opened the program waits for
    /// what comes in.
    pub opening: bool,
    /// Sources that were added a moment ago and until when they count as that: their first stories wait behind nothing.
    pub added: HashMap<SourceId, Duration>,
    /// The reader asked for it, and wants to hear what failed.
    pub wanted: bool,
    /// A source that is asked as soon as its new routes are written.
    pub again: Option<Slug>,
    /// What the sources have answered so far that were asked together, for what is new and for a day.
    pub round: Option<AskReport>,
    /// Times in a row that nothing was reached, because this machine is offline.
    pub unreached: u32,
}

/// A search for a day that is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where its answer goes.
    pub ticket: Ticket,
    /// Towards later days.
    pub forward: bool,
    /// Which days it stops at.
    pub with: DayKind,
    /// Which of its stories is gone to.
    pub landing: Option<Landing>,
}

/// Which story of a day is gone to as soon as its list is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Landing {
    /// The first unread one, else the first, is opened.
    First,
    /// An unread one.
    Unread {
        /// The last of them, not the first.
        last: bool,
        /// It is opened; else it is chosen in the list.
        open: bool,
    },
}

/// What comes after a finished day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayDone {
    /// Being looked up.
    Looking,
    /// The next later day with stories.
    Next(Day),
    /// There is none.
    Last,
}
