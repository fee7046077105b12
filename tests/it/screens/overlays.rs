//! What lies over the panes, and the views that take their place, in four themes with their colours.

use std::sync::Arc;

use dateline::app::{Action, Effect, Msg, State, update};
use dateline::keymap::{Key, KeyCode};
use dateline::news::{
    Change, Edition, Fault, FaultKind, Headline, Moment, MutePreview, MuteRule, Route, Slug, Source,
    SourceId, Text, Verb, Window,
};

use dateline::theme::Theme;

use super::fixture::{act, attached, day, deliver, edition, reading, started, stories, year};
use super::search::searching;
use super::themes::in_themes;
use super::{drawn, screens, text};

fn typed(mut state: State, keys: &str) -> State {
    for c in keys.chars() {
        update(&mut state, Msg::Key(Key::char(c)));
    }
    state
}

fn after(size: (u16, u16), action: Action) -> State {
    let mut state = started(size);
    act(&mut state, action);
    state
}

/// The panel of a source with an archive, its route tried on a day.
fn routes(size: (u16, u16)) -> State {
    let mut state = after(size, Action::Routes);
    let said = vec![("https://a.example/{YYYY}-{MM}-{DD}/".to_owned(), Text::line("12 stories"))];
    update(&mut state, Msg::Routes(SourceId(1), said));
    state
}

#[test]
fn the_help_in_themes() {
    insta::assert_snapshot!(in_themes(|size| after(size, Action::Help)));
}

#[test]
fn the_line_of_a_date_in_themes() {
    insta::assert_snapshot!(in_themes(|size| typed(after(size, Action::GoToDate), "3w")));
}

#[test]
fn a_date_that_is_none_in_themes() {
    insta::assert_snapshot!(in_themes(|size| {
        let mut state = typed(after(size, Action::GoToDate), "soon");
        update(&mut state, Msg::Key(Key::plain(KeyCode::Enter)));
        state
    }));
}

#[test]
fn the_command_line_in_themes() {
    insta::assert_snapshot!(in_themes(|size| typed(started(size), ":next")));
}

#[test]
fn the_palette_in_themes() {
    insta::assert_snapshot!(in_themes(|size| {
        let mut state = started(size);
        update(&mut state, Msg::Key(Key::ctrl('p')));
        typed(state, "copy")
    }));
}

#[test]
fn the_year_in_themes() {
    insta::assert_snapshot!(in_themes(year));
}

#[test]
fn the_routes() {
    insta::assert_snapshot!(screens(routes));
}

#[test]
fn the_routes_in_themes() {
    insta::assert_snapshot!(in_themes(routes));
}

#[test]
fn the_search_in_themes() {
    insta::assert_snapshot!(in_themes(searching));
}

#[test]
fn the_menu_of_orders() {
    insta::assert_snapshot!(screens(|size| after(size, Action::ListOrder)));
}

#[test]
fn the_menu_of_orders_in_themes() {
    insta::assert_snapshot!(in_themes(|size| after(size, Action::ListOrder)));
}

/// A day of which everything is read, another one before it that has something left.
fn done(size: (u16, u16)) -> State {
    let mut state = started(size);
    let month = day("2025-11-13").month();
    let mut facts = state.calendar.months[&month].clone();
    for facts in facts.iter_mut().filter(|facts| facts.day != day("2025-11-11")) {
        facts.unread = 0;
    }
    let rows = stories().into_iter().map(|row| Headline { unread: false, ..row }).collect();
    act(&mut state, Action::ShowMuted);
    deliver(&mut state, edition("2025-11-13", rows));
    state.calendar.months.insert(month, facts);
    state.status = None;
    state
}

#[test]
fn a_day_that_is_done() {
    insta::assert_snapshot!(screens(done));
}

#[test]
fn a_day_that_is_done_in_themes() {
    insta::assert_snapshot!(in_themes(done));
}

#[test]
fn a_day_that_is_done_without_what_is_read() {
    insta::assert_snapshot!(screens(|size| {
        let mut state = done(size);
        act(&mut state, Action::HideRead);
        state.status = None;
        state
    }));
}

#[test]
fn what_went_wrong_with_what_was_wanted_is_said_whole() {
    let sentence =
        "`div.layout > section.story:nth-of-type(3) > p.fact-box` would take most of the text away";
    let fault = Fault::new(FaultKind::Usage, sentence).hint("a rule can be written by hand, in sources.toml");
    for size in [(40, 12), (80, 24)] {
        let mut state = started(size);
        update(&mut state, Msg::Failed(fault.clone()));
        let seen = text(&drawn(&state, &Theme::default()));
        let words: Vec<&str> = seen.split_whitespace().collect();
        let words = words.join(" ");
        assert!(words.contains("would take most of the text away"), "{seen}");
        assert!(words.contains("a rule can be written by hand, in sources.toml"), "{seen}");
        let mut state = started(size);
        update(&mut state, Msg::Failed(Fault::new(FaultKind::Usage, "It is short")));
        let seen = text(&drawn(&state, &Theme::default()));
        assert!(seen.lines().last().is_some_and(|line| line.contains("It is short")), "{seen}");
    }
}

/// What was changed, one of it taken back and chosen.
fn changed(size: (u16, u16)) -> State {
    let mut state = after(size, Action::Changes);
    let change = |seq, at: &str, label: &str, undone, window| Change {
        seq,
        at: Moment { instant: at.parse().unwrap(), offset_min: None },
        verb: Verb::Read,
        label: Text::line(label),
        undone,
        window,
    };
    let rows = vec![
        change(4, "2025-11-13T11:40:00Z", "412 stories marked read", false, Window::This),
        change(
            3,
            "2025-11-13T09:12:00Z",
            "marked read: Strength in calm, what stayed behind the scenes of the visit and was seen by few",
            true,
            Window::Another,
        ),
        change(2, "2025-11-12T20:05:00Z", "never shown: the words horoscope", false, Window::Before),
    ];
    update(&mut state, Msg::Changes(rows));
    typed(state, "j")
}

#[test]
fn the_changes() {
    insta::assert_snapshot!(screens(changed));
}

#[test]
fn the_changes_in_themes() {
    insta::assert_snapshot!(in_themes(changed));
}

/// A story that three sources tell, chosen, and who tells it.
fn told_by_others(size: (u16, u16)) -> State {
    let mut state = started(size);
    let mut rows = stories();
    rows[0].also = ["The Wire", "Daily Post of the Northern Provinces"].map(Text::line).to_vec();
    rows[3].also = vec![Text::line("Tengri World")];
    act(&mut state, Action::ShowMuted);
    deliver(&mut state, edition("2025-11-13", rows));
    state.status = None;
    state
}

#[test]
fn the_same_story_from_several_sources() {
    insta::assert_snapshot!(screens(told_by_others));
}

#[test]
fn a_title_before_its_copies_is_cut_with_an_ellipsis() {
    for columns in 40..60 {
        let mut state = started((columns, 12));
        let mut rows = stories();
        for row in &mut rows {
            row.title = Text::line(&"abc def ghi jkl ".repeat(6));
            row.also = vec![Text::line("Tengri World")];
        }
        act(&mut state, Action::ShowMuted);
        deliver(&mut state, edition("2025-11-13", rows));
        let shown = text(&drawn(&state, &Theme::default()));
        let row = shown.lines().find(|line| line.contains("×2")).unwrap();
        let before = row.split("×2").next().unwrap().trim_end();
        assert!(before.ends_with('…'), "{columns}: {row}");
    }
}

#[test]
fn who_else_tells_a_story() {
    insta::assert_snapshot!(screens(|size| {
        let mut state = told_by_others(size);
        let effects = act(&mut state, Action::OtherWays);
        let Some(Effect::LoadCopies(ticket, _)) = effects.last() else { panic!("{effects:?}") };
        let rows = stories();
        let copies = vec![rows[0].clone(), rows[3].clone(), rows[5].clone()];
        update(&mut state, Msg::Copies(*ticket, copies, attached()));
        state
    }));
}

/// What is not to be shown again, while it is chosen.
fn muting(size: (u16, u16)) -> State {
    let mut state = started(size);
    let effects = act(&mut state, Action::NeverShow);
    let Some(Effect::PreviewMute(ticket, _)) = effects.last() else { panic!("{effects:?}") };
    let titles =
        ["Strength in calm: what stayed behind the scenes of the visit", "The strength of a quiet word"];
    let preview = MutePreview { hidden: 12, of: 1_340, titles: titles.map(Text::line).to_vec() };
    update(&mut state, Msg::MutePreview(*ticket, preview));
    state
}

#[test]
fn what_is_never_shown() {
    insta::assert_snapshot!(screens(muting));
}

#[test]
fn what_is_never_shown_in_themes() {
    insta::assert_snapshot!(in_themes(muting));
}

#[test]
fn the_mute_rules() {
    insta::assert_snapshot!(screens(|size| {
        let mut state = after(size, Action::MuteRules);
        let words = MuteRule { words: Text::line("horoscope"), ..MuteRule::default() };
        let section = MuteRule {
            section: Some(Text::line("Sport")),
            source: Slug::parse("the-wire"),
            ..MuteRule::default()
        };
        update(&mut state, Msg::Mutes(vec![(words, 1_412), (section, 1)]));
        state
    }));
}

/// Muted stories among the others, one of them chosen.
fn with_muted(size: (u16, u16)) -> State {
    let mut state = started(size);
    act(&mut state, Action::ShowMuted);
    let mut rows = stories();
    rows[1].muted = true;
    rows[4].muted = true;
    deliver(&mut state, Edition { muted: 2, ..edition("2025-11-13", rows) });
    act(&mut state, Action::Down);
    state
}

#[test]
fn muted_stories_that_are_shown() {
    insta::assert_snapshot!(screens(with_muted));
}

#[test]
fn muted_stories_that_are_shown_in_themes() {
    insta::assert_snapshot!(in_themes(with_muted));
}

/// An open story with letters on its links.
fn lettered(size: (u16, u16)) -> State {
    let mut state = reading(size);
    if size.1 < 20 {
        act(&mut state, Action::PageDown);
    }
    act(&mut state, Action::FollowLink);
    state
}

#[test]
fn the_letters_on_links() {
    insta::assert_snapshot!(screens(lettered));
}

#[test]
fn the_letters_on_links_in_themes() {
    insta::assert_snapshot!(in_themes(lettered));
}

#[test]
fn the_line_of_a_command() {
    insta::assert_snapshot!(screens(|size| typed(reading(size), "|wc -w")));
}

/// A source with five routes, whose addresses are longer than a narrow screen is wide.
fn many_routes(size: (u16, u16), at: u32) -> State {
    let mut state = started(size);
    let long = "https://www.example.org/newspaper/archive/of/every/single/day";
    let lines = [
        format!("feed {long}/feed.xml"),
        format!(
            "day-page {long}/{{YYYY}}/{{MM}}/{{DD}}/index.html?section=world&page={{page}} from 2008-02-29"
        ),
        format!("wordpress {long}/wp-json/"),
        format!("sitemap {long}/sitemap-of-all-the-pages.xml from 2004-01-01 to 2019-12-31"),
        "wayback https://www.example.org/".to_owned(),
    ];
    let routes: Vec<Route> = lines.iter().map(|line| Route::typed(line).unwrap()).collect();
    let mut sources = super::fixture::sources();
    sources[0].source = Arc::new(Source { routes: routes.clone(), ..(*sources[0].source).clone() });
    update(&mut state, Msg::Sources(sources));
    act(&mut state, Action::Routes);
    let answered =
        Text::line("the server refuses it (403 Forbidden): its robots are not let in · 13 Nov 09:40");
    update(&mut state, Msg::Routes(SourceId(1), vec![(routes[1].place().to_owned(), answered)]));
    update(&mut state, Msg::Act(Action::Down, Some(at)));
    state
}

#[test]
fn the_chosen_one_of_many_routes_is_shown_in_full() {
    insta::assert_snapshot!(screens(|size| many_routes(size, 1)));
}

#[test]
fn a_route_that_is_none_is_marked_where_it_is_wrong() {
    insta::assert_snapshot!(screens(|size| {
        let mut state = many_routes(size, 1);
        update(&mut state, Msg::Act(Action::EditRoute, None));
        for _ in 0..3 {
            update(&mut state, Msg::Key(Key::plain(KeyCode::Left)));
        }
        let state = typed(state, "x");
        let mut state = typed(state, "{DAY}");
        update(&mut state, Msg::Key(Key::plain(KeyCode::Enter)));
        state
    }));
}

#[test]
fn a_route_that_is_taller_than_the_screen_is_scrolled() {
    let mut state = many_routes((40, 8), 1);
    let has = |state: &State| {
        super::text(&super::drawn(state, &dateline::theme::Theme::default())).contains("09:40")
    };
    assert!(!has(&state));
    update(&mut state, Msg::Act(Action::ReadOn, Some(9)));
    assert!(has(&state));
}

#[test]
fn who_did_not_answer_for_the_day_stands_first_and_says_why() {
    insta::assert_snapshot!(screens(|size| {
        let mut state = after(size, Action::Health);
        let why = Text::line("a.example answered 503 Service Unavailable");
        update(&mut state, Msg::Missed(vec![(SourceId(1), day("2025-11-13"), why)]));
        state
    }));
}
