//! What the last line says, and the work behind the screen.

use std::time::Duration;

use crate::app::message::Progress;
use crate::news::{Day, Text};

/// What the status line says.
#[derive(Clone, Debug, PartialEq)]
pub struct Status {
    /// The words.
    pub text: Text,
    /// Whether it is a failure.
    pub kind: StatusKind,
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
    /// The reader asked for it, and wants to hear what failed.
    pub wanted: bool,
    /// Times in a row that nothing was reached, because this machine is offline.
    pub unreached: u32,
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
