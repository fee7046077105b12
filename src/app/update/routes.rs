//! The panel of a source's routes.

use super::super::message::Effect;
use super::super::state::{Overlay, Pane, Screen, State};
use super::super::{Action, Keyed, RoutePanel, RouteRow, Ticket, acted};
use super::{finding_again, route_line, say, say_fault};
use crate::news::{Fault, Scope, Slug, SourceId, Text};

/// Lines a route is scrolled by at most; the view stops at its last one.
const LINES: usize = 24;

/// Opens the panel of the source the cursor is on: the chosen row of the sources, or the source of the
/// chosen story.
pub(super) fn open(state: &mut State, out: &mut Vec<Effect>) {
    let of_row = || {
        let index = state.source_row.checked_sub(1)?;
        state.all_sources().get(index).map(|source| source.row.id)
    };
    let of_story = || super::list::selected(state).map(|story| story.source);
    let source = match state.focus {
        Pane::Sources | Pane::Calendar => of_row(),
        Pane::List | Pane::Reader if state.screen == Screen::Days => of_story().or_else(of_row),
        _ => None,
    };
    match source {
        Some(source) => out.push(Effect::LoadRoutes(source)),
        None => say(state, "Choose a source first: ⟨go-sources⟩, then ⟨down⟩ and ⟨up⟩"),
    }
}

/// The routes are known.
pub(super) fn arrived(state: &mut State, source: SourceId, said: &[(String, Text)]) {
    let Some(found) = state.all_sources().iter().find(|known| known.row.id == source) else { return };
    let rows = found.source.routes.iter().map(|route| RouteRow {
        said: said.iter().find(|(place, _)| place == route.place()).map(|(_, said)| said.clone()),
        route: route.clone(),
    });
    let panel = Box::new(RoutePanel {
        source,
        slug: found.source.slug.clone(),
        title: found.source.title.clone(),
        home: found.source.front(),
        rows: rows.collect(),
        selected: 0,
        scrolled: 0,
        day: state.at(),
        trying: None,
        fault: None,
        line: None,
        writing: 0,
    });
    state.overlay = Some(Overlay::Routes(panel));
}

/// A route that was tried has answered, or failed.
pub(super) fn tried(state: &mut State, ticket: Ticket, answer: Result<Text, Fault>) {
    let Some(Overlay::Routes(panel)) = &mut state.overlay else { return };
    let Some((_, row)) = panel.trying.filter(|(asked, _)| *asked == ticket) else { return };
    panel.trying = None;
    let Some(row) = panel.rows.get_mut(row) else { return };
    match answer {
        Ok(said) => row.said = Some(said),
        Err(fault) => {
            row.said = Some(fault.sentence.clone());
            panel.fault = Some(fault);
        }
    }
}

/// The routes were written into the sources file, or could not be.
pub(super) fn written(state: &mut State, slug: &Slug, written: Result<(), Fault>, out: &mut Vec<Effect>) {
    if let Some(Overlay::Routes(panel)) = &mut state.overlay {
        panel.writing = panel.writing.saturating_sub(1);
    }
    match written {
        Ok(()) => {
            let name = state.called(slug);
            say(
                state,
                &format!("The routes of {name} are written to the sources file · ⟨undo⟩ takes it back"),
            );
            out.push(Effect::LoadSources);
            let known = state.all_sources().iter().find(|known| known.row.slug == *slug);
            let id = known.map(|known| known.row.id);
            if let Some(id) = id.filter(|_| state.work.again.take_if(|again| again == slug).is_some()) {
                out.push(Effect::Refresh(Scope::Source(id), true));
                state.work.refreshing = true;
                state.work.wanted = true;
            }
        }
        Err(fault) => {
            state.work.again = None;
            state.overlay = None;
            say_fault(state, &fault);
        }
    }
}

/// Does what is wanted of the panel.
pub(super) fn act(
    state: &mut State,
    mut panel: Box<RoutePanel>,
    action: Action,
    times: i32,
    out: &mut Vec<Effect>,
) {
    // It is about what was tried or wanted before.
    panel.fault = None;
    match action {
        Action::PreviousDay | Action::Left => panel.day = panel.day.plus(-times),
        Action::NextDay | Action::Right => panel.day = panel.day.plus(times),
        Action::Open | Action::Refresh => try_chosen(state, &mut panel, out),
        Action::MoveDown => shift(state, &mut panel, 1, out),
        Action::MoveUp => shift(state, &mut panel, -1, out),
        // The chosen one may be taller than a low screen.
        Action::ReadOn => panel.scrolled = (panel.scrolled + times.unsigned_abs() as usize).min(LINES),
        Action::ReadBack => panel.scrolled = panel.scrolled.saturating_sub(times.unsigned_abs() as usize),
        Action::EditRoute => route_line::edit(state, &mut panel),
        Action::AddRoute => route_line::add(state, &mut panel, ""),
        Action::AddCopies => add_copies(state, &mut panel, out),
        Action::FindAgain => return finding_again::open(state, panel.source, out),
        Action::Remove => remove(state, &mut panel, out),
        _ => match acted(action, times, panel.selected, panel.rows.len()) {
            Some(Keyed::Closed) => return stop(&panel, out),
            Some(Keyed::At(at)) => {
                panel.selected = at;
                panel.scrolled = 0;
            }
            Some(Keyed::Chosen) | None => {}
        },
    }
    state.overlay = Some(Overlay::Routes(panel));
}

/// Writes the routes as they stand in the panel into the sources file.
pub(super) fn write(panel: &mut RoutePanel, out: &mut Vec<Effect>) {
    panel.trying = None;
    panel.writing += 1;
    out.push(Effect::SetRoutes(panel.slug.clone(), panel.routes()));
}

/// Whether the sources may be changed; says why not.
pub(super) fn may_change(state: &mut State) -> bool {
    if state.demo {
        say(state, "The demo leaves no trace: its sources stay as they are");
    }
    !state.demo
}

/// The sources were read anew, after an undo or because the file was edited elsewhere: so are the rows.
pub(super) fn sources_arrived(state: &mut State) {
    let Some(Overlay::Routes(panel)) = &state.overlay else { return };
    let found = state.all_sources().iter().find(|known| known.row.id == panel.source);
    let Some(routes) = found.map(|found| found.source.routes.clone()) else {
        state.overlay = None;
        return;
    };
    let Some(Overlay::Routes(panel)) = &mut state.overlay else { return };
    if panel.writing > 0 || panel.line.is_some() || panel.routes() == routes {
        return;
    }
    let rows = routes.into_iter().map(|route| {
        let known = panel.rows.iter().find(|row| row.route == route);
        RouteRow { said: known.and_then(|known| known.said.clone()), route }
    });
    panel.rows = rows.collect();
    panel.selected = panel.selected.min(panel.rows.len().saturating_sub(1));
    (panel.trying, panel.fault) = (None, None);
}

fn stop(panel: &RoutePanel, out: &mut Vec<Effect>) {
    if panel.trying.is_some() {
        out.push(Effect::Stop { said: false });
    }
}

fn try_chosen(state: &mut State, panel: &mut RoutePanel, out: &mut Vec<Effect>) {
    let Some(row) = panel.rows.get_mut(panel.selected) else { return };
    row.said = None;
    let ticket = state.tickets.draw();
    panel.fault = None;
    panel.trying = Some((ticket, panel.selected));
    out.push(Effect::TryRoute { ticket, source: panel.source, route: row.route.clone(), day: panel.day });
}

fn shift(state: &mut State, panel: &mut RoutePanel, by: isize, out: &mut Vec<Effect>) {
    let Some(to) = panel.selected.checked_add_signed(by).filter(|to| *to < panel.rows.len()) else { return };
    if !may_change(state) {
        return;
    }
    panel.rows.swap(panel.selected, to);
    panel.selected = to;
    write(panel, out);
}

/// Adds the Wayback Machine's copies as the last route: never by itself, only by this key.
fn add_copies(state: &mut State, panel: &mut RoutePanel, out: &mut Vec<Effect>) {
    if !may_change(state) {
        return;
    }
    let Some(route) = panel.copies() else { return };
    panel.rows.push(RouteRow { route, said: None });
    panel.selected = panel.rows.len() - 1;
    write(panel, out);
}

fn remove(state: &mut State, panel: &mut RoutePanel, out: &mut Vec<Effect>) {
    if !may_change(state) {
        return;
    }
    if panel.rows.len() < 2 {
        let sentence = "a source without a route would be asked nothing";
        panel.fault = Some(Fault::new(crate::news::FaultKind::Usage, sentence));
        return;
    }
    panel.rows.remove(panel.selected);
    panel.selected = panel.selected.min(panel.rows.len() - 1);
    write(panel, out);
}
