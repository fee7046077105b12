//! What an entry names besides its text: its comments, and the files that go with it.
//!
//! RSS has `comments` and `enclosure`, Atom links with `rel="replies"` (RFC 4685) and `rel="enclosure"`, the modules
//! beside them `slash:comments`, `thr:total`, `media:content`, `itunes:duration`, `enc:enclosure`.

use super::element::Element;
use super::link::join;
use super::vocabulary::Vocabulary::{Atom, Itunes, Media, Other, Rss};
use crate::news::{Address, Attached, Enclosure, Medium, Talk, Text};

/// Elements that are looked at; a feed may name thousands.
const MOST_LOOKED_AT: usize = 64;
/// Bytes a file may be said to have; more is a mistake or a joke.
const MOST_BYTES: u64 = 1 << 50;
/// Seconds a recording may be said to run: a month.
const MOST_SECONDS: u32 = 31 * 24 * 3600;
/// Comments a story may be said to have.
const MOST_COMMENTS: u32 = 10_000_000;
/// Letters of a media type.
const TYPE: usize = 80;

/// What an entry names besides its text; its own page and the `picture` that stands for it are known already.
pub(super) fn attached(entry: &Element, page: Option<&Address>, picture: Option<&Address>) -> Attached {
    let mut found = Attached::default();
    talks(entry, &mut found);
    let named = entry.children.iter().filter(|child| is_enclosure(child));
    let media = entry.all(Media, "content").chain(groups(entry)).filter(|file| !is_illustration(file));
    for file in named.chain(media).take(MOST_LOOKED_AT).filter_map(enclosure) {
        if Some(&file.address) != page && Some(&file.address) != picture {
            found.enclose(file);
        }
    }
    let running = |file: &&mut Enclosure| matches!(file.medium(), Medium::Audio | Medium::Video);
    if let Some(first) = found.enclosures.iter_mut().find(running) {
        let told = entry.all(Itunes, "duration").find_map(|told| duration(&told.text));
        first.seconds = first.seconds.or(told);
    }
    found
}

fn talks(entry: &Element, found: &mut Attached) {
    // The count stands by itself, and is that of the first page named.
    let told = entry.children.iter().filter(|child| child.vocabulary == Other);
    let mut told = told.filter(|child| matches!(child.name.as_str(), "comments" | "total"));
    let total = told.find_map(|told| count(&told.text));
    let pages = entry.children.iter().filter_map(|child| match (child.vocabulary, child.name.as_str()) {
        (Rss, "comments") => Some((child, child.text.trim())),
        (Rss | Atom, "link") if is_related(child, "replies") && !is_feed(child) => {
            Some((child, child.attribute("href")?))
        }
        _ => None,
    });
    for (element, written) in pages.take(MOST_LOOKED_AT) {
        let Some(address) = join(element, written) else { continue };
        let own = element.attribute("count").and_then(count);
        let count = own.or(total.filter(|_| found.talks.is_empty()));
        found.talk(Talk { address, count });
    }
}

/// One of a group's files: they are the same in several sizes.
fn groups(entry: &Element) -> impl Iterator<Item = &Element> {
    entry.all(Media, "group").filter_map(|group| {
        let preferred = group.all(Media, "content").find(|file| file.attribute("isdefault") == Some("true"));
        preferred.or_else(|| group.all(Media, "content").next())
    })
}

fn is_enclosure(child: &Element) -> bool {
    match (child.vocabulary, child.name.as_str()) {
        (Rss | Other, "enclosure") => true,
        (Rss | Atom, "link") => is_related(child, "enclosure"),
        _ => false,
    }
}

fn is_related(link: &Element, wanted: &str) -> bool {
    let rel = link.attribute("rel").unwrap_or_default();
    rel.split_whitespace().any(|word| word.eq_ignore_ascii_case(wanted))
}

/// Whether a link leads to what a program reads rather than a person.
fn is_feed(link: &Element) -> bool {
    let kind = link.attribute("type").unwrap_or_default().to_ascii_lowercase();
    (kind.contains("xml") || kind.contains("json")) && !kind.contains("html")
}

/// Media RSS names pictures of the story as it does recordings.
fn is_illustration(file: &Element) -> bool {
    file.attribute("medium").is_some_and(|medium| medium.eq_ignore_ascii_case("image"))
        || enclosure(file).is_none_or(|file| file.medium() == Medium::Picture)
}

fn enclosure(file: &Element) -> Option<Enclosure> {
    let written = ["url", "href", "resource"].iter().find_map(|name| file.attribute(name))?;
    let media_type = media_type(file.attribute("type").unwrap_or_default());
    // Nothing plays these any more.
    if media_type.as_deref().is_some_and(|kind| kind.contains("shockwave-flash")) {
        return None;
    }
    let size = file.attribute("length").or_else(|| file.attribute("filesize"));
    Some(Enclosure {
        address: join(file, written)?,
        media_type,
        bytes: size.and_then(|size| size.parse().ok()).and_then(bytes),
        seconds: file.attribute("duration").and_then(duration),
    })
}

/// A media type as it is compared; what is none is left out.
pub(super) fn media_type(written: &str) -> Option<Text> {
    let kind = written.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let sound = kind.len() <= TYPE && kind.contains('/') && kind.bytes().all(|b| b.is_ascii_graphic());
    sound.then(|| Text::line(&kind))
}

/// A size; many feeds write 0 where they do not know it.
pub(super) fn bytes(size: u64) -> Option<u64> {
    Some(size).filter(|size| (1..=MOST_BYTES).contains(size))
}

/// A length in seconds.
pub(super) fn seconds(told: f64) -> Option<u32> {
    let sound = told.is_finite() && told >= 1.0 && told <= f64::from(MOST_SECONDS);
    // Within the limits nothing is cut but the fraction.
    sound.then_some(told as u32)
}

/// `1:02:03`, `62:03`, `3723` and `3723.4`.
fn duration(written: &str) -> Option<u32> {
    let mut all = 0.0;
    for (at, part) in written.trim().split(':').enumerate() {
        let number: f64 = part.trim().parse().ok()?;
        if at > 2 || !(0.0..=f64::from(MOST_SECONDS)).contains(&number) {
            return None;
        }
        all = all * 60.0 + number;
    }
    seconds(all)
}

fn count(written: &str) -> Option<u32> {
    written.trim().parse().ok().filter(|count| *count <= MOST_COMMENTS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_as_people_write_them() {
        for (written, wanted) in [
            ("1:02:03", Some(3723)),
            ("62:03", Some(3723)),
            (" 3723.4 ", Some(3723)),
            ("00:00", None),
            ("1:2:3:4", None),
            ("-5", None),
            ("inf", None),
            ("NaN", None),
            ("99999999999999999999:00", None),
            ("half an hour", None),
            ("", None),
        ] {
            assert_eq!(duration(written), wanted, "{written}");
        }
    }
}
