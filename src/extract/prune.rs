//! What stands beside an article and is recognised by its tag, its role and the words in its names.
//!
//! Sites call things by their names: `share-bar`, `related`, `newsletter`. A name is believed only
//! while little of the page's prose stands under it.

mod asking;
mod cells;
mod misled;
mod names;
mod readers;
mod roles;
mod signs;
mod stories;
mod subjects;
mod talk;

use dom_query::{Document, NodeRef};

use super::blocks::Fate;
use super::by_node::ByNode;
use super::tokens::{attr, is_hidden, name, split, tokens};
use crate::news::Text;
use asking::{asking, asks_for_address};
use misled::{BOXES, misled};
use roles::role;
use signs::{Sign, is_made_beside, junk};

pub(super) use cells::labelled_rows;
use stories::stands_apart;
pub(super) use stories::without_next_stories;

/// How much text stands under each element of a tree.
pub(super) struct Weights {
    of: ByNode<Weight>,
    total: Weight,
}

/// Characters of text without white space.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Weight {
    pub text: u32,
    /// Of these, in links.
    pub linked: u32,
    /// Of these, in paragraphs outside links.
    pub prose: u32,
    /// Of these, in paragraphs, items of lists and longer texts outside links.
    pub solid: u32,
}

/// Characters of a text that is no label, wherever it stands.
const SOLID_TEXT: u32 = 60;

/// What the elements around a text are.
#[derive(Clone, Copy, Default)]
struct Inside {
    link: bool,
    paragraph: bool,
    item: bool,
}

/// Characters of prose that tell something by themselves.
const TELLING: u32 = 200;

impl Weight {
    /// Whether it is a piece of running text rather than a card, a label or a list of links.
    fn tells(self) -> bool {
        self.prose >= TELLING && self.linked * 4 < self.text
    }
}

impl Weights {
    /// Weighs a tree in one walk.
    pub(super) fn of(root: &NodeRef) -> Self {
        let mut weights = Self { of: ByNode::default(), total: Weight::default() };
        weights.total = weights.weigh(root, Inside::default());
        weights
    }

    fn weigh(&mut self, node: &NodeRef, inside: Inside) -> Weight {
        if node.is_text() {
            let text = node.text().chars().filter(|c| !c.is_whitespace()).count() as u32;
            let free = if inside.link { 0 } else { text };
            let prose = if inside.paragraph { free } else { 0 };
            let solid = if inside.item || inside.paragraph || free >= SOLID_TEXT { free } else { 0 };
            return Weight { text, linked: text - free, prose, solid };
        }
        let mut sum = Weight::default();
        let tag = name(node);
        let tag = tag.as_deref().unwrap_or_default();
        if matches!(tag, "script" | "style" | "template" | "noscript" | "svg" | "select" | "button") {
            return sum;
        }
        let inside = Inside {
            link: inside.link || tag == "a",
            paragraph: inside.paragraph || matches!(tag, "p" | "blockquote" | "pre"),
            item: inside.item || matches!(tag, "li" | "dd"),
        };
        let mut child = node.first_child();
        while let Some(current) = child {
            let weight = self.weigh(&current, inside);
            sum.text += weight.text;
            sum.linked += weight.linked;
            sum.prose += weight.prose;
            sum.solid += weight.solid;
            child = current.next_sibling();
        }
        self.of.insert(node.id, sum);
        sum
    }

    pub(super) fn get(&self, node: &NodeRef) -> Weight {
        self.of.get(&node.id).copied().unwrap_or_default()
    }

    /// What the whole tree weighs.
    pub(super) fn total(&self) -> Weight {
        self.total
    }

    /// Whether an element holds more of the page's prose than something beside the article would:
    /// a fifth; where a page has no paragraphs, a third of all text outside links.
    fn is_weighty(&self, node: &NodeRef) -> bool {
        let weight = self.get(node);
        if self.total.prose > 400 {
            return weight.prose * 5 > self.total.prose;
        }
        (weight.text - weight.linked) * 3 > self.total.text - self.total.linked
    }

    /// Whether an element holds so much of the page that, hidden, it is what the page is there for: three
    /// fifths of its prose.
    fn is_the_page(&self, node: &NodeRef) -> bool {
        let weight = self.get(node);
        if self.total.prose > 400 {
            return weight.prose * 5 > self.total.prose * 3;
        }
        self.is_weighty(node)
    }
}

/// What pruning found out about elements that stay.
pub(super) type Fates = ByNode<Fate>;

/// What goes by pruning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pruned {
    /// All that stands beside an article.
    All,
    /// Only what is hidden, or known by its tag or role.
    Unnamed,
    /// Nothing.
    Nothing,
}

/// Takes out of a tree what stands beside its article, and says which of the rest are bylines,
/// captions and standfirsts.
pub(super) fn prune(dom: &Document, weights: &Weights, pruned: Pruned) -> Fates {
    let Some(body) = dom.body() else { return Fates::default() };
    let by_name = pruned == Pruned::All;
    let (mut fates, mut dropped) = look(&body, weights, &[], by_name);
    if pruned == Pruned::Nothing {
        return fates;
    }
    let misled = misled(&dropped, weights);
    if !misled.is_empty() {
        (fates, dropped) = look(&body, weights, &misled, by_name);
    }
    for (node, _) in dropped {
        node.remove_from_parent();
    }
    fates
}

/// What hides an element, among the words that name one.
const HIDDEN: &str = "";

/// One look at all elements: the fates of those that stay, and those that go with the word that names them, where
/// it is one; without names only those that go without one. Words that mislead are not believed of an element that tells something.
fn look<'a>(
    body: &NodeRef<'a>,
    weights: &Weights,
    misled: &[String],
    by_name: bool,
) -> (Fates, Vec<(NodeRef<'a>, Option<String>)>) {
    let mut fates = Fates::default();
    // With whether it stands in code, whose colours have names too: `hljs-comment`, `token meta`.
    let mut pending: Vec<(NodeRef, bool)> = Vec::new();
    let push = |pending: &mut Vec<_>, node: &NodeRef<'a>, in_code| {
        pending.extend(node.element_children().into_iter().map(|child| (child, in_code)));
    };
    push(&mut pending, body, false);
    let stories = stories::shown(body, weights);
    let asking = asking(body);
    let choosing = asking::choosing(body);
    let (mut dropped, mut subjects) = (Vec::new(), Vec::new());
    while let Some((node, in_code)) = pending.pop() {
        let heavy = weights.is_weighty(&node);
        let tells = || weights.get(&node).tells();
        let is_misled =
            |word: &str| misled.iter().any(|known| known == word) && (BOXES.contains(&word) || tells());
        if is_hidden(&node) {
            // A page that hides its article until a script shows it, or a hand unfolds it, hides it from nobody.
            let folded = weights.is_the_page(&node) || heavy && !stands_apart(&node, &stories);
            if folded || is_misled(HIDDEN) {
                node.remove_attrs(&["hidden", "aria-hidden", "style"]);
            } else {
                dropped.push((node, Some(HIDDEN.to_owned())));
                continue;
            }
        }
        if in_code || name(&node).is_some_and(|tag| matches!(&*tag, "pre" | "code")) {
            push(&mut pending, &node, true);
            continue;
        }
        if asking.contains(&node.id) && asks_for_address(&node, weights)
            || choosing.contains(&node.id) && asking::asks_to_choose(&node, weights)
        {
            dropped.push((node, None));
            continue;
        }
        if by_name && let Some(below) = readers::below(&node, weights) {
            dropped.extend(below.into_iter().map(|entry| (entry, None)));
            continue;
        }
        let mut tokens = tokens(&node);
        // Elements of the page's own making say by a name what they are: `<page-island name="EmailSignUp">`.
        if name(&node).is_some_and(|tag| tag.contains('-'))
            && let Some(called) = attr(&node, "name")
        {
            split(&called, &mut tokens);
        }
        let mut sign = junk(&node, &tokens).filter(|sign| by_name || sign.word().is_none());
        let called = sign.as_ref().and_then(Sign::word);
        let is_subject = called.is_some_and(|called| {
            subjects::is_subject(&node, &called, weights) || subjects::is_own_name(&node)
        });
        if is_subject {
            sign = None;
            subjects.push(node);
        }
        let word = sign.as_ref().and_then(Sign::word);
        // These go from what is shown only: whoever weighs the page sees it with them.
        let beside = || !heavy && !tells() && is_made_beside(&node);
        if by_name && (talk::is_answered(&node, weights) || beside()) {
            let inside = node.descendants_it().filter(NodeRef::is_element).map(|inner| inner.id);
            fates.extend(inside.chain([node.id]).map(|id| (id, Fate::Drop)));
            continue;
        }
        let talk = by_name
            && !is_subject
            && (heavy && is_talk(&node, &tokens, weights) || cells::is_beside_the_text(&node, weights));
        if talk || !heavy && sign.is_some() && !word.as_deref().is_some_and(is_misled) {
            dropped.push((node, word));
            continue;
        }
        if let Some(fate) = role(&node, &tokens, weights.get(&node)) {
            fates.insert(node.id, fate);
        }
        push(&mut pending, &node, false);
    }
    // Who weighs the text later goes by names too.
    for node in subjects {
        node.remove_attrs(&["id", "class"]);
    }
    (fates, dropped)
}

/// Takes out of an element what stands beside the text by its names: buttons to share it with.
pub(super) fn clear(node: &NodeRef) {
    let inside: Vec<NodeRef> = node.descendants_it().filter(NodeRef::is_element).collect();
    for inner in inside {
        if is_hidden(&inner) || junk(&inner, &tokens(&inner)).is_some() {
            inner.remove_from_parent();
        }
    }
}

/// Characters of solid text that must remain beside what readers wrote.
const BESIDE_TALK: u32 = 250;

/// Whether an element is what readers wrote below an article, however much that is.
fn is_talk(node: &NodeRef, tokens: &[String], weights: &Weights) -> bool {
    let boxed =
        name(node).is_some_and(|tag| matches!(&*tag, "div" | "section" | "ol" | "ul" | "aside" | "footer"));
    let called = tokens.iter().any(|token| {
        matches!(
            token.as_str(),
            "comments" | "commentlist" | "disqus" | "kommentare" | "comentarios" | "commentaires" | "respond"
        )
    }) || tokens.windows(2).any(|pair| {
        matches!(pair, [first, second] if first == "comment" && matches!(second.as_str(), "list" | "section" | "thread" | "area" | "container" | "wrapper"))
    });
    boxed
        && called
        && weights.total().solid >= weights.get(node).solid + BESIDE_TALK
        && !node.descendants_it().any(|inner| {
            inner.has_name("h1")
                || inner.has_name("article")
                    && !super::tokens::tokens(&inner).iter().any(|token| token == "comment")
        })
}

/// Why an element that pruning took out is no part of an article, in words.
pub(super) fn why(node: &NodeRef) -> String {
    let tokens = tokens(node);
    match junk(node, &tokens) {
        _ if is_hidden(node) => "hidden from readers".to_owned(),
        _ if node.has_name("article") => "another story with a headline of its own".to_owned(),
        Some(Sign::Tag) => "beside the article by its tag".to_owned(),
        Some(Sign::Role) => "beside the article by its role".to_owned(),
        Some(Sign::Label(label)) => format!("labelled “{}”", Text::line(&label)),
        Some(Sign::Name(name)) => format!("named “{name}”"),
        Some(Sign::Names(first, second)) => format!("named “{first} {second}”"),
        None if !asking(node).is_empty() => "asks for an address".to_owned(),
        None if asking::is_choice(node) => "a question to readers".to_owned(),
        None if node.has_name("td") => "a cell beside the text".to_owned(),
        None => "what readers wrote".to_owned(),
    }
}

#[cfg(test)]
mod tests;
