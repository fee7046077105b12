//! Transitions: a state and a message give a state and effects, without a terminal.

mod asking;
mod calendar;
mod changes;
mod committed;
mod hands;
mod line;
mod links;
mod list_line;
mod muting;
mod next_day;
mod ordering;
mod panels;
mod pictures;
mod pointing;
mod reading;
mod routes;
mod sentences;
mod texts;
mod typed_ahead;
mod typing;
mod waiting;

use std::sync::Arc;
use std::time::Duration;

use jiff::tz::TimeZone;

use super::super::message::{AskReport, DayKind, Effect, Msg, Opened, Target, TextChoice};
use super::super::state::{AddLine, AddState, Input, Mark, Overlay, Pane, Screen, SourceState, Start, State};
use super::super::{Action, Awaited, Figures, Ticket};
use super::{begin, update};
use crate::keymap::{Key, KeyCode};
use crate::locale::Locale;
use crate::news::{
    Address, Article, Attached, Block, Bookmark, Day, DayFrom, Document, Edition, Fault, FaultKind, Headline,
    Health, Moment, Now, Role, Route, Scope, Slug, Source, SourceId, SourceRow, Span, StoryId, Text,
    TextKind,
};
use crate::typeset::{Head, Measure, typeset};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn fresh(size: (u16, u16)) -> State {
    State::new(Start {
        size,
        now: Now { instant: "2025-11-13T12:00:00Z".parse().unwrap(), zone: TimeZone::UTC },
        day: None,
        locale: Locale::named("en").unwrap(),
        measure: 72,
        mark: Mark::Open,
        ask_by_rest: true,
        refresh_on_start: false,
        ascii: false,
        demo_only: false,
        no_sources: false,
    })
}

fn source(id: i64, title: &str) -> SourceState {
    let template = "https://wire.example/{YYYY}-{MM}-{DD}/".parse().unwrap();
    SourceState {
        row: SourceRow {
            id: SourceId(id),
            slug: Slug::from_text(title),
            title: Text::line(title),
            stories: 3,
            unread: 3,
            added: day("2025-11-01"),
            health: Health::default(),
        },
        source: Arc::new(Source {
            routes: vec![Route::DayPage { template, from: None, to: None }],
            ..Source::new(Slug::from_text(title), Text::line(title))
        }),
    }
}

fn story(id: i64, on: Day, unread: bool) -> Headline {
    Headline {
        id: StoryId(id),
        source: SourceId(1),
        source_title: Text::line("The Wire"),
        address: Address::parse(&format!("https://wire.example/{id}/")).ok(),
        title: Text::line(&format!("Story {id}")),
        deck: Text::default(),
        section: None,
        author: None,
        day: on,
        day_from: DayFrom::Page,
        moment: None,
        words: None,
        minutes: None,
        unread,
        bookmarked: false,
        has_text: false,
        also: Vec::new(),
        muted: false,
    }
}

fn text(lines: usize, measure: u16) -> Opened {
    let blocks = (0..lines)
        .map(|n| Block::Paragraph {
            role: Role::Body,
            spans: vec![Span::plain(Text::line(&format!("Line {n}")))],
        })
        .collect();
    let article = Article {
        address: Address::parse("https://wire.example/1/").ok(),
        words: 10,
        ..Article::new(TextKind::Extracted, Text::line("Story"), Document { blocks, links: Vec::new() })
    };
    let page = typeset(&article, &Head::default(), Measure::of(measure));
    let (article, page) = (Arc::new(article), Arc::new(page));
    Opened {
        headline: None,
        article,
        instead_of: None,
        choice: None,
        page,
        place: None,
        kept: None,
        typed: false,
        attached: Attached::default(),
        figures: Figures::default(),
    }
}

fn edition(on: &str, stories: &[(i64, bool)]) -> Edition {
    let on = day(on);
    Edition {
        scope: Scope::All,
        range: on.only(),
        rows: stories.iter().map(|(id, unread)| story(*id, on, *unread)).collect(),
        muted: 0,
    }
}

/// Answers the last load of the list.
fn deliver(state: &mut State, edition: Edition) -> Vec<Effect> {
    let (ticket, _) = state.list.reload.unwrap();
    update(state, Msg::Edition(ticket, Ok(edition)))
}

/// A program that has shown its sources and today's stories.
pub(super) fn started(size: (u16, u16), stories: &[(i64, bool)]) -> State {
    let mut state = fresh(size);
    update(&mut state, Msg::Sources(vec![source(1, "The Wire")]));
    deliver(&mut state, edition("2025-11-13", stories));
    state
}

fn act(state: &mut State, action: Action) -> Vec<Effect> {
    update(state, Msg::Act(action, None))
}

/// Answers the last opening with a text of so many lines.
fn arrive(state: &mut State, effects: &[Effect], lines: usize) -> Vec<Effect> {
    let measure = state.reader.as_ref().unwrap().measure;
    update(state, Msg::Opened(ticket_of(effects), Ok(text(lines, measure))))
}

/// The ticket of the story that is opened.
fn ticket_of(effects: &[Effect]) -> Ticket {
    let ticket = effects.iter().find_map(|effect| match effect {
        Effect::Open { ticket, .. } => Some(*ticket),
        _ => None,
    });
    ticket.expect("something is opened")
}

fn reading(state: &State) -> Option<i64> {
    match state.reader.as_ref()?.target {
        Target::Story(id) => Some(id.0),
        Target::Address(_) | Target::Link(_) => None,
    }
}

pub(super) fn at(state: &mut State, millis: u64) -> Vec<Effect> {
    let now = state.now.clone();
    update(state, Msg::Time { now, since_start: Duration::from_millis(millis) })
}

#[test]
fn focus_begins_where_there_is_something_to_read() {
    assert_eq!(started((80, 24), &[(1, true)]).focus, Pane::List);
    let mut empty = started((80, 24), &[]);
    assert_eq!(empty.focus, Pane::List, "more may come: the day is about to be asked for");
    let asked = at(&mut empty, 250);
    assert!(matches!(&asked[..], [Effect::AskDay { .. }]));
    let today = empty.today();
    update(&mut empty, Msg::DayAsked(today, AskReport::default()));
    deliver(&mut empty, edition("2025-11-13", &[]));
    assert_eq!(empty.focus, Pane::Calendar);
}

#[test]
fn ten_quick_steps_cost_one_list() {
    let mut state = started((80, 24), &[(1, true)]);
    let mut tickets = Vec::new();
    for _ in 0..10 {
        act(&mut state, Action::PreviousDay);
        tickets.push(state.list.reload.unwrap().0);
    }
    for ticket in &tickets[..9] {
        update(&mut state, Msg::Edition(*ticket, Ok(edition("2025-11-05", &[(9, true)]))));
        assert!(state.list.reload.is_some(), "an older answer is dropped");
    }
    update(&mut state, Msg::Edition(tickets[9], Ok(edition("2025-11-03", &[(7, true)]))));
    assert_eq!(state.list.selected, Some(StoryId(7)));
    assert_eq!(state.calendar.chosen, day("2025-11-03"));
}

#[test]
fn a_rest_on_an_unknown_day_asks_for_it_once() {
    let mut state = started((80, 24), &[(1, true)]);
    act(&mut state, Action::PreviousDay);
    assert_eq!(state.deadline(), Some(Duration::from_millis(250)));
    assert!(at(&mut state, 100).is_empty());
    let asked = at(&mut state, 250);
    assert!(matches!(&asked[..], [Effect::AskDay { force: false, .. }]), "{asked:?}");
    assert!(state.look(day("2025-11-12"), state.last_come()).fetching);
    assert!(at(&mut state, 900).is_empty());
}

#[test]
fn copies_of_a_day_are_asked_for_by_a_key_only() {
    let mut state = started((80, 24), &[(1, true)]);
    act(&mut state, Action::AskCopies);
    assert_eq!(state.status.as_ref().unwrap().text, "The Wayback Machine has past days only");
    act(&mut state, Action::PreviousWeek);
    let asked = act(&mut state, Action::AskCopies);
    let on = day("2025-11-06");
    assert!(
        asked.iter().any(|effect| matches!(effect, Effect::AskCopies(_, day) if *day == on)),
        "{asked:?}"
    );
    assert!(state.look(on, state.last_come()).fetching);
}

#[test]
fn a_day_to_come_is_not_asked() {
    let mut state = started((80, 24), &[(1, true)]);
    act(&mut state, Action::NextDay);
    assert!(at(&mut state, 300).is_empty());
    act(&mut state, Action::Refresh);
    assert_eq!(state.status.unwrap().text, "This day has not come yet");
}

#[test]
fn a_day_is_asked_by_rest_once_and_by_the_key_always() {
    let mut state = started((80, 24), &[(1, true)]);
    act(&mut state, Action::PreviousWeek);
    let asked = at(&mut state, 400);
    assert!(matches!(&asked[..], [Effect::AskDay { force: false, .. }]), "{asked:?}");
    let on = day("2025-11-06");
    update(&mut state, Msg::DayAsked(on, AskReport::default()));
    act(&mut state, Action::NextDay);
    act(&mut state, Action::PreviousDay);
    assert!(
        !at(&mut state, 900).iter().any(|effect| matches!(effect, Effect::AskDay { day, .. } if *day == on))
    );
    let asked = act(&mut state, Action::Refresh);
    assert!(matches!(&asked[..], [Effect::AskDay { force: true, .. }]), "{asked:?}");
}

#[test]
fn new_stories_wait_and_nothing_moves() {
    let mut state = started((80, 24), &[(1, true), (2, true)]);
    act(&mut state, Action::Down);
    update(&mut state, Msg::Refreshed(AskReport { new: 1, answered: 1, ..AskReport::default() }));
    deliver(&mut state, edition("2025-11-13", &[(3, true), (1, true), (2, false)]));
    assert_eq!(state.list.rows.len(), 3, "head and two stories");
    assert_eq!(state.list.waiting.as_ref().map(|(_, new)| *new), Some(1));
    assert!(!state.list.edition.ready().unwrap().rows[1].unread, "marks change at once");
    act(&mut state, Action::Top);
    assert_eq!(state.list.rows.len(), 4);
    assert!(state.list.waiting.is_none());
}

#[test]
fn a_day_that_is_asked_for_fills_without_moving_the_chosen_row() {
    let mut state = started((80, 24), &[(1, true), (2, true)]);
    act(&mut state, Action::Down);
    let today = state.today();
    update(&mut state, Msg::DayAsked(today, AskReport::default()));
    let many: Vec<_> = (10..40).map(|id| (id, true)).chain([(1, true), (2, true)]).collect();
    deliver(&mut state, edition("2025-11-13", &many));
    assert_eq!(state.list.selected, Some(StoryId(2)));
    assert_eq!(super::list::screen_line(&state), Some(2), "head and one story above it, as before");
}

#[test]
fn space_reads_the_day_to_its_end_and_goes_on() {
    let mut state = started((80, 24), &[(1, false), (2, false), (3, false)]);
    for id in 1..=3 {
        let effects = act(&mut state, Action::ReadOn);
        assert_eq!(reading(&state), Some(id));
        assert!(!effects.iter().any(|effect| matches!(effect, Effect::Mark(..))), "they were read before");
        arrive(&mut state, &effects, 30);
        while !super::reader::at_end(&state) {
            act(&mut state, Action::ReadOn);
            assert_eq!(reading(&state), Some(id));
        }
    }
    let effects = act(&mut state, Action::ReadOn);
    let Some(Effect::FindDay { ticket, forward: true, with: DayKind::Stories, .. }) = effects.last() else {
        panic!("{effects:?}")
    };
    update(&mut state, Msg::NextDay(*ticket, Some(day("2025-11-15")), vec![day("2025-11-14")]));
    assert_eq!(state.status.as_ref().unwrap().text, "✓ 13 Nov is done. Space goes on to 15 Nov");
    act(&mut state, Action::ReadOn);
    assert_eq!(state.calendar.chosen, day("2025-11-15"));
    deliver(&mut state, edition("2025-11-15", &[(8, true)]));
    assert_eq!(reading(&state), Some(8));
}

#[test]
fn space_goes_by_the_unread_and_stops_when_they_are_read() {
    let mut state = started((80, 24), &[(1, false), (2, true), (3, false), (4, true)]);
    state.focus = Pane::Calendar;
    let effects = act(&mut state, Action::ReadOn);
    assert_eq!(reading(&state), Some(2), "the first unread one");
    let shown = arrive(&mut state, &effects, 2);
    assert!(shown.contains(&Effect::Mark(vec![StoryId(2)], true)));
    let effects = act(&mut state, Action::ReadOn);
    assert_eq!(reading(&state), Some(4));
    arrive(&mut state, &effects, 2);
    let effects = act(&mut state, Action::ReadOn);
    assert!(matches!(effects.last(), Some(Effect::FindDay { .. })), "the day is done");
}

#[test]
fn the_next_story_is_made_ready_and_opened_without_asking() {
    let mut state = started((80, 24), &[(1, true), (2, true)]);
    let effects = act(&mut state, Action::Open);
    let effects = arrive(&mut state, &effects, 2);
    let [Effect::Mark(..), Effect::Ahead(next, measure)] = &effects[..] else { panic!("{effects:?}") };
    let opened = text(3, *measure);
    update(&mut state, Msg::Ahead(*next, Some(opened)));
    let effects = act(&mut state, Action::ReadOn);
    assert_eq!(reading(&state), Some(2));
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Open { .. })));
    assert!(state.reader.unwrap().opened.ready().is_some());
}

fn bookmark(address: &Address) -> Bookmark {
    Bookmark {
        standing: crate::news::Standing::default(),
        address: address.clone(),
        story: None,
        day: day("2025-11-13"),
        added: Moment::at("2025-11-13T12:00:00Z".parse().unwrap()),
        title: Text::line("Story 1"),
        source_title: Text::line("The Wire"),
        note: Text::default(),
        tags: Vec::new(),
        has_text: false,
        words: None,
        minutes: None,
    }
}

#[test]
fn the_star_is_hollow_until_the_commit() {
    let mut state = started((80, 24), &[(1, true)]);
    let address = Address::parse("https://wire.example/1/").unwrap();
    assert_eq!(act(&mut state, Action::Bookmark), [Effect::Keep(Target::Story(StoryId(1)), address.clone())]);
    assert_eq!(state.pending_mark(Some(&address)), Some(true));
    let bookmark = bookmark(&address);
    update(&mut state, Msg::Kept(address.clone(), Some(Box::new(bookmark))));
    assert_eq!(state.pending_mark(Some(&address)), None);
    assert!(state.list.edition.ready().unwrap().rows[0].bookmarked);
    assert_eq!(act(&mut state, Action::Bookmark), [Effect::Unkeep(address.clone())]);
    let fault = Fault::new(FaultKind::Storage, "the disk is full");
    update(&mut state, Msg::NotKept(address, fault));
    assert!(state.list.edition.ready().unwrap().rows[0].bookmarked, "still kept");
}

#[test]
fn a_bookmark_that_is_toggled_again_before_it_is_committed_shows_what_was_pressed_last() {
    let mut state = started((80, 24), &[(1, true)]);
    let address = Address::parse("https://wire.example/1/").unwrap();
    let kept = |state: &State| state.is_kept(&state.list.edition.ready().unwrap().rows[0]);
    for wanted in [true, false, true] {
        act(&mut state, Action::Bookmark);
        assert_eq!(kept(&state), wanted);
    }
    let bookmark = Box::new(bookmark(&address));
    for committed in [Some(bookmark.clone()), None, Some(bookmark)] {
        update(&mut state, Msg::Kept(address.clone(), committed));
        assert!(kept(&state), "no answer to an earlier key is shown for that to the last");
    }
    assert!(state.pending_marks.is_empty());
}

#[test]
fn q_goes_out_step_by_step() {
    let mut state = started((80, 24), &[(1, true)]);
    let effects = act(&mut state, Action::Open);
    arrive(&mut state, &effects, 2);
    let saved = act(&mut state, Action::Back);
    assert!(saved.iter().any(|effect| matches!(effect, Effect::SavePlace(..))));
    assert_eq!(state.focus, Pane::List);
    act(&mut state, Action::Back);
    assert_eq!(state.focus, Pane::Calendar);
    assert_eq!(act(&mut state, Action::Back).last(), Some(&Effect::Quit));
    assert!(state.leaving);
}

#[test]
fn an_escape_and_a_key_that_came_as_one_are_both_unless_words_are_typed_or_alt_is_bound() {
    let alt = |c| Msg::Key(Key::new(KeyCode::Char(c), crate::keymap::Modifiers::ALT));
    let mut state = started((80, 24), &[(1, true)]);
    update(&mut state, Msg::Key(Key::char('?')));
    update(&mut state, alt('b'));
    assert!(state.overlay.is_none() && !state.pending_marks.is_empty());
    update(&mut state, Msg::Key(Key::char(':')));
    update(&mut state, alt('b'));
    assert!(matches!(state.overlay, Some(Overlay::Palette(_))), "a word is typed there");
    state.overlay = None;
    update(&mut state, alt('Q'));
    assert!(state.leaving);
}

#[test]
fn a_pasted_address_opens_the_add_line_and_other_words_do_not() {
    let mut state = started((80, 24), &[(1, true)]);
    update(&mut state, Msg::Paste("just some words q\nQ".to_owned()));
    assert!(state.overlay.is_none() && !state.leaving);
    update(&mut state, Msg::Paste(" https://ru24.example/world/\n".to_owned()));
    let Some(Overlay::Add(add)) = &state.overlay else { panic!("no add line") };
    assert_eq!(add.input.text, "https://ru24.example/world/");
    let effects = update(&mut state, Msg::Key(Key::plain(KeyCode::Enter)));
    assert!(matches!(&effects[..], [Effect::Discover(_, typed)] if typed == "https://ru24.example/world/"));
    let Some(Overlay::Add(add)) = &state.overlay else { panic!("no add line") };
    assert!(matches!(add.state, AddState::Looking(_)));
}

#[test]
fn the_first_day_is_asked_for_before_the_sources_are_known_and_again_only_where_they_are_others() {
    let asks = |effects: &[Effect]| effects.iter().any(|effect| matches!(effect, Effect::LoadEdition(..)));
    let asks_beside = |effects: &[Effect]| {
        let (searches, ends) = (
            effects.contains(&Effect::LoadSearches),
            effects.iter().any(|effect| matches!(effect, Effect::LoadEnds(..))),
        );
        assert_eq!(searches, ends);
        searches
    };
    let sources = || Msg::Sources(vec![source(1, "The Wire")]);
    // Whether the store knew other sources, and what it had of the day when the sources come.
    for (is_outdated, stories, asked) in [
        (false, Some(1), false),
        (false, None, false),
        (true, Some(1), true),
        (true, None, true),
        (false, Some(0), true),
    ] {
        let mut state = fresh((80, 24));
        let first = begin(&mut state);
        assert!(asks(&first) && asks_beside(&first));
        if let Some(stories) = stories {
            let rows: Vec<_> = (1..=stories).map(|id| (id, true)).collect();
            deliver(&mut state, edition("2025-11-13", &rows));
        }
        if is_outdated {
            update(&mut state, Msg::Outdated);
        }
        let effects = update(&mut state, sources());
        assert_eq!((asks(&effects), asks_beside(&effects)), (asked, asked), "{is_outdated} {stories:?}");
        assert!(state.calendar.rest_until.is_some());
        if state.list.reload.is_some() {
            deliver(&mut state, edition("2025-11-13", &[(7, true)]));
            assert_eq!(state.list.selected, Some(StoryId(7)));
        }
        // Only the first time.
        assert!(asks(&update(&mut state, sources())));
    }
    // At the card nothing is asked for.
    let mut state = fresh((80, 24));
    state.screen = Screen::Card;
    assert!(!asks(&begin(&mut state)));
}

#[test]
fn without_sources_the_card_is_shown() {
    let mut state = fresh((80, 24));
    update(&mut state, Msg::Sources(Vec::new()));
    assert_eq!(state.screen, Screen::Card);
    assert_eq!(update(&mut state, Msg::Key(Key::plain(KeyCode::Enter))), [Effect::Demo(true)]);
    assert!(state.demo);
}

#[test]
fn the_first_source_leaves_the_keys_to_the_calendar_in_whatever_order_its_news_comes() {
    let answers = |state: &mut State| {
        let ticket = state.tickets.draw();
        let mut add = AddLine {
            input: Input::default(),
            state: AddState::Adding(ticket),
            others: Vec::new(),
            scrolled: 0,
            instead: None,
        };
        add.input.insert("https://wire.example/");
        state.overlay = Some(Overlay::Add(add));
        [
            Msg::Sources(Vec::new()),
            Msg::Sources(vec![source(1, "The Wire")]),
            Msg::Subscribed(ticket, Ok(source(1, "The Wire").row)),
        ]
    };
    // As it should be; with an older reading of the file late; with the list of the sources last.
    for order in [[0, 1, 2], [2, 0, 1], [1, 2, 1], [0, 2, 1]] {
        let mut state = fresh((80, 24));
        update(&mut state, Msg::Sources(Vec::new()));
        let told = answers(&mut state);
        for at in order {
            update(&mut state, told[at].clone());
        }
        assert_eq!((state.screen, state.focus), (Screen::Days, Pane::Calendar), "{order:?}");
        act(&mut state, Action::Health);
        assert!(matches!(state.overlay, Some(Overlay::Health(_))), "{order:?}");
    }
}

#[test]
fn an_address_given_at_the_start_is_read_before_the_card() {
    let mut state = fresh((80, 24));
    let address = Address::parse("https://wire.example/1").unwrap();
    let effects = update(&mut state, Msg::Read(address.clone(), None));
    let wanted = Target::Address(address);
    assert!(effects.iter().any(|e| matches!(e, Effect::Open { target, .. } if *target == wanted)));
    update(&mut state, Msg::Sources(Vec::new()));
    assert_eq!((state.screen, state.focus), (Screen::Days, Pane::Reader));
    act(&mut state, Action::Back);
    assert_eq!((state.screen, state.reader.is_none()), (Screen::Card, true));
}

#[test]
fn choosing_a_source_narrows_and_escape_widens() {
    let mut state = started((80, 24), &[(1, true)]);
    state.focus = Pane::Sources;
    let effects = act(&mut state, Action::Down);
    assert_eq!(state.scope, Scope::Source(SourceId(1)));
    assert!(effects.iter().any(|e| matches!(e, Effect::LoadEdition(_, Scope::Source(SourceId(1)), _))));
    act(&mut state, Action::Cancel);
    assert_eq!(state.scope, Scope::All);
    assert_eq!(state.focus, Pane::Sources);
}

#[test]
fn another_width_keeps_the_words_at_the_top() {
    let mut state = started((80, 24), &[(1, true)]);
    let effects = act(&mut state, Action::Open);
    arrive(&mut state, &effects, 60);
    act(&mut state, Action::PageDown);
    let words = |state: &State| {
        let reader = state.reader.as_ref().unwrap();
        let lines = &reader.opened.ready().unwrap().page.lines[reader.top..];
        lines.iter().map(crate::typeset::Line::text).find(|text| !text.is_empty())
    };
    let before = words(&state);
    let effects = update(&mut state, Msg::Resize(50, 24));
    let Some(Effect::Set(ticket, _, measure)) = effects.iter().find(|e| matches!(e, Effect::Set(..))) else {
        panic!("{effects:?}")
    };
    update(&mut state, Msg::Set(*ticket, text(60, *measure).page));
    assert_eq!(words(&state), before);
}

#[test]
fn midnight_rolls_over_without_moving_the_chosen_day() {
    let mut state = started((80, 24), &[(1, true)]);
    let later = Now { instant: "2025-11-14T00:00:01Z".parse().unwrap(), zone: TimeZone::UTC };
    update(&mut state, Msg::Time { now: later, since_start: Duration::from_secs(43_201) });
    assert_eq!(state.today(), day("2025-11-14"));
    assert_eq!(state.calendar.chosen, day("2025-11-13"));
}

#[test]
fn a_story_that_cannot_be_had_is_said_in_the_reader() {
    let mut state = started((80, 24), &[(1, true)]);
    let effects = act(&mut state, Action::Open);
    let Some(Effect::Open { ticket, .. }) = effects.iter().find(|e| matches!(e, Effect::Open { .. })) else {
        panic!("{effects:?}")
    };
    let fault = Fault::new(FaultKind::Network, "wire.example did not answer");
    update(&mut state, Msg::Opened(*ticket, Err(fault.clone())));
    assert_eq!(state.reader.unwrap().opened, Awaited::Failed(fault));
}

#[test]
fn an_address_typed_without_a_scheme_is_read_by_the_one_that_answers() {
    let mut state = started((80, 24), &[(1, true)]);
    let [https, http] = ["https", "http"].map(|s| Address::parse(&format!("{s}://nas.example/a")).unwrap());
    let effects = update(&mut state, Msg::Read(https, Some(http.clone())));
    let fault = || Fault::new(FaultKind::Unreachable, "nas.example refuses the connection");
    let effects = update(&mut state, Msg::Opened(ticket_of(&effects), Err(fault())));
    assert_eq!(state.reader.as_ref().unwrap().target, Target::Address(http));
    // Both were tried: now it is said.
    let effects = update(&mut state, Msg::Opened(ticket_of(&effects), Err(fault())));
    assert_eq!(effects, []);
    assert!(matches!(state.reader.as_ref().unwrap().opened, Awaited::Failed(_)));
}
