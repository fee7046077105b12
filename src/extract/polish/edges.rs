//! Lines at either end of a text that are none of it: the headline in its first paragraph, how many follow, that this was all.

use super::phrases::{ENDS, FOLLOWERS};
use super::{NEAR, is_prose, start_of};
use crate::extract::metadata::{Metadata, folded};
use crate::news::{Block, Role, Span, Text};

/// The headline that begins the first paragraph as a line of its own goes from it.
pub(super) fn without_headline(mut blocks: Vec<Block>, metadata: &Metadata) -> Vec<Block> {
    let title = folded(&metadata.title);
    let headed =
        |spans: &[Span]| start_of(spans).split_once('\n').is_some_and(|(line, _)| folded(line) == title);
    // Before it may stand what goes later, such as a line of links, but nothing that was said.
    let said =
        |spans: &[Span]| start_of(spans).trim_end().ends_with(['.', '!', '?', '…', '。', '！', '？', '।']);
    let at = blocks.iter().take(NEAR).position(|block| match block {
        Block::Paragraph { role: Role::Body, spans } => headed(spans) || said(spans) || is_prose(block),
        _ => false,
    });
    let first = at.and_then(|at| blocks.get_mut(at)).and_then(|block| match block {
        Block::Paragraph { spans, .. } => Some(spans),
        _ => None,
    });
    if let Some(spans) = first.filter(|spans| !title.is_empty() && headed(spans)) {
        let mut cut = false;
        spans.retain_mut(|span| {
            if cut {
                return true;
            }
            let rest = span.text.split_once('\n').map(|(_, rest)| Text::lines(rest));
            cut = rest.is_some();
            span.text = rest.unwrap_or_default();
            !span.text.is_empty()
        });
    }
    blocks
}

/// Whether a line tells how many follow somebody, and hardly more.
pub(super) fn counts_followers(text: &str) -> bool {
    const LONGEST: usize = 40;
    let lower = text.trim().to_lowercase();
    lower.chars().count() <= LONGEST
        && lower.chars().any(char::is_numeric)
        && FOLLOWERS.iter().any(|word| lower.ends_with(word))
}

/// Whether a line says that this was all. What stands in quotation marks was said by somebody.
pub(super) fn ends(text: &str) -> bool {
    const QUOTES: &[char] = &['"', '“', '”', '„', '«', '»', '‘', '’', '\'', '「', '」', '『', '』'];
    let lower = text.trim().to_lowercase();
    if lower.contains(QUOTES) {
        return false;
    }
    let signs = lower.trim_matches(|c: char| !c.is_alphanumeric());
    ENDS.contains(&signs) || signs == "30" && lower != signs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_line_before_anything_is_said_is_the_headline() {
        let metadata = Metadata { title: Text::line("Harbour closed"), ..Metadata::default() };
        let paragraph =
            |text: &str| Block::Paragraph { role: Role::Body, spans: vec![Span::plain(Text::lines(text))] };
        let read = |texts: &[&str]| -> Vec<String> {
            let blocks = without_headline(texts.iter().map(|text| paragraph(text)).collect(), &metadata);
            blocks.iter().filter_map(super::super::text).collect()
        };
        assert_eq!(
            read(&["Home\nTown", "Harbour closed\nThe gate is shut."]),
            ["Home\nTown", "The gate is shut."]
        );
        let later = ["A sign hangs at the gate.", "Harbour closed\nis what it says."];
        assert_eq!(read(&later), later);
    }

    #[test]
    fn lines_that_count_or_end_are_told_from_text() {
        for line in ["12,4 тыс подписчиков", "The Harbour · 1,204 followers", "1204人关注"]
        {
            assert!(counts_followers(line), "{line}");
        }
        for line in [
            "He has followers",
            "The account as of Tuesday: 1.2 million followers",
            "In 1911 the river had 40 followers of its own, who walked along it to the sea each spring",
        ] {
            assert!(!counts_followers(line), "{line}");
        }
        for line in ["END", "— ENDS —", "(끝)", "-30-", "（完）"] {
            assert!(ends(line), "{line}");
        }
        for line in ["30", "The end of the line", "Endlich.", "“Fin.”", "“30”", "«Ende»"] {
            assert!(!ends(line), "{line}");
        }
    }
}
