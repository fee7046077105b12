//! Whether what was asked for is here. A line is taken when the one before it has been answered, so that a script
//! reads as it runs.

use super::Owed;
use crate::app::{AddState, DayDone, KeepStep, Overlay, Reader, State};
use crate::locale::{counted, grouped};

/// Whether something that was asked for is still on its way. What runs behind by itself is not waited for.
pub fn waits(state: &State, owed: &Owed) -> bool {
    let calendar = &state.calendar;
    let overlay = match &state.overlay {
        Some(Overlay::Add(add)) => matches!(add.state, AddState::Looking(_) | AddState::Adding(_)),
        Some(Overlay::Starters(list)) => list.adding,
        Some(Overlay::Routes(panel)) => panel.trying.is_some(),
        Some(Overlay::Why(view)) => view.why.is_waiting(),
        Some(Overlay::Keep(line)) => !matches!(line.step, KeepStep::Typing),
        Some(Overlay::Mute(panel)) => panel.asked.is_some(),
        Some(Overlay::Changes(view)) => view.rows.is_none(),
        Some(Overlay::Mutes(list)) => list.rows.is_none(),
        _ => false,
    };
    owed.is_any()
        || overlay
        || state.reader.as_ref().is_some_and(is_on_its_way)
        || state.list.reload.is_some()
        || state.list.edition.is_waiting()
        || state.search.as_ref().is_some_and(|search| search.asked.is_some() || search.counting.is_some())
        || state.bookmarks.asked.is_some()
        || calendar.awaited.contains_key(&calendar.chosen.month())
        || calendar.rest_until.is_some()
        || calendar.fetching.contains(&calendar.chosen)
        || !state.pending_marks.is_empty()
        || state.finding.is_some()
        || state.day_done == Some(DayDone::Looking)
        || (state.work.refreshing && state.work.wanted)
}

fn is_on_its_way(reader: &Reader) -> bool {
    reader.opened.is_waiting()
        || reader.asked_again.is_some()
        || reader.setting.is_some()
        || reader.teaching.is_some()
}

/// What is waited for, when it takes a while.
pub fn waiting_words(state: &State) -> &'static str {
    match &state.overlay {
        Some(Overlay::Add(add)) if matches!(add.state, AddState::Adding(_)) => "Adding it.",
        Some(Overlay::Add(_)) => "Looking at what this address offers.",
        Some(Overlay::Routes(_)) => "Asking.",
        Some(Overlay::Why(_)) => "Looking at the page.",
        _ if state.reader.as_ref().is_some_and(is_on_its_way) => "Fetching the text.",
        _ if state.calendar.fetching.contains(&state.calendar.chosen) => "Asking for this day.",
        _ if state.work.refreshing => "Asking the sources what is new.",
        _ => "Working.",
    }
}

/// How far the work is, in quarters; `None` where nothing is to be said of it yet.
pub fn progress_words(state: &State, told: &mut usize) -> Option<String> {
    let progress = state.work.progress.as_ref().filter(|progress| progress.total > 1)?;
    let quarter = progress.done * 4 / progress.total;
    if quarter < *told {
        // Other work than the one before.
        *told = 0;
    }
    if quarter == *told || progress.done == progress.total {
        return None;
    }
    *told = quarter;
    Some(format!("{} of {} answered.", grouped(progress.done), counted(progress.total, "source", "sources")))
}
