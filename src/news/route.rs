//! Routes: the ways to ask a source for stories.

use super::{Address, Day, Template};

/// A way to ask a source for stories. Live routes tell what is new now, dated ones what was published on
/// a day.
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
    /// What is new now, told by something that is no feed.
    Live {
        /// By what.
        kind: LiveKind,
        /// Where.
        url: Address,
    },
    /// Something for each day or month that is no day page, found by a template.
    Dated {
        /// What it is.
        kind: DatedKind,
        /// The address with date tokens.
        template: Template,
        /// The first day known to exist.
        from: Option<Day>,
        /// The last day the site has kept, where it stopped.
        to: Option<Day>,
    },
    /// An archive that is asked for a day through one address.
    Archive {
        /// What it is.
        kind: ArchiveKind,
        /// Where it is asked.
        url: Address,
        /// The first day known to exist.
        from: Option<Day>,
        /// The last day it has kept, where it stopped.
        to: Option<Day>,
    },
}

/// Live routes that are no feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LiveKind {
    /// A sitemap of the last two days' news (Google's `news:` extension).
    NewsSitemap,
    /// A front or section page, whose links are its stories.
    Section,
}

/// What a template of a [`Route::Dated`] leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DatedKind {
    /// A page that lists a month, with the day of each story in it.
    MonthPage,
    /// A feed of a day: WordPress's `/YYYY/MM/DD/feed/`, Blogger's `published-min` and `published-max`.
    DayFeed,
}

/// What a [`Route::Archive`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ArchiveKind {
    /// WordPress's REST interface; the address is the one its pages announce (`…/wp-json/`).
    WordPress,
    /// A sitemap or an index of sitemaps (sitemaps.org).
    Sitemap,
    /// A feed that goes back page by page (RFC 5005, or WordPress's `?paged=2`).
    PagedFeed,
    /// Copies of a page that the Wayback Machine made on the day. Never used without being asked for.
    Wayback,
}

/// Every kind of route as files and commands write it, and whether it is found by a template.
pub const ROUTE_KINDS: [(&str, bool); 11] = [
    ("feed", false),
    ("day-page", true),
    ("month-page", true),
    ("day-feed", true),
    ("wordpress", false),
    ("sitemap", false),
    ("paged-feed", false),
    ("wayback", false),
    ("news-sitemap", false),
    ("section", false),
    ("page", false),
];

impl Route {
    /// Its kind as files and commands write it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Feed { .. } => "feed",
            Self::DayPage { .. } => "day-page",
            Self::Page { .. } => "page",
            Self::Live { kind: LiveKind::NewsSitemap, .. } => "news-sitemap",
            Self::Live { kind: LiveKind::Section, .. } => "section",
            Self::Dated { kind: DatedKind::MonthPage, .. } => "month-page",
            Self::Dated { kind: DatedKind::DayFeed, .. } => "day-feed",
            Self::Archive { kind: ArchiveKind::WordPress, .. } => "wordpress",
            Self::Archive { kind: ArchiveKind::Sitemap, .. } => "sitemap",
            Self::Archive { kind: ArchiveKind::PagedFeed, .. } => "paged-feed",
            Self::Archive { kind: ArchiveKind::Wayback, .. } => "wayback",
        }
    }

    /// A route of a kind that is asked at an address; `None` where the kind has a template or does not exist.
    pub fn at(kind: &str, url: Address, from: Option<Day>, to: Option<Day>) -> Option<Self> {
        let archive = |kind| Self::Archive { kind, url: url.clone(), from, to };
        Some(match kind {
            "feed" => Self::Feed { url },
            "page" => Self::Page { url },
            "news-sitemap" => Self::Live { kind: LiveKind::NewsSitemap, url },
            "section" => Self::Live { kind: LiveKind::Section, url },
            "wordpress" => archive(ArchiveKind::WordPress),
            "sitemap" => archive(ArchiveKind::Sitemap),
            "paged-feed" => archive(ArchiveKind::PagedFeed),
            "wayback" => archive(ArchiveKind::Wayback),
            _ => return None,
        })
    }

    /// A route of a kind that is found by a template; `None` where the kind has none or does not exist.
    pub fn by(kind: &str, template: Template, from: Option<Day>, to: Option<Day>) -> Option<Self> {
        Some(match kind {
            "day-page" => Self::DayPage { template, from, to },
            "month-page" => Self::Dated { kind: DatedKind::MonthPage, template, from, to },
            "day-feed" => Self::Dated { kind: DatedKind::DayFeed, template, from, to },
            _ => return None,
        })
    }

    /// Its template, where it is found by one.
    pub fn template(&self) -> Option<&Template> {
        match self {
            Self::DayPage { template, .. } | Self::Dated { template, .. } => Some(template),
            _ => None,
        }
    }

    /// Its address, where it has one rather than a template.
    pub fn url(&self) -> Option<&Address> {
        match self {
            Self::Feed { url } | Self::Page { url } | Self::Live { url, .. } | Self::Archive { url, .. } => {
                Some(url)
            }
            Self::DayPage { .. } | Self::Dated { .. } => None,
        }
    }

    /// Whether it is a feed at that address.
    pub fn is_feed_at(&self, address: &Address) -> bool {
        matches!(self, Self::Feed { url } if url == address)
    }

    /// Its address or template as it is written.
    pub fn place(&self) -> &str {
        match (self.url(), self.template()) {
            (Some(url), _) => url.as_str(),
            (None, Some(template)) => template.as_str(),
            (None, None) => "",
        }
    }

    /// Whether it asks for a page of the day or the month, which decides the day of what it lists. Other archives tell each
    /// story's own date, or what stood on a page of that day beside older things.
    pub fn lists_by_day(&self) -> bool {
        matches!(self, Self::DayPage { .. } | Self::Dated { .. })
    }

    /// Its address or template without the scheme: a host that answers by both answers the same.
    pub fn way(&self) -> &str {
        let place = self.place();
        place.split_once("://").map_or(place, |(_, way)| way)
    }

    /// Whether both ask the same place in the same way, by whichever scheme and for whichever days.
    pub fn is_same_way(&self, other: &Self) -> bool {
        self.kind() == other.kind() && self.way() == other.way()
    }

    /// The first and last day it knows of; `None`: not known.
    pub fn range(&self) -> (Option<Day>, Option<Day>) {
        match self {
            Self::DayPage { from, to, .. }
            | Self::Dated { from, to, .. }
            | Self::Archive { from, to, .. } => (*from, *to),
            Self::Feed { .. } | Self::Page { .. } | Self::Live { .. } => (None, None),
        }
    }

    /// The host and port it is asked at.
    pub fn authority(&self) -> Option<(String, u16)> {
        match (self.url(), self.template()) {
            (Some(url), _) => Some(url.authority()),
            (None, Some(template)) => {
                template.address(Day::from_number(20_000)).ok().map(|address| address.authority())
            }
            (None, None) => None,
        }
    }

    /// Whether it can tell what was published on that day.
    pub fn answers(&self, day: Day) -> bool {
        let (from, to) = self.range();
        !self.is_live() && from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
    }

    /// Whether a day costs it many requests, or another's copies: asked only where nothing else has stories.
    pub fn is_last_resort(&self) -> bool {
        use ArchiveKind::{PagedFeed, Sitemap, Wayback};
        matches!(self, Self::Archive { kind: PagedFeed | Sitemap | Wayback, .. })
    }

    /// The same route, bounded by the first day it is known to have.
    #[must_use]
    pub fn since(mut self, first: Option<Day>) -> Self {
        if let Self::DayPage { from, .. } | Self::Dated { from, .. } | Self::Archive { from, .. } = &mut self
        {
            *from = first;
        }
        self
    }

    /// Whether it tells what is new now.
    pub fn is_live(&self) -> bool {
        matches!(self, Self::Feed { .. } | Self::Page { .. } | Self::Live { .. })
    }
}
