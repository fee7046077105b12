//! Lines of a page as they are told: marks, bars and rules become words or nothing.

use crate::news::{Block, Document, Row, Span};
use crate::typeset::{Ink, Line, Page};

use super::words::{ended, spoken};

/// The lines of a window of a page; blank lines stand between its parts.
pub(super) fn lines(page: &Page, document: &Document, from: usize, to: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut before = from.checked_sub(1).and_then(|row| page.lines.get(row));
    for line in page.lines.iter().take(to).skip(from) {
        let block = line.block.and_then(|block| document.blocks.get(block as usize));
        let begins = line.block.is_some() && before.is_none_or(|before| before.block != line.block);
        if let Some(Block::Table { caption, rows }) = block {
            if begins {
                out.extend(table(caption, rows));
            }
        } else {
            let text = told(line, before, matches!(block, Some(Block::Code { .. })));
            if !text.is_empty() || out.last().is_some_and(|last| !last.is_empty()) {
                out.push(text);
            }
        }
        before = Some(line);
    }
    while out.last().is_some_and(String::is_empty) {
        out.pop();
    }
    out
}

/// A line, with what it is in front where a part begins with it.
fn told(line: &Line, before: Option<&Line>, code: bool) -> String {
    let mut text = String::new();
    for run in &line.runs {
        match run.role {
            Ink::QuoteBar | Ink::TableRule | Ink::Separator => {}
            Ink::ListMark if run.text.trim_start().starts_with(['*', '-']) => text.push_str("- "),
            Ink::Byline | Ink::Facts => text.push_str(&run.text.replace(" - ", ", ").replace(" · ", ", ")),
            _ => text.push_str(&run.text),
        }
    }
    let part = part(line, code);
    let is_new = part.is_some()
        && before.is_none_or(|before| self::part(before, code) != part || before.runs.is_empty());
    let text = match part {
        // It is set in by two columns, which no line needs that is told.
        Some("Code") => text.strip_prefix("  ").unwrap_or(&text).trim_end(),
        // The signs before pictures and videos are there to be seen.
        Some("Picture") => text.trim().trim_start_matches("[]").trim_start(),
        Some("Not shown here") => text.trim().trim_start_matches('>').trim_start(),
        _ => text.trim(),
    };
    match part {
        Some("Picture") if is_new && text.is_empty() => "Picture.".to_owned(),
        Some(part) if is_new && !text.is_empty() => format!("{part}: {text}"),
        _ => text.to_owned(),
    }
}

/// What a line belongs to, where that would be seen and has to be said.
fn part(line: &Line, code: bool) -> Option<&'static str> {
    let has = |ink: Ink| line.runs.iter().any(|run| run.role == ink);
    let first = line.runs.iter().map(|run| run.role).find(|ink| !ink.is_furniture())?;
    match first {
        _ if has(Ink::Figure) => Some("Picture"),
        _ if has(Ink::Embed) => Some("Not shown here"),
        Ink::Heading | Ink::Subheading => Some("Heading"),
        _ if has(Ink::QuoteBar) => Some("Quote"),
        Ink::PullQuote => Some("Quote"),
        _ if code => Some("Code"),
        Ink::Note => Some("Note"),
        Ink::Footnote => Some("Footnote"),
        Ink::Notice => Some("Notice"),
        _ => None,
    }
}

/// A table row by row, each cell behind the head of its column.
fn table(caption: &[Span], rows: &[Row]) -> Vec<String> {
    let text = |spans: &[Span]| {
        spans.iter().map(|span| span.text.as_str()).collect::<String>().trim().replace('\n', " ")
    };
    let cells = |row: &Row| row.cells.iter().map(|cell| text(&cell.spans)).collect::<Vec<_>>();
    let heads = rows.first().filter(|row| !row.cells.is_empty() && row.cells.iter().all(|cell| cell.head));
    let names = heads.map(cells).unwrap_or_default();
    let body = rows.iter().skip(usize::from(heads.is_some()));
    let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let said = text(caption);
    let said = if said.is_empty() { String::new() } else { format!(": {said}") };
    let mut out = vec![ended(&format!("Table of {} rows, {columns} columns{said}", body.clone().count()))];
    for row in body {
        let cells = cells(row).into_iter().enumerate().filter(|(_, cell)| !cell.is_empty());
        let said = cells.map(|(at, cell)| match names.get(at).filter(|head| !head.is_empty()) {
            Some(head) => format!("{head}: {cell}"),
            None => cell,
        });
        out.push(ended(&said.collect::<Vec<_>>().join("; ")));
    }
    out.push("End of the table.".to_owned());
    out
}

/// The beginning of a block, to say which it is.
pub(super) fn begins(page: &Page, block: u32) -> String {
    let line = page.lines.iter().find(|line| line.block == Some(block));
    spoken(&line.map(Line::text).unwrap_or_default()).chars().take(80).collect()
}
