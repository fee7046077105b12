//! Where an entry or a feed leads: its page, its older entries.

use super::element::Element;
use super::vocabulary::Vocabulary::{Atom, Rss};
use crate::news::Address;

/// Where a link leads, and the link as it is written.
type Led = (Address, String);

/// The page of an entry: what it says that it is, else any place it names.
pub(super) fn page(entry: &Element) -> Option<Led> {
    // Behind FeedBurner's counting addresses is the page itself.
    let origin = || {
        let told = entry.children.iter().find(|child| child.name == "origlink")?;
        led(told, told.text.trim())
    };
    let url = || entry.all(Rss, "url").find_map(|url| led(url, url.text.trim()));
    let other = || led_by(entry, &["self", "related", "via"]);
    origin().or_else(|| own(entry)).or_else(url).or_else(other)
}

/// The page of an entry or feed, as it says.
pub(super) fn address(element: &Element) -> Option<Address> {
    own(element).map(|(address, _)| address)
}

fn own(element: &Element) -> Option<Led> {
    link(element).or_else(|| permalink(element)).or_else(|| {
        // RDF names its subject so, the Channel Definition Format its page.
        let about = element.attribute("about").or_else(|| element.attribute("href"))?;
        led(element, about)
    })
}

/// The link elements of Atom and RSS, the page before everything else.
fn link(element: &Element) -> Option<Led> {
    let links = || element.children.iter().filter(|child| child.name == "link" && is_link(child));
    let alternate = links().filter(|link| {
        let rel = link.attribute("rel").unwrap_or("alternate");
        let rel = rel.rsplit('/').next().unwrap_or(rel);
        rel.eq_ignore_ascii_case("alternate")
    });
    let html = |link: &&Element| link.attribute("type").is_none_or(|kind| kind.contains("html"));
    let (pages, others): (Vec<_>, Vec<_>) = alternate.partition(|link| html(link));
    pages.into_iter().chain(others).find_map(|link| {
        let text = Some(link.text.trim()).filter(|text| !text.is_empty());
        led(link, link.attribute("href").or(text).or_else(|| link.attribute("resource"))?)
    })
}

/// Where a feed's link of the first of these relations leads that it has.
pub(super) fn related(feed: &Element, relations: &[&str]) -> Option<Address> {
    led_by(feed, relations).map(|(address, _)| address)
}

fn led_by(feed: &Element, relations: &[&str]) -> Option<Led> {
    relations.iter().find_map(|wanted| {
        let mut links = feed.children.iter().filter(|child| child.name == "link" && is_link(child));
        let is_wanted = |link: &&Element| {
            let rel = link.attribute("rel").unwrap_or_default();
            rel.split_whitespace().any(|word| word.eq_ignore_ascii_case(wanted))
        };
        links.find(is_wanted).and_then(|link| led(link, link.attribute("href")?))
    })
}

fn is_link(element: &Element) -> bool {
    matches!(element.vocabulary, Rss | Atom)
}

/// A guid that is said to be, or looks like, an address; Atom's `content src`.
fn permalink(element: &Element) -> Option<Led> {
    let guid = element.all(Rss, "guid").find(|guid| {
        let text = guid.text.trim();
        match guid.attribute("ispermalink") {
            Some(is) if is.eq_ignore_ascii_case("true") => text.starts_with(['h', 'H', '/', '.', '?']),
            Some(is) if is.eq_ignore_ascii_case("false") => false,
            _ => text.starts_with("http"),
        }
    });
    let id = || element.all(Atom, "id").find(|id| id.text.trim().starts_with("http"));
    if let Some(found) = guid.or_else(id) {
        return led(found, found.text.trim());
    }
    let content =
        element.all(Atom, "content").find_map(|content| Some((content, content.attribute("src")?)))?;
    led(content.0, content.1)
}

fn led(element: &Element, written: &str) -> Option<Led> {
    join(element, written).map(|address| (address, written.to_owned()))
}

/// An address as written in an element, taken for absolute where that is meant.
pub(super) fn join(element: &Element, written: &str) -> Option<Address> {
    // Lines may break an address; a space within it is a character of it (WHATWG URL strips the former).
    let written: String = written.trim().chars().filter(|c| !matches!(c, '\n' | '\r' | '\t')).collect();
    // What was escaped twice.
    let written =
        ["&amp;", "&#38;", "&#038;", "&#x26;"].iter().fold(written, |w, twice| w.replace(twice, "&"));
    let host = written.split('/').next().unwrap_or_default();
    // What begins with the feed's own host lacks its scheme.
    if written.starts_with("www.") || host.contains('.') && host.eq_ignore_ascii_case(element.base.host()) {
        return Address::typed(&written).ok();
    }
    if written.is_empty() { None } else { element.base.join(&written).ok() }
}
