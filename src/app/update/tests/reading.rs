//! Opening, finishing and coming back: what counts as read, and where a text begins.

use super::*;
use crate::typeset::Anchor;

fn failed(state: &mut State, effects: &[Effect]) -> Vec<Effect> {
    let fault = Fault::new(FaultKind::Network, "the page could not be reached");
    update(state, Msg::Opened(ticket_of(effects), Err(fault)))
}

fn marks(effects: &[Effect]) -> Vec<&Effect> {
    effects.iter().filter(|effect| matches!(effect, Effect::Mark(..))).collect()
}

fn is_unread(state: &State, id: i64) -> bool {
    let rows = &state.list.edition.ready().unwrap().rows;
    rows.iter().any(|row| row.id == StoryId(id) && row.unread)
}

#[test]
fn a_story_is_read_when_its_text_is_shown_not_before() {
    let mut state = started((80, 24), &[(1, true), (2, true)]);
    let opening = act(&mut state, Action::Open);
    assert!(marks(&opening).is_empty(), "{opening:?}");
    assert!(marks(&failed(&mut state, &opening)).is_empty());
    assert!(is_unread(&state, 1), "nobody has seen its text");
    // Asked for again, it comes.
    let again = act(&mut state, Action::FetchAgain);
    let shown = arrive(&mut state, &again, 3);
    assert_eq!(marks(&shown), [&Effect::Mark(vec![StoryId(1)], true)]);
    assert!(!is_unread(&state, 1));
    // What was said by hand while the text was on its way holds.
    let opening = act(&mut state, Action::NextStory);
    act(&mut state, Action::ToggleRead);
    act(&mut state, Action::ToggleRead);
    assert!(is_unread(&state, 2));
    assert!(marks(&arrive(&mut state, &opening, 3)).is_empty());
}

#[test]
fn what_was_read_to_its_end_begins_at_its_beginning_the_next_time() {
    let mut state = started((80, 24), &[(1, true)]);
    let opening = act(&mut state, Action::Open);
    arrive(&mut state, &opening, 60);
    let place = |effects: &[Effect]| {
        effects.iter().find_map(|effect| match effect {
            Effect::SavePlace(_, place) => Some(place.clone()),
            _ => None,
        })
    };
    act(&mut state, Action::PageDown);
    let half = place(&at(&mut state, 10_000)).unwrap();
    assert_ne!(half, Anchor::default(), "half read it goes on where it was");
    act(&mut state, Action::Bottom);
    assert_eq!(place(&at(&mut state, 20_000)), Some(Anchor::default()));
}

#[test]
fn a_text_is_fetched_for_a_row_of_the_list_without_leaving_it() {
    let mut state = started((80, 24), &[(1, true), (2, true)]);
    let asked = act(&mut state, Action::FetchAgain);
    assert!(matches!(&asked[..], [Effect::Open { target: Target::Story(StoryId(1)), fresh: true, .. }]));
    assert_eq!((state.focus, reading(&state)), (Pane::List, None));
    let Effect::Open { ticket, measure, .. } = asked[0].clone() else { panic!("{asked:?}") };
    let here = update(&mut state, Msg::Opened(ticket, Ok(text(3, measure))));
    assert!(marks(&here).is_empty());
    assert!(is_unread(&state, 1));
    assert_eq!(state.status.as_ref().unwrap().text, "The text is here: 10 words. Enter reads it");
    // It opens at once.
    let opening = act(&mut state, Action::Open);
    assert!(!opening.iter().any(|effect| matches!(effect, Effect::Open { .. })), "{opening:?}");
    assert_eq!(marks(&opening), [&Effect::Mark(vec![StoryId(1)], true)]);
}

#[test]
fn a_text_that_cannot_be_fetched_for_a_row_is_said_there() {
    let mut state = started((140, 40), &[(1, true)]);
    let asked = act(&mut state, Action::FetchAgain);
    failed(&mut state, &asked);
    assert_eq!(state.status.as_ref().unwrap().text, "the page could not be reached");
    assert!(is_unread(&state, 1) && state.focus == Pane::List);
}

/// The same text with a notice in its head.
fn noticed(measure: u16, notice: &str) -> Opened {
    let mut opened = text(3, measure);
    let article = Article { notice: Some(Text::line(notice)), ..(*opened.article).clone() };
    opened.article = Arc::new(article);
    opened
}

/// A stored text that stands in for one that could not be fetched.
fn stood_in(measure: u16, notice: &str) -> Opened {
    let fault = Fault::new(FaultKind::Network, "wire.example could not be reached");
    Opened { instead_of: Some(fault), ..noticed(measure, notice) }
}

#[test]
fn a_stored_text_that_is_all_there_is_counts_as_no_text_that_came() {
    let stored = "this is the text as it was stored; wire.example could not be reached";
    let said = |state: &State| {
        let status = state.status.as_ref().unwrap();
        (status.text.to_string(), status.kind == crate::app::StatusKind::Fault)
    };
    let mut state = started((80, 24), &[(1, true)]);
    let asked = act(&mut state, Action::FetchAgain);
    let Effect::Open { ticket, measure, .. } = asked[0].clone() else { panic!("{asked:?}") };
    update(&mut state, Msg::Opened(ticket, Ok(stood_in(measure, stored))));
    assert_eq!(said(&state), (stored.to_owned(), true));

    // In the open story as well, whose head may be out of sight; and there each outcome is said.
    let mut state = started((80, 24), &[(1, true)]);
    let opening = act(&mut state, Action::Open);
    arrive(&mut state, &opening, 60);
    for (action, lines, words) in [
        (Action::FetchAgain, 60, "Fetched again, and nothing has changed: 10 words"),
        (Action::Refresh, 61, "Fetched again: 10 words"),
    ] {
        let asked = act(&mut state, action);
        assert_eq!(said(&state), ("Fetching its text again …".to_owned(), false));
        arrive(&mut state, &asked, lines);
        assert_eq!(said(&state), (words.to_owned(), false));
    }
    let asked = act(&mut state, Action::FetchAgain);
    let measure = state.reader.as_ref().unwrap().measure;
    update(&mut state, Msg::Opened(ticket_of(&asked), Ok(stood_in(measure, stored))));
    assert_eq!(said(&state), (stored.to_owned(), true));
    let asked = act(&mut state, Action::FetchAgain);
    failed(&mut state, &asked);
    assert_eq!(said(&state), ("the page could not be reached".to_owned(), true));
    // A text that did come is no failure, whatever its head says of it.
    let asked = act(&mut state, Action::FetchAgain);
    update(&mut state, Msg::Opened(ticket_of(&asked), Ok(noticed(measure, "412 words are public"))));
    assert_eq!(
        said(&state),
        ("Fetched again, and nothing has changed: 10 words; 412 words are public".to_owned(), false)
    );
}

#[test]
fn finding_goes_on_from_where_one_is() {
    let mut state = started((80, 24), &[(1, false)]);
    let opening = act(&mut state, Action::Open);
    arrive(&mut state, &opening, 60);
    act(&mut state, Action::Find);
    for letter in "line".chars() {
        update(&mut state, Msg::Key(Key::char(letter)));
    }
    update(&mut state, Msg::Key(Key::plain(KeyCode::Enter)));
    act(&mut state, Action::NextUnread);
    act(&mut state, Action::NextUnread);
    act(&mut state, Action::Bottom);
    let top = state.reader.as_ref().unwrap().top;
    act(&mut state, Action::NextUnread);
    let reader = state.reader.as_ref().unwrap();
    assert!(reader.marks.line(reader.marks.at.unwrap()) >= top, "{:?}", reader.marks.at);
    act(&mut state, Action::Top);
    act(&mut state, Action::NextUnread);
    assert_eq!(state.reader.as_ref().unwrap().marks.at, Some(0));
}

#[test]
fn sources_that_one_key_asks_twice_are_counted_once() {
    let mut state = started((80, 24), &[(1, true)]);
    update(&mut state, Msg::Sources(vec![source(1, "The Wire"), source(2, "Tide"), source(3, "Dock")]));
    act(&mut state, Action::RefreshAll);
    let fault = || Fault::new(FaultKind::Network, "it could not be reached");
    let report = |names: &[&str]| AskReport {
        failed: names.iter().map(|name| (Text::line(name), fault())).collect(),
        ..AskReport::default()
    };
    update(&mut state, Msg::Refreshed(report(&["The Wire", "Tide", "Dock"])));
    let today = state.today();
    update(&mut state, Msg::DayAsked(today, report(&["The Wire", "Tide"])));
    let said = &state.status.as_ref().unwrap().text;
    assert_eq!(*said, "3 of 3 sources failed; The Wire: it could not be reached");
}
