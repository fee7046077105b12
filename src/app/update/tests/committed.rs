//! Lists that are read while read marks and bookmarks are on their way to the store.

use super::super::days;
use super::*;
use crate::app::state::Replace;

/// A list is asked for behind the screen.
fn asked_again(state: &mut State) -> Ticket {
    let mut out = Vec::new();
    days::reload_list(state, Replace::Wait, &mut out);
    state.list.reload.unwrap().0
}

fn is_asked_again(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| matches!(effect, Effect::LoadEdition(..)))
}

fn first(state: &State) -> &crate::news::Headline {
    &state.list.edition.ready().unwrap().rows[0]
}

#[test]
fn a_list_that_was_read_before_a_mark_was_committed_does_not_take_it_back() {
    let unread = || edition("2025-11-13", &[(1, true), (2, true)]);
    for before_the_commit in [true, false] {
        let mut state = started((80, 24), &[(1, true), (2, true)]);
        let ticket = asked_again(&mut state);
        act(&mut state, Action::ToggleRead);
        assert!(!first(&state).unread);
        let effects = if before_the_commit {
            update(&mut state, Msg::Edition(ticket, Ok(unread())));
            assert!(!first(&state).unread, "the list is older than the mark");
            update(&mut state, Msg::Marked(1))
        } else {
            let effects = update(&mut state, Msg::Marked(1));
            update(&mut state, Msg::Edition(ticket, Ok(unread())));
            assert!(!first(&state).unread, "the list may be older than the mark");
            effects
        };
        assert!(is_asked_again(&effects), "{effects:?}");
        deliver(&mut state, edition("2025-11-13", &[(1, false), (2, false)]));
        let rows = &state.list.edition.ready().unwrap().rows;
        assert!(rows.iter().all(|row| !row.unread), "what is true now is shown");
    }
}

#[test]
fn a_mark_that_cannot_be_committed_goes_back_to_what_is_true() {
    let mut state = started((80, 24), &[(1, true)]);
    act(&mut state, Action::ToggleRead);
    let effects = update(&mut state, Msg::NotMarked(Fault::new(FaultKind::Storage, "the disk is full")));
    assert!(is_asked_again(&effects));
    deliver(&mut state, edition("2025-11-13", &[(1, true)]));
    assert!(first(&state).unread);
    assert_eq!(state.status.as_ref().unwrap().text, "the disk is full");
}

#[test]
fn a_list_that_was_read_before_a_bookmark_was_committed_is_asked_for_again() {
    let mut state = started((80, 24), &[(1, true)]);
    let address = Address::parse("https://wire.example/1/").unwrap();
    let ticket = asked_again(&mut state);
    act(&mut state, Action::Bookmark);
    let kept = Some(Box::new(bookmark(&address)));
    let effects = update(&mut state, Msg::Kept(address, kept));
    assert!(is_asked_again(&effects));
    update(&mut state, Msg::Edition(ticket, Ok(edition("2025-11-13", &[(1, true)]))));
    assert!(first(&state).bookmarked);
}

#[test]
fn stories_that_wait_to_be_shown_bring_no_old_marks() {
    let mut state = started((80, 24), &[(1, true), (2, true)]);
    act(&mut state, Action::Down);
    asked_again(&mut state);
    deliver(&mut state, edition("2025-11-13", &[(3, true), (1, true), (2, true)]));
    assert!(state.list.waiting.is_some(), "the new one waits");
    act(&mut state, Action::AllRead);
    act(&mut state, Action::Top);
    act(&mut state, Action::Top);
    let rows = &state.list.edition.ready().unwrap().rows;
    assert_eq!(
        rows.iter().map(|row| (row.id.0, row.unread)).collect::<Vec<_>>(),
        [(3, true), (1, false), (2, false)]
    );
}

#[test]
fn the_next_day_is_shown_though_a_mark_of_this_one_is_not_committed() {
    let mut state = started((80, 24), &[(1, true)]);
    act(&mut state, Action::ToggleRead);
    act(&mut state, Action::PreviousDay);
    deliver(&mut state, edition("2025-11-12", &[(7, true)]));
    assert_eq!(state.list.selected, Some(StoryId(7)));
}

#[test]
fn a_mark_that_is_committed_while_a_search_is_open_is_counted_as_that() {
    let mut state = started((80, 24), &[(1, true), (2, true)]);
    act(&mut state, Action::ToggleRead);
    act(&mut state, Action::Search);
    update(&mut state, Msg::Marked(1));
    update(&mut state, Msg::Key(Key::plain(KeyCode::Esc)));
    assert!(state.search.is_none());
    deliver(&mut state, edition("2025-11-13", &[(1, false), (2, false)]));
    let rows = &state.list.edition.ready().unwrap().rows;
    assert!(rows.iter().all(|row| !row.unread), "what comes after it is shown");
}

/// A mark on a hit marks the row that lies under the search too, and with it the number of its source.
#[test]
fn what_is_marked_among_hits_is_marked_in_the_list_under_the_search() {
    let mut state = started((80, 24), &[(1, true), (2, true)]);
    let unread = |state: &State| state.unread_by_source().get(&SourceId(1)).copied();
    act(&mut state, Action::Search);
    for letter in "story".chars() {
        update(&mut state, Msg::Key(Key::char(letter)));
    }
    let effects = update(&mut state, Msg::Key(Key::plain(KeyCode::Enter)));
    let ticket = effects.iter().find_map(|effect| match effect {
        Effect::Search { ticket, .. } => Some(*ticket),
        _ => None,
    });
    let headline = story(1, day("2025-11-13"), true);
    let hits = vec![crate::news::SearchHit { doc: crate::news::DocId(1), headline, snippet: None }];
    update(&mut state, Msg::SearchFound(ticket.unwrap(), Ok((hits, crate::news::Searched::default()))));
    assert_eq!(unread(&state), Some(2));
    act(&mut state, Action::ToggleRead);
    assert_eq!(unread(&state), Some(1));
    act(&mut state, Action::Cancel);
    assert!(state.search.is_none());
    let rows = &state.list.edition.ready().unwrap().rows;
    assert_eq!(rows.iter().filter(|row| row.unread).map(|row| row.id).collect::<Vec<_>>(), [StoryId(2)]);
}
