//! The line in the panel of a source's routes: one is edited there, or typed or pasted as a new one.
//!
//! What a person typed is kept also where it has not answered yet; what is no route is refused at its place.

use super::super::message::Effect;
use super::super::state::{Input, Overlay, State};
use super::super::{RouteLine, RoutePanel, RouteRow};
use super::routes;
use crate::keymap::{Key, KeyCode as Code};
use crate::news::{Route, RouteError};

/// Opens the line with the chosen route in it.
pub(super) fn edit(state: &mut State, panel: &mut RoutePanel) {
    let Some(line) = panel.chosen().map(|row| row.route.line()) else { return };
    if routes::may_change(state) {
        open(panel, line, Some(panel.selected));
    }
}

/// Opens the line for a new route, with what is known of it.
pub(super) fn add(state: &mut State, panel: &mut RoutePanel, text: &str) {
    if routes::may_change(state) {
        open(panel, text.to_owned(), None);
    }
}

fn open(panel: &mut RoutePanel, text: String, row: Option<usize>) {
    panel.fault = None;
    panel.line = Some(RouteLine { input: Input::new(text), row, error: None });
}

/// A paste: into the line, or as a new route.
pub(super) fn paste(state: &mut State, text: &str) {
    let Some(Overlay::Routes(mut panel)) = state.overlay.take() else { return };
    match &mut panel.line {
        Some(line) => {
            line.input.insert(text);
            line.error = None;
        }
        None if Route::typed(text).is_ok() => add(state, &mut panel, text),
        None => {}
    }
    state.overlay = Some(Overlay::Routes(panel));
}

/// A key in the line.
pub(super) fn press(state: &mut State, mut panel: Box<RoutePanel>, key: Key, out: &mut Vec<Effect>) {
    let Some(line) = &mut panel.line else { return state.overlay = Some(Overlay::Routes(panel)) };
    if line.input.is_left_by(key) {
        panel.line = None;
    } else if key.code == Code::Enter {
        take(&mut panel, out);
    } else if line.input.press(key) {
        line.error = None;
    }
    state.overlay = Some(Overlay::Routes(panel));
}

/// Enter: what is typed becomes a route of the source.
fn take(panel: &mut RoutePanel, out: &mut Vec<Effect>) {
    let Some(line) = &mut panel.line else { return };
    let row = line.row.filter(|row| *row < panel.rows.len());
    let read = Route::typed(&line.input.text).and_then(|route| {
        let is_same = |row: &RouteRow| row.route.is_same_way(&route) && row.route.range() == route.range();
        let same = panel.rows.iter().position(is_same);
        match same.filter(|same| Some(*same) != row) {
            Some(_) => Err(RouteError {
                at: 0..line.input.text.chars().count(),
                sentence: "the source has this route already".to_owned(),
            }),
            None => Ok(route),
        }
    });
    let route = match read {
        Ok(route) => route,
        Err(error) => {
            line.error = Some(error);
            return;
        }
    };
    panel.line = None;
    match row.and_then(|row| panel.rows.get_mut(row)) {
        Some(old) if old.route == route => return,
        Some(old) => *old = RouteRow { route, said: None },
        None => {
            panel.rows.push(RouteRow { route, said: None });
            panel.selected = panel.rows.len() - 1;
        }
    }
    routes::write(panel, out);
}
