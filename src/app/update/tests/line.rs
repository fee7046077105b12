//! The command line: names with numbers before and words behind them.

use super::super::super::state::{AddState, Overlay};
use super::super::super::{KeepField, KeepStep, Screen};
use super::*;
use crate::news::{SavedSearch, TagUse};

/// Types a line behind a colon; with a line break at its end it is done.
fn line(state: &mut State, typed: &str) -> Vec<Effect> {
    let mut effects = update(state, Msg::Key(Key::plain(KeyCode::Char(':'))));
    update(
        state,
        Msg::ThemeNames(["dateline", "fjord", "fjord-dark", "sixteen"].map(str::to_owned).to_vec()),
    );
    let in_use = ["to read", "trade"].map(|name| TagUse { name: Text::line(name), bookmarks: 1 });
    update(state, Msg::TagNames(in_use.to_vec()));
    for letter in typed.chars() {
        let code = match letter {
            '\n' => KeyCode::Enter,
            '\t' => KeyCode::Tab,
            letter => KeyCode::Char(letter),
        };
        effects.extend(update(state, Msg::Key(Key::plain(code))));
    }
    effects
}

fn typed(state: &State) -> &str {
    match &state.overlay {
        Some(Overlay::Palette(palette)) => &palette.input.text,
        other => panic!("{other:?}"),
    }
}

fn fault(state: &State) -> &str {
    match &state.overlay {
        Some(Overlay::Palette(palette)) => palette.fault.as_deref().unwrap_or("no fault"),
        other => panic!("{other:?}"),
    }
}

fn wide() -> State {
    started((120, 40), &[(1, true), (2, true), (3, false)])
}

#[test]
fn words_behind_a_name_answer_what_it_would_ask_for() {
    let mut state = wide();
    line(&mut state, "goto 2025-11-03\n");
    assert_eq!((state.calendar.chosen, state.overlay.is_none()), (day("2025-11-03"), true));

    let mut state = wide();
    let effects = line(&mut state, "search grain \"corridor talks\"\n");
    assert!(matches!(effects.last(), Some(Effect::CountHits { .. })), "{effects:?}");
    assert!(state.overlay.is_none() && state.search.is_some());

    let mut state = wide();
    let effects = line(&mut state, "add wire.example\n");
    assert!(matches!(effects.last(), Some(Effect::Discover(_, typed)) if typed == "wire.example"));
    assert!(matches!(&state.overlay, Some(Overlay::Add(add)) if matches!(add.state, AddState::Looking(_))));

    let mut state = wide();
    assert!(line(&mut state, "theme fjord-dark\n").contains(&Effect::KeepTheme("fjord-dark".to_owned())));

    let mut state = wide();
    line(&mut state, "tag \"to read\" eu\n");
    let Some(Overlay::Keep(keep)) = &state.overlay else { panic!("{:?}", state.overlay) };
    assert!(matches!(keep.step, KeepStep::Asking(_, true)) && keep.field == KeepField::Tags);
    assert_eq!(keep.words().0, ["to read", "eu"]);

    let mut state = wide();
    line(&mut state, "find 2\n");
    assert_eq!(state.list.selected, Some(StoryId(2)), "found by its title");
}

#[test]
fn a_number_alone_is_a_row_and_behind_a_name_the_row_it_acts_on() {
    let mut state = wide();
    line(&mut state, "3\n");
    assert_eq!(state.list.selected, Some(StoryId(3)));
    let effects = line(&mut state, "bookmark 2\n");
    assert_eq!(state.list.selected, Some(StoryId(2)));
    assert!(matches!(&effects[..], [.., Effect::Keep(Target::Story(StoryId(2)), _)]), "{effects:?}");
    line(&mut state, "9\n");
    assert_eq!((typed(&state), fault(&state)), ("9", "The numbers go from 1 to 3."));
    update(&mut state, Msg::Key(Key::plain(KeyCode::Esc)));
    line(&mut state, "previous-day 3\n");
    assert_eq!(state.calendar.chosen, day("2025-11-10"));
}

#[test]
fn sources_and_kept_searches_are_gone_to_by_name() {
    let mut state = wide();
    let kept = |name| SavedSearch { name: Text::line(name), query: Text::line("grain"), unread: None };
    update(&mut state, Msg::Searches(vec![kept("Grain deal")], None));
    let second = state.all_sources()[0].row.clone();
    line(&mut state, &format!("source {}\n", second.title.to_lowercase()));
    assert_eq!((state.scope, state.focus), (Scope::Source(second.id), Pane::List));
    line(&mut state, "source grain\n");
    assert!(state.search.as_ref().is_some_and(|search| search.name == Some(Text::line("Grain deal"))));
    line(&mut state, "source all\n");
    assert_eq!((state.scope, state.search.is_none(), state.screen), (Scope::All, true, Screen::Days));
    let effects = line(&mut state, "drop-search grain deal\n");
    assert!(effects.contains(&Effect::DropSearch(Text::line("Grain deal"))));
    line(&mut state, "source nobody\n");
    assert_eq!(fault(&state), "Nothing is called nobody here. There are all, The Wire, Grain deal.");
}

#[test]
fn no_action_that_acts_alone_is_named_to_look() {
    let mut state = wide();
    let kept = |name| SavedSearch { name: Text::line(name), query: Text::line("grain"), unread: None };
    // Alone it would drop the one that is chosen.
    let many = (1..=7).map(|n| kept(["", "one", "two", "three", "four", "five", "six", "seven"][n]));
    update(&mut state, Msg::Searches(many.collect(), None));
    line(&mut state, "drop-search zebra\n");
    assert_eq!(fault(&state), "Nothing is called zebra here. Write go-sources alone to see all 7.");
}

#[test]
fn the_row_of_a_kept_search_goes_with_it() {
    let mut state = wide();
    let kept = |name| SavedSearch { name: Text::line(name), query: Text::line("grain"), unread: None };
    let row = |state: &State| state.source_row;
    update(&mut state, Msg::Searches(vec![kept("b"), kept("d")], None));
    line(&mut state, "source d\n");
    let before = row(&state);
    // One that is kept meanwhile stands above it.
    update(&mut state, Msg::Searches(vec![kept("a"), kept("b"), kept("d")], None));
    assert_eq!(row(&state), before + 1);
    // Let go, its row is none; the search stays open, about all, and what is kept next begins with its words.
    update(&mut state, Msg::Searches(vec![kept("a"), kept("b")], None));
    assert_eq!(row(&state), 0);
    act(&mut state, Action::SaveSearch);
    assert!(
        matches!(&state.overlay, Some(Overlay::Name(input)) if input.text == "grain"),
        "{:?}",
        state.overlay
    );
}

#[test]
fn tab_completes_names_and_what_may_stand_behind_them() {
    for (typed_keys, there) in [
        ("them\t", "themes "),
        ("theme f\t", "theme fjord"),
        ("theme si\t", "theme sixteen"),
        ("theme xx\t", "theme xx"),
        ("tag eu to\t", "tag eu \"to read\" "),
        ("tag eu \t", "tag eu "),
        ("3 next-d\t", "3 next-day"),
        ("order ti\t", "order time"),
    ] {
        let mut state = wide();
        line(&mut state, typed_keys);
        assert_eq!(typed(&state), there, "{typed_keys:?}");
    }
}

#[test]
fn what_cannot_be_done_is_said_and_the_line_stays() {
    for (keys, said) in [
        (
            "theme nothing-such\n",
            "Nothing is called nothing-such here. There are dateline, fjord, fjord-dark, sixteen.",
        ),
        ("order date\n", "Nothing is called date here. There are source, section, time, length, reversed."),
        ("undo everything\n", "undo takes no words: write it alone."),
        ("nothing-such at all\n", "Nothing is called nothing-such. help tells the names."),
        ("bookmrk 2\n", "Nothing is called bookmrk. Is bookmark meant? help tells the names."),
        ("zen 4\n", "zen does nothing in the list; it acts in: reader."),
        ("health now\n", "health takes no words: write it alone."),
        ("next-day soon\n", "next-day takes no words: write it alone, or with a number."),
        ("bookmark this\n", "bookmark takes no words: write it alone, or with the number of a row."),
        (
            "read ftp://x\n",
            "`ftp://x` is no address of a page: give one of http or https, or the number of a row.",
        ),
    ] {
        let mut state = wide();
        line(&mut state, keys);
        assert_eq!(fault(&state), said, "{keys:?}");
    }
    for (keys, typed) in [("goto someday\n", "someday"), ("day 32\n", "32")] {
        let mut state = wide();
        line(&mut state, keys);
        assert!(
            matches!(&state.overlay, Some(Overlay::GoTo(input, Some(_))) if input.text == typed),
            "{keys}"
        );
    }
    let mut state = wide();
    line(&mut state, "read nothing\n");
    assert!(state.reader.as_ref().is_none_or(|reader| reader.preview), "what cannot be read opens nothing");
}

#[test]
fn words_behind_day_are_a_date_and_behind_mute_what_is_never_to_be_shown() {
    let mut state = wide();
    line(&mut state, "day 2025-11-03\n");
    assert!(state.calendar.chosen == day("2025-11-03") && state.overlay.is_none());
    let mut state = wide();
    line(&mut state, "mute two words\n");
    assert!(matches!(&state.overlay, Some(Overlay::Mute(panel)) if panel.words.text == "two words"));
    let mut state = wide();
    line(&mut state, "mute\n");
    assert!(matches!(&state.overlay, Some(Overlay::Mutes(_))), "{:?}", state.overlay);
}

#[test]
fn an_empty_palette_begins_with_what_it_did_last() {
    let mut state = started((80, 24), &[(1, true)]);
    let first = |state: &mut State| {
        update(state, Msg::Key(Key::ctrl('p')));
        let Some(Overlay::Palette(palette)) = &state.overlay else { panic!("{:?}", state.overlay) };
        let names: Vec<String> =
            crate::app::offered(state, palette).into_iter().take(3).map(|offer| offer.name).collect();
        names
    };
    assert_eq!(first(&mut state), ["read-on", "read-back", "open"]);
    for typed in ["previous day", "show muted"] {
        for letter in typed.chars() {
            update(&mut state, Msg::Key(Key::char(letter)));
        }
        update(&mut state, Msg::Key(Key::plain(KeyCode::Enter)));
        update(&mut state, Msg::Key(Key::ctrl('p')));
    }
    update(&mut state, Msg::Key(Key::plain(KeyCode::Esc)));
    assert_eq!(first(&mut state), ["show-muted", "previous-day", "read-on"]);
}
