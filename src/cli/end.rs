//! How a command ends.

use std::io;
use std::path::Path;

use crate::config::unwritten;
use crate::news::Fault;

/// Why a command stops early.
#[derive(Debug)]
pub enum End {
    /// Something failed; it is said, and decides the exit code.
    Fault(Fault),
    /// Everything was said already; the exit code alone remains.
    Code(u8),
    /// Who read the output has gone: nothing more to do, and nothing to say.
    Pipe,
}

impl From<Fault> for End {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<io::Error> for End {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::Pipe;
        }
        Self::Fault(unwritten(Path::new("the output"), &error))
    }
}

/// What commands answer with.
pub type Ended = Result<(), End>;

/// Says a fault on standard error: the sentence, then what can be done.
pub fn say(fault: &Fault) {
    eprint_quietly(&format!("dateline: {}\n", fault.sentence));
    if let Some(hint) = &fault.hint {
        eprint_quietly(&format!("  {hint}\n"));
    }
    tracing::error!(kind = ?fault.kind, cause = ?fault.cause, "{}", fault.sentence);
}

/// Says something on standard error that is not a result.
pub fn notice(words: impl AsRef<str>) {
    eprint_quietly(&format!("{}\n", words.as_ref()));
}

/// A closed standard error is no reason to panic.
fn eprint_quietly(words: &str) {
    use io::Write;
    let _ = io::stderr().write_all(words.as_bytes());
}
