//! Finding in what has the keys: words in the open story, titles in the list.

use super::super::message::Effect;
use super::super::state::{FindLine, Input, Overlay, Pane, Screen, State};
use super::super::{LineKind, Regions};
use super::{list, reader, say};
use crate::keymap::{Key, KeyCode as Code};
use crate::locale::grouped;
use crate::news::StoryId;
use crate::query::Find;

/// Opens the find line.
pub(super) fn open(state: &mut State) {
    if state.focus != Pane::Reader {
        state.focus = Pane::List;
        if state.screen == Screen::Bookmarks && state.search.is_none() {
            return super::bookmarks::open_filter(state);
        }
    }
    let (top, selected) = (state.reader.as_ref().map_or(0, |reader| reader.top), state.list.selected);
    let in_story = state.focus == Pane::Reader;
    let has_list = state.shows_list() || state.list.reload.is_some();
    if !in_story && (state.screen != Screen::Days || !has_list) {
        return say(state, "There is no list to find something in");
    }
    state.overlay = Some(Overlay::Find(FindLine { input: Input::default(), in_story, top, selected }));
}

/// A key in the find line.
pub(super) fn press(state: &mut State, mut line: FindLine, key: Key, out: &mut Vec<Effect>) {
    match key.code {
        _ if line.input.is_left_by(key) => return give_up(state, &line, out),
        Code::Enter => {
            state.history.submitted(LineKind::Find, &line.input.text);
            return done(state, &line);
        }
        Code::Up | Code::Down if recall(state, &mut line, key.code == Code::Up) => typed(state, &line, out),
        Code::Down => drop(step(state, true, out)),
        Code::Up => drop(step(state, false, out)),
        _ => {
            if line.input.press(key) {
                typed(state, &line, out);
            }
        }
    }
    state.overlay = Some(Overlay::Find(line));
}

/// What was looked for before stands in the line again; whether there was something.
fn recall(state: &mut State, line: &mut FindLine, older: bool) -> bool {
    let before = state.history.step(LineKind::Find, &line.input.text, older);
    before.map(|before| line.input = Input::new(before)).is_some()
}

/// Something was pasted into the find line.
pub(super) fn paste(state: &mut State, text: &str, out: &mut Vec<Effect>) {
    if let Some(Overlay::Find(mut line)) = state.overlay.take() {
        line.input.insert(text);
        typed(state, &line, out);
        state.overlay = Some(Overlay::Find(line));
    }
}

fn typed(state: &mut State, line: &FindLine, out: &mut Vec<Effect>) {
    let find = Find::new(&line.input.text);
    if line.in_story {
        if let Some(reader) = &mut state.reader {
            reader.top = line.top;
            reader.marks.find = find;
            reader.marks.at = None;
        }
        mark(state);
        step(state, true, out);
        return;
    }
    state.list.find = find;
    if awaits(state) {
        state.list.seeks = state.list.find.as_ref().map(|_| line.input.text.trim().to_owned());
        return;
    }
    state.list.selected = line.selected.or(state.list.selected);
    seek(state, out);
}

/// Whether the list to find something in is still to come.
fn awaits(state: &State) -> bool {
    !state.shows_list() && state.list.reload.is_some()
}

/// The list is here in which something is to be found that was typed before.
pub(super) fn list_arrived(state: &mut State, out: &mut Vec<Effect>) {
    let Some(words) = state.list.seeks.take().filter(|_| state.list.find.is_some()) else { return };
    if let Some(Overlay::Find(line)) = &mut state.overlay {
        line.selected = state.list.selected;
        return seek(state, out);
    }
    if titles(state).is_empty() {
        state.list.find = None;
        return not_here(state, &words);
    }
    seek(state, out);
}

/// Chooses the first row from the chosen one on that has what is to be found.
fn seek(state: &mut State, out: &mut Vec<Effect>) {
    let here = list::selected(state).map(|row| row.title.to_string());
    let stays =
        state.list.find.as_ref().zip(here).is_none_or(|(find, title)| !find.places(&title).is_empty());
    if stays {
        list::keep_visible(state);
    } else {
        step(state, true, out);
    }
}

/// Esc: as it was before.
fn give_up(state: &mut State, line: &FindLine, out: &mut Vec<Effect>) {
    if line.in_story {
        if let Some(reader) = &mut state.reader {
            reader.top = line.top;
        }
        end(state);
    } else {
        state.list.find = None;
        if let Some(id) = line.selected {
            list::select(state, id, out);
        }
    }
}

/// Enter: the marks stay, `n` and `N` go by them.
fn done(state: &mut State, line: &FindLine) {
    let none = if line.in_story {
        state.reader.as_ref().is_none_or(|reader| reader.marks.found.is_empty())
    } else {
        titles(state).is_empty() && !awaits(state)
    };
    if line.input.text.trim().is_empty() {
        end(state);
        state.list.find = None;
    } else if none {
        end(state);
        state.list.find = None;
        not_here(state, line.input.text.trim());
    }
}

fn not_here(state: &mut State, words: &str) {
    say(state, &format!("`{words}` is not here. ⟨search⟩ searches everywhere"));
}

/// Ends finding in the open story; whether there was something to end.
pub(super) fn end(state: &mut State) -> bool {
    let Some(reader) = &mut state.reader else { return false };
    let had = reader.marks.find.take().is_some();
    reader.marks.at = None;
    mark(state);
    had
}

/// Marks the open story anew: it was opened, set in another measure, or something else is to be marked.
pub(super) fn mark(state: &mut State) {
    let marker = state.search.as_ref().map(|search| &search.marker);
    if let Some(reader) = &mut state.reader
        && let Some(opened) = reader.opened.ready()
    {
        reader.marks.refresh(&opened.page, marker);
    }
}

/// The rows whose titles have what is to be found.
fn titles(state: &State) -> Vec<StoryId> {
    let (Some(find), Some(edition)) = (&state.list.find, state.list.edition.ready()) else {
        return Vec::new();
    };
    let has = |id: &StoryId| {
        let row = edition.position(*id).and_then(|at| edition.rows.get(at));
        row.is_some_and(|row| !find.places(&row.title).is_empty())
    };
    list::stories(state).into_iter().filter(has).collect()
}

/// `n` and `N` where something is marked or to be found; `false`: nothing is, and they mean something else.
pub(super) fn step(state: &mut State, forward: bool, out: &mut Vec<Effect>) -> bool {
    if state.focus == Pane::Reader {
        return step_in_story(state, forward);
    }
    if state.focus != Pane::List || state.list.find.is_none() {
        return false;
    }
    let found = titles(state);
    let order = list::stories(state);
    let place = |id: StoryId| order.iter().position(|other| *other == id).unwrap_or(0);
    let here = state.list.selected.map_or(0, place);
    let next = if forward {
        found.iter().find(|id| place(**id) > here).or(found.first())
    } else {
        found.iter().rev().find(|id| place(**id) < here).or(found.last())
    };
    if let Some(id) = next.copied() {
        list::select(state, id, out);
        let at = found.iter().position(|other| *other == id).unwrap_or(0);
        say(state, &format!("{} of {}", grouped(at + 1), grouped(found.len())));
    }
    true
}

fn step_in_story(state: &mut State, forward: bool) -> bool {
    let last = reader::last_top(state);
    let height = usize::from(Regions::of(state).reader.height.max(1));
    let Some(reader) = &mut state.reader else { return false };
    let marks = &mut reader.marks;
    let in_sight = reader.top..reader.top + height;
    // Who has gone somewhere else goes on from there.
    marks.at = marks.at.filter(|at| in_sight.contains(&marks.line(*at)));
    if marks.found.is_empty() {
        // What is to be found in the story is not here; a search goes on with its next hit.
        return marks.find.is_some();
    }
    let round = marks.find.is_some();
    let next = match marks.next(reader.top, forward) {
        Some(next) => next,
        None if !round => return false,
        None if forward => 0,
        None => marks.found.len() - 1,
    };
    marks.at = Some(next);
    let line = marks.line(next);
    if line < reader.top || line >= reader.top + height {
        reader.top = line.saturating_sub(height / 3).min(last);
    }
    true
}
