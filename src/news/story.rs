//! Stories: as a feed or listing tells them, and as a row of a list.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Address, Attached, Day, DayFrom, Moment, Text, When};

/// A story's lasting number in the store; journal and undo refer to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StoryId(pub i64);

/// A source's lasting number in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SourceId(pub i64);

/// HTML as it came; can only be converted (room `extract`), never shown or printed.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct RawHtml {
    html: String,
    base: Option<Address>,
}

impl RawHtml {
    /// Wraps HTML from outside.
    pub fn new(html: impl Into<String>) -> Self {
        Self { html: html.into(), base: None }
    }

    /// What its links are relative to, where that was said (`xml:base`).
    #[must_use]
    pub fn with_base(self, base: Option<Address>) -> Self {
        Self { base, ..self }
    }

    /// For the converter.
    pub fn expose(&self) -> &str {
        &self.html
    }

    /// What its links are relative to, by its own word.
    pub fn base(&self) -> Option<&Address> {
        self.base.as_ref()
    }
}

impl fmt::Debug for RawHtml {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RawHtml({} bytes)", self.html.len())
    }
}

/// A story as a feed entry or a listing tells it, before a day is decided and it is stored.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item {
    /// What the source calls it; compared, never shown. Empty when it has none.
    pub guid: String,
    /// What tells it from others of the same answer that have the same page, where its guid does not; compared, never
    /// shown. Empty where nothing is needed.
    pub apart: String,
    /// Its page.
    pub address: Option<Address>,
    /// Its headline; may be empty.
    pub title: Text,
    /// A sentence or two.
    pub deck: Text,
    /// The section it stood in.
    pub section: Option<Text>,
    /// Who wrote it.
    pub author: Option<Text>,
    /// Its language as a BCP 47 tag.
    pub lang: Option<Text>,
    /// When it was published, as far as it says.
    pub published: Option<When>,
    /// When it was changed.
    pub updated: Option<When>,
    /// The text the feed itself carries.
    pub content: Option<RawHtml>,
    /// A picture that stands for it.
    pub image: Option<Address>,
    /// Its comments and enclosures.
    pub attached: Attached,
}

impl Item {
    /// Whether its guid is the address of its page, and so names nothing where several stories have one page.
    pub fn names_its_page(&self) -> bool {
        // A fragment is a name; and no key is made of a guid that is no address.
        let guid = Some(&self.guid).filter(|guid| guid.starts_with("http") && !guid.contains('#'));
        let page = guid.and_then(|guid| Address::parse(guid).ok());
        page.is_some_and(|page| self.address.as_ref().is_some_and(|address| address.key() == page.key()))
    }

    /// What tells it from others: two items that have it in common are one story. Nothing where it has no page.
    pub fn identity(&self) -> Option<(String, &str)> {
        let name = if self.apart.is_empty() { &self.guid } else { &self.apart };
        self.address.as_ref().map(|address| (address.key(), name.as_str()))
    }
}

/// A story as a row of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Headline {
    /// Its number.
    pub id: StoryId,
    /// Whose it is.
    pub source: SourceId,
    /// The source's name.
    pub source_title: Text,
    /// Its page.
    pub address: Option<Address>,
    /// Its headline.
    pub title: Text,
    /// A sentence or two.
    pub deck: Text,
    /// The section it stood in, else its source's.
    pub section: Option<Text>,
    /// Who wrote it.
    pub author: Option<Text>,
    /// The day it belongs to, decided once.
    pub day: Day,
    /// What decided it.
    pub day_from: DayFrom,
    /// When it was published, where known.
    pub moment: Option<Moment>,
    /// Words of its stored text.
    pub words: Option<u32>,
    /// Minutes to read: exact where `words` is known, else the source's median, else `None`.
    pub minutes: Option<u32>,
    /// Not read yet. Stories of days before the source was added are never unread.
    pub unread: bool,
    /// Kept by the reader.
    pub bookmarked: bool,
    /// Whether its extracted text is stored.
    pub has_text: bool,
    /// The names of the other sources that tell it: all are read, kept and counted as one.
    pub also: Vec<Text>,
    /// A mute rule hides it; it is shown on request only.
    pub muted: bool,
}

impl Headline {
    /// Whether it waits to be read: unread, and hidden by no rule.
    pub fn waits(&self) -> bool {
        self.unread && !self.muted
    }
}
