//! What hands do that know other programs: going on in the list beside an open story, letting go by `dd`.

use super::*;
use crate::app::Regions;
use crate::news::SavedSearch;

fn press(state: &mut State, keys: &str) -> Vec<Effect> {
    keys.chars().flat_map(|c| update(state, Msg::Key(Key::plain(KeyCode::Char(c))))).collect()
}

fn said(state: &State) -> String {
    state.status.as_ref().map(|said| said.text.to_string()).unwrap_or_default()
}

#[test]
fn the_column_beside_the_list_follows_it_also_after_a_story_was_open() {
    let mut state = started((120, 40), &[(1, true), (2, true), (3, true)]);
    let effects = act(&mut state, Action::Open);
    arrive(&mut state, &effects, 40);
    press(&mut state, "gl");
    // The story stays where it is until another row is chosen.
    assert_eq!((reading(&state), state.focus), (Some(1), Pane::List));
    press(&mut state, "j");
    assert_eq!(reading(&state), Some(2));
    assert!(state.reader.as_ref().is_some_and(|reader| reader.preview));
    press(&mut state, "j");
    assert_eq!(reading(&state), Some(3));
    // And the story that was open is one step back.
    press(&mut state, "H");
    assert_eq!((reading(&state), state.focus), (Some(1), Pane::Reader));
    assert!(state.reader.as_ref().is_some_and(|reader| !reader.preview));
}

#[test]
fn a_source_is_called_otherwise_from_the_pane_and_from_the_health() {
    let mut state = started((80, 24), &[(1, true)]);
    press(&mut state, "gsE");
    assert_eq!(said(&state), "Choose a source: E then calls it otherwise");
    press(&mut state, "jE");
    let Some(Overlay::Rename(line)) = &state.overlay else { panic!("{:?}", state.overlay) };
    assert_eq!((line.input.text.as_str(), line.input.proposed), ("The Wire", true));
    press(&mut state, "Wire");
    let renamed = Effect::Rename(Slug::from_text("The Wire"), Text::line("Wire"));
    let effects = update(&mut state, Msg::Key(Key::plain(KeyCode::Enter)));
    assert_eq!(effects, std::slice::from_ref(&renamed));
    assert!(state.overlay.is_none());
    // From the view of the sources it leads back there; the same name, none or Escape changes nothing.
    act(&mut state, Action::Health);
    for (typed, key, effects) in
        [("x", KeyCode::Esc, vec![]), ("", KeyCode::Enter, vec![]), ("Wire", KeyCode::Enter, vec![renamed])]
    {
        press(&mut state, "E");
        press(&mut state, typed);
        assert_eq!(update(&mut state, Msg::Key(Key::plain(key))), effects);
        assert!(matches!(state.overlay, Some(Overlay::Health(_))), "{:?}", state.overlay);
    }
}

#[test]
fn letters_typed_in_one_go_with_the_key_of_a_list_are_its_own() {
    let mut state = started((80, 24), &[(1, true)]);
    let effects = press(&mut state, "Oa");
    let [Effect::LoadCopies(ticket, _)] = effects.as_slice() else { panic!("{effects:?}") };
    let effects = update(&mut state, Msg::Copies(*ticket, Vec::new(), Attached::default()));
    assert!(matches!(effects.as_slice(), [Effect::Browse(_)]), "{effects:?}");
    assert!(state.overlay.is_none());
    // Where it comes late, or there is none, they are nothing.
    let effects = press(&mut state, "Ou");
    let [Effect::LoadCopies(ticket, _)] = effects.as_slice() else { panic!("{effects:?}") };
    at(&mut state, 5_000);
    assert_eq!(update(&mut state, Msg::Copies(*ticket, Vec::new(), Attached::default())), []);
    assert!(matches!(state.overlay, Some(Overlay::OtherWays(_))), "{:?}", state.overlay);
    press(&mut state, "q");
    // Where the list does not come, keys mean soon again what they always mean.
    press(&mut state, "O");
    at(&mut state, 6_000);
    press(&mut state, "gc");
    assert_eq!(state.focus, Pane::Calendar);
}

#[test]
fn dd_lets_go_what_is_chosen_among_the_sources() {
    let mut state = started((80, 24), &[(1, true)]);
    let kept = SavedSearch { name: Text::line("Grain"), query: Text::line("grain"), unread: None };
    update(&mut state, Msg::Searches(vec![kept], None));
    press(&mut state, "gs");
    assert_eq!(press(&mut state, "dd"), []);
    assert_eq!(said(&state), "Choose a source or a kept search: dd then lets it go");
    press(&mut state, "j");
    assert_eq!(press(&mut state, "dd"), [Effect::Leave(Slug::from_text("The Wire"))]);
    press(&mut state, "j");
    assert_eq!(press(&mut state, "dd"), [Effect::DropSearch(Text::line("Grain"))]);
}

#[test]
fn a_source_that_was_chosen_when_it_was_let_go_is_chosen_again_with_the_undo() {
    let mut state = started((80, 24), &[(1, true)]);
    let both = || vec![source(1, "The Wire"), source(2, "Daily Post")];
    update(&mut state, Msg::Sources(both()));
    press(&mut state, "gsjj");
    assert_eq!((state.source_row, state.scope), (2, Scope::Source(SourceId(2))));
    update(&mut state, Msg::Sources(both().into_iter().take(1).collect()));
    assert_eq!((state.source_row, state.scope), (0, Scope::All));
    update(&mut state, Msg::Sources(both()));
    assert_eq!((state.source_row, state.scope), (2, Scope::Source(SourceId(2))));
    // Who went on to another row meanwhile stays there.
    update(&mut state, Msg::Sources(both().into_iter().take(1).collect()));
    press(&mut state, "j");
    update(&mut state, Msg::Sources(both()));
    assert_eq!((state.source_row, state.scope), (1, Scope::Source(SourceId(1))));
}

#[test]
fn keys_of_other_programs_are_answered_with_what_does_the_same_here() {
    let mut state = started((80, 24), &[(1, true), (2, true)]);
    state.focus = Pane::List;
    for (keys, says) in [
        ("d", "Nothing is deleted: r marks it read, D hides such stories"),
        ("m", "b keeps a story; the place in it is kept by itself"),
        ("'", "H goes back to where you were, L forward"),
        ("V", "v begins a range"),
        ("gx", "o opens it in the browser"),
        ("%", "G goes to the end; with a number before it, to that row or line"),
        // A letter of another layout is the key at its place.
        ("ь", "b keeps a story; the place in it is kept by itself"),
        // What is bound in another pane is said with what it does there.
        ("x", "x is for an open story: the extracted text, the feed's, the whole page"),
        ("zx", "zx is for an open story: why this text: what there was, what was left out"),
        ("f", "f is for an open story: follow a link: letters on those in sight"),
    ] {
        let effects = press(&mut state, keys);
        assert_eq!((said(&state).as_str(), effects.len()), (says, 0), "{keys}");
    }
    press(&mut state, "=");
    assert_eq!(said(&state), "= is not bound · ? keys");
}

#[test]
fn names_of_other_programs_are_answered_on_the_command_line() {
    let mut state = started((80, 24), &[(1, true), (2, true)]);
    let mut line = |words: &str| {
        press(&mut state, ":");
        press(&mut state, words);
        let effects = update(&mut state, Msg::Key(Key::plain(KeyCode::Enter)));
        assert!(state.overlay.is_none(), "{words}");
        (said(&state), effects.contains(&Effect::Quit))
    };
    for words in ["w", "write", "w notes.txt"] {
        let (said, _) = line(words);
        assert!(said.starts_with("Nothing waits to be written: what you do is kept at once"), "{said}");
    }
    assert!(line("set number").0.starts_with("Settings stand in config.toml"));
    assert!(line("config").0.starts_with("Settings stand in config.toml"));
    assert!(line("export opml").0.starts_with("The shell writes files: dateline export opml"));
    assert!(line("!ls").0.starts_with("suspend gives the terminal to the shell"));
    assert!(line("q!").1);
    assert!(!state.calendar.week_numbers);
}

#[test]
fn the_command_line_opens_over_a_panel_which_is_closed() {
    for keys in ["gS", "?", "gu", "gm", "gS?"] {
        let mut state = started((80, 24), &[(1, true)]);
        press(&mut state, keys);
        assert!(state.overlay.is_some(), "{keys}");
        press(&mut state, ":");
        let Some(Overlay::Palette(palette)) = &state.overlay else { panic!("{keys}: {:?}", state.overlay) };
        assert_eq!(palette.asked, crate::app::Asked::Line, "{keys}");
        press(&mut state, "q");
        let effects = update(&mut state, Msg::Key(Key::plain(KeyCode::Enter)));
        assert!(effects.contains(&Effect::Quit), "{keys}");
    }
}

#[test]
fn the_card_after_the_last_source_went_stands_beside_this_month() {
    let mut state = started((80, 24), &[(1, true)]);
    act(&mut state, Action::PreviousMonth);
    assert_ne!(state.calendar.chosen, state.today());
    update(&mut state, Msg::Sources(Vec::new()));
    assert_eq!((state.screen, state.calendar.chosen), (Screen::Card, state.today()));
}

#[test]
fn the_key_that_cancels_does_so_out_of_every_line() {
    let mut state = started((80, 24), &[(1, true)]);
    state.keymap = Arc::new(crate::app::Preset::named("emacs").unwrap().keymap());
    let ctrl = |state: &mut State, c| update(state, Msg::Key(Key::ctrl(c)));
    state.focus = Pane::List;
    for keys in ["a", "g/", "/", ":", "gf", "t"] {
        press(&mut state, keys);
        assert!(state.overlay.is_some(), "{keys}");
        press(&mut state, "x");
        ctrl(&mut state, 'g');
        assert!(state.overlay.is_none(), "{keys}: {:?}", state.overlay);
    }
    // On the way there the line moves and deletes as a shell's does.
    press(&mut state, "g/");
    press(&mut state, "fri");
    for c in ['b', 'b', 'd', 'f', 'd'] {
        ctrl(&mut state, c);
    }
    let Some(Overlay::GoTo(input, _)) = &state.overlay else { panic!("{:?}", state.overlay) };
    assert_eq!((input.text.as_str(), input.cursor), ("fi", 2));
}

#[test]
fn the_key_that_mutes_is_found_by_that_word() {
    let mut state = started((80, 24), &[(1, true)]);
    act(&mut state, Action::Palette);
    for letter in "mute".chars() {
        update(&mut state, Msg::Key(Key::char(letter)));
    }
    let Some(Overlay::Palette(palette)) = &state.overlay else { panic!("{:?}", state.overlay) };
    let offers = crate::app::offered(&state, palette);
    assert!(offers.iter().any(|offer| offer.name == "never-show"), "{offers:?}");
    state.overlay = None;
    act(&mut state, Action::Help);
    update(&mut state, Msg::Key(Key::char('/')));
    for letter in "mute".chars() {
        update(&mut state, Msg::Key(Key::char(letter)));
    }
    let Some(Overlay::Help(view)) = &state.overlay else { panic!("{:?}", state.overlay) };
    let lines: Vec<_> = crate::app::help_columns(&state, view).concat();
    let never =
        |line: &crate::app::HelpLine| matches!(line, crate::app::HelpLine::Row(keys, _) if keys == "D");
    assert!(lines.iter().any(never), "{lines:?}");
}

#[test]
fn a_reader_beside_the_list_has_forty_five_letters_or_the_whole_width() {
    for columns in 60..=200 {
        for week_numbers in [false, true] {
            let mut state = started((columns, 30), &[(1, true)]);
            state.calendar.week_numbers = week_numbers;
            let effects = act(&mut state, Action::Open);
            arrive(&mut state, &effects, 1);
            let regions = Regions::of(&state);
            let measure = Regions::measure(&state);
            assert!(measure >= 45, "{columns}: {measure}");
            let least = if week_numbers { 113 } else { 110 };
            assert_eq!(regions.list.is_empty(), columns < least, "{columns}: {regions:?}");
            // A list that is told in two lines a story is not squeezed for it.
            assert!(regions.list.is_empty() || regions.list.width >= 36, "{columns}: {regions:?}");
        }
    }
}
