//! Pull quotes: what the page sets large out of its own text, to catch the eye.

use std::collections::HashSet;

use super::text;
use crate::news::{Block, Role};

/// Words in a row that are compared.
const ROW: usize = 3;

/// Words of a quotation below which it may stand twice by chance.
const FEWEST: usize = 5;

/// Percent of a quotation's rows of words that stand in one paragraph, for it to be taken from there: its
/// speaker may be named with it, in the same line or below.
const TAKEN: usize = 80;

/// Gives quotations whose words stand in a paragraph of the text the role of pull quotes.
pub(super) fn told_apart(blocks: Vec<Block>) -> Vec<Block> {
    if !blocks.iter().any(|block| matches!(block, Block::Quote(_))) {
        return blocks;
    }
    let paragraphs: Vec<HashSet<Vec<String>>> = blocks
        .iter()
        .filter(|block| matches!(block, Block::Paragraph { role: Role::Body | Role::Standfirst, .. }))
        .filter_map(text)
        .map(|text| rows(&text).collect())
        .collect();
    let mut told = Vec::with_capacity(blocks.len());
    for block in blocks {
        match block {
            Block::Quote(inner) if is_taken(&inner, &paragraphs) => {
                told.extend(inner.into_iter().map(|block| match block {
                    Block::Paragraph { spans, .. } | Block::Heading { spans, .. } => {
                        Block::Paragraph { role: Role::PullQuote, spans }
                    }
                    other => other,
                }));
            }
            block => told.push(block),
        }
    }
    told
}

fn is_taken(quoted: &[Block], paragraphs: &[HashSet<Vec<String>>]) -> bool {
    let parts: Vec<Vec<Vec<String>>> =
        quoted.iter().filter_map(text).map(|text| rows(&text).collect()).collect();
    let whole: usize = parts.iter().map(Vec::len).sum();
    parts.iter().any(|rows| {
        rows.len() + ROW > FEWEST
            && rows.len() * 2 >= whole
            && paragraphs.iter().any(|paragraph| {
                let found = rows.iter().filter(|row| paragraph.contains(*row)).count();
                found * 100 >= rows.len() * TAKEN
            })
    })
}

/// Each few words in a row, lower case.
fn rows(text: &str) -> impl Iterator<Item = Vec<String>> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(str::to_lowercase).collect();
    let rows: Vec<Vec<String>> = words.windows(ROW).map(<[String]>::to_vec).collect();
    rows.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::{Span, Text};

    fn paragraph(text: &str) -> Block {
        Block::Paragraph { role: Role::Body, spans: vec![Span::plain(Text::line(text))] }
    }

    #[test]
    fn a_quotation_out_of_the_text_is_a_pull_quote_and_another_is_none() {
        let said = "We will move the cars to the field above the church, where it is dry, the mayor said.";
        let blocks = vec![
            Block::Quote(vec![
                paragraph("We will move the cars to the field above the church"),
                paragraph("Ann Berg, mayor of the town by the river"),
            ]),
            paragraph(said),
            Block::Quote(vec![paragraph("Nobody expected so much water in one night.")]),
            Block::Quote(vec![paragraph("The mayor said.")]),
        ];
        let roles: Vec<bool> = told_apart(blocks)
            .iter()
            .map(|block| matches!(block, Block::Paragraph { role: Role::PullQuote, .. }))
            .collect();
        assert_eq!(roles, [true, true, false, false, false]);
    }
}
