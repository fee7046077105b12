//! Keeping and letting go.
use super::Desk;
use crate::news::{Address, Bookmark, Fault, FaultKind, Now, StoryId, Text};

/// What is to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A story of the store.
    Story(StoryId),
    /// Any address.
    Address(Address),
}

/// What came of keeping.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// The bookmark; it is on the disk.
    pub bookmark: Bookmark,
    /// Why its text could not be had yet, if so. It is tried again by [`retry_kept`].
    pub text: Result<(), Fault>,
}

/// Commits a bookmark; when this answers it is on the disk. On one that exists, tags and note are replaced.
pub async fn commit(
    _desk: &Desk,
    _wanted: &Wanted,
    _tags: Vec<Text>,
    _note: Text,
    _now: &Now,
) -> Result<Bookmark, Fault> {
    Err(Fault::new(FaultKind::Storage, "being built"))
}

/// Sees that the bookmark of that address has a copy of its text, from the store or the web.
pub async fn keep_text(_desk: &Desk, _address: &Address, _now: &Now) -> Result<(), Fault> {
    Err(Fault::new(FaultKind::Storage, "being built"))
}

/// [`commit`], then [`keep_text`].
pub async fn keep(
    _desk: &Desk,
    _wanted: &Wanted,
    _tags: Vec<Text>,
    _note: Text,
    _now: &Now,
) -> Result<Kept, Fault> {
    Err(Fault::new(FaultKind::Storage, "being built"))
}

/// Tries the texts of all bookmarks that lack one, one after the other. How many are there now.
pub async fn retry_kept(_desk: &Desk, _now: &Now) -> Result<usize, Fault> {
    Err(Fault::new(FaultKind::Storage, "being built"))
}

/// Lets a bookmark go; whether there was one.
pub async fn unkeep(_desk: &Desk, _address: &Address, _now: &Now) -> Result<bool, Fault> {
    Err(Fault::new(FaultKind::Storage, "being built"))
}
