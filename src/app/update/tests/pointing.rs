//! Pointing at blocks, and what is said of them.

use super::*;
use crate::extract::Wish;

#[test]
fn a_block_is_pointed_at_and_said_to_be_no_text() {
    let mut state = started((80, 24), &[(1, true)]);
    let effects = act(&mut state, Action::Open);
    arrive(&mut state, &effects, 3);
    act(&mut state, Action::PointAt);
    let pointed = |state: &State| state.reader.as_ref().unwrap().pointed;
    assert_eq!(pointed(&state), Some(0));
    act(&mut state, Action::Down);
    assert_eq!(pointed(&state), Some(1), "j goes by blocks, not by lines");
    act(&mut state, Action::Up);
    act(&mut state, Action::Up);
    assert_eq!(pointed(&state), Some(0));
    let effects = act(&mut state, Action::NeverShow);
    let [Effect::Teach { wish: Wish::NotThis, block, ticket, .. }] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert_eq!(
        Some(&**block),
        state.reader.as_ref().unwrap().opened.ready().unwrap().article.document.blocks.first()
    );
    // It cannot be done: the story stays, and still something is pointed at.
    let fault = Fault::new(FaultKind::Usage, "`p` would take most of the text away");
    update(&mut state, Msg::Taught(*ticket, Err(fault)));
    assert!(state.status.as_ref().unwrap().text.contains("would take most of the text away"));
    assert_eq!(pointed(&state), Some(0));
    act(&mut state, Action::Cancel);
    assert_eq!(pointed(&state), None);
}

#[test]
fn undoing_a_rule_asks_for_the_open_text_again() {
    let mut state = started((80, 24), &[(1, true)]);
    let effects = act(&mut state, Action::Open);
    arrive(&mut state, &effects, 3);
    act(&mut state, Action::PointAt);
    let effects = act(&mut state, Action::StartsHere);
    let Some(Effect::Teach { ticket, .. }) = effects.first() else { panic!("{effects:?}") };
    let opened = state.reader.as_ref().unwrap().opened.ready().unwrap().clone();
    let slug = crate::news::Slug::parse("wire").unwrap();
    let effects = update(&mut state, Msg::Taught(*ticket, Ok((opened, Text::line("div.story"), slug))));
    assert!(effects.contains(&Effect::LoadSources));
    assert_eq!(state.reader.as_ref().unwrap().pointed, None);
    let change = crate::news::Change {
        verb: crate::news::Verb::Source,
        label: Text::line("source changed"),
        seq: 1,
        at: crate::news::Moment::at(state.now.instant),
        undone: true,
        window: crate::news::Window::This,
    };
    let effects = update(&mut state, Msg::Undone(Ok(Some(change)), false));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Open { fresh: true, .. })));
}

#[test]
fn why_is_asked_and_answered_over_the_story() {
    let mut state = started((80, 24), &[(1, true)]);
    let effects = act(&mut state, Action::Open);
    arrive(&mut state, &effects, 3);
    let effects = act(&mut state, Action::WhyThisText);
    let [Effect::AskWhy(ticket, _)] = effects.as_slice() else { panic!("{effects:?}") };
    update(&mut state, Msg::Why(*ticket, Err(Fault::new(FaultKind::Offline, "offline"))));
    assert!(matches!(&state.overlay, Some(Overlay::Why(view)) if matches!(view.why, Awaited::Failed(_))));
    update(&mut state, Msg::Key(Key::plain(KeyCode::Char('q'))));
    assert!(state.overlay.is_none() && state.reader.is_some());
}
