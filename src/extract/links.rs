//! What a page says about its site: name, language, icon, feeds.

use super::Page;
use super::dated;
use super::outline::Outline;
use crate::news::{Address, Day, Text};

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
    /// What made the page, as it says (`generator`).
    pub generator: Option<Text>,
    /// WordPress's REST interface, where the page announces one.
    pub wordpress: Option<Address>,
    /// Where the addresses of dated stories, cut behind their date, would lead: `/2025/11/13/` of
    /// `/2025/11/13/rivers-rise/`.
    pub day_fronts: Vec<(Day, Address)>,
}

/// Links that only look like feeds, at most; a page of them is a directory, not a site.
const MAX_MAYBE: usize = 10;

/// Reads what a page says about its site.
pub fn read(page: &Page) -> PageLinks {
    let dom = page.dom();
    let mut links = PageLinks {
        title: Text::line(&dom.select_single("head title").text()),
        site_name: meta(page, "og:site_name"),
        lang: page.lang(),
        generator: meta(page, "generator"),
        ..PageLinks::default()
    };
    for link in &dom.select("link[href]") {
        let rel = link.attr_or("rel", "").to_lowercase();
        let Ok(address) = page.base().join(&link.attr_or("href", "")) else { continue };
        let is = |word: &str| rel.split_whitespace().any(|known| known == word);
        if is("icon") && links.icon.is_none() {
            links.icon = Some(address);
            continue;
        }
        if is("https://api.w.org/") {
            links.wordpress = Some(address);
            continue;
        }
        let media = link.attr_or("type", "");
        let named = Some(FeedKind::Rss).filter(|_| is("feed") && media.trim().is_empty());
        let Some(kind) = kind_of(&media).or(named) else { continue };
        if (is("alternate") || is("feed")) && links.feeds.iter().all(|feed| feed.address != address) {
            links.feeds.push(FeedLink { address, title: Text::line(&link.attr_or("title", "")), kind });
        }
    }
    let outline = Outline::of(page);
    links.maybe_feeds = maybe_feeds(&outline, &links.feeds);
    links.day_fronts = day_fronts(page, &outline);
    links
}

/// Fronts of days that are kept; their template needs no more.
const MAX_FRONTS: usize = 100;

fn day_fronts(page: &Page, outline: &Outline) -> Vec<(Day, Address)> {
    let own = page.base().host();
    let addresses = outline.links.iter().map(|link| &link.address).filter(|address| address.host() == own);
    let mut out: Vec<(Day, Address)> = Vec::new();
    for front in addresses.filter_map(dated::front_of_day) {
        if out.len() < MAX_FRONTS && !out.contains(&front) {
            out.push(front);
        }
    }
    out
}

/// The kind of feed a media type announces; plain JSON and XML announce none of their own.
fn kind_of(media: &str) -> Option<FeedKind> {
    match media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase().as_str() {
        "application/rss+xml" | "application/rdf+xml" | "application/xml" | "text/xml" => Some(FeedKind::Rss),
        "application/atom+xml" => Some(FeedKind::Atom),
        "application/feed+json" => Some(FeedKind::Json),
        _ => None,
    }
}

fn maybe_feeds(outline: &Outline, announced: &[FeedLink]) -> Vec<FeedLink> {
    let mut out: Vec<FeedLink> = Vec::new();
    for link in &outline.links {
        let called = outline.text_of(link);
        let path = link.address.url().path().trim_end_matches('/').to_ascii_lowercase();
        let last = path.rsplit('/').next().unwrap_or_default();
        let extension = last.rsplit_once('.').map_or("", |(_, extension)| extension);
        let kind = match last {
            _ if last.contains("atom") && (last == "atom" || extension == "xml") => FeedKind::Atom,
            "feed.json" => FeedKind::Json,
            "feed" | "feeds" | "rss" | "rss2" | "rss.php" | "index.xml" | "index.rdf" => FeedKind::Rss,
            _ if matches!(extension, "rss" | "rdf") => FeedKind::Rss,
            _ if extension == "xml" && (path.contains("rss") || path.contains("feed")) => FeedKind::Rss,
            _ if is_called_feed(&called) => FeedKind::Rss,
            _ => continue,
        };
        let known = announced.iter().chain(&out).any(|feed| feed.address == link.address);
        if !known && out.len() < MAX_MAYBE {
            out.push(FeedLink { address: link.address.clone(), title: Text::line(&called), kind });
        }
    }
    out
}

/// Whether the words of a link call it a feed: `RSS`, `Atom feed`, `RSS-Feed abonnieren`.
fn is_called_feed(words: &str) -> bool {
    let words = words.to_lowercase();
    let mut parts =
        words.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).take(6).peekable();
    let few = words.chars().count() <= 30 && parts.peek().is_some();
    few && (parts.any(|part| part == "rss" || part == "rss2")
        || matches!(words.trim(), "atom" | "atom feed" | "feed" | "xml feed" | "json feed"))
}

fn meta(page: &Page, property: &str) -> Option<Text> {
    let found = page.dom().select_single(&format!("meta[property='{property}'], meta[name='{property}']"));
    Text::line(&found.attr("content")?).non_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Limits, PageFacts};

    fn page(html: &str) -> Page {
        let facts =
            PageFacts { address: Address::parse("https://news.test/a/").unwrap(), content_type: None };
        Page::parse(html.as_bytes(), &facts, &Limits::default()).unwrap()
    }

    #[test]
    fn announced_feeds_come_before_those_that_look_like_one() {
        let links = read(&page(
            "<html lang=ru-RU><head><title>The Wire</title><meta property='og:site_name' content='Wire'>
            <link rel='alternate' type='application/rss+xml' title='All' href='/rss.xml'><link rel='shortcut icon' href=/i.ico>
            <link rel=feed href='feed://news.test/f/b'><link rel=alternate hreflang=en href=/en/><link rel='ALTERNATE' type='application/feed+json' href='f.json'>
            </head><body><a href='/rss.xml'>RSS</a><a href='/sport/feed/'>Sport</a><a href='/feeding-cats'>Cats</a><a href='/f/main'>RSS feed</a>
            <a href='/what'>What is an atom made of, and what is a feed</a></body></html>",
        ));
        let addresses = |feeds: &[FeedLink]| feeds.iter().map(|f| f.address.to_string()).collect::<Vec<_>>();
        assert_eq!(
            addresses(&links.feeds),
            ["https://news.test/rss.xml", "https://news.test/f/b", "https://news.test/a/f.json"]
        );
        assert_eq!((links.feeds[0].title.as_str(), links.feeds[2].kind), ("All", FeedKind::Json));
        assert_eq!(
            addresses(&links.maybe_feeds),
            ["https://news.test/sport/feed/", "https://news.test/f/main"]
        );
        assert_eq!((links.title.as_str(), links.site_name.as_deref()), ("The Wire", Some("Wire")));
        assert_eq!(links.icon.unwrap().as_str(), "https://news.test/i.ico");
    }
}
