//! The hits of a search in the day list, and its days in the calendar.

use std::sync::Arc;

use super::super::message::Effect;
use super::super::state::{ListRow, Overlay, Pane, State};
use super::super::{Awaited, Ticket};
use super::search::{PAGE, ask};
use super::{list, reader, say};
use crate::news::{Day, DocId, Edition, Fault, HitDays, Order, Scope, SearchHit, Searched, Text};

/// Hits below the chosen one from which more are asked for.
const AHEAD: usize = 20;

/// Hits have come.
pub(super) fn found(
    state: &mut State,
    ticket: Ticket,
    found: Result<(Vec<SearchHit>, Searched), Fault>,
    out: &mut Vec<Effect>,
) {
    let Some(search) = &mut state.search else { return };
    let follows = search.more == Some(ticket);
    if !follows && search.asked != Some(ticket) {
        return;
    }
    let slot = if follows { &mut search.more } else { &mut search.asked };
    *slot = None;
    match found {
        Ok((hits, searched)) => {
            (search.searched, search.fault) = (Some(searched), None);
            let full = hits.len() >= PAGE && search.order == Order::Newest;
            search.next = hits.iter().map(|hit| hit.doc).min().map(DocId::before).filter(|_| full);
            show(state, hits, follows);
            super::bookmarks::load_notes(state, out);
            reader::preview_selected(state, out);
        }
        Err(fault) => {
            search.fault = Some(fault.clone());
            super::say_fault(state, &fault);
        }
    }
}

/// Shows hits in the list, in place of those shown or behind them.
pub(super) fn show(state: &mut State, hits: Vec<SearchHit>, follows: bool) {
    let range = state.calendar.chosen.only();
    let Some(search) = &mut state.search else { return };
    let mut rows = Vec::with_capacity(hits.len());
    if follows {
        if let Awaited::Ready(edition) = std::mem::take(&mut state.list.edition) {
            rows = edition.rows;
        }
    } else {
        search.snippets.clear();
    }
    for hit in hits {
        search.snippets.extend(hit.snippet.map(|snippet| (hit.headline.id, snippet)));
        rows.push(hit.headline);
    }
    let typing = matches!(state.overlay, Some(Overlay::Search));
    if !follows && typing {
        state.list.selected = None;
    }
    let place = (state.list.top, state.list.lead);
    list::show(state, Edition { scope: Scope::All, range, rows, muted: 0 });
    if follows {
        (state.list.top, state.list.lead) = place;
    }
    follow(state);
}

/// The rows of the hits: under the heads of their days, or by how well they fit.
pub(super) fn rows_of(state: &State, order: Order, edition: &Edition) -> Vec<ListRow> {
    let mut rows = Vec::with_capacity(edition.rows.len() + 16);
    let mut last = None;
    for (index, row) in edition.rows.iter().enumerate() {
        if order == Order::Newest && last != Some(row.day) {
            rows.push(ListRow::Head(Text::line(&state.locale.long_date(row.day))));
            last = Some(row.day);
        }
        rows.push(ListRow::Story(index));
    }
    rows
}

/// How many hits the days have, of one month or of all.
pub(super) fn counted(state: &mut State, ticket: Ticket, days: Result<HitDays, Fault>, whole: bool) {
    let Some(search) = state.search.as_mut().filter(|search| search.counting == Some(ticket)) else { return };
    if whole {
        search.counting = None;
    }
    if let Ok(days) = days {
        search.days = days;
        search.whole = whole;
    }
}

/// The calendar goes with the chosen hit, and more hits are asked for before they are needed.
pub(super) fn chosen(state: &mut State, out: &mut Vec<Effect>) {
    follow(state);
    let Some(edition) = state.list.edition.ready() else { return };
    let at = state.list.selected.and_then(|id| edition.position(id)).unwrap_or(0);
    let near = at + AHEAD >= edition.rows.len();
    let ticket = state.tickets.draw();
    let Some(search) = &mut state.search else { return };
    if let (true, None, None, Some(next)) = (near, search.more, search.asked, search.next) {
        search.more = Some(ticket);
        out.push(Effect::Search {
            ticket,
            query: Arc::clone(&search.query),
            order: search.order,
            from: Some(next),
            most: PAGE,
        });
    }
}

fn follow(state: &mut State) {
    if let Some(day) = list::selected(state).map(|row| row.day) {
        state.calendar.chosen = day;
    }
}

/// A day was chosen in the calendar: its first hit, or the first before it.
pub(super) fn choose_day(state: &mut State, day: Day, out: &mut Vec<Effect>) {
    reader::close_into_list(state, out);
    state.calendar.chosen = day;
    let Some(search) = &state.search else { return };
    let (order, from, has_more) = (search.order, search.from, search.next.is_some());
    let Some(edition) = state.list.edition.ready() else { return };
    let place = match order {
        Order::Best => edition.rows.iter().position(|row| row.day == day),
        Order::Newest => edition.rows.iter().position(|row| row.day <= day),
    };
    let reaches_up = from.is_none_or(|from| from.day() >= day);
    match place.and_then(|place| edition.rows.get(place)).map(|row| row.id) {
        Some(id) if reaches_up => {
            state.list.selected = Some(id);
            list::keep_visible(state);
            reader::preview_selected(state, out);
        }
        _ if order == Order::Newest && (!reaches_up || has_more) => {
            state.list.selected = None;
            ask(state, Some(DocId::last_of(day)), out);
        }
        _ => {}
    }
    // What is asked for may belong to another day: the calendar stays where it was put.
    state.calendar.chosen = day;
}

/// `n` and `N`: the next hit; in the calendar the next day with hits.
pub(super) fn step(state: &mut State, forward: bool, out: &mut Vec<Effect>) {
    match state.focus {
        Pane::Calendar | Pane::Sources => {
            let Some(search) = &state.search else { return };
            let chosen = state.calendar.chosen;
            let day = if forward {
                search.days.range(chosen.plus(1)..).next()
            } else {
                search.days.range(..chosen).next_back()
            };
            match day.map(|(day, _)| *day) {
                Some(day) => choose_day(state, day, out),
                None if !search.whole => say(state, "Still counting"),
                None if forward => say(state, "No later day has a hit"),
                None => say(state, "No earlier day has a hit"),
            }
        }
        Pane::List => {
            let before = state.list.selected;
            list::step(state, if forward { 1 } else { -1 }, out);
            if before.is_none() {
                let counted = state.list.edition.ready().is_some();
                say(state, if counted { "There is no hit" } else { "Still searching" });
            } else if state.list.selected == before {
                say(state, if forward { "This is the last hit" } else { "This is the first hit" });
            }
        }
        Pane::Reader => super::reading_on::story(state, if forward { 1 } else { -1 }, out),
    }
}
