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
        assert!(!end.contains("more below") && end.contains("more above"), "{end}");
        press(&mut state, "k");
        assert_ne!(screen(&state), end);
        press(&mut state, "/no such key");
        assert!(screen(&state).contains("No key does that"));
        update(&mut state, Msg::Key(Key::plain(KeyCode::Esc)));
        press(&mut state, "q");
        assert!(state.overlay.is_none());
    }
}

#[test]
fn a_list_that_goes_on_out_of_sight_says_so() {
    for size in [(80, 24), (40, 12)] {
        let mut state = started(size);
        update(&mut state, Msg::Key(Key::ctrl('p')));
        let signs =
            |state: &State| ["above", "below"].map(|way| screen(state).contains(&format!("more {way} ─")));
        assert_eq!(signs(&state), [false, true], "{}", screen(&state));
        for _ in 0..40 {
            update(&mut state, Msg::Key(Key::plain(KeyCode::Down)));
        }
        assert_eq!(signs(&state), [true, true], "{}", screen(&state));
        press(&mut state, "copy the title");
        assert_eq!(signs(&state), [false, false], "{}", screen(&state));
    }
}

#[test]
fn a_command_by_its_name() {
    insta::assert_snapshot!(screens(|size| {
        let mut state = started(size);
        press(&mut state, ":next");
        state
    }));
}

#[test]
fn an_action_by_its_words() {
    insta::assert_snapshot!(screens(|size| {
        let mut state = started(size);
        update(&mut state, Msg::Key(Key::ctrl('p')));
        press(&mut state, "copy");
        state
    }));
}

#[test]
fn the_command_line_completes_and_counts() {
    let mut state = started((80, 24));
    press(&mut state, ":3 previous-d");
    update(&mut state, Msg::Key(Key::plain(KeyCode::Tab)));
    assert!(last_line(&state).contains(":3 previous-day"), "{}", last_line(&state));
    update(&mut state, Msg::Key(Key::plain(KeyCode::Enter)));
    assert!(state.overlay.is_none());
    assert_eq!(state.calendar.chosen.to_string(), "2025-11-10");
}

#[test]
fn what_cannot_be_done_here_is_said_over_the_line() {
    let mut state = started((80, 24));
    press(&mut state, ":zen");
    update(&mut state, Msg::Key(Key::plain(KeyCode::Enter)));
    assert!(
        screen(&state).contains("zen does nothing in the list; it acts in: reader."),
        "{}",
        screen(&state)
    );
    press(&mut state, "ith");
    assert!(screen(&state).contains("Nothing is called that here"));
    update(&mut state, Msg::Key(Key::plain(KeyCode::Esc)));
    assert!(state.overlay.is_none());
    press(&mut state, ":q");
    update(&mut state, Msg::Key(Key::plain(KeyCode::Enter)));
    assert!(state.leaving);
}

#[test]
fn the_palette_does_what_is_chosen_and_teaches_its_key() {
    let mut state = started((80, 24));
    update(&mut state, Msg::Key(Key::ctrl('p')));
    press(&mut state, "all story read");
    update(&mut state, Msg::Key(Key::plain(KeyCode::Esc)));
    update(&mut state, Msg::Key(Key::ctrl('p')));
    press(&mut state, "calendar");
    assert!(screen(&state).contains("to the calendar"));
    press(&mut state, " to");
    update(&mut state, Msg::Key(Key::ctrl('u')));
    press(&mut state, "gocalendar");
    update(&mut state, Msg::Key(Key::plain(KeyCode::Enter)));
    assert_eq!(state.focus, dateline::app::Pane::Calendar);
    assert!(screen(&state).contains("gc does this too"), "{}", last_line(&state));
}
