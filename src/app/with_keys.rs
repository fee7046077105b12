//! Sentences that name keys, with the keys of the live map.
//!
//! A sentence writes `⟨undo⟩`, the name of an action, where a key belongs; who shows it enters here. No key is
//! written into a sentence by hand: `keys.toml` may have moved it. Brackets that hold no action's name stay.

use super::{ACTIONS, ActionRow, State};

/// Stands before the name of an action.
const OPENS: char = '⟨';
/// Stands behind it.
const CLOSES: char = '⟩';

/// The sentence with the keys that work here; an action without a key is named as the command line takes it.
pub fn with_keys(state: &State, words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, inner)) = rest.split_once(OPENS) {
        out.push_str(before);
        let named = inner.split_once(CLOSES);
        let row = named
            .and_then(|(name, behind)| ACTIONS.iter().find(|row| row.name == name).map(|row| (row, behind)));
        if let Some((row, behind)) = row {
            out.push_str(&key_for(state, row));
            rest = behind;
        } else {
            out.push(OPENS);
            rest = inner;
        }
    }
    out.push_str(rest);
    out
}

/// The first key of an action here, else where else it has one, else its name behind a colon.
pub fn key_for(state: &State, row: &ActionRow) -> String {
    let bound = |place: Option<&str>| state.keymap.sequences(place, |chain| chain.is(row.action)).next();
    match bound(Some(state.context().name())).or_else(|| bound(None)) {
        Some(keys) => keys.brief(),
        None => format!(":{}", row.name),
    }
}
