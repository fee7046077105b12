//! Running text: words from many elements joined into spans.

use crate::news::{Span, Style, Text};

/// White space that waits for the next word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    /// A space.
    Space,
    /// White space with a line end in it, which between two characters of a script without spaces is
    /// nothing (CSS Text 3, 4.1.3).
    LineEnd,
}

/// Text gathered for one paragraph, white space collapsed as a browser does.
pub(super) struct Inline {
    runs: Vec<Run>,
    gap: Gap,
    /// The last character, if it is not a forced break and not the start.
    last: Option<char>,
}

struct Run {
    text: String,
    style: Style,
    link: Option<u32>,
}

impl Inline {
    pub(super) fn new() -> Self {
        Self { runs: Vec::new(), gap: Gap::None, last: None }
    }

    /// Whether nothing was gathered since the last paragraph.
    pub(super) fn is_empty(&self) -> bool {
        self.last.is_none() && self.runs.iter().all(|run| run.text.trim().is_empty())
    }

    /// Adds the text of one text node.
    pub(super) fn push(&mut self, text: &str, style: Style, link: Option<u32>) {
        let same = self.runs.last().is_some_and(|run| run.style == style && run.link == link);
        let mut opened = same;
        let mut gap_is_ours = same;
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            if is_space(first) {
                if self.gap == Gap::None {
                    gap_is_ours = true;
                }
                let line_end = matches!(first, '\n' | '\r') || self.gap == Gap::LineEnd;
                self.gap = if line_end { Gap::LineEnd } else { Gap::Space };
                rest = rest.get(first.len_utf8()..).unwrap_or_default();
                continue;
            }
            let (words, after) = rest.split_at(even_part(rest));
            rest = after;
            if !gap_is_ours {
                self.close_gap(first);
            }
            if !opened {
                self.runs.push(Run { text: String::new(), style, link });
                opened = true;
            }
            self.close_gap(first);
            gap_is_ours = true;
            if let Some(run) = self.runs.last_mut() {
                run.text.push_str(words);
            }
            self.last = words.chars().next_back();
        }
    }

    /// Writes the waiting white space at the end of the text so far, before `next`.
    fn close_gap(&mut self, next: char) {
        let gap = std::mem::replace(&mut self.gap, Gap::None);
        let Some(last) = self.last else { return };
        let joined = gap == Gap::LineEnd && is_unspaced(last) && is_unspaced(next);
        if gap != Gap::None
            && !joined
            && let Some(run) = self.runs.last_mut()
        {
            run.text.push(' ');
        }
    }

    /// A forced line break.
    pub(super) fn line_break(&mut self) {
        self.gap = Gap::None;
        self.last = None;
        match self.runs.last_mut() {
            Some(run) => run.text.push('\n'),
            // Two breaks at the start mean nothing, but a paragraph may have ended before them.
            None => self.runs.push(Run { text: "\n".into(), style: Style::default(), link: None }),
        }
    }

    /// The paragraphs gathered; two forced breaks in a row end one.
    pub(super) fn take(&mut self) -> Vec<Vec<Span>> {
        let gathered = std::mem::replace(self, Self::new());
        let mut paragraphs = vec![Vec::new()];
        let mut breaks = 0;
        for run in gathered.runs {
            if breaks == 0 && !run.text.contains('\n') {
                add(&mut paragraphs, run);
                continue;
            }
            let mut piece = String::new();
            for (at, line) in run.text.split('\n').enumerate() {
                breaks += usize::from(at > 0);
                if line.is_empty() {
                    continue;
                }
                if breaks > 0 {
                    end_line(&mut paragraphs, &mut piece, &run, breaks);
                    breaks = 0;
                }
                piece.push_str(line);
            }
            add(&mut paragraphs, Run { text: piece, ..run });
        }
        paragraphs.into_iter().filter_map(trimmed).collect()
    }
}

fn end_line(paragraphs: &mut Vec<Vec<Span>>, piece: &mut String, run: &Run, breaks: usize) {
    add(paragraphs, Run { text: std::mem::take(piece), style: run.style, link: run.link });
    if breaks > 1 {
        paragraphs.push(Vec::new());
    } else if paragraphs.last().is_some_and(|runs| !runs.is_empty()) {
        piece.push('\n');
    }
}

/// Adds a run, cleaned first: what is not seen must not stand at the end of a line.
fn add(paragraphs: &mut [Vec<Span>], run: Run) {
    let text = Text::lines_of(run.text);
    if !text.is_empty()
        && let Some(spans) = paragraphs.last_mut()
    {
        spans.push(Span { text, style: run.style, link: run.link });
    }
}

/// The spans of a paragraph: equal neighbours joined, without white space at both ends; `None` when nothing is left.
fn trimmed(spans: Vec<Span>) -> Option<Vec<Span>> {
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    let mut whole = String::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if last.style == span.style && last.link == span.link => {
                if whole.is_empty() {
                    whole = std::mem::take(&mut last.text).into();
                }
                whole.push_str(&span.text);
            }
            last => {
                put_together(last, &mut whole);
                joined.push(span);
            }
        }
    }
    put_together(joined.last_mut(), &mut whole);
    if let Some(first) = joined.first_mut() {
        first.text = std::mem::take(&mut first.text).without_start(is_blank);
    }
    while let Some(last) = joined.last_mut() {
        last.text = std::mem::take(&mut last.text).without_end(is_blank);
        if !last.text.is_empty() {
            break;
        }
        joined.pop();
    }
    joined.retain(|span| !span.text.is_empty());
    joined.iter().any(|span| !span.text.trim_matches(is_blank).is_empty()).then_some(joined)
}

/// Gives a span its text, where that was joined: cleaned once more, since marks may have met.
fn put_together(span: Option<&mut Span>, whole: &mut String) {
    if let Some(span) = span.filter(|_| !whole.is_empty()) {
        span.text = Text::lines_of(std::mem::take(whole));
    }
}

/// White space of HTML, and the line ends of Unicode.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The bytes of a text that begins with a word up to the white space that has to be looked at: one space between two
/// words stays as it is.
fn even_part(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b' ' => match bytes.get(at + 1) {
                Some(b'!'..=b'~') => {}
                _ => return at,
            },
            b'\t' | b'\n' | b'\r' | b'\x0b' | b'\x0c' => return at,
            // The first bytes of U+0085 and of U+2028, U+2029.
            0xc2 | 0xe2 if text.get(at..).is_some_and(|rest| rest.starts_with(is_space)) => return at,
            _ => {}
        }
        at += 1;
    }
    at
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{200b}'
}

/// Characters that stand without spaces between them: Han, kana, their punctuation and wide forms.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}'
        | '\u{20000}'..='\u{3ffff}')
}

/// The words of spans as one text.
pub(super) fn text_of(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const STRONG: Style =
        Style { emphasis: false, strong: true, code: false, strike: false, sub: false, sup: false };

    fn gathered(parts: &[(&str, Style)]) -> Vec<String> {
        let mut inline = Inline::new();
        for (text, style) in parts {
            match *text {
                "<br>" => inline.line_break(),
                text => inline.push(text, *style, None),
            }
        }
        let show = |span: &Span| {
            if span.style == STRONG { format!("*{}*", span.text) } else { span.text.to_string() }
        };
        inline.take().iter().map(|spans| spans.iter().map(show).collect::<Vec<_>>().join("|")).collect()
    }

    #[test]
    fn spaces_are_neither_lost_nor_invented() {
        let plain = Style::default();
        assert_eq!(gathered(&[(" a ", plain), (" b", STRONG), ("c ", plain)]), ["a |*b*|c"]);
        assert_eq!(gathered(&[("a", plain), (" b ", STRONG), (" c", plain)]), ["a|* b *|c"]);
        assert_eq!(gathered(&[("un", plain), ("believ", STRONG), ("able", plain)]), ["un|*believ*|able"]);
        assert_eq!(gathered(&[("  \n ", plain)]), Vec::<String>::new());
    }

    #[test]
    fn every_kind_of_white_space_ends_a_word() {
        let plain = Style::default();
        for space in [" ", "  ", "\t", "\n", " \u{85}", "\u{2028}", "\u{2029} ", "\u{b}", "\u{c} "] {
            assert_eq!(gathered(&[(&format!("a{space}b â{space}é"), plain)]), ["a b â é"], "{space:?}");
            assert_eq!(gathered(&[(&format!("a{space}"), plain), ("b", STRONG)]), ["a |*b*"], "{space:?}");
        }
        assert_eq!(gathered(&[("so — \u{a0}weit", plain)]), ["so — \u{a0}weit"]);
    }

    #[test]
    fn what_is_not_seen_leaves_nothing_at_the_ends() {
        let plain = Style::default();
        assert_eq!(gathered(&[("a \u{200e}", plain)]), ["a"]);
        assert_eq!(gathered(&[("\u{2066} a", plain), ("\u{ad}", STRONG)]), ["a"]);
        assert_eq!(gathered(&[("\u{ad}", STRONG), (" \u{200b}", plain)]), Vec::<String>::new());
    }

    #[test]
    fn line_ends_in_japanese_are_no_spaces() {
        let plain = Style::default();
        assert_eq!(gathered(&[("首相は\n  国会で、\n説明", plain)]), ["首相は国会で、説明"]);
        assert_eq!(gathered(&[("首相は\n", plain), ("\n国会", STRONG)]), ["首相は|*国会*"]);
        assert_eq!(gathered(&[("版本 2\n发布 今天", plain)]), ["版本 2 发布 今天"]);
    }

    #[test]
    fn two_breaks_end_a_paragraph() {
        let plain = Style::default();
        let parts = [("one", plain), ("<br>", plain), (" two ", plain), ("<br>", plain), (" ", plain)];
        assert_eq!(gathered(&parts), ["one\ntwo"]);
        let parts = [("one", plain), ("<br>", plain), ("\n ", plain), ("<br>", plain), ("two", STRONG)];
        assert_eq!(gathered(&parts), ["one", "*two*"]);
    }
}
