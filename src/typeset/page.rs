//! A page: exact lines, ready to be copied to a screen.

use std::ops::Range;
use std::sync::Arc;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::{Ink, Measure};
use crate::news::{Address, Style};
use crate::picture::Plate;

/// A set article. Lines are in reading order; one blank line stands between blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// What it was set with.
    pub measure: Measure,
    /// The lines from first to last.
    pub lines: Vec<Line>,
    /// Where links lead; runs refer to them by index.
    pub links: Vec<Address>,
    /// The pictures of its figures, each by its number ([`super::figures()`]).
    pub plates: Vec<(u32, Arc<Plate>)>,
}

/// A line of a page. It has no trailing spaces; a blank line has no runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The runs from first to last.
    pub runs: Vec<Run>,
    /// The block of the document it belongs to; `None` for the head and blank lines.
    pub block: Option<u32>,
    /// Where the line begins, in characters of the block's text.
    pub offset: u32,
    /// Its width in columns, as a terminal shows it.
    pub width: u32,
    /// Whether it belongs to something wider than the measure that may be scrolled sideways.
    pub wide: bool,
    /// Whether its paragraph runs from the right. The runs are in the order they are read either way.
    pub from_the_right: bool,
    /// The row of a picture that stands here instead of words.
    pub plate: Option<PlateRow>,
}

/// A row of a picture on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlateRow {
    /// The number of its figure ([`super::figures()`]).
    pub figure: u32,
    /// The row, from the top.
    pub row: u16,
    /// The column it begins in, beside the bars and marks of what it stands in.
    pub from: u16,
}

/// A run of characters with one role, one style and one link. Never splits a grapheme cluster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// The characters.
    pub text: String,
    /// What they are.
    pub role: Ink,
    /// How they are set apart beside that (`code` has a role of its own).
    pub style: Style,
    /// Index into [`Page::links`].
    pub link: Option<u32>,
}

impl Line {
    /// The line's text without roles.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

impl Page {
    /// The picture of a line, and its row in it.
    pub fn plate_of(&self, line: &Line) -> Option<(&Plate, PlateRow)> {
        let row = line.plate?;
        self.plates.iter().find(|(own, _)| *own == row.figure).map(|(_, plate)| (plate.as_ref(), row))
    }

    /// The width of the widest line in columns: how far a wide page may be scrolled.
    pub fn width(&self) -> usize {
        self.lines.iter().map(|line| line.width as usize).max().unwrap_or(0)
    }

    /// Each link in a window of the page, in reading order: the line and the byte of its text where it begins to be
    /// seen, and its index into [`Page::links`]. A link that runs over several runs or lines is named once. Only wide
    /// lines are scrolled sideways: of them, what lies in these columns is seen.
    pub fn links_in(&self, rows: Range<usize>, shown: Range<usize>) -> Vec<(usize, usize, u32)> {
        let mut found = Vec::new();
        let mut last = None;
        let first = rows.start;
        for (row, line) in self.lines.iter().enumerate().take(rows.end).skip(first) {
            let (mut byte, mut column) = (0, 0);
            for run in &line.runs {
                let (start, width) = (byte, columns(&run.text));
                let from = if line.wide { shown.start.saturating_sub(column) } else { 0 };
                let seen = !line.wide || (from < width && column < shown.end);
                byte += run.text.len();
                column += width;
                match run.link {
                    _ if run.role.is_furniture() => {}
                    None => last = None,
                    Some(_) if !seen => {}
                    Some(link) => {
                        if last != Some(link) {
                            found.push((row, start + byte_at(&run.text, from), link));
                        }
                        last = Some(link);
                    }
                }
            }
        }
        found
    }
}

/// The byte of the first cluster at or behind a column.
fn byte_at(text: &str, column: usize) -> usize {
    let mut here = 0;
    for (at, cluster) in text.grapheme_indices(true) {
        if here >= column {
            return at;
        }
        here += columns(cluster);
    }
    text.len()
}

/// Columns of a text on a terminal: the sum over its grapheme clusters (UAX 29), as screens draw them.
pub(super) fn columns(text: &str) -> usize {
    if text.bytes().all(|b| (b' '..=b'~').contains(&b)) {
        return text.len();
    }
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}
