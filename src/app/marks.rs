//! Marked words on a page: of the open search, or of what is typed to be found in the story.

use std::ops::Range;

use crate::locale::grouped;
use crate::query::{Find, Marker};
use crate::typeset::{Ink, Page};

/// The marks of an open story.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// What is found in this story alone.
    pub find: Option<Find>,
    /// Where something stands, in reading order.
    pub found: Vec<Place>,
    /// The one that was gone to last.
    pub at: Option<usize>,
}

/// One place: lines with the bytes of their text, more than one where it runs over a line's end.
pub type Place = Vec<(usize, Range<usize>)>;

impl Marks {
    /// Marks a page anew, by what is to be found in it, else by the search's words.
    pub fn refresh(&mut self, page: &Page, marker: Option<&Marker>) {
        self.found = match (&self.find, marker) {
            (Some(find), _) => places(page, |text| find.places(text)),
            (None, Some(marker)) if !marker.is_empty() => places(page, |text| marker.in_text(text)),
            _ => Vec::new(),
        };
        self.at = self.at.filter(|at| *at < self.found.len());
    }

    /// The next place from a line on, or the one before it; `None` past the ends.
    pub fn next(&self, top: usize, forward: bool) -> Option<usize> {
        let line = |mark: &Place| mark.first().map_or(0, |(line, _)| *line);
        match (self.at, forward) {
            (Some(at), true) => Some(at + 1).filter(|at| *at < self.found.len()),
            (Some(at), false) => at.checked_sub(1),
            (None, true) => self.found.iter().position(|mark| line(mark) >= top),
            (None, false) => self.found.iter().rposition(|mark| line(mark) < top),
        }
    }

    /// The line of a place.
    pub fn line(&self, at: usize) -> usize {
        self.found.get(at).and_then(|mark| mark.first()).map_or(0, |(line, _)| *line)
    }

    /// The marked bytes of a line, and whether they are of the place that was gone to last.
    pub fn on(&self, line: usize) -> Vec<(Range<usize>, bool)> {
        // Places are in order: the first that may touch this line is found by halves.
        let from = self.found.partition_point(|mark| mark.last().is_some_and(|(last, _)| *last < line));
        let near = self.found.iter().enumerate().skip(from);
        let here = near.take_while(|(_, mark)| mark.first().is_some_and(|(first, _)| *first <= line));
        here.flat_map(|(at, mark)| {
            let mine = mark.iter().filter(move |(on, _)| *on == line);
            mine.map(move |(_, range)| (range.clone(), self.at == Some(at)))
        })
        .collect()
    }

    /// `3 of 17`, or how many there are while none was gone to.
    pub fn words(&self) -> Option<String> {
        let all = self.found.len();
        match self.at {
            _ if self.find.is_none() && all == 0 => None,
            Some(at) => Some(format!("{} of {}", grouped(at + 1), grouped(all))),
            None => Some(crate::locale::counted(all, "match", "matches")),
        }
    }
}

/// Finds in the page's whole text, in which a line's end is a space, or nothing within a divided word, and
/// tells lines from it.
fn places(page: &Page, find: impl Fn(&str) -> Vec<Range<usize>>) -> Vec<Place> {
    let mut text = String::new();
    let mut ranges = Vec::with_capacity(page.lines.len());
    for line in &page.lines {
        let start = text.len();
        for run in line.runs.iter().filter(|run| run.role != Ink::Hyphen) {
            text.push_str(&run.text);
        }
        ranges.push(start..text.len());
        if line.runs.last().is_none_or(|run| run.role != Ink::Hyphen) {
            text.push('\n');
        }
    }
    let pieces = |found: Range<usize>| {
        let first = ranges.partition_point(|line| line.start <= found.start).saturating_sub(1);
        let lines = ranges.iter().enumerate().skip(first).take_while(|(_, line)| line.start < found.end);
        lines
            .filter_map(|(row, line)| {
                let cut = |at: usize| at.clamp(line.start, line.end) - line.start;
                let piece = cut(found.start)..cut(found.end);
                (!piece.is_empty()).then_some((row, piece))
            })
            .collect::<Place>()
    };
    find(&text).into_iter().map(pieces).filter(|mark| !mark.is_empty()).collect()
}
