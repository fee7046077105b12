//! Setting blocks: indents, bars, marks and the blank lines between, around the filled lines.

use std::sync::Arc;

use super::fill::{Filled, evened};
use super::flow::Flow;
use super::manner::Manner;
use super::walk::{Step, is_tight, walk};
use super::{Head, Ink, Line, Measure, Page, PlateRow, Run};
use crate::news::{Address, Article, Block, Role, Span};
use crate::picture::Plate;

/// Columns that indents leave to the text, as long as the measure has them.
const TEXT_COLUMNS: usize = 8;

/// Columns of a quote's bar.
pub(super) const QUOTE_COLUMNS: usize = 2;

/// Whether an indent of so many columns leaves room to read in, beside those that are there.
pub(super) fn indents(columns: usize, taken: usize, width: usize) -> bool {
    columns.saturating_sub(taken + width) >= TEXT_COLUMNS
}

/// Columns of the marks of a list.
pub(super) fn mark_columns(start: Option<u32>, items: usize) -> usize {
    let last = u64::from(start.unwrap_or(0)) + items.saturating_sub(1) as u64;
    start.map_or(2, |_| last.to_string().len() + 2)
}

/// Marks and rules of a page, in Unicode or ASCII.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signs {
    pub(super) bar: &'static str,
    bullets: [&'static str; 2],
    pub(super) figure: &'static str,
    pub(super) embed: &'static str,
    pub(super) dot: &'static str,
    pub(super) rule: &'static str,
}

const UNICODE: Signs =
    Signs { bar: "│ ", bullets: ["• ", "◦ "], figure: "▨ ", embed: "▶ ", dot: " · ", rule: "─" };
const ASCII: Signs =
    Signs { bar: "| ", bullets: ["* ", "- "], figure: "[] ", embed: "> ", dot: " - ", rule: "-" };

/// Sets an article under its head.
pub(super) fn set(article: &Article, head: &Head, measure: Measure, plates: Vec<(u32, Arc<Plate>)>) -> Page {
    let document = &article.document;
    let mut setter = Setter::new(measure, &document.links);
    setter.plates = &plates;
    setter.manner = Manner::of(measure, article.lang.as_deref());
    setter.head(head);
    // Footnotes stand at the end, wherever the page has them.
    let (notes, text): (Vec<_>, Vec<_>) =
        document.blocks.iter().enumerate().partition(|(_, block)| is_note(block));
    let first_note = notes.first().map(|(index, _)| *index).filter(|_| !text.is_empty());
    for (index, block) in text.into_iter().chain(notes) {
        if first_note == Some(index) {
            setter.block = None;
            setter.note_rule();
        }
        setter.block = u32::try_from(index).ok();
        setter.chars = 0;
        for step in walk(std::slice::from_ref(block)) {
            setter.step(step);
        }
    }
    let lines = setter.lines;
    Page { measure, lines, links: document.links.clone(), plates }
}

/// Whether a block is a footnote, or a list of footnotes.
fn is_note(block: &Block) -> bool {
    match block {
        Block::Paragraph { role: Role::Footnote, .. } => true,
        Block::List { items, .. } => {
            let is_note = |inner: &Block| matches!(inner, Block::Paragraph { role: Role::Footnote, .. });
            items.iter().flatten().next().is_some() && items.iter().flatten().all(is_note)
        }
        _ => false,
    }
}

/// What stands before each line of the blocks within it: a bar, or the space beside a mark.
struct Indent {
    /// Stands before the first line instead of `rest`.
    first: Option<Run>,
    rest: Run,
    width: usize,
}

/// A list that is being set.
struct OpenList {
    /// The number of its first item.
    start: Option<u32>,
    /// Columns of its marks.
    mark_width: usize,
    tight: bool,
}

pub(super) struct Setter<'a> {
    pub(super) measure: Measure,
    pub(super) signs: Signs,
    pub(super) links: &'a [Address],
    plates: &'a [(u32, Arc<Plate>)],
    /// Figures so far.
    figures: u32,
    columns: usize,
    manner: Manner,
    lines: Vec<Line>,
    block: Option<u32>,
    /// Characters of the block set so far.
    chars: u32,
    indents: Vec<Indent>,
    /// For each open quote and item, whether it has an indent.
    nested: Vec<bool>,
    /// Marks for which there is no room for an indent: they stand in the text's first line.
    loose_marks: Vec<Run>,
    lists: Vec<OpenList>,
    pub(super) quotes: usize,
    /// A blank line is due before the next line, with this many indents.
    gap: Option<usize>,
    /// An item has begun and has no line yet.
    at_item: bool,
}

impl<'a> Setter<'a> {
    fn new(measure: Measure, links: &'a [Address]) -> Self {
        Self {
            measure,
            signs: if measure.ascii { ASCII } else { UNICODE },
            links,
            plates: &[],
            figures: 0,
            columns: measure.width(),
            manner: Manner::default(),
            lines: Vec::new(),
            block: None,
            chars: 0,
            indents: Vec::new(),
            nested: Vec::new(),
            loose_marks: Vec::new(),
            lists: Vec::new(),
            quotes: 0,
            gap: None,
            at_item: false,
        }
    }

    fn step(&mut self, step: Step<'a>) {
        match step {
            Step::Leaf(block) => self.leaf(block),
            Step::QuoteStart => {
                self.part();
                self.quotes += 1;
                self.indent(None, run(self.signs.bar, Ink::QuoteBar), QUOTE_COLUMNS);
            }
            Step::QuoteEnd => {
                self.quotes = self.quotes.saturating_sub(1);
                self.outdent();
            }
            Step::ListStart(start, items) => {
                if !self.lists.last().is_some_and(|list| list.tight) {
                    self.part();
                }
                let mark_width = mark_columns(start, items.len());
                self.lists.push(OpenList { start, mark_width, tight: is_tight(items) });
            }
            Step::ItemStart(index) => self.item(index),
            Step::ItemEnd => self.outdent(),
            Step::ListEnd => {
                self.lists.pop();
            }
        }
    }

    fn item(&mut self, index: usize) {
        let depth = self.lists.len();
        let Some(list) = self.lists.last() else { return };
        let (tight, width) = (list.tight, list.mark_width);
        let mark = match list.start {
            Some(start) => {
                let number = format!("{}.", u64::from(start) + index as u64);
                format!("{number:>wide$} ", wide = width - 1)
            }
            None => self.signs.bullets[depth.saturating_sub(1) % 2].to_owned(),
        };
        if index > 0 && !tight {
            self.gap();
        }
        self.at_item = true;
        self.indent(Some(run(&mark, Ink::ListMark)), run(&" ".repeat(width), Ink::Text), width);
    }

    pub(super) fn flow(&self, spans: &[Span], ground: Ink) -> Flow {
        let mut flow = Flow::default();
        flow.push_spans(spans, ground, self.links.len(), self.measure.ascii);
        flow
    }

    /// Sets a flow as a block of its own.
    pub(super) fn paragraph(&mut self, flow: Flow) {
        if !flow.is_empty() {
            self.part();
            self.fill(flow);
        }
    }

    /// Sets a flow's lines under the line before.
    pub(super) fn fill(&mut self, flow: Flow) {
        if flow.is_empty() {
            return;
        }
        let chars = flow.chars();
        let base = self.chars;
        let manner = if flow.running { self.manner } else { self.manner.ragged() };
        let (first, rest) = (self.room(), self.columns - self.indent_width());
        let (first, rest) = if flow.even && first == rest {
            let even = evened(&flow, rest, manner);
            (even, even)
        } else {
            (first, rest)
        };
        flow.fill((first, rest), manner, |line| self.line(line, base));
        self.chars = self.chars.saturating_add(chars);
    }

    /// Sets a flow's lines under the line before, all but its first so many columns further in.
    pub(super) fn fill_hanging(&mut self, flow: Flow, hang: usize) {
        let (chars, base, room) = (flow.chars(), self.chars, self.room());
        let hang = if indents(self.columns, self.indent_width(), hang) { hang } else { 0 };
        let mut is_first = true;
        flow.fill((room, room - hang), self.manner.ragged(), |mut line| {
            if !std::mem::take(&mut is_first) && hang > 0 && line.width > 0 {
                line.runs.insert(0, run(&" ".repeat(hang), Ink::Text));
                line.width += hang;
            }
            self.line(line, base);
        });
        self.chars = self.chars.saturating_add(chars);
    }

    /// Characters of the block set so far.
    pub(super) fn chars(&self) -> u32 {
        self.chars
    }

    /// Counts characters that were set by lines of the caller's own.
    pub(super) fn advance(&mut self, chars: u32) {
        self.chars = self.chars.saturating_add(chars);
    }

    /// Puts down a line with what stands before it.
    pub(super) fn line(&mut self, filled: Filled, base: u32) {
        if let Some(depth) = self.gap.take().filter(|_| !self.lines.is_empty()) {
            self.blank(depth);
        }
        self.at_item = false;
        let mut runs = Vec::with_capacity(filled.runs.len() + self.indents.len());
        let mut width = filled.width;
        for indent in &mut self.indents {
            runs.push(indent.first.take().unwrap_or_else(|| indent.rest.clone()));
            width += indent.width;
        }
        for mark in self.loose_marks.drain(..) {
            width += super::page::columns(&mark.text);
            runs.push(mark);
        }
        runs.extend(filled.runs);
        if filled.width == 0 {
            width = trim(&mut runs);
        }
        let offset = base.saturating_add(filled.offset);
        self.lines.push(Line {
            runs,
            block: self.block,
            offset,
            width: width as u32,
            wide: filled.overfull,
            from_the_right: filled.from_the_right,
            plate: None,
        });
    }

    /// Counts a figure, and makes room for its picture if it has one.
    pub(super) fn plate(&mut self) {
        let figure = self.figures;
        self.figures = self.figures.saturating_add(1);
        let plate = self.plates.iter().find(|(own, _)| *own == figure);
        let within = self.indent_width();
        // In what runs from the right bars and marks stand on the other side.
        let from_the_right = within > 0 && self.lines.last().is_some_and(|line| line.from_the_right);
        let from = if from_the_right { 0 } else { within as u16 };
        for row in plate.map_or(0..0, |(_, plate)| 0..plate.rows()) {
            self.line(Filled { from_the_right, ..Filled::default() }, self.chars);
            if let Some(line) = self.lines.last_mut() {
                line.plate = Some(PlateRow { figure, row, from });
            }
        }
    }

    fn blank(&mut self, depth: usize) {
        let mut runs: Vec<Run> = self.indents.iter().take(depth).map(|indent| indent.rest.clone()).collect();
        let width = trim(&mut runs) as u32;
        // The bar of a quote goes on at the side where it began.
        let from_the_right = !runs.is_empty() && self.lines.last().is_some_and(|line| line.from_the_right);
        self.lines.push(Line { runs, width, from_the_right, ..Line::default() });
    }

    /// A new part begins: a blank line is due, unless it is the first of its item.
    pub(super) fn part(&mut self) {
        if !self.at_item {
            self.gap();
        }
    }

    /// A blank line is due.
    pub(super) fn gap(&mut self) {
        let depth = self.indents.len();
        self.gap = Some(self.gap.map_or(depth, |due| due.min(depth)));
    }

    fn indent_width(&self) -> usize {
        self.indents.iter().map(|indent| indent.width).sum()
    }

    /// Columns of the next line.
    pub(super) fn room(&self) -> usize {
        let marks: usize = self.loose_marks.iter().map(|mark| super::page::columns(&mark.text)).sum();
        self.columns.saturating_sub(self.indent_width() + marks).max(1)
    }

    /// Indents what follows, as long as that leaves room to read in.
    pub(super) fn indent(&mut self, first: Option<Run>, rest: Run, width: usize) {
        let fits = indents(self.columns, self.indent_width(), width);
        if fits {
            self.indents.push(Indent { first, rest, width });
        } else if let Some(mark) = first {
            let least = TEXT_COLUMNS.min(self.columns / 2).max(1);
            if self.room() >= least + width {
                self.loose_marks.push(mark);
            }
        }
        self.nested.push(fits);
    }

    /// Ends an indent.
    pub(super) fn outdent(&mut self) {
        if self.nested.pop() == Some(true) {
            self.indents.pop();
        }
        self.loose_marks.clear();
        self.at_item = false;
        self.gap = self.gap.map(|due| due.min(self.indents.len()));
    }
}

/// Cuts the spaces at the end of a line; returns what is left in columns.
fn trim(runs: &mut Vec<Run>) -> usize {
    while let Some(last) = runs.last_mut() {
        last.text.truncate(last.text.trim_end().len());
        if !last.text.is_empty() {
            break;
        }
        runs.pop();
    }
    runs.iter().map(|run| super::page::columns(&run.text)).sum()
}

pub(super) fn run(text: &str, role: Ink) -> Run {
    Run { text: text.to_owned(), role, ..Run::default() }
}
