//! A page made readable, with what it says about itself.

use serde::{Deserialize, Serialize};

use super::{Address, Document, Moment, Text};

/// Which text of a story this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TextKind {
    /// Extracted from the article's page.
    Extracted,
    /// The text the feed carried.
    Feed,
    /// All of the page, nothing left out.
    Page,
}

/// A readable article. Serialises to JSON; what the store keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Which text it is.
    pub kind: TextKind,
    /// The address it was read from, after redirects.
    pub address: Option<Address>,
    /// The address the page gives as its own.
    pub canonical: Option<Address>,
    /// The headline, without the site's name.
    pub title: Text,
    /// Who wrote it.
    pub authors: Vec<Text>,
    /// When it was published.
    pub published: Option<Moment>,
    /// When it was changed.
    pub updated: Option<Moment>,
    /// The site's name.
    pub site: Option<Text>,
    /// The section it stood in.
    pub section: Option<Text>,
    /// Its language as a BCP 47 tag.
    pub lang: Option<Text>,
    /// What it is about in a sentence or two.
    pub excerpt: Text,
    /// The picture that stands for it.
    pub image: Option<Address>,
    /// The text.
    pub document: Document,
    /// Words of body text; in scripts without spaces, two characters count as one.
    pub words: u32,
    /// Why this is not the article itself, where it is not: `the page is no article`, `412 words are public`.
    pub notice: Option<Text>,
}

impl Article {
    /// Minutes to read it, at least one.
    pub fn minutes(&self) -> u32 {
        minutes_for(self.words)
    }
}

/// Minutes to read so many words at 230 a minute, at least one.
pub fn minutes_for(words: u32) -> u32 {
    words.div_ceil(230).max(1)
}
