//! The one clock of the program.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::news::Now;

/// Tells the reader's now, running or frozen, and the time since the start, which always runs.
#[derive(Clone, Debug)]
pub struct Clock {
    frozen: Option<Timestamp>,
    zone: TimeZone,
    start: Instant,
}

impl Clock {
    /// The system's clock and zone; `frozen` stops it at an instant, for tests and pictures.
    pub fn new(frozen: Option<Timestamp>) -> Self {
        Self { frozen, zone: TimeZone::system(), start: Instant::now() }
    }

    /// The reader's now.
    pub fn now(&self) -> Now {
        Now { instant: self.frozen.unwrap_or_else(Timestamp::now), zone: self.zone.clone() }
    }

    /// Time since the program started.
    pub fn since_start(&self) -> Duration {
        self.start.elapsed()
    }
}
