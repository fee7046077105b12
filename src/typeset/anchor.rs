//! Places in a text that hold when the page is set again.

use serde::{Deserialize, Serialize};

use super::{Line, Page};
use crate::news::Text;

/// Characters of the quote that an anchor carries.
const QUOTE_CHARS: usize = 48;

/// Added to an offset: the blank line above what stands there.
const ABOVE: u32 = 1 << 31;

/// A place in an article's text, whatever the measure.
///
/// The place above the text (title, byline) has block 0, offset 0 and no quote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Anchor {
    /// The block of the document.
    pub block: u32,
    /// Where in the block's text, in characters; with the highest bit the blank line above that.
    pub offset: u32,
    /// The words that stand there, by which the place is found when the text has changed.
    pub quote: Text,
}

impl Page {
    /// The place of a line. A blank line is told by the words below it.
    pub fn anchor_at(&self, line: usize) -> Anchor {
        let rest = self.lines.get(line..).unwrap_or_default();
        let is_head = self.lines.iter().take(line.saturating_add(1)).all(|line| line.block.is_none());
        if is_head {
            return Anchor::default();
        }
        let here = rest.iter().position(|line| line.block.is_some()).map(|ahead| line + ahead);
        let here = here.or_else(|| self.lines.iter().rposition(|line| line.block.is_some()));
        let Some((at, block)) = here.and_then(|at| self.lines.get(at)?.block.map(|block| (at, block))) else {
            return Anchor::default();
        };
        let offset = self.lines.get(at).map_or(0, |line| line.offset);
        let offset = if at == line + 1 { offset | ABOVE } else { offset };
        Anchor { block, offset, quote: Text::line(&self.quote_from(at)) }
    }

    /// The line where a place is: by block and offset, or by its quote when the text has changed.
    pub fn line_of(&self, anchor: &Anchor) -> usize {
        if anchor.block == 0 && anchor.offset == 0 && anchor.quote.is_empty() {
            return 0;
        }
        let is_above = anchor.offset & ABOVE != 0;
        let near = self.line_at(anchor.block, anchor.offset & !ABOVE);
        let wanted = squeezed(&anchor.quote);
        let found = if wanted.is_empty() { None } else { self.nearest_quote(&wanted, near) };
        let line = found.unwrap_or(near);
        let is_blank = |line: &usize| self.lines.get(*line).is_some_and(|line| line.block.is_none());
        line.checked_sub(1).filter(|above| is_above && is_blank(above)).unwrap_or(line)
    }

    /// The line with the last place at or before a place (the first of several that begin at one offset). Blocks
    /// need not stand in order: footnotes are at the end.
    fn line_at(&self, block: u32, offset: u32) -> usize {
        let mut best: Option<((u32, u32), usize)> = None;
        for (row, line) in self.lines.iter().enumerate() {
            let Some(own) = line.block.map(|own| (own, line.offset)) else { continue };
            if own <= (block, offset) && best.is_none_or(|(place, _)| place < own) {
                best = Some((own, row));
            }
        }
        best.map_or(0, |(_, row)| row)
    }

    fn quote_from(&self, row: usize) -> String {
        let block = self.lines.get(row).and_then(|line| line.block);
        let mut quote = String::new();
        for line in self.lines.iter().skip(row).filter(|line| line.block == block) {
            quote.push_str(&said(line));
            quote.push(' ');
            if quote.chars().count() > QUOTE_CHARS {
                break;
            }
        }
        quote.chars().take(QUOTE_CHARS).collect()
    }

    /// The line nearest to `near` where the squeezed quote begins.
    fn nearest_quote(&self, wanted: &str, near: usize) -> Option<usize> {
        let mut all = String::new();
        let mut starts = Vec::with_capacity(self.lines.len());
        for line in &self.lines {
            starts.push(all.len());
            if line.block.is_some() {
                all.push_str(&squeezed(&said(line)));
            }
        }
        let here = starts.get(near).copied().unwrap_or(0);
        let next = starts.get(near + 1).copied().unwrap_or(all.len());
        let reach = next.saturating_add(wanted.len() * 2).min(all.len());
        let reach = (reach..=all.len()).find(|at| all.is_char_boundary(*at)).unwrap_or(all.len());
        if all
            .get(here..reach)
            .and_then(|ahead| ahead.find(wanted))
            .is_some_and(|at| at == 0 || here + at < next)
        {
            return Some(near);
        }
        let rows = all.match_indices(wanted).map(|(at, _)| starts.partition_point(|start| *start <= at) - 1);
        rows.min_by_key(|row| row.abs_diff(near))
    }
}

/// What a line says without the marks and bars the setter added.
fn said(line: &Line) -> String {
    line.runs.iter().filter(|run| !run.role.is_furniture()).map(|run| run.text.as_str()).collect()
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
