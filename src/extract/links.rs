//! What a page says about its site: name, language, icon, feeds.

use crate::news::{Address, Text};

/// What kind of feed a link announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedKind {
    /// `application/rss+xml` or unknown XML.
    Rss,
    /// `application/atom+xml`.
    Atom,
    /// `application/feed+json`.
    Json,
}

/// A feed that a page points to.
#[derive(Clone, Debug, PartialEq)]
pub struct FeedLink {
    /// Where it is.
    pub address: Address,
    /// What the page calls it; may be empty.
    pub title: Text,
    /// Its kind as announced.
    pub kind: FeedKind,
}

/// What a page says about its site.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageLinks {
    /// The page's title.
    pub title: Text,
    /// The site's name (`og:site_name`).
    pub site_name: Option<Text>,
    /// The page's language as a BCP 47 tag.
    pub lang: Option<Text>,
    /// Feeds announced with `<link rel=alternate>`, in page order.
    pub feeds: Vec<FeedLink>,
    /// Links in the page that look like feeds; to be tried only when none is announced.
    pub maybe_feeds: Vec<FeedLink>,
    /// The site's icon.
    pub icon: Option<Address>,
}
