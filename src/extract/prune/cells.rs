//! Cells beside the text in pages that are one table: menus, offers, a column of other headlines.

use dom_query::NodeRef;

use super::Weights;
use crate::extract::tokens::{beginning, name};
use crate::extract::words::said;

/// Letters of a text that fills a page, and tenths of the page's that it has.
const TEXT: u32 = 300;
const TENTHS: u32 = 6;

/// Letters of a cell beside it, and of one that is no list of links.
const BESIDE: u32 = 300;
const LABEL: u32 = 120;

/// Nodes of a cell that are looked at.
const LOOKED_AT: usize = 100;

/// Whether a cell is little beside one that has the page's text: links, or a few words without a picture.
pub(super) fn is_beside_the_text(node: &NodeRef, weights: &Weights) -> bool {
    let is_cell = |node: &NodeRef| node.has_name("td");
    let weight = weights.get(node);
    if !is_cell(node) || weight.text == 0 || weight.text > BESIDE {
        return false;
    }
    let is_text = |other: &NodeRef| {
        let other = weights.get(other).solid;
        other >= TEXT && other * 10 >= weights.total().solid * TENTHS
    };
    let beside = node.parent().is_some_and(|row| {
        row.children_it(false).any(|other| other.id != node.id && is_cell(&other) && is_text(&other))
    });
    let shown = || {
        node.descendants_it()
            .take(LOOKED_AT)
            .any(|inner| name(&inner).is_some_and(|tag| matches!(&*tag, "img" | "h1" | "h2" | "figure")))
    };
    // Sentences are a deck or a summary.
    let is_label = || weight.text <= LABEL && !node.text().contains(['.', '!', '?', '。', '।', '؟']);
    beside && (weight.linked * 2 >= weight.text || is_label()) && !shown() && labelled_rows(node).is_none()
}

/// Rows of a table that are looked at, and letters of a label and of a cell that says something.
const ROWS: usize = 400;
const NAME: usize = 60;
const SAYS: usize = 8;

/// Letters of a day or a time.
const TIME: usize = 20;

/// Whether the labels of rows are of one kind: they end with a colon, tell days or times, are marked up, come again, or
/// stand under heads of columns.
fn are_alike(own: &NodeRef, rows: &[NodeRef]) -> bool {
    let labels: Vec<NodeRef> = rows.iter().filter_map(NodeRef::first_element_child).collect();
    let texts: Vec<String> = labels.iter().map(|label| beginning(label, NAME).0.trim().to_owned()).collect();
    let all = |is: &dyn Fn(&str) -> bool| texts.iter().all(|text| is(text));
    let is_marked = |label: &NodeRef| {
        label.first_element_child().is_some_and(|inner| {
            let marks = name(&inner).is_some_and(|tag| matches!(&*tag, "b" | "strong" | "code" | "time"));
            marks && inner.text().trim() == label.text().trim()
        })
    };
    let again =
        || texts.iter().enumerate().any(|(at, text)| texts.iter().skip(at + 1).any(|other| other == text));
    let headed = || {
        let head = own.parent().and_then(|rows| rows.first_element_child());
        head.is_some_and(|row| row.children_it(false).any(|cell| cell.has_name("th")))
    };
    let is_time =
        |text: &str| text.chars().count() <= TIME && text.contains(char::is_numeric) && !text.contains('©');
    all(&|text| text.ends_with([':', '：']))
        || all(&is_time)
        || labels.iter().all(is_marked)
        || headed()
        || again()
}

/// The rows of a cell's table, where two or more of them are alike, this one among them: a few words in the first cell
/// before what the other says: names in an interview, days of a log, keys that are explained.
pub(in crate::extract) fn labelled_rows<'a>(cell: &NodeRef<'a>) -> Option<Vec<NodeRef<'a>>> {
    let own = cell.parent().filter(|row| row.has_name("tr"))?;
    let links = |cell: &NodeRef| cell.descendants_it().take(LOOKED_AT).any(|inner| inner.has_name("a"));
    let is_labelled = |row: &NodeRef| {
        // A third one is enough to know: a row may have any number.
        let cells = row.children_it(false).filter(|cell| cell.has_name("td")).take(3);
        let cells: Vec<NodeRef> = cells.collect();
        let [label, says] = cells.as_slice() else { return false };
        let (name, whole) = beginning(label, NAME);
        whole && said(&name) > 0 && !links(label) && said(&beginning(says, NAME * 2).0) >= SAYS
    };
    if !is_labelled(&own) {
        return None;
    }
    let rows = own.parent()?.children_it(false).filter(|row| row.has_name("tr")).take(ROWS);
    let rows: Vec<NodeRef> = rows.filter(is_labelled).collect();
    (rows.len() > 1 && are_alike(&own, &rows)).then_some(rows)
}
