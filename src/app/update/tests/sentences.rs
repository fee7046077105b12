//! Sentences that name keys.

use std::sync::Arc;

use super::started;
use crate::app::{Action, Context, Preset, default_keymap, with_keys};

#[test]
fn sentences_take_their_keys_from_the_live_map() {
    let mut state = started((80, 24), &[(1, true)]);
    let words = "u? ⟨undo⟩ takes it back, ⟨half-page-down⟩ ⟨nothing⟩ ⟨";
    assert_eq!(with_keys(&state, words), "u? u takes it back, ^d ⟨nothing⟩ ⟨");
    state.keymap = Arc::new(Preset::named("emacs").unwrap().keymap());
    assert_eq!(with_keys(&state, "⟨down⟩ and ⟨half-page-down⟩"), "↓ and Alt-↓");
}

#[test]
fn what_has_no_key_is_named_and_what_has_none_here_keeps_its_own() {
    let mut state = started((80, 24), &[(1, true)]);
    assert_eq!(state.context(), Context::List);
    assert_eq!(with_keys(&state, "⟨range⟩ begins a range"), "v begins a range");
    let mut keymap = crate::keymap::Keymap::clone(&default_keymap());
    for context in Context::ALL {
        keymap.unbind(context.name(), &"u".parse().unwrap());
    }
    assert!(keymap.sequences(None, |chain| chain.is(Action::Undo)).next().is_none());
    state.keymap = Arc::new(keymap);
    assert_eq!(with_keys(&state, "⟨undo⟩ takes it back"), ":undo takes it back");
}
