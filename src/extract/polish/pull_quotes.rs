//! Pull quotes: what the page sets large out of its own text, to catch the eye.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use super::text;
use crate::news::{Block, Role};

/// Words in a row that are compared.
const ROW: usize = 3;

/// Words of a quotation below which it may stand twice by chance.
const FEWEST: usize = 5;

/// Percent of a quotation's rows of words that stand in one paragraph, for it to be taken from there: its
/// speaker may be named with it, in the same line or below.
const TAKEN: usize = 80;

/// Paragraphs that are remembered for one row of words: what stands in more of them is nobody's saying.
const PLACES: usize = 16;

/// In which paragraphs, by their numbers, each row of words stands.
type Places = HashMap<u64, Vec<usize>>;

/// Gives quotations whose words stand in a paragraph of the text the role of pull quotes.
pub(super) fn told_apart(blocks: Vec<Block>) -> Vec<Block> {
    if !blocks.iter().any(|block| matches!(block, Block::Quote(_))) {
        return blocks;
    }
    let paragraphs = blocks
        .iter()
        .filter(|block| matches!(block, Block::Paragraph { role: Role::Body | Role::Standfirst, .. }));
    let mut places = Places::new();
    for (number, said) in paragraphs.filter_map(text).enumerate() {
        for row in rows(&said) {
            let known = places.entry(row).or_default();
            if known.len() < PLACES && known.last() != Some(&number) {
                known.push(number);
            }
        }
    }
    let mut told = Vec::with_capacity(blocks.len());
    for block in blocks {
        match block {
            Block::Quote(inner) if is_taken(&inner, &places) => {
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

fn is_taken(quoted: &[Block], places: &Places) -> bool {
    let parts: Vec<Vec<u64>> = quoted.iter().filter_map(text).map(|said| rows(&said)).collect();
    let whole: usize = parts.iter().map(Vec::len).sum();
    parts.iter().any(|rows| {
        rows.len() + ROW > FEWEST
            && rows.len() * 2 >= whole
            && most_found(rows, places) * 100 >= rows.len() * TAKEN
    })
}

/// How many of some rows stand in the one paragraph that has most of them.
fn most_found(rows: &[u64], places: &Places) -> usize {
    let mut found: HashMap<usize, usize> = HashMap::new();
    for number in rows.iter().filter_map(|row| places.get(row)).flatten() {
        *found.entry(*number).or_default() += 1;
    }
    found.into_values().max().unwrap_or(0)
}

/// Each few words in a row, whatever their case, as one number.
fn rows(text: &str) -> Vec<u64> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(str::to_lowercase).collect();
    let number = |row: &[String]| {
        let mut hasher = DefaultHasher::new();
        row.hash(&mut hasher);
        hasher.finish()
    };
    words.windows(ROW).map(number).collect()
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
