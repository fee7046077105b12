//! Transitions from a day to another with stories: by Space over days that nobody was asked for, by `n` to what is unread.

use super::*;

/// The ticket of the day that is looked for.
fn looked_for(effects: &[Effect], kind: DayKind) -> Ticket {
    let ticket = effects.iter().find_map(|effect| match effect {
        Effect::FindDay { ticket, with, .. } if *with == kind => Some(*ticket),
        _ => None,
    });
    ticket.expect("a day is looked for")
}

/// All that may be said, from the longest wording to the shortest.
fn said(state: &State) -> Vec<String> {
    let status = state.status.as_ref().unwrap();
    std::iter::once(&status.text).chain(&status.shorter).map(ToString::to_string).collect()
}

/// A program in which the only story of 3 November is open at its end.
fn at_the_end_of(on: &str) -> (State, Ticket) {
    let mut state = started((80, 24), &[(1, true)]);
    super::super::days::choose(&mut state, day(on), &mut Vec::new());
    deliver(&mut state, edition(on, &[(5, false)]));
    let effects = act(&mut state, Action::Open);
    arrive(&mut state, &effects, 2);
    let effects = act(&mut state, Action::ReadOn);
    let ticket = looked_for(&effects, DayKind::Stories);
    (state, ticket)
}

#[test]
fn space_says_how_many_days_it_would_pass_over_that_nobody_was_asked_for() {
    let (mut state, ticket) = at_the_end_of("2025-11-03");
    update(&mut state, Msg::NextDay(ticket, Some(day("2025-11-07")), vec![day("2025-11-05")]));
    let said = said(&state);
    assert_eq!(
        said,
        [
            "✓ 3 Nov is done. Space goes on to 7 Nov. 2 days between were not asked: ] goes there",
            "✓ 3 Nov done. Space: 7 Nov. 2 days between not asked: ]",
            "Space: 7 Nov. 2 days not asked: ]",
            "Space: 7 Nov. 2 not asked",
        ]
    );
    act(&mut state, Action::ReadOn);
    assert_eq!(state.calendar.chosen, day("2025-11-07"));
}

#[test]
fn where_all_between_were_asked_nothing_is_said_of_them() {
    let (mut state, ticket) = at_the_end_of("2025-11-03");
    let asked = ["2025-11-04", "2025-11-05"].map(day).to_vec();
    update(&mut state, Msg::NextDay(ticket, Some(day("2025-11-06")), asked));
    assert_eq!(said(&state)[0], "✓ 3 Nov is done. Space goes on to 6 Nov");
}

#[test]
fn where_nothing_later_is_stored_the_days_that_can_still_be_asked_are_told() {
    let (mut state, ticket) = at_the_end_of("2025-11-11");
    update(&mut state, Msg::NextDay(ticket, None, Vec::new()));
    assert_eq!(
        said(&state)[..2],
        [
            "✓ 11 Nov is done. Nothing later is stored; 2 days were not asked: ] goes there",
            "✓ 11 Nov done. 2 days later not asked: ]",
        ]
    );
}

#[test]
fn n_in_the_reader_opens_the_first_unread_story_of_another_day() {
    let mut state = started((80, 24), &[(1, false)]);
    let effects = act(&mut state, Action::Open);
    arrive(&mut state, &effects, 2);
    let effects = act(&mut state, Action::NextUnread);
    let ticket = looked_for(&effects, DayKind::Unread);
    update(&mut state, Msg::NextDay(ticket, Some(day("2025-11-15")), Vec::new()));
    let effects = deliver(&mut state, edition("2025-11-15", &[(8, false), (9, true), (10, false)]));
    assert_eq!((reading(&state), state.focus), (Some(9), Pane::Reader));
    let shown = arrive(&mut state, &effects, 2);
    assert!(shown.contains(&Effect::Mark(vec![StoryId(9)], true)));

    let effects = act(&mut state, Action::PreviousUnread);
    let ticket = looked_for(&effects, DayKind::Unread);
    update(&mut state, Msg::NextDay(ticket, Some(day("2025-11-12")), Vec::new()));
    deliver(&mut state, edition("2025-11-12", &[(2, true), (3, true), (4, false)]));
    assert_eq!(reading(&state), Some(3), "backwards the last unread one");
}

#[test]
fn n_in_the_list_chooses_the_first_unread_story_of_another_day() {
    let mut state = started((80, 24), &[(1, false)]);
    let effects = act(&mut state, Action::NextUnread);
    let ticket = looked_for(&effects, DayKind::Unread);
    update(&mut state, Msg::NextDay(ticket, Some(day("2025-11-15")), Vec::new()));
    deliver(&mut state, edition("2025-11-15", &[(8, false), (9, true)]));
    assert_eq!((state.list.selected, state.focus), (Some(StoryId(9)), Pane::List));
    assert_eq!(reading(&state), None);
}

#[test]
fn a_key_between_keeps_the_day_and_opens_nothing() {
    let mut state = started((80, 24), &[(1, false)]);
    let effects = act(&mut state, Action::Open);
    arrive(&mut state, &effects, 2);
    let effects = act(&mut state, Action::NextUnread);
    let ticket = looked_for(&effects, DayKind::Unread);
    act(&mut state, Action::Back);
    update(&mut state, Msg::NextDay(ticket, Some(day("2025-11-15")), Vec::new()));
    deliver(&mut state, edition("2025-11-15", &[(8, true)]));
    assert_eq!((reading(&state), state.calendar.chosen), (None, day("2025-11-15")));
}
