//! Which elements of a page are its article: Readability's opinion (`dom_smoothie`), told as a set of
//! elements of our own tree, so that the page is parsed once and nothing it knows is lost.
//!
//! Readability gives its article as HTML only. So every element carries a number into it, in an
//! attribute, and every longer text a private character; those that come out are what survived. The
//! texts are needed because Readability moves text into elements it makes itself.

mod marks;

use dom_query::{Document as Dom, NodeId, NodeRef};
use dom_smoothie::{CandidateSelectMode, Config, Readability};

use self::marks::{mark_texts, number_of};
use super::blocks::Fate;
use super::by_node::{ByNode, Nodes};
use super::prune::{Fates, Weights};
use super::second_opinion::second_opinion;
use super::tokens::name;
use super::words::{said, says_much_more};
use crate::news::Role;

/// The attribute of the numbers. Readability gives the attributes of an outer element to an inner one
/// when it merges the two; a name for each depth keeps both numbers.
const STAMP: &str = "data-dl-";
const STAMP_NAMES: usize = 8;

/// Pages with more elements or more text are read without Readability, whose time grows faster than
/// the page. Articles have some thousands of elements at most.
const MAX_ELEMENTS: usize = 25_000;
const MAX_TEXT: u32 = 2_000_000;

/// The depths of all nodes together: Readability looks through everything under each container.
const MAX_DEPTHS: usize = 2_000_000;

/// Characters an article has at least; with fewer, the page's densest element is taken if that has more.
pub(super) const SHORT: u32 = 140;

/// The elements that are part of the article.
pub(super) struct Survivors {
    pub(super) kept: Nodes,
    /// What Readability alone would keep.
    pub(super) first: Nodes,
    /// Elements around kept ones.
    around: Nodes,
    /// Every element that has an opinion; the others do as their parents do.
    pub(super) stamped: Nodes,
}

impl Survivors {
    /// Chooses the article of a pruned tree; `twice` asks for the second opinion too.
    pub(super) fn choose(dom: &Dom, weights: &Weights, twice: bool) -> Self {
        let mut elements: Vec<NodeRef> = Vec::new();
        if let Some(body) = dom.body() {
            elements.push(body);
            elements.extend(body.descendants_it().filter(|node| is_stamped(node)));
        }
        let numbers: ByNode<usize> = elements.iter().enumerate().map(|(n, node)| (node.id, n)).collect();
        let mut survivors = Self {
            kept: Nodes::default(),
            first: Nodes::default(),
            around: Nodes::default(),
            stamped: numbers.keys().copied().collect(),
        };
        if elements.len() <= MAX_ELEMENTS && weights.total().text <= MAX_TEXT && depths(dom) <= MAX_DEPTHS {
            for number in readable(dom, &numbers) {
                if let Some(node) = elements.get(number) {
                    survivors.kept.insert(node.id);
                }
            }
        }
        survivors.first.clone_from(&survivors.kept);
        if twice {
            second_opinion(&mut survivors, &elements, weights, dom);
        }
        survivors.find_around(&elements);
        survivors
    }

    /// Keeps an element with all in it.
    pub(super) fn keep_all(&mut self, node: &NodeRef) {
        self.kept.insert(node.id);
        self.kept.extend(
            node.descendants_it().filter(|inner| self.stamped.contains(&inner.id)).map(|inner| inner.id),
        );
    }

    fn find_around(&mut self, elements: &[NodeRef]) {
        for node in elements.iter().filter(|node| self.kept.contains(&node.id)) {
            for outer in node.ancestors_it(None) {
                if !self.around.insert(outer.id) {
                    break;
                }
            }
        }
    }

    /// Adds an element, with all in it, that the choice left out.
    pub(super) fn admit(&mut self, node: &NodeRef) {
        self.keep_all(node);
        self.find_around(&[*node]);
    }

    /// Adds an element that came into the tree after the choice, with all in it.
    pub(super) fn put(&mut self, node: &NodeRef) {
        let inside = node.descendants_it().filter(is_stamped).map(|inner| inner.id);
        self.stamped.extend(inside.chain([node.id]));
        self.admit(node);
    }

    /// Adds an element, with some of those in it and nothing else.
    pub(super) fn admit_only(&mut self, node: &NodeRef, members: &[NodeId]) {
        self.kept.extend(members);
        self.find_around(&[*node]);
    }

    /// Whether nothing survived.
    pub(super) fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Whether an element itself is kept.
    pub(super) fn is_kept(&self, node: &NodeRef) -> bool {
        self.kept.contains(&node.id)
    }

    /// Whether an element, or one in it, is kept.
    pub(super) fn touches(&self, node: &NodeRef) -> bool {
        self.kept.contains(&node.id) || self.around.contains(&node.id)
    }

    /// Whether the element that decides about a part of a line is kept.
    fn is_inside(&self, node: &NodeRef) -> bool {
        let mut around = node.ancestors_it(None).filter(|above| self.stamped.contains(&above.id));
        around.next().is_some_and(|above| self.kept.contains(&above.id))
    }

    /// What becomes of an element in the walk.
    pub(super) fn fate(&self, node: &NodeRef, fates: &Fates) -> Fate {
        if !self.stamped.contains(&node.id) {
            return match name(node).as_deref() {
                Some("html" | "body") => Fate::Through,
                // What is said of a picture may stand in an element of a line.
                _ if fates.get(&node.id) == Some(&Fate::As(Role::Credit)) && self.is_inside(node) => {
                    Fate::As(Role::Credit)
                }
                _ => Fate::Same,
            };
        }
        if self.kept.contains(&node.id) {
            return fates.get(&node.id).copied().unwrap_or(Fate::Keep);
        }
        if self.around.contains(&node.id) { Fate::Through } else { Fate::Drop }
    }
}

/// The depths of all nodes added up, as far as it matters.
fn depths(dom: &Dom) -> usize {
    let mut sum = 0;
    for node in dom.root().descendants_it() {
        sum += node.ancestors_it(None).count();
        if sum > MAX_DEPTHS {
            break;
        }
    }
    sum
}

/// Elements that are part of a line or of a picture do as the element around them does.
fn is_stamped(node: &NodeRef) -> bool {
    name(node).is_some_and(|tag| {
        !matches!(
            &*tag,
            "a" | "b"
                | "i"
                | "em"
                | "strong"
                | "u"
                | "s"
                | "small"
                | "sub"
                | "sup"
                | "br"
                | "wbr"
                | "code"
                | "kbd"
                | "samp"
                | "tt"
                | "font"
                | "q"
                | "cite"
                | "abbr"
                | "mark"
                | "del"
                | "ins"
                | "time"
                | "var"
                | "dfn"
                | "img"
                | "picture"
                | "source"
                | "noscript"
                | "iframe"
                | "video"
                | "audio"
                | "ruby"
                | "rt"
                | "rp"
                | "rb"
                | "nobr"
                | "big"
                | "script"
                | "style"
                | "tr"
                | "tbody"
                | "thead"
                | "tfoot"
                | "caption"
                | "colgroup"
                | "col"
                | "dt"
                | "dd"
                | "amp-img"
                | "svg"
                | "path"
                | "g"
        )
    })
}

/// The numbers of the elements that Readability keeps.
fn readable(dom: &Dom, numbers: &ByNode<usize>) -> Vec<usize> {
    let copy = dom.clone();
    let mut owners = Vec::new();
    let names: Vec<String> = (0..STAMP_NAMES).map(|depth| format!("{STAMP}{depth}")).collect();
    if let Some(body) = copy.body() {
        stamp(&body, 0, numbers, &names);
        mark_texts(&body, 0, numbers, &mut owners);
    }
    short_metadata(&copy);
    let config = Config {
        disable_json_ld: true,
        char_threshold: 400,
        candidate_select_mode: CandidateSelectMode::Readability,
        ..Config::default()
    };
    let Ok(mut readability) = Readability::with_document(copy, None, Some(config)) else { return Vec::new() };
    match readability.parse() {
        Ok(article) => {
            let mut found = stamps(&article.content);
            let marks = article.content.chars().filter_map(number_of);
            found.extend(marks.filter_map(|mark| owners.get(mark)));
            found
        }
        Err(_) => Vec::new(),
    }
}

/// Characters of a title or description that Readability is shown.
const MAX_METADATA: usize = 300;

/// Cuts the page's metadata short and gives it a description where it has none: Readability decodes
/// entities in these, and in the text it takes for a missing one, in time that grows with the square.
fn short_metadata(dom: &Dom) {
    for meta in dom.select("meta[content]").nodes() {
        let content = meta.attr("content").unwrap_or_default();
        if let Some((end, _)) = content.char_indices().nth(MAX_METADATA) {
            meta.set_attr("content", content.get(..end).unwrap_or_default());
        }
    }
    for title in dom.select("title").nodes() {
        let text = title.text();
        if let Some((end, _)) = text.char_indices().nth(MAX_METADATA) {
            title.set_text(text.get(..end).unwrap_or_default());
        }
    }
    if let Some(head) = dom.head() {
        let meta = dom.tree.new_element("meta");
        meta.set_attr("name", "description");
        meta.set_attr("content", "-");
        head.append_child(&meta);
    }
}

/// Bytes of the longest attribute that Readability is shown.
const MAX_ATTRIBUTE: usize = 4_000;

fn short_attributes(node: &NodeRef) {
    let long: Vec<String> = node.element_ref().map_or_else(Vec::new, |element| {
        let long = element.attrs.iter().filter(|attribute| attribute.value.len() > MAX_ATTRIBUTE);
        long.map(|attribute| attribute.name.local.to_string()).collect()
    });
    for name in long {
        node.remove_attr(&name);
    }
}

/// Letters that may stand before such words, and parts of the paragraph that are looked at for them.
const BEFORE: usize = 40;
const NEAR_START: usize = 41;

/// Whether an element is a few words at the beginning of a paragraph.
fn begins_prose(node: &NodeRef) -> bool {
    // Of each paragraph only the first few parts are looked at, however many it has.
    let before = std::iter::successors(node.prev_sibling(), NodeRef::prev_sibling).take(NEAR_START);
    let lengths: Vec<usize> = before.map(|node| said(&node.text())).collect();
    lengths.len() < NEAR_START
        && lengths.iter().sum::<usize>() <= BEFORE
        && node
            .parent()
            .is_some_and(|outer| outer.has_name("p") && says_much_more(&outer.text(), said(&node.text())))
}

fn stamp(node: &NodeRef, depth: usize, numbers: &ByNode<usize>, names: &[String]) {
    short_attributes(node);
    // The words of a paragraph are no boxes, whatever they are called: Readability takes `legendSpan` for one.
    if node.has_name("span") && begins_prose(node) {
        node.remove_attrs(&["class", "id"]);
    }
    if let (Some(number), Some(name)) = (numbers.get(&node.id), names.get(depth % STAMP_NAMES)) {
        node.set_attr(name, &number.to_string());
    }
    let mut child = node.first_child();
    while let Some(current) = child {
        stamp(&current, depth + 1, numbers, names);
        child = current.next_sibling();
    }
}

/// The numbers in the tags of serialised HTML.
fn stamps(html: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find(STAMP) {
        rest = rest.get(at + STAMP.len()..).unwrap_or_default();
        let Some((_, value)) = rest.split_once("=\"") else { break };
        let digits = value.split('"').next().unwrap_or_default();
        if let Ok(number) = digits.parse() {
            found.push(number);
        }
    }
    found
}
