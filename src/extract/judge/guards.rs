//! What the judge's model cannot know, and is taken back after it.

use std::collections::HashMap;

use dom_query::{NodeId, NodeRef};

use super::{ENTRIES, MIN_ITEM, NAMED, SURE, boxes, is_heading, runs, series, units};
use crate::extract::by_node::{ByNode, Nodes};
use crate::extract::metadata::{Metadata, folded};
use crate::extract::prune::labelled_rows;
use crate::extract::survivors::Survivors;
use crate::extract::tokens::{attr, beginning, name, tokens};

/// Corrects what the model thinks where the page itself knows better.
pub(super) fn take_back(
    units: &[units::Unit],
    texts: &mut [bool],
    odds: &[f32],
    survivors: &Survivors,
    metadata: &Metadata,
) {
    runs::keep(units, texts);
    guard(units, texts, metadata);
    guard_named(units, texts);
    guard_headings(units, texts, odds, survivors);
    guard_entries(units, texts, odds);
    guard_quotes(units, texts);
    guard_announced(units, texts);
    guard_labels(units, texts);
    series::keep(units, texts);
    guard_explained(units, texts);
    boxes::decide(units, texts);
}

/// Takes back what the scorers keep of the rows of a table in which a few words stand before what is said, such as names in
/// an interview, where some of it is text.
fn guard_labels(units: &[units::Unit], texts: &mut [bool]) {
    let cells = units.iter().map(|unit| {
        let mut around = std::iter::once(unit.node).chain(unit.node.ancestors_it(Some(2)));
        around.find(|outer| outer.has_name("td"))
    });
    let cells: Vec<Option<NodeRef>> = cells.collect();
    let told = cells.iter().zip(texts.iter()).find(|(cell, text)| **text && cell.is_some());
    let Some(rows) = told.and_then(|(cell, _)| labelled_rows(&(*cell)?)) else { return };
    let rows: Nodes = rows.iter().map(|row| row.id).collect();
    for ((unit, cell), text) in units.iter().zip(&cells).zip(texts.iter_mut()) {
        let row = || cell.and_then(|cell| cell.parent()).is_some_and(|row| rows.contains(&row.id));
        *text |= !unit.is_aside() && unit.linked == 0 && unit.kept * 2 >= unit.chars && row();
    }
}

/// Takes back what the model cannot know: what the page's own data says is a step of its recipe or guide, and the
/// heading over it; the item that is missing in a list of which most is text.
fn guard(units: &[units::Unit], texts: &mut [bool], metadata: &Metadata) {
    let is_kept = |unit: &units::Unit| !unit.is_aside() && unit.kept * 2 >= unit.chars;
    if !metadata.steps.is_empty() {
        let told: Vec<bool> = units.iter().map(|unit| metadata.steps.contains(&folded(&unit.text))).collect();
        let is_told = |at: usize| told.get(at).is_some_and(|told| *told);
        for (at, (unit, text)) in units.iter().zip(texts.iter_mut()).enumerate() {
            *text |= is_told(at) || is_heading(&unit.node) && is_told(at + 1);
        }
    }
    let list = |unit: &units::Unit| {
        let list = unit.node.has_name("li").then(|| unit.node.parent())??;
        (list.has_name("ul") || list.has_name("ol")).then_some(list.id)
    };
    // Items that are text, and all, of each list.
    let mut lists: ByNode<(usize, usize)> = ByNode::default();
    for (unit, text) in units.iter().zip(texts.iter()) {
        if let Some(list) = list(unit) {
            let (some, all) = lists.entry(list).or_default();
            *some += usize::from(*text);
            *all += 1;
        }
    }
    for (unit, text) in units.iter().zip(texts.iter_mut()) {
        let (some, all) = list(unit).and_then(|list| lists.get(&list).copied()).unwrap_or_default();
        let said = unit.chars >= MIN_ITEM && unit.linked * 2 <= unit.chars;
        *text |= said && is_kept(unit) && some >= 2 && some * 3 >= all * 2;
    }
}

/// Takes back a list of short items that a paragraph of the text announces with a colon right above it, and that
/// paragraph where it stands right below another: of so few words the model knows too little.
fn guard_announced(units: &[units::Unit], texts: &mut [bool]) {
    let is_kept = |unit: &units::Unit| !unit.is_aside() && unit.kept * 2 >= unit.chars && unit.linked == 0;
    let is_short = |unit: &units::Unit| is_kept(unit) && unit.chars < MIN_ITEM;
    let announces = |unit: &units::Unit| unit.text.trim_end().ends_with([':', '：']);
    for (at, three) in units.windows(3).enumerate() {
        let [above, unit, item] = three else { continue };
        let beside = || unit.node.prev_element_sibling().is_some_and(|node| node.id == above.node.id);
        let lists = || is_short(item) && above_list(item) == Some(unit.node.id);
        if announces(unit) && is_kept(unit) && texts.get(at).is_some_and(|text| *text) && beside() && lists()
        {
            texts.iter_mut().skip(at + 1).take(1).for_each(|text| *text = true);
        }
    }
    let told = units.iter().zip(texts.iter()).filter(|(unit, text)| **text && announces(unit));
    let told: Nodes = told.map(|(unit, _)| unit.node.id).collect();
    for (unit, text) in units.iter().zip(texts.iter_mut()) {
        *text |= is_short(unit) && above_list(unit).is_some_and(|above| told.contains(&above));
    }
}

/// The paragraph right above the list of a unit, which is an item or the only paragraph of one.
fn above_list(unit: &units::Unit) -> Option<NodeId> {
    let paragraph = || {
        let alone = unit.node.next_element_sibling().is_none() && unit.node.prev_element_sibling().is_none();
        (unit.node.has_name("p") && alone).then(|| unit.node.parent().filter(|outer| outer.has_name("li")))?
    };
    let item = if unit.node.has_name("li") { unit.node } else { paragraph()? };
    item.parent()?.prev_element_sibling().filter(|above| above.has_name("p")).map(|above| above.id)
}

/// Takes back what only its names can tell: the label of a box that is set off in a manual, and, where the scorers keep
/// them, what stands in it, a few lines of code, and the short lists of a verdict with their headings.
fn guard_named(units: &[units::Unit], texts: &mut [bool]) {
    // What stands below decides about the label over it.
    for at in (0..units.len()).rev() {
        let Some(unit) = units.get(at).filter(|unit| unit.linked * 2 <= unit.chars) else { continue };
        let is_kept = unit.kept * 2 >= unit.chars;
        let within = || std::iter::once(unit.node).chain(unit.node.ancestors_it(Some(NAMED)));
        let is_called = |words: &[&str]| {
            within().any(|outer| tokens(&outer).iter().any(|token| words.contains(&token.as_str())))
        };
        let after = texts.get(at + 1).is_some_and(|text| *text);
        let label = || unit.chars <= MAX_LABEL && after && is_called(SET_OFF);
        let verdict = || unit.chars <= MAX_SHORT && is_called(&["pros", "cons"]);
        let set_off = || is_called(SET_OFF);
        let code = || unit.chars <= MAX_CODE && unit.node.has_name("pre");
        if label() || is_kept && (verdict() || set_off() || code()) {
            texts.iter_mut().skip(at).take(1).for_each(|text| *text = true);
        }
    }
}

/// What boxes are called that are set off in a manual.
const SET_OFF: &[&str] = &["admonition", "admonitionblock"];

/// Characters of a label and of a short item.
const MAX_LABEL: u32 = 24;
const MAX_SHORT: u32 = 120;

/// Characters of a few lines of code.
const MAX_CODE: u32 = 300;

/// Takes back a heading that the scorers keep, or what it stands in, between two pieces of text, one of which stands
/// beside it in the same element: only one who is surer than that calls it a label.
fn guard_headings(units: &[units::Unit], texts: &mut [bool], odds: &[f32], survivors: &Survivors) {
    let is_kept = |unit: &units::Unit| {
        let outer = || unit.node.parent().is_some_and(|outer| survivors.is_kept(&outer));
        let kept = unit.kept * 2 >= unit.chars || outer();
        is_heading(&unit.node) && !unit.is_aside() && kept && unit.linked * 4 < unit.chars
    };
    let around = |unit: &units::Unit| unit.node.parent().map(|outer| outer.id);
    for (at, three) in units.windows(3).enumerate() {
        let ([before, unit, after], [is_before, is_text, is_after]) = (three, &mut texts[at..at + 3]) else {
            continue;
        };
        let between = *is_before && *is_after && after.chars >= MIN_BELOW;
        let unsure = odds.get(at + 1).is_some_and(|odds| *odds > -UNSURE);
        let beside = || [before, after].into_iter().any(|near| around(near) == around(unit));
        *is_text |= between && unsure && is_kept(unit) && beside();
        let bare = is_heading(&unit.node) && !unit.is_aside() && unit.linked == 0;
        *is_text |= between && unsure && bare && heads_next_box(unit, before, after, is_kept(unit));
    }
}

/// Elements that hold a heading and nothing else.
const BOXES: usize = 4;

/// Whether a heading stands in boxes of its own, right before or behind the box of a neighbour; where the scorers do not
/// keep it, these boxes must be of one make.
fn heads_next_box(unit: &units::Unit, before: &units::Unit, after: &units::Unit, kept: bool) -> bool {
    let chars = |node: &NodeRef| node.text().chars().filter(|c| !c.is_whitespace()).count();
    let mut top = unit.node;
    for _ in 0..BOXES {
        match top.parent() {
            // Of a large box no more is read than tells that it is one.
            Some(outer)
                if !outer.has_name("body")
                    && beginning(&outer, unit.chars as usize * 3 + 40).1
                    && chars(&outer) == unit.chars as usize =>
            {
                top = outer;
            }
            _ => break,
        }
    }
    let holds = |sibling: Option<NodeRef>, near: &units::Unit| {
        sibling.is_some_and(|sibling| {
            let alike = || attr(&top, "class").is_some_and(|class| attr(&sibling, "class") == Some(class));
            if !kept && !alike() {
                return false;
            }
            sibling.id == near.node.id
                || near.node.ancestors_it(Some(NAMED + BOXES)).any(|outer| outer.id == sibling.id)
        })
    };
    top.id != unit.node.id
        && (holds(top.next_element_sibling(), after) || holds(top.prev_element_sibling(), before))
}

/// Characters of the line that tells who said a quotation.
const MAX_SAID_BY: u32 = 100;

/// Takes in who said a quotation that is text: in its footer, or behind a dash below it.
fn guard_quotes(units: &[units::Unit], texts: &mut [bool]) {
    let quote = |unit: &units::Unit| {
        let around = || unit.node.ancestors_it(Some(NAMED)).find(|outer| outer.has_name("blockquote"));
        if unit.node.has_name("blockquote") { Some(unit.node.id) } else { around().map(|outer| outer.id) }
    };
    for at in 1..units.len() {
        let (Some(above), Some(unit)) = (units.get(at - 1), units.get(at)) else { continue };
        let names = unit.node.has_name("footer") || unit.text.trim_start().starts_with(['—', '–', '―']);
        if names
            && texts.get(at - 1).is_some_and(|text| *text)
            && unit.chars <= MAX_SAID_BY
            && quote(unit).is_some()
            && quote(unit) == quote(above)
        {
            texts.iter_mut().skip(at).take(1).for_each(|text| *text = true);
        }
    }
}

/// Characters of what explains a term, or is quoted.
const MIN_SAID: u32 = 28;

/// Takes back what the scorers keep of a list of terms, and of a quotation between paragraphs, where it has no link and what
/// stands over it is text.
fn guard_explained(units: &[units::Unit], texts: &mut [bool]) {
    for at in 1..units.len() {
        let Some(unit) = units.get(at) else { continue };
        let within = |tag: &str| {
            std::iter::once(unit.node)
                .chain(unit.node.ancestors_it(Some(1)))
                .find(|outer| outer.has_name(tag))
        };
        // One that the author set between the paragraphs; others are set off to be looked at.
        let quoted = || {
            within("blockquote").is_some_and(|quote| {
                quote.prev_element_sibling().is_some_and(|above| above.has_name("p"))
                    && attr(&quote, "class").is_none()
                    && !quote.descendants_it().any(|inner| inner.has_name("footer") || inner.has_name("cite"))
            })
        };
        let over = units
            .get(at - 1)
            .filter(|over| over.node.has_name("dt"))
            .map_or(at - 1, |_| at.saturating_sub(2));
        if !unit.is_aside()
            && unit.kept >= unit.chars
            && unit.linked == 0
            && unit.chars >= MIN_SAID
            && texts.get(over).is_some_and(|text| *text)
            && (within("dd").is_some() || quoted())
        {
            texts.iter_mut().skip(at).take(1).for_each(|text| *text = true);
        }
    }
}

/// What an element, and two around it, are called.
pub(super) type Make = [(Option<String>, Option<String>); 3];

pub(super) fn make(node: &NodeRef) -> Option<Make> {
    let named = |node: &NodeRef| (name(node).map(|tag| tag.to_string()), attr(node, "class"));
    let outer = node.parent()?;
    Some([named(node), named(&outer), named(&outer.parent()?)])
}

/// Takes back the headings of the entries of a report or a list of places: three or more of one make, each over text,
/// also where the scorers left their boxes out.
fn guard_entries(units: &[units::Unit], texts: &mut [bool], odds: &[f32]) {
    let heads = |at: usize, unit: &units::Unit| {
        let below = units.get(at + 1).is_some_and(|below| below.chars >= MIN_BELOW);
        let bare = !unit.is_aside() && unit.linked == 0;
        let unsure = odds.get(at).is_some_and(|odds| *odds > -SURE);
        below && bare && unsure && texts.get(at + 1).is_some_and(|text| *text)
    };
    let mut makes: HashMap<Make, Vec<(usize, bool)>> = HashMap::new();
    for (at, unit) in units.iter().enumerate().filter(|(_, unit)| is_heading(&unit.node)) {
        if let Some(make) = make(&unit.node) {
            makes.entry(make).or_default().push((at, heads(at, unit)));
        }
    }
    for entries in
        makes.into_values().filter(|all| all.len() >= ENTRIES && all.iter().all(|(_, heads)| *heads))
    {
        for (at, _) in entries {
            texts.iter_mut().skip(at).take(1).for_each(|text| *text = true);
        }
    }
}

/// Log odds of one who would be wrong once in eight.
const UNSURE: f32 = 2.0;

/// Characters of the text under a heading.
const MIN_BELOW: u32 = 40;
