//! The last line: what just happened, what is typed, else what the keys do; at the right what runs.

use ratatui::layout::{Position, Rect};

use super::facts::{day_in_words, range_in_words};
use super::field::draw_input;
use super::glyphs::Glyphs;
use super::hints::{Hint, draw_hints, told_at};
use super::input::{Line, panel};
use super::offers::{hints_of, keys_over, live};
use super::pen::Pen;
use super::words::{first_sentence, width, wrap};
use super::{reader, year};
use crate::app::{
    Action, Asked, Hints, Input, KeepField, Overlay, Pane, Regions, Screen, State, Status, StatusKind,
};
use crate::keymap::Sequence;
use crate::locale::grouped;
use crate::news::Text;
use crate::theme::Role;

/// Before the search line.
pub(super) const SEARCH: &str = "Search: ";

/// Before the line that narrows the bookmarks.
pub(super) const FILTER: &str = "Narrow to: ";

/// Draws the line; answers where the cursor stands, if something is typed in it.
pub(super) fn draw(state: &State, pen: &mut Pen<'_>, area: Rect) -> Option<Position> {
    pen.put_right(area, (1, 0), &right_words(state, &pen.glyphs, area.width), Role::Status);
    let area = left_of_right(state, &pen.glyphs, area);
    if let Some((prompt, input)) = typed(state) {
        return draw_input(pen, area, prompt, input);
    }
    if let Some(hints) = offered(state, area) {
        draw_hints(pen, area, &hints);
        return None;
    }
    let room = area.width.saturating_sub(2);
    match (&state.overlay, &state.status) {
        (Some(Overlay::Hints(hints)), _) => draw_letters(pen, area, hints),
        (_, Some(status)) => {
            let fits = |text: &&Text| width(text) <= usize::from(room);
            let shortest = status.shorter.last().unwrap_or(&status.text);
            let text = std::iter::once(&status.text).chain(&status.shorter).find(fits).unwrap_or(shortest);
            pen.put_said(area, (1, 0), room, text, role_of(status));
        }
        (_, None) => {
            let mut parts = match state.calendar.anchor {
                Some(_) if state.screen != Screen::Year => range_in_words(state),
                _ => day_in_words(state, state.at()),
            };
            // The weightiest stand first; what has no room is left out.
            while parts.len() > 1 && width(&parts.join(pen.glyphs.dot)) > usize::from(room) {
                parts.pop();
            }
            let words = parts.join(pen.glyphs.dot).replace('\u{a0}', " ");
            pen.put_said(area, (1, 0), room, &words, Role::Status);
        }
    }
    None
}

/// The keys that the line tells now; nothing where something is typed or said in it.
fn offered(state: &State, area: Rect) -> Option<Vec<Hint>> {
    match &state.overlay {
        _ if typed(state).is_some() => None,
        Some(Overlay::Hints(_)) => None,
        Some(overlay) if state.status.is_none() || overlay.context().is_none() => {
            Some(keys_over(state, overlay))
        }
        over => match &state.status {
            Some(status) if !is_said_over(status, area) => None,
            Some(_) if over.is_some() => Some(live(state, state.context(), &[(&[Action::Back], "close")])),
            None if state.focus == Pane::Calendar && words_have_no_line(state) => None,
            _ => Some(hints_of(state)),
        },
    }
}

/// The keys that are told at a column of the line.
pub(super) fn keys_at(state: &State, area: Rect, column: u16) -> Option<Sequence> {
    let area = left_of_right(state, &Glyphs::of(state.ascii), area);
    told_at(&offered(state, area)?, area.width, column.checked_sub(area.x)?, state.ascii)
}

/// What is to be said whole and has no room in the line, where nothing is typed there.
pub(super) fn said_over<'s>(state: &'s State, glyphs: &Glyphs, area: Rect) -> Option<&'s Status> {
    let free = state.overlay.as_ref().is_none_or(|overlay| overlay.context().is_some());
    let line = left_of_right(state, glyphs, area);
    state.status.as_ref().filter(|status| free && is_said_over(status, line))
}

/// Whether something is not said in a line, but over it on as many lines as it takes: an answer to what was just wanted
/// that is longer than the line, and anything else of which not even the first sentence has room.
fn is_said_over(status: &Status, line: Rect) -> bool {
    let room = usize::from(line.width.saturating_sub(2));
    let has_room = |text: &Text| width(if status.whole { text } else { first_sentence(text) }) <= room;
    let has_place = status.whole || status.kind == StatusKind::Note;
    has_place && !std::iter::once(&status.text).chain(&status.shorter).any(has_room)
}

/// Draws that at the bottom of an area.
pub(super) fn draw_over(pen: &mut Pen<'_>, regions: &Regions, area: Rect, said: &Status) {
    let room = usize::from(area.width.saturating_sub(4));
    let lines = wrap(&said.text, room, usize::from(area.height), pen.glyphs.ellipsis);
    let lines: Vec<Line> = lines.into_iter().map(|line| Line(line, role_of(said), None)).collect();
    panel(pen, regions, area, &lines);
}

fn role_of(status: &Status) -> Role {
    if status.kind == StatusKind::Fault { Role::Error } else { Role::Notice }
}

/// What is typed, and what stands before it.
fn typed(state: &State) -> Option<(&'static str, &Input)> {
    Some(match state.overlay.as_ref()? {
        Overlay::Palette(palette) if palette.asked == Asked::Line => (":", &palette.input),
        Overlay::Palette(palette) => ("Find an action: ", &palette.input),
        Overlay::Add(add) => ("Add: ", &add.input),
        Overlay::GoTo(input, _) => ("Go to: ", input),
        Overlay::Search => (SEARCH, &state.search.as_ref()?.input),
        Overlay::Name(input) => ("Keep as: ", input),
        Overlay::Rename(line) => ("Call it: ", &line.input),
        Overlay::Filter => (FILTER, &state.bookmarks.filter.as_ref()?.input),
        Overlay::Keep(line) => match line.field {
            KeepField::Tags => ("Tags: ", &line.tags),
            KeepField::Note => ("Note: ", &line.note),
        },
        Overlay::Find(line) => ("Find: ", &line.input),
        Overlay::Help(view) if view.typing => ("Find a key: ", &view.query),
        Overlay::Starters(list) if list.typing => (FILTER, &list.query),
        Overlay::Routes(panel) => ("Route: ", &panel.line.as_ref()?.input),
        Overlay::Pipe(line) => ("Pipe the story to: ", line),
        _ => return None,
    })
}

/// What the letters on the links do; where they are down to one target, which it is.
fn draw_letters(pen: &mut Pen<'_>, area: Rect, hints: &Hints) {
    let what = if hints.browser { "A link in the browser:" } else { "Follow a link:" };
    let x = pen.put(area, (1, 0), what, Role::Key) + 1;
    let mut left = hints.left();
    let words = match (left.next(), left.next()) {
        (Some(one), None) => format!("{} {}", one.label, one.address),
        _ if hints.typed.is_empty() => "type its letters, Esc ends".to_owned(),
        _ => format!("{}…", hints.typed).replace('…', pen.glyphs.ellipsis),
    };
    pen.put_cut(area, (x, 0), area.width.saturating_sub(x + 1), &words, Role::Status);
}

/// Whether the words about the chosen day have no place but the last line.
fn words_have_no_line(state: &State) -> bool {
    let regions = Regions::of(state);
    !regions.strip.is_empty() || (!regions.year.is_empty() && year::lacks_words(state, regions.year))
}

/// What a line has left of progress and the place in the story.
fn left_of_right(state: &State, glyphs: &Glyphs, area: Rect) -> Rect {
    let wide = width(&right_words(state, glyphs, area.width)) as u16;
    Rect { width: if wide == 0 { area.width } else { area.width - wide - 2 }, ..area }
}

/// Progress and the place in the story, for a line of so many columns; nothing where it has no room for them.
fn right_words(state: &State, glyphs: &Glyphs, columns: u16) -> String {
    let mut parts = Vec::new();
    if let Some(progress) = state.work.progress.as_ref().filter(|progress| progress.total > 0) {
        let (done, total, sign) = (progress.done, progress.total, glyphs.working);
        let words = if columns >= 60 { if total == 1 { " source" } else { " sources" } } else { "" };
        parts.push(format!("{sign} {} of {}{words}", grouped(done), grouped(total)));
    }
    let fetching = state
        .reader
        .as_ref()
        .is_some_and(|open| !open.preview && (open.opened.is_waiting() || open.asked_again.is_some()));
    if fetching && parts.is_empty() {
        parts.push(format!("{} fetching", glyphs.working));
    }
    let shown = Regions::of(state).reader.height;
    // What lies over the story has the line for its own keys and words; a find goes on in the story.
    let bare = matches!(state.overlay, None | Some(Overlay::Find(_)));
    if let Some(open) = state.reader.as_ref().filter(|_| bare && state.focus == Pane::Reader && shown > 0) {
        parts.extend(open.marks.words());
        // On a narrow line what is said has the room.
        let is_said = columns < 60
            && state.status.as_ref().is_some_and(|status| width(&status.text) + 9 > usize::from(columns));
        let percent = reader::percent(open, shown).filter(|_| !is_said);
        parts.extend(percent.map(|percent| format!("{percent} %")));
    }
    // A count and a prefix show what has been typed of them.
    parts.extend(state.waiting.as_ref().map(|waiting| waiting.typed.clone()));
    let words = parts.join("   ");
    if width(&words) + 2 > usize::from(columns) { String::new() } else { words }
}
