//! Transitions of keys that come before the list they are meant for.

use super::*;
use crate::keymap::Key;

fn type_all(state: &mut State, keys: &str) -> Vec<Effect> {
    keys.chars().flat_map(|key| update(state, Msg::Key(Key::char(key)))).collect()
}

#[test]
fn keys_for_a_day_that_is_still_being_read_are_done_when_it_is_here() {
    let mut state = started((80, 24), &[(1, true), (2, true)]);
    type_all(&mut state, "[jb");
    assert!(state.status.is_none(), "nothing is said of the day before");
    deliver(&mut state, edition("2025-11-12", &[(3, true), (4, true), (5, true)]));
    assert_eq!(state.list.selected, Some(StoryId(4)));
    assert!(!state.pending_marks.is_empty(), "it is kept");
}

#[test]
fn days_among_them_are_gone_to_one_after_the_other() {
    let mut state = started((80, 24), &[(1, true)]);
    type_all(&mut state, "[G[j");
    assert_eq!(state.calendar.chosen, day("2025-11-12"));
    deliver(&mut state, edition("2025-11-12", &[(3, true), (4, true)]));
    assert_eq!(state.calendar.chosen, day("2025-11-11"));
    deliver(&mut state, edition("2025-11-11", &[(6, true), (7, true), (8, true)]));
    assert_eq!(state.list.selected, Some(StoryId(7)));
    assert!(state.for_list.is_empty());
}

#[test]
fn held_brackets_wait_for_no_list_and_other_keys_let_go_of_what_waits() {
    let mut state = started((80, 24), &[(1, true)]);
    type_all(&mut state, "[[[[");
    assert_eq!(state.calendar.chosen, day("2025-11-09"));
    type_all(&mut state, "b?");
    assert!(state.for_list.is_empty());
    deliver(&mut state, edition("2025-11-09", &[(3, true)]));
    assert!(state.pending_marks.is_empty());
}
