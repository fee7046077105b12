//! What stands beside the running text and belongs to it: pull quotes, notes on what was changed later, footnotes.
//!
//! They are found before anything is taken out of the tree, and change nothing of the choice. What the choice has left
//! out is put back afterwards where it stood, if text of the article stands there too.

mod labels;

use std::collections::HashSet;

use dom_query::NodeRef;

use labels::Tells;

use super::blocks::{Fate, is_block, is_pull_quote};
use super::prune::{self, Fates};
use super::survivors::Survivors;
use super::tokens::{attr, name, tokens};
use super::words::said;
use crate::news::Role;

/// Letters of a pull quote, a note and a footnote.
const QUOTE: std::ops::RangeInclusive<usize> = 20..=480;
const NOTE: std::ops::RangeInclusive<usize> = 30..=900;
const FOOTNOTE: std::ops::RangeInclusive<usize> = 4..=4_000;

/// Elements that are found on one page, and elements of a page in which they are looked for.
const MOST: usize = 400;
const MAX_ELEMENTS: usize = 60_000;

/// Pieces of text before one of them that are looked at for one that was chosen; a footnote may stand farther below.
const NEAR: usize = 3;
const FAR: usize = 40;

/// How many times the letters of all footnotes the text has at least.
const SHARE: usize = 2;

/// Notes on what came in later that make a report.
const REPORT: usize = 3;

/// Letters of a line that stands in no paragraph.
const LINE: usize = 40;

/// One of them.
struct Found<'a> {
    node: NodeRef<'a>,
    role: Role,
    /// Whether it is put back where the choice has left it out.
    returns: bool,
    /// The number of the first piece of text behind it.
    behind: usize,
}

/// All of them on a page, and the pieces of its text between which they stand.
pub(super) struct Beside<'a> {
    found: Vec<Found<'a>>,
    pieces: Vec<NodeRef<'a>>,
}

impl<'a> Beside<'a> {
    /// Finds them in a tree of which nothing is taken out yet.
    pub(super) fn find(body: &NodeRef<'a>) -> Self {
        let mut beside = Self { found: Vec::new(), pieces: Vec::new() };
        let marked = marked(body);
        let mut seen = 0;
        let mut pending = children(body);
        while let Some(node) = pending.pop() {
            seen += 1;
            if seen > MAX_ELEMENTS || beside.found.len() >= MOST {
                break;
            }
            if let Some((role, returns)) = role(&node, &marked) {
                let behind = beside.pieces.len();
                beside.found.push(Found { node, role, returns, behind });
            } else if is_piece(&node) {
                beside.pieces.push(node);
            } else {
                pending.extend(children(&node));
            }
        }
        // Reports that go on are told in such notes.
        let is_update = |found: &Found| found.role == Role::Note && !found.returns;
        if beside.found.iter().filter(|found| is_update(found)).count() >= REPORT {
            beside.found.retain(|found| !is_update(found));
        }
        beside
    }

    /// Gives those that were chosen their role, and puts those back that were not.
    pub(super) fn put_back(&self, body: &NodeRef, survivors: &mut Survivors, fates: &mut Fates) {
        let text = self.pieces.iter().filter(|piece| is_within(piece, body) && survivors.touches(piece));
        let text: usize = text.map(|piece| said(&piece.text())).sum();
        let mut noted = 0;
        // From the last: what is put behind the same piece of text stays in its order.
        for Found { node, role, returns, behind } in self.found.iter().rev() {
            let stands = is_within(node, body);
            if *role == Role::Footnote {
                // Parts of the text that numbers lead to are no notes on it.
                noted += said(&node.text());
                let parts = node.descendants_it().filter(is_heading).nth(1).is_some();
                let goes_on = || {
                    let mut below = self.pieces.iter().skip(*behind);
                    below.any(|piece| is_within(piece, body) && survivors.touches(piece))
                };
                if parts || noted * SHARE > text || !is_called_note(node) && goes_on() {
                    continue;
                }
                without_marks(node);
            }
            // The heading over them is of them.
            if *role == Role::Footnote
                && let Some(over) = behind.checked_sub(1).and_then(|at| self.pieces.get(at))
                && is_heading(over)
                && !over.has_name("h1")
                && is_within(over, body)
                && over.next_element_sibling().is_none_or(|next| !stands || next.id == node.id)
            {
                survivors.put(over);
                fates.insert(over.id, Fate::As(*role));
            }
            if stands && *role == Role::Footnote {
                survivors.put(node);
                fates.insert(node.id, Fate::As(*role));
                continue;
            }
            if stands && is_shown(node, survivors) {
                if *role == Role::Note {
                    fates.entry(node.id).or_insert(Fate::As(*role));
                }
                continue;
            }
            if !returns {
                continue;
            }
            let chosen = |piece: &&NodeRef<'a>| is_within(piece, body) && survivors.touches(piece);
            if *role == Role::Note && !is_of_the_text(node, stands, &self.pieces, chosen) {
                continue;
            }
            let far = if *role == Role::Footnote { FAR } else { NEAR };
            let (above, below) = self.pieces.split_at((*behind).min(self.pieces.len()));
            let before = above.iter().rev().take(far).find(chosen);
            let after = below.iter().take(NEAR).find(chosen);
            // Words out of the text stand in the middle of it.
            if before.is_none() && after.is_none()
                || *role == Role::PullQuote && (before.is_none() || after.is_none())
            {
                continue;
            }
            match (before, after) {
                _ if stands => {}
                (Some(before), _) => before.insert_after(node),
                (None, after) => after.into_iter().for_each(|after| after.insert_before(node)),
            }
            prune::clear(node);
            survivors.put(node);
            fates.insert(node.id, Fate::As(*role));
        }
    }
}

/// Whether a note that the choice has left out belongs to its text: a neighbour of text that was chosen, or one that was
/// taken out by itself. What stands in a box with more, among comments or related stories, is somebody else's.
fn is_of_the_text<'a>(
    node: &NodeRef<'a>,
    stands: bool,
    pieces: &[NodeRef<'a>],
    chosen: impl Fn(&&NodeRef<'a>) -> bool,
) -> bool {
    let Some(outer) = node.parent().map(|outer| outer.id) else { return true };
    let beside = |piece: &&NodeRef<'a>| piece.parent().is_some_and(|of| of.id == outer);
    stands && pieces.iter().filter(beside).any(|piece| chosen(&piece))
}

/// The elements in a node, the last first.
fn children<'a>(node: &NodeRef<'a>) -> Vec<NodeRef<'a>> {
    let mut children = node.element_children();
    children.reverse();
    children
}

/// Takes the rule and the heading over footnotes away: they get a rule where they are set.
fn without_marks(node: &NodeRef) {
    let is_mark = |inner: &NodeRef| inner.has_name("hr") || is_heading(inner);
    let marks: Vec<NodeRef> = node.descendants_it().filter(is_mark).collect();
    marks.iter().for_each(NodeRef::remove_from_parent);
}

fn is_heading(node: &NodeRef) -> bool {
    name(node).is_some_and(|tag| matches!(&*tag, "h1" | "h2" | "h3" | "h4" | "h5" | "h6"))
}

/// Whether the choice has some text of an element.
fn is_shown(node: &NodeRef, survivors: &Survivors) -> bool {
    let says = |inner: &NodeRef| said(&inner.text()) > 0;
    let kept = |inner: &NodeRef| inner.is_element() && survivors.is_kept(inner) && says(inner);
    let inside = || node.descendants_it().filter(NodeRef::is_element);
    // What boxes hold is judged by itself.
    if inside().any(|inner| name(&inner).is_some_and(|tag| is_block(&tag))) {
        inside().any(|inner| kept(&inner))
    } else {
        kept(node)
    }
}

fn is_within(node: &NodeRef, body: &NodeRef) -> bool {
    node.ancestors_it(None).any(|outer| outer.id == body.id)
}

/// Whether an element is one piece of text: what is put beside it stands before or behind it, not in it.
fn is_piece(node: &NodeRef) -> bool {
    let lines = || {
        let own = node.children_it(false).filter(NodeRef::is_text).map(|text| said(&text.text()));
        let boxes = |inner: &NodeRef| name(inner).is_some_and(|tag| is_block(&tag));
        own.sum::<usize>() >= LINE && !node.descendants_it().any(|inner| boxes(&inner))
    };
    name(node).is_some_and(|tag| {
        matches!(
            &*tag,
            "p" | "h1"
                | "h2"
                | "h3"
                | "h4"
                | "h5"
                | "h6"
                | "ul"
                | "ol"
                | "dl"
                | "blockquote"
                | "pre"
                | "table"
        ) || matches!(&*tag, "div" | "section") && lines()
    })
}

/// What an element is, and whether it is worth putting back.
fn role(node: &NodeRef, marked: &Marked) -> Option<(Role, bool)> {
    let tag = name(node)?;
    let boxed = matches!(&*tag, "div" | "section" | "aside" | "figure" | "blockquote");
    let names = if boxed || &*tag == "p" { tokens(node) } else { Vec::new() };
    let length = || said(&node.text());
    if boxed && is_quote(node, &tag, &names) && QUOTE.contains(&length()) && is_short(node) {
        return Some((Role::PullQuote, true));
    }
    if (boxed || &*tag == "p")
        && let Some(tells) = labels::note(node, &names)
        && NOTE.contains(&length())
        && is_plain(node)
    {
        return Some((Role::Note, tells == Tells::Mistake && !names_mail(node)));
    }
    let footnotes = is_footnotes(node, &tag, marked) && FOOTNOTE.contains(&length());
    footnotes.then_some((Role::Footnote, true))
}

/// Whether a box is called a pull quote, or is an aside that holds a quotation and nothing else.
fn is_quote(node: &NodeRef, tag: &str, names: &[String]) -> bool {
    let quotes = || node.descendants_it().filter(|inner| inner.has_name("blockquote") || inner.has_name("q"));
    let alone = || {
        let quotes: Vec<NodeRef> = quotes().take(2).collect();
        matches!(quotes.as_slice(), [quote] if said(&quote.text()) * 10 >= said(&node.text()) * 7)
    };
    let called = || {
        names.iter().any(|name| matches!(name.as_str(), "quote" | "zitat" | "citation" | "cita" | "citat"))
    };
    is_pull_quote(node) || tag == "aside" && (called() || alone())
}

/// Whether an element holds a few lines, hardly any of them links, and nothing to fill in.
fn is_short(node: &NodeRef) -> bool {
    const LINES: usize = 4;
    let lines = node.descendants_it().filter(|inner| inner.has_name("p") && said(&inner.text()) > 0);
    lines.take(LINES + 1).count() <= LINES && is_plain(node)
}

fn is_plain(node: &NodeRef) -> bool {
    let has = |tags: &[&str]| {
        node.descendants_it().any(|inner| name(&inner).is_some_and(|tag| tags.contains(&&*tag)))
    };
    let linked: usize =
        node.descendants_it().filter(|inner| inner.has_name("a")).map(|link| said(&link.text())).sum();
    linked * 2 <= said(&node.text())
        && !has(&["form", "input", "h1", "h2", "h3", "ul", "ol", "table", "iframe", "video", "script"])
}

/// Whether an element asks readers to write: it tells how mistakes are told, not which was made.
fn names_mail(node: &NodeRef) -> bool {
    let leads = |link: &NodeRef| {
        attr(link, "href")
            .is_some_and(|href| href.starts_with("mailto:") || href.contains("email-protection"))
    };
    node.text().contains('@') || node.descendants_it().any(|inner| inner.has_name("a") && leads(&inner))
}

/// The ids that the text's marks of footnotes lead to.
type Marked = HashSet<String>;

/// Marks of footnotes: links inside the page whose words are a number or a sign.
fn marked(body: &NodeRef) -> Marked {
    let mut marked = Marked::new();
    for link in body.descendants_it().filter(|node| node.has_name("a")) {
        let Some(id) = attr(&link, "href").and_then(|href| Some(href.trim().strip_prefix('#')?.to_owned()))
        else {
            continue;
        };
        if !id.is_empty() && marked.len() < MOST && is_mark(&link.text()) {
            marked.insert(id);
        }
    }
    marked
}

fn is_mark(text: &str) -> bool {
    let bare = text.trim().trim_matches(['[', ']', '(', ')']).trim();
    let number = !bare.is_empty() && bare.len() <= 3 && bare.chars().all(|c| c.is_ascii_digit());
    number || matches!(bare, "*" | "**" | "†" | "‡" | "§")
}

/// Whether an element is footnotes by its role.
fn is_called_note(node: &NodeRef) -> bool {
    matches!(attr(node, "role").as_deref(), Some("doc-endnotes" | "doc-endnote" | "doc-footnote"))
}

/// Whether an element holds footnotes, by its role, or is one that a mark in the text leads to.
fn is_footnotes(node: &NodeRef, tag: &str, marked: &Marked) -> bool {
    if is_called_note(node) {
        return true;
    }
    if marked.is_empty() || !matches!(tag, "ol" | "ul" | "p" | "div" | "aside" | "section") {
        return false;
    }
    let is_noted =
        |inner: &NodeRef| attr(inner, "id").is_some_and(|id| marked.contains(&id) && is_note_id(&id));
    if matches!(tag, "ol" | "ul") {
        let items: Vec<NodeRef> = node.element_children();
        let noted =
            |item: &NodeRef| is_noted(item) || item.descendants_it().take(6).any(|inner| is_noted(&inner));
        return !items.is_empty() && items.iter().filter(|item| noted(item)).count() * 2 > items.len();
    }
    // The number that leads back may have the id instead of the note.
    let numbered = |first: &NodeRef| first.has_name("a") && is_noted(first) && is_mark(&first.text());
    is_noted(node) || node.first_element_child().is_some_and(|first| numbered(&first))
}

/// Whether an id is that of a footnote: `fn1`, `footnote-2`, `note_3`, and not that of a reference or of a comment.
fn is_note_id(id: &str) -> bool {
    let words: Vec<String> = id
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let has = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
    has(&[
        "fn",
        "ftn",
        "footnote",
        "footnotes",
        "endnote",
        "note",
        "edn",
        "fussnote",
        "nota",
        "sdfootnote",
        "en",
    ]) && !has(&["cite", "ref", "reference", "comment", "bib"])
}
