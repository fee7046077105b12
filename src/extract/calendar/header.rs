//! The month and year that stand above a calendar, in any language and in any number of nodes.

use crate::extract::month_names::months_of;
use crate::extract::outline::{Outline, Piece};
use crate::news::{Month, Text};

/// Texts above the first day that are looked at.
const REACH: usize = 60;
/// A text longer than this is no part of a widget.
const LONG: usize = 80;

/// What the texts above a calendar name.
pub(super) struct Header {
    months: Vec<Named>,
    /// Years that stand alone, nearest first.
    years: Vec<(i16, usize)>,
}

/// A month that is named, nearest first.
struct Named {
    /// The months the name may mean, as bits 1–12.
    bits: u16,
    year: Option<i16>,
    piece: usize,
    text: String,
    linked: bool,
}

/// Whether a header names a month.
pub(super) enum Agreement {
    /// It does, in these words.
    Agrees(Text),
    /// It names another.
    Disagrees,
    /// It names none, or cannot be read.
    Unreadable,
}

impl Header {
    /// Reads what stands before the text of the first day.
    pub fn before(outline: &Outline, first: usize) -> Self {
        let mut header = Self { months: Vec::new(), years: Vec::new() };
        let mut at = first;
        let floor = first.saturating_sub(REACH);
        while at > floor {
            at -= 1;
            let Some(piece) = outline.pieces.get(at) else { break };
            if piece.text.chars().count() > LONG {
                break;
            }
            let row = row_before(outline, at);
            if row.len() >= 5 && row.clone().filter(|p| names_month(outline, *p)).count() < 4 {
                // Seven names of weekdays, of which some languages' are names of months in others.
                at = row.start;
                continue;
            }
            if !piece.unselected {
                header.take(piece, at);
            }
        }
        header
    }

    fn take(&mut self, piece: &Piece, at: usize) {
        let Some((bits, year)) = month_and_year(&piece.text) else { return };
        match (bits, year) {
            (0, Some(year)) => self.years.push((year, at)),
            (0, None) => {}
            (bits, year) => {
                let (text, linked) = (piece.text.clone(), piece.link.is_some());
                self.months.push(Named { bits, year, piece: at, text, linked });
            }
        }
    }

    /// Whether it names this month.
    pub fn agrees(&self, month: Month) -> Agreement {
        let says = |named: &&Named| named.bits & (1 << month.number()) != 0;
        let plain: Vec<&Named> = self.months.iter().filter(|named| !named.linked).collect();
        let linked: Vec<&Named> = self.months.iter().filter(|named| named.linked).collect();
        let of_year = |named: &&Named| named.year.is_none_or(|year| year == month.year());
        let found = plain.iter().copied().find(|named| says(named) && of_year(named));
        // A link that names the month shown; a row of links to all months says nothing.
        let found = found.or_else(|| {
            let few = plain.is_empty() && linked.len() <= 3;
            linked.iter().copied().find(|named| few && says(named) && of_year(named))
        });
        let Some(found) = found else {
            return if plain.is_empty() { Agreement::Unreadable } else { Agreement::Disagrees };
        };
        if found.year.is_some() {
            return Agreement::Agrees(Text::line(&found.text));
        }
        let near = |(_, at): &&(i16, usize)| at.abs_diff(found.piece) <= 14;
        let years: Vec<&(i16, usize)> = self.years.iter().filter(near).collect();
        match years.iter().find(|(year, _)| *year == month.year()) {
            Some((year, _)) => Agreement::Agrees(Text::line(&format!("{} {year}", found.text))),
            None if years.is_empty() => Agreement::Agrees(Text::line(&found.text)),
            None => Agreement::Disagrees,
        }
    }
}

fn names_month(outline: &Outline, piece: usize) -> bool {
    outline.pieces.get(piece).is_some_and(|p| month_and_year(&p.text).is_some_and(|(bits, _)| bits != 0))
}

/// The texts up to this one whose elements are alike and stand side by side.
fn row_before(outline: &Outline, last: usize) -> std::ops::Range<usize> {
    let shape = |at: usize| {
        let elem = outline.elems.get(outline.pieces.get(at)?.elem)?;
        let cell = if elem.name == "abbr" || elem.name == "span" && elem.class.is_empty() {
            let parent = outline.elems.get(elem.parent)?;
            (parent.parent, parent.name.as_str())
        } else {
            (elem.parent, elem.name.as_str())
        };
        Some(cell)
    };
    let wanted = shape(last);
    let mut first = last;
    while first > 0 && last - first < 20 && shape(first - 1) == wanted && wanted.is_some() {
        first -= 1;
    }
    first..last + 1
}

/// The month (as bits) and the year a short text names; `None` when it says more than that.
///
/// A number beside the month makes it the date of something else.
fn month_and_year(text: &str) -> Option<(u16, Option<i16>)> {
    if let Some(found) = with_ideographs(text) {
        return Some(found);
    }
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric() && !is_mark(c)).filter(|w| !w.is_empty()).collect();
    let numbers: Vec<i16> = words.iter().filter_map(|word| word.parse().ok()).collect();
    let years: Vec<i16> = numbers.iter().copied().filter(|n| (1900..=2100).contains(n)).collect();
    let small: Vec<i16> = numbers.iter().copied().filter(|n| !(1900..=2100).contains(n)).collect();
    let mut bits = 0;
    let mut others = 0;
    for word in words.iter().filter(|word| word.parse::<i16>().is_err()) {
        match months_of(word) {
            0 => others += 1,
            found => bits |= found,
        }
    }
    let year = years.first().copied();
    if bits == 0 && others == 0 && words.len() == 2 && small.len() == 1 && (1..=12).contains(&small[0]) {
        // `11.2025`
        return year.map(|year| (1 << small[0], Some(year)));
    }
    (small.is_empty() && others <= 3 && years.len() <= 1 && !(bits == 0 && others > 1))
        .then_some((bits, year))
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{97f}')
}

/// `2025年11月`, `2025년 11월`.
fn with_ideographs(text: &str) -> Option<(u16, Option<i16>)> {
    let (year, rest) = text.split_once(['年', '년'])?;
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    let year: i16 = year.trim().parse().ok().filter(|year| (1900..=2100).contains(year))?;
    let month: u16 = digits.parse().ok().filter(|month| (1..=12).contains(month))?;
    (!rest.contains(['日', '일'])).then_some((1 << month, Some(year)))
}
