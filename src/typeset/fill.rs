//! Filling lines: a flow of styled text in, lines within a width out, in one pass.
//!
//! Breaks are those of UAX 14, columns those of the grapheme clusters (UAX 29) as a terminal draws them.
//! A dash between spaces stays with the word before it. What has no break that fits is broken between
//! clusters.

use unicode_linebreak::{BreakClass, BreakOpportunity, break_property, linebreaks};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::Ink;
use super::Run;
use super::bidi::runs_from_the_right;
use super::flow::{Flow, Look};
use super::manner::{Manner, is_full_width, justified, may_hang};
use super::page::columns;

/// Columns of a sign that hangs past the end of its line.
const HANG: usize = 2;
/// Narrower text has no columns to leave for that.
const HANGING_ROOM: usize = 24;
/// Bytes of a text that is longer than any headline.
const LONGEST_HEADLINE: usize = 600;
/// Lines that may end in a divided word one after another.
const HYPHENS_IN_A_ROW: usize = 2;

/// A filled line.
#[derive(Debug, Default)]
pub(super) struct Filled {
    pub(super) runs: Vec<Run>,
    /// Columns.
    pub(super) width: usize,
    /// Characters of the flow before it.
    pub(super) offset: u32,
    /// Whether it is wider than asked: a single character that is wider than the whole line.
    pub(super) overfull: bool,
    /// Whether the flow runs from the right.
    pub(super) from_the_right: bool,
}

impl Flow {
    /// Fills lines: the first within `first` columns, the others within `rest`.
    pub(super) fn fill(
        mut self,
        (first, rest): (usize, usize),
        manner: Manner,
        mut emit: impl FnMut(Filled),
    ) {
        self.text.truncate(self.text.trim_end().len());
        let loose = self.loose(first.min(rest));
        let Self { text, mut looks, dot, from_the_right, .. } = self;
        let hangs = manner.hangs && first.min(rest) >= HANGING_ROOM && is_full_width(&text);
        // Full-width lines are of an even number of columns, and leave two for what hangs.
        let within = |room: usize| if hangs { (room - HANG) & !1 } else { room.max(1) };
        let rest = within(rest);
        let mut pen = Pen::new(&text, within(first), Manner { hangs, ..manner });
        pen.dot = dot;
        pen.from_the_right = from_the_right.unwrap_or_else(|| runs_from_the_right(&text));
        let mut loose = loose.into_iter().peekable();
        let mut breaks = linebreaks(&text).peekable();
        let mut mark = 0;
        let mut units = Units { text: &text, at: 0, cluster_end: 0, most: first.min(rest).max(2) };
        while let Some(unit) = units.next() {
            while let Some((_, how)) = breaks.next_if(|(at, _)| *at <= unit.start) {
                let at = unit.start;
                while loose.next_if(|part| part.end <= at).is_some() {}
                let may = loose.peek().is_some_and(|part| part.contains(&at)) || ends_part(dot, &text, at);
                pen.may_break = how == BreakOpportunity::Allowed && may && !binds(&text, at);
            }
            // A cluster is never split between two looks.
            while let Some((end, _)) = looks.get_mut(mark).filter(|(end, _)| *end < unit.end) {
                *end = if *end > unit.start { unit.end } else { *end };
                mark += 1;
            }
            pen.place(&unit, rest, &looks, &mut emit);
        }
        pen.finish(text.len(), &looks, &mut emit);
    }
}

/// The least columns in which a headline takes no more lines than in these, so that none of them is a word left over.
/// What is too long for a headline is left as it falls.
pub(super) fn evened(flow: &Flow, columns: usize, manner: Manner) -> usize {
    if !flow.even || flow.text.len() > LONGEST_HEADLINE || flow.text.contains('\n') {
        return columns;
    }
    let lines = |columns: usize| {
        let mut count = 0_usize;
        flow.clone().fill((columns, columns), manner, |_| count += 1);
        count
    };
    // A word that is longer than a line is broken in any case; in shorter lines it must not be.
    let (_, longest) = flow.widths();
    let most = lines(columns);
    if most < 2 {
        return columns;
    }
    let (mut low, mut high) = ((columns / 2).max(longest).min(columns), columns);
    while low < high {
        let middle = usize::midpoint(low, high);
        if lines(middle) <= most {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    high
}

/// A cluster, or a character of a cluster that is wider than the whole line.
struct Unit {
    start: usize,
    end: usize,
    width: usize,
    chars: u32,
    is_space: bool,
    is_break: bool,
    is_part: bool,
}

struct Units<'a> {
    text: &'a str,
    at: usize,
    /// Where the cluster that is being given out by characters ends.
    cluster_end: usize,
    /// Clusters wider than this are given out by characters.
    most: usize,
}

impl Units<'_> {
    fn next(&mut self) -> Option<Unit> {
        let rest = self.text.get(self.at..)?;
        let mut chars = rest.chars();
        let first = chars.next()?;
        let start = self.at;
        let mut unit = Unit {
            start,
            end: start + first.len_utf8(),
            width: if is_letter(first) { 1 } else { first.width().unwrap_or(0) },
            chars: 1,
            is_space: first.is_whitespace(),
            is_break: first == '\n',
            is_part: start < self.cluster_end,
        };
        let alone = is_simple(first) && chars.next().is_none_or(is_simple);
        if !alone && !unit.is_part {
            let cluster = rest.graphemes(true).next().unwrap_or(rest);
            let width = cluster.width();
            if width > self.most {
                unit.is_part = true;
                self.cluster_end = start + cluster.len();
            } else {
                unit.end = start + cluster.len();
                unit.width = width;
                unit.chars = cluster.chars().count() as u32;
                unit.is_space &= cluster.trim().is_empty();
            }
        }
        self.at = unit.end;
        Some(unit)
    }
}

/// The letters of which most texts are, all of one column.
fn is_letter(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{400}'..='\u{45f}')
}

/// Characters that stand alone as clusters when their neighbour is of this kind too: the common letters,
/// signs and ideographs, none of which joins, combines or waits for a selector.
fn is_simple(c: char) -> bool {
    matches!(c, ' '..='~' | '\n' | '\u{a1}'..='\u{2ff}' | '\u{370}'..='\u{482}' | '\u{48a}'..='\u{556}'
        | '\u{5d0}'..='\u{5ea}' | '\u{621}'..='\u{64a}' | '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{3029}'
        | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}' | '\u{ff01}'..='\u{ff60}')
}

/// Whether a part and the dot behind it end here.
fn ends_part(dot: Option<&str>, text: &str, at: usize) -> bool {
    dot.is_some_and(|dot| text.get(..at).is_some_and(|before| before.ends_with(dot)))
}

/// Where UAX 14 allows a break and we do not: before a dash between spaces or a dot that joins parts, which
/// must not begin a line, between the scheme of an address and its host, and within a Korean word.
fn binds(text: &str, at: usize) -> bool {
    let head = text.get(..at).unwrap_or_default();
    let mut before = head.chars().rev();
    let mut ahead = text.get(at..).unwrap_or_default().chars();
    let is_hangul = |c: char| matches!(c, '\u{ac00}'..='\u{d7a3}');
    let joins_syllables = || {
        head.ends_with(is_hangul) && ahead.clone().next().is_some_and(|c| is_hangul(c) || c.is_alphanumeric())
    };
    if head.ends_with("://") || joins_syllables() {
        return true;
    }
    // Dashes are rare, letters are not: these are looked up last.
    matches!(ahead.next(), Some('—' | '–' | '―' | '-' | '·'))
        && matches!(ahead.next(), Some(' '))
        && before.next() == Some(' ')
        && before
            .next()
            .is_some_and(|c| c.is_alphanumeric() || c.is_ascii_punctuation() || c == '»' || c == '”')
}

/// Whether a line may be cut here within text of a script without spaces (UAX 14, class SA): not after a
/// vowel that is written before its consonant, nor before one that is written after.
fn is_complex(text: &str, at: usize) -> bool {
    let is_complex = |c: char| break_property(c as u32) == BreakClass::ComplexContext;
    let before = text.get(..at).and_then(|text| text.chars().next_back());
    let after = text.get(at..).and_then(|text| text.chars().next());
    let leads = |c: char| matches!(c, '\u{e40}'..='\u{e44}' | '\u{ec0}'..='\u{ec4}');
    let trails = |c: char| matches!(c, '\u{e2f}'..='\u{e33}' | '\u{e45}' | '\u{e46}' | '\u{eb0}'..='\u{eb3}');
    before.is_some_and(|c| is_complex(c) && !leads(c)) && after.is_some_and(|c| is_complex(c) && !trails(c))
}

/// A place in the flow that may end a line.
#[derive(Clone, Copy, Default)]
struct Place {
    at: usize,
    /// Columns from the line's start, with all spaces.
    width: usize,
    /// Characters from the flow's start.
    chars: u32,
}

/// Why a line ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// The next word does not fit.
    Full,
    /// The next word does not fit whole: its beginning stands here.
    Divided,
    /// The text ends here, or a line of it.
    Forced,
}

struct Pen<'a> {
    text: &'a str,
    limit: usize,
    manner: Manner,
    /// Lines before this one that end in a divided word.
    hyphens: usize,
    /// Lines so far.
    count: usize,
    /// Where the line began.
    start: Place,
    /// Where the pen stands.
    here: Place,
    /// The last break that fits.
    last: Option<Place>,
    may_break: bool,
    look: usize,
    has_parts: bool,
    /// Whether the line before was blank: two never follow each other.
    blank: bool,
    /// Where a blank line began that was left out: the next line begins there.
    skipped: Option<u32>,
    from_the_right: bool,
    /// What stands between the parts of the text, and ends no line.
    dot: Option<&'static str>,
}

impl<'a> Pen<'a> {
    fn new(text: &'a str, limit: usize, manner: Manner) -> Self {
        Self {
            text,
            limit,
            manner,
            hyphens: 0,
            count: 0,
            start: Place::default(),
            here: Place::default(),
            last: None,
            may_break: false,
            look: 0,
            has_parts: false,
            blank: true,
            skipped: None,
            from_the_right: false,
            dot: None,
        }
    }

    fn place(&mut self, unit: &Unit, rest: usize, looks: &[(usize, Look)], emit: &mut impl FnMut(Filled)) {
        if std::mem::take(&mut self.may_break) {
            self.last = Some(self.here);
        }
        self.has_parts |= unit.is_part;
        if unit.is_break {
            self.end_line(self.here, End::Forced, rest, looks, emit);
            let next = Place { at: unit.end, width: 0, chars: self.here.chars + 1 };
            (self.start, self.here, self.last) = (next, next, None);
            return;
        }
        while !unit.is_space && self.overflows(unit) && self.here.at > self.start.at {
            let last = self.last.take().filter(|place| place.at > self.start.at);
            if let Some(end) = self.division(last) {
                self.end_line(end, End::Divided, rest, looks, emit);
                self.start = Place { width: 0, ..end };
                self.here.width -= end.width;
                continue;
            }
            // Thai and its kin have no breaks but at their rare spaces: better a cut word than half a line.
            let here =
                last.filter(|place| place.width * 2 >= self.limit || !is_complex(self.text, unit.start));
            let end = here.unwrap_or(self.here);
            self.end_line(end, End::Full, rest, looks, emit);
            self.start = Place { width: 0, ..end };
            self.here.width -= end.width;
        }
        self.here.at = unit.end;
        self.here.width += unit.width;
        self.here.chars += unit.chars;
    }

    fn overflows(&self, unit: &Unit) -> bool {
        let width = self.here.width + unit.width;
        let hangs = || {
            self.manner.hangs
                && width <= self.limit + HANG
                && self.text.get(unit.start..unit.end).is_some_and(may_hang)
        };
        width > self.limit && !hangs()
    }

    /// Where the word that does not fit is divided, if it may be; `last` is the break before it.
    fn division(&self, last: Option<Place>) -> Option<Place> {
        let from = last.unwrap_or(self.start);
        let room = self.limit.checked_sub(from.width).filter(|_| self.hyphens < HYPHENS_IN_A_ROW)?;
        let ahead = self.text.get(from.at..)?;
        let part = ahead.get(..self.manner.divided(ahead, room)?)?;
        Some(Place {
            at: from.at + part.len(),
            width: from.width + columns(part),
            chars: from.chars + part.chars().count() as u32,
        })
    }

    fn end_line(
        &mut self,
        end: Place,
        how: End,
        rest: usize,
        looks: &[(usize, Look)],
        emit: &mut impl FnMut(Filled),
    ) {
        let raw = self.text.get(self.start.at..end.at).unwrap_or_default();
        let ended = raw.trim_end();
        let dot = self.dot.filter(|_| how == End::Full);
        let kept = dot.and_then(|dot| ended.strip_suffix(dot.trim_end())).map_or(ended, str::trim_end);
        let blank = kept.is_empty();
        if blank && self.blank {
            self.skipped = self.skipped.or(Some(self.start.chars));
        } else {
            let mut runs = self.runs(self.start.at + kept.len(), looks);
            let spaces = columns(raw.get(kept.len()..).unwrap_or_default());
            let mut width = end.width.saturating_sub(spaces);
            if self.has_parts {
                width = columns(kept);
            }
            self.hyphens = if how == End::Divided { self.hyphens + 1 } else { 0 };
            if how == End::Divided {
                runs.push(Run { text: "-".to_owned(), role: Ink::Hyphen, ..Run::default() });
                width += 1;
            }
            let lacking = self.limit.saturating_sub(width);
            if self.manner.justify && how != End::Forced && justified(&mut runs, lacking, self.count % 2 == 1)
            {
                width = self.limit;
            }
            self.count += 1;
            let overfull = width > self.limit + if self.manner.hangs { HANG } else { 0 };
            let offset = self.skipped.take().unwrap_or(self.start.chars);
            emit(Filled { runs, width, offset, overfull, from_the_right: self.from_the_right });
            self.limit = rest;
        }
        self.blank = blank;
    }

    fn runs(&mut self, end: usize, looks: &[(usize, Look)]) -> Vec<Run> {
        let mut runs = Vec::new();
        let mut from = self.start.at;
        while from < end {
            let Some((until, look)) = looks.get(self.look).copied() else { break };
            if until <= from {
                self.look += 1;
                continue;
            }
            let to = until.min(end);
            let text = self.text.get(from..to).unwrap_or_default().to_owned();
            runs.push(Run { text, role: look.role, style: look.style, link: look.link });
            from = to;
        }
        runs
    }

    fn finish(&mut self, end: usize, looks: &[(usize, Look)], emit: &mut impl FnMut(Filled)) {
        if end > self.start.at {
            let limit = self.limit;
            self.end_line(self.here, End::Forced, limit, looks, emit);
        }
    }
}
