//! Text from outside in the lists that commands print for people: in the order of the eye where a terminal leaves
//! that to us, as it is read in a pipe.

use std::borrow::Cow;
use std::io::{IsTerminal, stdout};
use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use super::world::World;
use crate::runtime;
use crate::typeset::{has_right_to_left, line_as_seen, pieces_as_seen, runs_from_the_right};
use crate::view::wrap;

/// Columns that a text is broken for at least.
const LEAST: usize = 16;
/// Lines that one text is broken into at most.
const MOST_LINES: usize = 40;

impl World {
    /// Whether text that runs from the right is turned round here (`ui.bidi`) where it is written to a terminal.
    pub fn reorders(&self) -> bool {
        runtime::reorders(self.settings().bidi, |name| std::env::var(name).ok())
    }

    /// Whether results are: what is piped stays in the order it is read, as files have it.
    pub fn turns(&self) -> bool {
        stdout().is_terminal() && self.reorders()
    }

    /// A title, a name or a date in a line of a list: it begins in a column, and so many columns stand behind it. What
    /// has no room in the line goes on under itself, for a terminal would break it where it ends.
    pub fn told<'a>(&self, text: &'a str, (at, behind): (usize, usize)) -> Cow<'a, str> {
        if !has_right_to_left(text) || !self.turns() {
            return Cow::Borrowed(text);
        }
        let columns = runtime::terminal_size().map_or(usize::MAX, |(columns, _)| usize::from(columns));
        if text.width() <= columns.saturating_sub(at + behind) {
            return line_as_seen(text);
        }
        // The last of its lines has what stands behind it.
        Cow::Owned(broken(text, at, columns.saturating_sub(at + behind).max(8)))
    }

    /// A paragraph in lines that begin in a column, broken at words where the terminal ends; what is piped stays as it is.
    pub fn lines_told(&self, text: &str, at: usize) -> Vec<String> {
        let columns = runtime::terminal_size().filter(|_| stdout().is_terminal());
        let room = columns.map(|(columns, _)| usize::from(columns).saturating_sub(at + 1));
        match room {
            Some(room) if room >= LEAST && text.width() > room => wrap(text, room, usize::MAX, "…")
                .iter()
                .map(|line| self.told(line, (at, 0)).into_owned())
                .collect(),
            _ => vec![self.told(text, (at, 0)).into_owned()],
        }
    }

    /// The same with its marked stretches in bold.
    pub fn told_marked(&self, text: &str, marks: &[Range<usize>], place: (usize, usize)) -> String {
        let told = self.told(text, place);
        if !has_right_to_left(text) || !self.turns() {
            return bold(pieces(text, marks));
        }
        if told.contains('\n') {
            return told.into_owned();
        }
        let seen = pieces_as_seen(&pieces(text, marks), runs_from_the_right(text));
        bold(seen.iter().map(|(text, marked)| (text.as_str(), *marked)).collect())
    }
}

/// A text in lines of so many columns that end at the right.
fn broken(text: &str, at: usize, columns: usize) -> String {
    let from_the_right = runs_from_the_right(text);
    let lines = wrap(text, columns, MOST_LINES, "…");
    let widest = lines.iter().map(|line| line.width()).max().unwrap_or(0);
    let lines: Vec<String> = lines
        .iter()
        .map(|line| {
            let space = if from_the_right { widest - line.width() } else { 0 };
            let seen = pieces_as_seen(&[(line, ())], from_the_right);
            let seen: String = seen.into_iter().map(|(text, ())| text).collect();
            format!("{}{seen}", " ".repeat(space))
        })
        .collect();
    lines.join(&format!("\n{}", " ".repeat(at)))
}

/// A text in its marked stretches and those between.
fn pieces<'a>(text: &'a str, marks: &[Range<usize>]) -> Vec<(&'a str, bool)> {
    let mut out = Vec::with_capacity(marks.len() * 2 + 1);
    let mut from = 0;
    for mark in marks {
        out.push((text.get(from..mark.start).unwrap_or_default(), false));
        out.push((text.get(mark.clone()).unwrap_or_default(), true));
        from = mark.end;
    }
    out.push((text.get(from..).unwrap_or_default(), false));
    out
}

/// Pieces with those that are marked in bold (ECMA-48, SGR 1 and 22).
fn bold(pieces: Vec<(&str, bool)>) -> String {
    let mut out = String::new();
    for (text, marked) in pieces {
        if marked {
            out.extend(["\u{1b}[1m", text, "\u{1b}[22m"]);
        } else {
            out.push_str(text);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_title_goes_on_under_itself() {
        assert_eq!(broken("שלום עולם טוב", 4, 9), "םלוע םולש\n          בוט");
    }
}
