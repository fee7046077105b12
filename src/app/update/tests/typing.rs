//! Lines that are typed into: what stands in them, what comes back into them, where they lead.

use super::*;
use crate::app::KeepStep;

fn key(state: &mut State, code: KeyCode) -> Vec<Effect> {
    update(state, Msg::Key(Key::plain(code)))
}

fn types(state: &mut State, text: &str) {
    for letter in text.chars() {
        update(state, Msg::Key(Key::char(letter)));
    }
}

fn searched(state: &State) -> &str {
    &state.search.as_ref().unwrap().input.text
}

#[test]
fn what_was_searched_and_found_and_commanded_comes_back() {
    let mut state = started((80, 24), &[(1, true), (2, true)]);
    for words in ["grain", "harbour"] {
        act(&mut state, Action::Search);
        types(&mut state, words);
        key(&mut state, KeyCode::Enter);
        act(&mut state, Action::Cancel);
    }
    act(&mut state, Action::Search);
    key(&mut state, KeyCode::Up);
    assert_eq!(searched(&state), "harbour");
    key(&mut state, KeyCode::Up);
    assert_eq!(searched(&state), "grain");
    key(&mut state, KeyCode::Down);
    assert_eq!(searched(&state), "harbour");
    key(&mut state, KeyCode::Esc);

    act(&mut state, Action::Find);
    types(&mut state, "story 2");
    key(&mut state, KeyCode::Enter);
    act(&mut state, Action::Find);
    key(&mut state, KeyCode::Up);
    assert!(matches!(&state.overlay, Some(Overlay::Find(line)) if line.input.text == "story 2"));
    key(&mut state, KeyCode::Esc);

    act(&mut state, Action::CommandLine);
    types(&mut state, "today");
    key(&mut state, KeyCode::Enter);
    act(&mut state, Action::CommandLine);
    key(&mut state, KeyCode::Up);
    assert!(matches!(&state.overlay, Some(Overlay::Palette(line)) if line.input.text == "today"));
}

#[test]
fn a_proposed_name_gives_way_to_what_is_typed_and_is_edited_by_keys_that_move() {
    let name = |state: &State| match &state.overlay {
        Some(Overlay::Name(input)) => input.text.clone(),
        other => panic!("{other:?}"),
    };
    let mut state = started((80, 24), &[(1, true)]);
    act(&mut state, Action::Search);
    types(&mut state, "grain");
    key(&mut state, KeyCode::Enter);
    for (first, then) in [
        (None, "x"),
        (Some(KeyCode::End), "grainx"),
        (Some(KeyCode::Left), "graixn"),
        (Some(KeyCode::Right), "grainx"),
        (Some(KeyCode::Backspace), "graix"),
    ] {
        act(&mut state, Action::SaveSearch);
        assert_eq!(name(&state), "grain");
        if let Some(code) = first {
            key(&mut state, code);
        }
        types(&mut state, "x");
        assert_eq!(name(&state), then);
        key(&mut state, KeyCode::Esc);
    }
}

#[test]
fn a_year_is_shown_whole_and_the_chosen_day_is_said() {
    let mut state = started((80, 24), &[(1, true)]);
    act(&mut state, Action::GoToDate);
    types(&mut state, "nov");
    key(&mut state, KeyCode::Enter);
    assert_eq!(state.status.as_ref().unwrap().text, "Thursday 13 November 2025 is chosen already");
    act(&mut state, Action::GoToDate);
    types(&mut state, "2024");
    key(&mut state, KeyCode::Enter);
    assert_eq!((state.screen, state.year.cursor), (Screen::Year, day("2024-11-13")));
    assert_eq!(state.calendar.chosen, day("2025-11-13"));
}

#[test]
fn a_long_paste_into_the_tags_is_cut_as_in_other_lines() {
    let mut state = started((80, 24), &[(1, true)]);
    let effects = act(&mut state, Action::BookmarkWith);
    let Some(Effect::LoadKept(ticket, _)) = effects.first() else { panic!("{effects:?}") };
    update(&mut state, Msg::KeptKnown(*ticket, Ok((None, Vec::new()))));
    update(&mut state, Msg::Paste("tag ".repeat(200_000)));
    let Some(Overlay::Keep(line)) = &state.overlay else { panic!("{:?}", state.overlay) };
    assert_eq!((line.step, line.tags.text.chars().count()), (KeepStep::Typing, 4096));
}

#[test]
fn backspace_leaves_a_line_that_is_empty_and_goes_from_an_empty_note_back_to_the_tags() {
    use crate::app::KeepField;
    for action in [
        Action::Add,
        Action::Tags,
        Action::BookmarkWith,
        Action::GoToDate,
        Action::Search,
        Action::Find,
        Action::CommandLine,
        Action::Palette,
    ] {
        let mut state = started((80, 24), &[(1, true)]);
        let opened = |state: &State| state.overlay.is_some() || state.search.is_some();
        act(&mut state, action);
        types(&mut state, "a");
        key(&mut state, KeyCode::Backspace);
        assert!(opened(&state), "{action:?}");
        key(&mut state, KeyCode::Backspace);
        assert!(!opened(&state), "{action:?}: {:?}", state.overlay);
    }
    let mut state = started((80, 24), &[(1, true)]);
    let effects = act(&mut state, Action::BookmarkWith);
    let Some(Effect::LoadKept(ticket, _)) = effects.first() else { panic!("{effects:?}") };
    update(&mut state, Msg::KeptKnown(*ticket, Ok((None, Vec::new()))));
    key(&mut state, KeyCode::Enter);
    let field = |state: &State| match &state.overlay {
        Some(Overlay::Keep(line)) => Some(line.field),
        _ => None,
    };
    assert_eq!(field(&state), Some(KeepField::Note));
    key(&mut state, KeyCode::Backspace);
    assert_eq!(field(&state), Some(KeepField::Tags));
    key(&mut state, KeyCode::Backspace);
    assert_eq!(field(&state), None);
}

#[test]
fn an_address_that_is_no_page_stands_in_the_line_that_adds() {
    let mut state = started((80, 24), &[(1, true)]);
    let address = Address::parse("https://wire.example/feed.xml").unwrap();
    let mut effects = Vec::new();
    super::super::reader::open(
        &mut state,
        Target::Address(address),
        Text::line("wire.example"),
        &mut effects,
    );
    let fault = Fault::new(FaultKind::NotFound, "this is a feed, not a page");
    update(&mut state, Msg::Opened(ticket_of(&effects), Err(fault)));
    act(&mut state, Action::Add);
    let added = |state: &State| match &state.overlay {
        Some(Overlay::Add(add)) => add.input.text.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(added(&state), "https://wire.example/feed.xml");
    types(&mut state, "o");
    assert_eq!(added(&state), "o", "what is typed takes its place");
}

#[test]
fn a_bookmark_that_is_taken_away_among_the_bookmarks_keeps_its_row() {
    let mut state = started((80, 24), &[(1, true)]);
    let kept = |id: i64| {
        let address = Address::parse(&format!("https://wire.example/{id}/")).unwrap();
        Bookmark { tags: vec![Text::line("sea")], ..bookmark(&address) }
    };
    let load = |effects: &[Effect]| {
        let found = effects.iter().find_map(|effect| match effect {
            Effect::LoadBookmarks(ticket, _) => Some(*ticket),
            _ => None,
        });
        found.expect("the bookmarks are loaded")
    };
    let ticket = load(&act(&mut state, Action::GoBookmarks));
    update(&mut state, Msg::Bookmarks(ticket, Ok(vec![kept(1), kept(2), kept(3)])));
    act(&mut state, Action::Down);
    let second = kept(2).address;
    assert_eq!(act(&mut state, Action::Bookmark), [Effect::Unkeep(second.clone())]);
    let ticket = load(&update(&mut state, Msg::Kept(second.clone(), None)));
    update(&mut state, Msg::Bookmarks(ticket, Ok(vec![kept(1), kept(3)])));
    let rows = state.bookmarks.rows.ready().unwrap();
    assert_eq!((rows.len(), state.bookmarks.selected), (3, 1));
    assert_eq!(state.bookmarks.days.values().sum::<u32>(), 2);
    // The same key brings the same one back, with its tags.
    let effects = act(&mut state, Action::Bookmark);
    let again = matches!(&effects[..], [Effect::KeepAs { address, tags, .. }] if *address == second && tags.len() == 1);
    assert!(again, "{effects:?}");
    // Who comes back later finds what is kept only.
    act(&mut state, Action::Back);
    let ticket = load(&act(&mut state, Action::GoBookmarks));
    update(&mut state, Msg::Bookmarks(ticket, Ok(vec![kept(1), kept(3)])));
    assert_eq!(state.bookmarks.rows.ready().unwrap().len(), 2);
}

#[test]
fn rows_of_the_bookmarks_are_picked_and_passed_on_and_let_go_together() {
    let mut state = started((80, 24), &[(1, true)]);
    let kept = |id: i64| bookmark(&Address::parse(&format!("https://wire.example/{id}/")).unwrap());
    let effects = act(&mut state, Action::GoBookmarks);
    let ticket = effects.iter().find_map(|effect| match effect {
        Effect::LoadBookmarks(ticket, _) => Some(*ticket),
        _ => None,
    });
    update(&mut state, Msg::Bookmarks(ticket.unwrap(), Ok((1..=4).map(kept).collect())));
    let pick = |state: &mut State| {
        state.bookmarks.selected = 1;
        act(state, Action::Range);
        act(state, Action::Down);
        assert_eq!(state.bookmarks.picked(), Some(1..=2));
    };
    let addresses: Vec<Address> = (2..=3).map(|id| kept(id).address).collect();
    pick(&mut state);
    assert_eq!(act(&mut state, Action::CheckLink), [Effect::CheckLinks(addresses.clone())]);
    assert_eq!(state.bookmarks.picked(), None);
    pick(&mut state);
    let copied = act(&mut state, Action::CopyAddress);
    assert!(matches!(&copied[..], [Effect::Copy(what, _)] if what == "2 addresses"), "{copied:?}");
    // Tags are given to stories together, not to pages that may be none.
    pick(&mut state);
    assert_eq!(act(&mut state, Action::Tags), []);
    let told = state.status.as_ref().map(|status| status.text.to_string());
    assert_eq!(told.as_deref(), Some("t takes one bookmark, and 2 rows are picked: Esc ends that"));
    assert_eq!(act(&mut state, Action::Bookmark), [Effect::UnkeepAll(addresses.clone())]);
    // Before that is told to be written, the same key already means the other way.
    let mut quick = state.clone();
    pick(&mut quick);
    let effects = act(&mut quick, Action::Bookmark);
    let marks: Vec<_> = (2..=3).map(kept).map(|kept| (kept.address, kept.tags, kept.note)).collect();
    assert_eq!(effects, [Effect::KeepAllAs(marks.clone())], "one act, each with its tags and note");
    update(&mut state, Msg::KeptAll(addresses.clone(), Vec::new()));
    assert!(addresses.iter().all(|address| state.bookmarks.is_let_go(address)));
    // The same key brings both back.
    pick(&mut state);
    let effects = act(&mut state, Action::Bookmark);
    assert_eq!(effects, [Effect::KeepAllAs(marks)]);
    // Who goes away has ended it.
    pick(&mut state);
    act(&mut state, Action::Cancel);
    assert_eq!((state.bookmarks.picked(), state.screen), (None, Screen::Bookmarks));
}
