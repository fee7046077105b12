//! Transitions with stories that wait behind "new": nothing is done, and nothing denied, while they do.

use super::*;
use crate::news::{DayFacts, Month};

/// Stories of today come in behind the screen.
fn come_in(state: &mut State, stories: &[(i64, bool)]) -> Vec<Effect> {
    update(state, Msg::Refreshed(AskReport { new: 1, answered: 1, ..AskReport::default() }));
    deliver(state, edition("2025-11-13", stories))
}

fn said(state: &State) -> String {
    state.status.as_ref().map(|status| status.text.to_string()).unwrap_or_default()
}

/// The only story of today is open at its end.
fn at_the_end() -> State {
    let mut state = started((80, 24), &[(1, true)]);
    let effects = act(&mut state, Action::Open);
    arrive(&mut state, &effects, 2);
    update(&mut state, Msg::Marked(1));
    state
}

fn looked_for(effects: &[Effect]) -> Option<Ticket> {
    effects.iter().find_map(|effect| match effect {
        Effect::FindDay { ticket, .. } => Some(*ticket),
        _ => None,
    })
}

#[test]
fn space_at_the_end_takes_in_what_waits_and_goes_on_with_it() {
    let mut state = at_the_end();
    come_in(&mut state, &[(3, true), (2, true), (1, false)]);
    assert_eq!(state.list.waiting.as_ref().map(|(_, new)| *new), Some(2));
    let effects = act(&mut state, Action::ReadOn);
    assert_eq!(looked_for(&effects), None);
    assert_eq!((reading(&state), state.list.waiting.is_none()), (Some(3), true));
    assert_eq!(state.list.header(), 0, "nothing is said of stories above any more");
    arrive(&mut state, &effects, 2);
    act(&mut state, Action::ReadOn);
    assert_eq!(reading(&state), Some(2));
}

#[test]
fn what_comes_in_while_the_next_day_is_looked_for_is_read_before_it() {
    let mut state = at_the_end();
    let ticket = looked_for(&act(&mut state, Action::ReadOn)).unwrap();
    come_in(&mut state, &[(2, true), (1, false)]);
    update(&mut state, Msg::NextDay(ticket, None, Vec::new()));
    assert_eq!((reading(&state), state.day_done), (Some(2), None));
}

#[test]
fn that_the_day_is_done_is_said_no_more_when_stories_come_in() {
    let mut state = at_the_end();
    let ticket = looked_for(&act(&mut state, Action::ReadOn)).unwrap();
    update(&mut state, Msg::NextDay(ticket, None, Vec::new()));
    assert_eq!(said(&state), "✓ Today is done. Nothing comes later");
    come_in(&mut state, &[(2, true), (1, false)]);
    assert_eq!(said(&state), "");
    act(&mut state, Action::ReadOn);
    assert_eq!(reading(&state), Some(2));
}

#[test]
fn space_in_the_calendar_opens_an_unread_story_that_waits_rather_than_one_that_is_read() {
    let mut state = started((80, 24), &[(1, false)]);
    come_in(&mut state, &[(2, true), (1, false)]);
    act(&mut state, Action::GoCalendar);
    act(&mut state, Action::ReadOn);
    assert_eq!(reading(&state), Some(2));
}

#[test]
fn a_story_that_is_to_open_with_the_list_opens_also_where_the_list_waits() {
    let mut state = started((80, 24), &[(1, false)]);
    act(&mut state, Action::GoCalendar);
    update(&mut state, Msg::Refreshed(AskReport { new: 1, answered: 1, ..AskReport::default() }));
    act(&mut state, Action::ReadOn);
    assert_eq!(reading(&state), None);
    deliver(&mut state, edition("2025-11-13", &[(2, true), (1, false)]));
    assert_eq!(reading(&state), Some(2));
}

#[test]
fn n_takes_in_what_waits_and_goes_round_within_the_day_before_it_leaves_it() {
    let mut state = started((80, 24), &[(1, true), (2, false), (3, false)]);
    act(&mut state, Action::Bottom);
    let effects = act(&mut state, Action::NextUnread);
    assert_eq!((looked_for(&effects), state.list.selected), (None, Some(StoryId(1))));
    assert_eq!(said(&state), "From the first story again");
    come_in(&mut state, &[(1, true), (2, false), (3, false), (4, true)]);
    let effects = act(&mut state, Action::NextUnread);
    assert_eq!((looked_for(&effects), state.list.selected), (None, Some(StoryId(4))));
    act(&mut state, Action::PreviousUnread);
    assert_eq!(state.list.selected, Some(StoryId(1)));
}

#[test]
fn where_no_later_day_is_unread_what_is_on_this_one_is_told() {
    let mut state = started((80, 24), &[(1, true), (2, true), (3, false)]);
    act(&mut state, Action::Bottom);
    let ticket = looked_for(&act(&mut state, Action::NextUnreadDay)).unwrap();
    update(&mut state, Msg::NextDay(ticket, None, Vec::new()));
    assert_eq!(said(&state), "No later day with unread stories. n: 2 unread on this day");
}

#[test]
fn stories_that_another_program_brought_wait_like_all_others_once_the_calendar_counts_them() {
    let mut state = started((80, 24), &[(1, true), (2, true)]);
    let month = Month::new(2025, 11).unwrap();
    let counts = |state: &mut State, stories| {
        if !state.calendar.awaited.contains_key(&month) {
            super::super::days::reload_month(state, &mut Vec::new());
        }
        let ticket = state.calendar.awaited[&month];
        let facts = DayFacts { stories, unread: stories, ..DayFacts::unknown(day("2025-11-13")) };
        update(state, Msg::Month(ticket, month, Ok(vec![facts])))
    };
    assert!(counts(&mut state, 2).is_empty());
    assert!(counts(&mut state, 2).is_empty(), "nothing has come");
    let effects = counts(&mut state, 5);
    let list = effects.iter().any(|effect| matches!(effect, Effect::LoadEdition(..)));
    assert!(list && effects.contains(&Effect::LoadCounts), "{effects:?}");
    deliver(&mut state, edition("2025-11-13", &[(5, true), (4, true), (3, true), (1, true), (2, true)]));
    assert_eq!(state.list.waiting.as_ref().map(|(_, new)| *new), Some(3));
    assert_eq!(state.list.rows.len(), 3, "head and two stories");
}

#[test]
fn what_another_program_marked_while_own_marks_are_on_their_way_is_seen_after_them() {
    let mut state = started((120, 40), &[(1, true), (2, true), (3, true)]);
    let month = day("2025-11-13").month();
    let counts = |state: &mut State, unread| {
        super::super::days::reload_month(state, &mut Vec::new());
        let ticket = state.calendar.awaited[&month];
        let facts = DayFacts { stories: 3, unread, ..DayFacts::unknown(day("2025-11-13")) };
        update(state, Msg::Month(ticket, month, Ok(vec![facts])))
    };
    let is_asked = |effects: &[Effect]| effects.iter().any(|e| matches!(e, Effect::LoadEdition(..)));
    counts(&mut state, 3);
    act(&mut state, Action::ToggleRead);
    assert!(!is_asked(&counts(&mut state, 1)), "a list that is read now may not know of the own mark");
    let effects = update(&mut state, Msg::Marked(1));
    assert!(is_asked(&effects), "{effects:?}");
    assert_eq!(state.unread_by_source()[&SourceId(1)], 2);
    deliver(&mut state, edition("2025-11-13", &[(1, false), (2, true), (3, false)]));
    assert_eq!(state.unread_by_source()[&SourceId(1)], 1);
    assert!(!is_asked(&counts(&mut state, 1)), "all is told");
}

#[test]
fn what_waits_to_come_in_is_counted_beside_the_list_as_above_it() {
    let mut state = started((120, 40), &[(1, true), (2, true)]);
    super::super::days::reload_list(&mut state, crate::app::Replace::Wait, &mut Vec::new());
    deliver(&mut state, edition("2025-11-13", &[(3, true), (1, true), (2, false)]));
    assert_eq!(state.list.waiting.as_ref().map(|(_, new)| *new), Some(1));
    assert_eq!(state.unread_by_source()[&SourceId(1)], 2);
}

#[test]
fn what_marks_the_whole_list_marks_the_rows_that_stood_there_when_the_key_was_pressed() {
    let mut state = started((80, 24), &[(1, true), (2, true)]);
    come_in(&mut state, &[(1, true), (2, true), (3, true)]);
    let effects = act(&mut state, Action::AllRead);
    let marked = effects.iter().find_map(|effect| match effect {
        Effect::Mark(ids, true) => Some(ids.clone()),
        _ => None,
    });
    assert_eq!(marked, Some(vec![StoryId(1), StoryId(2)]), "not what waits behind “1 new”");
    assert_eq!(said(&state), "2 stories marked read. u takes it back");
}

#[test]
fn the_sources_keep_their_numbers_while_a_search_or_the_bookmarks_fill_the_list() {
    let mut state = started((80, 24), &[(1, true), (2, true), (3, false)]);
    let unread = |state: &State| state.unread_by_source().get(&SourceId(1)).copied();
    assert_eq!(unread(&state), Some(2));
    act(&mut state, Action::Search);
    assert_eq!(unread(&state), Some(2), "while the search is typed");
    act(&mut state, Action::Cancel);
    update(&mut state, Msg::Key(Key::plain(KeyCode::Esc)));
    act(&mut state, Action::GoBookmarks);
    act(&mut state, Action::PreviousDay);
    assert_eq!(unread(&state), Some(2), "among the bookmarks of another day");
}

#[test]
fn what_another_program_marked_or_stored_is_seen_too() {
    let mut state = started((120, 40), &[(1, true), (2, true)]);
    let month = day("2025-11-13").month();
    let counts = |state: &mut State, stories, unread| {
        if !state.calendar.awaited.contains_key(&month) {
            update(state, Msg::Marked(1));
        }
        let ticket = state.calendar.awaited[&month];
        let facts = DayFacts { stories, unread, ..DayFacts::unknown(day("2025-11-13")) };
        update(state, Msg::Month(ticket, month, Ok(vec![facts])))
    };
    counts(&mut state, 2, 2);
    // A mark of one's own stands in the list before it is counted: nothing is asked for again.
    act(&mut state, Action::ToggleRead);
    assert!(counts(&mut state, 2, 1).is_empty());
    // One that was made elsewhere does not.
    let effects = counts(&mut state, 2, 0);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::LoadEdition(..))), "{effects:?}");
    // The list tells that a text was stored, and the column beside it asks for it.
    let ticket = preview_of(&state);
    update(&mut state, Msg::Previewed(ticket, None));
    let mut stored = edition("2025-11-13", &[(1, false), (2, false)]);
    for row in &mut stored.rows {
        row.has_text = true;
    }
    let effects = deliver(&mut state, stored);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Preview(..))), "{effects:?}");
}

/// The ticket of the text that is asked for beside the list.
fn preview_of(state: &State) -> Ticket {
    match state.reader.as_ref().map(|reader| &reader.opened) {
        Some(Awaited::Waiting(ticket)) => *ticket,
        other => panic!("no text is waited for: {:?}", other.is_some()),
    }
}

/// A program that was opened a moment ago: its stored stories are shown, its sources are still asked.
fn opening(size: (u16, u16)) -> State {
    let mut state = fresh(size);
    state.refresh_on_start = true;
    update(&mut state, Msg::Sources(vec![source(1, "The Wire")]));
    deliver(&mut state, edition("2025-11-13", &[(3, true), (4, true)]));
    assert!(state.work.refreshing);
    state
}

/// One source of several has answered, and what it told is shown.
fn answered(state: &mut State, stories: &[(i64, bool)]) {
    state.calendar.rest_until = None;
    update(state, Msg::Progress(crate::app::Progress { done: 1, total: 3, new: 1, failed: false }));
    let now = state.since_start + Duration::from_secs(1);
    let said = state.now.clone();
    update(state, Msg::Time { now: said, since_start: now });
    deliver(state, edition("2025-11-13", stories));
}

#[test]
fn what_comes_in_while_the_program_opens_stands_in_the_list_and_the_first_story_is_chosen() {
    for size in [(80, 24), (120, 40), (40, 12)] {
        let mut state = opening(size);
        answered(&mut state, &[(2, true), (3, true), (4, true)]);
        assert_eq!((stories_of(&state), state.list.waiting.is_none()), (vec![2, 3, 4], true), "{size:?}");
        assert_eq!(state.list.selected, Some(StoryId(2)), "{size:?}");
        // Also what the last source told; from then on new stories wait.
        come_in(&mut state, &[(1, true), (2, true), (3, true), (4, true)]);
        assert_eq!(
            (stories_of(&state), state.list.selected),
            (vec![1, 2, 3, 4], Some(StoryId(1))),
            "{size:?}"
        );
        come_in(&mut state, &[(9, true), (1, true), (2, true), (3, true), (4, true)]);
        assert_eq!(state.list.waiting.as_ref().map(|(_, new)| *new), Some(1), "{size:?}");
    }
}

#[test]
fn whoever_has_pressed_a_key_while_the_program_opens_finds_the_list_as_it_was() {
    let mut state = opening((80, 24));
    act(&mut state, Action::Down);
    answered(&mut state, &[(2, true), (3, true), (4, true)]);
    assert_eq!((stories_of(&state), state.list.selected), (vec![3, 4], Some(StoryId(4))));
    assert_eq!(state.list.waiting.as_ref().map(|(_, new)| *new), Some(1));
}

fn stories_of(state: &State) -> Vec<i64> {
    super::super::list::stories(state).into_iter().map(|id| id.0).collect()
}
