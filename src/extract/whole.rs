//! All of a page, nothing left out: also menus, lists of links and what stands beside the article.
//!
//! html2text lays it out, since here a table is a table and a list a list; nobody decides what matters.

use html2text::config;

use super::page::Page;
use super::words;
use crate::news::{Article, Block, Document, Fault, FaultKind, Role, Span, Text, TextKind};

/// Columns a page is laid out in; running text is joined again and set to the reader's measure.
const COLUMNS: usize = 76;

/// The whole page as an article of kind [`TextKind::Page`].
///
/// # Errors
/// [`FaultKind::Content`] when the page cannot be laid out.
pub fn whole(page: &Page) -> Result<Article, Fault> {
    let html = page.dom().html().to_string();
    // No marks around what is set off: they would stand in the text as letters.
    let laid_out = config::plain_no_decorate()
        .allow_width_overflow()
        .string_from_read(html.as_bytes(), COLUMNS)
        .map_err(|error| Fault::new(FaultKind::Content, "the page cannot be laid out").cause(error))?;
    let document = Document { blocks: blocks(&laid_out), links: Vec::new() };
    // Title, names and dates are those of the article; its text is not taken.
    let article = page.article()?;
    Ok(Article { kind: TextKind::Page, words: words(&document), notice: None, document, ..article })
}

fn blocks(laid_out: &str) -> Vec<Block> {
    let mut out = Vec::new();
    for chunk in laid_out.split("\n\n").filter(|chunk| !chunk.trim().is_empty()) {
        let chunk = chunk.trim_matches('\n');
        if chunk.contains(['│', '─']) {
            out.push(Block::Code { lang: None, text: Text::lines(chunk) });
            continue;
        }
        let mut joined = String::new();
        for line in chunk.lines() {
            if begins_anew(line) {
                paragraph(&joined, &mut out);
                joined.clear();
            }
            joined.push_str(line);
            joined.push(' ');
        }
        paragraph(&joined, &mut out);
    }
    out
}

/// Whether a line is not the rest of the one before: a heading, an item, a quotation.
fn begins_anew(line: &str) -> bool {
    let line = line.trim_start();
    let number =
        line.split_once(". ").is_some_and(|(n, _)| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    number || line.starts_with(['#', '>']) || line.starts_with("* ")
}

fn paragraph(raw: &str, out: &mut Vec<Block>) {
    let level = raw.bytes().take_while(|b| *b == b'#').count();
    let spans = vec![Span::plain(Text::line(raw.trim_start_matches('#')))];
    if spans.iter().all(|span| span.text.is_empty()) {
        return;
    }
    out.push(if (1..=6).contains(&level) {
        Block::Heading { level: level as u8, spans }
    } else {
        Block::Paragraph { role: Role::Body, spans }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Limits, PageFacts};
    use crate::news::Address;

    #[test]
    fn nothing_is_left_out() {
        let html = "<title>T</title><nav><a href=/a>Menu one</a></nav><h2>Head</h2><p>Some <b>words</b> <em>here</em>.</p>\
                    <ul><li>first<li>second</ul><table><tr><td>a<td>b</table><footer>Imprint \u{1b}[31m</footer>";
        let facts = PageFacts { address: Address::parse("https://a.example/").unwrap(), content_type: None };
        let page = Page::parse(html.as_bytes(), &facts, &Limits::default()).unwrap();
        let article = whole(&page).unwrap();
        assert_eq!(article.kind, TextKind::Page);
        let text = format!("{:?}", article.document);
        for kept in ["Menu one", "Head", "Some words here.", "first", "second", "Imprint"] {
            assert!(text.contains(kept), "{kept}: {text}");
        }
        assert!(article.document.blocks.iter().any(|block| matches!(block, Block::Heading { level: 2, .. })));
        assert!(article.document.blocks.iter().any(|block| matches!(block, Block::Code { .. })), "the table");
        assert!(!text.contains('\u{1b}'));
    }
}
