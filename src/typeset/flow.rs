//! The text of one block in one string, with the looks of its stretches beside it.

use std::ops::Range;

use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::Ink;
use super::page::columns;
use crate::news::{Span, Style};

/// How a stretch of a flow looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) role: Ink,
    pub(super) style: Style,
    pub(super) link: Option<u32>,
}

impl Look {
    pub(super) fn of(role: Ink) -> Self {
        Self { role, ..Self::default() }
    }
}

/// Text of one block in one string, with the looks of its stretches beside it.
#[derive(Clone, Debug, Default)]
pub(super) struct Flow {
    pub(super) text: String,
    /// Where each stretch ends, in bytes, and its look.
    pub(super) looks: Vec<(usize, Look)>,
    /// Whether it is running text: then words may be divided and spaces widened.
    pub(super) running: bool,
    /// Whether its lines are of about the same length: a headline's.
    pub(super) even: bool,
    /// What stands between its parts, which are broken inside only where they are wider than a line.
    pub(super) dot: Option<&'static str>,
    /// Where it runs from, where something else decides that.
    pub(super) from_the_right: Option<bool>,
}

impl Flow {
    /// The same as running text.
    pub(super) fn running(self) -> Self {
        Self { running: true, ..self }
    }

    /// The same as a headline.
    pub(super) fn evenly(self) -> Self {
        Self { even: true, ..self }
    }

    pub(super) fn plain(text: &str, role: Ink) -> Self {
        let mut flow = Self::default();
        flow.push(text, Look::of(role));
        flow
    }

    /// Parts with a dot between them, under a title that runs from the right or not.
    pub(super) fn parts<'a>(
        parts: impl Iterator<Item = &'a str>,
        dot: &'static str,
        (role, from_the_right): (Ink, Option<bool>),
    ) -> Self {
        let mut flow = Self { dot: Some(dot), from_the_right, ..Self::default() };
        for (at, part) in parts.filter(|part| !part.trim().is_empty()).enumerate() {
            if at > 0 {
                flow.push(dot, Look::of(role));
            }
            flow.push(part, Look::of(role));
        }
        flow
    }

    /// The parts that have no room in a line of so many columns and may be broken inside; the whole where it has none.
    pub(super) fn loose(&self, room: usize) -> Vec<Range<usize>> {
        let Some(dot) = self.dot else { return std::iter::once(0..self.text.len()).collect() };
        let mut from = 0;
        let parts = self.text.split(dot).map(|part| {
            let range = from..from + part.len();
            from = range.end + dot.len();
            (columns(part) + columns(dot.trim_end()), range)
        });
        parts.filter(|(wide, _)| *wide > room).map(|(_, range)| range).collect()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether it says these words already.
    pub(super) fn contains(&self, words: &str) -> bool {
        self.text.contains(words)
    }

    /// Columns it takes in lines of any length, and columns of its longest part without a break.
    pub(super) fn widths(&self) -> (usize, usize) {
        let text = self.text.trim_end();
        let (mut whole, mut part, mut line, mut from) = (0, 0, 0, 0);
        for (at, how) in linebreaks(text) {
            let piece = text.get(from..at).unwrap_or_default();
            let solid = columns(piece.trim_end());
            part = part.max(solid);
            whole = whole.max(line + solid);
            line += columns(piece);
            if how == BreakOpportunity::Mandatory {
                line = 0;
            }
            from = at;
        }
        (whole, part)
    }

    /// Whether it is a figure: digits with signs, points and units of one sign.
    pub(super) fn is_number(&self) -> bool {
        let text = self.text.trim();
        text.chars().any(|c| c.is_ascii_digit())
            && text
                .chars()
                .all(|c| c.is_ascii_digit() || c.is_whitespace() || "+-−–.,%()/:$€£¥₽₸×°".contains(c))
    }

    /// Characters in it.
    pub(super) fn chars(&self) -> u32 {
        self.text.chars().count() as u32
    }

    /// Adds text; spaces at a line's start and after a space fall away, and more than two line breaks.
    pub(super) fn push(&mut self, text: &str, look: Look) {
        for (at, part) in text.split('\n').enumerate() {
            if at > 0 {
                self.trim_spaces();
                if !self.text.is_empty() && !self.text.ends_with("\n\n") {
                    self.text.push('\n');
                }
            }
            let at_space = self.text.is_empty() || self.text.ends_with([' ', '\n']);
            self.text.push_str(if at_space { part.trim_start_matches(' ') } else { part });
        }
        let end = self.text.len();
        match self.looks.last_mut() {
            Some((last, known)) if *known == look || *last == end => *last = end,
            _ if end > 0 => self.looks.push((end, look)),
            _ => {}
        }
    }

    fn trim_spaces(&mut self) {
        let end = self.text.trim_end_matches(' ').len();
        self.text.truncate(end);
        while self.looks.iter().rev().nth(1).is_some_and(|(before, _)| *before >= end) {
            self.looks.pop();
        }
        if let Some((last, _)) = self.looks.last_mut() {
            *last = end.min(*last);
        }
    }

    /// Adds spans on a ground role: links and code have roles of their own, but in headings.
    pub(super) fn push_spans(&mut self, spans: &[Span], ground: Ink, links: usize, ascii: bool) {
        let keeps_role = matches!(ground, Ink::Title | Ink::Heading | Ink::Subheading);
        for span in spans {
            let link = span.link.filter(|link| (*link as usize) < links);
            let role = match (link, span.style.code) {
                _ if keeps_role => ground,
                (Some(_), _) => Ink::Link,
                (None, true) => Ink::Code,
                (None, false) => ground,
            };
            let look = Look { role, style: span.style, link };
            match raised(span, ascii) {
                Some(raised) => self.push(&raised, look),
                None => self.push(&span.text, look),
            }
        }
    }
}

/// The raised or lowered characters of a span, where Unicode has all of them.
fn raised(span: &Span, ascii: bool) -> Option<String> {
    if ascii || span.style.sup == span.style.sub {
        return None;
    }
    span.text.chars().map(|c| if span.style.sup { superscript(c) } else { subscript(c) }).collect()
}

fn superscript(c: char) -> Option<char> {
    Some(match c {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '0' | '4'..='9' => char::from_u32('⁰' as u32 + c.to_digit(10)?)?,
        '+' => '⁺',
        '-' | '−' => '⁻',
        '(' => '⁽',
        ')' => '⁾',
        'n' => 'ⁿ',
        _ => return None,
    })
}

fn subscript(c: char) -> Option<char> {
    Some(match c {
        '0'..='9' => char::from_u32('₀' as u32 + c.to_digit(10)?)?,
        '+' => '₊',
        '-' | '−' => '₋',
        '(' => '₍',
        ')' => '₎',
        _ => return None,
    })
}
