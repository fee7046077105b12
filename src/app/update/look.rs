//! How the screen looks: the theme picker, and settings that were changed.

use super::super::message::Effect;
use super::super::state::{Overlay, State};
use super::super::{Action, Changed, Keyed, ThemePicker, acted};
use super::{measure, pictures, say};
use crate::news::Fault;
use crate::theme::Choice;

/// The themes are known: the picker opens, unless something else was opened meanwhile.
pub(super) fn themes_arrived(state: &mut State, choices: Vec<Choice>, name: String) {
    if state.overlay.is_none() && !choices.is_empty() {
        state.overlay = Some(Overlay::Themes(ThemePicker::new(choices, name)));
    }
}

/// The theme that was to be shown has an error.
pub(super) fn theme_failed(state: &mut State, fault: Fault) {
    match &mut state.overlay {
        Some(Overlay::Themes(picker)) => picker.fault = Some(fault),
        _ => super::say_fault(state, &fault),
    }
}

/// Does what is wanted of the picker.
pub(super) fn act(
    state: &mut State,
    mut picker: ThemePicker,
    action: Action,
    times: i32,
    out: &mut Vec<Effect>,
) {
    match acted(action, times, picker.selected, picker.choices.len()) {
        Some(Keyed::Closed) => return out.push(Effect::TryTheme(picker.before)),
        // One that cannot be shown cannot be chosen.
        Some(Keyed::Chosen) if picker.fault.is_none() => return keep(state, &picker, out),
        Some(Keyed::At(at)) => choose(&mut picker, at, out),
        Some(Keyed::Chosen) | None => {}
    }
    state.overlay = Some(Overlay::Themes(picker));
}

/// Goes to a row of the picker; the screen shows itself in that theme.
pub(super) fn choose(picker: &mut ThemePicker, row: usize, out: &mut Vec<Effect>) {
    if row != picker.selected && row < picker.choices.len() {
        (picker.selected, picker.around) = (row, row);
        picker.fault = None;
        out.push(Effect::TryTheme(picker.name().to_owned()));
    }
}

/// A click on a row of the picker: the theme is tried on; a second click keeps it, as Enter does.
pub(super) fn pick(state: &mut State, row: usize, out: &mut Vec<Effect>) {
    let Some(Overlay::Themes(picker)) = &mut state.overlay else { return };
    if row != picker.selected {
        let around = picker.around;
        choose(picker, row, out);
        picker.around = around;
        return;
    }
    if picker.fault.is_none()
        && let Some(Overlay::Themes(picker)) = state.overlay.take()
    {
        keep(state, &picker, out);
    }
}

/// Uses a theme from now on, without the picker.
pub(super) fn take(state: &mut State, name: &str, out: &mut Vec<Effect>) {
    if state.demo {
        out.push(Effect::TryTheme(name.to_owned()));
        say(state, &in_demo(name));
    } else {
        out.push(Effect::KeepTheme(name.to_owned()));
    }
}

fn in_demo(name: &str) -> String {
    format!("Theme {name}. The demo leaves no trace: outside of it the choice is kept")
}

fn keep(state: &mut State, picker: &ThemePicker, out: &mut Vec<Effect>) {
    let name = picker.name();
    if state.demo {
        say(state, &in_demo(name));
    } else if name != picker.before {
        out.push(Effect::KeepTheme(name.to_owned()));
    }
}

/// The settings were changed while the program runs.
pub(super) fn changed(state: &mut State, to: &Changed, out: &mut Vec<Effect>) {
    state.locale = to.locale;
    state.ascii = to.ascii;
    // What + and - set holds until the settings say something else.
    if state.measure_set != to.measure {
        (state.measure, state.measure_set) = (to.measure, to.measure);
    }
    state.mark = to.mark;
    state.ask_by_rest = to.ask_by_rest;
    state.reorders = to.reorders;
    state.site_header = to.site_header;
    pictures::changed(state, to.pictures, out);
    if state.keymap != to.keymap {
        state.keymap = to.keymap.clone();
        // What has begun may mean something else by now.
        super::keys::forget(state);
    }
    // Sources may be due at other times now; which, the service knows.
    if !state.work.refreshing && !state.all_sources().is_empty() {
        state.work.refresh_at = Some(state.since_start);
    }
    if to.sets_anew {
        state.ahead = None;
        measure::set_again(state, out);
    }
    measure::set_anew(state, out);
    say(state, "The settings were read again");
}
