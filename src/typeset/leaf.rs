//! The blocks without blocks in them, and the head: what each looks like on a page.

use super::bidi::runs_from_the_right;
use super::fill::Filled;
use super::flow::{Flow, Look};
use super::page::columns;
use super::setter::{Setter, run};
use super::syntax::Painted;
use super::{Head, Ink, table};
use crate::news::{Block, Role, Span, Text};

/// The widest measure that something is centred in.
const WIDEST: usize = 500;
/// The measure that something is centred in where lines are not broken.
const USUAL: usize = 72;
/// Columns of the rule above footnotes.
const NOTE_RULE: usize = 12;

impl Setter<'_> {
    pub(super) fn head(&mut self, head: &Head) {
        self.paragraph(Flow::plain(&head.title, Ink::Title).evenly());
        // What stands under a title stands on its side.
        let side = (!head.title.is_empty()).then(|| runs_from_the_right(&head.title));
        let dot = self.signs.dot;
        let byline = head.byline.iter().map(Text::as_str);
        let byline = Flow::parts(byline, dot, (Ink::Byline, side));
        let facts = |facts: &str| Flow::parts(facts.split(" · "), dot, (Ink::Facts, side));
        let has_byline = !byline.is_empty();
        if head.close {
            self.fill(byline);
        } else {
            self.paragraph(byline);
        }
        if has_byline {
            self.fill(facts(&head.facts));
        } else {
            self.paragraph(facts(&head.facts));
        }
        self.fill(facts(&head.attached));
        for notice in &head.notices {
            let mut lines = notice.lines().map(|line| Flow::plain(line, Ink::Notice));
            lines.next().into_iter().for_each(|first| self.paragraph(first));
            lines.for_each(|line| self.fill(line));
        }
    }

    pub(super) fn leaf(&mut self, block: &Block) {
        match block {
            Block::Paragraph { role, spans } => {
                let flow = self.flow(spans, self.ink_of(*role));
                let flow = if matches!(role, Role::Byline | Role::Credit) { flow } else { flow.running() };
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
                self.paragraph(flow.evenly());
            }
            Block::Code { lang, text } => self.code(lang.as_ref().map(Text::as_str), text),
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
            Role::Standfirst | Role::Deck => Ink::Standfirst,
            Role::Byline => Ink::Byline,
            Role::Credit => Ink::Credit,
            Role::Note => Ink::Note,
            Role::PullQuote => Ink::PullQuote,
            Role::Footnote => Ink::Footnote,
        }
    }

    fn code(&mut self, lang: Option<&str>, text: &str) {
        let text = text.trim_matches('\n');
        if text.trim().is_empty() {
            return;
        }
        self.part();
        self.indent(None, run("  ", Ink::Text), 2);
        let room = self.room();
        let widths: Vec<usize> = text.split('\n').map(|line| columns(line.trim_end())).collect();
        let wide = widths.iter().any(|width| *width > room);
        let mut offset = 0;
        let base = self.chars();
        let mut painted = Painted::of(text, lang.filter(|_| self.measure.syntax));
        let mut from = 0;
        for (line, width) in text.split('\n').zip(widths) {
            let kept = line.trim_end();
            let runs = painted.line(kept, from);
            from += line.len() + 1;
            self.line(Filled { runs, width, offset, overfull: wide, ..Filled::default() }, base);
            offset += line.chars().count() as u32 + 1;
        }
        self.outdent();
        self.advance(offset);
    }

    fn figure(&mut self, alt: &str, caption: &[Span], credit: &str) {
        let mut words = self.flow(caption, Ink::Figure);
        if words.is_empty() {
            words = Flow::plain(alt, Ink::Figure);
        }
        let credit = if words.contains(credit) { Flow::default() } else { Flow::plain(credit, Ink::Credit) };
        self.part();
        self.plate();
        if words.is_empty() && credit.is_empty() {
            let mark: String = self.signs.figure.trim_end().chars().take(self.room()).collect();
            let width = columns(&mark);
            self.line(
                Filled { runs: vec![run(&mark, Ink::Figure)], width, ..Filled::default() },
                self.chars(),
            );
            return;
        }
        let hang = columns(self.signs.figure);
        self.indent(Some(run(self.signs.figure, Ink::Figure)), run(&" ".repeat(hang), Ink::Text), hang);
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

    /// The short rule between the text and its footnotes.
    pub(super) fn note_rule(&mut self) {
        self.part();
        let width = NOTE_RULE.min(self.room());
        let runs = vec![run(&self.signs.rule.repeat(width), Ink::Separator)];
        self.line(Filled { runs, width, ..Filled::default() }, 0);
    }

    fn separator(&mut self) {
        self.part();
        // Where lines are not broken there is no middle to stand in.
        let room = if self.room() > WIDEST { USUAL } else { self.room() };
        let sign = if room < 5 { "*" } else { "* * *" };
        let space = (room - sign.len()) / 2;
        let mut runs = vec![run(sign, Ink::Separator)];
        if space > 0 {
            runs.insert(0, run(&" ".repeat(space), Ink::Text));
        }
        self.line(Filled { runs, width: space + sign.len(), ..Filled::default() }, self.chars());
    }
}
