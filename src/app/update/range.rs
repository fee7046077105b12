//! Ranges of days: `v` in the calendar. The list shows the range, and what acts on the list acts on it.

use super::super::message::Effect;
use super::super::state::{Pane, Replace, Screen, State};
use super::{asking, days, keep_line, list, say};
use crate::locale::counted;
use crate::news::{Day, Headline, Text};

/// The most days a range has: a quarter of a year.
const MOST_DAYS: i32 = 92;
/// The most stories that are kept at once; the text of each is fetched.
pub(super) const MOST_KEPT: usize = 100;

/// `v`: begins a range at the day under the cursor, or ends it.
pub(super) fn toggle(state: &mut State, out: &mut Vec<Effect>) {
    if state.calendar.anchor.is_some() {
        return end(state, out);
    }
    state.calendar.anchor = Some(state.at());
    state.calendar.rest_until = None;
    let from = state.locale.short_date(state.at());
    say(state, &format!("A range from {from}: move to its other end. ⟨cancel⟩ ends it"));
    if state.screen == Screen::Days {
        days::reload_list(state, Replace::Now, out);
    }
}

/// Ends the range; the day under the cursor stays chosen.
pub(super) fn end(state: &mut State, out: &mut Vec<Effect>) {
    if state.calendar.anchor.take().is_some() && state.screen == Screen::Days {
        let focus = state.focus;
        days::choose(state, state.calendar.chosen, out);
        state.focus = if focus == Pane::Reader { Pane::List } else { focus };
    }
}

/// A day as the end of the range that is chosen: as far from the other end as a range goes.
pub(super) fn within(state: &mut State, day: Day) -> Day {
    let Some(anchor) = state.calendar.anchor else { return day };
    let near = day.clamp(anchor.plus(1 - MOST_DAYS), anchor.plus(MOST_DAYS - 1));
    if near != day {
        say(state, &format!("A range has {MOST_DAYS} days at most"));
    }
    near
}

/// `b` in the calendar: keeps every story of the range that is not kept yet.
pub(super) fn keep(state: &mut State, out: &mut Vec<Effect>) {
    if state.calendar.anchor.is_none() {
        return say(state, "⟨range⟩ begins a range of days; ⟨bookmark⟩ then keeps its stories");
    }
    if state.list.edition.ready().is_some_and(|edition| edition.range == state.range()) {
        keep_all(state, |_| true, out);
    }
}

/// Keeps the stories of the list that are meant and are not kept yet.
pub(super) fn keep_all(state: &mut State, meant: impl Fn(&Headline) -> bool, out: &mut Vec<Effect>) {
    let Some(edition) = state.list.edition.ready() else { return };
    let wanted: Vec<_> = edition
        .rows
        .iter()
        .filter(|row| meant(row))
        .filter(|row| !state.is_kept(row))
        .filter_map(|row| Some((row.id, row.address.clone()?)))
        .collect();
    let words = counted(wanted.len(), "story", "stories");
    match wanted.len() {
        0 => return say(state, "All of them are kept already"),
        many if many > MOST_KEPT => {
            return say(state, &format!("{words} are too many to keep at once: {MOST_KEPT} at most"));
        }
        _ => {}
    }
    keep_line::keep_rows(state, wanted, (Vec::new(), Text::default()), out);
    say(state, &format!("Keeping {words}"));
}

/// `R` with a range: asks for each of its days that has come and that somebody can answer for.
pub(super) fn ask(state: &mut State, out: &mut Vec<Effect>) {
    let last = state.last_come();
    let wanted: Vec<Day> = state
        .range()
        .days()
        .rev()
        .filter(|day| *day <= last && !state.calendar.fetching.contains(day))
        .filter(|day| state.scoped_sources().any(|source| source.source.answers(*day)))
        .collect();
    if wanted.is_empty() {
        return say(state, "No source here can be asked for these days");
    }
    say(state, &format!("Asking for {}", counted(wanted.len(), "day", "days")));
    for day in wanted {
        asking::ask(state, day, true, out);
    }
}

/// Whether a day is one of those the list shows.
pub(super) fn shows(state: &State, day: Day) -> bool {
    state.range().contains(day)
}

/// What a finished range says.
pub(super) fn done(state: &mut State) {
    list::keep_visible(state);
    say(state, "The range is done. ⟨cancel⟩ goes back to one day");
}
