//! Where news comes from.

use serde::{Deserialize, Serialize};

use super::{Address, Day, Slug, Template, Text};

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
}

/// A way to ask a source for stories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// RSS, Atom or JSON Feed: what is new now.
    Feed {
        /// The feed.
        url: Address,
    },
    /// A page for each day, found by putting the day into a template.
    DayPage {
        /// The address with date tokens.
        template: Template,
        /// The first day known to exist.
        from: Option<Day>,
        /// The last day the site has kept, where it stopped.
        to: Option<Day>,
    },
    /// One page that is read as one story.
    Page {
        /// The page.
        url: Address,
    },
}

impl Route {
    /// Its kind as files and commands write it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Feed { .. } => "feed",
            Self::DayPage { .. } => "day-page",
            Self::Page { .. } => "page",
        }
    }

    /// Whether it can tell what was published on that day.
    pub fn answers(&self, day: Day) -> bool {
        match self {
            Self::DayPage { from, to, .. } => {
                from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
            }
            Self::Feed { .. } | Self::Page { .. } => false,
        }
    }

    /// Whether it tells what is new now.
    pub fn is_live(&self) -> bool {
        matches!(self, Self::Feed { .. } | Self::Page { .. })
    }
}

impl Source {
    /// Whether one of its routes can tell what was published on that day.
    pub fn answers(&self, day: Day) -> bool {
        self.routes.iter().any(|route| route.answers(day))
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
