//! One story as text.
use super::Desk;
use crate::news::{Address, Article, Fault, FaultKind, Now, StoryId};

/// What is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A story of the store.
    Story(StoryId),
    /// An address that a person typed.
    Typed(Address),
    /// An address that a page links to.
    Linked(Address),
}

/// The text of a story or an address: as stored, else (or when `fresh`) from the web, and then stored.
/// Where the page is no article or cannot be had, the feed's own text serves, with a notice that says so.
/// `urgent` when a person waits for it; a story fetched ahead is not.
pub async fn read_story(
    _desk: &Desk,
    _target: &Target,
    _now: &Now,
    _fresh: bool,
    _urgent: bool,
) -> Result<Article, Fault> {
    Err(Fault::new(FaultKind::Storage, "being built"))
}
