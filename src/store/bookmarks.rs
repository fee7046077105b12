//! What the reader keeps.

use jiff::Timestamp;

use super::Store;
use super::open::unfinished;
use crate::news::{Address, Article, Bookmark, Day, Fault, StoryId, Text};

/// What to keep.
#[derive(Clone, Debug, PartialEq)]
pub struct Keep {
    /// The address; one bookmark for each [`Address::key`].
    pub address: Address,
    /// The story it is kept from; found by the address when `None`.
    pub story: Option<StoryId>,
    /// Its headline; empty when not known yet.
    pub title: Text,
    /// The day it stands under.
    pub day: Day,
    /// The source's name; empty when not known.
    pub source_title: Text,
    /// The reader's note.
    pub note: Text,
    /// The reader's tags.
    pub tags: Vec<Text>,
}

impl Store {
    /// Keeps an address, for ever on the disk when this returns; with the story's text if that is stored.
    /// On a kept address only note and tags are taken over. The number of the change in the journal, `None` if nothing changed.
    pub fn bookmark(&mut self, keep: &Keep, now: Timestamp) -> Result<Option<i64>, Fault> {
        let _ = (keep, now);
        unfinished()
    }

    /// Lets a bookmark go; its text stays until the journal forgets, so that undo brings all of it back. `None` if it was not kept.
    pub fn unbookmark(&mut self, address: &Address, now: Timestamp) -> Result<Option<i64>, Fault> {
        let _ = (address, now);
        unfinished()
    }

    /// Sets the note of a bookmark. `None` if nothing changed.
    pub fn set_note(&mut self, address: &Address, note: &Text, now: Timestamp) -> Result<Option<i64>, Fault> {
        let _ = (address, note, now);
        unfinished()
    }

    /// Sets the tags of a bookmark. `None` if nothing changed.
    pub fn set_tags(
        &mut self,
        address: &Address,
        tags: &[Text],
        now: Timestamp,
    ) -> Result<Option<i64>, Fault> {
        let _ = (address, tags, now);
        unfinished()
    }

    /// All bookmarks, by day, newest first.
    pub fn bookmarks(&self) -> Result<Vec<Bookmark>, Fault> {
        unfinished()
    }

    /// The bookmark of an address.
    pub fn bookmark_of(&self, address: &Address) -> Result<Option<Bookmark>, Fault> {
        let _ = address;
        unfinished()
    }

    /// Stores the bookmark's own copy of its text; names it where it had no title yet. Nothing happens if the address is not kept.
    pub fn keep_text(&mut self, address: &Address, article: &Article) -> Result<(), Fault> {
        let _ = (address, article);
        unfinished()
    }

    /// Addresses that are kept but whose text could not be had yet, oldest first.
    pub fn bookmarks_without_text(&self) -> Result<Vec<Address>, Fault> {
        unfinished()
    }
}
