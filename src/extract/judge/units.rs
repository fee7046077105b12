//! A page's text in units: what stands in one paragraph, heading, item or cell, with all that is inline in it.

use dom_query::{NodeId, NodeRef};

use crate::extract::blocks::{Fate, is_block, is_skipped};
use crate::extract::prune::Fates;
use crate::extract::survivors::Survivors;
use crate::extract::table;
use crate::extract::tokens::{is_hidden, name};
use crate::news::Role;

/// Units of a page that are judged; what comes after stays as the scorers left it.
const MAX_UNITS: usize = 6_000;

/// Elements inside each other that are walked.
const MAX_DEPTH: usize = 200;

/// One unit of text.
pub(super) struct Unit<'a> {
    pub node: NodeRef<'a>,
    /// The unit's element and those inline in it that have an opinion of their own.
    pub members: Vec<NodeId>,
    /// The element that gave the unit a role besides that of text.
    pub role: Option<(NodeId, Role)>,
    pub text: String,
    /// Characters without white space: all, in links, in bold, and those that are part of the article so far.
    pub chars: u32,
    pub linked: u32,
    pub strong: u32,
    pub kept: u32,
}

/// The units of a tree in reading order.
pub(super) fn units<'a>(body: &NodeRef<'a>, survivors: &Survivors, fates: &Fates) -> Vec<Unit<'a>> {
    let mut gather = Gather { survivors, fates, units: Vec::new() };
    gather.walk(body, None, Inside::default(), 0);
    gather.units.retain(|unit| unit.chars > 0);
    gather.units
}

struct Gather<'a, 's> {
    survivors: &'s Survivors,
    fates: &'s Fates,
    units: Vec<Unit<'a>>,
}

#[derive(Clone, Copy, Default)]
struct Inside {
    link: bool,
    strong: bool,
    kept: bool,
    whole: bool,
    role: Option<(NodeId, Role)>,
}

impl<'a> Gather<'a, '_> {
    fn walk(&mut self, node: &NodeRef<'a>, unit: Option<usize>, mut inside: Inside, depth: usize) {
        let Some(tag) = name(node) else { return };
        let tag = &*tag;
        if depth > MAX_DEPTH || tag == "figure" || tag == "noscript" || is_skipped(tag) || is_hidden(node) {
            return;
        }
        let mut unit = unit;
        if self.survivors.stamped.contains(&node.id) {
            inside.kept = self.survivors.kept.contains(&node.id);
            if let Some(Fate::As(role)) = self.fates.get(&node.id) {
                inside.role = Some((node.id, *role));
            }
            let starts = !inside.whole && (is_block(tag) || is_own_line(tag));
            if starts && self.units.len() < MAX_UNITS {
                unit = Some(self.units.len());
                self.units.push(Unit::new(*node, inside.role));
                inside.whole = tag == "pre" || tag == "table" && table::is_data(node);
            } else if let Some(unit) = unit.and_then(|at| self.units.get_mut(at)) {
                unit.members.push(node.id);
            }
        }
        inside.link |= tag == "a";
        inside.strong |= matches!(tag, "b" | "strong");
        let mut child = node.first_child();
        while let Some(current) = child {
            child = current.next_sibling();
            if !current.is_text() {
                if current.has_name("br")
                    && let Some(unit) = unit.and_then(|at| self.units.get_mut(at))
                {
                    unit.text.push('\n');
                }
                self.walk(&current, unit, inside, depth + 1);
            } else if let Some(unit) = unit.and_then(|at| self.units.get_mut(at)) {
                unit.take(&current.text(), inside);
            }
        }
        if inside.whole
            && let Some(unit) = unit.and_then(|at| self.units.get_mut(at))
        {
            unit.text.push(' ');
        }
    }
}

impl<'a> Unit<'a> {
    fn new(node: NodeRef<'a>, role: Option<(NodeId, Role)>) -> Self {
        let members = vec![node.id];
        Self { node, members, role, text: String::new(), chars: 0, linked: 0, strong: 0, kept: 0 }
    }

    fn take(&mut self, text: &str, inside: Inside) {
        let chars = text.chars().filter(|c| !c.is_whitespace()).count() as u32;
        self.text.push_str(text);
        self.chars += chars;
        self.linked += if inside.link { chars } else { 0 };
        self.strong += if inside.strong { chars } else { 0 };
        self.kept += if inside.kept { chars } else { 0 };
    }

    /// Whether the unit is shown as something else than text.
    pub fn is_aside(&self) -> bool {
        matches!(self.role, Some((_, Role::Byline | Role::Credit | Role::PullQuote)))
    }
}

fn is_own_line(tag: &str) -> bool {
    matches!(
        tag,
        "h1" | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "blockquote"
            | "ul"
            | "ol"
            | "menu"
            | "dir"
            | "pre"
            | "table"
    )
}
