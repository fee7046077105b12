//! A query as a tree.

use crate::news::DayRange;

/// What a story must be to be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// All of these.
    And(Vec<Self>),
    /// One of these at least.
    Or(Vec<Self>),
    /// Not this.
    Not(Box<Self>),
    /// One condition.
    Leaf(Leaf),
}

/// One condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leaf {
    /// These words stand one after the other.
    Words(Phrase),
    /// The source's name or title holds this, folded.
    Source(String),
    /// The language, folded: `en`, `pt br`.
    Lang(String),
    /// A bookmark with this tag, folded.
    Tag(String),
    /// Not read yet.
    Unread,
    /// Kept.
    Bookmarked,
    /// Kept, with a note.
    Note,
    /// Its text is stored.
    Text,
    /// It belongs to one of these days.
    Days(DayRange),
    /// Its text has so many words; both ends included.
    Length(u32, u32),
}

/// Words that stand one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// The tokens; never empty.
    pub tokens: Vec<String>,
    /// Whether the last token may go on.
    pub open: bool,
    /// Where they stand.
    pub place: Place,
}

/// Where words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the title and the text.
    Anywhere,
    /// In the title.
    Title,
    /// In the name of who wrote it.
    Author,
    /// In the name of the section.
    Section,
}

impl Node {
    /// Each condition that is wanted, without those under a `not`.
    pub fn wanted<'a>(&'a self, each: &mut impl FnMut(&'a Leaf)) {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().for_each(|part| part.wanted(each)),
            Self::Not(_) => {}
            Self::Leaf(leaf) => each(leaf),
        }
    }
}
