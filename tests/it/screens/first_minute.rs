//! What a newcomer's keys lead to: help that is found by typing, prefixes that explain themselves, keys that
//! mean nothing.

use std::time::Duration;

use dateline::app::{Action, Msg, State, update};
use dateline::keymap::{Key, KeyCode};
use dateline::theme::Theme;

use super::fixture::{act, started};
use super::{drawn, screens, text};

fn press(state: &mut State, keys: &str) {
    for c in keys.chars() {
        update(state, Msg::Key(Key::char(c)));
    }
}

fn wait(state: &mut State, so_long: Duration) {
    let (now, since_start) = (state.now.clone(), state.since_start + so_long);
    update(state, Msg::Time { now, since_start });
}

fn screen(state: &State) -> String {
    text(&drawn(state, &Theme::default()))
}

fn last_line(state: &State) -> String {
    screen(state).trim_end().lines().last().unwrap_or_default().trim_end().to_owned()
}

#[test]
fn a_prefix_that_waits() {
    insta::assert_snapshot!(screens(|size| {
        let mut state = started(size);
        press(&mut state, "g");
        wait(&mut state, Duration::from_millis(500));
        state
    }));
}

#[test]
fn a_prefix_that_is_typed_on_shows_no_box() {
    let mut state = started((80, 24));
    press(&mut state, "g");
    assert!(last_line(&state).ends_with(" g"), "{}", last_line(&state));
    wait(&mut state, Duration::from_millis(499));
    assert!(!screen(&state).contains("to the bookmarks"));
    press(&mut state, "g");
    wait(&mut state, Duration::from_secs(1));
    assert!(!screen(&state).contains("to the bookmarks"));
    // A box that is shown goes with the key that ends the sequence.
    press(&mut state, "g");
    wait(&mut state, Duration::from_millis(500));
    assert!(screen(&state).contains("to the bookmarks"));
    update(&mut state, Msg::Key(Key::plain(KeyCode::Esc)));
    assert!(!screen(&state).contains("to the bookmarks"));
    assert!(!screen(&state).contains("not bound"));
}

#[test]
fn a_count_is_shown_while_it_is_typed() {
    let mut state = started((80, 24));
    press(&mut state, "12");
    assert!(last_line(&state).ends_with(" 12"), "{}", last_line(&state));
    assert!(state.waiting.as_ref().is_some_and(|waiting| waiting.box_at.is_none()));
    press(&mut state, "g");
    assert!(last_line(&state).ends_with(" 12g"), "{}", last_line(&state));
    press(&mut state, "g");
    assert!(!last_line(&state).contains("12"));
}

#[test]
fn a_key_without_a_meaning_says_so_until_the_next_one() {
    let mut state = started((80, 24));
    press(&mut state, "yk");
    assert_eq!(last_line(&state).trim(), "yk is not bound · ? keys");
    press(&mut state, "j");
    assert!(!screen(&state).contains("not bound"));
    press(&mut state, "ß");
    assert!(screen(&state).contains("ß is not bound"));
}

#[test]
fn a_key_is_found_by_what_it_does() {
    insta::assert_snapshot!(screens(|size| {
        let mut state = started(size);
        act(&mut state, Action::Help);
        press(&mut state, "/bookmark");
        state
    }));
}

#[test]
fn the_help_goes_to_its_end_and_back_by_a_line() {
    for size in super::SIZES {
        let mut state = started(size);
        act(&mut state, Action::Help);
        press(&mut state, "G");
        let end = screen(&state);
        assert!(end.contains("Shift-drag"), "{end}");
        assert!(!end.contains("more below"));
        press(&mut state, "k");
        assert_ne!(screen(&state), end);
        press(&mut state, "/no such key");
        assert!(screen(&state).contains("No key does that"));
        update(&mut state, Msg::Key(Key::plain(KeyCode::Esc)));
        press(&mut state, "q");
        assert!(state.overlay.is_none());
    }
}
