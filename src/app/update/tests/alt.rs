//! Escape and a key that came as one, over a slow line or because Alt is held.

use super::*;
use crate::app::Context;
use crate::keymap::Modifiers;

fn alt(c: char) -> Msg {
    Msg::Key(Key::new(KeyCode::Char(c), Modifiers::ALT))
}

fn said(state: &State) -> String {
    state.status.as_ref().map(|status| status.text.to_string()).unwrap_or_default()
}

#[test]
fn both_are_done_unless_words_are_typed() {
    let mut state = started((80, 24), &[(1, true), (2, true)]);
    update(&mut state, Msg::Key(Key::char('?')));
    update(&mut state, alt('j'));
    assert_eq!((state.overlay.is_none(), state.list.selected), (true, Some(StoryId(2))));
    update(&mut state, Msg::Key(Key::char(':')));
    update(&mut state, alt('k'));
    assert!(matches!(state.overlay, Some(Overlay::Palette(_))), "a word is typed there");
    assert_eq!(state.list.selected, Some(StoryId(2)));
}

#[test]
fn alt_changes_nothing_that_is_kept_and_does_not_quit() {
    for letter in ['A', 'b', 'r', 'u', 'U', 'D', 'Q'] {
        let mut state = started((80, 24), &[(1, true), (2, true)]);
        assert_eq!(update(&mut state, alt(letter)), [], "{letter}");
        assert_eq!((said(&state), state.leaving), (format!("Alt-{letter} is not bound · ? keys"), false));
        assert!(state.overlay.is_none() && state.list.selected == Some(StoryId(1)), "{letter}");
        // What lies over the list stays, as with any other key that is not bound.
        update(&mut state, Msg::Key(Key::char('?')));
        update(&mut state, alt(letter));
        assert!(matches!(state.overlay, Some(Overlay::Help(_))), "{letter}");
        assert!(state.pending_marks.is_empty() && !state.leaving, "{letter}");
    }
}

#[test]
fn alt_q_goes_back_and_never_out() {
    let mut state = started((80, 24), &[(1, true)]);
    update(&mut state, alt('q'));
    assert_eq!((state.focus, state.leaving), (Pane::Calendar, false));
    assert_eq!(update(&mut state, alt('q')), []);
    assert_eq!((state.focus, state.leaving), (Pane::Calendar, false));
    assert!(said(&state).starts_with("Alt-q is not bound"), "{}", said(&state));
}

#[test]
fn what_had_begun_is_all_that_escape_ends() {
    let mut state = started((80, 24), &[(1, true), (2, true), (3, true)]);
    act(&mut state, Action::Find);
    for letter in "story".chars() {
        update(&mut state, Msg::Key(Key::char(letter)));
    }
    update(&mut state, Msg::Key(Key::plain(KeyCode::Enter)));
    assert!(state.list.find.is_some());
    for begun in ['g', '2'] {
        update(&mut state, Msg::Key(Key::char(begun)));
        let before = state.list.selected;
        update(&mut state, alt('j'));
        assert_ne!(state.list.selected, before);
        assert!(state.list.find.is_some(), "{begun}: what is found stays marked");
        assert!(!state.feeder.is_pending() && state.waiting.is_none());
    }
    assert_eq!(state.list.selected, Some(StoryId(3)), "one row each");
    // Nor is what it had begun done by a letter that changes something.
    update(&mut state, Msg::Key(Key::char('3')));
    update(&mut state, alt('A'));
    assert!(state.pending_marks.is_empty() && !state.feeder.is_pending());
}

#[test]
fn a_sequence_that_only_lets_something_go_does_not_begin_with_alt() {
    let mut state = started((80, 24), &[(1, true)]);
    act(&mut state, Action::GoSources);
    assert_eq!(state.context(), Context::Sources);
    update(&mut state, alt('d'));
    assert!(!state.feeder.is_pending() && said(&state).starts_with("Alt-d is not bound"), "{}", said(&state));
    update(&mut state, alt('g'));
    assert!(state.feeder.is_pending(), "g leads to many");
}
