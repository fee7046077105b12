//! The line of the chosen row: it stays where it is on the screen, whatever comes into the list around it.

use proptest::prelude::*;

use super::super::list::{row_of, screen_line, stories};
use super::*;

/// A day of these stories, each by its number and its source.
fn day_of(rows: &[(i64, i64)]) -> Edition {
    let mut list = edition("2025-11-13", &[]);
    list.rows = rows
        .iter()
        .map(|(id, of)| {
            let mut row = story(*id, day("2025-11-13"), true);
            (row.source, row.source_title) = (SourceId(*of), Text::line(&format!("Source {of}")));
            row
        })
        .collect();
    list
}

/// A program with the list of such a day, asked for again by the person.
fn listed(size: (u16, u16), rows: &[(i64, i64)]) -> State {
    let mut state = fresh(size);
    let sources = (1..=4).map(|id| source(id, &format!("Source {id}"))).collect();
    update(&mut state, Msg::Sources(sources));
    deliver(&mut state, day_of(rows));
    state
}

/// A slower source has answered: the list is asked for and comes.
fn more(state: &mut State, rows: &[(i64, i64)]) {
    let today = state.today();
    update(state, Msg::DayAsked(today, AskReport { answered: 1, ..AskReport::default() }));
    deliver(state, day_of(rows));
}

proptest! {
    /// Each size, each chosen row, any number of stories of a source above, of its own, of one below.
    #[test]
    fn the_chosen_row_keeps_its_line_while_slower_sources_answer(
        size in prop::sample::select(vec![(40, 12), (80, 24), (120, 40)]),
        at in 0usize..25,
        counts in prop::collection::vec((0i64..9, 0i64..9, 0i64..9), 3..5),
    ) {
        let rows = |upto: usize| -> Vec<(i64, i64)> {
            let mut rows = Vec::new();
            for of in [1, 2, 3] {
                for (round, (a, b, c)) in counts.iter().take(upto).enumerate().rev() {
                    let many = match of { 1 if round > 0 => *a, 2 => *b + 3, 3 => *c, _ => 0 };
                    rows.extend((0..many).map(|n| (of * 1000 + round as i64 * 100 + n, of)));
                }
            }
            rows
        };
        let mut state = listed(size, &rows(1));
        let target = at % stories(&state).len();
        act(&mut state, Action::Down);
        for _ in 0..stories(&state).len() {
            let now = stories(&state).iter().position(|id| Some(*id) == state.list.selected).unwrap();
            if now == target {
                break;
            }
            act(&mut state, if now < target { Action::Down } else { Action::Up });
        }
        let (chosen, line) = (state.list.selected, screen_line(&state));
        for round in 2..=counts.len() {
            more(&mut state, &rows(round));
            prop_assert_eq!((state.list.selected, screen_line(&state)), (chosen, line));
        }
        // The next key goes on from there.
        let before = stories(&state).iter().position(|id| Some(*id) == chosen).unwrap();
        act(&mut state, Action::Up);
        let now = stories(&state).iter().position(|id| Some(*id) == state.list.selected).unwrap();
        prop_assert_eq!(now, before.saturating_sub(1));
    }
}

#[test]
fn what_is_to_be_found_may_be_typed_before_the_list_is_here() {
    for enter in [false, true] {
        let mut state = fresh((80, 24));
        update(&mut state, Msg::Sources(vec![source(1, "The Wire")]));
        act(&mut state, Action::Find);
        for letter in "story 2".chars() {
            update(&mut state, Msg::Key(Key::char(letter)));
        }
        if enter {
            update(&mut state, Msg::Key(Key::plain(KeyCode::Enter)));
        }
        deliver(&mut state, edition("2025-11-13", &[(1, true), (2, true), (3, true)]));
        assert_eq!(state.list.selected, Some(StoryId(2)), "{enter}");
        assert_eq!(state.status.as_ref().map(|said| said.text.as_str()), Some("1 of 1"), "{enter}");
    }
}

#[test]
fn where_nothing_was_chosen_yet_the_beginning_of_the_list_stays_in_sight() {
    let mut state = listed((80, 24), &[(21, 2), (22, 2)]);
    // What is chosen by itself goes down with its story: who presses Enter just then opens what it stood on.
    more(&mut state, &[(11, 1), (12, 1), (21, 2), (22, 2)]);
    assert_eq!((state.list.top, state.list.selected), (0, Some(StoryId(21))));
    let many: Vec<_> = (1..30).map(|n| (n, 1)).chain([(21, 2), (22, 2)]).collect();
    more(&mut state, &many);
    assert_eq!((state.list.top, state.list.selected), (0, Some(StoryId(1))));
}

#[test]
fn a_story_that_is_shown_beside_the_list_stays_chosen() {
    let mut state = listed((120, 40), &[(21, 2), (22, 2)]);
    let preview = state.reader.as_ref().unwrap().opened.clone();
    let Awaited::Waiting(ticket) = preview else { panic!("{preview:?}") };
    let measure = state.reader.as_ref().unwrap().measure;
    update(&mut state, Msg::Previewed(ticket, Some(text(5, measure))));
    more(&mut state, &[(1, 1), (2, 1), (3, 1), (21, 2), (22, 2)]);
    assert_eq!(
        (state.list.top, state.list.selected),
        (0, Some(StoryId(21))),
        "the list is seen from its start"
    );
    assert_eq!(state.list.above, 0);
    // Where it would go out of sight, the start does, and that there is more above is said.
    let many: Vec<_> = (1..20).chain(30..60).map(|n| (n, 1)).chain([(21, 2), (22, 2)]).collect();
    more(&mut state, &many);
    assert_eq!(state.list.selected, Some(StoryId(21)));
    assert!(state.list.above > 0 && state.list.header() == 1);
    act(&mut state, Action::Down);
    assert_eq!((state.list.above, state.list.header()), (0, 0));
    act(&mut state, Action::Top);
    assert_eq!((state.list.top, state.list.selected), (0, Some(StoryId(1))));
}

#[test]
fn the_line_that_says_that_new_stories_wait_moves_no_row() {
    let mut state = listed((80, 24), &[(21, 2), (22, 2), (23, 2)]);
    act(&mut state, Action::Down);
    let line = screen_line(&state);
    update(&mut state, Msg::Refreshed(AskReport { new: 1, answered: 1, ..AskReport::default() }));
    deliver(&mut state, day_of(&[(1, 1), (21, 2), (22, 2), (23, 2)]));
    assert!(state.list.waiting.is_some());
    assert_eq!(screen_line(&state), line);
    assert!(row_of(&state, StoryId(22)).is_some());
}
