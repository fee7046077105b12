//! Transitions of asking for days: what a day says of who has answered for it, and what comes of stopping.

use super::*;
use crate::app::empty_words;
use crate::news::{DayFacts, Month};

/// Three sources with an archive.
fn three() -> State {
    let mut state = fresh((80, 24));
    let sources = [source(1, "The Wire"), source(2, "Daily Post"), source(3, "Northern Mail")];
    update(&mut state, Msg::Sources(sources.to_vec()));
    deliver(&mut state, edition("2025-11-13", &[(1, true)]));
    state
}

/// Answers the loads of months: of one day something is known.
fn know(state: &mut State, known: &DayFacts) {
    let awaited: Vec<(Month, Ticket)> = state.calendar.awaited.iter().map(|(m, t)| (*m, *t)).collect();
    for (month, ticket) in awaited {
        let facts = |day: Day| if day == known.day { known.clone() } else { DayFacts::unknown(day) };
        update(state, Msg::Month(ticket, month, Ok(month.range().days().map(facts).collect())));
    }
}

fn facts(on: Day, stories: u32, answered: u32, failed: u32) -> DayFacts {
    let asked_at = Some(Moment::at("2025-11-13T11:58:00Z".parse().unwrap()));
    DayFacts { stories, unread: stories, answered, failed, asked_at, ..DayFacts::unknown(on) }
}

/// The day before, asked for by a rest.
fn asking(state: &mut State) -> Day {
    act(state, Action::PreviousDay);
    let on = state.calendar.chosen;
    deliver(state, edition("2025-11-12", &[]));
    let asked = at(state, 250);
    assert!(asked.iter().any(|effect| matches!(effect, Effect::AskDay { .. })), "{asked:?}");
    on
}

#[test]
fn who_only_closes_the_line_of_a_new_source_is_told_nothing_of_what_ran() {
    let mut state = three();
    asking(&mut state);
    act(&mut state, Action::Add);
    assert!(matches!(state.overlay, Some(Overlay::Add(_))));
    let effects = update(&mut state, Msg::Key(Key::plain(KeyCode::Esc)));
    assert_eq!(effects, [Effect::Stop { said: false }]);
    assert!(state.overlay.is_none());
}

#[test]
fn a_day_whose_asking_was_stopped_says_how_many_have_answered_and_can_be_asked_on() {
    let mut state = three();
    let on = asking(&mut state);
    let effects = act(&mut state, Action::Interrupt);
    assert!(effects.contains(&Effect::Stop { said: true }));
    let loads = update(&mut state, Msg::Stopped);
    assert!(loads.iter().any(|effect| matches!(effect, Effect::LoadEdition(..))), "{loads:?}");
    know(&mut state, &facts(on, 4, 1, 0));
    let answers = state.answers(on).unwrap();
    assert_eq!((answers.words().as_str(), answers.unasked()), ("1 of 3 sources", 2));
    let look = state.look(on, state.last_come());
    assert!(look.partial && look.can_ask && !look.failed && !look.fetching && !look.empty);
    // Who rests there again asks on.
    act(&mut state, Action::NextDay);
    act(&mut state, Action::PreviousDay);
    let asked = at(&mut state, 600);
    assert!(asked.iter().any(|effect| matches!(effect, Effect::AskDay { day, .. } if *day == on)));
}

#[test]
fn a_day_that_one_of_three_has_nothing_for_is_not_called_empty() {
    let mut state = three();
    let on = asking(&mut state);
    act(&mut state, Action::Interrupt);
    update(&mut state, Msg::Stopped);
    know(&mut state, &facts(on, 0, 1, 0));
    deliver(&mut state, edition("2025-11-12", &[]));
    let look = state.look(on, state.last_come());
    assert!(look.partial && !look.empty);
    let (what, hint) = empty_words(&state).unwrap();
    assert_eq!(what, "1 of 3 sources answered, with no stories");
    assert_eq!(hint, "R asks the other 2 sources");
    update(&mut state, Msg::DayAsked(on, AskReport { answered: 3, ..AskReport::default() }));
    know(&mut state, &facts(on, 0, 3, 0));
    let look = state.look(on, state.last_come());
    assert!(look.empty && !look.partial);
}

#[test]
fn a_day_that_some_did_not_answer_for_is_marked_so_although_it_has_stories() {
    let mut state = three();
    let on = asking(&mut state);
    update(&mut state, Msg::DayAsked(on, AskReport { answered: 2, ..AskReport::default() }));
    know(&mut state, &facts(on, 5, 2, 1));
    let look = state.look(on, state.last_come());
    assert!(look.failed && look.partial);
    let failing = state.failing(on).unwrap();
    assert_eq!((failing.words().as_str(), failing.failed), ("2 of 3 sources", 1));
    // It still says so after the next key, and the view of the sources names them.
    act(&mut state, Action::GoCalendar);
    assert!(state.failing(on).is_some() && state.status.is_none());
    let effects = act(&mut state, Action::Health);
    assert!(effects.contains(&Effect::LoadMissed(on.only())), "{effects:?}");
    update(&mut state, Msg::Missed(vec![(SourceId(3), on, Text::line("the server answered 503"))]));
    let Some(Overlay::Health(view)) = &state.overlay else { panic!("the view of the sources") };
    let rows = view.rows(&state);
    assert_eq!(rows[0].row.id, SourceId(3), "who is in trouble stands first");
    let asked = act(&mut state, Action::Refresh);
    let again = Effect::AskDay { sources: vec![SourceId(3)], day: on, force: true };
    assert!(asked.contains(&again), "{asked:?}");
    let told = update(&mut state, Msg::DayAsked(on, AskReport { answered: 1, ..AskReport::default() }));
    assert!(told.contains(&Effect::LoadMissed(on.only())), "{told:?}");
}

#[test]
fn a_source_where_the_day_has_not_come_is_not_missed() {
    let mut state = three();
    let mut there = source(4, "Pago Pago");
    std::sync::Arc::make_mut(&mut there.source).zone = Some(Text::line("Pacific/Pago_Pago"));
    let mut sources: Vec<_> = state.all_sources().to_vec();
    sources.push(there);
    // At 05:00 in London it is still the day before there.
    state.now.instant = "2025-11-13T05:00:00Z".parse().unwrap();
    update(&mut state, Msg::Sources(sources));
    know(&mut state, &facts(day("2025-11-13"), 5, 3, 0));
    assert!(state.answers(day("2025-11-13")).unwrap().are_all());
}

/// A source that is added by the add line, with such routes; what is asked for then.
fn add_with(state: &mut State, routes: Vec<Route>) -> Vec<Effect> {
    let mut new = source(7, "New Times");
    std::sync::Arc::make_mut(&mut new.source).routes = routes;
    let ticket = state.tickets.draw();
    state.overlay = Some(Overlay::Add(AddLine {
        input: Input::default(),
        state: AddState::Adding(ticket),
        others: Vec::new(),
        scrolled: 0,
        instead: None,
    }));
    let mut sources: Vec<_> = state.all_sources().to_vec();
    sources.push(new.clone());
    update(state, Msg::Sources(sources));
    deliver(state, edition("2025-11-13", &[(1, true)]));
    update(state, Msg::Subscribed(ticket, Ok(new.row)))
}

/// Today with two stories of the source that was added.
fn with_its_stories() -> Edition {
    let mut today = edition("2025-11-13", &[(1, true), (71, true), (72, true)]);
    for row in &mut today.rows[1..] {
        row.source = SourceId(7);
    }
    today
}

#[test]
fn the_first_stories_of_a_source_that_was_added_are_shown_at_once() {
    let feed = || vec![Route::Feed { url: Address::parse("https://new.example/feed").unwrap() }];
    // Also where what had begun before ends first: the stories are the new source's all the same.
    for before in [0, 1] {
        let mut state = three();
        let effects = add_with(&mut state, feed());
        assert!(effects.contains(&Effect::Refresh(Scope::Source(SourceId(7)), true)), "{effects:?}");
        for _ in 0..=before {
            update(&mut state, Msg::Refreshed(AskReport { new: 2, answered: 1, ..AskReport::default() }));
        }
        deliver(&mut state, with_its_stories());
        assert!(state.list.waiting.is_none(), "{before}");
        assert_eq!(super::super::list::stories(&state).len(), 3);
    }
    // What it tells later waits like any other's.
    let mut state = three();
    add_with(&mut state, feed());
    update(&mut state, Msg::Refreshed(AskReport { new: 2, answered: 1, ..AskReport::default() }));
    deliver(&mut state, with_its_stories());
    update(&mut state, Msg::Refreshed(AskReport { new: 1, answered: 1, ..AskReport::default() }));
    let mut later = with_its_stories();
    later.rows.push(Headline { source: SourceId(7), ..story(73, day("2025-11-13"), true) });
    deliver(&mut state, later);
    assert_eq!(state.list.waiting.as_ref().map(|(_, new)| *new), Some(1));
}

/// All but the first of three sources are out of view.
fn narrowed() -> State {
    let mut state = three();
    act(&mut state, Action::GoSources);
    act(&mut state, Action::Down);
    assert!(matches!(state.scope, Scope::Source(_)));
    state
}

#[test]
fn what_is_said_of_a_source_that_was_added_goes_by_its_kind() {
    let feed = || vec![Route::Feed { url: Address::parse("https://new.example/feed").unwrap() }];
    let mut state = three();
    add_with(&mut state, feed());
    let said = state.status.as_ref().unwrap().text.to_string();
    assert_eq!(said, "Added New Times. Its stories come among those of the others; gs shows them alone");
    // What narrowed the screen to another source would hide it: it is gone to.
    let mut state = narrowed();
    add_with(&mut state, feed());
    assert_eq!(state.scope, Scope::Source(SourceId(7)));
    assert_eq!(state.all_sources()[state.source_row - 1].row.id, SourceId(7));
    let said = state.status.as_ref().unwrap().text.to_string();
    assert_eq!(said, "Added New Times. Space reads what it tells now; it has no archive of days");
    let mut state = narrowed();
    let template = "https://new.example/{YYYY}/{MM}/{DD}/".parse().unwrap();
    add_with(&mut state, vec![Route::DayPage { template, from: None, to: None }]);
    let said = state.status.as_ref().unwrap().text.to_string();
    assert_eq!(said, "Added New Times. [ and ] walk its days, Space reads");
}

#[test]
fn what_comes_for_one_day_of_a_range_waits_behind_nothing_while_others_are_asked() {
    let mut state = three();
    act(&mut state, Action::GoCalendar);
    act(&mut state, Action::Range);
    act(&mut state, Action::Left);
    act(&mut state, Action::Left);
    let range = state.range();
    let of = |days: &[&str]| Edition {
        scope: Scope::All,
        range,
        rows: days.iter().map(|on| story(i64::from(day(on).number()), day(on), true)).collect(),
        muted: 0,
    };
    deliver(&mut state, of(&["2025-11-13"]));
    act(&mut state, Action::Refresh);
    // The day under the cursor has answered; of another one source has, and two are still asked.
    update(&mut state, Msg::DayAsked(day("2025-11-11"), AskReport { answered: 3, ..AskReport::default() }));
    deliver(&mut state, of(&["2025-11-13", "2025-11-11"]));
    let progress = crate::app::Progress { done: 1, total: 3, new: 1, failed: false };
    update(&mut state, Msg::Progress(progress));
    at(&mut state, 5_000);
    deliver(&mut state, of(&["2025-11-13", "2025-11-12", "2025-11-11"]));
    assert!(state.list.waiting.is_none());
    assert_eq!(super::super::list::stories(&state).len(), 3);
}
