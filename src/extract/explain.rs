//! Why a text is as it is: what was left out of the page, and by which rule.
//!
//! The extraction tells a [`Watch`] what it does. A watch that nobody asked for does nothing.

use std::collections::{HashMap, HashSet};

use dom_query::{Document as Dom, NodeId, NodeRef};

use super::blocks::Fate;
use super::by_node::Nodes;
use super::page::Page;
use super::propose::selector;
use super::prune;
use super::rules::Ruled;
use super::tokens::name;
use super::words::words_in;
use crate::news::{Article, Block, Document, LeftOut, Text};

/// Words of what is worth telling.
const TOLD_WORDS: u32 = 3;
/// Characters of the beginning that is shown.
const BEGINNING: usize = 80;

/// The article of a page, and what was left out of it, in the order of the steps that did it.
pub fn explain(page: &Page) -> (Article, Vec<LeftOut>) {
    let mut watch = Watch::on();
    let article = page.watched(&mut watch, None);
    (article, watch.told)
}

/// Looks on while a page is made readable.
pub(super) struct Watch {
    on: bool,
    told: Vec<LeftOut>,
    elements: Vec<NodeId>,
    /// What the scorers chose.
    scored: Nodes,
}

impl Watch {
    pub(super) fn off() -> Self {
        Self { on: false, told: Vec::new(), elements: Vec::new(), scored: Nodes::default() }
    }

    fn on() -> Self {
        Self { on: true, ..Self::off() }
    }

    /// Another that knows nothing yet.
    pub(super) fn anew(&self) -> Self {
        if self.on { Self::on() } else { Self::off() }
    }

    fn tell(&mut self, what: &str, rule: &str, text: &str) {
        let words = words_in(text);
        if words >= TOLD_WORDS {
            let begins: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let begins: String = begins.chars().take(BEGINNING).collect();
            self.told.push(LeftOut {
                what: Text::line(what),
                rule: Text::line(rule),
                words,
                begins: Text::line(&begins),
            });
        }
    }

    fn tell_of(&mut self, node: &NodeRef, rule: &str) {
        let tag = || name(node).map_or_else(|| "text".to_owned(), |tag| tag.to_string());
        if !matches!(name(node).as_deref(), Some("script" | "style" | "noscript" | "template" | "svg")) {
            self.tell(&selector(node).unwrap_or_else(tag), rule, &visible(node));
        }
    }

    /// The person's own rules were applied.
    pub(super) fn ruled(&mut self, dom: &Dom, taken: &[Ruled<'_>]) {
        if !self.on {
            return;
        }
        for Ruled { rule, node } in taken {
            self.tell_of(node, &format!("your rule {rule}"));
        }
        let body = dom.body();
        self.elements = body
            .into_iter()
            .flat_map(|body| {
                body.descendants_it().filter(NodeRef::is_element).map(|node| node.id).collect::<Vec<_>>()
            })
            .collect();
    }

    /// What stands beside the article was taken out of the tree.
    pub(super) fn pruned(&mut self, dom: &Dom) {
        for id in std::mem::take(&mut self.elements) {
            if let Some(node) = dom.tree.get(&id).filter(|node| node.parent().is_none()) {
                self.tell_of(&node, &prune::why(&node));
            }
        }
    }

    /// The scorers have chosen; what is dropped from here on was the judge's decision.
    pub(super) fn scored(&mut self, body: &NodeRef, fate: &dyn Fn(&NodeRef) -> Fate) {
        if self.on {
            let kept = body.descendants_it().filter(|node| node.is_element() && fate(node) != Fate::Drop);
            self.scored = kept.map(|node| node.id).collect();
        }
    }

    /// The article's elements were chosen.
    pub(super) fn chosen(&mut self, body: &NodeRef, fate: &dyn Fn(&NodeRef) -> Fate) {
        if !self.on {
            return;
        }
        let mut pending = body.element_children();
        pending.reverse();
        while let Some(node) = pending.pop() {
            // The headline stands above the text anyway.
            if node.has_name("h1") {
                continue;
            }
            if fate(&node) == Fate::Drop {
                let judged = self.scored.contains(&node.id);
                let rule =
                    if judged { "reads like no part of the article" } else { "stands outside the article" };
                self.tell_of(&node, rule);
                continue;
            }
            let mut inner = node.element_children();
            inner.reverse();
            pending.append(&mut inner);
        }
    }

    /// The document as it was, and as the last look left it.
    pub(super) fn polished(&mut self, before: &[Block], after: &Document) {
        if !self.on {
            return;
        }
        let mut left: HashMap<String, usize> = HashMap::new();
        for block in &after.blocks {
            *left.entry(said(block)).or_default() += 1;
        }
        let stays: HashSet<String> = left.keys().cloned().collect();
        for block in before {
            let text = said(block);
            match left.get_mut(&text).filter(|times| **times > 0) {
                Some(times) => *times -= 1,
                None if stays.contains(&text) => self.tell("block", "a copy of what stands above", &text),
                None => self.tell("block", "a label, counter or leading line", &text),
            }
        }
    }

    /// Whether blocks are to be remembered for [`Watch::polished`].
    pub(super) fn is_on(&self) -> bool {
        self.on
    }
}

fn said(block: &Block) -> String {
    let document = Document { blocks: vec![block.clone()], links: Vec::new() };
    document.texts().collect::<Vec<_>>().join(" ")
}

/// The text of an element without that of scripts and styles.
fn visible(node: &NodeRef) -> String {
    let mut out = String::new();
    for inner in node.descendants_it().filter(NodeRef::is_text) {
        let silent = inner.parent().is_some_and(|parent| {
            matches!(name(&parent).as_deref(), Some("script" | "style" | "noscript" | "template"))
        });
        if !silent {
            out.push_str(&inner.text());
            out.push(' ');
        }
    }
    out
}
