//! What `SQLite` reports, in words.

use rusqlite::{Error, ErrorCode};

use crate::news::{Fault, FaultKind};

/// A failure inside this room, already in words. A type of its own, so that `SQLite`'s errors turn into
/// faults here and in no other room.
#[derive(Debug)]
pub(super) struct Trouble(pub(super) Fault);

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Self {
        Self(fault)
    }
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        Self(in_words(error))
    }
}

fn in_words(error: Error) -> Fault {
    let (sentence, hint) = match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => ("The disk is full", "free some space and do it again"),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => (
            "Another program holds the store",
            "do it again in a moment; close other programs that have dateline.db open",
        ),
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
            ("The store may not be written", "check who owns dateline.db and its folder")
        }
        Some(ErrorCode::CannotOpen) => {
            ("The store cannot be opened", "check the data folder and who owns it")
        }
        Some(ErrorCode::SystemIoFailure) => {
            ("The disk failed while the store was in use", "check the disk, then do it again")
        }
        Some(ErrorCode::NotADatabase) => return not_a_store().cause(error),
        Some(ErrorCode::DatabaseCorrupt) => return damaged(error),
        _ => ("The store did not answer", "do it again; if it stays so, run dateline doctor"),
    };
    Fault::new(FaultKind::Storage, sentence).hint(hint).cause(error)
}

/// The file is something else.
pub(super) fn not_a_store() -> Fault {
    Fault::new(FaultKind::Storage, "dateline.db is not a Dateline store")
        .hint("move it away, or choose another folder with --data-dir")
}

/// What is stored cannot be read.
pub(super) fn damaged(cause: impl std::fmt::Display) -> Fault {
    Fault::new(FaultKind::Storage, "The store is damaged")
        .hint("move dateline.db away and start again, or put a copy of it back")
        .cause(cause)
}
