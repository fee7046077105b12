//! A document as the words that are searched.

use crate::news::{Block, Document, Span};

/// Gives away the words of a document piece by piece, one block a line, with captions; addresses are left out.
pub fn each_piece(document: &Document, mut out: impl FnMut(&str)) {
    blocks(&document.blocks, &mut out);
}

fn blocks(list: &[Block], out: &mut impl FnMut(&str)) {
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

fn line(spans: &[Span], out: &mut impl FnMut(&str)) {
    for span in spans {
        out(&span.text);
    }
    if spans.iter().any(|span| !span.text.is_empty()) {
        out("\n");
    }
}

fn push(text: &str, out: &mut impl FnMut(&str)) {
    if !text.is_empty() {
        out(text);
        out("\n");
    }
}
