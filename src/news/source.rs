//! Where news comes from.

use serde::{Deserialize, Serialize};

use super::{Address, ArchiveKind, Day, LiveKind, Route, Slug, Text, TextRules};

/// A source as the sources file describes it. What is known about it beyond that is in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its key in the file and in commands.
    pub slug: Slug,
    /// Its name as shown.
    pub title: Text,
    /// Its front page.
    pub home: Option<Address>,
    /// Its language as a BCP 47 tag.
    pub lang: Option<Text>,
    /// Its time zone as an IANA name; decides the day of stories whose date has no offset.
    pub zone: Option<Text>,
    /// The section of the site that is followed, as the site names it.
    pub section: Option<Text>,
    /// How it is asked, in order of preference.
    pub routes: Vec<Route>,
    /// Extra request headers, name and value, sent to this source's configured addresses only.
    pub headers: Vec<(String, String)>,
    /// When it is asked again by itself; `None`: as the settings say for all.
    pub refresh: Option<Refresh>,
    /// What an OPML file said about it that has no other place here: attribute and value, for the way back.
    pub opml: Vec<(String, String)>,
    /// What was said about the text of its pages.
    pub rules: TextRules,
}

impl Source {
    /// Whether one of its routes can tell what was published on that day.
    pub fn answers(&self, day: Day) -> bool {
        self.routes.iter().any(|route| route.answers(day))
    }

    /// Its front page: by its own word, else the page it follows, else the root of where it is asked.
    pub fn front(&self) -> Option<Address> {
        let section = self.routes.iter().find_map(|route| match route {
            Route::Live { kind: LiveKind::Section, url } => Some(url.clone()),
            _ => None,
        });
        let root = || self.routes.iter().find_map(Route::url).map(Address::root);
        // A template leads to the same site on any day.
        let any_day = || {
            let template = self.routes.iter().find_map(Route::template)?;
            template.address(Day::from_number(0)).ok().map(|address| address.root())
        };
        self.home.clone().or(section).or_else(root).or_else(any_day)
    }

    /// The route that asks the Wayback Machine for copies of its front page.
    pub fn copies(&self) -> Option<Route> {
        Some(Route::Archive { kind: ArchiveKind::Wayback, url: self.front()?, from: None, to: None })
    }
}

/// When sources are asked by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refresh {
    /// Only when told to.
    Never,
    /// Once when the program starts.
    Start,
    /// On start and then every so many minutes.
    Minutes(u32),
}
