//! The order of the list, what is left out of it, and that a day is seen to be done.

use super::*;
use crate::news::{DayFacts, Month};

/// A story: its number, source, section, minutes and hour.
type Told = (i64, i64, Option<&'static str>, Option<u32>, u8);

/// The first is the newest.
const STORIES: [Told; 5] = [
    (1, 1, Some("World"), Some(9), 11),
    (2, 1, None, Some(2), 9),
    (3, 1, Some("Sport"), None, 7),
    (4, 2, Some("sport"), Some(4), 10),
    (5, 2, Some("World"), Some(1), 8),
];

fn today() -> Edition {
    let mut edition = edition("2025-11-13", &STORIES.map(|(id, ..)| (id, true)));
    for (row, (_, source, section, minutes, hour)) in edition.rows.iter_mut().zip(STORIES) {
        row.source = SourceId(source);
        row.source_title = Text::line(if source == 1 { "The Wire" } else { "Daily Post" });
        row.section = section.map(Text::line);
        row.minutes = minutes;
        let instant = format!("2025-11-13T{hour:02}:00:00Z").parse().unwrap();
        row.moment = Some(crate::news::Moment { instant, offset_min: Some(0) });
    }
    edition
}

fn listed(size: (u16, u16)) -> State {
    let mut state = fresh(size);
    update(&mut state, Msg::Sources(vec![source(1, "The Wire"), source(2, "Daily Post")]));
    deliver(&mut state, today());
    state
}

/// The rows: heads in brackets, stories by number.
fn rows(state: &State) -> String {
    let edition = state.list.edition.ready().unwrap();
    let row = |row: &super::super::super::ListRow| match row {
        super::super::super::ListRow::Head(head) => format!("[{head}]"),
        super::super::super::ListRow::Story(at) => edition.rows[*at].id.0.to_string(),
    };
    state.list.rows.iter().map(row).collect::<Vec<_>>().join(" ")
}

fn typed(state: &mut State, text: &str) -> Vec<Effect> {
    text.chars().flat_map(|c| update(state, Msg::Key(Key::char(c)))).collect()
}

#[test]
fn the_menu_puts_the_stories_in_an_order_and_remembers_it() {
    let mut state = listed((80, 24));
    act(&mut state, Action::Down);
    assert_eq!(rows(&state), "[The Wire] 1 2 3 [Daily Post] 4 5");
    for (keys, expected, remembered) in [
        ("st", "1 4 2 5 3", "time"),
        ("sr", "3 5 2 4 1", "time reversed"),
        ("ss", "[The Wire] 3 2 1 [Daily Post] 5 4", "source reversed"),
        ("sl", "1 4 2 5 3", "length reversed"),
        ("sr", "5 2 4 1 3", "length"),
        ("sc", "[World] 1 5 [sport] 4 3 [Without a section] 2", "section"),
    ] {
        let effects = typed(&mut state, keys);
        assert_eq!(rows(&state), expected, "{keys}");
        assert!(effects.contains(&Effect::Remember("screen.order", remembered.to_owned())), "{effects:?}");
        assert_eq!(state.list.selected, Some(StoryId(2)), "the chosen story stays chosen");
    }
    // The next time it is as it was, also where the list comes before what is remembered.
    let mut later = listed((80, 24));
    update(&mut later, Msg::Remembered(vec![("screen.order".into(), "time reversed".into())]));
    assert_eq!(rows(&later), "3 5 2 4 1");
}

#[test]
fn a_range_goes_from_its_first_day_to_its_last_when_it_is_turned_round() {
    let mut state = listed((80, 24));
    act(&mut state, Action::GoCalendar);
    act(&mut state, Action::Range);
    act(&mut state, Action::Left);
    let mut both = today();
    both.range = state.range();
    for row in &mut both.rows[3..] {
        row.day = day("2025-11-12");
    }
    deliver(&mut state, both);
    assert_eq!(rows(&state), "[Thursday 13 November 2025] 1 2 3 [Wednesday 12 November 2025] 4 5");
    typed(&mut state, "sr");
    assert_eq!(rows(&state), "[Wednesday 12 November 2025] 5 4 [Thursday 13 November 2025] 3 2 1");
}

#[test]
fn what_is_read_is_left_out_but_never_while_it_is_read() {
    let mut state = listed((80, 24));
    let opening = act(&mut state, Action::Open);
    arrive(&mut state, &opening, 3);
    act(&mut state, Action::Back);
    let effects = act(&mut state, Action::HideRead);
    assert!(effects.contains(&Effect::Remember("screen.unread", "1".into())), "{effects:?}");
    assert_eq!(rows(&state), "[The Wire] 2 3 [Daily Post] 4 5");
    assert_eq!(state.list.selected, Some(StoryId(2)), "what followed it is chosen");
    // The next is opened, and read: it stays, also when the list is told anew.
    act(&mut state, Action::Open);
    update(&mut state, Msg::Counts(Vec::new()));
    super::super::days::reload_list(&mut state, crate::app::Replace::Now, &mut Vec::new());
    let mut now = today();
    now.rows[0].unread = false;
    now.rows[1].unread = false;
    deliver(&mut state, now);
    assert_eq!(rows(&state), "[The Wire] 2 3 [Daily Post] 4 5");
    act(&mut state, Action::Back);
    act(&mut state, Action::HideRead);
    assert_eq!(rows(&state), "[The Wire] 1 2 3 [Daily Post] 4 5");
}

#[test]
fn a_day_is_done_when_all_since_its_source_was_added_is_read() {
    let mut state = listed((80, 24));
    let month = Month::new(2025, 11).unwrap();
    let facts = |day: i8, stories, unread| DayFacts { stories, unread, ..DayFacts::unknown(month.day(day)) };
    let ticket = state.calendar.awaited[&month];
    let known = vec![facts(9, 3, 2), facts(12, 2, 0), facts(13, 5, 0), facts(20, 4, 4)];
    update(&mut state, Msg::Month(ticket, month, Ok(known)));
    let done = |state: &State, on: &str| state.look(day(on), state.last_come()).done;
    assert!(done(&state, "2025-11-13") && done(&state, "2025-11-12"));
    assert!(!done(&state, "2025-11-09") && !done(&state, "2025-11-10"));
    assert_eq!(state.unread_day(true), Some((day("2025-11-20"), 4)));
    assert_eq!(state.unread_day(false), Some((day("2025-11-09"), 2)));
    // What came out before anything was followed was never unread, so it is not done either.
    update(
        &mut state,
        Msg::Sources(vec![SourceState {
            row: SourceRow { added: day("2025-11-13"), ..source(1, "W").row },
            ..source(1, "W")
        }]),
    );
    let month_asked = state.calendar.awaited[&month];
    update(&mut state, Msg::Month(month_asked, month, Ok(vec![facts(12, 2, 0), facts(13, 5, 0)])));
    assert!(done(&state, "2025-11-13") && !done(&state, "2025-11-12"));
}

#[test]
fn rows_are_picked_together_and_acted_on_as_one() {
    let mut state = started((80, 24), &[(1, true), (2, true), (3, false), (4, true)]);
    act(&mut state, Action::Down);
    act(&mut state, Action::Range);
    act(&mut state, Action::Down);
    assert_eq!(state.list.picked().map(std::iter::Iterator::count), Some(2));
    // One act for all of them: those that are read already stay out of it.
    let effects = act(&mut state, Action::ToggleRead);
    let [Effect::Mark(ids, true)] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(ids, &[StoryId(2)]);
    assert_eq!(state.list.picked(), None);
    // All read: unread again, upwards as well.
    act(&mut state, Action::Range);
    act(&mut state, Action::Up);
    let effects = act(&mut state, Action::ToggleRead);
    let [Effect::Mark(ids, false)] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(ids.len(), 2);
    act(&mut state, Action::Range);
    act(&mut state, Action::Bottom);
    let effects = act(&mut state, Action::Bookmark);
    let [Effect::KeepAll { stories, .. }] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(stories.len(), 3, "one act, also on the disk");
    // Escape ends it, and then it is one row again.
    act(&mut state, Action::Top);
    act(&mut state, Action::Range);
    act(&mut state, Action::Down);
    act(&mut state, Action::Cancel);
    let effects = act(&mut state, Action::ToggleRead);
    let [Effect::Mark(ids, _)] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(ids.len(), 1);
}

#[test]
fn what_is_picked_is_tagged_and_let_go_as_one_act() {
    let mut state = started((80, 24), &[(1, true), (2, true), (3, false)]);
    act(&mut state, Action::Range);
    act(&mut state, Action::Down);
    act(&mut state, Action::Tags);
    assert_eq!(state.list.picked(), None);
    let Some(Overlay::Keep(line)) = &state.overlay else { panic!("{:?}", state.overlay) };
    assert_eq!(line.title, "2 stories: what is typed is added to each");
    let crate::app::KeepStep::Asking(ticket, _) = line.step else { panic!("{:?}", line.step) };
    update(&mut state, Msg::KeptKnown(ticket, Ok((None, Vec::new()))));
    typed(&mut state, "eu");
    let effects = update(&mut state, Msg::Key(Key::plain(KeyCode::Enter)));
    let [Effect::KeepAll { stories, tags, note }] = &effects[..] else { panic!("{effects:?}") };
    let asked: Vec<Address> = stories.iter().map(|(_, address)| address.clone()).collect();
    assert_eq!((stories.len(), tags.as_slice(), note.as_str()), (2, &[Text::line("eu")][..], ""));
    let kept: Vec<_> = asked.iter().map(bookmark).collect();
    update(&mut state, Msg::KeptAll(asked.clone(), kept));
    let said = |state: &State| state.status.as_ref().map(|said| said.text.to_string()).unwrap_or_default();
    assert_eq!(said(&state), "★ 2 stories bookmarked. u takes all of it back");
    // All of them are kept: `b` lets all of them go.
    act(&mut state, Action::Top);
    act(&mut state, Action::Range);
    act(&mut state, Action::Down);
    let effects = act(&mut state, Action::Bookmark);
    assert_eq!(effects, [Effect::UnkeepAll(asked.clone())]);
    update(&mut state, Msg::KeptAll(asked, Vec::new()));
    assert_eq!(said(&state), "2 stories no longer bookmarked. u brings all of them back");
    assert!(state.pending_marks.is_empty());
    assert!(state.list.edition.ready().is_some_and(|edition| edition.rows.iter().all(|row| !row.bookmarked)));
}

#[test]
fn a_number_before_what_acts_on_rows_takes_so_many_from_the_chosen_one_down() {
    let mut state = started((80, 24), &[(1, true), (2, true), (3, true), (4, true)]);
    let rows = crate::app::update::list::stories(&state);
    act(&mut state, Action::Down);
    let effects = update(&mut state, Msg::Act(Action::ToggleRead, Some(2)));
    assert_eq!(effects, [Effect::Mark(rows[1..3].to_vec(), true)]);
    assert_eq!((state.list.picked(), state.list.selected), (None, Some(rows[1])));
    // More than there are is all of them to the end; one is one.
    let effects = update(&mut state, Msg::Act(Action::Bookmark, Some(9)));
    let [Effect::KeepAll { stories, .. }] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(stories.len(), 3);
    let effects = update(&mut state, Msg::Act(Action::CopyAddress, Some(1)));
    assert!(matches!(&effects[..], [Effect::Copy(what, _)] if what == "Address"), "{effects:?}");
}

#[test]
fn what_is_about_more_than_the_picked_rows_ends_the_picking() {
    for action in [Action::AllRead, Action::Open, Action::ListOrder] {
        let mut state = started((80, 24), &[(1, true), (2, true), (3, true)]);
        act(&mut state, Action::Range);
        act(&mut state, Action::Down);
        act(&mut state, action);
        assert_eq!(state.list.picked(), None, "{action:?}");
    }
}

#[test]
fn what_takes_one_story_says_so_while_several_are_picked() {
    for action in [Action::NeverShow, Action::Pipe, Action::OtherWays, Action::FetchAgain, Action::Routes] {
        let mut state = started((80, 24), &[(1, true), (2, true), (3, true)]);
        act(&mut state, Action::Range);
        act(&mut state, Action::Down);
        assert_eq!(act(&mut state, action), [], "{action:?}");
        assert!(state.overlay.is_none(), "{action:?}");
        let said = state.status.as_ref().map(|said| said.text.to_string()).unwrap_or_default();
        assert!(said.contains("takes one story, and 2 rows are picked: Esc ends that"), "{said}");
        // Nothing was lost: the rows are still picked, and with the range ended the key does what it does.
        assert!(state.list.picked().is_some(), "{action:?}");
        act(&mut state, Action::Cancel);
        act(&mut state, action);
        let said = state.status.as_ref().map(|said| said.text.to_string()).unwrap_or_default();
        assert!(!said.contains("takes one story"), "{said}");
    }
    // One row that is picked is one story.
    let mut state = started((80, 24), &[(1, true), (2, true)]);
    act(&mut state, Action::Range);
    act(&mut state, Action::NeverShow);
    assert!(matches!(state.overlay, Some(Overlay::Mute(_))));
}

#[test]
fn what_is_picked_is_copied_line_by_line_opened_and_looked_after_together() {
    let picked = || {
        let mut state = started((80, 24), &[(1, true), (2, true), (3, true)]);
        act(&mut state, Action::Range);
        act(&mut state, Action::Down);
        state
    };
    let mut state = picked();
    let rows: Vec<_> = crate::app::update::list::stories(&state).into_iter().take(2).collect();
    let edition = state.list.edition.ready().unwrap();
    let row = |id: &StoryId| edition.rows.iter().find(|row| row.id == *id).unwrap();
    let titles: Vec<String> = rows.iter().map(|id| row(id).title.to_string()).collect();
    let addresses: Vec<Address> = rows.iter().map(|id| row(id).address.clone().unwrap()).collect();
    let written = addresses.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert_eq!(act(&mut state, Action::CopyAddress), [Effect::Copy("2 addresses".into(), written)]);
    assert_eq!(state.list.picked(), None);
    let copied = act(&mut picked(), Action::CopyTitle);
    assert_eq!(copied, [Effect::Copy("2 titles".into(), titles.join("\n"))]);
    let linked = act(&mut picked(), Action::CopyMarkdown);
    let [Effect::Copy(what, links)] = &linked[..] else { panic!("{linked:?}") };
    assert_eq!((what.as_str(), links.lines().count()), ("2 Markdown links", 2));
    let opened = act(&mut picked(), Action::Browser);
    assert_eq!(opened, addresses.iter().cloned().map(Effect::Browse).collect::<Vec<_>>());
    // A browser is not asked for a hundred windows by one key.
    let many: Vec<(i64, bool)> = (1..40).map(|id| (id, true)).collect();
    let mut state = started((80, 24), &many);
    act(&mut state, Action::Range);
    act(&mut state, Action::Bottom);
    assert_eq!(act(&mut state, Action::Browser), []);
    assert_eq!(state.status.as_ref().unwrap().text, "39 stories are too many to open at once: 20 at most");
    // What has no address has a title all the same, and that it is left out elsewhere is said.
    let mut state = picked();
    for row in state.list.rows_in_hand().filter(|row| row.id == rows[0]) {
        row.address = None;
    }
    let mut other = State::clone(&state);
    let copied = act(&mut state, Action::CopyTitle);
    assert!(matches!(&copied[..], [Effect::Copy(what, _)] if what == "2 titles"), "{copied:?}");
    let copied = act(&mut other, Action::CopyAddress);
    assert!(matches!(&copied[..], [Effect::Copy(what, _)] if what == "1 of 2 addresses"), "{copied:?}");
    // Only what is kept is looked after.
    let mut state = picked();
    for row in state.list.rows_in_hand() {
        row.bookmarked = row.id != rows[0];
    }
    assert_eq!(act(&mut state, Action::CheckLink), [Effect::CheckLinks(vec![addresses[1].clone()])]);
}

#[test]
fn a_text_that_was_stopped_is_not_waited_for() {
    let mut state = started((80, 24), &[(1, true)]);
    let effects = act(&mut state, Action::Open);
    assert!(matches!(state.reader.as_ref().unwrap().opened, Awaited::Waiting(_)), "{effects:?}");
    assert!(act(&mut state, Action::Interrupt).contains(&Effect::Stop { said: true }));
    update(&mut state, Msg::Stopped);
    let Awaited::Failed(fault) = &state.reader.as_ref().unwrap().opened else {
        panic!("it is still waited for")
    };
    assert!(fault.to_string().contains("X asks again"), "{fault}");
    // Asked again, it comes.
    let effects = act(&mut state, Action::FetchAgain);
    arrive(&mut state, &effects, 3);
    assert!(state.reader.as_ref().unwrap().opened.ready().is_some());
}

#[test]
fn what_the_list_leaves_out_is_never_said_not_to_be_there() {
    let mut state = listed((80, 24));
    let mut read = today();
    read.rows.iter_mut().for_each(|row| row.unread = false);
    super::super::days::reload_list(&mut state, crate::app::Replace::Now, &mut Vec::new());
    deliver(&mut state, read.clone());
    act(&mut state, Action::HideRead);
    assert_eq!(rows(&state), "");
    for action in [Action::Open, Action::ReadOn] {
        act(&mut state, action);
        let said = state.status.take().unwrap().text;
        assert_eq!(said.as_str(), "All 5 stories on this day are read: zu shows them", "{action:?}");
    }
    // The same of a range of days.
    act(&mut state, Action::GoCalendar);
    act(&mut state, Action::Range);
    act(&mut state, Action::Left);
    read.range = state.range();
    deliver(&mut state, read);
    let (what, hint) = crate::app::empty_words(&state).unwrap();
    assert_eq!((what.as_str(), hint.as_str()), ("All of this range is read", "zu shows 5 stories"));
    act(&mut state, Action::HideRead);
    assert_eq!(state.left_out(), 0);
}
