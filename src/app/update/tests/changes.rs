//! The list of changes, and a story as its other sources tell it.

use super::*;
use jiff::Timestamp;

use crate::app::{Opens, OtherWay};
use crate::news::{Attached, Change, Enclosure, Moment, Talk, Verb, Window};

fn change(seq: i64, undone: bool) -> Change {
    Change {
        seq,
        at: Moment { instant: "2025-11-13T11:00:00Z".parse().unwrap(), offset_min: None },
        verb: Verb::Read,
        label: Text::line(&format!("{seq} stories marked read")),
        undone,
        window: Window::This,
    }
}

fn typed(state: &mut State, text: &str) -> Vec<Effect> {
    text.chars().flat_map(|c| update(state, Msg::Key(Key::char(c)))).collect()
}

#[test]
fn any_change_is_turned_and_the_chosen_one_stays_chosen() {
    let mut state = started((80, 24), &[(1, true)]);
    assert_eq!(act(&mut state, Action::Changes), [Effect::LoadChanges]);
    update(&mut state, Msg::Changes(vec![change(3, false), change(2, true), change(1, false)]));
    typed(&mut state, "j");
    assert_eq!(update(&mut state, Msg::Key(Key::plain(KeyCode::Enter))), [Effect::Turn(2)]);
    // It is told anew, a newer one above it.
    let effects = update(&mut state, Msg::Undone(Ok(Some(change(2, false))), true));
    assert!(effects.contains(&Effect::LoadChanges), "{effects:?}");
    assert_eq!(state.status.as_ref().unwrap().text, "Done again: 2 stories marked read");
    update(&mut state, Msg::Changes([4, 3, 2, 1].map(|seq| change(seq, false)).to_vec()));
    assert_eq!(update(&mut state, Msg::Key(Key::plain(KeyCode::Enter))), [Effect::Turn(2)]);
    assert_eq!(typed(&mut state, "uU"), [Effect::Undo(Timestamp::MIN), Effect::Redo]);
    typed(&mut state, "q");
    assert!(state.overlay.is_none());
}

#[test]
fn another_sources_telling_is_opened_and_read_with_the_chosen_one() {
    let mut state = started((80, 24), &[(1, true), (2, true)]);
    let effects = act(&mut state, Action::OtherWays);
    let [Effect::LoadCopies(ticket, Target::Story(StoryId(1)))] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    let copies = vec![story(1, day("2025-11-13"), true), story(7, day("2025-11-13"), true)];
    update(&mut state, Msg::Copies(*ticket, copies, Attached::default()));
    let Some(Overlay::OtherWays(ways)) = &state.overlay else { panic!("{:?}", state.overlay) };
    assert!(matches!(ways.rows[1], OtherWay::Told(_)));
    assert!(matches!(ways.rows[3], OtherWay::Browser(Opens::Archived, _)));
    typed(&mut state, "j");
    let effects = update(&mut state, Msg::Key(Key::plain(KeyCode::Enter)));
    let opens = |effect: &Effect| matches!(effect, Effect::Open { target: Target::Story(StoryId(7)), .. });
    assert!(effects.iter().any(opens), "{effects:?}");
    let shown = arrive(&mut state, &effects, 3);
    assert!(shown.contains(&Effect::Mark(vec![StoryId(1), StoryId(7)], true)), "{shown:?}");
    // From there on reading goes on in the list, where the story stands as the first source tells it.
    let effects = act(&mut state, Action::ReadOn);
    let goes_on = |effect: &Effect| matches!(effect, Effect::Open { target: Target::Story(StoryId(2)), .. });
    assert!(effects.iter().any(goes_on), "{effects:?}");
}

#[test]
fn a_letter_opens_comments_recording_or_copy_in_the_browser() {
    let address = |raw: &str| Address::parse(raw).unwrap();
    let file = |raw: &str| Enclosure {
        address: address(raw),
        media_type: None,
        bytes: Some(28_000_000),
        seconds: Some(2040),
    };
    let attached = Attached {
        talks: vec![Talk { address: address("https://talk.example/1"), count: Some(12) }],
        enclosures: vec![file("https://wire.example/1.mp3"), file("https://wire.example/2.mp3")],
    };
    let open = |keys: &str| {
        let mut state = started((80, 24), &[(1, true)]);
        let effects = act(&mut state, Action::OtherWays);
        let [Effect::LoadCopies(ticket, _)] = effects.as_slice() else { panic!("{effects:?}") };
        let copies = vec![story(1, day("2025-11-13"), true)];
        update(&mut state, Msg::Copies(*ticket, copies, attached.clone()));
        let mut effects = typed(&mut state, keys);
        if state.overlay.is_some() {
            effects.extend(update(&mut state, Msg::Key(Key::plain(KeyCode::Enter))));
        }
        assert!(state.overlay.is_none());
        let [Effect::Browse(opened)] = effects.as_slice() else { panic!("{effects:?}") };
        assert_eq!(state.status.unwrap().text.as_str(), format!("In the browser: {opened}"));
        opened.to_string()
    };
    assert_eq!(open("o"), "https://wire.example/1/");
    assert_eq!(open("c"), "https://talk.example/1");
    assert_eq!(open("e"), "https://wire.example/1.mp3");
    assert_eq!(open("jjj"), "https://wire.example/2.mp3");
    assert_eq!(open("a"), "https://web.archive.org/web/2/https://wire.example/1/");
}

#[test]
fn an_answer_that_comes_after_another_key_opens_nothing() {
    let mut state = started((80, 24), &[(1, true), (2, true)]);
    let effects = act(&mut state, Action::OtherWays);
    let [Effect::LoadCopies(ticket, _)] = effects.as_slice() else { panic!("{effects:?}") };
    let ticket = *ticket;
    act(&mut state, Action::Down);
    update(&mut state, Msg::Copies(ticket, vec![story(1, day("2025-11-13"), true)], Attached::default()));
    assert!(state.overlay.is_none());
}

#[test]
fn what_was_done_since_stands_between_a_bare_undo_and_a_source() {
    let mut state = started((80, 24), &[(1, false), (2, false)]);
    let at = |seconds: i64| Timestamp::from_second(1_763_000_000 + seconds).unwrap();
    for (when, action) in [(10, Action::Open), (20, Action::AllRead), (30, Action::PreviousDay)] {
        state.now.instant = at(when);
        act(&mut state, action);
        state.now.instant = at(when + 5);
        assert_eq!(act(&mut state, Action::Undo), [Effect::Undo(at(when))], "{action:?}");
    }
    // The list moves nothing.
    state.focus = Pane::List;
    act(&mut state, Action::Down);
    assert_eq!(act(&mut state, Action::Undo), [Effect::Undo(at(30))]);
    let left = Change { verb: Verb::Source, label: Text::line("source added: The Wire"), ..change(4, false) };
    update(&mut state, Msg::Undone(Ok(Some(left)), false));
    let said = &state.status.as_ref().unwrap().text;
    assert_eq!(said, "Done last: source added: The Wire. gu takes it back");
}
