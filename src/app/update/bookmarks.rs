//! The bookmarks view: the chosen one, its day in the calendar, and what narrows the list.

use std::sync::Arc;

use super::super::message::Effect;
use super::super::state::{Filter, Input, Overlay, Pane, Replace, Screen, State};
use super::super::{Awaited, LineKind, Ticket};
use super::{days, list, measure, reader, say};
use crate::keymap::{Key, KeyCode as Code};
use crate::news::{Bookmark, Day, Fault, HitDays};
use crate::query::Query;

/// Shows the bookmarks, or goes back to their list.
pub(super) fn open(state: &mut State, out: &mut Vec<Effect>) {
    super::search::leave(state, out);
    match state.screen {
        Screen::Bookmarks => reader::close(state, out),
        Screen::Year => {}
        Screen::Days | Screen::Card => reader::step_aside(state, out),
    }
    if state.screen != Screen::Bookmarks {
        state.bookmarks.before = Some(state.calendar.chosen);
        state.calendar.anchor = None;
        state.bookmarks.filter = None;
        state.bookmarks.anchor = None;
        state.bookmarks.let_go.clear();
    }
    state.screen = Screen::Bookmarks;
    state.focus = Pane::List;
    state.calendar.rest_until = None;
    load(state, out);
}

/// From the bookmarks to the days, or to the card where there is nothing else yet. The chosen day is the one that was.
pub(super) fn leave(state: &mut State, out: &mut Vec<Effect>) {
    let nothing = state.sources.ready().is_some_and(Vec::is_empty) && !state.demo;
    state.screen = if nothing { Screen::Card } else { Screen::Days };
    (state.bookmarks.filter, state.bookmarks.anchor) = (None, None);
    if let Some(day) = state.bookmarks.before.take() {
        state.calendar.chosen = day;
        days::load_months(state, out);
    }
    // What was loaded meanwhile was about the days of bookmarks.
    if !state.shows_list() && state.list.edition.ready().is_some() {
        days::reload_list(state, Replace::Now, out);
    }
}

/// Asks for the bookmarks; those shown stay until the answer is there.
pub(super) fn load(state: &mut State, out: &mut Vec<Effect>) {
    let ticket = state.tickets.draw();
    state.bookmarks.asked = Some(ticket);
    let filter = state.bookmarks.filter.as_ref().map(|filter| Arc::clone(&filter.query));
    out.push(Effect::LoadBookmarks(ticket, filter.filter(|query| query.root().is_some())));
}

/// The bookmarks are here; the chosen one stays chosen.
pub(super) fn arrived(state: &mut State, ticket: Ticket, rows: Result<Vec<Bookmark>, Fault>) {
    if state.bookmarks.asked != Some(ticket) {
        return;
    }
    state.bookmarks.asked = None;
    match rows {
        Ok(mut rows) => {
            let mut days = HitDays::new();
            for row in &rows {
                *days.entry(row.day).or_default() += 1;
            }
            keep_in_place(state, &mut rows);
            let chosen = state.bookmarks.rows.ready().and_then(|old| old.get(state.bookmarks.selected));
            let kept = chosen.and_then(|old| rows.iter().position(|row| row.address == old.address));
            let last = rows.len().saturating_sub(1);
            let selected = kept.unwrap_or(state.bookmarks.selected).min(last);
            state.bookmarks.days = days;
            state.bookmarks.rows = Awaited::Ready(rows);
            choose(state, selected);
        }
        Err(fault) => state.bookmarks.rows = Awaited::Failed(fault),
    }
}

/// What was taken away here keeps its place among the rows: behind the one it stood behind.
fn keep_in_place(state: &mut State, rows: &mut Vec<Bookmark>) {
    state.bookmarks.let_go.retain(|gone| !rows.iter().any(|row| row.address == gone.address));
    let shown = state.bookmarks.rows.ready().map(Vec::as_slice).unwrap_or_default();
    let mut before: Option<&Bookmark> = None;
    for row in shown {
        if let Some(gone) = state.bookmarks.let_go.iter().find(|gone| gone.address == row.address) {
            let behind = before.and_then(|before| rows.iter().position(|row| row.address == before.address));
            rows.insert(behind.map_or(0, |at| at + 1), gone.clone());
        }
        before = Some(row);
    }
}

/// Makes a bookmark the chosen one; the calendar goes with it.
pub(super) fn choose(state: &mut State, row: usize) {
    state.bookmarks.selected = row;
    let day = state.bookmarks.rows.ready().and_then(|rows| rows.get(row)).map(|row| row.day);
    if let Some(day) = day.filter(|_| state.screen == Screen::Bookmarks) {
        state.calendar.chosen = day;
    }
}

/// A day was chosen in the calendar: its first bookmark, or the first before it.
pub(super) fn choose_day(state: &mut State, day: Day, out: &mut Vec<Effect>) {
    reader::close_into_list(state, out);
    if let Some(rows) = state.bookmarks.rows.ready() {
        let place = rows.iter().position(|row| row.day <= day);
        state.bookmarks.selected = place.unwrap_or(rows.len().saturating_sub(1));
    }
    state.calendar.chosen = day;
}

/// Opens the line that narrows the list.
pub(super) fn open_filter(state: &mut State) {
    state.bookmarks.filter.get_or_insert_with(Filter::default);
    state.overlay = Some(Overlay::Filter);
}

/// A key in that line.
pub(super) fn press(state: &mut State, key: Key, out: &mut Vec<Effect>) {
    let Some(filter) = &mut state.bookmarks.filter else { return };
    let is_empty = filter.input.text.trim().is_empty();
    match key.code {
        _ if filter.input.is_left_by(key) => return widen(state, out),
        Code::Enter if is_empty => return widen(state, out),
        Code::Enter if filter.error.is_none() => {
            filter.input = Input::new(filter.query.text().trim().to_owned());
            state.history.submitted(LineKind::Filter, &filter.input.text);
            return read(state, false, out);
        }
        Code::Down | Code::Up => {
            let before = state.history.step(LineKind::Filter, &filter.input.text, key.code == Code::Up);
            if let Some(before) = before {
                filter.input = Input::new(before);
                typed(state, out);
                state.overlay = Some(Overlay::Filter);
                return;
            }
            let last = state.bookmarks.rows.ready().map_or(0, |rows| rows.len().saturating_sub(1));
            let at = state.bookmarks.selected;
            choose(state, if key.code == Code::Down { (at + 1).min(last) } else { at.saturating_sub(1) });
        }
        _ => {
            if filter.input.press(key) {
                typed(state, out);
            }
        }
    }
    state.overlay = Some(Overlay::Filter);
}

/// Something was pasted into that line.
pub(super) fn paste(state: &mut State, line: &str, out: &mut Vec<Effect>) {
    if let Some(filter) = &mut state.bookmarks.filter {
        filter.input.insert(line);
        typed(state, out);
    }
}

fn typed(state: &mut State, out: &mut Vec<Effect>) {
    read(state, true, out);
}

/// Reads the line; while it is typed its last word is the beginning of one.
fn read(state: &mut State, typing: bool, out: &mut Vec<Effect>) {
    let (today, locale) = (state.today(), state.locale);
    let Some(filter) = &mut state.bookmarks.filter else { return };
    match Query::parse(&filter.input.text, today, locale, typing) {
        Ok(query) => {
            filter.error = None;
            filter.query = Arc::new(query);
            state.bookmarks.let_go.clear();
            load(state, out);
        }
        Err(error) => filter.error = Some(error),
    }
}

/// Shows all bookmarks again; whether something had narrowed them.
pub(super) fn widen(state: &mut State, out: &mut Vec<Effect>) {
    if matches!(state.overlay, Some(Overlay::Filter)) {
        state.overlay = None;
    }
    if state.bookmarks.filter.take().is_some() {
        state.bookmarks.let_go.clear();
        load(state, out);
    }
}

/// The line that takes a name for what narrows the list: it stands among the sources then, as a search.
pub(super) fn name(state: &mut State) {
    match query(state) {
        Some(query) => state.overlay = Some(Overlay::Name(Input::proposed(query))),
        None => {
            say(state, "⟨find⟩ narrows the bookmarks; what they are narrowed to can be kept under a name");
        }
    }
}

/// What narrows the list, as a search among all stories.
pub(super) fn query(state: &State) -> Option<String> {
    let filter = state.bookmarks.filter.as_ref().filter(|_| state.screen == Screen::Bookmarks)?;
    filter.query.root()?;
    Some(format!("is:bookmarked ({})", filter.query.text().trim()))
}

/// Notes and tags of the rows that are kept, for their lines in the list.
pub(super) fn load_notes(state: &State, out: &mut Vec<Effect>) {
    const MOST: usize = 500;
    let Some(edition) = state.list.edition.ready() else { return };
    let kept = edition.rows.iter().filter(|row| row.bookmarked).filter_map(|row| row.address.clone());
    let kept: Vec<_> = kept.take(MOST).collect();
    if !kept.is_empty() {
        out.push(Effect::LoadNotes(kept));
    }
}

/// What a bookmark says of itself has changed, or it is gone: the list and the open story follow.
pub(super) fn changed(
    state: &mut State,
    address: &crate::news::Address,
    bookmark: Option<&Bookmark>,
    out: &mut Vec<Effect>,
) {
    if let Some(bookmark) = bookmark {
        state.notes.insert(address.clone(), bookmark.words_of_it());
    } else {
        state.notes.remove(address);
        let rows = state.bookmarks.rows.ready().filter(|_| state.screen == Screen::Bookmarks);
        let row = rows.and_then(|rows| rows.iter().find(|row| row.address == *address)).cloned();
        state.bookmarks.let_go.extend(row);
    }
    list::keep_visible(state);
    let is_open = super::keeping::open_address(state).as_ref() == Some(address);
    let opened = state.reader.as_mut().and_then(|reader| reader.opened.ready_mut()).filter(|_| is_open);
    if let Some(opened) = opened {
        let kept = bookmark.map(Bookmark::words_of_it);
        if opened.kept != kept {
            opened.kept = kept;
            measure::set_again(state, out);
        }
    }
}
