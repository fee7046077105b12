//! The end of a program that was told to end and cannot: its terminal takes no output, its disk hangs.

use std::thread;
use std::time::Duration;

use super::{Signal, terminal};

/// How long an orderly end may take. What was acknowledged is on the disk before it is shown.
const ORDERLY: Duration = Duration::from_millis(700);
/// How long the terminal may take to be given back after that.
const ABANDON: Duration = Duration::from_millis(150);

/// From now on the process has this long to end by itself; then it is ended, with the signal's exit code.
/// Does nothing for signals that end nothing.
pub(super) fn begin(signal: Signal) {
    let Some(code) = signal.exit_code() else { return };
    let started = thread::Builder::new().name("deadline".to_owned()).spawn(move || {
        thread::sleep(ORDERLY);
        // On a thread of its own: the terminal may never take it.
        let given_back = thread::Builder::new().spawn(terminal::abandon);
        if given_back.is_ok() {
            thread::sleep(ABANDON);
        }
        // Past all handlers and locks: whoever holds one is what hangs.
        signal_hook::low_level::exit(i32::from(code));
    });
    if let Err(error) = started {
        tracing::warn!(%error, "the end has no deadline");
    }
}
