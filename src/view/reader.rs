//! The reader: a window of set lines, centred.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use unicode_segmentation::UnicodeSegmentation;

use super::has_keys;
use super::links::tag;
use super::list::minutes;
use super::pen::Pen;
use super::words::{cut, width, wrap, wrap_evenly};
use crate::app::{Awaited, Hints, Opened, Overlay, Pane, Reader, State, Target, is_close, with_keys};
use crate::locale::clock;
use crate::news::{Address, Fault, Headline};
use crate::picture::Plate;
use crate::theme::{Role, Theme};
use crate::typeset::{Ink, Line, PlateRow, Run, runs_from_the_right};

/// Letters on a line: the byte they stand at, they, and which of them are typed.
type Letters<'a> = (usize, &'a str, Range<usize>);

/// A line with what is marked in it.
struct Shown<'a> {
    line: &'a Line,
    /// Where the links of the page lead.
    links: &'a [Address],
    /// Marked bytes, and whether they are of the place that was gone to last.
    marks: Vec<(Range<usize>, bool)>,
    /// The letters on its links.
    letters: Vec<Letters<'a>>,
}

/// Draws the open story or the preview.
pub(super) fn draw(state: &State, pen: &mut Pen<'_>, area: Rect) {
    let Some(reader) = state.reader.as_ref().filter(|_| !area.is_empty()) else { return };
    match &reader.opened {
        Awaited::Ready(opened) => {
            let hints = match &state.overlay {
                Some(Overlay::Hints(hints)) => Some(hints),
                _ => None,
            };
            let focused = has_keys(state, Pane::Reader) || hints.is_some();
            draw_page(pen, area, (reader, opened), hints, focused);
        }
        Awaited::Failed(fault) => draw_fault(state, pen, area, reader, fault),
        Awaited::Idle | Awaited::Waiting(_) => draw_title(state, pen, area, reader),
    }
}

/// The link that stands at a place of the reader, by its place among those of the page. What is drawn is asked, so
/// that a line is read as it is seen, whichever way it runs and however far it is scrolled.
pub(super) fn link_at(state: &State, area: Rect, at: (u16, u16)) -> Option<usize> {
    let opened = state.reader.as_ref()?.opened.ready()?;
    let mut sheet = Buffer::empty(area);
    let theme = Theme::default();
    let mut pen = Pen::new(&mut sheet, &theme, state.ascii);
    pen.reorders = state.reorders;
    draw(state, &mut pen, area);
    let drawn = sheet.cell(Position::from(at))?.underline_color;
    opened.page.links.iter().position(|address| tag(address) == drawn)
}

/// The window of the page.
fn draw_page(
    pen: &mut Pen<'_>,
    area: Rect,
    (reader, opened): (&Reader, &Opened),
    hints: Option<&Hints>,
    focused: bool,
) {
    let measure = opened.page.measure.columns.min(area.width);
    let text = column(area, measure);
    let lines = opened.page.lines.iter().enumerate().skip(reader.top);
    let mut y = 0;
    for (row, line) in lines {
        let marks = reader.marks.on(row);
        let letters = hints.map(|hints| hints.on(row)).unwrap_or_default();
        let shown = Shown { line, links: &opened.page.links, marks, letters };
        let skip = if line.wide { usize::from(reader.sideways) } else { 0 };
        // Wide lines may use the margin on their right.
        let line_area = if line.wide { Rect { width: area.right() - text.x, ..text } } else { text };
        for (from, to) in broken(line, measure) {
            if y >= area.height {
                return;
            }
            let part = if from > 0 || to < line.width as usize {
                Rect { width: ((to - from) as u16).min(line_area.width), ..line_area }
            } else {
                line_area
            };
            draw_line(pen, part, y, &shown, (skip + from, measure), focused);
            if line.block.is_some() && line.block == reader.pointed {
                let beside = Rect { x: text.x.saturating_sub(2).max(area.x), width: 1, ..area };
                pen.put(beside, (0, y), pen.glyphs.bar, Role::Accent);
            }
            if skip > 0 && line.width > 0 {
                pen.put(line_area, (0, y), pen.glyphs.earlier, Role::Dim);
            }
            if line.wide && (line.width as usize).saturating_sub(skip) > usize::from(line_area.width) {
                pen.put_right(line_area, (0, y), pen.glyphs.later, Role::Dim);
            }
            if let Some((plate, of)) = opened.page.plate_of(line) {
                draw_plate(pen, text, y, plate, of);
            }
            y += 1;
        }
    }
}

/// A row of a picture, beside the bars of what it stands in.
fn draw_plate(pen: &mut Pen<'_>, text: Rect, y: u16, plate: &Plate, PlateRow { row, from, .. }: PlateRow) {
    for (x, halves) in (from..text.width).zip(plate.row(row)) {
        pen.put_halves(text, (x, y), halves);
    }
    if plate.is_awaited() && row == 0 {
        pen.put(text, (from, y), pen.glyphs.ellipsis, Role::Dim);
    }
}

/// The columns of a line that stand in one row each. A line that was set for a wider pane is broken between its words
/// until the story has been set anew, so that nothing of it is out of sight meanwhile.
fn broken(line: &Line, measure: u16) -> Vec<(usize, usize)> {
    let (whole, room) = (line.width as usize, usize::from(measure.max(1)));
    if line.wide || line.from_the_right || whole <= room {
        return vec![(0, whole)];
    }
    let mut rows = Vec::new();
    let (mut from, mut at, mut behind_space) = (0, 0, 0);
    for cluster in line.text().graphemes(true) {
        let wide = width(cluster);
        if at + wide > from + room {
            let to = if behind_space > from { behind_space } else { at };
            rows.push((from, to));
            from = to;
        }
        at += wide;
        if cluster == " " {
            behind_space = at;
        }
    }
    rows.push((from, at));
    rows
}

fn column(area: Rect, measure: u16) -> Rect {
    let margin = (area.width - measure.min(area.width)) / 2;
    Rect { x: area.x + margin, width: area.width - margin, ..area }
}

/// A line in its area; `measure` is the width its text was set in.
fn draw_line(
    pen: &mut Pen<'_>,
    area: Rect,
    y: u16,
    Shown { line, links, marks, letters }: &Shown<'_>,
    (skip, measure): (usize, u16),
    focused: bool,
) {
    let mut skip = skip;
    let mut pieces: Vec<(&str, Style)> =
        line.runs.iter().map(|run| (run.text.as_str(), style_of(pen, run, links, focused))).collect();
    if !marks.is_empty() {
        pieces = marked(pieces, marks);
    }
    if !letters.is_empty() {
        let style = pen.style(Role::Key).add_modifier(Modifier::REVERSED | Modifier::BOLD);
        pieces = lettered(pieces, letters, style);
    }
    // A paragraph that runs from the right ends there too.
    let mut x = if line.from_the_right { measure.saturating_sub(line.width as u16) } else { 0 };
    for (text, style) in pen.seen_pieces(&pieces, line.reads_from_the_right()) {
        x = pen.put_seen(area, (x, y), skipped(&text, &mut skip), style);
    }
}

/// The pieces of a line, cut where marks begin and end. Marks are told in bytes of the line's text.
fn marked<'a>(pieces: Vec<(&'a str, Style)>, marks: &[(Range<usize>, bool)]) -> Vec<(&'a str, Style)> {
    let mut out = Vec::with_capacity(pieces.len() + 2 * marks.len());
    let mut start = 0;
    for (text, style) in pieces {
        let mut from = 0;
        for (mark, chosen) in marks {
            let first = mark.start.clamp(start + from, start + text.len()) - start;
            let last = mark.end.clamp(start + first, start + text.len()) - start;
            if first < last {
                out.push((text.get(from..first).unwrap_or_default(), style));
                let look = super::search::mark_style(style, *chosen);
                out.push((text.get(first..last).unwrap_or_default(), look));
                from = last;
            }
        }
        out.push((text.get(from..).unwrap_or_default(), style));
        start += text.len();
    }
    out.retain(|(text, _)| !text.is_empty());
    out
}

/// The pieces of a line with the letters of its links written over their first characters: nothing moves.
fn lettered<'a>(
    pieces: Vec<(&'a str, Style)>,
    letters: &[Letters<'a>],
    style: Style,
) -> Vec<(&'a str, Style)> {
    let mut out = Vec::with_capacity(pieces.len() + 3 * letters.len());
    let mut letters = letters.iter().peekable();
    // Columns that are written over, and the byte in the line.
    let (mut covered, mut byte) = (0, 0);
    for (text, look) in pieces {
        let mut from = 0;
        for (at, cluster) in text.grapheme_indices(true) {
            while let Some((_, label, typed)) = letters.next_if(|(place, ..)| *place <= byte + at) {
                out.push((text.get(from..at).unwrap_or_default(), look));
                from = at;
                let (done, left) = label.split_at(typed.end);
                out.push((done, style.add_modifier(Modifier::DIM)));
                out.push((left, style));
                covered += label.len();
            }
            if covered > 0 {
                out.push((text.get(from..at).unwrap_or_default(), look));
                from = at + cluster.len();
                let wide = width(cluster);
                if wide > covered {
                    out.push((" ", style));
                }
                covered = covered.saturating_sub(wide);
            }
        }
        out.push((text.get(from..).unwrap_or_default(), look));
        byte += text.len();
    }
    out.retain(|(text, _)| !text.is_empty());
    out
}

/// The text without its first columns; what is left to skip is counted down.
fn skipped<'a>(text: &'a str, columns: &mut usize) -> &'a str {
    for (at, cluster) in text.grapheme_indices(true) {
        if *columns == 0 {
            return text.get(at..).unwrap_or_default();
        }
        *columns = columns.saturating_sub(width(cluster));
    }
    if *columns == 0 && text.is_empty() { text } else { "" }
}

/// How a run looks: its ink, then what sets it apart.
fn style_of(pen: &Pen<'_>, run: &Run, links: &[Address], focused: bool) -> Style {
    let mut style = pen.style(role_of(run.role, focused));
    if let Some(address) = run.link.and_then(|link| links.get(link as usize)) {
        style = style.underline_color(tag(address));
    }
    if matches!(run.role, Ink::Standfirst | Ink::PullQuote) {
        style = style.patch(pen.style(Role::Strong));
    }
    if run.link.is_some() && !matches!(run.role, Ink::Title | Ink::Heading | Ink::Subheading) {
        style = style.patch(pen.style(Role::Link));
    }
    if run.style.emphasis {
        style = style.patch(pen.style(Role::Emphasis));
    }
    if run.style.strong {
        style = style.patch(pen.style(Role::Strong));
    }
    if run.style.strike {
        style = style.add_modifier(Modifier::CROSSED_OUT);
    }
    style
}

fn role_of(ink: Ink, focused: bool) -> Role {
    match ink {
        Ink::Text | Ink::Standfirst => Role::Text,
        Ink::Title if focused => Role::Accent,
        Ink::Title => Role::Title,
        Ink::Byline
        | Ink::Facts
        | Ink::Figure
        | Ink::Credit
        | Ink::TableCaption
        | Ink::Footnote
        | Ink::ListMark
        | Ink::Hyphen => Role::Dim,
        Ink::Notice | Ink::Note => Role::Notice,
        Ink::Heading | Ink::Subheading => Role::Heading,
        Ink::Quote | Ink::PullQuote => Role::Quote,
        Ink::QuoteBar | Ink::TableRule | Ink::Separator => Role::Rule,
        Ink::Code => Role::Code,
        Ink::CodeComment => Role::CodeComment,
        Ink::CodeString => Role::CodeString,
        Ink::CodeNumber => Role::CodeNumber,
        Ink::CodeKeyword => Role::CodeKeyword,
        Ink::TableHead => Role::Strong,
        Ink::Embed | Ink::Link => Role::Link,
    }
}

/// The title at once, while the text is on its way or not stored.
fn draw_title(state: &State, pen: &mut Pen<'_>, area: Rect, reader: &Reader) {
    let text = column(area, reader.measure);
    let y = draw_deck(state, pen, text, reader);
    let waits = reader.opened.is_waiting() && !reader.preview;
    let words = match () {
        () if waits => "Fetching the text …",
        () if reader.preview && !reader.opened.is_waiting() => "⟨open⟩ fetches the text",
        () => "",
    };
    pen.put(text, (0, y), &with_keys(state, words), Role::Dim);
}

/// Head and summary, which stay in sight whether the text comes or not; answers the line behind.
fn draw_deck(state: &State, pen: &mut Pen<'_>, text: Rect, reader: &Reader) -> u16 {
    let mut y = draw_head(state, pen, text, reader) + 1;
    let deck = story_of(state, reader).map(|story| story.deck.as_str()).unwrap_or_default();
    let room = usize::from(reader.measure.min(text.width));
    let lines = wrap(deck, room, 8, pen.glyphs.ellipsis);
    y = pen.put_paragraph(text, y, (&lines, reader.measure, runs_from_the_right(deck)), Role::Text);
    if lines.is_empty() { y } else { y + 1 }
}

/// What can be done, said once: with a hint that says to try again stands the key for it.
fn advice(state: &State, hint: &str) -> String {
    let keys = if hint.ends_with("asks again") {
        ", ⟨browser⟩ opens it in the browser"
    } else if hint.contains("try again") {
        ": ⟨fetch-again⟩; ⟨browser⟩ opens it in the browser"
    } else if hint.is_empty() {
        "⟨fetch-again⟩ asks again, ⟨browser⟩ opens it in the browser"
    } else {
        "; ⟨fetch-again⟩ asks again, ⟨browser⟩ opens it in the browser"
    };
    format!("{hint}{}", with_keys(state, keys))
}

fn draw_fault(state: &State, pen: &mut Pen<'_>, area: Rect, reader: &Reader, fault: &Fault) {
    let text = column(area, reader.measure);
    let room = usize::from(reader.measure.min(text.width));
    let mut y = draw_deck(state, pen, text, reader);
    let advice = advice(state, fault.hint.as_deref().unwrap_or_default());
    for (words, role) in [(fault.sentence.as_str(), Role::Error), (&advice, Role::Text)] {
        for line in wrap(words, room, 4, pen.glyphs.ellipsis) {
            pen.put(text, (0, y), &line, role);
            y += 1;
        }
    }
}

/// Title and what the list knows of the story; answers the line behind.
fn draw_head(state: &State, pen: &mut Pen<'_>, text: Rect, reader: &Reader) -> u16 {
    let role = if has_keys(state, Pane::Reader) { Role::Accent } else { Role::Title };
    let room = usize::from(reader.measure.min(text.width));
    let lines = wrap_evenly(&reader.title, room, 4, pen.glyphs.ellipsis);
    let side = runs_from_the_right(&reader.title);
    let mut y = pen.put_paragraph(text, 0, (&lines, reader.measure, side), role);
    if let Some(story) = story_of(state, reader) {
        let mut parts = vec![story.source_title.to_string()];
        parts.extend(story.moment.map(|moment| clock(moment.civil(&state.now.zone).time())));
        parts.extend(minutes(story));
        y += u16::from(!is_close(reader.measure));
        let line = cut(&parts.join(pen.glyphs.dot), room, pen.glyphs.ellipsis).into_owned();
        y = pen.put_paragraph(text, y, (&[line], reader.measure, side), Role::Dim);
    }
    y
}

fn story_of<'a>(state: &'a State, reader: &Reader) -> Option<&'a Headline> {
    let Target::Story(id) = reader.target else { return None };
    state.list.edition.ready()?.rows.iter().find(|row| row.id == id)
}

/// How much of the open story has been in sight, in per cent.
pub(super) fn percent(reader: &Reader, height: u16) -> Option<usize> {
    let lines = reader.opened.ready()?.page.lines.len();
    let seen = (reader.top + usize::from(height)).min(lines);
    Some((seen * 100).checked_div(lines).unwrap_or(100))
}
