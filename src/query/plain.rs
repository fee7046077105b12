//! A document as the words that are searched.

use crate::news::{Block, Document, Span};

/// The words of a document, one block a line, with captions; addresses are left out.
pub fn plain(document: &Document) -> String {
    let mut out = String::new();
    blocks(&document.blocks, &mut out);
    out
}

fn blocks(list: &[Block], out: &mut String) {
    for block in list {
        match block {
            Block::Paragraph { spans, .. } | Block::Heading { spans, .. } => line(spans, out),
            Block::Quote(inner) => blocks(inner, out),
            Block::List { items, .. } => items.iter().for_each(|item| blocks(item, out)),
            Block::Code { text, .. } => push(text, out),
            Block::Table { caption, rows } => {
                line(caption, out);
                for row in rows {
                    row.cells.iter().for_each(|cell| line(&cell.spans, out));
                }
            }
            Block::Figure { alt, caption, credit, .. } => {
                push(alt, out);
                line(caption, out);
                push(credit, out);
            }
            Block::Embed { title, .. } => push(title, out),
            Block::Separator => {}
        }
    }
}

fn line(spans: &[Span], out: &mut String) {
    let before = out.len();
    for span in spans {
        out.push_str(&span.text);
    }
    if out.len() > before {
        out.push('\n');
    }
}

fn push(text: &str, out: &mut String) {
    if !text.is_empty() {
        out.push_str(text);
        out.push('\n');
    }
}
