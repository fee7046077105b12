//! What Ctrl-C does to a command.

use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::SIGINT;
use signal_hook::flag;

/// The exit code of what was interrupted: 128 and the number of the signal, as shells count.
const INTERRUPTED: i32 = 128 + SIGINT;

/// From now on SIGINT ends the process at once with exit code 130. For commands, and for a screen that is gone: as
/// long as it is there it watches its signals itself. What the store has acknowledged is on the disk by then.
pub fn exit_on_interrupt() -> io::Result<()> {
    flag::register_conditional_shutdown(SIGINT, INTERRUPTED, Arc::new(AtomicBool::new(true))).map(|_| ())
}
