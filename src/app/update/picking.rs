//! Several rows of the list at once: `v` in the list. What acts on a story acts on all of them then, as one act.

use super::super::Action;
use super::super::message::Effect;
use super::super::state::{Screen, State};
use super::{keeping, list, range, say};
use crate::locale::counted;
use crate::news::{Address, Headline, StoryId};

/// `v`: begins at the chosen row, or ends.
pub(super) fn toggle(state: &mut State) {
    if end(state) {
        state.status = None;
        return;
    }
    let Some(chosen) = list::selected(state).map(|row| row.id) else {
        return say(state, "There is no row to begin at");
    };
    state.list.anchor = Some(chosen);
    state.list.touched = true;
    say(
        state,
        "From this row: move to the last. ⟨toggle-read⟩, ⟨bookmark⟩ and ⟨tags⟩ act on all, ⟨cancel⟩ ends it",
    );
}

/// Ends it; whether it had begun.
pub(super) fn end(state: &mut State) -> bool {
    state.list.anchor.take().is_some()
}

/// Before an action: what neither moves nor acts on all that is picked ends it, so that nobody acts on one row and
/// believes it was all of them.
pub(super) fn settle(state: &mut State, action: Action) {
    use Action as A;
    let goes_on = matches!(
        action,
        A::Down
            | A::Up
            | A::Left
            | A::Right
            | A::Top
            | A::Bottom
            | A::HalfDown
            | A::HalfUp
            | A::PageDown
            | A::PageUp
            | A::NextUnread
            | A::PreviousUnread
            | A::Range
            | A::ToggleRead
            | A::Bookmark
            | A::BookmarkWith
            | A::Tags
            | A::Cancel
            | A::Back
            | A::Help
            | A::Palette
            | A::CommandLine
            | A::Redraw
            | A::Suspend
            | A::Interrupt
    );
    if !goes_on {
        end(state);
    }
}

/// The stories that are picked, in list order; none where nothing was begun.
fn picked(state: &State) -> Vec<&Headline> {
    let edition = state.list.edition.ready().filter(|_| state.screen == Screen::Days);
    let Some(edition) = edition else { return Vec::new() };
    let rows = state.list.picked().map(|rows| list::stories_of(state, rows)).unwrap_or_default();
    let place = |id: &StoryId| edition.position(*id).and_then(|at| edition.rows.get(at));
    rows.iter().filter_map(place).collect()
}

/// Marks what is picked read, or unread where all of it is read; whether something was picked.
pub(super) fn toggle_read(state: &mut State, out: &mut Vec<Effect>) -> bool {
    let rows = picked(state);
    if rows.is_empty() {
        return false;
    }
    let read = rows.iter().any(|row| row.unread);
    let ids: Vec<StoryId> = rows.iter().filter(|row| row.unread == read).map(|row| row.id).collect();
    let words = counted(ids.len(), "story", "stories");
    keeping::mark(state, ids, read, out);
    end(state);
    let how = if read { "read" } else { "unread" };
    say(state, &format!("{words} marked {how}. ⟨undo⟩ takes it back"));
    true
}

/// Keeps what is picked and is not kept yet, or lets all of it go where all of it is kept; whether something was picked.
pub(super) fn keep(state: &mut State, out: &mut Vec<Effect>) -> bool {
    let rows = picked(state);
    if rows.is_empty() {
        return false;
    }
    let ids: Vec<StoryId> = rows.iter().map(|row| row.id).collect();
    let kept: Option<Vec<Address>> =
        rows.iter().map(|row| row.address.clone().filter(|_| state.is_kept(row))).collect();
    end(state);
    if let Some(kept) = kept {
        for address in &kept {
            state.pending_marks.ask(address.clone(), false);
        }
        out.push(Effect::UnkeepAll(kept));
    } else {
        range::keep_all(state, |row| ids.contains(&row.id), out);
    }
    true
}

/// What is picked and can be kept, each with its address; ends the picking.
pub(super) fn take(state: &mut State) -> Vec<(StoryId, Address)> {
    let rows: Vec<_> = picked(state).iter().filter_map(|row| Some((row.id, row.address.clone()?))).collect();
    end(state);
    rows
}
