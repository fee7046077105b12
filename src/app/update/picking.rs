//! Several rows of the list, or of the bookmarks, at once: `v` there. What acts on a story acts on all of them then, as
//! one act.

use super::super::message::Effect;
use super::super::state::{Pane, Screen, State, StatusKind};
use super::super::{Action, key_for};
use super::{keeping, list, range, say, say_in};
use crate::locale::counted;
use crate::news::{Address, Bookmark, Headline, StoryId, Text};

/// `v`: begins at the chosen row, or ends.
pub(super) fn toggle(state: &mut State) {
    if end(state) {
        state.status = None;
        return;
    }
    if state.screen == Screen::Bookmarks {
        let rows = state.bookmarks.rows.ready();
        let chosen = rows.and_then(|rows| rows.get(state.bookmarks.selected)).map(|row| row.address.clone());
        state.bookmarks.anchor = chosen;
    } else {
        state.list.anchor = list::selected(state).map(|row| row.id);
        state.list.touched |= state.list.anchor.is_some();
    }
    if !is_begun(state) {
        return say(state, "There is no row to begin at");
    }
    let long = "Move to the last row: what acts on a story then acts on all. ⟨cancel⟩ ends it";
    say_in(state, &[long, "Move to the last row; ⟨cancel⟩ ends it"], StatusKind::Note);
}

/// Ends it; whether it had begun.
pub(super) fn end(state: &mut State) -> bool {
    let begun = is_begun(state);
    (state.list.anchor, state.bookmarks.anchor) = (None, None);
    begun
}

fn is_begun(state: &State) -> bool {
    state.list.anchor.is_some() || state.bookmarks.anchor.is_some()
}

/// Before an action: what takes one story alone is not done while several are picked, and says so; whether it was
/// refused. What neither moves nor acts on all that is picked ends it.
pub(super) fn refuses(state: &mut State, action: Action) -> bool {
    use Action as A;
    if !is_begun(state) {
        return false;
    }
    // Bookmarks need not be stories, and those alone get tags together.
    let in_bookmarks = state.screen == Screen::Bookmarks;
    let takes_one = matches!(action, A::NeverShow | A::Pipe | A::OtherWays | A::FetchAgain | A::Routes)
        || in_bookmarks && matches!(action, A::BookmarkWith | A::Tags);
    if takes_one && state.focus == Pane::List && counts_many(state) {
        let key = action.row().map_or_else(|| "This".to_owned(), |row| key_for(state, row));
        let many = counted(picked(state).len(), "row is", "rows are");
        let one = if in_bookmarks { "one bookmark" } else { "one story" };
        let long = format!("{key} takes {one}, and {many} picked: ⟨cancel⟩ ends that");
        let short = format!("{key} takes {one}: ⟨cancel⟩ ends this");
        say_in(state, &[long, short], StatusKind::Note);
        return true;
    }
    let moves = matches!(
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
            | A::Cancel
            | A::Back
            | A::Help
            | A::Palette
            | A::CommandLine
            | A::Redraw
            | A::Suspend
            | A::Interrupt
    );
    if !moves && !takes_all(action) {
        end(state);
    }
    false
}

/// What acts on all rows that are picked.
fn takes_all(action: Action) -> bool {
    use Action as A;
    matches!(
        action,
        A::ToggleRead
            | A::Bookmark
            | A::BookmarkWith
            | A::Tags
            | A::Browser
            | A::CopyAddress
            | A::CopyTitle
            | A::CopyMarkdown
            | A::CheckLink
    )
}

/// A number before what acts on rows picks so many of them, from the chosen one down.
pub(super) fn by_count(state: &mut State, action: Action, count: Option<u32>) {
    let Some(more) = count.and_then(|count| usize::try_from(count).ok()?.checked_sub(1)) else { return };
    let is_free = state.focus == Pane::List && state.screen == Screen::Days && state.list.anchor.is_none();
    if more == 0 || !is_free || !takes_all(action) {
        return;
    }
    let stories = list::stories(state);
    let chosen = state.list.selected.and_then(|id| stories.iter().position(|story| *story == id));
    let last = chosen.map(|at| at.saturating_add(more).min(stories.len() - 1));
    state.list.anchor = last.and_then(|at| stories.get(at).copied());
}

/// A row that is picked.
struct Picked {
    story: Option<StoryId>,
    title: Text,
    address: Option<Address>,
    kept: bool,
    unread: bool,
}

/// What is picked, in list order; nothing where nothing was begun.
fn picked(state: &State) -> Vec<Picked> {
    match state.screen {
        Screen::Days => picked_stories(state),
        Screen::Bookmarks => picked_bookmarks(state),
        Screen::Card | Screen::Year => Vec::new(),
    }
}

fn picked_stories(state: &State) -> Vec<Picked> {
    let Some(edition) = state.list.edition.ready() else { return Vec::new() };
    let rows = state.list.picked().map(|rows| list::stories_of(state, rows)).unwrap_or_default();
    let rows = rows.iter().filter_map(|id| edition.rows.get(edition.position(*id)?));
    rows.map(|row: &Headline| Picked {
        story: Some(row.id),
        title: row.title.clone(),
        address: row.address.clone(),
        kept: state.is_kept(row),
        unread: row.unread,
    })
    .collect()
}

fn picked_bookmarks(state: &State) -> Vec<Picked> {
    let rows = state.bookmarks.picked().and_then(|picked| state.bookmarks.rows.ready()?.get(picked));
    let of_row = |row: &Bookmark| Picked {
        story: row.story,
        title: row.title.clone(),
        address: Some(row.address.clone()),
        // As it will be once what was just done is written.
        kept: state.pending_mark(Some(&row.address)).unwrap_or(!state.bookmarks.is_let_go(&row.address)),
        unread: false,
    };
    rows.into_iter().flatten().map(of_row).collect()
}

/// Whether more than one story is picked.
pub(super) fn counts_many(state: &State) -> bool {
    picked(state).len() > 1
}

/// The titles of what is picked, in list order.
pub(super) fn titles(state: &State) -> Vec<Text> {
    picked(state).iter().map(|row| row.title.clone()).collect()
}

/// Title and address of each picked story that has one, in list order.
pub(super) fn with_addresses(state: &State) -> Vec<(Text, Address)> {
    picked(state).iter().filter_map(|row| Some((row.title.clone(), row.address.clone()?))).collect()
}

/// The addresses of what is picked and kept.
pub(super) fn kept_addresses(state: &State) -> Vec<Address> {
    picked(state).into_iter().filter(|row| row.kept).filter_map(|row| row.address).collect()
}

/// Marks what is picked read, or unread where all of it is read; whether something was picked.
pub(super) fn toggle_read(state: &mut State, out: &mut Vec<Effect>) -> bool {
    let rows = picked(state);
    if rows.is_empty() {
        return false;
    }
    let read = rows.iter().any(|row| row.unread);
    let ids: Vec<StoryId> =
        rows.iter().filter(|row| row.unread == read).filter_map(|row| row.story).collect();
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
    let ids: Vec<StoryId> = rows.iter().filter_map(|row| row.story).collect();
    let kept: Option<Vec<Address>> =
        rows.iter().map(|row| row.address.clone().filter(|_| row.kept)).collect();
    let let_go: Vec<Address> =
        rows.into_iter().filter(|row| !row.kept).filter_map(|row| row.address).collect();
    end(state);
    if let Some(kept) = kept {
        for address in &kept {
            state.pending_marks.ask(address.clone(), false);
        }
        out.push(Effect::UnkeepAll(kept));
    } else if state.screen == Screen::Bookmarks {
        keeping::keep_again(state, let_go, out);
    } else {
        range::keep_all(state, |row| ids.contains(&row.id), out);
    }
    true
}

/// The stories that are picked and can be kept, each with its address; ends the picking.
pub(super) fn take(state: &mut State) -> Vec<(StoryId, Address)> {
    let rows = if state.screen == Screen::Days { picked_stories(state) } else { Vec::new() };
    end(state);
    rows.into_iter().filter_map(|row| Some((row.story?, row.address?))).collect()
}
