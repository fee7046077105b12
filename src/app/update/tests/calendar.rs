//! Transitions of the calendar: lenses, ranges, the year, borders, other sizes, the last time.

use super::*;
use crate::app::{DayLook, Lens, Regions};
use crate::news::{DayRange, Month, YearFacts};

fn loads(effects: &[Effect]) -> Vec<DayRange> {
    let range = |effect: &Effect| match effect {
        Effect::LoadEdition(_, _, range) => Some(*range),
        _ => None,
    };
    effects.iter().filter_map(range).collect()
}

fn between(first: &str, last: &str) -> DayRange {
    DayRange::between(day(first), day(last))
}

/// An edition of a range: a story for each of its days, the newest first.
fn edition_of(range: DayRange) -> Edition {
    let rows = range.days().rev().map(|on| story(i64::from(on.number()), on, true)).collect();
    Edition { scope: Scope::All, range, rows, muted: 0 }
}

/// A range of three days with its list, the keys in the calendar.
fn ranged() -> State {
    let mut state = started((80, 24), &[(1, true)]);
    act(&mut state, Action::GoCalendar);
    act(&mut state, Action::Range);
    act(&mut state, Action::Left);
    let effects = act(&mut state, Action::Left);
    assert_eq!(loads(&effects), [between("2025-11-11", "2025-11-13")]);
    deliver(&mut state, edition_of(between("2025-11-11", "2025-11-13")));
    state
}

#[test]
fn a_range_is_listed_by_day_and_ends_with_escape() {
    let mut state = ranged();
    let heads = state.list.rows.iter().filter(|row| matches!(row, crate::app::ListRow::Head(_)));
    assert_eq!(heads.count(), 3);
    assert_eq!(state.calendar.rest_until, None, "a range asks nobody by itself");
    let effects = act(&mut state, Action::Cancel);
    assert_eq!(loads(&effects), [day("2025-11-11").only()]);
    assert_eq!((state.calendar.anchor, state.focus), (None, Pane::Calendar));
}

#[test]
fn a_number_before_g_is_a_day_of_the_month() {
    let mut state = started((80, 24), &[(1, true)]);
    act(&mut state, Action::GoCalendar);
    for (number, action, on) in [
        (5, Action::Bottom, "2025-11-05"),
        (99, Action::Bottom, "2025-11-30"),
        (7, Action::Top, "2025-11-07"),
    ] {
        let effects = update(&mut state, Msg::Act(action, Some(number)));
        assert_eq!(loads(&effects), [day(on).only()]);
        assert_eq!((state.calendar.chosen, state.focus), (day(on), Pane::Calendar));
    }
    act(&mut state, Action::Range);
    update(&mut state, Msg::Act(Action::Bottom, Some(9)));
    assert_eq!(state.range(), between("2025-11-07", "2025-11-09"), "a range goes with it");
}

#[test]
fn what_acts_on_the_list_acts_on_the_range() {
    let mut state = ranged();
    let effects = act(&mut state, Action::AllRead);
    assert!(matches!(&effects[..], [Effect::Mark(ids, true)] if ids.len() == 3), "{effects:?}");
    let effects = act(&mut state, Action::Bookmark);
    assert!(matches!(&effects[..], [Effect::KeepAll { stories, .. }] if stories.len() == 3), "{effects:?}");
    let asked = act(&mut state, Action::Refresh);
    let days: Vec<_> = asked
        .iter()
        .filter_map(|effect| match effect {
            Effect::AskDay { day, force: true, .. } => Some(*day),
            _ => None,
        })
        .collect();
    assert_eq!(days, ["2025-11-13", "2025-11-12", "2025-11-11"].map(day));
}

#[test]
fn a_range_has_an_end_and_the_list_keeps_it() {
    let mut state = ranged();
    for _ in 0..40 {
        act(&mut state, Action::Up);
    }
    assert_eq!(state.range().len(), 92);
    assert_eq!(state.status.as_ref().unwrap().text, "A range has 92 days at most");
    let whole = state.range();
    deliver(&mut state, edition_of(whole));
    act(&mut state, Action::Open);
    assert_eq!(state.focus, Pane::List);
    assert_eq!(state.range().len(), 92, "the list is read, the range stays");
    act(&mut state, Action::NextDay);
    assert_eq!(state.calendar.anchor, None, "a day's step in the list is about one day");
}

#[test]
fn without_a_range_b_in_the_calendar_keeps_nothing() {
    let mut state = started((80, 24), &[(1, true)]);
    act(&mut state, Action::GoCalendar);
    assert!(act(&mut state, Action::Bookmark).is_empty());
    assert!(state.status.unwrap().text.starts_with("v begins a range"));
}

#[test]
fn the_calendar_counts_what_the_lens_says() {
    let mut state = started((80, 24), &[(1, true)]);
    let month = Month::new(2025, 11).unwrap();
    let mut facts = crate::news::DayFacts::unknown(day("2025-11-12"));
    (facts.stories, facts.unread, facts.minutes, facts.bookmarks) = (9, 3, 40, 1);
    state.calendar.months.insert(month, vec![facts]);
    let painted = |state: &State| {
        let DayLook { painted, stories, .. } = state.look(day("2025-11-12"), state.last_come());
        assert_eq!(stories, 9);
        painted
    };
    assert_eq!(painted(&state), 9);
    for (lens, count) in [(Lens::Unread, 3), (Lens::Minutes, 40), (Lens::Bookmarks, 1), (Lens::Stories, 9)] {
        let effects = act(&mut state, Action::CycleLens);
        assert_eq!((state.calendar.lens, painted(&state)), (lens, count));
        assert_eq!(effects, [Effect::Remember("screen.lens", lens.name().to_owned())]);
    }
}

#[test]
fn the_year_is_walked_without_asking_for_lists_or_days() {
    let mut state = started((80, 24), &[(1, true)]);
    let effects = act(&mut state, Action::GoYear);
    let months = effects.iter().filter(|effect| matches!(effect, Effect::LoadMonth(..))).count();
    assert_eq!(months, 9, "three are on their way already");
    let Some(Effect::LoadYears(ticket, _)) = effects.last() else { panic!("{effects:?}") };
    let year = YearFacts { year: 2025, stories: 9, unread: 1, minutes: 3, bookmarks: 0 };
    update(&mut state, Msg::Years(*ticket, vec![year]));
    assert_eq!(state.year.years, [year]);
    for (action, to) in [
        (Action::Left, "2025-11-12"),
        (Action::Up, "2025-11-05"),
        (Action::PreviousMonth, "2025-10-05"),
        (Action::NextWeek, "2025-10-12"),
        (Action::PageUp, "2024-10-12"),
        (Action::NextYear, "2025-10-12"),
        (Action::Down, "2025-10-19"),
    ] {
        let effects = act(&mut state, action);
        assert_eq!(state.year.cursor, day(to), "{action:?}");
        assert!(loads(&effects).is_empty());
        assert!(at(&mut state, 5_000).iter().all(|effect| !matches!(effect, Effect::AskDay { .. })));
    }
    assert_eq!(state.calendar.chosen, day("2025-11-13"));
    let effects = act(&mut state, Action::Open);
    assert_eq!(loads(&effects), [day("2025-10-19").only()]);
    assert_eq!((state.screen, state.focus), (Screen::Days, Pane::List));
}

#[test]
fn q_leaves_the_year_where_one_was() {
    let mut state = started((80, 24), &[(1, true), (2, true)]);
    let effects = act(&mut state, Action::Open);
    arrive(&mut state, &effects, 60);
    act(&mut state, Action::PageDown);
    let top = state.reader.as_ref().unwrap().top;
    act(&mut state, Action::GoYear);
    act(&mut state, Action::PreviousMonth);
    act(&mut state, Action::Back);
    assert_eq!((state.screen, state.focus, reading(&state)), (Screen::Days, Pane::Reader, Some(1)));
    assert_eq!(state.reader.unwrap().top, top);
    assert_eq!(state.calendar.chosen, day("2025-11-13"));
}

#[test]
fn bookmarks_and_back_return_to_the_story() {
    let mut state = started((80, 24), &[(1, true), (2, true)]);
    let effects = act(&mut state, Action::Open);
    arrive(&mut state, &effects, 60);
    act(&mut state, Action::PageDown);
    let top = state.reader.as_ref().unwrap().top;
    act(&mut state, Action::GoBookmarks);
    assert!(state.reader.is_none());
    act(&mut state, Action::Back);
    assert_eq!((state.focus, reading(&state)), (Pane::Reader, Some(1)));
    assert_eq!(state.reader.as_ref().unwrap().top, top);
    // A story that was still on its way is asked for again: its answer went nowhere.
    act(&mut state, Action::NextStory);
    act(&mut state, Action::GoBookmarks);
    let effects = act(&mut state, Action::Back);
    arrive(&mut state, &effects, 3);
    assert_eq!(reading(&state), Some(2));
}

#[test]
fn the_cursor_keeps_to_years_that_have_news() {
    let mut state = started((80, 24), &[(1, true)]);
    act(&mut state, Action::GoCalendar);
    update(&mut state, Msg::Act(Action::PreviousYear, Some(9_999)));
    assert_eq!(state.calendar.chosen, day("1600-01-01"));
    update(&mut state, Msg::Act(Action::NextYear, Some(9_999)));
    assert_eq!(state.calendar.chosen, day("2027-11-13"));
}

#[test]
fn borders_move_stop_and_are_remembered() {
    let mut state = started((120, 40), &[(1, true)]);
    let list = Regions::of(&state).list.width;
    let effects = act(&mut state, Action::BorderRight);
    assert!(effects.contains(&Effect::Remember("screen.list", (list + 2).to_string())), "{effects:?}");
    act(&mut state, Action::GoCalendar);
    update(&mut state, Msg::Act(Action::BorderRight, Some(100)));
    let regions = Regions::of(&state);
    assert!(
        regions.calendar.width > 23 && regions.list.width >= 28 && regions.reader.width >= 28,
        "{regions:?}"
    );
    act(&mut state, Action::BorderRight);
    assert_eq!(state.status.as_ref().unwrap().text, "The border goes no further");
    update(&mut state, Msg::Act(Action::BorderLeft, Some(100)));
    assert_eq!(Regions::of(&state).calendar.width, 23);
    // With two columns the border goes out at the left; the list has all columns then, also the next time.
    update(&mut state, Msg::Resize(80, 24));
    let effects = act(&mut state, Action::BorderLeft);
    assert!(effects.contains(&Effect::Remember("screen.side", "0".to_owned())), "{effects:?}");
    let regions = Regions::of(&state);
    assert_eq!((regions.list.width, regions.calendar.width, regions.strip.width), (80, 0, 80));
    act(&mut state, Action::BorderLeft);
    assert_eq!(state.status.as_ref().unwrap().text, "The border goes no further");
    update(&mut state, Msg::Resize(120, 40));
    assert_eq!(Regions::of(&state).calendar.width, 23);
    update(&mut state, Msg::Resize(80, 24));
    let effects = act(&mut state, Action::BorderRight);
    assert!(effects.contains(&Effect::Remember("screen.side", String::new())), "{effects:?}");
    assert_eq!(Regions::of(&state).calendar.width, 23);
    update(&mut state, Msg::Resize(40, 12));
    assert!(act(&mut state, Action::BorderLeft).is_empty());
    assert_eq!(state.status.as_ref().unwrap().text, "There is no border here");
}

#[test]
fn the_measure_says_what_is_in_force() {
    let mut state = started((80, 24), &[(1, true)]);
    let effects = act(&mut state, Action::Open);
    arrive(&mut state, &effects, 3);
    let said = |state: &State| state.status.as_ref().unwrap().text.to_string();
    act(&mut state, Action::Wider);
    assert_eq!(said(&state), "76 columns, for all stories");
    act(&mut state, Action::Wider);
    assert_eq!(said(&state), "76 columns: the pane has no more");
    act(&mut state, Action::Narrower);
    assert_eq!(said(&state), "72 columns, for all stories");
    update(&mut state, Msg::Act(Action::Narrower, Some(90)));
    assert_eq!(said(&state), "20 columns, the narrowest");
}

#[test]
fn a_story_that_fitted_whole_is_back_at_its_place() {
    let mut state = started((80, 24), &[(1, true)]);
    let effects = act(&mut state, Action::Open);
    arrive(&mut state, &effects, 40);
    act(&mut state, Action::PageDown);
    let top = state.reader.as_ref().unwrap().top;
    assert!(top > 0);
    update(&mut state, Msg::Resize(80, 200));
    assert_eq!(state.reader.as_ref().unwrap().top, 0, "all of it is in sight");
    update(&mut state, Msg::Resize(80, 24));
    assert_eq!(state.reader.as_ref().unwrap().top, top);
}

#[test]
fn another_day_and_story_after_a_restart() {
    let mut state = started((80, 24), &[(1, true)]);
    act(&mut state, Action::PreviousWeek);
    deliver(&mut state, edition("2025-11-06", &[(7, true), (8, true)]));
    act(&mut state, Action::Down);
    let effects = act(&mut state, Action::Open);
    arrive(&mut state, &effects, 3);
    let told: Vec<_> = act(&mut state, Action::Quit)
        .into_iter()
        .filter_map(|effect| match effect {
            Effect::Remember(name, value) => Some((name.to_owned(), value)),
            _ => None,
        })
        .collect();

    let mut state = fresh((80, 24));
    update(&mut state, Msg::Remembered(told.clone()));
    let effects = update(&mut state, Msg::Sources(vec![source(1, "The Wire")]));
    assert_eq!(loads(&effects), [day("2025-11-06").only()]);
    let effects = deliver(&mut state, edition("2025-11-06", &[(7, true), (8, false)]));
    arrive(&mut state, &effects, 3);
    assert_eq!((state.focus, reading(&state)), (Pane::Reader, Some(8)));

    // What was asked for before the sources were known is asked for anew, and nothing of today is shown under that day.
    let mut early = fresh((80, 24));
    let first = begin(&mut early);
    assert_eq!(loads(&first), [day("2025-11-13").only()]);
    let (of_today, _) = early.list.reload.unwrap();
    let effects = update(&mut early, Msg::Remembered(told.clone()));
    assert_eq!(loads(&effects), [day("2025-11-06").only()]);
    update(&mut early, Msg::Edition(of_today, Ok(edition("2025-11-13", &[(1, true)]))));
    assert!(early.list.edition.ready().is_none());
    let effects = update(&mut early, Msg::Sources(vec![source(1, "The Wire")]));
    assert!(loads(&effects).is_empty());
    let effects = deliver(&mut early, edition("2025-11-06", &[(7, true), (8, false)]));
    arrive(&mut early, &effects, 3);
    assert_eq!((early.focus, reading(&early)), (Pane::Reader, Some(8)));

    // The store may answer after the sources; and who has pressed a key stays where they are.
    let mut late = fresh((80, 24));
    update(&mut late, Msg::Sources(vec![source(1, "The Wire")]));
    let effects = update(&mut late, Msg::Remembered(told.clone()));
    assert_eq!(loads(&effects), [day("2025-11-06").only()]);
    let mut hasty = fresh((80, 24));
    update(&mut hasty, Msg::Sources(vec![source(1, "The Wire")]));
    act(&mut hasty, Action::PreviousDay);
    assert!(loads(&update(&mut hasty, Msg::Remembered(told))).is_empty());
    assert_eq!(hasty.calendar.chosen, day("2025-11-12"));
}

#[test]
fn a_new_day_begins_with_today_and_none_to_come_is_opened() {
    for (on, told, opened) in [
        ("2025-11-12", "2025-11-12", "2025-11-13"),
        ("2025-11-10", "2025-11-12", "2025-11-13"),
        ("2025-11-10", "2025-11-13", "2025-11-10"),
        ("2025-12-24", "2025-11-13", "2025-11-13"),
    ] {
        let facts = [("day", on), ("today", told), ("story", "3"), ("open", "0")];
        let facts = facts.map(|(name, value)| (format!("screen.{name}"), value.to_owned()));
        let mut state = fresh((80, 24));
        update(&mut state, Msg::Remembered(facts.to_vec()));
        assert_eq!(state.calendar.chosen, day(opened), "{on}, told on {told}");
    }
}

#[test]
fn a_day_that_was_said_for_once_is_not_remembered() {
    let mut state = fresh((80, 24));
    state.day_given = Some(day("2025-11-13"));
    let told = |effects: &[Effect]| {
        effects.iter().any(|effect| matches!(effect, Effect::Remember("screen.day" | "screen.story", _)))
    };
    assert!(!told(&act(&mut state, Action::Quit)));
    act(&mut state, Action::PreviousDay);
    assert!(told(&act(&mut state, Action::Quit)), "where one went from it is");
}

#[test]
fn a_story_that_was_open_on_another_day_is_offered_and_today_is_opened() {
    let facts = |today: &str| {
        let facts = [
            ("day", "2025-11-12"),
            ("today", today),
            ("story", "3"),
            ("open", "1"),
            ("title", "Grain talks"),
        ];
        facts.map(|(name, value)| (format!("screen.{name}"), value.to_owned())).to_vec()
    };
    let mut state = fresh((80, 24));
    update(&mut state, Msg::Remembered(facts("2025-11-12")));
    update(&mut state, Msg::Sources(vec![source(1, "The Wire")]));
    deliver(&mut state, edition("2025-11-13", &[(5, true)]));
    assert_eq!((state.calendar.chosen, reading(&state)), (day("2025-11-13"), None));
    let status = state.status.as_ref().unwrap();
    assert_eq!(status.text, "H goes on with the story of 12 Nov: Grain talks");
    assert_eq!(status.until, None, "it stands until a key");
    let effects = act(&mut state, Action::HistoryBack);
    assert_eq!((reading(&state), state.focus), (Some(3), Pane::Reader));
    arrive(&mut state, &effects, 3);
    assert!(state.reader.as_ref().unwrap().opened.ready().is_some());
    act(&mut state, Action::Back);
    assert_eq!((state.calendar.chosen, state.focus), (day("2025-11-13"), Pane::List));

    // On the same day it is open again.
    let mut same = fresh((80, 24));
    update(&mut same, Msg::Remembered(facts("2025-11-13")));
    assert_eq!((same.calendar.chosen, same.status.is_none()), (day("2025-11-12"), true));
    update(&mut same, Msg::Sources(vec![source(1, "The Wire")]));
    deliver(&mut same, edition("2025-11-12", &[(3, false)]));
    assert_eq!(reading(&same), Some(3));
}

#[test]
fn my_clock_loads_the_days_anew() {
    let mut state = started((80, 24), &[(1, true)]);
    let effects = act(&mut state, Action::OwnClock);
    let own = effects.iter().position(|effect| *effect == Effect::OwnClock(true)).unwrap();
    let load = effects.iter().position(|effect| matches!(effect, Effect::LoadEdition(..))).unwrap();
    assert!(own < load, "first the clock, then what is seen by it");
    assert!(effects.iter().any(|effect| matches!(effect, Effect::LoadMonth(..))));
    let effects = act(&mut state, Action::OwnClock);
    assert!(effects.contains(&Effect::OwnClock(false)));
}

/// What can happen to a screen, picked by numbers.
fn anything(pick: u8, size: (u16, u16)) -> Msg {
    const ACTIONS: [Action; 20] = [
        Action::Down,
        Action::Up,
        Action::Left,
        Action::Right,
        Action::Open,
        Action::Back,
        Action::GoYear,
        Action::GoCalendar,
        Action::Range,
        Action::Cancel,
        Action::CycleLens,
        Action::WeekNumbers,
        Action::BorderLeft,
        Action::BorderRight,
        Action::GoBookmarks,
        Action::Zen,
        Action::ReadOn,
        Action::NextMonth,
        Action::PageDown,
        Action::Bottom,
    ];
    match ACTIONS.get(usize::from(pick)) {
        Some(action) => Msg::Act(*action, None),
        None => Msg::Resize(size.0, size.1),
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]
    #[test]
    fn any_size_at_any_moment_leaves_the_panes_apart(
        steps in proptest::collection::vec((0u8..40, 1u16..=500, 1u16..=200), 1..40),
    ) {
        let mut state = started((80, 24), &[(1, true), (2, true), (3, false)]);
        for (pick, w, h) in steps {
            let effects = update(&mut state, anything(pick, (w, h)));
            for effect in effects {
                // The world answers what it is asked for, in whatever size the screen has by then.
                match effect {
                    Effect::Open { ticket, measure, .. } => {
                        update(&mut state, Msg::Opened(ticket, Ok(text(50, measure))));
                    }
                    Effect::Set(ticket, _, measure) => {
                        update(&mut state, Msg::Set(ticket, text(50, measure).page));
                    }
                    Effect::LoadEdition(ticket, _, range) => {
                        update(&mut state, Msg::Edition(ticket, Ok(edition_of(range))));
                    }
                    _ => {}
                }
            }
            if state.leaving {
                break;
            }
            let regions = Regions::of(&state);
            let panes = [regions.calendar, regions.strip, regions.sources, regions.list, regions.reader, regions.year];
            for (i, pane) in panes.iter().enumerate() {
                proptest::prop_assert_eq!(pane.intersection(regions.screen), *pane, "within the screen");
                let others = panes.iter().skip(i + 1).filter(|other| !other.is_empty() && !pane.is_empty());
                proptest::prop_assert!(others.into_iter().all(|other| !pane.intersects(*other)), "{:?}", panes);
            }
            if !regions.too_small {
                let has_keys = match state.focus {
                    Pane::Reader => regions.reader,
                    Pane::Sources => regions.sources,
                    Pane::Calendar => regions.calendar.union(regions.strip).union(regions.year),
                    Pane::List => regions.list,
                };
                proptest::prop_assert!(regions.screen.height < 8 || !has_keys.is_empty(), "{:?} {:?}", state.focus, regions);
            }
            if let Some(reader) = &state.reader {
                let lines = reader.opened.ready().map_or(0, |opened| opened.page.lines.len());
                proptest::prop_assert!(reader.top <= lines);
            }
        }
    }
}
