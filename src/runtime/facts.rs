//! What the system says of the terminal and of folders, for `dateline doctor`.

use std::path::Path;

use rustix::fs::{Access, access, statvfs};

use super::terminal::size_of;

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
