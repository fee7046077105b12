//! Opening the store.

use std::path::Path;

use crate::news::{Fault, FaultKind};

/// One connection to the store.
pub struct Store {}

pub(super) fn unfinished<T>() -> Result<T, Fault> {
    Err(Fault::new(FaultKind::Storage, "The store is being built"))
}

impl Store {
    /// Opens `dateline.db` in the data folder, making both where they are missing.
    pub fn open(dir: &Path) -> Result<Self, Fault> {
        let _ = dir;
        unfinished()
    }

    /// Opens the existing store for reading only; [`Store::open`] has made it before.
    pub fn open_reader(dir: &Path) -> Result<Self, Fault> {
        let _ = dir;
        unfinished()
    }

    /// A store in memory, gone with its last connection.
    pub fn memory() -> Result<Self, Fault> {
        unfinished()
    }

    /// Another connection to the same store, for another thread; also to one in memory.
    pub fn another(&self) -> Result<Self, Fault> {
        unfinished()
    }

    /// A number that changes when another connection, of this program or another, has changed the store.
    pub fn data_version(&self) -> Result<i64, Fault> {
        unfinished()
    }
}
