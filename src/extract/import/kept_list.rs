//! What was kept elsewhere.

use crate::news::{Address, RawHtml, Text, When};

use super::left::Left;

/// Kept addresses, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KeptList {
    /// What kind of file it was, in words.
    pub format: &'static str,
    /// The addresses; one may stand in several entries, whose tags and notes belong together.
    pub entries: Vec<KeptEntry>,
    /// What could not be taken.
    pub left: Left,
    /// Fields of the file that have no place here, and in how many entries they said something.
    pub fields_left: Vec<(Text, usize)>,
}

/// An address that was kept.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptEntry {
    /// The address.
    pub address: Address,
    /// Its headline; empty when the file says none.
    pub title: Text,
    /// When it was kept.
    pub added: Option<When>,
    /// When the page was published, or the day it stood under.
    pub published: Option<When>,
    /// Tags, folders, and what the service marked it as.
    pub tags: Vec<Text>,
    /// The person's own words.
    pub note: Text,
    /// The text of the page, where the file carries it.
    pub html: Option<RawHtml>,
}

impl KeptEntry {
    /// An address about which nothing more is known.
    pub fn new(address: Address) -> Self {
        Self {
            address,
            title: Text::default(),
            added: None,
            published: None,
            tags: Vec::new(),
            note: Text::default(),
            html: None,
        }
    }

    /// Adds a tag once.
    pub fn tag(&mut self, tag: &str) {
        let tag = Text::line(tag.trim().trim_start_matches('#'));
        if !tag.is_empty() && !self.tags.contains(&tag) {
            self.tags.push(tag);
        }
    }

    /// Adds a paragraph to the note.
    pub fn remark(&mut self, words: &str) {
        let words = words.trim();
        if words.is_empty() || self.note.contains(words) {
            return;
        }
        let note = if self.note.is_empty() { words.to_owned() } else { format!("{}\n\n{words}", self.note) };
        self.note = Text::lines(&note);
    }
}
