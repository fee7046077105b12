//! Texts of stories: an article as JSON, compressed with zstd (RFC 8878).

use jiff::Timestamp;

use super::Store;
use super::open::unfinished;
use crate::news::{Address, Article, Fault, StoryId, TextKind};

impl Store {
    /// Stores a text of a story, in place of an older one of that kind. The extracted text also settles the story's
    /// words and minutes, and its title and author where they were empty.
    pub fn put_text(&mut self, story: StoryId, article: &Article, now: Timestamp) -> Result<(), Fault> {
        let _ = (story, article, now);
        unfinished()
    }

    /// The text of that kind, if it is stored.
    pub fn text(&self, story: StoryId, kind: TextKind) -> Result<Option<Article>, Fault> {
        let _ = (story, kind);
        unfinished()
    }

    /// The extracted text, else the feed's.
    pub fn best_text(&self, story: StoryId) -> Result<Option<Article>, Fault> {
        let _ = story;
        unfinished()
    }

    /// What is stored of the page at that address: a story's extracted text, else a bookmark's own copy,
    /// else a feed's text.
    pub fn text_by_address(&self, address: &Address) -> Result<Option<Article>, Fault> {
        let _ = address;
        unfinished()
    }
}
