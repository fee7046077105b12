//! What the system says of the terminal, of folders and of limits.

use std::path::Path;

use rustix::fs::{Access, access, statvfs};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use super::terminal::size_of;
use crate::news::{Fault, FaultKind};

/// Columns of the terminal that standard error goes to, if it goes to one.
pub fn error_columns() -> Option<u16> {
    size_of(rustix::stdio::stderr()).map(|(columns, _)| columns)
}

/// Columns and rows of the terminal on standard output, error or input; `None` where all go elsewhere.
pub fn terminal_size() -> Option<(u16, u16)> {
    size_of(rustix::stdio::stdout())
        .or_else(|| size_of(rustix::stdio::stderr()))
        .or_else(|| size_of(rustix::stdio::stdin()))
}

/// Whether the person may write there: in the folder, or where it would be made.
pub fn may_write(folder: &Path) -> bool {
    let there = folder.ancestors().find(|folder| folder.exists());
    there.is_some_and(|there| there.is_dir() && access(there, Access::WRITE_OK | Access::EXEC_OK).is_ok())
}

/// Bytes that the person may still write on the disk of a folder, or of where it would be made.
pub fn free_bytes(folder: &Path) -> Option<u64> {
    let there = folder.ancestors().find(|folder| folder.exists())?;
    let disk = statvfs(there).ok()?;
    disk.f_bavail.checked_mul(disk.f_frsize)
}

/// The fewest files that may be open at a time for all of it to work: the store, its index and their logs by several
/// connections, the signals, the watch on the settings, and a few hosts.
const FEWEST_FILES: u64 = 64;

/// What a process usually may have open.
const USUAL_FILES: u64 = 1024;

/// Takes as many open files as the system gives without being asked (`ulimit -n`), where fewer than usual are set.
/// A fault where those are too few, since what comes of that later names whatever could not be opened.
pub fn take_files() -> Result<(), Fault> {
    let limit = getrlimit(Resource::Nofile);
    let (Some(now), most) = (limit.current, limit.maximum.unwrap_or(u64::MAX)) else { return Ok(()) };
    let wanted = most.min(USUAL_FILES).max(now);
    let taken = now == wanted
        || setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum: limit.maximum }).is_ok();
    let open = if taken { wanted } else { now };
    if open >= FEWEST_FILES {
        return Ok(());
    }
    let sentence = format!("only {open} files may be open at a time here, and {FEWEST_FILES} are needed");
    Err(Fault::new(FaultKind::Usage, sentence)
        .hint("`ulimit -n` says how many: raise it where it was lowered"))
}
