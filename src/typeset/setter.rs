//! Setting blocks: indents, bars, marks and the blank lines between, around the filled lines.

use super::fill::{Filled, Flow, Look};
use super::walk::{Step, is_tight, walk};
use super::{Head, Ink, Line, Measure, Page, Run, table};
use crate::news::{Address, Article, Block, Role, Span};

/// Columns that indents leave to the text, as long as the measure has them.
const TEXT_COLUMNS: usize = 8;

/// Marks and rules of a page, in Unicode or ASCII.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signs {
    bar: &'static str,
    bullets: [&'static str; 2],
    figure: &'static str,
    embed: &'static str,
    dot: &'static str,
    pub(super) rule: &'static str,
}

const UNICODE: Signs =
    Signs { bar: "│ ", bullets: ["• ", "◦ "], figure: "▨ ", embed: "▶ ", dot: " · ", rule: "─" };
const ASCII: Signs =
    Signs { bar: "| ", bullets: ["* ", "- "], figure: "# ", embed: "> ", dot: " - ", rule: "-" };

/// Sets an article under its head.
pub(super) fn set(article: &Article, head: &Head, measure: Measure) -> Page {
    let document = &article.document;
    let mut setter = Setter::new(measure, &document.links);
    setter.head(head);
    for (index, block) in document.blocks.iter().enumerate() {
        setter.block = u32::try_from(index).ok();
        setter.chars = 0;
        for step in walk(std::slice::from_ref(block)) {
            setter.step(step);
        }
    }
    Page { measure, lines: setter.lines, links: document.links.clone() }
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
    columns: usize,
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
    quotes: usize,
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
            columns: measure.width(),
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

    fn head(&mut self, head: &Head) {
        self.paragraph(Flow::plain(&head.title, Ink::Title));
        let mut byline = Flow::default();
        for (at, part) in head.byline.iter().filter(|part| !part.trim().is_empty()).enumerate() {
            if at > 0 {
                byline.push(self.signs.dot, Look::of(Ink::Byline));
            }
            byline.push(part, Look::of(Ink::Byline));
        }
        let has_byline = !byline.is_empty();
        self.paragraph(byline);
        let facts = Flow::plain(&head.facts, Ink::Facts);
        if has_byline {
            self.fill(facts);
        } else {
            self.paragraph(facts);
        }
        for notice in &head.notices {
            self.paragraph(Flow::plain(notice, Ink::Notice));
        }
    }

    fn step(&mut self, step: Step<'a>) {
        match step {
            Step::Leaf(block) => self.leaf(block),
            Step::QuoteStart => {
                self.part();
                self.quotes += 1;
                self.indent(None, run(self.signs.bar, Ink::QuoteBar), 2);
            }
            Step::QuoteEnd => {
                self.quotes = self.quotes.saturating_sub(1);
                self.outdent();
            }
            Step::ListStart(start, items) => {
                if !self.lists.last().is_some_and(|list| list.tight) {
                    self.part();
                }
                let last = u64::from(start.unwrap_or(0)) + items.len().saturating_sub(1) as u64;
                let mark_width = start.map_or(2, |_| last.to_string().len() + 2);
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

    fn leaf(&mut self, block: &Block) {
        match block {
            Block::Paragraph { role, spans } => {
                let flow = self.flow(spans, self.ink_of(*role));
                if *role == Role::PullQuote && !flow.is_empty() {
                    self.part();
                    self.indent(None, run(self.signs.bar, Ink::QuoteBar), 2);
                    self.fill(flow);
                    self.outdent();
                } else {
                    self.paragraph(flow);
                }
            }
            Block::Heading { level, spans } => {
                let flow = self.flow(spans, if *level <= 2 { Ink::Heading } else { Ink::Subheading });
                self.paragraph(flow);
            }
            Block::Code { text, .. } => self.code(text),
            Block::Table { caption, rows } => table::set(self, caption, rows),
            Block::Figure { alt, caption, credit, .. } => self.figure(alt, caption, credit),
            Block::Embed { title, link } => self.embed(title, *link),
            Block::Separator => self.separator(),
            Block::Quote(_) | Block::List { .. } => {}
        }
    }

    fn ink_of(&self, role: Role) -> Ink {
        match role {
            Role::Body if self.quotes > 0 => Ink::Quote,
            Role::Body => Ink::Text,
            Role::Standfirst => Ink::Standfirst,
            Role::Byline => Ink::Byline,
            Role::Credit => Ink::Credit,
            Role::Note => Ink::Note,
            Role::PullQuote => Ink::PullQuote,
            Role::Footnote => Ink::Footnote,
        }
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
        let (first, rest) = (self.room(), self.columns - self.indent_width());
        let base = self.chars;
        flow.fill(first, rest, |line| self.line(line, base));
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
        self.lines.push(Line { runs, block: self.block, offset, width: width as u32, wide: filled.overfull });
    }

    fn blank(&mut self, depth: usize) {
        let mut runs: Vec<Run> = self.indents.iter().take(depth).map(|indent| indent.rest.clone()).collect();
        let width = trim(&mut runs) as u32;
        self.lines.push(Line { runs, width, ..Line::default() });
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
        let left = self.columns.saturating_sub(self.indent_width() + width);
        let fits = left >= TEXT_COLUMNS;
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

    fn code(&mut self, text: &str) {
        let text = text.trim_matches('\n');
        if text.trim().is_empty() {
            return;
        }
        self.part();
        self.indent(None, run("  ", Ink::Text), 2);
        let room = self.room();
        let widths: Vec<usize> = text.split('\n').map(|line| super::page::columns(line.trim_end())).collect();
        let wide = widths.iter().any(|width| *width > room);
        let mut offset = 0;
        let base = self.chars;
        for (line, width) in text.split('\n').zip(widths) {
            let kept = line.trim_end();
            let runs = if kept.is_empty() { Vec::new() } else { vec![run(kept, Ink::Code)] };
            self.line(Filled { runs, width, offset, overfull: wide }, base);
            offset += line.chars().count() as u32 + 1;
        }
        self.outdent();
        self.chars = self.chars.saturating_add(offset);
    }

    fn figure(&mut self, alt: &str, caption: &[Span], credit: &str) {
        let mut words = self.flow(caption, Ink::Figure);
        if words.is_empty() {
            words = Flow::plain(alt, Ink::Figure);
        }
        let credit = if words.contains(credit) { Flow::default() } else { Flow::plain(credit, Ink::Credit) };
        self.part();
        if words.is_empty() && credit.is_empty() {
            let mark = self.signs.figure.trim_end();
            self.line(
                Filled { runs: vec![run(mark, Ink::Figure)], width: 1, ..Filled::default() },
                self.chars,
            );
            return;
        }
        self.indent(Some(run(self.signs.figure, Ink::Figure)), run("  ", Ink::Text), 2);
        self.fill(words);
        self.fill(credit);
        self.outdent();
    }

    fn embed(&mut self, title: &str, link: Option<u32>) {
        let address = link.and_then(|link| self.links.get(link as usize));
        let title = match address {
            Some(address) if title.trim().is_empty() => address.as_str(),
            _ => title,
        };
        let mut flow = Flow::default();
        flow.push(
            title,
            Look { role: Ink::Embed, link: link.filter(|_| address.is_some()), ..Look::default() },
        );
        if flow.is_empty() {
            return;
        }
        self.part();
        self.indent(Some(run(self.signs.embed, Ink::Embed)), run("  ", Ink::Text), 2);
        self.fill(flow);
        self.outdent();
    }

    fn separator(&mut self) {
        self.part();
        let room = self.room();
        let sign = if room < 5 { "*" } else { "* * *" };
        let space = (room - sign.len()) / 2;
        let mut runs = vec![run(sign, Ink::Separator)];
        if space > 0 {
            runs.insert(0, run(&" ".repeat(space), Ink::Text));
        }
        self.line(Filled { runs, width: space + sign.len(), ..Filled::default() }, self.chars);
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
