//! Links by their letters, and the way back through what was open.

use std::sync::Arc;

use super::super::super::message::{Effect, Msg, Target};
use super::super::super::state::{Overlay, Pane, State};
use super::super::super::{Action, Hints};
use super::super::update;
use super::{act, started, text, ticket_of};
use crate::keymap::Key;
use crate::news::{Address, Block, Document, Role, Span, Text};
use crate::typeset::{Head, Measure, typeset};

/// An open story of so many links, one a line.
fn linked(links: usize) -> State {
    let mut state = started((80, 24), &[(1, false), (2, false)]);
    let effects = act(&mut state, Action::Open);
    let mut opened = text(1, 72);
    let mut document = Document::default();
    for number in 0..links {
        let link = document.link(Address::parse(&format!("https://a.example/{number}")).unwrap());
        let span = Span { link: Some(link), ..Span::plain(Text::piece("See here")) };
        document.blocks.push(Block::Paragraph { role: Role::Credit, spans: vec![span] });
    }
    Arc::make_mut(&mut opened.article).document = document;
    opened.page = Arc::new(typeset(&opened.article, &Head::default(), Measure::of(72)));
    update(&mut state, Msg::Opened(ticket_of(&effects), Ok(opened)));
    state
}

fn hints(state: &State) -> &Hints {
    match &state.overlay {
        Some(Overlay::Hints(hints)) => hints,
        other => panic!("{other:?}"),
    }
}

fn key(state: &mut State, key: char) -> Vec<Effect> {
    update(state, Msg::Key(Key::char(key)))
}

#[test]
fn letters_narrow_and_choose_also_in_another_layout() {
    let mut state = linked(15);
    key(&mut state, 'f');
    assert!(hints(&state).links.len() > 9);
    let label = hints(&state).links.last().unwrap().label.clone();
    assert_eq!(label.len(), 2);
    key(&mut state, label.chars().next().unwrap());
    assert!(hints(&state).left().count() < 10);
    // A letter that no label goes on with changes nothing.
    key(&mut state, 'q');
    assert_eq!(hints(&state).typed.len(), 1);
    update(&mut state, Msg::Key(Key::plain(crate::keymap::KeyCode::Backspace)));
    assert!(hints(&state).typed.is_empty());
    // The key that writes `s` writes `ы` in a Russian layout.
    let wanted = hints(&state).links.iter().find(|hint| hint.label == "s").unwrap().address.clone();
    let effects = key(&mut state, 'ы');
    let target = Target::Link(wanted);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Open { target: to, .. } if *to == target)));
    assert!(state.overlay.is_none());
}

#[test]
fn the_browser_gets_the_link_and_nothing_in_sight_is_said() {
    let mut state = linked(1);
    key(&mut state, 'F');
    assert_eq!(key(&mut state, 'a'), [Effect::Browse(Address::parse("https://a.example/0").unwrap())]);
    let mut state = linked(0);
    key(&mut state, 'f');
    assert!(state.overlay.is_none());
    assert_eq!(state.status.as_ref().unwrap().text, "No link is in sight");
    let mut state = linked(2);
    key(&mut state, 'f');
    update(&mut state, Msg::Resize(60, 20));
    assert!(state.overlay.is_none(), "the lines are others now");
}

#[test]
fn back_and_forward_come_to_the_same_places() {
    let mut state = linked(60);
    act(&mut state, Action::HalfDown);
    let top = state.reader.as_ref().unwrap().top;
    assert!(top > 0);
    key(&mut state, 'f');
    let effects = key(&mut state, 's');
    update(&mut state, Msg::Opened(ticket_of(&effects), Ok(text(80, 72))));
    act(&mut state, Action::PageDown);
    let there = state.reader.as_ref().unwrap().top;
    act(&mut state, Action::HistoryBack);
    let reader = state.reader.as_ref().unwrap();
    assert_eq!((reader.top, matches!(reader.target, Target::Story(_))), (top, true));
    act(&mut state, Action::HistoryForward);
    let reader = state.reader.as_ref().unwrap();
    assert_eq!((reader.top, matches!(reader.target, Target::Link(_))), (there, true));
    assert!(act(&mut state, Action::HistoryForward).is_empty(), "there is nothing further");
    // Also when the reader was closed meanwhile.
    act(&mut state, Action::Back);
    assert_eq!(state.focus, Pane::List);
    act(&mut state, Action::HistoryBack);
    assert!(matches!(state.reader.as_ref().unwrap().target, Target::Link(_)));
    act(&mut state, Action::HistoryBack);
    assert_eq!(state.reader.as_ref().unwrap().top, top);
}

#[test]
fn a_command_gets_the_story_and_comes_back_by_the_arrow() {
    let mut state = linked(1);
    let typed = |state: &mut State, words: &str| {
        key(state, '|');
        for c in words.chars() {
            key(state, c);
        }
        update(state, Msg::Key(Key::plain(crate::keymap::KeyCode::Enter)))
    };
    let effects = typed(&mut state, "wc -w");
    assert!(matches!(&effects[..], [Effect::Pipe(command, _)] if command == "wc -w"));
    key(&mut state, '|');
    update(&mut state, Msg::Key(Key::plain(crate::keymap::KeyCode::Up)));
    let Some(Overlay::Pipe(line)) = &state.overlay else { panic!() };
    assert_eq!(line.text, "wc -w");
}

#[test]
fn a_page_whose_address_was_typed_may_lead_to_its_own_host_and_port() {
    let address = |raw: &str| Address::parse(raw).unwrap();
    let (here, elsewhere) = (address("https://a.example/"), address("https://a.example:8443/"));
    for (target, kept, own) in [
        (Target::Address(here.clone()), false, true),
        (Target::Address(elsewhere.clone()), false, false),
        // A hit of the search that is a bookmark: who chose it is known once it is here.
        (Target::Link(here.clone()), true, true),
        (Target::Link(elsewhere), true, false),
        (Target::Link(here), false, false),
    ] {
        let mut state = linked(2);
        let reader = state.reader.as_mut().unwrap();
        reader.target = target;
        let crate::app::Awaited::Ready(opened) = &mut reader.opened else { panic!("it is open") };
        opened.typed = kept;
        key(&mut state, 'f');
        let hint = hints(&state).links[0].clone();
        let effects = key(&mut state, hint.label.chars().next().unwrap());
        let wanted = if own { Target::Address(hint.address) } else { Target::Link(hint.address) };
        assert!(
            effects.iter().any(|effect| matches!(effect, Effect::Open { target, .. } if *target == wanted))
        );
    }
}
