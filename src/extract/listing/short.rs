//! Short headlines: by themselves they could be a menu's words, among headlines they are rows like the others.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::Candidate;
use super::rows::Rows;
use crate::extract::date;
use crate::extract::outline::Outline;

/// Rows of true headlines a list needs before a short text in it is believed.
const HEADLINES: usize = 2;

/// Characters of a title in scripts that write a word in one or two.
pub(super) fn dense(title: &str) -> usize {
    title.chars().filter(|c| ('\u{3040}'..='\u{9fff}').contains(c)).count()
}

/// Whether a text that is too short to be known as a headline may be one: it says something, and is no date.
pub(super) fn may_be(title: &str) -> bool {
    let letters = title.chars().filter(|c| c.is_alphabetic()).count();
    (dense(title) >= 2 || letters >= 4) && date::parse(title).is_none()
}

/// The short texts that are rows of the list these headlines make: at the same place of the page, with
/// addresses like theirs that name a story, each in a row of its own. Where short texts are as many as
/// the headlines nothing tells the list from a menu, and none is taken.
pub(super) fn among<'c>(
    outline: &Outline,
    shorts: &'c [Candidate],
    headlines: &[&Candidate],
    known: &HashSet<&str>,
) -> Vec<&'c Candidate> {
    let Some(first) = headlines.first().filter(|_| headlines.len() >= HEADLINES) else { return Vec::new() };
    let shapes: HashSet<&str> = headlines.iter().map(|c| c.shape.as_str()).collect();
    let alike = |c: &&Candidate| {
        c.place == first.place && names_a_story(&c.shape) && shapes.contains(c.shape.as_str())
    };
    let mut times: HashMap<&str, usize> = HashMap::new();
    for short in shorts.iter().filter(alike) {
        *times.entry(short.key.as_str()).or_default() += 1;
    }
    let taken = taken(outline, headlines, known);
    let is_free = |c: &&Candidate| {
        let at = outline.links.get(c.link).map_or(0, |link| link.pieces.start);
        let before = taken.partition_point(|row| row.start <= at);
        before.checked_sub(1).and_then(|row| taken.get(row)).is_none_or(|row| !row.contains(&at))
    };
    // What several rows lead to is their section, or their author.
    let is_one = |c: &&Candidate| times.get(c.key.as_str()) == Some(&1) && !known.contains(c.key.as_str());
    let found: Vec<&Candidate> = shorts.iter().filter(alike).filter(is_one).filter(is_free).collect();
    if found.len() < headlines.len() { found } else { Vec::new() }
}

/// The rows of the headlines, as ranges of texts in the page's order: a short text in one of them is
/// something beside its headline.
fn taken(outline: &Outline, headlines: &[&Candidate], known: &HashSet<&str>) -> Vec<Range<usize>> {
    let rows = Rows::of(outline, known);
    let row = |c: &&Candidate| {
        let row = rows.row(outline.links.get(c.link)?, &c.key);
        outline.elems.get(row).map(|elem| elem.pieces.clone())
    };
    let mut taken: Vec<Range<usize>> = headlines.iter().filter_map(row).collect();
    taken.sort_by_key(|row| row.start);
    taken
}

/// Whether addresses of a shape say more than the words of a menu: a number, or words joined.
fn names_a_story(shape: &str) -> bool {
    shape.split('/').skip(1).any(|segment| segment.starts_with(['#', 's']))
}
