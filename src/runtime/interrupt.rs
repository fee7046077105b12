//! What Ctrl-C does to a command, and what a limit on the size of files does not do.

use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::{SIGINT, SIGXFSZ};
use signal_hook::flag;

/// The exit code of what was interrupted: 128 and the number of the signal, as shells count.
const INTERRUPTED: i32 = 128 + SIGINT;

/// From now on SIGINT ends the process at once with exit code 130. For commands, and for a screen that is gone: as
/// long as it is there it watches its signals itself. What the store has acknowledged is on the disk by then.
pub fn exit_on_interrupt() -> io::Result<()> {
    flag::register_conditional_shutdown(SIGINT, INTERRUPTED, Arc::new(AtomicBool::new(true))).map(|_| ())
}

/// From now on a file that may not grow any more (`ulimit -f`) is an error of what was written, like a full disk, and
/// no longer the end of the process. A handler, not "ignore": programs that are started from here know nothing of it.
pub fn outlive_file_limits() -> io::Result<()> {
    flag::register(SIGXFSZ, Arc::default()).map(|_| ())
}
