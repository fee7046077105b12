//! Transitions of the panel of a source's routes.

use super::*;
use crate::app::RoutePanel;

fn panel(state: &State) -> &RoutePanel {
    match &state.overlay {
        Some(Overlay::Routes(panel)) => panel,
        other => panic!("{other:?}"),
    }
}

fn opened(routes: usize) -> State {
    let mut state = started((80, 24), &[(1, true)]);
    let effects = act(&mut state, Action::Routes);
    assert_eq!(effects, [Effect::LoadRoutes(SourceId(1))]);
    let said = vec![("https://wire.example/{YYYY}-{MM}-{DD}/".to_owned(), Text::line("3 stories"))];
    update(&mut state, Msg::Routes(SourceId(1), said));
    if let Some(Overlay::Routes(panel)) = &mut state.overlay {
        let url = Address::parse("https://wire.example/rss").unwrap();
        let feed = crate::app::RouteRow { route: Route::Feed { url }, said: None };
        panel.rows.extend(std::iter::repeat_n(feed, routes - 1));
    }
    state
}

fn press(state: &mut State, key: char) -> Vec<Effect> {
    update(state, Msg::Key(Key::plain(KeyCode::Char(key))))
}

#[test]
fn a_route_is_tried_on_the_chosen_day_and_says_what_it_told() {
    let mut state = opened(1);
    assert_eq!(panel(&state).rows[0].said.as_deref(), Some("3 stories"));
    press(&mut state, '[');
    let effects = press(&mut state, 'R');
    let Some(Effect::TryRoute { ticket, day: on, .. }) = effects.first() else { panic!("{effects:?}") };
    assert_eq!(*on, state.at().plus(-1));
    // An answer to another try is dropped.
    let other = state.tickets.draw();
    update(&mut state, Msg::RouteTried(other, Ok(Text::line("9 stories"))));
    assert!(panel(&state).rows[0].said.is_none());
    update(&mut state, Msg::RouteTried(*ticket, Ok(Text::line("12 stories"))));
    assert_eq!(panel(&state).rows[0].said.as_deref(), Some("12 stories"));
}

#[test]
fn what_a_try_came_to_goes_with_the_next_key() {
    let mut state = opened(2);
    let effects = press(&mut state, 'R');
    let Some(Effect::TryRoute { ticket, .. }) = effects.first() else { panic!("{effects:?}") };
    let fault = Fault::new(FaultKind::Network, "wire.example answered with an error (500)");
    update(&mut state, Msg::RouteTried(*ticket, Err(fault)));
    assert!(panel(&state).fault.is_some());
    press(&mut state, 'd');
    assert!(panel(&state).fault.is_none(), "it was about a route that is gone");
}

#[test]
fn routes_are_put_in_order_and_taken_out_but_one_stays() {
    let mut state = opened(2);
    let effects = press(&mut state, 'J');
    let Some(Effect::SetRoutes(_, routes)) = effects.first() else { panic!("{effects:?}") };
    assert!(routes[0].is_live() && !routes[1].is_live());
    assert_eq!(panel(&state).selected, 1);
    let effects = press(&mut state, 'd');
    assert!(matches!(effects.first(), Some(Effect::SetRoutes(_, routes)) if routes.len() == 1));
    assert!(press(&mut state, 'd').is_empty());
    assert!(panel(&state).fault.is_some());
    let effects = update(&mut state, Msg::RoutesSet(Slug::from_text("wire"), Ok(())));
    assert!(effects.contains(&Effect::LoadSources));
}

#[test]
fn the_wayback_machine_is_asked_only_once_it_was_added_by_its_key() {
    let mut state = opened(1);
    assert!(panel(&state).rows.iter().all(|row| row.route.kind() != "wayback"));
    if let Some(Overlay::Routes(panel)) = &mut state.overlay {
        panel.home = Some(Address::parse("https://wire.example/").unwrap());
    }
    let effects = press(&mut state, 'w');
    let Some(Effect::SetRoutes(_, routes)) = effects.first() else { panic!("{effects:?}") };
    let last = routes.last().unwrap();
    assert_eq!((last.kind(), last.place()), ("wayback", "https://wire.example/"));
    assert!(last.is_last_resort() && last.answers(state.at()));
    // A second one would ask the same.
    assert!(press(&mut state, 'w').is_empty());
}

fn typed(state: &mut State, words: &str) -> Vec<Effect> {
    update(state, Msg::Key(Key::ctrl('u')));
    update(state, Msg::Paste(words.to_owned()));
    update(state, Msg::Key(Key::plain(KeyCode::Enter)))
}

#[test]
fn a_route_is_edited_in_its_place_and_refused_at_its_place() {
    let mut state = opened(2);
    press(&mut state, 'e');
    let line = panel(&state).line.clone().unwrap();
    assert_eq!(line.input.text, "day-page https://wire.example/{YYYY}-{MM}-{DD}/");
    // Its keys are letters now.
    press(&mut state, 'd');
    assert_eq!(panel(&state).rows.len(), 2);
    assert!(typed(&mut state, "day-page https://wire.example/{YYYY}/{MN}/{DD}/").is_empty());
    let error = panel(&state).line.as_ref().and_then(|line| line.error.clone()).unwrap();
    assert_eq!((error.at.start, error.at.len()), (37, 4));
    press(&mut state, 'x');
    assert!(panel(&state).line.as_ref().is_some_and(|line| line.error.is_none()), "it is being mended");
    let effects = typed(&mut state, "wire.example/{YYYY}/{MM}/{DD}/ from 2015-01-01");
    let Some(Effect::SetRoutes(_, routes)) = effects.first() else { panic!("{effects:?}") };
    assert_eq!(routes[0].line(), "day-page https://wire.example/{YYYY}/{MM}/{DD}/ from 2015-01-01");
    assert_eq!(routes.len(), 2);
    assert!(panel(&state).line.is_none());
    assert_eq!(RoutePanel::said(&panel(&state).rows[0]), "untested");
    // What was left as it is writes nothing, and Esc leaves it.
    press(&mut state, 'e');
    assert!(update(&mut state, Msg::Key(Key::plain(KeyCode::Enter))).is_empty());
    press(&mut state, 'e');
    typed(&mut state, "feed");
    update(&mut state, Msg::Key(Key::plain(KeyCode::Esc)));
    assert_eq!((panel(&state).line.clone(), panel(&state).rows.len()), (None, 2));
}

#[test]
fn a_pasted_address_becomes_one_route_more_but_none_twice() {
    let mut state = opened(2);
    update(&mut state, Msg::Paste("wire.example/sitemap.xml".to_owned()));
    assert_eq!(panel(&state).line.as_ref().map(|line| line.row), Some(None));
    let effects = update(&mut state, Msg::Key(Key::plain(KeyCode::Enter)));
    let Some(Effect::SetRoutes(_, routes)) = effects.first() else { panic!("{effects:?}") };
    assert_eq!(routes[2].line(), "sitemap https://wire.example/sitemap.xml");
    assert_eq!(panel(&state).selected, 2);
    // It is there to be tried at once.
    let effects = press(&mut state, 'R');
    assert!(matches!(&effects[..], [Effect::TryRoute { route, .. }] if route.kind() == "sitemap"));
    press(&mut state, 'a');
    assert!(typed(&mut state, "sitemap wire.example/sitemap.xml").is_empty());
    let error = panel(&state).line.as_ref().and_then(|line| line.error.clone()).unwrap();
    assert_eq!(error.sentence, "the source has this route already");
    // Nor by the other scheme.
    update(&mut state, Msg::Key(Key::plain(KeyCode::Esc)));
    press(&mut state, 'a');
    assert!(typed(&mut state, "sitemap http://wire.example/sitemap.xml").is_empty());
    assert!(panel(&state).line.as_ref().is_some_and(|line| line.error.is_some()));
}

#[test]
fn an_undo_is_seen_in_the_panel_and_a_slow_file_takes_nothing_back() {
    let mut state = opened(2);
    let before = panel(&state).routes();
    press(&mut state, 'J');
    let turned = panel(&state).routes();
    let told = |routes: &[Route]| {
        let mut known = source(1, "The Wire");
        known.source = Arc::new(Source { routes: routes.to_vec(), ..(*known.source).clone() });
        Msg::Sources(vec![known])
    };
    // The file as it was read before the key.
    update(&mut state, told(&before));
    assert_eq!(panel(&state).routes(), turned);
    let slug = panel(&state).slug.clone();
    update(&mut state, Msg::RoutesSet(slug, Ok(())));
    update(&mut state, told(&turned));
    assert_eq!(panel(&state).routes(), turned);
    assert_eq!(press(&mut state, 'u'), [Effect::Undo(state.went_on)]);
    update(&mut state, told(&before));
    assert_eq!(panel(&state).routes(), before);
    assert_eq!(panel(&state).rows[0].said.as_deref(), Some("3 stories"));
}

#[test]
fn an_answer_that_comes_while_the_help_lies_over_the_panel_is_not_lost() {
    let mut state = opened(2);
    let effects = press(&mut state, 'R');
    let [Effect::TryRoute { ticket, .. }] = &effects[..] else { panic!("{effects:?}") };
    press(&mut state, '?');
    assert!(matches!(state.overlay, Some(Overlay::Help(_))));
    update(&mut state, Msg::RouteTried(*ticket, Ok(Text::line("7 stories"))));
    assert!(matches!(state.overlay, Some(Overlay::Help(_))), "the help stays");
    press(&mut state, 'q');
    assert!(panel(&state).rows.iter().any(|row| row.said.as_deref() == Some("7 stories")));
    assert!(panel(&state).trying.is_none());
}

#[test]
fn what_is_followed_already_is_asked_for_days_that_were_found_later() {
    let mut state = started((80, 24), &[(1, true)]);
    let days = Route::typed("https://wire.example/{YYYY}/{MM}/{DD}").unwrap();
    act(&mut state, Action::Add);
    let mut site = crate::app::FoundSite {
        followed: Some(SourceId(1)),
        days: vec![days.clone()],
        ..crate::app::FoundSite::default()
    };
    site.ways.clone_from(&site.days);
    let ticket = state.tickets.draw();
    let Some(Overlay::Add(add)) = &mut state.overlay else { panic!("no line") };
    add.state = AddState::Looking(ticket);
    update(&mut state, Msg::Found(ticket, Ok(site)));
    let Some(Overlay::Add(add)) = &state.overlay else { panic!("no line") };
    assert_eq!(add.answers(), [crate::app::Answer::Join, crate::app::Answer::Show]);
    let effects = update(&mut state, Msg::Key(Key::plain(KeyCode::Enter)));
    let routes = effects.iter().find_map(|effect| match effect {
        Effect::SetRoutes(_, routes) => Some(routes.clone()),
        _ => None,
    });
    let before = state.all_sources()[0].source.routes.clone();
    assert_eq!(routes.unwrap(), before.into_iter().chain([days]).collect::<Vec<_>>());
    assert!(state.overlay.is_none());
}
