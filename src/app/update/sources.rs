//! The sources, as they are read at the start and whenever they change, and what begins with them.

use super::super::Awaited;
use super::super::message::Effect;
use super::super::state::{Pane, Replace, Screen, SourceState, State};
use super::{days, refreshing, routes};
use crate::news::{Scope, Slug, SourceRow};

/// Asks for what the store knows of the first day, before the sources have been read. Where these turn out to be
/// others than the store knows it is asked again ([`outdated`]).
pub(super) fn begin(state: &mut State, out: &mut Vec<Effect>) {
    // The card shows nothing of the store.
    if state.screen == Screen::Days {
        state.asked_early = true;
        ask_beside(state, out);
        days::load(state, state.calendar.chosen, out);
    }
}

/// Asks for what stands beside the day and hangs on no source.
fn ask_beside(state: &mut State, out: &mut Vec<Effect>) {
    out.push(Effect::LoadSearches);
    days::load_ends(state, out);
}

/// The sources are not those that the store knew when it was asked early.
pub(super) fn outdated(state: &mut State) {
    state.asked_early = false;
}

/// The row of the sources pane that a source has.
fn row_of(state: &State, slug: &Slug) -> Option<usize> {
    state.all_sources().iter().position(|source| source.row.slug == *slug).map(|at| at + 1)
}

/// The sources have been read; the first time this starts everything else.
pub(super) fn arrived(state: &mut State, sources: Vec<SourceState>, out: &mut Vec<Effect>) {
    let first = state.sources.ready().is_none();
    let none = sources.is_empty();
    refreshing::note_added(state, &sources);
    let gone = state.scoped_sources().next().filter(|_| state.scope != Scope::All);
    let gone = gone.map(|source| source.row.slug.clone());
    state.sources = Awaited::Ready(sources);
    routes::sources_arrived(state);
    // Who came to read an address reads it first.
    if none && !state.demo && state.screen == Screen::Days && state.reader.is_none() {
        // As at the first start, the card stands beside this month.
        state.calendar.chosen = state.today();
        state.calendar.anchor = None;
        state.screen = Screen::Card;
        state.focus = Pane::List;
    } else if !none && state.screen == Screen::Card {
        // The card's keys were its answers; what takes its place begins with the days.
        state.screen = Screen::Days;
        state.focus = Pane::Calendar;
    }
    if let Scope::Source(id) = state.scope
        && !state.all_sources().iter().any(|source| source.row.id == id)
    {
        state.let_go = gone;
        state.source_row = 0;
        days::set_scope(state, Scope::All, out);
    } else if let Some(row) = state.let_go.as_ref().and_then(|slug| row_of(state, slug)) {
        // Letting it go was taken back.
        state.let_go = None;
        if state.search.is_none() && state.scope == Scope::All && state.source_row == 0 {
            state.source_row = row;
            let id = state.all_sources().get(row - 1).map(|source| source.row.id);
            days::set_scope(state, id.map_or(Scope::All, Scope::Source), out);
        }
    }
    if !first {
        let empty = state.list.edition.ready().is_none_or(|edition| edition.rows.is_empty());
        days::reload_all(state, if empty { Replace::Now } else { Replace::Wait }, out);
        return;
    }
    // An empty list is complete only now.
    let has_stories = state.list.edition.ready().is_some_and(|edition| !edition.rows.is_empty());
    if std::mem::take(&mut state.asked_early) && (has_stories || state.list.reload.is_some()) {
        days::rest(state);
    } else {
        ask_beside(state, out);
        state.calendar.awaited.clear();
        state.calendar.months.clear();
        days::load(state, state.calendar.chosen, out);
    }
    if !none && state.refresh_on_start {
        state.work.refreshing = true;
        // In lines what was told has its number.
        state.work.opening = !state.list.touched && !state.plain;
        out.push(Effect::Refresh(Scope::All, false));
    }
}

/// New counts for the sources pane.
pub(super) fn counts_arrived(state: &mut State, rows: Vec<SourceRow>) {
    if let Some(sources) = state.sources.ready_mut() {
        for row in rows {
            if let Some(source) = sources.iter_mut().find(|source| source.row.id == row.id) {
                source.row = row;
            }
        }
    }
}
