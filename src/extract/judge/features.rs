//! What is known about a unit of text, as numbers: its words, its place, the elements around it, its neighbours.
//! Nothing here knows a site; all is of the page itself.

mod place;
mod text;

use std::collections::HashMap;

use dom_query::{NodeId, NodeRef};

use super::names::{REACH, groups_of, likeness};
use super::units::Unit;
use crate::extract::by_node::ByNode;
use crate::extract::called::GROUPS;
use crate::extract::metadata::{Metadata, folded};

/// The features that are not groups of names, in their order.
const PLAIN: &[&str] = &[
    "chars",
    "words",
    "linked",
    "strong",
    "upper",
    "digits",
    "commas",
    "stops",
    "ends-stop",
    "ends-colon",
    "signs",
    "lines",
    "tag",
    "level",
    "in-quote",
    "in-section-tag",
    "role",
    "title-share",
    "title-same",
    "description-share",
    "author-named",
    "phrases",
    "copies",
    "copy-place",
    "kept",
    "kept-first",
    "place-units",
    "place-text",
    "from-first",
    "from-last",
    "text-after-last",
    "from-title",
    "parent-text",
    "parent-linked",
    "parent-kept",
    "parent-share",
    "parent-units",
    "outer-text",
    "outer-linked",
    "outer-kept",
    "outer-units",
    "to-common",
    "common-above",
    "depth",
    "like-count",
    "like-kept",
    "like-linked",
    "like-chars",
    "window-kept",
    "window-linked",
    "is-article",
    "since-heading",
    "heading-kept",
    "heading-chars",
    "run-chars",
    "prev-chars",
    "prev-linked",
    "prev-kept",
    "prev-tag",
    "prev-same-parent",
    "prev2-kept",
    "prev2-chars",
    "next-chars",
    "next-linked",
    "next-kept",
    "next-tag",
    "next-same-parent",
    "next2-kept",
    "next2-chars",
];

/// The names of the features, in their order.
pub(super) fn feature_names() -> Vec<&'static str> {
    PLAIN.iter().copied().chain(GROUPS.iter().copied()).collect()
}

/// What is counted once for the page.
struct Whole<'u, 'a> {
    units: &'u [Unit<'a>],
    words: Vec<Vec<String>>,
    folded: Vec<String>,
    title: Vec<String>,
    folded_title: String,
    description: Vec<String>,
    authors: Vec<String>,
    parents: ByNode<Group>,
    likes: HashMap<u64, Group>,
    copies: HashMap<String, Vec<usize>>,
    names: ByNode<u32>,
    container: Vec<NodeId>,
    first: Option<usize>,
    last: Option<usize>,
    titled: Option<usize>,
    is_article: bool,
    text: f32,
    kept: f32,
    /// Characters before each unit.
    before: Vec<f32>,
}

/// What units that belong together are together.
#[derive(Clone, Copy, Default)]
struct Group {
    units: f32,
    chars: f32,
    linked: f32,
    kept: f32,
}

impl Group {
    fn add(&mut self, unit: &Unit) {
        self.units += 1.0;
        self.chars += unit.chars as f32;
        self.linked += unit.linked as f32;
        self.kept += kept(unit);
    }

    fn of(&self, part: f32) -> f32 {
        if self.chars > 0.0 { part / self.chars } else { 0.0 }
    }
}

fn kept(unit: &Unit) -> f32 {
    if unit.is_aside() { 0.0 } else { unit.kept as f32 }
}

fn share(unit: &Unit) -> f32 {
    if unit.chars == 0 { 0.0 } else { kept(unit) / unit.chars as f32 }
}

fn linked(unit: &Unit) -> f32 {
    if unit.chars == 0 { 0.0 } else { unit.linked as f32 / unit.chars as f32 }
}

/// Characters of a unit whose words are looked at.
const LOOKED_AT: usize = 1_500;

fn words_of(text: &str) -> Vec<String> {
    let start = text.char_indices().nth(LOOKED_AT).and_then(|(end, _)| text.get(..end)).unwrap_or(text);
    start
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// The features of all units of a page.
pub(super) fn features(units: &[Unit], metadata: &Metadata, first: &[bool]) -> Vec<Vec<f32>> {
    let whole = Whole::of(units, metadata);
    (0..units.len()).map(|at| whole.features(at, first.get(at).copied().unwrap_or(false))).collect()
}

impl<'u, 'a> Whole<'u, 'a> {
    fn of(units: &'u [Unit<'a>], metadata: &Metadata) -> Self {
        let words: Vec<Vec<String>> = units.iter().map(|unit| words_of(&unit.text)).collect();
        let folded_texts: Vec<String> = words.iter().map(|words| words.concat()).collect();
        let (mut likes, mut copies) = (HashMap::new(), HashMap::new());
        let (mut parents, mut names) = (ByNode::default(), ByNode::default());
        let (mut text, mut all_kept) = (0.0, 0.0);
        let mut before = Vec::with_capacity(units.len());
        for (at, unit) in units.iter().enumerate() {
            before.push(text);
            text += unit.chars as f32;
            all_kept += kept(unit);
            for outer in unit.node.ancestors_it(Some(3)) {
                parents.entry(outer.id).or_insert_with(Group::default).add(unit);
            }
            likes.entry(like(unit)).or_insert_with(Group::default).add(unit);
            if let Some(text) = folded_texts.get(at) {
                copies.entry(text.clone()).or_insert_with(Vec::new).push(at);
            }
            names.entry(unit.node.id).or_insert_with(|| groups_of(&unit.node));
            for outer in unit.node.ancestors_it(Some(REACH)) {
                names.entry(outer.id).or_insert_with(|| groups_of(&outer));
            }
        }
        let is_kept = |unit: &Unit| share(unit) > 0.5;
        let most = parents_by_kept(units);
        let container = most.map_or_else(Vec::new, |node| {
            std::iter::once(node.id).chain(node.ancestors_it(None).map(|outer| outer.id)).collect()
        });
        let folded_title = folded(&metadata.title);
        let titled = folded_texts.iter().position(|text| !text.is_empty() && *text == folded_title);
        Self {
            first: units.iter().position(is_kept),
            last: units.iter().rposition(is_kept),
            title: words_of(&metadata.title),
            description: words_of(&metadata.description),
            authors: metadata
                .authors
                .iter()
                .map(|author| folded(author))
                .filter(|name| !name.is_empty())
                .collect(),
            units,
            words,
            folded: folded_texts,
            folded_title,
            parents,
            likes,
            copies,
            names,
            container,
            titled,
            is_article: metadata.is_article,
            text,
            kept: all_kept,
            before,
        }
    }

    fn features(&self, at: usize, first: bool) -> Vec<f32> {
        let mut out = Vec::with_capacity(PLAIN.len() + GROUPS.len());
        let Some(unit) = self.units.get(at) else { return out };
        self.own(at, unit, &mut out);
        self.said(at, unit, &mut out);
        out.push(share(unit));
        out.push(if first { 1.0 } else { 0.0 });
        self.place(at, &mut out);
        self.around(unit, &mut out);
        self.window(at, &mut out);
        self.heading(at, &mut out);
        for step in [-1, -2, 1, 2] {
            self.neighbour(at, step, &mut out);
        }
        for group in 0..GROUPS.len() {
            let elements = std::iter::once(unit.node).chain(unit.node.ancestors_it(Some(REACH)));
            let mut found = elements.take_while(|node| !node.has_name("body")).enumerate();
            let up =
                found.find(|(_, node)| self.names.get(&node.id).is_some_and(|bits| bits & (1 << group) != 0));
            out.push(up.map_or(9.0, |(up, _)| up as f32));
        }
        out
    }
}

fn like(unit: &Unit) -> u64 {
    let outer = unit.node.parent().map_or(0, |outer| likeness(&outer));
    likeness(&unit.node).rotate_left(7) ^ outer
}

/// The element with the most kept text directly in its units; of two, the first.
fn parents_by_kept<'a>(units: &[Unit<'a>]) -> Option<NodeRef<'a>> {
    let mut sums: Vec<(f32, NodeRef<'a>)> = Vec::new();
    let mut places: ByNode<usize> = ByNode::default();
    for unit in units {
        let Some(parent) = unit.node.parent() else { continue };
        let place = *places.entry(parent.id).or_insert(sums.len());
        match sums.get_mut(place) {
            Some((sum, _)) => *sum += kept(unit),
            None => sums.push((kept(unit), parent)),
        }
    }
    let most = sums.iter().map(|(sum, _)| *sum).fold(0.0, f32::max);
    sums.into_iter().find(|(sum, _)| *sum > 0.0 && *sum >= most).map(|(_, node)| node)
}

/// A number for the kind of an element.
fn kind(tag: &str) -> f32 {
    match tag {
        "p" => 1.0,
        _ if is_heading(tag) => 2.0,
        "li" => 3.0,
        "blockquote" => 4.0,
        "pre" | "table" => 5.0,
        "td" | "th" | "dd" | "dt" => 6.0,
        _ => 0.0,
    }
}

fn is_heading(tag: &str) -> bool {
    matches!(tag, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}
