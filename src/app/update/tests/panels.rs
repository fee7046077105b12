//! Transitions of what lies over the screen: the keys of the map, the help in a panel, clicks.

use std::sync::Arc;

use super::*;
use crate::app::{Context, HelpView, Hit, Preset};

fn press(state: &mut State, keys: &str) -> Vec<Effect> {
    let keys: crate::keymap::Sequence = keys.parse().unwrap();
    keys.keys().iter().flat_map(|key| update(state, Msg::Key(*key))).collect()
}

fn menu(state: &State) -> Option<usize> {
    match &state.overlay {
        Some(Overlay::Order(at)) => Some(*at),
        _ => None,
    }
}

#[test]
fn a_panel_has_the_keys_of_the_live_map_with_their_counts() {
    let mut state = started((80, 24), &[(1, true), (2, true)]);
    press(&mut state, "s");
    assert_eq!((state.context(), menu(&state)), (Context::Panel, Some(0)));
    press(&mut state, "2j");
    assert_eq!(menu(&state), Some(2));
    press(&mut state, "gg");
    assert_eq!(menu(&state), Some(0));
    state.keymap = Arc::new(Preset::named("emacs").unwrap().keymap());
    press(&mut state, "j");
    assert_eq!(menu(&state), Some(0));
    assert!(state.status.as_ref().unwrap().text.contains("j is not bound"), "{:?}", state.status);
    press(&mut state, "<C-n>");
    assert_eq!(menu(&state), Some(1));
    press(&mut state, "<C-g>");
    assert!(state.overlay.is_none());
    assert_eq!(state.context(), Context::List);
}

#[test]
fn the_help_tells_of_the_panel_and_goes_back_to_it() {
    let mut state = started((80, 24), &[(1, true)]);
    press(&mut state, "sj?");
    assert!(matches!(&state.overlay, Some(Overlay::Help(HelpView { here: Context::Panel, .. }))));
    // What is looked for is typed, and widened again, before the help goes.
    press(&mut state, "/un<Enter><Esc>?");
    assert_eq!(menu(&state), Some(1));
    press(&mut state, "q");
    assert!(state.overlay.is_none());
    press(&mut state, "?q");
    assert!(state.overlay.is_none());
}

#[test]
fn the_starters_are_narrowed_by_words_and_keep_what_was_chosen() {
    let mut state = started((80, 24), &[(1, true)]);
    press(&mut state, "ga<Space>");
    let list = |state: &State| match &state.overlay {
        Some(Overlay::Starters(list)) => list.clone(),
        other => panic!("{other:?}"),
    };
    let all = list(&state).shown().len();
    let first = list(&state).wanted();
    let wanted = list(&state).rows.last().unwrap().source.clone();
    press(&mut state, "/");
    update(&mut state, Msg::Paste(wanted.title.to_uppercase()));
    press(&mut state, "<Enter>");
    let narrowed = list(&state);
    assert!(
        narrowed.shown().len() < all && narrowed.rows[narrowed.shown()[0]].source == wanted,
        "{narrowed:?}"
    );
    press(&mut state, "<Space>");
    press(&mut state, "<Esc>");
    assert_eq!(list(&state).shown().len(), all, "all are there again");
    assert_eq!(list(&state).wanted(), [first, vec![wanted]].concat());
    press(&mut state, "/zzzz<Enter>");
    assert_eq!((list(&state).shown().len(), list(&state).lines().len()), (0, 0));
    press(&mut state, "<Esc><Esc>");
    assert!(state.overlay.is_none());
}

#[test]
fn a_click_chooses_and_a_second_one_does_it() {
    let mut state = started((80, 24), &[(1, true), (2, true)]);
    press(&mut state, "s");
    update(&mut state, Msg::Pick(Hit::PanelRow(3)));
    assert_eq!(menu(&state), Some(3));
    update(&mut state, Msg::Wheel(Pane::List, -3));
    assert_eq!(menu(&state), Some(2));
    update(&mut state, Msg::Pick(Hit::PanelRow(2)));
    assert!(state.overlay.is_none());
    assert!(state.status.as_ref().unwrap().text.starts_with("Stories stand"), "{:?}", state.status);
}

#[test]
fn the_palette_is_clicked_and_turned_as_any_list() {
    let mut state = started((80, 24), &[(1, true), (2, true)]);
    let palette = |state: &State| match &state.overlay {
        Some(Overlay::Palette(palette)) => Some(palette.selected),
        _ => None,
    };
    press(&mut state, ":next");
    update(&mut state, Msg::Pick(Hit::PanelRow(1)));
    assert_eq!(palette(&state), Some(1));
    update(&mut state, Msg::Wheel(Pane::List, -3));
    assert_eq!(palette(&state), Some(0));
    update(&mut state, Msg::Wheel(Pane::List, -3));
    assert_eq!(palette(&state), Some(0));
    for _ in 0..99 {
        update(&mut state, Msg::Wheel(Pane::List, 3));
    }
    let last = palette(&state).unwrap();
    update(&mut state, Msg::Pick(Hit::PanelRow(last + 1)));
    assert!((1..90).contains(&last) && palette(&state) == Some(last), "{last}");
    press(&mut state, "<Esc>:themes");
    let effects = update(&mut state, Msg::Pick(Hit::PanelRow(0)));
    assert!(state.overlay.is_none() && effects.contains(&Effect::LoadThemes), "{effects:?}");
}

#[test]
fn what_a_panel_does_not_know_is_said_and_changes_nothing() {
    let mut state = started((80, 24), &[(1, true)]);
    press(&mut state, "s");
    let effects = update(&mut state, Msg::Act(Action::Bookmark, None));
    assert!(effects.is_empty());
    assert_eq!(menu(&state), Some(0));
    assert_eq!(state.status.as_ref().unwrap().text, "bookmark does nothing in the panel");
    // Leaving works from everywhere.
    assert!(press(&mut state, "Q").contains(&Effect::Quit));
}

#[test]
fn stories_a_week_are_counted_over_the_days_a_source_is_known_for() {
    let today = day("2025-11-13");
    let rate = |added: &str, stories, oldest: &str| {
        let row = SourceRow { added: day(added), ..source(1, "The Wire").row };
        let lately = vec![(row.id, stories, day(oldest))];
        crate::app::HealthView { lately, ..crate::app::HealthView::default() }.a_week(&row, today)
    };
    // One in four weeks, of a source that has told stories since April.
    assert_eq!(rate("2025-11-12", 1, "2025-04-01"), Some(0.25));
    // Followed for two weeks, and nothing older.
    assert_eq!(rate("2025-10-31", 6, "2025-11-10"), Some(3.0));
    assert_eq!(rate("2025-11-12", 9, "2025-11-10"), None);
}
