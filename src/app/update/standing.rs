//! Asking whether what is kept is still where it was, and what becomes of the answers.

use super::super::message::Effect;
use super::super::state::{Pane, Screen, State};
use super::{bookmarks, keeping, picking, say};
use crate::locale::counted;
use crate::news::{Bookmark, Text};

/// Asks for the chosen bookmark, or for all that are shown.
pub(super) fn ask(state: &mut State, all: bool, out: &mut Vec<Effect>) {
    let addresses: Vec<_> = if all && state.screen == Screen::Bookmarks {
        state.bookmarks.rows.ready().into_iter().flatten().map(|row| row.address.clone()).collect()
    } else if state.focus == Pane::List && picking::counts_many(state) {
        let picked = picking::kept_addresses(state);
        picking::end(state);
        picked
    } else {
        keeping::chosen(state)
            .filter(|chosen| chosen.kept)
            .and_then(|chosen| chosen.address)
            .into_iter()
            .collect()
    };
    match addresses.as_slice() {
        [] => return say(state, "Only what is kept is looked after: ⟨bookmark⟩ keeps it"),
        [one] => say(state, &format!("Asking {}", one.host())),
        many => {
            let many = counted(many.len(), "address", "addresses");
            say(state, &format!("Asking {many}, one after the other. ⟨interrupt⟩ stops it"));
        }
    }
    out.push(Effect::CheckLinks(addresses));
}

/// A bookmark is known anew: its text has come, or its address has answered.
pub(super) fn known(state: &mut State, bookmark: &Bookmark, out: &mut Vec<Effect>) {
    if let Some(rows) = state.bookmarks.rows.ready_mut()
        && let Some(row) = rows.iter_mut().find(|row| row.address == bookmark.address)
    {
        row.clone_from(bookmark);
    }
    bookmarks::changed(state, &bookmark.address, Some(bookmark), out);
}

/// All have answered.
pub(super) fn done(state: &mut State, words: &Text) {
    say(state, words);
}
