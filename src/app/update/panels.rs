//! What keys and clicks do in a list or a text that lies over the screen, by the same actions as in the panes.

use jiff::Timestamp;

use super::super::message::Effect;
use super::super::state::{Overlay, State};
use super::super::{Action, Asked, HelpView, help_end, help_rows};
use super::{
    adding, changes, commands, health, leave, list_look, look, muting, other_ways, pointing, routes, say,
    starters,
};

/// Whether a panel has the keys.
pub(super) fn is_open(state: &State) -> bool {
    state.overlay.as_ref().is_some_and(|overlay| overlay.context().is_some())
}

/// Does what is wanted of the panel that is open.
pub(super) fn act(state: &mut State, action: Action, count: Option<u32>, out: &mut Vec<Effect>) {
    let times = i32::try_from(count.unwrap_or(1).min(10_000)).unwrap_or(1);
    let here = state.context();
    state.status = None;
    if let Some(row) = action.row().filter(|row| !row.contexts.contains(&here)) {
        return say(state, &format!("{} does nothing in the {}", row.name, here.name()));
    }
    match action {
        Action::Quit => return leave(state, out),
        Action::Suspend => return out.push(Effect::Suspend),
        Action::Redraw => return out.push(Effect::Redraw),
        Action::Help => return help(state),
        Action::CommandLine | Action::Palette => return ask(state, action, out),
        Action::Undo | Action::Redo => {
            // The text that is explained is made anew.
            state.overlay.take_if(|overlay| matches!(overlay, Overlay::Why(_)));
            // In the list of changes it is seen what is taken back.
            let told = matches!(state.overlay, Some(Overlay::Changes(_)));
            let since = if told { Timestamp::MIN } else { state.went_on };
            return out.push(if action == Action::Undo { Effect::Undo(since) } else { Effect::Redo });
        }
        _ => {}
    }
    match state.overlay.take() {
        Some(Overlay::Help(view)) => in_help(state, view, action, times),
        Some(Overlay::Themes(picker)) => look::act(state, picker, action, times, out),
        Some(Overlay::Order(at)) => list_look::act_in_menu(state, at, action, times, out),
        Some(Overlay::OtherWays(ways)) => other_ways::act(state, ways, action, times, out),
        Some(Overlay::Why(view)) => pointing::act_in_why(state, view, action, times),
        Some(Overlay::Starters(list)) => starters::act(state, list, action, times, out),
        Some(Overlay::Routes(panel)) => routes::act(state, panel, action, times, out),
        Some(Overlay::Health(view)) => health::act(state, view, action, times, out),
        Some(Overlay::Changes(view)) => changes::act(state, view, action, times, out),
        Some(Overlay::Mutes(list)) => muting::act_in_list(state, list, action, times, out),
        other => state.overlay = other,
    }
}

/// Opens the command line or the palette over the pane below: what lies over it is closed as Esc closes it.
fn ask(state: &mut State, action: Action, out: &mut Vec<Effect>) {
    /// A help over a panel, each with something looked for in it.
    const MOST_CLOSED: usize = 4;
    for _ in 0..MOST_CLOSED {
        if is_open(state) {
            act(state, Action::Cancel, None, out);
        }
    }
    if state.overlay.is_none() {
        let asked = if action == Action::Palette { Asked::Palette } else { Asked::Line };
        commands::open(state, asked, out);
    }
}

/// A click on a row: it is chosen; a second click does what Enter does.
pub(super) fn pick(state: &mut State, row: usize, out: &mut Vec<Effect>) {
    if let Some(Overlay::Mute(panel)) = state.overlay.take_if(|overlay| matches!(overlay, Overlay::Mute(_))) {
        return muting::pick(state, panel, row, out);
    }
    if let Some(Overlay::Palette(palette)) =
        state.overlay.take_if(|overlay| matches!(overlay, Overlay::Palette(_)))
    {
        return commands::pick(state, palette, row, out);
    }
    if matches!(state.overlay, Some(Overlay::Add(_))) {
        return adding::pick(state, row, out);
    }
    let Some(at) = state.overlay.as_ref().and_then(|overlay| overlay.chosen(state)) else { return };
    let steps = u32::try_from(at.abs_diff(row)).ok();
    match row.cmp(&at) {
        std::cmp::Ordering::Equal => {
            let picks = matches!(state.overlay, Some(Overlay::Starters(_)));
            act(state, if picks { Action::Pick } else { Action::Open }, None, out);
        }
        std::cmp::Ordering::Less => act(state, Action::Up, steps, out),
        std::cmp::Ordering::Greater => act(state, Action::Down, steps, out),
    }
}

/// The wheel turned over it.
pub(super) fn wheel(state: &mut State, lines: i32, out: &mut Vec<Effect>) {
    let scrolls = matches!(state.overlay, Some(Overlay::Help(_) | Overlay::Why(_)));
    let steps = if scrolls { lines.unsigned_abs() } else { 1 };
    act(state, if lines < 0 { Action::Up } else { Action::Down }, Some(steps), out);
}

/// Shows the keys of the place that has them; out of the help it goes back.
fn help(state: &mut State) {
    let here = state.context();
    match state.overlay.take() {
        Some(Overlay::Help(_)) => close_help(state),
        under => {
            state.beneath = under.map(Box::new);
            state.overlay = Some(Overlay::Help(HelpView::of(here)));
        }
    }
}

fn close_help(state: &mut State) {
    state.overlay = state.beneath.take().map(|under| *under);
}

fn in_help(state: &mut State, mut view: HelpView, action: Action, times: i32) {
    let page = i64::from(help_rows(state)).saturating_sub(1).max(1);
    let by = |rows: i64| (view.top as i64).saturating_add(rows * i64::from(times)).max(0) as usize;
    view.top = match action {
        Action::Down | Action::NextPane => by(1),
        Action::Up | Action::PreviousPane => by(-1),
        Action::HalfDown => by(page / 2),
        Action::HalfUp => by(-page / 2),
        Action::PageDown | Action::ReadOn => by(page),
        Action::PageUp | Action::ReadBack => by(-page),
        Action::Top => 0,
        Action::Bottom => usize::MAX,
        Action::Find => {
            view = HelpView { typing: true, ..HelpView::of(view.here) };
            0
        }
        Action::Cancel if !view.query.text.is_empty() => {
            view = HelpView::of(view.here);
            0
        }
        Action::Back | Action::Cancel | Action::Interrupt | Action::Open => return close_help(state),
        _ => view.top,
    };
    view.top = view.top.min(help_end(state, &view));
    state.overlay = Some(Overlay::Help(view));
}
