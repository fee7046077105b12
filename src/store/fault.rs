//! What `SQLite` reports, in words.

use rusqlite::ffi::{
    SQLITE_IOERR_FSYNC, SQLITE_IOERR_SHMMAP, SQLITE_IOERR_SHMOPEN, SQLITE_IOERR_SHMSIZE,
    SQLITE_IOERR_TRUNCATE, SQLITE_IOERR_WRITE,
};
use rusqlite::{Error, ErrorCode};

use crate::news::{Fault, FaultKind};

/// A failure inside this room, already in words. A type of its own, so that `SQLite`'s errors turn into
/// faults here and in no other room.
#[derive(Debug)]
pub(super) struct Trouble {
    /// In words.
    pub(super) fault: Fault,
    /// Which of the cases that this room itself tells apart.
    pub(super) kind: TroubleKind,
}

/// What can be done about a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TroubleKind {
    /// The file is damaged: it can be set aside, and what is readable saved from it.
    Damage,
    /// The file or its folder may not be written: it can be opened for reading.
    Unwritable,
    /// The disk takes nothing more: what is there can be read.
    Full,
    /// Anything else.
    Other,
}

impl TroubleKind {
    /// Whether what could not be opened to write to it may be opened for reading.
    pub(super) fn may_be_read(self) -> bool {
        matches!(self, Self::Unwritable | Self::Full)
    }
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Self {
        Self { fault, kind: TroubleKind::Other }
    }
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        let kind = match error.sqlite_error_code() {
            _ if is_damage(&error) => TroubleKind::Damage,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                TroubleKind::Unwritable
            }
            _ if is_full(&error) || refused_to_write(&error) => TroubleKind::Full,
            _ => TroubleKind::Other,
        };
        Self { fault: in_words(error), kind }
    }
}

/// What leaves this room.
pub(super) fn told(trouble: Trouble) -> Fault {
    trouble.fault
}

/// Whether the file itself cannot be understood.
pub(super) fn is_damage(error: &Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
}

fn in_words(error: Error) -> Fault {
    let (sentence, hint) = match error.sqlite_error_code() {
        _ if is_full(&error) => ("the disk is full", "free some space and do it again"),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => (
            "another program holds the store",
            "do it again in a moment; close other programs that have dateline.db open",
        ),
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
            ("the store may not be written", "check who owns dateline.db and its folder")
        }
        Some(ErrorCode::CannotOpen) => {
            ("the store cannot be opened", "check the data folder and who owns it")
        }
        Some(ErrorCode::SystemIoFailure) if refused_to_write(&error) => {
            ("the disk cannot be written to", "see that it has free space and is in order, then do it again")
        }
        Some(ErrorCode::SystemIoFailure) => {
            ("the disk failed while the store was in use", "check the disk, then do it again")
        }
        Some(ErrorCode::NotADatabase) => return not_a_store().cause(error),
        Some(ErrorCode::DatabaseCorrupt) => return damaged(error),
        _ => ("the store did not answer", "do it again; if it stays so, run dateline doctor"),
    };
    Fault::new(FaultKind::Storage, sentence).hint(hint).cause(error)
}

/// Whether a file had to grow and had no room. `SQLite` says `SQLITE_FULL` where it writes to the store or its
/// log; the index of the log (`-shm`) is made longer by other means, and what fails there is an I/O error of its
/// own number.
pub(super) fn is_full(error: &Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::DiskFull) || extended(error) == Some(SQLITE_IOERR_SHMSIZE)
}

/// Whether the disk refused something that was to be kept, for whatever reason: full with a delay, a quota,
/// a drive that was pulled out.
fn refused_to_write(error: &Error) -> bool {
    const REFUSALS: [i32; 5] = [
        SQLITE_IOERR_WRITE,
        SQLITE_IOERR_FSYNC,
        SQLITE_IOERR_TRUNCATE,
        SQLITE_IOERR_SHMOPEN,
        SQLITE_IOERR_SHMMAP,
    ];
    extended(error).is_some_and(|code| REFUSALS.contains(&code))
}

/// The extended result code (<https://sqlite.org/rescode.html>).
fn extended(error: &Error) -> Option<i32> {
    error.sqlite_error().map(|error| error.extended_code)
}

/// The file is something else.
pub(super) fn not_a_store() -> Fault {
    Fault::new(FaultKind::Storage, "dateline.db is not a Dateline store")
        .hint("move it away, or choose another folder with --data-dir")
}

/// What is stored cannot be read.
pub(super) fn damaged(cause: impl std::fmt::Display) -> Fault {
    Fault::new(FaultKind::Storage, "the store is damaged")
        .hint("start Dateline again: it sets the file aside and saves what can be read")
        .cause(cause)
}

/// Whether a fault says that the store is damaged.
pub fn is_of_damage(fault: &Fault) -> bool {
    fault.kind == FaultKind::Storage && fault.sentence == damaged("").sentence
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi::{self, SQLITE_FULL, SQLITE_IOERR_READ};

    use super::*;

    #[test]
    fn a_full_disk_is_called_full_whichever_file_had_no_room() {
        for (code, sentence) in [
            (SQLITE_FULL, "the disk is full"),
            (SQLITE_IOERR_SHMSIZE, "the disk is full"),
            (SQLITE_IOERR_FSYNC, "the disk cannot be written to"),
            (SQLITE_IOERR_READ, "the disk failed while the store was in use"),
        ] {
            let fault = in_words(Error::SqliteFailure(ffi::Error::new(code), None));
            assert_eq!(fault.sentence.as_str(), sentence, "{code}");
        }
    }
}
