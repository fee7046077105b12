//! What an address turned out to be.

use crate::extract::feed::Feed;
use crate::news::{Address, Article, Day, Item, Route, Source, Text};
use crate::store::StoredValidators;

/// What kind of thing was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundKind {
    /// The address is a feed itself.
    Feed,
    /// A site or section with a feed, an archive by days, or both.
    Site,
    /// A day template.
    Template,
    /// The address is a sitemap itself.
    Sitemap,
    /// An article: it can be read, kept, or its site followed where [`Found::routes`] has any.
    Article,
}

impl FoundKind {
    /// Its name in `dateline inspect`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Feed => "feed",
            Self::Site => "site",
            Self::Template => "template",
            Self::Sitemap => "sitemap",
            Self::Article => "article",
        }
    }
}

/// A route, and why it is believed.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The route.
    pub route: Route,
    /// What was seen, in one sentence: `13 days of November 2025 lead to pages, and 12 November has 40 stories`.
    pub seen: Text,
}

/// What was found at an address. Nothing of it is saved yet.
#[derive(Clone, Debug)]
pub struct Found {
    /// What kind of thing it is.
    pub kind: FoundKind,
    /// Where it was found, after redirects; a template's first page that answered.
    pub address: Address,
    /// The source it would become, with its routes in order; its name is not settled before it is followed.
    pub source: Source,
    /// The routes again, each with what was seen of it. Empty: there is nothing to follow.
    pub routes: Vec<Evidence>,
    /// The newest stories, five at most.
    pub sample: Vec<Item>,
    /// The article, where the address is one.
    pub article: Option<Article>,
    /// What a person should know besides, each a sentence.
    pub notes: Vec<Text>,
    /// The feed as it was read.
    pub feed: Option<Feed>,
    /// The words over the site's own calendar: `Ноябрь 2025`.
    pub head: Option<Text>,
    /// The day page as it was read.
    pub listing: Option<(Day, Vec<Item>)>,
    /// What the page itself lists, where it has no feed.
    pub(super) shown: Vec<Item>,
    /// What the feed's server gave to ask again with.
    pub(super) validators: Option<(Address, StoredValidators)>,
}
