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
    /// Since when its text is stored, and whether it is still where it was.
    pub standing: Standing,
}

/// Since when the text of a bookmark is stored, what its address answered when that was asked, and who chose it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// When its own copy was made, as far as known.
    pub text_at: Option<Moment>,
    /// What its address answered, if it was asked.
    pub link: Option<LinkLook>,
    /// Whether the person chose the address: then it may lead into a private network.
    pub typed: bool,
}

/// What a kept address answered when it was asked last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkLook {
    /// When it was asked.
    pub at: Moment,
    /// What it answered.
    pub found: LinkFound,
}

/// What a kept address answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkFound {
    /// It is where it was.
    There,
    /// It has moved for good.
    Moved(Address),
    /// There is nothing any more, since the first time that it was said.
    Gone(Moment),
}

/// What the reader made of an address that is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptWords {
    /// The tags, sorted.
    pub tags: Vec<Text>,
    /// The note.
    pub note: Text,
    /// How its text and its address stand.
    pub standing: Standing,
}

impl Bookmark {
    /// Its tags and its note, and how it stands.
    pub fn words_of_it(&self) -> KeptWords {
        KeptWords { tags: self.tags.clone(), note: self.note.clone(), standing: self.standing.clone() }
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
