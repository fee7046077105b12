//! Who wrote it by a name at the headline that nothing marks: a link to a profile beside the day or the reading time,
//! a name with an address of mail behind it.

use dom_query::{Document, NodeRef};

use super::super::super::date;
use super::super::super::tokens::{all_named, attr, name};
use super::super::around::is_elsewhere;
use super::super::folded;
use super::super::names::{announced, leading_person, names};
use super::lines::{
    PROSE, headline, is_a_section, is_east_asian_name, is_in_the_menu, joins, near_the_headline,
    tells_minutes,
};
use crate::news::Text;

/// Texts behind the headline and before it among which the name stands, and how far from it the day is.
const BEHIND: usize = 10;
const BEFORE: usize = 6;
const BESIDE: usize = 4;

/// Links of a page that are looked at for a picture that leads where a name leads.
const LINKS: usize = 200;

/// Parts of addresses behind which people are.
const PEOPLE: &[&str] = &[
    "author",
    "authors",
    "autor",
    "autores",
    "autoren",
    "auteur",
    "auteurs",
    "autore",
    "autori",
    "avtor",
    "yazar",
    "yazarlar",
    "user",
    "users",
    "u",
    "member",
    "members",
    "writer",
    "writers",
    "staff",
    "contributor",
    "contributors",
    "journalist",
    "journalists",
    "reporter",
    "reporters",
    "columnist",
    "columnists",
    "blogger",
    "bloggers",
];

/// Those behind which are also people whom texts are about.
const SUBJECTS: &[&str] =
    &["people", "person", "persons", "profile", "profiles", "profil", "profiel", "perfil", "by"];

/// The people whom links at the headline name, or a name alone with an address of mail behind it.
pub(super) fn at_the_headline(dom: &Document, host: &str) -> Vec<Text> {
    let Some(headline) = headline(dom) else { return Vec::new() };
    let near = near_the_headline(dom).unwrap_or_default();
    let is_inside = |node: &NodeRef| node.ancestors_it(None).any(|outer| outer.id == headline.id);
    let Some(from) = near.iter().position(|(_, node)| is_inside(node)) else { return Vec::new() };
    let before = near.get(from.saturating_sub(BEFORE)..from).unwrap_or_default();
    let behind = near.get(from..).unwrap_or_default();
    let within = behind.iter().take_while(|(_, node)| is_inside(node)).count();
    let behind = behind.get(within..).unwrap_or_default();
    let prose = behind.iter().position(|(text, _)| text.chars().count() >= PROSE);
    let behind = behind.get(..prose.unwrap_or(behind.len()).min(BEHIND)).unwrap_or_default();
    [behind, before].into_iter().find_map(|lines| signed(dom, host, lines)).unwrap_or_default()
}

/// The people whom some lines of text name.
fn signed(dom: &Document, host: &str, lines: &[(Text, NodeRef)]) -> Option<Vec<Text>> {
    let told: Vec<bool> = lines.iter().map(|(text, node)| tells_when(text, node)).collect();
    let is_beside =
        |at: usize| told.iter().enumerate().any(|(other, told)| *told && other.abs_diff(at) <= BESIDE);
    let mut found: Vec<Text> = Vec::new();
    let mut last = 0;
    for (at, (text, node)) in lines.iter().enumerate() {
        let between = lines.get(last + 1..at).unwrap_or_default();
        if !found.is_empty() && !between.iter().all(|(text, _)| joins(text)) {
            break;
        }
        if !names_one(text) || is_elsewhere(node) {
            continue;
        }
        let before = at.checked_sub(1).and_then(|at| lines.get(at));
        if found.is_empty() && before.is_some_and(|before| leads_into(before, node)) {
            continue;
        }
        let timed = lines
            .iter()
            .enumerate()
            .any(|(other, (text, _))| other.abs_diff(at) <= BESIDE && tells_minutes(text));
        let mailed = || lines.get(at + 1).is_some_and(|(_, next)| is_mail(next));
        let linked = || is_beside(at) && leads_to_profile(dom, host, text, node, timed);
        if (linked() || mailed()) && !is_in_the_menu(dom, text) {
            found.extend(names(text));
            last = at;
        }
    }
    (!found.is_empty()).then_some(found)
}

/// What may stand before a name in its line.
const LABELS: &[&str] = &["created by", "added by", "from"];

/// Whether the text before a name belongs to its line and says something else of it: `Photo by`.
fn leads_into((text, node): &(Text, NodeRef), name_at: &NodeRef) -> bool {
    let line = |node: &NodeRef| {
        let block = |outer: &NodeRef| {
            name(outer).is_some_and(|tag| matches!(&*tag, "p" | "div" | "li" | "footer" | "td"))
        };
        node.ancestors_it(None).find(block).map(|outer| outer.id)
    };
    let lower = text.to_lowercase();
    text.contains(char::is_alphabetic)
        && line(node) == line(name_at)
        && announced(text).is_none_or(|rest| !rest.is_empty())
        && !LABELS.contains(&lower.trim_end_matches([':', ' ']))
        && !tells_when(text, node)
        && link_around(node).is_none()
}

/// Whether a text is one person's name and nothing else.
fn names_one(text: &str) -> bool {
    let spelled = text.contains(' ')
        && (text.contains(char::is_lowercase) || !text.contains(char::is_uppercase))
        && leading_person(text).is_some_and(|person| person.len() == text.len());
    announced(text).is_none()
        && !text.starts_with("The ")
        && !is_a_section(text)
        && (spelled || is_east_asian_name(text))
}

/// Whether a text tells a day, or how long the article takes.
fn tells_when(text: &Text, node: &NodeRef) -> bool {
    let timed = || node.ancestors_it(Some(3)).any(|outer| outer.has_name("time"));
    text.len() <= 60
        && text.contains(char::is_numeric)
        && (timed() || tells_minutes(text) || date::parse(text).is_some() || tells_day(text))
}

/// Whether a text is a day without its year: `Nov 3`.
fn tells_day(text: &str) -> bool {
    text.split_whitespace().count() <= 3 && date::parse(&format!("{text}, 2020")).is_some()
}

/// The link that a text stands in.
fn link_around<'a>(node: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    node.ancestors_it(Some(4)).find(|outer| outer.has_name("a"))
}

fn is_mail(node: &NodeRef) -> bool {
    link_around(node).and_then(|link| attr(&link, "href")).is_some_and(|href| href.starts_with("mailto:"))
}

/// Whether a name stands in a link to a profile: its address says so, or a picture at the headline leads there too.
fn leads_to_profile(dom: &Document, host: &str, text: &str, node: &NodeRef, timed: bool) -> bool {
    let Some(href) = link_around(node).and_then(|link| attr(&link, "href")) else { return false };
    let path = href.split(['?', '#']).next().unwrap_or_default();
    let (there, path) = match path.split_once("//") {
        Some((_, rest)) => rest.split_once('/').unwrap_or((rest, "")),
        None => ("", path),
    };
    let there = there.strip_prefix("www.").unwrap_or(there);
    let is_own = there.is_empty() || there == host || host.ends_with(&format!(".{there}"));
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let within = |words: &[&str]| {
        parts.iter().rev().skip(1).any(|part| words.contains(&part.to_ascii_lowercase().as_str()))
    };
    let called = || parts.iter().any(|part| part.len() > 1 && part.starts_with(['@', '~']));
    let pictured = || is_pictured(dom, &href, text);
    is_own && (called() || within(PEOPLE) || within(SUBJECTS) && (timed || pictured()))
        || parts.len() == 1 && pictured()
}

/// Whether a link with a picture of somebody leads where the name leads: its words are the name, if it has any.
fn is_pictured(dom: &Document, href: &str, text: &str) -> bool {
    let same = |link: &NodeRef| attr(link, "href").is_some_and(|other| other == href);
    all_named(dom, "a").take(LINKS).filter(same).any(|link| {
        let said = link.text();
        let only = said.trim().is_empty() || folded(&said) == folded(text);
        only && link.descendants_it().any(|inner| {
            name(&inner).is_some_and(|tag| &*tag == "img")
                && attr(&inner, "alt").is_some_and(|alt| folded(&alt).contains(&folded(text)))
        })
    })
}
