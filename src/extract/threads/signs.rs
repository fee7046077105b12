//! Who wrote a post, and when, by what all boards have in common.

use dom_query::NodeRef;

use super::INSIDE;
use crate::extract::date;
use crate::extract::tokens::{attr, is_hidden, name, tokens};
use crate::news::Text;

/// Characters of a name, and of a written time.
const NAME: usize = 60;
const TIME: usize = 60;

/// Characters and words of a link that is taken for a name.
const LINKED: usize = 30;
const WORDS: usize = 3;

/// Nodes of a link that are looked at for a time.
const HOLDS: usize = 20;

/// Words before a name in the line that boards have over a post.
const BY: &[&str] = &["by", "von", "par", "por", "da", "door", "od", "автор", "від", "av", "af"];

/// Words in names of elements that hold who wrote something, and when.
pub(super) const NAMES: &[&str] = &["username", "author", "creator", "poster", "nickname", "user"];
const TIMES: &[&str] =
    &["date", "time", "posted", "datetime", "postdate", "timestamp", "relativetime", "age"];

/// Who wrote a post: named by attributes or by its make, else the first short link before the time.
pub(super) fn author(around: &NodeRef, inside: &[NodeRef]) -> Option<Text> {
    let told = |text: &str| {
        let line = Text::line(text.trim());
        let fits = (1..=NAME).contains(&line.chars().count()) && line.chars().any(char::is_alphabetic);
        fits.then_some(line)
    };
    if let Some(found) = attr(around, "data-author").and_then(|raw| told(&raw)) {
        return Some(found);
    }
    let of_schema = |prop: &'static str| {
        move |node: &&NodeRef| {
            attr(node, "itemprop").is_some_and(|value| value.split_whitespace().any(|one| one == prop))
        }
    };
    if let Some(author) = inside.iter().find(of_schema("author")) {
        let within = author.descendants_it().filter(NodeRef::is_element).take(INSIDE).collect::<Vec<_>>();
        let name = within.iter().find(of_schema("name")).map(|name| name.text().to_string());
        let name = name.or_else(|| attr(author, "content")).unwrap_or_else(|| author.text().to_string());
        if let Some(found) = told(&name) {
            return Some(found);
        }
    }
    let named = NAMES.iter().find_map(|word| {
        inside
            .iter()
            .filter(|node| is_named(node, &[word]) && !is_hidden(node))
            .find_map(|node| told(who_and_when(&node.text()).map_or(&node.text(), |(who, _)| who)))
    });
    let before = || inside.iter().take_while(|node| !is_time(node)).filter(|node| node.has_name("a"));
    let is_short = |line: &Text| line.chars().count() <= LINKED && line.split_whitespace().count() <= WORDS;
    let is_timed = || inside.iter().any(is_time);
    named.or_else(|| {
        let linked = before().filter(|node| !is_hidden(node) && !holds_time(node));
        linked.filter_map(|node| told(&node.text())).find(is_short).filter(|_| is_timed())
    })
}

/// Whether a link leads to the post by its time.
fn holds_time(node: &NodeRef) -> bool {
    node.descendants_it().take(HOLDS).any(|inner| is_time(&inner))
}

/// Whether an element is a time by its tag or by what it says for programs.
pub(super) fn is_time(node: &NodeRef) -> bool {
    let tag = name(node);
    let tag = tag.as_deref().unwrap_or_default();
    matches!(tag, "time" | "relative-time" | "time-ago" | "local-time")
        || matches!(tag, "span" | "abbr" | "a") && attr(node, "title").is_some_and(|title| is_instant(&title))
}

/// Whether a text begins with a day and a time as programs write them.
fn is_instant(text: &str) -> bool {
    let form = |(at, c): (usize, char)| match at {
        4 | 7 => c == '-',
        10 => c == 'T',
        _ => c.is_ascii_digit(),
    };
    text.chars().count() >= 16 && text.chars().take(13).enumerate().all(form)
}

/// Whether an element is called one of some words, or something that ends with a name of a person.
pub(super) fn is_named(node: &NodeRef, words: &[&str]) -> bool {
    tokens(node).iter().any(|token| {
        words.contains(&token.as_str())
            || words.contains(&"user") && token.len() > 4 && token.ends_with("user")
    })
}

/// What a line says of who wrote and of when: `by ann » Tue Nov 03, 2026 9:12 am`.
fn who_and_when(line: &str) -> Option<(&str, &str)> {
    let (who, when) = line.split_once('»')?;
    let who = who.trim();
    let (by, name) = who.split_once(' ').unwrap_or_default();
    let name = if BY.contains(&by) { name } else { who };
    (when.chars().count() <= TIME && date::parse(when).is_some()).then_some((name.trim(), when.trim()))
}

/// The time of a post as it is shown, and as it is written for programs.
pub(super) fn time(inside: &[NodeRef]) -> Option<(Text, String)> {
    let short = |node: &NodeRef| {
        let shown = Text::line(node.text().trim());
        (shown.chars().count() <= TIME).then_some(shown)
    };
    let written = |node: &NodeRef| {
        attr(node, "datetime").or_else(|| attr(node, "title")).or_else(|| attr(node, "content"))
    };
    let timed = inside.iter().find(|node| is_time(node));
    let named = || {
        inside.iter().find(|node| {
            is_named(node, TIMES) && node.text().chars().any(char::is_numeric) && short(node).is_some()
        })
    };
    let node = timed.or_else(named);
    let in_line = || {
        let lines = inside.iter().filter(|node| is_named(node, NAMES));
        lines.map(NodeRef::text).find_map(|text| {
            let when = Text::line(who_and_when(&text)?.1);
            Some((when.clone(), when.to_string()))
        })
    };
    let Some(node) = node else { return in_line() };
    let shown = short(node)?;
    let when = written(node).unwrap_or_else(|| shown.to_string());
    Some((shown, when))
}
