//! The line that takes a date: a day or a month is gone to, a year is shown whole.

use super::super::LineKind;
use super::super::message::Effect;
use super::super::state::{Input, Overlay, Screen, State};
use super::{days, say, year};
use crate::locale::{GoTo, parse_day};
use crate::news::Month;

/// Opens the line that takes a date.
pub(super) fn open(state: &mut State) {
    state.overlay = Some(Overlay::GoTo(Input::default(), None));
}

/// Enter in the date line.
pub(super) fn go_to(state: &mut State, out: &mut Vec<Effect>) {
    let today = state.today();
    let locale = state.locale;
    let Some(Overlay::GoTo(input, fault)) = &mut state.overlay else { return };
    let typed = input.text.trim().to_owned();
    let found = match parse_day(&typed, today, locale) {
        Ok(found) => found,
        Err(wrong) => {
            *fault = Some(wrong);
            return;
        }
    };
    state.history.submitted(LineKind::Date, &typed);
    state.overlay = None;
    let here = if state.screen == Screen::Year { state.year.cursor } else { state.calendar.chosen };
    let day = match found {
        GoTo::Day(day) => day,
        GoTo::Month(month) if is_year(&typed) => return go_to_year(state, month, out),
        GoTo::Month(month) => month.day(here.day_of_month()),
    };
    days::choose(state, day, out);
    if day == here {
        let date = state.locale.long_date(day);
        say(state, &format!("{date} is chosen already"));
    }
}

/// Whether a year was typed and nothing else.
fn is_year(typed: &str) -> bool {
    typed.chars().count() == 4 && typed.chars().all(char::is_numeric)
}

/// Shows a year whole, the cursor on the day of it that was chosen in another.
fn go_to_year(state: &mut State, first: Month, out: &mut Vec<Effect>) {
    let here = if state.screen == Screen::Year { state.year.cursor } else { state.calendar.chosen };
    if state.screen != Screen::Year {
        year::open(state, out);
    }
    if state.screen == Screen::Year {
        let month = first.plus(i32::from(here.month().number()) - 1);
        year::go(state, month.day(here.day_of_month()), out);
    }
}
