//! This process among the others: stopping and going on.

use rustix::process::{Signal, getpgrp, getpid, getsid, kill_current_process_group, kill_process};

/// Whether a shell is there to wake this program again. The terminal's first process has none, and
/// would sleep for ever.
pub(super) fn can_stop() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
}

/// Stops this process until it is told to go on (SIGCONT), and returns then.
pub(super) fn stop_this() {
    if can_stop() {
        let _ = kill_process(getpid(), Signal::STOP);
    }
}

/// Stops every process of this job, so that a script around this program stops with it. `false` when
/// that cannot be.
pub(super) fn stop_job() -> bool {
    can_stop() && kill_current_process_group(Signal::STOP).is_ok()
}
