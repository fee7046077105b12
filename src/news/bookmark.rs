//! What the reader keeps.

use super::{Address, Day, Moment, StoryId, Text};

/// A kept address; the key is the address, a story need not be known.
#[derive(Clone, Debug, PartialEq)]
pub struct Bookmark {
    /// What was kept.
    pub address: Address,
    /// The story it was kept from, if it still is in the store.
    pub story: Option<StoryId>,
    /// The day it stands under: the story's, else the day it was kept.
    pub day: Day,
    /// When it was kept.
    pub added: Moment,
    /// Its headline, the address where none is known yet.
    pub title: Text,
    /// The source's name, the host where none is known.
    pub source_title: Text,
    /// The reader's note.
    pub note: Text,
    /// The reader's tags, sorted.
    pub tags: Vec<Text>,
    /// Whether its text is stored.
    pub has_text: bool,
    /// Words of the stored text.
    pub words: Option<u32>,
    /// Minutes to read it.
    pub minutes: Option<u32>,
}

/// What the reader made of an address that is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptWords {
    /// The tags, sorted.
    pub tags: Vec<Text>,
    /// The note.
    pub note: Text,
}

impl Bookmark {
    /// Its tags and its note.
    pub fn words_of_it(&self) -> KeptWords {
        KeptWords { tags: self.tags.clone(), note: self.note.clone() }
    }
}

/// A tag in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagUse {
    /// The tag.
    pub name: Text,
    /// How many bookmarks have it.
    pub bookmarks: u32,
}
