//! Dates that a page does not mark as its own, but writes: in scripts, and in short lines of text.

use dom_query::{Document, NodeRef};

use super::super::date;
use super::super::tokens::{first_attr, is_hidden, name};
use super::moment;
use crate::news::{Moment, When};

/// Bytes of scripts that are looked through.
const MAX_SCRIPTS: usize = 3 << 20;

/// Texts that are looked at for a date, and the characters one may have.
const MAX_TEXTS: usize = 4_000;
const MAX_LINE: usize = 110;

/// Minutes by which two spellings of one instant may differ: one of them may leave out the seconds.
const SAME_SECONDS: i64 = 90;

/// Keys in scripts whose value is the date of publication.
const KEYS: &[&str] = &[
    "datePublished",
    "published_at",
    "publishedAt",
    "publicationDate",
    "publishDate",
    "publish_date",
    "pubDate",
    "firstPublished",
    "date_published",
    "publishedDate",
    "page_post_date",
];

/// Words of lines that tell when a page was published, lower case.
const TELLING: &[&str] = &[
    "posted",
    "published",
    "veröffentlicht",
    "verfasst",
    "geschrieben",
    "erstellt",
    "beitrag wurde",
    "publié",
    "publicado",
    "pubblicato",
    "опубликован",
    "опубліковано",
    "жарияланды",
    "stand:",
    "datum",
    "entry was",
];

/// The same instant with the offset that the page writes it with elsewhere: data is often in UTC, and
/// the day in UTC is not the day of the site.
pub(super) fn in_its_own_zone(said: Moment, dom: &Document) -> Moment {
    if said.offset_min.is_some_and(|offset| offset != 0) {
        return said;
    }
    let same = |raw: &str| {
        moment(raw).filter(|other| {
            other.offset_min.is_some_and(|offset| offset != 0)
                && (other.instant.as_second() - said.instant.as_second()).abs() <= SAME_SECONDS
        })
    };
    let marked = dom.select("time[datetime]");
    let marked = marked.nodes().iter().take(50).filter_map(|node| first_attr(node, &["datetime"]));
    if let Some(found) = marked.into_iter().find_map(|raw| same(&raw)) {
        return found;
    }
    let mut left = MAX_SCRIPTS;
    for script in dom.select("script").nodes() {
        let text = script.text();
        left = left.saturating_sub(text.len());
        if left == 0 {
            break;
        }
        if let Some(found) = stamps(&text).find_map(same) {
            return found;
        }
    }
    said
}

/// Instants with an offset as they stand in a script: `2023-11-08T18:09:55-07:00`.
fn stamps(text: &str) -> impl Iterator<Item = &str> {
    const LENGTH: usize = 25;
    let bytes = text.as_bytes();
    text.match_indices('T').filter_map(move |(at, _)| {
        let start = at.checked_sub(10)?;
        let stamp = bytes.get(start..start + LENGTH)?;
        let shaped = stamp.iter().enumerate().all(|(place, byte)| match place {
            4 | 7 => *byte == b'-',
            10 => *byte == b'T',
            13 | 16 | 22 => *byte == b':',
            19 => matches!(byte, b'+' | b'-'),
            _ => byte.is_ascii_digit(),
        });
        shaped.then(|| text.get(start..start + LENGTH))?
    })
}

/// The first date that a script gives as that of publication.
pub(super) fn in_scripts(dom: &Document) -> Option<Moment> {
    let mut left = MAX_SCRIPTS;
    for script in dom.select("script").nodes() {
        let text = script.text();
        left = left.saturating_sub(text.len());
        if left == 0 {
            break;
        }
        let found = KEYS.iter().find_map(|key| {
            text.match_indices(key).take(5).find_map(|(at, _)| {
                let rest = text.get(at + key.len()..)?;
                let rest = rest.trim_start_matches(['"', '\'', '\\', ' ', ':', '=']);
                let end = rest.find(['"', '\'', ',', '}', '\\', '<']).filter(|end| *end <= 40)?;
                moment(rest.get(..end)?)
            })
        });
        if found.is_some() {
            return found;
        }
    }
    None
}

/// The first date in the text after the headline, else before it: a short line with a full date, or a
/// longer one that says it tells one.
pub(super) fn in_text(dom: &Document) -> Option<When> {
    let body = dom.body()?;
    let mut before = None;
    let mut headed = false;
    let mut seen = 0;
    let mut pending = vec![body];
    while let Some(node) = pending.pop() {
        if node.is_text() {
            seen += 1;
            let found = date_in(&node.text());
            if headed && found.is_some() {
                return found;
            }
            before = before.or(found);
            if seen > MAX_TEXTS {
                break;
            }
            continue;
        }
        let tag = name(&node);
        let tag = tag.as_deref().unwrap_or_default();
        if matches!(tag, "script" | "style" | "noscript" | "template" | "select" | "svg") || is_hidden(&node)
        {
            continue;
        }
        headed |= tag == "h1";
        pending.extend(node.children_it(true).collect::<Vec<NodeRef>>());
    }
    before
}

fn date_in(text: &str) -> Option<When> {
    let text = text.trim();
    // Three digits at least, in whatever script: most texts are told apart by this alone.
    if text.chars().take(400).filter(|c| c.is_numeric()).count() < 3 {
        return None;
    }
    let length = text.chars().take(MAX_LINE + 1).count();
    if length <= MAX_LINE {
        return date::parse(text);
    }
    let start = text.char_indices().nth(MAX_LINE).map_or(text.len(), |(end, _)| end);
    let start = text.get(..start)?;
    let lower = start.to_lowercase();
    TELLING.iter().any(|word| lower.contains(word)).then(|| date::parse(start))?
}
