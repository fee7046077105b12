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
