//! What else of a story can be opened: as other sources tell it, and outside of the program.

use crate::news::{Address, Headline};

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
    /// Its page, in the browser.
    Browser(Address),
    /// A copy of its page that the Wayback Machine keeps, in the browser.
    Archived(Address),
}

impl OtherWays {
    /// What there is of an address, behind the copies that sources have.
    pub fn new(told: Vec<Headline>, address: Option<&Address>) -> Self {
        let mut rows: Vec<_> = told.into_iter().map(|story| OtherWay::Told(Box::new(story))).collect();
        if let Some(address) = address {
            rows.push(OtherWay::Browser(address.clone()));
            let archived = Address::parse(&format!("https://web.archive.org/web/2/{address}"));
            rows.extend(archived.ok().map(OtherWay::Archived));
        }
        Self { rows, selected: 0 }
    }
}
