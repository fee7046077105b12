//! A document's body as plain text.

use super::super::walk::{Step, walk};
use crate::news::{Block, Document, Role, Row, Span};

/// The body alone: paragraphs, headings, lists, quotes, code and tables as plain blocks with a blank line
/// between; no captions, credits, bylines, embeds or repeated words. A list's items stand on lines of their
/// own without marks, a table's rows too, its cells with a tab between. Ends without a line feed.
pub fn text(document: &Document) -> String {
    let mut out = Out::default();
    for step in walk(&document.blocks) {
        match step {
            Step::Leaf(Block::Paragraph { role, spans }) => match role {
                Role::Byline | Role::Credit | Role::PullQuote => {}
                Role::Body | Role::Standfirst | Role::Note | Role::Footnote => out.block(&joined(spans)),
            },
            Step::Leaf(Block::Heading { spans, .. }) => out.block(&joined(spans)),
            Step::Leaf(Block::Code { text, .. }) => out.block(text.trim_matches('\n').trim_end()),
            Step::Leaf(Block::Table { rows, .. }) => {
                out.block(
                    &rows.iter().map(row_text).filter(|row| !row.is_empty()).collect::<Vec<_>>().join("\n"),
                );
            }
            Step::Leaf(_) | Step::QuoteStart | Step::QuoteEnd | Step::ItemEnd => {}
            Step::ListStart(..) => out.lists += 1,
            Step::ItemStart(_) => out.in_list = out.lists > 0 && !out.text.is_empty(),
            Step::ListEnd => out.lists = out.lists.saturating_sub(1),
        }
    }
    out.text
}

#[derive(Default)]
struct Out {
    text: String,
    lists: usize,
    in_list: bool,
}

impl Out {
    fn block(&mut self, block: &str) {
        if block.trim().is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.text.push_str(block);
    }
}

fn row_text(row: &Row) -> String {
    let cells: Vec<String> = row.cells.iter().map(|cell| joined(&cell.spans).replace('\n', " ")).collect();
    cells.join("\t").trim().to_owned()
}

/// The words of spans, without outer spaces.
pub(super) fn joined(spans: &[Span]) -> String {
    let all: String = spans.iter().map(|span| span.text.as_str()).collect();
    all.trim().to_owned()
}
