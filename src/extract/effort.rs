//! What work has cost, in processor time: what limits go by, so that a page gives the same text on a busy
//! machine as on a quiet one.
//!
//! The parser asks before each piece of a page, the watchdog once its patience is over. Nothing here waits.

use std::time::Duration;

use rustix::time::{ClockId, Timespec, clock_gettime};

/// What this thread has cost since it began.
pub fn of_thread() -> Duration {
    told(clock_gettime(ClockId::ThreadCPUTime))
}

/// What all threads of the program have cost since it began.
pub fn of_program() -> Duration {
    told(clock_gettime(ClockId::ProcessCPUTime))
}

fn told(time: Timespec) -> Duration {
    Duration::try_from(time).unwrap_or_default()
}
