//! An entry's tree → a story as the feed tells it.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::apart;
use super::attached::attached;
use super::element::Element;
use super::link::{join, page};
use super::plain;
use super::value::{Value, value};
use super::vocabulary::Vocabulary;
use crate::extract::date;
use crate::news::{Address, Item, Moment, Text, When};

use Vocabulary::{Atom, Content, Dc, Itunes, Media, Rdf, Rss, Xhtml, Yandex};

/// An entry as a story.
pub(super) fn item(entry: &Element, source: &str) -> Item {
    let published = first_date(entry, &["pubdate", "published", "issued", "created", "date"]);
    let published = published.or_else(|| dc_date(entry, &["issued", "available", "created"]));
    let published = published.or_else(|| foreign_date(entry));
    let updated = updated(entry);
    let (first, second) = summaries(entry, source);
    let summary = first
        .or_else(|| first_value(entry, source, &[(Dc, "description"), (Rss, "abstract")]))
        .or_else(|| {
            first_value(entry, source, &[(Atom, "tagline"), (Itunes, "summary"), (Itunes, "subtitle")])
        })
        .or_else(|| {
            let told = media(entry, "description").or_else(|| of_recording(entry, "description"));
            told.map(|e| value(e, source))
        });
    let content = first_value(entry, source, &[(Content, "encoded"), (Atom, "content"), (Rss, "content")])
        .or_else(|| first_value(entry, source, &[(Xhtml, "body"), (Xhtml, "div"), (Rss, "fullitem")]))
        .or_else(|| first_value(entry, source, &[(Yandex, "content"), (Yandex, "full-text")]))
        .or(second);
    let (address, written) = page(entry).map_or((None, String::new()), |(page, link)| (Some(page), link));
    let title = title(entry, source);
    let unsigned =
        |value: Value| Some(value.unsigned(address.as_ref(), &title)).filter(|value| !value.is_empty());
    let (summary, content) = (summary.and_then(unsigned), content.and_then(unsigned));
    let deck = summary.as_ref().or(content.as_ref()).map(Value::deck).unwrap_or_default();
    let content = match (content, summary) {
        (Some(content), Some(summary)) if content.only_leads_on(&summary) => Some(summary),
        (content, summary) => content.or(summary),
    };
    let content = content.map(Value::html);
    let image = image(entry);
    let apart = address.as_ref().map(|address| apart::place(address, &written)).unwrap_or_default();
    Item {
        apart,
        attached: attached(entry, address.as_ref(), image.as_ref()),
        guid: guid(entry),
        address,
        deck,
        title,
        section: section(entry),
        author: author(entry, source),
        lang: lang(entry),
        published: published.or(updated),
        updated,
        content,
        image,
    }
}

/// When an entry or a feed was last changed, as it says itself: of several statements the last.
pub(super) fn updated(element: &Element) -> Option<When> {
    let names = ["updated", "modified", "lastbuilddate"];
    let fields = names.iter().flat_map(|name| element.all(Rss, name).chain(element.all(Atom, name)));
    let said = fields.filter_map(|field| parse_date(&field.text)).last();
    let said = said.or_else(|| dc_date(element, &["modified", "date"]));
    said.or_else(|| element.attribute("lastmod").and_then(parse_date))
}

/// What an entry is about, in the words meant for a list; and, where RSS gives a summary beside the
/// description, the second of them, which is the text.
fn summaries(entry: &Element, source: &str) -> (Option<Value>, Option<Value>) {
    let fields = entry.children.iter().filter(|child| {
        matches!(
            (child.vocabulary, child.name.as_str()),
            (Rss, "description" | "summary") | (Atom, "summary")
        )
    });
    let mut told = fields.map(|field| (field.name.as_str(), value(field, source)));
    let mut said = told.by_ref().filter(|(_, value)| !value.is_empty());
    let Some((name, first)) = said.next() else { return (None, None) };
    let second = said.find(|(other, _)| *other != name);
    (Some(first), second.map(|(_, value)| value))
}

/// A name or title as plain text.
pub(super) fn title(element: &Element, source: &str) -> Text {
    let found = first_value(element, source, &[(Rss, "title"), (Atom, "title"), (Dc, "title")])
        .or_else(|| media(element, "title").map(|e| value(e, source)))
        .or_else(|| {
            let named = of_recording(element, "title").filter(|_| !has_words(element))?;
            Some(value(named, source))
        })
        .or_else(|| first_value(element, source, &[(Itunes, "title")]));
    Text::line(&found.map(|value| value.title()).unwrap_or_default())
}

/// The first of some elements that is not empty.
pub(super) fn first_value(element: &Element, source: &str, names: &[(Vocabulary, &str)]) -> Option<Value> {
    let mut found = names.iter().flat_map(|(vocabulary, name)| element.all(*vocabulary, name));
    found.find_map(|child| Some(value(child, source)).filter(|value| !value.is_empty()))
}

fn first_text<'a>(element: &'a Element, names: &[(Vocabulary, &str)]) -> Option<&'a str> {
    let found = names.iter().flat_map(|(vocabulary, name)| element.all(*vocabulary, name));
    found.map(|child| child.text.trim()).find(|text| !text.is_empty())
}

fn media<'a>(entry: &'a Element, name: &str) -> Option<&'a Element> {
    let direct = entry.all(Media, name).next();
    direct.or_else(|| entry.all(Media, "group").find_map(|group| group.all(Media, name).next()))
}

/// The same of a recording that an entry is; what is said of its pictures is not said of it.
fn of_recording<'a>(entry: &'a Element, name: &str) -> Option<&'a Element> {
    let mut recordings = entry.all(Media, "content").filter(|content| !is_image(content));
    recordings.find_map(|content| content.all(Media, name).next())
}

fn is_image(element: &Element) -> bool {
    let kind = element.attribute("type").unwrap_or_default();
    let url = element.attribute("url").or_else(|| element.attribute("href")).unwrap_or_default();
    kind.starts_with("image/")
        || (kind.is_empty() && has_image_name(url))
        || element.attribute("medium") == Some("image")
}

/// Whether an entry has words of its own, whose first stand for a headline where it has none.
fn has_words(entry: &Element) -> bool {
    let names = ["description", "summary", "encoded", "content"];
    let own = entry.children.iter().filter(|child| matches!(child.vocabulary, Rss | Atom | Content));
    own.filter(|child| names.contains(&child.name.as_str())).any(|child| !child.text.trim().is_empty())
}

/// The first readable date of some RSS or Atom elements.
pub(super) fn first_date(element: &Element, names: &[&str]) -> Option<When> {
    let fields = names.iter().flat_map(|name| element.all(Rss, name).chain(element.all(Atom, name)));
    fields.into_iter().find_map(|field| parse_date(&field.text))
}

/// A date as it is written. What says the first second of 1970 comes from a program that knew none.
pub(super) fn parse_date(raw: &str) -> Option<When> {
    date::parse_coarse(raw).filter(|when| !is_none(*when)).and_then(in_our_years)
}

/// A date whose year may be counted as in Thailand, 543 years ahead. One before there were papers is in a calendar with other
/// months, or in none.
fn in_our_years(when: When) -> Option<When> {
    const PAPERS: i16 = 1600;
    const AHEAD: i16 = 543;
    let to_ours = |year: i16| (2400..2700).contains(&year).then_some(year - AHEAD);
    let civil = |local: DateTime| local.with().year(to_ours(local.year())?).build().ok();
    Some(match when {
        When::Moment(moment) => {
            let local = TimeZone::UTC.to_datetime(moment.instant);
            let ours = || TimeZone::UTC.to_timestamp(civil(local)?).ok();
            match local.year() {
                ..PAPERS => return None,
                _ => When::Moment(Moment { instant: ours().unwrap_or(moment.instant), ..moment }),
            }
        }
        When::Local(local) if local.year() >= PAPERS => When::Local(civil(local).unwrap_or(local)),
        When::Date(date) if date.year() >= PAPERS => {
            When::Date(civil(date.at(0, 0, 0, 0)).map_or(date, DateTime::date))
        }
        When::Local(_) | When::Date(_) => return None,
    })
}

/// Whether a date is what clocks begin with, in its own zone or in UTC.
pub(super) fn is_none(when: When) -> bool {
    let begins = jiff::civil::date(1970, 1, 1);
    match when {
        When::Moment(moment) => {
            moment.instant == jiff::Timestamp::UNIX_EPOCH
                || moment.civil(&jiff::tz::TimeZone::UTC) == begins.at(0, 0, 0, 0)
        }
        When::Local(local) => local == begins.at(0, 0, 0, 0),
        When::Date(date) => date == begins,
    }
}

/// The first readable date of some Dublin Core elements.
pub(super) fn dc_date(element: &Element, names: &[&str]) -> Option<When> {
    names.iter().flat_map(|name| element.all(Dc, name)).find_map(|field| parse_date(&field.text))
}

/// The first readable date that an entry gives in a vocabulary of others (PRISM and the like).
fn foreign_date(entry: &Element) -> Option<When> {
    let names = ["publicationdate", "pubdate", "published"];
    let fields = entry.children.iter().filter(|child| child.vocabulary == Vocabulary::Other);
    fields.filter(|child| names.contains(&child.name.as_str())).find_map(|f| parse_date(&f.text))
}

fn guid(entry: &Element) -> String {
    let written = first_text(entry, &[(Rss, "guid"), (Atom, "id"), (Rss, "id"), (Atom, "guid")]);
    let about = || entry.attribute("about").or_else(|| entry.attribute("id"));
    written.or_else(about).or_else(|| first_text(entry, &[(Dc, "identifier")])).unwrap_or_default().to_owned()
}

/// Who wrote it, all of them.
pub(super) fn author(entry: &Element, source: &str) -> Option<Text> {
    let mut names: Vec<String> = Vec::new();
    let people = entry.children.iter().filter(|child| is_author(child));
    for person in people {
        let part = |name: &str| {
            let found = person.children.iter().find(|child| child.name == name)?;
            Some(Text::line(&value(found, source).text())).filter(|text| !text.is_empty())
        };
        let name = part("name")
            .or_else(|| part("email"))
            .or_else(|| person.children.is_empty().then(|| Text::line(&plain::text_of(&person.text))));
        let Some(name) = name else { continue };
        let name = person_name(&name);
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    Text::line(&names.join(", ")).non_empty()
}

fn is_author(element: &Element) -> bool {
    match element.vocabulary {
        Rss | Atom => matches!(element.name.as_str(), "author" | "managingeditor"),
        Dc => matches!(element.name.as_str(), "creator" | "author"),
        Itunes => element.name == "author",
        _ => false,
    }
}

/// The name in `me@example.org (Name)` and `Name <me@example.org>`.
fn person_name(written: &str) -> String {
    let inside = |open: char, close: char| {
        let (before, after) = written.split_once(open)?;
        let (inside, _) = after.split_once(close)?;
        let name = if inside.contains('@') { before } else { inside };
        // "Anna Lind (photos)" is not an address with a name.
        let mixed = inside.contains('@') || before.contains('@');
        (mixed && !name.trim().is_empty()).then(|| name.trim().trim_matches('"').to_owned())
    };
    inside('(', ')').or_else(|| inside('<', '>')).unwrap_or_else(|| written.trim().to_owned())
}

fn section(entry: &Element) -> Option<Text> {
    let fields = entry.children.iter().filter(|child| match child.vocabulary {
        Rss | Atom | Media => child.name == "category",
        Dc => child.name == "subject",
        _ => false,
    });
    let mut names = fields.filter_map(|field| {
        let label = field.attribute("label").or_else(|| field.attribute("term"));
        Text::line(&plain::text_of(label.unwrap_or(&field.text))).non_empty()
    });
    names.find(|name| name.chars().count() <= 60)
}

/// Its language as it says itself.
pub(super) fn lang(element: &Element) -> Option<Text> {
    let written = first_text(element, &[(Rss, "language"), (Dc, "language")]);
    let tag = written.or_else(|| element.attribute("xml:lang"))?;
    let sound = tag.len() <= 35 && tag.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    sound.then(|| Text::line(&tag.replace('_', "-")))
}

/// The picture that stands for an entry: an enclosure, Media RSS, iTunes.
fn image(entry: &Element) -> Option<Address> {
    let is_image = |e: &&Element| is_image(e);
    let found = entry.all(Rss, "enclosure").find(is_image);
    let found = found.or_else(|| widest(all_media(entry, "content").filter(is_image)));
    let found = found.or_else(|| widest(all_media(entry, "thumbnail")));
    let found = found.or_else(|| entry.all(Itunes, "image").next());
    let found = found.or_else(|| {
        entry.all(Atom, "link").filter(|link| link.attribute("rel") == Some("enclosure")).find(is_image)
    });
    if let Some(found) = found {
        return join(found, found.attribute("url").or_else(|| found.attribute("href"))?);
    }
    let image = entry.all(Rss, "image").next()?;
    let url =
        first_text(image, &[(Rss, "url")]).or_else(|| Some(image.text.trim()).filter(|t| !t.is_empty()));
    join(image, url.or_else(|| image.attribute("resource"))?)
}

/// The first of the widest of several sizes of a picture.
fn widest<'a>(sizes: impl Iterator<Item = &'a Element>) -> Option<&'a Element> {
    let width = |size: &Element| size.attribute("width").and_then(|width| width.trim().parse::<u32>().ok());
    sizes.reduce(|widest, next| if width(next) > width(widest) { next } else { widest })
}

fn all_media<'a>(entry: &'a Element, name: &'a str) -> impl Iterator<Item = &'a Element> {
    let grouped = entry.all(Media, "group").flat_map(move |group| group.all(Media, name));
    let nested = entry.all(Media, "content").flat_map(move |content| content.all(Media, name));
    entry.all(Media, name).chain(grouped).chain(nested)
}

fn has_image_name(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    [".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"].iter().any(|end| path.ends_with(end))
}

/// Minutes a feed wishes not to be asked again: `ttl`, or the syndication module's period.
pub(super) fn ttl_minutes(channel: &Element) -> Option<u32> {
    if let Some(minutes) = first_text(channel, &[(Rss, "ttl")]).and_then(|text| text.parse().ok()) {
        return Some(minutes).filter(|minutes| *minutes > 0);
    }
    let syndication = |name| first_text(channel, &[(Vocabulary::Syndication, name)]);
    let minutes: u32 = match syndication("updateperiod")?.to_ascii_lowercase().as_str() {
        "hourly" => 60,
        "daily" => 1440,
        "weekly" => 10_080,
        _ => return None,
    };
    let frequency = syndication("updatefrequency").and_then(|text| text.parse().ok()).unwrap_or(1);
    Some((minutes / u32::max(frequency, 1)).max(1))
}

/// The feed's own name for itself.
pub(super) fn feed_id(channel: &Element) -> String {
    let about =
        || channel.attribute("about").filter(|_| channel.vocabulary == Rss || channel.vocabulary == Rdf);
    first_text(channel, &[(Atom, "id"), (Rss, "guid"), (Rss, "id")])
        .or_else(about)
        .unwrap_or_default()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_of_other_calendars_are_brought_to_ours_or_left() {
        let date = |raw: &str| serde_json::to_string(&parse_date(raw)).unwrap();
        for (written, meant) in [
            ("Tue, 03 Nov 2569 10:00:00 +0700", "Tue, 03 Nov 2026 10:00:00 +0700"),
            ("2569-11-03", "2026-11-03"),
            ("2569-11-03T10:00:00", "2026-11-03T10:00:00"),
        ] {
            assert_eq!(date(written), date(meant), "{written}");
        }
        for none in ["1405-08-12", "1405-08-12T10:00:00Z", "1448-05-13T10:00:00", "0001-01-01T00:00:00Z"] {
            assert_eq!(parse_date(none), None, "{none}");
        }
        assert!(parse_date("Sat, 17 May 1851 10:00:00 GMT").is_some());
    }
}
