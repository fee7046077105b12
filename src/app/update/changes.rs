//! The list of changes: what was done, and any of it taken back or done again.

use super::super::message::Effect;
use super::super::state::{Overlay, State};
use super::super::{Action, ChangesView, Keyed, acted};
use super::say;
use crate::news::Change;

/// Takes the last act back. A text that was chosen is an act once it is here; until then an older one would be taken back
/// in its stead.
pub(super) fn undo(state: &mut State, out: &mut Vec<Effect>) {
    if state.reader.as_ref().is_some_and(|reader| reader.chosen.is_some()) {
        return say(state, "The other text is still coming; when it is here, ⟨undo⟩ takes it back");
    }
    out.push(Effect::Undo(state.went_on));
}

/// Opens the list.
pub(super) fn open(state: &mut State, out: &mut Vec<Effect>) {
    state.overlay = Some(Overlay::Changes(ChangesView::default()));
    out.push(Effect::LoadChanges);
}

/// The changes are here. The chosen one stays chosen where newer ones have come.
pub(super) fn arrived(state: &mut State, changes: Vec<Change>) {
    if let Some(Overlay::Changes(view)) = &mut state.overlay {
        let chosen = view.rows.as_ref().and_then(|rows| rows.get(view.selected)).map(|change| change.seq);
        let kept = changes.iter().position(|change| Some(change.seq) == chosen);
        view.selected = kept.unwrap_or(view.selected).min(changes.len().saturating_sub(1));
        view.rows = Some(changes);
    }
}

/// What the list shows is asked for again, where it is open.
pub(super) fn reload(state: &State, out: &mut Vec<Effect>) {
    if matches!(state.overlay, Some(Overlay::Changes(_))) {
        out.push(Effect::LoadChanges);
    }
}

/// Does what is wanted of the list.
pub(super) fn act(
    state: &mut State,
    mut view: ChangesView,
    action: Action,
    times: i32,
    out: &mut Vec<Effect>,
) {
    let rows = view.rows.as_deref().unwrap_or_default();
    match acted(action, times, view.selected, rows.len()) {
        Some(Keyed::Closed) => return,
        Some(Keyed::Chosen) => out.extend(rows.get(view.selected).map(|change| Effect::Turn(change.seq))),
        Some(Keyed::At(at)) => view.selected = at,
        None => {}
    }
    state.overlay = Some(Overlay::Changes(view));
}
