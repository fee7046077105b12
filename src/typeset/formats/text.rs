//! A document's body as plain text.

use super::super::walk::{Step, is_tight, walk};
use crate::news::{Block, Document, Role, Row, Span};

/// The body alone: paragraphs, headings, lists, quotes, code and tables as plain blocks with a blank line
/// between; no captions, credits, bylines, lines that belong to the headline, embeds, repeated words or footnotes.
///
/// The items of a list of short items stand on lines of their own, without marks; the rows of a table too,
/// with a tab between cells. Ends without a line feed.
pub fn text(document: &Document) -> String {
    let mut out = String::new();
    // For each open list, whether its items stand close.
    let mut tight = Vec::new();
    let mut close = false;
    for step in walk(&document.blocks) {
        let block = match step {
            Step::ListStart(_, items) => {
                close = tight.last() == Some(&true);
                tight.push(is_tight(items));
                continue;
            }
            Step::ItemStart(index) => {
                close = tight.last() == Some(&true) && (index > 0 || close);
                continue;
            }
            Step::ListEnd => {
                tight.pop();
                close = false;
                continue;
            }
            Step::QuoteStart | Step::QuoteEnd | Step::ItemEnd => continue,
            Step::Leaf(leaf) => leaf_text(leaf),
        };
        if block.trim().is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push_str(if close { "\n" } else { "\n\n" });
        }
        out.push_str(&block);
        close = false;
    }
    out
}

fn leaf_text(block: &Block) -> String {
    match block {
        Block::Paragraph {
            role: Role::Deck | Role::Byline | Role::Credit | Role::PullQuote | Role::Footnote,
            ..
        } => String::new(),
        Block::Paragraph { spans, .. } | Block::Heading { spans, .. } => joined(spans),
        Block::Code { text, .. } => text.trim_matches('\n').trim_end().to_owned(),
        Block::Table { rows, .. } => {
            let rows: Vec<String> = rows.iter().map(row_text).filter(|row| !row.is_empty()).collect();
            rows.join("\n")
        }
        _ => String::new(),
    }
}

fn row_text(row: &Row) -> String {
    let cells: Vec<String> = row.cells.iter().map(|cell| joined(&cell.spans).replace('\n', " ")).collect();
    cells.join("\t").trim().to_owned()
}

/// The words of spans, without outer spaces and without a second space where two meet.
fn joined(spans: &[Span]) -> String {
    let mut all = String::new();
    for span in spans {
        let at_space = all.ends_with([' ', '\n']);
        all.push_str(if at_space { span.text.trim_start_matches(' ') } else { &span.text });
    }
    all.trim().to_owned()
}
