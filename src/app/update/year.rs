//! The year view: a cursor over the days of a year, and the years below.

use super::super::Ticket;
use super::super::message::{DayKind, Effect};
use super::super::state::{Pane, Screen, State};
use super::{days, list, reader, say};
use crate::news::{Day, Month, YearFacts};

/// Shows the year of the chosen day; from the year view back to where one was.
pub(super) fn open(state: &mut State, out: &mut Vec<Effect>) {
    match state.screen {
        Screen::Year => return leave(state, out),
        Screen::Card => return say(state, "No sources yet: ⟨add⟩ adds one"),
        Screen::Days | Screen::Bookmarks => {}
    }
    state.year.from = if state.screen == Screen::Bookmarks { Pane::List } else { state.focus };
    if state.screen == Screen::Bookmarks {
        super::bookmarks::leave(state, out);
    }
    reader::step_aside(state, out);
    state.year.cursor = state.calendar.chosen;
    state.calendar.rest_until = None;
    state.screen = Screen::Year;
    state.focus = Pane::Calendar;
    days::load_months(state, out);
    load_years(state, out);
}

/// Back to where one was before; the chosen day is the one that was.
pub(super) fn leave(state: &mut State, out: &mut Vec<Effect>) {
    state.screen = Screen::Days;
    state.focus = if state.year.from == Pane::Reader { Pane::List } else { state.year.from };
    list::keep_visible(state);
    reader::come_back(state, out);
}

/// Goes to the day under the cursor: the keys are in its list.
pub(super) fn enter(state: &mut State, out: &mut Vec<Effect>) {
    let day = state.year.cursor;
    state.screen = Screen::Days;
    state.focus = Pane::Calendar;
    days::choose(state, day, out);
    state.focus = Pane::List;
}

/// Moves the cursor.
pub(super) fn go(state: &mut State, day: Day, out: &mut Vec<Effect>) {
    state.year.cursor = day;
    days::load_months(state, out);
}

/// What the keys of the list mean here, where no list is shown: `n` and `N` go by days with unread stories.
pub(super) fn unread(state: &mut State, forward: bool, out: &mut Vec<Effect>) {
    days::look_for(state, (forward, DayKind::Unread), None, out);
}

/// The twelve months of the year shown.
pub(super) fn months(state: &State) -> Vec<Month> {
    let year = state.year.cursor.month().year();
    (1..=12).filter_map(|number| Month::new(year, number)).collect()
}

/// Asks for the years.
pub(super) fn load_years(state: &mut State, out: &mut Vec<Effect>) {
    let ticket = state.tickets.draw();
    state.year.asked = Some(ticket);
    out.push(Effect::LoadYears(ticket, state.scope));
}

/// The years are here.
pub(super) fn years_arrived(state: &mut State, ticket: Ticket, years: Vec<YearFacts>) {
    if state.year.asked == Some(ticket) {
        state.year.asked = None;
        state.year.years = years;
    }
}
