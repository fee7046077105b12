//! Tables: which of them hold data, and their rows and cells.

use dom_query::NodeRef;

use super::tokens::{attr, name};
use crate::news::{Cell, Span};

/// Rows and cells a table may have; more of a page is no table a person reads.
const MAX_ROWS: usize = 5_000;
const MAX_CELLS: usize = 100;

/// The parts of a table.
pub(super) struct Parts<'a> {
    pub caption: Option<NodeRef<'a>>,
    pub rows: Vec<Vec<NodeRef<'a>>>,
}

/// The caption, rows and cells of a table itself, not of tables inside it.
pub(super) fn parts<'a>(table: &NodeRef<'a>) -> Parts<'a> {
    let mut parts = Parts { caption: None, rows: Vec::new() };
    for child in table.children_it(false) {
        match name(&child).as_deref() {
            Some("caption") => parts.caption = parts.caption.or(Some(child)),
            Some("tr") => row(&child, &mut parts.rows),
            Some("thead" | "tbody" | "tfoot") => {
                child
                    .children_it(false)
                    .filter(|inner| inner.has_name("tr"))
                    .for_each(|tr| row(&tr, &mut parts.rows));
            }
            _ => {}
        }
    }
    parts
}

fn row<'a>(tr: &NodeRef<'a>, rows: &mut Vec<Vec<NodeRef<'a>>>) {
    let cells: Vec<_> = tr.children_it(false).filter(is_cell).take(MAX_CELLS).collect();
    if !cells.is_empty() && rows.len() < MAX_ROWS {
        rows.push(cells);
    }
}

fn is_cell(node: &NodeRef) -> bool {
    node.has_name("td") || node.has_name("th")
}

/// Whether a table holds data, rather than the parts of a page side by side.
pub(super) fn is_data(table: &NodeRef) -> bool {
    if attr(table, "role").is_some_and(|role| matches!(role.trim(), "presentation" | "none")) {
        return false;
    }
    let holds =
        |tags: &[&str]| table.descendants_it().any(|inner| name(&inner).is_some_and(|n| tags.contains(&&*n)));
    if holds(&["table", "article", "h1", "h2", "form", "pre"]) {
        return false;
    }
    let rows = parts(table).rows;
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    if columns < 2 {
        return false;
    }
    if holds(&["th", "caption", "thead"]) {
        return true;
    }
    // Cells of prose are columns of a page.
    let cells = rows.iter().flatten();
    let long = cells.filter(|cell| cell.text().chars().count() > 400).count();
    long == 0 && rows.len() > 1
}

/// A cell with its text.
pub(super) fn cell(node: &NodeRef, spans: Vec<Span>) -> Cell {
    let columns = attr(node, "colspan").map_or(1, |raw| match raw.trim().parse::<u64>() {
        Ok(columns) => columns.clamp(1, 100) as u16,
        Err(_) if raw.len() > 3 && raw.trim().bytes().all(|byte| byte.is_ascii_digit()) => 100,
        Err(_) => 1,
    });
    Cell { head: node.has_name("th"), columns, spans }
}
