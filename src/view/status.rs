//! The last line: what just happened, what is typed, else what the keys do; at the right what runs.

use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation;

use super::facts::{day_in_words, range_in_words};
use super::glyphs::Glyphs;
use super::input::{Line, panel};
use super::offers::hints_of;
use super::pen::Pen;
use super::words::{first_sentence, head, width, wrap};
use super::{reader, year};
use crate::app::{
    Action, Asked, Context, Hints, Input, KeepField, Overlay, Pane, Regions, Screen, State, Status,
    StatusKind,
};
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
    match &state.overlay {
        Some(Overlay::Hints(hints)) => draw_letters(pen, area, hints),
        Some(overlay) if state.status.is_none() || overlay.context().is_none() => {
            let adds = match overlay {
                Overlay::Starters(list) => match list.rows.iter().filter(|row| row.chosen).count() {
                    0 => "add this".to_owned(),
                    many => format!("add {many}"),
                },
                _ => String::new(),
            };
            hints(pen, area, &keys_over(state, overlay, &adds));
        }
        _ => match &state.status {
            Some(status) if is_said_over(status, area) => hints(pen, area, &hints_below(state)),
            Some(status) => {
                let room = area.width.saturating_sub(2);
                let fits = |text: &&Text| width(text) <= usize::from(room);
                let shortest = status.shorter.last().unwrap_or(&status.text);
                let text =
                    std::iter::once(&status.text).chain(&status.shorter).find(fits).unwrap_or(shortest);
                pen.put_said(area, (1, 0), room, text, role_of(status));
            }
            None if state.focus == Pane::Calendar && words_have_no_line(state) => {
                let mut parts = match state.calendar.anchor {
                    Some(_) if state.screen != Screen::Year => range_in_words(state),
                    _ => day_in_words(state, state.at()),
                };
                // The weightiest stand first; what has no room is left out.
                let room = area.width.saturating_sub(2);
                while parts.len() > 1 && width(&parts.join(pen.glyphs.dot)) > usize::from(room) {
                    parts.pop();
                }
                let words = parts.join(pen.glyphs.dot).replace('\u{a0}', " ");
                pen.put_said(area, (1, 0), room, &words, Role::Status);
            }
            None => hints(pen, area, &hints_of(state)),
        },
    }
    None
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

/// What the keys do under what is said whole.
fn hints_below(state: &State) -> Vec<(String, &'static str)> {
    match state.overlay {
        Some(_) => live(state, state.context(), &[(&[Action::Back], "close")]),
        None => hints_of(state),
    }
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

/// The keys of what lies over the screen, and what they do.
fn keys_over<'w>(state: &State, overlay: &Overlay, adds: &'w str) -> Vec<(String, &'w str)> {
    use Action as A;
    let choose: (&[Action], _) = (&[A::Down, A::Up], "choose");
    let wanted: Vec<(&[Action], &'w str)> = match overlay {
        Overlay::Help(view) => {
            let mut keys: Vec<(&[Action], _)> =
                vec![(&[A::Down, A::Up], "scroll"), (&[A::ReadOn], "page"), (&[A::Find], "find")];
            if !view.query.text.is_empty() {
                keys.push((&[A::Cancel], "all"));
            }
            keys.push((&[A::Back], "close"));
            keys
        }
        Overlay::Themes(_) => {
            vec![(&[A::Down, A::Up], "try"), (&[A::Open], "keep"), (&[A::Cancel], "as it was")]
        }
        Overlay::Routes(panel) => {
            let mut keys: Vec<(&[Action], _)> = vec![
                (&[A::Open], "try"),
                (&[A::EditRoute], "edit"),
                (&[A::AddRoute], "add"),
                (&[A::PreviousDay, A::NextDay], "the day"),
                (&[A::MoveDown, A::MoveUp], "order"),
                (&[A::Remove], "take out"),
            ];
            if panel.rows.len() < 2 {
                keys.truncate(4);
            }
            if panel.copies().is_some() {
                keys.push((&[A::AddCopies], "add the Wayback Machine"));
            }
            if !state.demo {
                keys.push((&[A::FindAgain], "look at its site"));
            }
            keys.push((&[A::Cancel], "close"));
            keys
        }
        Overlay::Why(_) => {
            vec![(&[A::Down, A::Up], "scroll"), (&[A::Undo], "undo"), (&[A::Back], "close")]
        }
        Overlay::Changes(view) => match view.rows.as_ref().and_then(|rows| rows.get(view.selected)) {
            Some(change) => {
                let turns = if change.undone { "do it again" } else { "take it back" };
                vec![(&[A::Open], turns), (&[A::Undo, A::Redo], "undo, redo"), (&[A::Back], "close")]
            }
            None => vec![(&[A::Back], "close")],
        },
        Overlay::OtherWays(_) => vec![(&[A::Open], "open"), choose, (&[A::Cancel], "back")],
        Overlay::Order(_) => {
            vec![(&[A::Open], "choose"), (&[A::Down, A::Up], "up, down"), (&[A::Cancel], "back")]
        }
        Overlay::Starters(list) => {
            let back = if list.query.text.is_empty() { "back" } else { "all" };
            vec![(&[A::Pick], "choose"), (&[A::Open], adds), (&[A::Find], "narrow"), (&[A::Cancel], back)]
        }
        Overlay::Mutes(_) => vec![(&[A::Remove], "let go"), (&[A::Undo], "undo"), (&[A::Back], "close")],
        Overlay::Health(_) if state.demo => {
            vec![
                (&[A::Refresh], "ask again"),
                (&[A::Remove], "remove"),
                (&[A::Open], "show"),
                (&[A::Back], "close"),
            ]
        }
        Overlay::Health(_) => vec![
            (&[A::Refresh], "ask again"),
            (&[A::FindAgain], "look again"),
            (&[A::Remove], "remove"),
            (&[A::Open], "show"),
            (&[A::Back], "close"),
        ],
        // On its words letters are typed: the keys are those of a line.
        Overlay::Mute(panel) if panel.selected == 0 => {
            let keys = [("Enter", "mute"), ("Tab", "choose"), ("Esc", "back")];
            return keys.map(|(keys, words)| (keys.to_owned(), words)).to_vec();
        }
        Overlay::Mute(_) => {
            return live(state, Context::Panel, &[(&[A::Open], "mute"), choose, (&[A::Cancel], "back")]);
        }
        _ => Vec::new(),
    };
    live(state, state.context(), &wanted)
}

/// The keys that the live map has for actions in a context, with their words; without those it has no key for.
pub(super) fn live<'w>(
    state: &State,
    context: Context,
    wanted: &[(&[Action], &'w str)],
) -> Vec<(String, &'w str)> {
    let context = context.name();
    let key = |action: Action| {
        let keys = state.keymap.sequences(Some(context), |chain| chain.is(action)).next()?;
        Some(keys.brief())
    };
    let keys_of = |(actions, words): &(&[Action], &'w str)| {
        let keys: Option<Vec<_>> = actions.iter().map(|action| key(*action)).collect();
        Some((keys?.join(" "), *words))
    };
    wanted.iter().filter_map(keys_of).collect()
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

/// A prompt and an input line; what does not fit is left out at its beginning.
pub(super) fn draw_input(pen: &mut Pen<'_>, area: Rect, prompt: &str, input: &Input) -> Option<Position> {
    let x = pen.put(area, (1, 0), prompt, Role::Key);
    let room = usize::from(area.width.saturating_sub(x + 1));
    if room == 0 {
        return None;
    }
    let field = Rect { x: area.x + x, width: area.width - x, ..area };
    pen.lay(field, pen.style(Role::Field));
    let byte = input.text.char_indices().nth(input.cursor).map_or(input.text.len(), |(at, _)| at);
    let (before, behind) = input.text.split_at(byte);
    // The lines of a note stand behind each other.
    let lines = |text: &str| text.replace('\n', pen.glyphs.line_end);
    let (before, behind) = (lines(before), lines(behind));
    let shown = tail(&before, room.saturating_sub(1));
    let cursor = pen.put(field, (0, 0), shown, Role::Text);
    pen.put(field, (cursor, 0), head(&behind, room.saturating_sub(width(shown))), Role::Text);
    Some(Position::new(field.x + cursor, field.y))
}

/// As much of the end of a text as fits into so many columns, whole clusters only.
fn tail(text: &str, columns: usize) -> &str {
    let mut used = width(text);
    for (at, cluster) in text.grapheme_indices(true) {
        if used <= columns {
            return text.get(at..).unwrap_or_default();
        }
        used -= width(cluster);
    }
    ""
}

/// Keys with what they do, as many as have room. The last is the way out, or the way to all keys: room is
/// kept for it, so that the narrowest line still tells it.
fn hints(pen: &mut Pen<'_>, area: Rect, hints: &[(String, &str)]) {
    let wide = |(keys, words): &(String, &str)| (width(keys) + 1 + width(words)) as u16;
    let Some((last, rest)) = hints.split_last() else { return };
    let kept = wide(last) + 3;
    let mut x = 1;
    let mut put = |x: u16, (keys, words): &(String, &str)| {
        let x = pen.put(area, (x, 0), keys, Role::Key) + 1;
        pen.put(area, (x, 0), words, Role::Status) + 3
    };
    for hint in rest {
        if x + wide(hint) + kept + 1 > area.width {
            break;
        }
        x = put(x, hint);
    }
    if x + wide(last) < area.width {
        put(x, last);
    }
}
