//! Transitions between the texts of a story: what the person chose is not taken back by what was under way before.

use super::*;

/// The feed's own text, which stands in other words.
fn of_feed(measure: u16) -> Opened {
    let mut opened = text(3, measure);
    let mut article = (*opened.article).clone();
    article.kind = TextKind::Feed;
    article.document.blocks = vec![Block::Paragraph {
        role: Role::Body,
        spans: vec![Span::plain(Text::line("As the feed has it"))],
    }];
    opened.page = Arc::new(typeset(&article, &Head::default(), Measure::of(measure)));
    opened.article = Arc::new(article);
    opened
}

fn shown(state: &State) -> (TextKind, bool, u16) {
    let opened = state.reader.as_ref().unwrap().opened.ready().unwrap();
    let of_feed = opened.page.lines.iter().any(|line| line.text().contains("As the feed has it"));
    (opened.article.kind, of_feed, opened.page.measure.columns)
}

/// Answers every setting that is asked for, with the text that was to be set.
fn set_all(state: &mut State, effects: &[Effect]) {
    for effect in effects {
        if let Effect::Set(ticket, opened, measure) = effect {
            let page = typeset(&opened.article, &Head::default(), Measure::of(*measure));
            update(state, Msg::Set(*ticket, Arc::new(page)));
        }
    }
}

fn asked_as(effects: &[Effect]) -> (Ticket, TextKind, u16) {
    let asked = effects.iter().find_map(|effect| match effect {
        Effect::OpenAs { ticket, kind, measure, .. } => Some((*ticket, *kind, *measure)),
        _ => None,
    });
    asked.expect("another text is asked for")
}

/// A story that is open; after a restart the terminal's size is told once more, and the text is set anew for it.
fn opened_and_resized() -> (State, Vec<Effect>) {
    let mut state = started((80, 24), &[(1, true), (2, true)]);
    let effects = act(&mut state, Action::Open);
    arrive(&mut state, &effects, 30);
    let setting = update(&mut state, Msg::Resize(50, 24));
    assert!(setting.iter().any(|effect| matches!(effect, Effect::Set(..))), "{setting:?}");
    (state, setting)
}

#[test]
fn another_text_stays_whichever_answer_comes_first() {
    for (pressed_first, text_first) in [(false, false), (true, false), (true, true)] {
        let (mut state, setting) = opened_and_resized();
        if !pressed_first {
            set_all(&mut state, &setting);
        }
        let (ticket, kind, measure) = asked_as(&act(&mut state, Action::CycleText));
        assert_eq!(kind, TextKind::Feed);
        if pressed_first && !text_first {
            set_all(&mut state, &setting);
        }
        let after = update(&mut state, Msg::Opened(ticket, Ok(of_feed(measure))));
        if text_first {
            set_all(&mut state, &setting);
        }
        set_all(&mut state, &after);
        let columns = super::super::super::Regions::measure(&state);
        assert_eq!(shown(&state), (TextKind::Feed, true, columns), "{pressed_first} {text_first}");
        assert_eq!(state.reader.as_ref().unwrap().measure, columns);
    }
}

#[test]
fn another_text_asked_for_before_the_first_is_here_comes_after_it() {
    let mut state = started((80, 24), &[(1, true)]);
    let effects = act(&mut state, Action::Open);
    assert!(act(&mut state, Action::CycleText).is_empty());
    let (ticket, kind, measure) = asked_as(&arrive(&mut state, &effects, 30));
    assert_eq!(kind, TextKind::Feed);
    update(&mut state, Msg::Opened(ticket, Ok(of_feed(measure))));
    assert!(shown(&state).1);
}

#[test]
fn the_next_story_is_made_ready_anew_in_the_text_that_was_chosen() {
    let mut state = started((80, 24), &[(1, true), (2, true)]);
    let effects = act(&mut state, Action::Open);
    let effects = arrive(&mut state, &effects, 30);
    let [Effect::Mark(..), Effect::Ahead(next, measure)] = &effects[..] else { panic!("{effects:?}") };
    update(&mut state, Msg::Ahead(*next, Some(text(3, *measure))));
    let (ticket, _, measure) = asked_as(&act(&mut state, Action::CycleText));
    let after = update(&mut state, Msg::Opened(ticket, Ok(of_feed(measure))));
    assert!(after.contains(&Effect::Ahead(*next, measure)), "{after:?}");
}

#[test]
fn a_choice_that_is_taken_back_shows_the_text_that_holds_again_and_says_one_thing() {
    let mut state = started((80, 24), &[(1, true), (2, true)]);
    let effects = act(&mut state, Action::Open);
    arrive(&mut state, &effects, 30);
    let (ticket, _, measure) = asked_as(&act(&mut state, Action::CycleText));
    // Not the act before it.
    assert!(act(&mut state, Action::Undo).is_empty());
    let coming = "The other text is still coming; when it is here, u takes it back";
    assert_eq!(state.status.as_ref().unwrap().text, coming);
    let headline = Some(story(1, day("2025-11-13"), false));
    let told = Opened { headline, choice: Some(TextChoice::Made), ..of_feed(measure) };
    update(&mut state, Msg::Opened(ticket, Ok(told)));
    let said = |state: &State| state.status.as_ref().unwrap().text.to_string();
    assert_eq!(said(&state), "The text the feed carried, for all of its source. u takes it back");
    let change = crate::news::Change {
        seq: 1,
        at: crate::news::Moment::at(state.now.instant),
        verb: crate::news::Verb::Text,
        label: Text::line("text of The Wire: the feed's"),
        undone: true,
        window: crate::news::Window::This,
    };
    let effects = update(&mut state, Msg::Undone(Ok(Some(change)), false));
    let asked = effects.iter().find_map(|effect| match effect {
        Effect::Open { ticket, fresh: false, .. } => Some(*ticket),
        _ => None,
    });
    update(&mut state, Msg::Opened(asked.expect("the text is asked for again"), Ok(text(30, measure))));
    assert_eq!(shown(&state).0, TextKind::Extracted);
    assert_eq!(said(&state), "Undone: text of The Wire: the feed's");
}

#[test]
fn what_was_not_chosen_for_a_source_is_not_said_to_be_taken_back() {
    for (choice, said) in [
        (None, "The text the feed carried"),
        (Some(TextChoice::Known), "The text the feed carried, for all of its source"),
    ] {
        let mut state = started((80, 24), &[(1, true), (2, true)]);
        let effects = act(&mut state, Action::Open);
        arrive(&mut state, &effects, 30);
        let (ticket, _, measure) = asked_as(&act(&mut state, Action::CycleText));
        let headline = Some(story(1, day("2025-11-13"), false));
        let mut stopped = state.clone();
        update(&mut stopped, Msg::Stopped);
        assert_eq!(act(&mut stopped, Action::Undo).len(), 1, "it does not come any more");
        update(&mut state, Msg::Opened(ticket, Ok(Opened { headline, choice, ..of_feed(measure) })));
        assert_eq!(state.status.as_ref().unwrap().text, said);
    }
}
