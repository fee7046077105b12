//! The starter catalogue: choosing sources to begin with.

use super::super::Starters;
use super::super::message::Effect;
use super::super::state::{Overlay, Pane, Replace, Screen, State};
use super::{adding, days, say, say_fault};
use crate::keymap::{Key, KeyCode as Code, Modifiers};
use crate::locale::counted;
use crate::news::{Fault, Scope};

/// Shows the catalogue.
pub(super) fn open(state: &mut State, out: &mut Vec<Effect>) {
    adding::leave_demo(state, out);
    state.overlay = Some(Overlay::Starters(Starters::new(state)));
}

/// A key in the catalogue.
pub(super) fn press(state: &mut State, mut list: Starters, key: Key, out: &mut Vec<Effect>) {
    let end = list.rows.len().saturating_sub(1);
    let is_ctrl = key.modifiers.contains(Modifiers::CTRL);
    match key.code {
        Code::Esc | Code::Char('q') => return,
        Code::Char('c') if is_ctrl => return,
        _ if list.adding => {}
        Code::Enter => {
            let wanted = list.wanted();
            if !wanted.is_empty() {
                list.adding = true;
                out.push(Effect::Follow(wanted));
            }
        }
        Code::Char(' ' | 'x') => {
            if let Some(row) = list.rows.get_mut(list.selected).filter(|row| !row.followed) {
                row.chosen = !row.chosen;
            }
            list.selected = (list.selected + 1).min(end);
        }
        Code::Char('d') if is_ctrl => list.selected = (list.selected + 8).min(end),
        Code::Char('u') if is_ctrl => list.selected = list.selected.saturating_sub(8),
        Code::Char('j') | Code::Down | Code::Tab => list.selected = (list.selected + 1).min(end),
        Code::Char('k') | Code::Up => list.selected = list.selected.saturating_sub(1),
        Code::PageDown => list.selected = (list.selected + 8).min(end),
        Code::PageUp => list.selected = list.selected.saturating_sub(8),
        Code::Char('g') | Code::Home => list.selected = 0,
        Code::Char('G') | Code::End => list.selected = end,
        _ => {}
    }
    state.overlay = Some(Overlay::Starters(list));
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
            say(
                state,
                &format!(
                    "{sources} added. ⟨undo⟩ takes that back, ⟨previous-day⟩ and ⟨next-day⟩ walk the days"
                ),
            );
            if added > 0 {
                state.calendar.rest_until = Some(state.since_start + days::REST);
                state.work.refreshing = true;
                out.push(Effect::Refresh(Scope::All, false));
                days::reload_all(state, Replace::Now, out);
            }
        }
        Err(fault) => say_fault(state, &fault),
    }
}
