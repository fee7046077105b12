//! The search on the screen: what it shows, what its keys do, and the way back.

use std::collections::BTreeMap;

use dateline::app::{Action, Effect, Msg, Pane, State, Target, Ticket, update};
use dateline::keymap::{Key, KeyCode};
use dateline::news::{DocId, SavedSearch, SearchHit, Searched, Text};
use ratatui::style::Modifier;

use super::fixture::{act, day, reading, started, story};
use super::{drawn, find, screens, text};
use dateline::theme::Theme;

fn press(state: &mut State, keys: &str) -> Vec<Effect> {
    let mut out = Vec::new();
    for key in keys.chars() {
        let code = match key {
            '\n' => KeyCode::Enter,
            '\u{1b}' => KeyCode::Esc,
            c => KeyCode::Char(c),
        };
        out = update(state, Msg::Key(Key::plain(code)));
    }
    out
}

fn asked(effects: &[Effect]) -> Ticket {
    let asked = effects.iter().find_map(|effect| match effect {
        Effect::Search { ticket, .. } => Some(*ticket),
        _ => None,
    });
    asked.unwrap()
}

fn hit(id: i64, on: &str, title: &str, snippet: Option<&str>) -> SearchHit {
    let mut headline = story(id, 1 + id % 2, title, "09:12", 4, true, (id % 2 == 0, id == 3));
    headline.day = day(on);
    SearchHit { doc: DocId::last_of(day(on)), headline, snippet: snippet.map(Text::line) }
}

fn hits() -> Vec<SearchHit> {
    vec![
        hit(11, "2025-11-12", "The corridor opens again", Some("The first grain left the harbour at dawn.")),
        hit(12, "2025-11-12", "Grain corridor talks resume", None),
        hit(
            13,
            "2025-11-05",
            "A record harvest",
            Some("Nobody had seen so much grain since the war, they said."),
        ),
    ]
}

/// A program in which `grain` was typed and found.
pub(super) fn searching(size: (u16, u16)) -> State {
    let mut state = started(size);
    act(&mut state, Action::Search);
    let effects = press(&mut state, "grain");
    answer(&mut state, &effects, hits());
    state
}

fn answer(state: &mut State, effects: &[Effect], hits: Vec<SearchHit>) {
    let ticket = asked(effects);
    let searched = Searched { texts: 412, headlines: 1204, left: 0 };
    let mut days = BTreeMap::new();
    for hit in &hits {
        *days.entry(hit.headline.day).or_insert(0) += 1;
    }
    update(state, Msg::SearchFound(ticket, Ok((hits, searched))));
    update(state, Msg::HitDays(ticket, Ok(days), true));
}

fn chosen(state: &State) -> i64 {
    state.list.selected.unwrap().0
}

#[test]
fn a_title_from_the_right_with_marked_words_goes_where_it_goes() {
    let mut state = started((120, 40));
    act(&mut state, Action::Search);
    let effects = press(&mut state, "Dateline");
    answer(&mut state, &effects, vec![hit(11, "2025-11-12", "ראש הממשלה נפגש עם Dateline בירושלים", None)]);
    let seen = text(&drawn(&state, &Theme::default()));
    assert!(seen.contains("םילשוריב Dateline םע שגפנ הלשממה שאר"), "{seen}");
}

#[test]
fn hits_while_typing() {
    insta::assert_snapshot!(screens(searching));
}

#[test]
fn a_query_that_cannot_be_understood() {
    insta::assert_snapshot!(screens(|size| {
        let mut state = searching(size);
        press(&mut state, " (corr");
        state
    }));
}

#[test]
fn all_conditions_there_are_can_be_read() {
    for size in [(40, 12), (80, 24), (120, 40)] {
        let mut state = started(size);
        act(&mut state, Action::Search);
        press(&mut state, "colour:red");
        let shown = text(&drawn(&state, &Theme::default()));
        for field in ["`colour:` is unknown", "title:", "section:", "newer:", "words:", "^^^^^^^"] {
            assert!(shown.contains(field), "{field} at {size:?}:\n{shown}");
        }
    }
}

#[test]
fn enter_searches_what_is_written() {
    let mut state = started((80, 24));
    act(&mut state, Action::Search);
    let open =
        |state: &State| format!("{:?}", state.search.as_ref().unwrap().query.root()).contains("open: true");
    let effects = press(&mut state, "grain corr");
    answer(&mut state, &effects, hits());
    assert!(open(&state), "while it is typed the word is the beginning of one");
    let effects = press(&mut state, "\n");
    assert!(!open(&state));
    answer(&mut state, &effects, Vec::new());
    let shown = text(&drawn(&state, &Theme::default()));
    assert!(shown.contains("“grain corr”") && shown.contains("corr* finds words that begin so"), "{shown}");
    // A whole word needs no second question, and a star that was written stays.
    for written in ["grain cor", "grain corr*"] {
        let mut state = started((80, 24));
        act(&mut state, Action::Search);
        let effects = press(&mut state, written);
        answer(&mut state, &effects, hits());
        assert_eq!(press(&mut state, "\n"), [], "{written}");
        assert!(text(&drawn(&state, &Theme::default())).contains(&format!("“{written}”")));
    }
}

#[test]
fn a_hit_from_the_right_is_cut_at_its_end() {
    let title = "ראש הממשלה נפגש אתמול בירושלים עם שרי הממשלה החדשים";
    let mut state = started((40, 12));
    act(&mut state, Action::Search);
    let effects = press(&mut state, "הממשלה");
    answer(&mut state, &effects, vec![hit(11, "2025-11-12", title, None)]);
    let shown = text(&drawn(&state, &Theme::default()));
    let row = shown.lines().find(|line| line.contains('…')).unwrap();
    assert!(row.trim_end_matches(['★', ' ']).ends_with("שאר"), "{row}");
}

#[test]
fn nothing_typed_and_nothing_found() {
    insta::assert_snapshot!(screens(|size| {
        let mut state = started(size);
        act(&mut state, Action::Search);
        if size.0 > 40 {
            let effects = press(&mut state, "snow");
            answer(&mut state, &effects, Vec::new());
            let effects = press(&mut state, "\n");
            answer(&mut state, &effects, Vec::new());
        }
        state
    }));
}

#[test]
fn a_search_kept_under_a_name() {
    insta::assert_snapshot!(screens(|size| {
        let mut state = started(size);
        let saved = SavedSearch { name: Text::line("Grain"), query: Text::line("grain*"), unread: Some(12) };
        update(&mut state, Msg::Searches(vec![saved], None));
        act(&mut state, Action::GoSources);
        let effects = update(&mut state, Msg::Act(Action::Bottom, None));
        answer(&mut state, &effects, hits());
        state
    }));
}

#[test]
fn words_are_marked_in_the_list() {
    let state = searching((120, 40));
    let buffer = drawn(&state, &Theme::default());
    let (x, y) = find(&buffer, "grain left the");
    assert!(buffer[(x, y)].modifier.contains(Modifier::UNDERLINED));
    assert!(!buffer[(x + 6, y)].modifier.contains(Modifier::UNDERLINED));
}

#[test]
fn an_answer_to_an_older_question_is_not_shown() {
    let mut state = started((80, 24));
    act(&mut state, Action::Search);
    let old = press(&mut state, "grai");
    let new = press(&mut state, "n");
    answer(&mut state, &new, hits());
    update(&mut state, Msg::SearchFound(asked(&old), Ok((Vec::new(), Searched::default()))));
    assert_eq!(state.list.rows.len(), 5);
    assert!(text(&drawn(&state, &Theme::default())).contains("3 found"));
}

#[test]
fn escape_goes_back_to_where_the_reader_was() {
    let mut state = reading((80, 24));
    update(&mut state, Msg::Act(Action::Down, Some(2)));
    let before = (state.focus, state.calendar.chosen, state.reader.as_ref().unwrap().top, chosen(&state));
    act(&mut state, Action::Search);
    let effects = press(&mut state, "grain");
    answer(&mut state, &effects, hits());
    press(&mut state, "\n");
    press(&mut state, "nn");
    assert_eq!((chosen(&state), state.calendar.chosen), (13, day("2025-11-05")));
    let back = press(&mut state, "\u{1b}");
    assert!(state.search.is_none());
    assert_eq!(
        (state.focus, state.calendar.chosen, state.reader.as_ref().unwrap().top, chosen(&state)),
        before
    );
    assert!(back.iter().any(|effect| matches!(effect, Effect::LoadEdition(..))));
}

#[test]
fn the_calendar_walks_by_days_with_hits() {
    let mut state = searching((80, 24));
    press(&mut state, "\n");
    act(&mut state, Action::GoCalendar);
    press(&mut state, "N");
    assert_eq!((state.calendar.chosen, chosen(&state)), (day("2025-11-05"), 13));
    let looks = |on: &str| state.look(day(on), day("2025-11-13")).stories;
    assert_eq!((looks("2025-11-12"), looks("2025-11-05"), looks("2025-11-13")), (2, 1, 0));
    press(&mut state, "n");
    assert_eq!((state.calendar.chosen, chosen(&state)), (day("2025-11-12"), 11));
    press(&mut state, "n");
    assert_eq!(state.status.as_ref().unwrap().text, "No later day has a hit");
    // A day without hits goes to the first hit before it, and stays chosen.
    press(&mut state, "[[");
    assert_eq!((state.calendar.chosen, chosen(&state)), (day("2025-11-10"), 13));
}

#[test]
fn further_hits_are_asked_for_before_they_are_needed() {
    let mut state = started((80, 24));
    act(&mut state, Action::Search);
    let effects = press(&mut state, "grain");
    let many: Vec<_> = (0..100).map(|n| hit(100 + n, "2025-11-12", "Grain again", None)).collect();
    answer(&mut state, &effects, many.clone());
    let effects = press(&mut state, "\n");
    answer(&mut state, &effects, many);
    let more = update(&mut state, Msg::Act(Action::Down, Some(85)));
    let ticket = asked(&more);
    let at = chosen(&state);
    update(&mut state, Msg::SearchFound(ticket, Ok((hits(), Searched::default()))));
    assert_eq!(state.list.edition.ready().unwrap().rows.len(), 103);
    assert_eq!(chosen(&state), at);
    let end = update(&mut state, Msg::Act(Action::Bottom, None));
    assert!(!end.iter().any(|effect| matches!(effect, Effect::Search { .. })));
}

#[test]
fn a_bookmark_without_a_story_opens_by_its_address() {
    let mut state = started((80, 24));
    act(&mut state, Action::Search);
    let effects = press(&mut state, "grain");
    let mut kept = hit(7, "2025-11-12", "A grain of sand", None);
    kept.headline.id = dateline::news::StoryId(-7);
    let address = kept.headline.address.clone().unwrap();
    answer(&mut state, &effects, vec![kept]);
    press(&mut state, "\n");
    let opened = press(&mut state, "\n");
    let target = opened.iter().find_map(|effect| match effect {
        Effect::Open { target, .. } => Some(target.clone()),
        _ => None,
    });
    // Who chose its address is not known here: the store is asked.
    assert_eq!(target, Some(Target::Link(address)));
    assert_eq!(state.focus, Pane::Reader);
}

#[test]
fn a_search_is_kept_and_let_go() {
    let mut state = searching((80, 24));
    press(&mut state, "\n");
    press(&mut state, "w");
    press(&mut state, "grain!");
    let kept = press(&mut state, "\n");
    assert_eq!(kept, [Effect::SaveSearch(Text::line("grain!"), Text::line("grain"))]);
    let saved = SavedSearch { name: Text::line("grain!"), query: Text::line("grain"), unread: None };
    update(&mut state, Msg::Searches(vec![saved], Some(Text::line("Kept"))));
    // Its count is kept behind the screen; when something was taken in it is read, never taken.
    assert_eq!(update(&mut state, Msg::Indexed), [Effect::LoadSearches]);
    act(&mut state, Action::GoSources);
    update(&mut state, Msg::Act(Action::Bottom, None));
    let gone = press(&mut state, "dd");
    assert_eq!(gone, [Effect::DropSearch(Text::line("grain!"))]);
}

#[test]
fn the_story_is_searched_and_its_matches_counted() {
    let mut state = reading((80, 24));
    act(&mut state, Action::Find);
    press(&mut state, "theq");
    let none = text(&drawn(&state, &Theme::default()));
    assert!(none.contains("0 matches"), "{none}");
    let found = |state: &State| state.reader.as_ref().unwrap().marks.found.len();
    let mut counts = Vec::new();
    for typed in ["THE ", "the "] {
        for _ in 0..4 {
            update(&mut state, Msg::Key(Key::plain(KeyCode::Backspace)));
        }
        press(&mut state, typed);
        counts.push(found(&state));
    }
    assert_eq!(counts[0], counts[1], "capitals do not matter");
    let marks = &state.reader.as_ref().unwrap().marks;
    let all = marks.found.len();
    assert!(all > 4, "{all}");
    assert_eq!(marks.at, Some(0));
    press(&mut state, "\nn");
    let shown = text(&drawn(&state, &Theme::default()));
    assert!(shown.contains(&format!("2 of {all}")), "{shown}");
    press(&mut state, "NN");
    assert_eq!(state.reader.as_ref().unwrap().marks.at, Some(all - 1));
    press(&mut state, "\u{1b}");
    assert!(state.reader.as_ref().unwrap().marks.found.is_empty());
    assert_eq!(state.focus, Pane::Reader);
}

#[test]
fn titles_of_the_list_are_found() {
    let mut state = started((80, 24));
    act(&mut state, Action::Find);
    press(&mut state, "river");
    assert_eq!(chosen(&state), 3);
    press(&mut state, "\u{1b}");
    assert_eq!(chosen(&state), 1);
    act(&mut state, Action::Find);
    press(&mut state, "in the\nn");
    assert_eq!(state.status.as_ref().unwrap().text, "1 of 1");
    act(&mut state, Action::Find);
    press(&mut state, "snow\n");
    assert_eq!(state.status.as_ref().unwrap().text, "`snow` is not here. gf searches everywhere");
}
