//! The view of the sources' health.

use super::super::message::Effect;
use super::super::state::{Overlay, State};
use super::super::{Action, HealthView, Keyed, acted};
use super::{adding, asking, finding_again, renaming, say};
use crate::locale::counted;
use crate::news::{Day, Scope, SourceId, Text};

/// Shows how the sources answer.
pub(super) fn open(state: &mut State, out: &mut Vec<Effect>) {
    if state.all_sources().is_empty() {
        return say(state, asking::no_sources(state));
    }
    let selected = match state.scope {
        Scope::Source(id) => Some(id),
        Scope::All => None,
    };
    state.overlay = Some(Overlay::Health(HealthView { selected, ..HealthView::default() }));
    out.push(Effect::LoadCounts);
    out.push(Effect::LoadLately);
    out.push(Effect::LoadMissed(state.range()));
}

/// The stories of the last weeks are counted.
pub(super) fn lately(state: &mut State, counts: Vec<(SourceId, u32, Day)>) {
    if let Some(Overlay::Health(view)) = &mut state.overlay {
        view.lately = counts;
    }
}

/// Who did not answer for the days of the list is known.
pub(super) fn missed(state: &mut State, missed: Vec<(SourceId, Day, Text)>) {
    if let Some(Overlay::Health(view)) = &mut state.overlay {
        view.missed = missed;
    }
}

/// A day has been asked for: who did not answer may be others now.
pub(super) fn day_asked(state: &State, out: &mut Vec<Effect>) {
    if matches!(state.overlay, Some(Overlay::Health(_))) {
        out.push(Effect::LoadMissed(state.range()));
    }
}

/// Does what is wanted of the view.
pub(super) fn act(
    state: &mut State,
    mut view: HealthView,
    action: Action,
    times: i32,
    out: &mut Vec<Effect>,
) {
    let rows = view.rows(state);
    let at = view.at(&rows);
    let id_at = |row: usize| rows.get(row).map(|source| source.row.id);
    let chosen = rows.get(at).map(|source| (source.row.id, source.row.slug.clone()));
    let name = rows.get(at).map(|source| source.row.title.to_string()).unwrap_or_default();
    match (acted(action, times, at, rows.len()), chosen) {
        (Some(Keyed::Closed), _) => return,
        (Some(Keyed::At(at)), _) => view.selected = id_at(at),
        (Some(Keyed::Chosen), Some((id, _))) => return adding::show_source(state, Some(id), out),
        (None, Some((id, _))) if action == Action::Refresh => {
            out.push(Effect::Refresh(Scope::Source(id), true));
            state.work.refreshing = true;
            state.work.wanted = true;
            let missed = view.days_missed(id).len();
            let days = match missed {
                0 => String::new(),
                many => format!(", also for {} it had no answer for", counted(many as u64, "day", "days")),
            };
            say(state, &format!("Asking {name} what is new{days}"));
            for day in view.days_missed(id) {
                asking::ask_of(state, vec![id], day, out);
            }
        }
        (None, Some((id, _))) if action == Action::Rename => {
            return renaming::open_for(state, id, Some(view));
        }
        (None, Some((id, _))) if action == Action::FindAgain => return finding_again::open(state, id, out),
        (None, Some((_, slug))) if action == Action::Remove => {
            view.selected = id_at(at + 1).or_else(|| id_at(at.saturating_sub(1)));
            out.push(Effect::Leave(slug));
        }
        (Some(Keyed::Chosen) | None, _) => {}
    }
    state.overlay = Some(Overlay::Health(view));
}
