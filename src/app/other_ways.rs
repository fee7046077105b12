//! What else of a story can be opened: as other sources tell it, and outside of the program.

use super::attached::{file_words, talk_words};
use crate::news::{Address, Attached, Headline};

/// The list as it lies over the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct OtherWays {
    /// What may be opened.
    pub rows: Vec<OtherWay>,
    /// The chosen one, an index.
    pub selected: usize,
}

/// Something that may be opened.
#[derive(Clone, Debug, PartialEq)]
pub enum OtherWay {
    /// The story as a source tells it; here.
    Told(Box<Headline>),
    /// Something in the browser.
    Browser(Opens, Address),
}

/// What the browser is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opens {
    /// The story's page.
    Page,
    /// What is said about it, in words.
    Comments(String),
    /// A file that goes with it, in words.
    Enclosure(String),
    /// The picture that stands for it.
    Picture,
    /// A copy of its page that the Wayback Machine keeps.
    Archived,
}

impl OtherWays {
    /// What there is of an address and what is attached to its story, behind the copies that sources have.
    pub fn new(
        told: Vec<Headline>,
        address: Option<&Address>,
        attached: &Attached,
        picture: Option<&Address>,
    ) -> Self {
        let archived = address.map(|address| format!("https://web.archive.org/web/2/{address}"));
        let archived = archived.and_then(|raw| Address::parse(&raw).ok());
        let told = told.into_iter().map(|story| OtherWay::Told(Box::new(story)));
        let row = |what: Opens, address: &Address| OtherWay::Browser(what, address.clone());
        let page = address.map(|address| row(Opens::Page, address));
        let talks = attached.talks.iter().map(|talk| row(Opens::Comments(talk_words(talk)), &talk.address));
        let files = attached.enclosures.iter();
        let files = files.map(|file| row(Opens::Enclosure(file_words(file)), &file.address));
        let picture = picture.map(|address| row(Opens::Picture, address));
        let archived = archived.map(|address| row(Opens::Archived, &address));
        let rows = told.chain(page).chain(talks).chain(files).chain(picture).chain(archived).collect();
        Self { rows, selected: 0 }
    }

    /// The letter that opens a row at once: the first of its kind has one.
    pub fn letter(&self, at: usize) -> Option<char> {
        let letter = |way: &OtherWay| match way {
            OtherWay::Told(_) => None,
            OtherWay::Browser(what, _) => Some(what.letter()),
        };
        let own = self.rows.get(at).and_then(letter)?;
        let before = self.rows.iter().take(at).any(|way| letter(way) == Some(own));
        (!before).then_some(own)
    }
}

impl Opens {
    fn letter(&self) -> char {
        match self {
            Self::Page => 'o',
            Self::Comments(_) => 'c',
            Self::Enclosure(_) => 'e',
            Self::Picture => 'i',
            Self::Archived => 'a',
        }
    }

    /// What it is, for a row.
    pub fn words(&self) -> String {
        match self {
            Self::Page => "In the browser".to_owned(),
            Self::Comments(words) | Self::Enclosure(words) => {
                let mut letters = words.chars();
                let first = letters.next().map(char::to_uppercase);
                first.into_iter().flatten().chain(letters).collect()
            }
            Self::Picture => "Its picture".to_owned(),
            Self::Archived => "An archived copy".to_owned(),
        }
    }
}
