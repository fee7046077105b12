//! Dates that a page does not mark as its own, but writes: in scripts, and in short lines of text.

use dom_query::{Document, NodeRef};
use memchr::memmem;

use super::super::date;
use super::super::tokens::{is_hidden, name, scripts};
use super::moment;
use super::names::{leading_person, names};
use super::published::{FIRST_YEAR, day_of};
use super::told::is_told;
use crate::news::{Moment, Text, When};

/// Bytes of scripts that are looked through.
pub(super) const MAX_SCRIPTS: usize = 3 << 20;

/// Texts that are looked at for a date, and the characters one may have.
const MAX_TEXTS: usize = 4_000;
const MAX_LINE: usize = 110;

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

/// The first date that a script gives as that of publication.
pub(super) fn in_scripts(dom: &Document) -> Option<Moment> {
    behind_keys(dom, KEYS, |rest| {
        let rest = rest.trim_start_matches(['"', '\'', '\\', ' ', ':', '=']);
        let end = rest.find(['"', '\'', ',', '}', '\\', '<']).filter(|end| *end <= 40)?;
        moment(rest.get(..end)?)
    })
}

/// The first thing that is read behind one of the keys in a script of the page; an earlier key goes before a later one.
fn behind_keys<T>(dom: &Document, keys: &[&str], read: impl Fn(&str) -> Option<T>) -> Option<T> {
    scripts(dom, MAX_SCRIPTS).find_map(|text| {
        keys.iter().find_map(|key| {
            let mut places = memmem::find_iter(text.as_bytes(), *key).take(5);
            places.find_map(|at| read(text.get(at + key.len()..)?))
        })
    })
}

/// Keys in scripts whose value names the authors.
const AUTHOR_KEYS: &[&str] = &[
    "\"author\"",
    "\"authors\"",
    "\"authorName\"",
    "\"author_name\"",
    "\"articleAuthor\"",
    "\"contentAuthors\"",
    "\"pageAuthor\"",
    "\"article_author\"",
    "\"byline\"",
    "'author'",
    "'authors'",
    "'articleAuthor'",
];

/// The people that a script of the page names as its authors: one name, a list of them, or an object with a
/// name.
pub(super) fn authors_in_scripts(dom: &Document) -> Vec<Text> {
    behind_keys(dom, AUTHOR_KEYS, |rest| people_of(rest.trim_start().strip_prefix(':')?.trim_start()))
        .unwrap_or_default()
}

/// The names at the beginning of a value of JSON, where all of them are persons' names.
fn people_of(value: &str) -> Option<Vec<Text>> {
    const LONGEST: usize = 400;
    let value = value.get(..value.floor_char_boundary(LONGEST))?;
    let strings = match value.chars().next()? {
        '[' if value.get(1..)?.trim_start().starts_with(['"', '\'']) => {
            quoted(value.get(1..value.find(']')?)?)
        }
        '"' | '\'' => quoted(value).into_iter().take(1).collect(),
        '{' | '[' => {
            let at = value.find("\"name\"")?;
            quoted(value.get(at + 6..)?.trim_start_matches([':', ' '])).into_iter().take(1).collect()
        }
        _ => return None,
    };
    let found: Vec<Text> = strings
        .iter()
        .filter(|name| leading_person(name).is_some_and(|person| person.len() == name.trim().len()))
        .flat_map(|name| names(name))
        .collect();
    (!found.is_empty() && found.len() >= strings.len()).then_some(found)
}

/// The strings of a list, without escapes.
fn quoted(list: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = list;
    while let Some(start) = rest.find(['"', '\'']) {
        let Some(inner) = rest.get(start + 1..) else { break };
        let mark = rest.get(start..=start).unwrap_or("\"");
        let Some(end) = inner.find(mark) else { break };
        found.extend(inner.get(..end));
        rest = inner.get(end + 1..).unwrap_or_default();
    }
    found
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
            // What happened long ago is what a page tells, not its own day.
            let found = date_in(&node.text()).filter(|found| day_of(*found).year() >= FIRST_YEAR);
            let found = found.filter(|_| !is_told(&node));
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

/// Words that tell when something was changed, and those that tell when it came out, lower case.
const CHANGED: &[&str] = &[
    "updated",
    "modified",
    "aktualisiert",
    "mis à jour",
    "modifié",
    "actualizado",
    "atualizado",
    "aggiornato",
    "обновлено",
    "изменено",
    "оновлено",
    "uppdaterad",
    "oppdatert",
    "opdateret",
    "päivitetty",
    "bijgewerkt",
    "zaktualizowano",
    "aktualizacja",
    "güncelle",
];
const CAME_OUT: &[&str] = &[
    "published",
    "posted",
    "veröffentlicht",
    "erstellt",
    "publié",
    "publicado",
    "pubblicato",
    "опубликован",
    "опубліковано",
    "publicerad",
    "publisert",
    "udgivet",
    "julkaistu",
    "gepubliceerd",
    "geplaatst",
    "opublikowano",
    "publikacja",
    "yayın",
];

/// The part of a line that tells when something came out, where it tells first when it was changed: `Updated Nov 5, 2026 ·
/// Published Nov 3, 2026`.
pub(super) fn of_publication(line: &str) -> &str {
    // Two days have six digits at least; most lines have none.
    if line.chars().filter(|c| c.is_numeric()).take(6).count() < 6 {
        return line;
    }
    let lower = line.to_lowercase();
    let first = |words: &[&str]| words.iter().filter_map(|word| lower.find(word)).min();
    match (first(CHANGED), first(CAME_OUT)) {
        (Some(changed), Some(out)) if changed < out && lower.len() == line.len() => {
            line.get(out..).filter(|rest| date::parse(rest).is_some()).unwrap_or(line)
        }
        _ => line,
    }
}

/// Whether a line begins by telling when something was changed, and tells nothing of when it came out.
pub(super) fn tells_change(line: &str) -> bool {
    let start: String = line.trim().chars().take(MAX_LINE).collect::<String>().to_lowercase();
    let begins = |word: &str| start.find(word).is_some_and(|at| at <= 12);
    CHANGED.iter().any(|word| begins(word)) && !CAME_OUT.iter().any(|word| start.contains(word))
}

/// Letters of a place and a day before a release begins.
const DATELINE: usize = 80;

/// The day that a release begins with, behind the place in capitals: `BERGEN, Norway, Nov. 3, 2026 /Wire/ -- …`.
fn in_dateline(text: &str) -> Option<When> {
    let place = text.split(|c: char| !c.is_alphabetic()).next()?;
    if place.chars().count() < 3 || !place.chars().all(char::is_uppercase) {
        return None;
    }
    let start = text.char_indices().nth(DATELINE).map_or(text, |(end, _)| text.get(..end).unwrap_or(text));
    let end = [" /", " (", " - ", " -- ", " – ", " — "].iter().filter_map(|sign| start.find(sign)).min()?;
    let said = start.get(..end)?;
    // No small word stands between a place and its day.
    let small = |word: &str| word.starts_with(char::is_lowercase);
    if said.split_whitespace().any(small) {
        return None;
    }
    said.ends_with(|c: char| c.is_ascii_digit()).then(|| date::parse(said))?
}

/// Whether a line says that it tells when something was published.
pub(super) fn tells_publication(text: &str) -> bool {
    let start: String = text.chars().take(MAX_LINE).collect::<String>().to_lowercase();
    TELLING.iter().take(13).any(|word| start.contains(word))
}

/// The date that a text tells: a short line, a longer one that says it tells one or begins with one.
pub(super) fn date_in(text: &str) -> Option<When> {
    let text = text.trim();
    // Three digits at least, in whatever script: most texts are told apart by this alone.
    if text.chars().take(400).filter(|c| c.is_numeric()).count() < 3 {
        return None;
    }
    let length = text.chars().take(MAX_LINE + 1).count();
    if length <= MAX_LINE {
        return date::parse(of_publication(text));
    }
    if let Some(found) = in_dateline(text) {
        return Some(found);
    }
    let start = text.char_indices().nth(MAX_LINE).map_or(text.len(), |(end, _)| end);
    let start = text.get(..start)?;
    let lower = start.to_lowercase();
    if TELLING.iter().any(|word| lower.contains(word)) {
        return date::parse(start);
    }
    // `27.1.2022 - In the morning …`
    let first = start.split_whitespace().next()?;
    let numeric = first.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '/' | '-' | ':' | ','));
    (numeric && first.len() >= 8).then(|| date::parse(first.trim_end_matches([':', ',', '-'])))?
}
