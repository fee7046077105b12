//! Short reports of entries, each behind its minute or its hour: a match as it was played, a day in a few lines.
//!
//! Asked last, for a page that gave nothing to read: such entries are too short for any scorer, and stand in no
//! paragraphs.

use std::collections::HashMap;

use dom_query::{Document as Dom, NodeRef};

use super::blocks::{self, Fate};
use super::polish::is_clock;
use super::tokens::{beginning, is_hidden, name, tokens};
use super::words::said;
use crate::news::{Address, Block, Document, Role, Span};

/// Entries of a report, and elements that are looked at.
const LEAST: usize = 3;
const MOST: usize = 300;
const ELEMENTS: usize = 20_000;

/// Letters of an entry that say something, and those that are looked at.
const SAYS: usize = 25;
const LOOKED_AT: usize = 600;

/// The first report of a page.
pub(super) fn read(dom: &Dom, base: &Address) -> Option<Document> {
    let body = dom.body()?;
    let elsewhere = |tag: &str| matches!(tag, "nav" | "aside" | "footer" | "form" | "script" | "style");
    let mut pending = vec![body];
    let mut left = ELEMENTS;
    while let Some(node) = pending.pop() {
        left = left.checked_sub(1)?;
        if is_hidden(&node) || name(&node).is_some_and(|tag| elsewhere(&tag)) {
            continue;
        }
        let children = node.element_children();
        if let Some(entries) = entries(&children) {
            let mut document = Document::default();
            for entry in entries {
                blocks::append(&mut document, &entry, base, &|_| Fate::Keep);
            }
            for block in &mut document.blocks {
                if let Block::Paragraph { role, spans } = block
                    && is_minute(&spans.iter().map(|span: &Span| span.text.as_str()).collect::<String>())
                {
                    *role = Role::Byline;
                }
            }
            return Some(document);
        }
        pending.extend(children.into_iter().rev());
    }
    None
}

/// Those of some neighbours that are of one make, begin with their minute and say something without a link.
fn entries<'a>(children: &[NodeRef<'a>]) -> Option<Vec<NodeRef<'a>>> {
    if children.len() < LEAST {
        return None;
    }
    let mut makes: HashMap<String, Vec<NodeRef<'a>>> = HashMap::new();
    for child in children.iter().take(MOST).filter(|child| is_entry(child)) {
        let make = format!("{:?} {}", name(child), tokens(child).first().cloned().unwrap_or_default());
        makes.entry(make).or_default().push(*child);
    }
    makes.into_values().find(|entries| entries.len() >= LEAST)
}

fn is_entry(node: &NodeRef) -> bool {
    let first = node.descendants_it().filter(NodeRef::is_text).map(|text| text.text());
    let begins = first.take(4).find(|text| !text.trim().is_empty()).is_some_and(|text| is_minute(&text));
    begins
        && said(&beginning(node, LOOKED_AT).0) >= SAYS
        && !node.descendants_it().take(LOOKED_AT).any(|inner| inner.has_name("a") || inner.has_name("h1"))
}

/// Whether a text is an hour or the minute of a match and nothing else: `18:05`, `78.`, `90.+3`, `45’`.
fn is_minute(text: &str) -> bool {
    let text = text.trim();
    let end = text.trim_end_matches(['.', '\'', '’', '′', 'm', 'i', 'n', ' ']);
    let digits = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let (minute, more) = end.split_once('+').unwrap_or((end, "0"));
    let signed = end.len() < text.len() || end.contains('+');
    is_clock(text)
        || signed && digits(minute.trim_end_matches(['.', '\'', '’', '′', ' '])) && digits(more.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Limits;

    fn said(html: &str) -> Option<String> {
        let dom = crate::extract::tree::grow(html, &Limits::default()).dom;
        let base = Address::parse("https://a.example/1").ok()?;
        Some(
            read(&dom, &base)?
                .blocks
                .iter()
                .filter_map(crate::extract::polish::text)
                .collect::<Vec<_>>()
                .join("|"),
        )
    }

    #[test]
    fn entries_behind_their_minutes_are_a_report() {
        let entry = |minute: &str, text: &str| format!("<div class=e><b>{minute}</b><div>{text}</div></div>");
        let entries = [
            entry("90.+3", "It is over, the home side wins."),
            entry("78.", "A goal from twenty metres out."),
            entry("46.", "The ball rolls again in the rain."),
        ]
        .concat();
        let found = said(&format!("<h1>T</h1><div>{entries}</div>")).unwrap();
        assert!(found.contains("78.") && found.contains("The ball rolls again"), "{found}");
        let listed = "<li>1. Bread and butter for the whole table</li>".repeat(3);
        assert_eq!(said(&format!("<ul>{listed}</ul>")), None, "numbers of a list are no minutes");
        let linked =
            "<div class=e><i>09:40</i> <a href=/x>Another story of this very day</a></div>".repeat(3);
        assert_eq!(said(&linked), None, "links are a list of stories");
    }

    #[test]
    fn a_minute_is_told_from_other_numbers() {
        for minute in ["90.+3", "78.", "45’", "45+2'", "18:05", "12 min"] {
            assert!(is_minute(minute), "{minute}");
        }
        for other in ["2026.", "3", "3:2", "No. 7", "+3", ""] {
            assert!(!is_minute(other), "{other}");
        }
    }
}
