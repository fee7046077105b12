//! The starter catalogue: choosing sources to begin with.

use super::super::message::Effect;
use super::super::state::{Input, Overlay, Pane, Replace, Screen, State};
use super::super::{Action, Keyed, Starters, acted};
use super::{adding, days, say, say_fault};
use crate::keymap::{Key, KeyCode as Code};
use crate::locale::counted;
use crate::news::{Fault, Scope};

/// Shows the catalogue.
pub(super) fn open(state: &mut State, out: &mut Vec<Effect>) {
    adding::leave_demo(state, out);
    state.overlay = Some(Overlay::Starters(Starters::new(state)));
}

/// Does what is wanted of the catalogue.
pub(super) fn act(state: &mut State, mut list: Starters, action: Action, times: i32, out: &mut Vec<Effect>) {
    let shown = list.shown();
    let rows = shown.len();
    match acted(action, times, list.selected, rows) {
        Some(Keyed::Closed) if action == Action::Cancel && !list.query.text.is_empty() => {
            narrow_no_more(&mut list);
        }
        Some(Keyed::Closed) => return,
        _ if list.adding => {}
        None if action == Action::Find => {
            narrow_no_more(&mut list);
            list.typing = true;
        }
        Some(Keyed::Chosen) => {
            let wanted = list.wanted();
            if wanted.is_empty() {
                say(state, "Nothing is chosen that is not followed already");
            } else {
                list.adding = true;
                out.push(Effect::Follow(wanted));
            }
        }
        Some(Keyed::At(at)) => list.selected = at,
        None if action == Action::Pick => {
            let row = shown.get(list.selected).and_then(|at| list.rows.get_mut(*at));
            if let Some(row) = row.filter(|row| !row.followed) {
                row.chosen = !row.chosen;
            }
            list.selected = (list.selected + 1).min(rows.saturating_sub(1));
        }
        None => {}
    }
    state.overlay = Some(Overlay::Starters(list));
}

/// A key in the line that narrows the list.
pub(super) fn press(state: &mut State, mut list: Starters, key: Key) {
    match key.code {
        _ if list.query.is_left_by(key) => narrow_no_more(&mut list),
        Code::Enter | Code::Down | Code::Up => list.typing = false,
        _ => {
            if list.query.press(key) {
                list.selected = 0;
            }
        }
    }
    state.overlay = Some(Overlay::Starters(list));
}

/// Shows all of them again, the same row chosen.
fn narrow_no_more(list: &mut Starters) {
    list.selected = list.shown().get(list.selected).copied().unwrap_or(0);
    (list.query, list.typing) = (Input::default(), false);
}

/// Sources have been added together: they are asked for what is new.
pub(super) fn followed(state: &mut State, added: Result<usize, Fault>, out: &mut Vec<Effect>) {
    if matches!(state.overlay, Some(Overlay::Starters(_))) {
        state.overlay = None;
    }
    match added {
        Ok(added) => {
            if state.screen == Screen::Card && added > 0 {
                state.screen = Screen::Days;
                state.focus = Pane::Calendar;
            }
            let sources = counted(added as u64, "source", "sources");
            say(state, &format!("{sources} added. ⟨undo⟩ takes that back, ⟨read-on⟩ reads"));
            if added > 0 {
                state.calendar.rest_until = Some(state.since_start + days::REST);
                state.work.refreshing = true;
                state.work.wanted = true;
                out.push(Effect::Refresh(Scope::All, false));
                days::reload_all(state, Replace::Now, out);
            }
        }
        Err(fault) => say_fault(state, &fault),
    }
}
