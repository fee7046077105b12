//! What the screens look like, at 40×12, 80×24 and 120×40, and that drawing stays within them.

mod direction;
mod first_minute;
mod fixture;
mod overlays;
mod said;
mod search;
mod themes;
mod waiting;
mod why;
mod wide;

use dateline::app::{
    Action, AddLine, AddState, FoundSite, Hit, Input, Msg, Overlay, Progress, State, update,
};
use dateline::keymap::Key;
use dateline::news::{Fault, FaultKind, Item, Text};
use dateline::theme::{Depth, Role, Theme};
use dateline::view::{hit, view};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::style::Modifier;

use fixture::{SIZES, act, day, edition, fresh, keep, opened, reading, started};

/// Draws a state on a screen of its size.
fn drawn(state: &State, theme: &Theme) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(state.size.0, state.size.1)).unwrap();
    terminal.draw(|frame| view(state, theme, frame)).unwrap();
    terminal.backend().buffer().clone()
}

/// The characters of a screen; the second column of a wide character is left out.
fn text(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += (unicode_width::UnicodeWidthStr::width(symbol) as u16).max(1);
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// The screens of a state in the three sizes, one under the other.
fn screens(of: impl Fn((u16, u16)) -> State) -> String {
    let theme = Theme::default();
    let screen = |size: (u16, u16)| format!("{}x{}\n{}", size.0, size.1, text(&drawn(&of(size), &theme)));
    SIZES.map(screen).join("\n")
}

/// The place of the first character of a text on the screen.
fn find(buffer: &Buffer, wanted: &str) -> (u16, u16) {
    for y in 0..buffer.area.height {
        for x in 0..buffer.area.width {
            let row: String = (x..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect();
            if row.starts_with(wanted) {
                return (x, y);
            }
        }
    }
    panic!("`{wanted}` is not on the screen:\n{}", text(buffer));
}

#[test]
fn the_day() {
    insta::assert_snapshot!(screens(started));
}

#[test]
fn the_calendar_has_the_keys() {
    insta::assert_snapshot!(screens(|size| {
        let mut state = started(size);
        act(&mut state, Action::GoCalendar);
        state
    }));
}

#[test]
fn the_sources_have_the_keys() {
    insta::assert_snapshot!(screens(|size| {
        let mut state = started(size);
        act(&mut state, Action::GoSources);
        state
    }));
}

#[test]
fn an_open_story() {
    insta::assert_snapshot!(screens(reading));
}

#[test]
fn a_story_on_its_way_and_one_that_cannot_be_had() {
    insta::assert_snapshot!(screens(|size| {
        let mut state = started(size);
        let effects = act(&mut state, Action::Open);
        if size.1 < 40 {
            let ticket = opened(&effects);
            let fault = Fault::new(FaultKind::Network, "tengri.example did not answer in 20 seconds")
                .hint("try again later")
                .cause("deadline has elapsed");
            update(&mut state, Msg::Opened(ticket, Err(fault)));
        }
        state
    }));
}

#[test]
fn the_bookmarks() {
    insta::assert_snapshot!(screens(|size| {
        let mut state = started(size);
        keep(&mut state);
        state
    }));
}

#[test]
fn the_first_run() {
    insta::assert_snapshot!(screens(|size| fresh(size, "en", true)));
}

#[test]
fn the_keys() {
    insta::assert_snapshot!(screens(|size| {
        let mut state = started(size);
        act(&mut state, Action::Help);
        state
    }));
}

#[test]
fn adding_a_site() {
    insta::assert_snapshot!(screens(|size| {
        let mut state = started(size);
        let site = FoundSite {
            input: "tengri.example".to_owned(),
            title: Text::line("Tengri World"),
            kind: Text::line("a site with an archive calendar"),
            routes: vec![Text::line("days https://tengri.example/world/{YYYY}-{MM}-{DD}/ since 2019")],
            ways: Vec::new(),
            notes: vec![Text::line("13 days of this month, the rest has not come yet")],
            sample: Vec::new(),
            article: None,
            can_follow: true,
            followed: None,
            days: Vec::new(),
            is_file: false,
        };
        let input = Input::new("tengri.example".to_owned());
        state.overlay = Some(Overlay::Add(AddLine {
            input,
            state: AddState::Found(dateline::app::Ticket(0), Box::new(site), 0),
            others: Vec::new(),
            scrolled: 0,
            instead: None,
        }));
        state
    }));
}

/// Everything that was found of a site, with long addresses and notes.
fn preview(size: (u16, u16)) -> State {
    let mut state = started(size);
    let titles = [
        "Grain corridor talks resume",
        "Rivers rise in the north",
        "A bridge older than the city it joins",
        "The harbour council counts its savings twice",
        "A village school asks for quieter engines",
    ];
    let item = |title: &&str| Item { title: Text::line(title), ..Item::default() };
    let tengri = FoundSite {
        input: "tengri.example".to_owned(),
        title: Text::line("Tengri World, the daily of the northern provinces"),
        kind: Text::line("a site with an archive calendar"),
        routes: vec![
            Text::line("new stories from https://tengri.example/world/news/of/the/day/feed.xml"),
            Text::line(
                "days https://tengri.example/world/archive/{YYYY}/{MM}/{DD}/index.html since 2 January 2009",
            ),
        ],
        ways: Vec::new(),
        notes: vec![Text::line("The calendar of the site goes further back than its pages have stories for")],
        sample: titles.iter().map(item).collect(),
        article: None,
        can_follow: true,
        followed: None,
        days: Vec::new(),
        is_file: false,
    };
    let input = Input::new("tengri.example".to_owned());
    let add = AddState::Found(dateline::app::Ticket(0), Box::new(tengri), 0);
    state.overlay =
        Some(Overlay::Add(AddLine { input, state: add, others: Vec::new(), scrolled: 0, instead: None }));
    state
}

#[test]
fn all_that_was_found_of_a_site_can_be_read() {
    let text = |state: &State| text(&drawn(state, &Theme::default()));
    for size in [(40, 12), (30, 9), (80, 24), (120, 40)] {
        let mut state = preview(size);
        let mut seen = String::new();
        for _ in 0..12 {
            seen.push_str(&text(&state));
            assert!(text(&state).contains("Follow this site"), "{size:?}");
            update(&mut state, Msg::Key(Key::char(' ')));
        }
        let joined: String = seen.chars().filter(|c| !c.is_whitespace() && *c != '│').collect();
        for words in ["provinces", "feed.xml", "January2009", "storiesfor", "quieterengines", "savings"] {
            assert!(joined.contains(words), "{words} at {size:?}:\n{seen}");
        }
    }
}

#[test]
fn a_date_that_is_none() {
    insta::assert_snapshot!(screens(|size| {
        let mut state = started(size);
        act(&mut state, Action::GoToDate);
        for c in "soon".chars() {
            update(&mut state, Msg::Key(dateline::keymap::Key::char(c)));
        }
        update(&mut state, Msg::Key(dateline::keymap::Key::plain(dateline::keymap::KeyCode::Enter)));
        state
    }));
}

#[test]
fn the_year() {
    insta::assert_snapshot!(screens(fixture::year));
}

#[test]
fn a_range_of_days() {
    insta::assert_snapshot!(screens(fixture::ranged));
}

#[test]
fn other_counts_and_the_numbers_of_the_weeks() {
    insta::assert_snapshot!(screens(|size| {
        let mut state = started(size);
        act(&mut state, Action::CycleLens);
        act(&mut state, Action::WeekNumbers);
        state.status = None;
        state
    }));
}

#[test]
fn a_story_that_is_set_anew_for_a_narrower_pane_loses_no_word_meanwhile() {
    let theme = Theme::default();
    let words = |state: &State| -> Vec<String> {
        let area = dateline::app::Regions::of(state).reader;
        let page = text(&drawn(state, &theme));
        let lines = page.lines().skip(usize::from(area.y)).take(usize::from(area.height));
        lines.flat_map(str::split_whitespace).map(str::to_owned).collect()
    };
    let mut state = reading((80, 24));
    let before = words(&state);
    // The setting for the new width is still under way.
    update(&mut state, Msg::Resize(48, 60));
    let after = words(&state);
    let missing: Vec<_> = before.iter().filter(|word| !after.contains(word)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_screen_without_room_says_so() {
    let theme = Theme::default();
    let mut state = started((80, 24));
    let mut said = String::new();
    for size in [(19, 6), (30, 4), (9, 3), (1, 1)] {
        update(&mut state, Msg::Resize(size.0, size.1));
        said.push_str(&format!("{}x{}\n{}\n", size.0, size.1, text(&drawn(&state, &theme))));
        assert_eq!(hit(&state, 0, 0), None);
    }
    insta::assert_snapshot!(said);
}

#[test]
fn a_press_on_the_year_finds_the_day() {
    for size in SIZES {
        let mut state = fixture::year(size);
        let area = dateline::app::Regions::of(&state).year;
        let mut days = Vec::new();
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                if let Some(Hit::Day(day)) = hit(&state, x, y) {
                    days.push(day);
                }
            }
        }
        days.sort_unstable();
        days.dedup();
        assert!(days.contains(&state.year.cursor) && days.contains(&day("2025-10-07")), "{size:?}");
        assert_eq!(days.len() == 365, size.0 >= 60, "{size:?}");
        update(&mut state, Msg::Pick(Hit::Day(day("2025-10-07"))));
        assert_eq!(state.year.cursor, day("2025-10-07"));
        update(&mut state, Msg::Pick(Hit::Day(day("2025-10-07"))));
        assert_eq!(state.calendar.chosen, day("2025-10-07"));
    }
}

#[test]
fn the_cursor_stands_where_something_is_typed() {
    let mut state = started((40, 12));
    act(&mut state, Action::Add);
    let theme = Theme::default();
    let place = |state: &State| {
        let mut terminal = Terminal::new(TestBackend::new(40, 12)).unwrap();
        terminal.draw(|frame| view(state, &theme, frame)).unwrap();
        let shown = terminal.backend().cursor_visible();
        (shown, terminal.get_cursor_position().unwrap().into())
    };
    update(&mut state, Msg::Paste("https://пример.example/новости".to_owned()));
    assert_eq!(place(&state), (true, (36, 11)));
    update(&mut state, Msg::Paste("/a/long/tail/that/has/no/room".to_owned()));
    assert_eq!(place(&state), (true, (38, 11)));
    assert!(text(&drawn(&state, &theme)).contains("/that/has/no/room"));
    update(&mut state, Msg::Key(dateline::keymap::Key::plain(dateline::keymap::KeyCode::Esc)));
    assert!(!place(&state).0);
}

#[test]
fn days_without_stories_say_why() {
    let mut said = String::new();
    for on in ["2025-11-20", "2025-11-02", "2025-11-01", "2025-10-30", "2025-11-03"] {
        let mut state = started((80, 24));
        fixture::go(&mut state, on);
        fixture::deliver(&mut state, edition(on, Vec::new()));
        if on == "2025-11-03" {
            state.calendar.fetching.insert(day(on));
        }
        said.push_str(&format!("{on}\n"));
        let screen = text(&drawn(&state, &Theme::default()));
        let list = |line: &str| line.split('│').nth(1).map(|part| part.trim_end().to_owned());
        said.extend(screen.lines().filter_map(list).filter(|line| !line.is_empty()).map(|line| line + "\n"));
    }
    insta::assert_snapshot!(said);
}

#[test]
fn russian_months_and_arabic_titles() {
    insta::assert_snapshot!(screens(|size| {
        let mut state = fixture::started_in(size, "ru_RU.UTF-8", fixture::scripts());
        act(&mut state, Action::Down);
        state
    }));
}

#[test]
fn without_colour_marks_say_it() {
    let mut state = started((80, 24));
    state.work.progress = Some(Progress { done: 3, total: 12, new: 0, failed: false });
    let theme = Theme::house("terminal", Depth::None).unwrap();
    insta::assert_snapshot!(text(&drawn(&state, &theme)));
}

#[test]
fn ascii_is_ascii() {
    let theme = Theme::house("terminal", Depth::None).unwrap();
    for size in SIZES {
        let mut help = started(size);
        act(&mut help, Action::Help);
        let mut bookmarks = started(size);
        keep(&mut bookmarks);
        let mut date = started(size);
        act(&mut date, Action::GoToDate);
        let states = vec![
            started(size),
            reading(size),
            fixture::year(size),
            fixture::ranged(size),
            help,
            bookmarks,
            date,
        ];
        for mut state in states {
            state.ascii = true;
            let screen = text(&drawn(&state, &theme));
            // The open story was set before, in Unicode: its bars and pictures are the typesetter's.
            let own = screen.replace(['▨', '│'], "|");
            assert!(own.is_ascii(), "{screen}");
            // A star is the one thing that is a hash; the key `#` stands in the help only.
            let hashes = screen.matches('#').count();
            let stars = text(&drawn(&State { ascii: false, ..state.clone() }, &theme)).matches('★').count();
            assert!(hashes == stars || matches!(state.overlay, Some(Overlay::Help(_))), "{screen}");
        }
    }
    let mut state = started((80, 24));
    state.ascii = true;
    insta::assert_snapshot!(text(&drawn(&state, &theme)));
}

#[test]
fn the_calendar_takes_the_words_of_the_site() {
    let mut state = started((80, 24));
    state.site_header = true;
    state.heads.insert("tengri-world".to_owned(), "Ноябрь 2025".to_owned());
    let screen = |state: &State| text(&drawn(state, &Theme::default()));
    assert!(screen(&state).contains("‹ November 2025 ›"), "all sources have no words of their own");
    act(&mut state, Action::GoSources);
    act(&mut state, Action::Down);
    assert!(
        screen(&state).contains("‹ Ноябрь 2025 ›") && screen(&state).contains("Пн Вт Ср"),
        "{}",
        screen(&state)
    );
    state.site_header = false;
    assert!(screen(&state).contains("‹ November 2025 ›"));
}

#[test]
fn every_language_heads_the_year_and_the_month() {
    for locale in dateline::locale::Locale::all() {
        for size in SIZES {
            let mut state = fixture::started_in(size, locale.tag(), fixture::scripts());
            let head = locale.month_head(state.calendar.chosen.month());
            let screen = text(&drawn(&state, &Theme::default()));
            state.reorders = false;
            let unturned = text(&drawn(&state, &Theme::default()));
            assert!(screen.contains(&head) || unturned.contains(&head), "{}\n{unturned}", locale.tag());
            act(&mut state, Action::GoYear);
            let november = locale.month_short(state.calendar.chosen.month());
            let screen = text(&drawn(&state, &Theme::default()));
            assert!(screen.contains(november.trim_end_matches('.')), "{}\n{screen}", locale.tag());
        }
    }
}

#[test]
fn days_look_like_what_they_are() {
    let mut state = started((80, 24));
    act(&mut state, Action::GoCalendar);
    let theme = Theme::house("dateline-dark", Depth::True).unwrap();
    let buffer = drawn(&state, &theme);
    let cell = |on: &str, dx: u16| {
        let regions = dateline::app::Regions::of(&state);
        let area = regions.calendar;
        let place = (area.top()..area.bottom())
            .flat_map(|y| (area.left()..area.right()).map(move |x| (x, y)))
            .find(|(x, y)| hit(&state, *x, *y) == Some(Hit::Day(day(on))))
            .unwrap();
        buffer[(place.0 + dx, place.1)].clone()
    };
    assert_eq!(
        (cell("2025-11-13", 0).symbol(), cell("2025-11-13", 0).bg),
        ("[", theme.style(Role::Chosen).bg.unwrap())
    );
    assert!(cell("2025-11-13", 1).modifier.contains(Modifier::UNDERLINED), "today");
    assert!(cell("2025-11-12", 1).modifier.contains(Modifier::BOLD), "unread");
    assert!(!cell("2025-11-10", 1).modifier.contains(Modifier::BOLD), "read");
    assert_eq!(cell("2025-11-12", 1).bg, theme.style(Role::Heat1).bg.unwrap(), "few");
    assert_eq!(cell("2025-11-11", 1).bg, theme.style(Role::Heat4).bg.unwrap(), "most");
    assert_eq!(cell("2025-11-20", 1).fg, theme.style(Role::ToCome).fg.unwrap(), "to come");
    assert_eq!(cell("2025-11-05", 1).symbol(), "★");
    assert_eq!(cell("2025-11-02", 1).symbol(), "-");
    assert_eq!(cell("2025-11-01", 1).symbol(), "!");
}

#[test]
fn every_press_of_the_mouse_finds_what_is_drawn_there() {
    for size in SIZES {
        let state = started(size);
        let buffer = drawn(&state, &Theme::default());
        let at = |wanted: &str| {
            let (x, y) = find(&buffer, wanted);
            hit(&state, x, y)
        };
        assert_eq!(at("13]"), Some(Hit::Day(day("2025-11-13"))), "{size:?}");
        assert_eq!(at("23"), Some(Hit::Day(day("2025-11-23"))), "{size:?}");
        assert_eq!(at("• Strength"), Some(Hit::Row(1)), "{size:?}");
        if size.0 >= 60 {
            assert_eq!(at("‹"), Some(Hit::Month(-1)));
            assert_eq!(at("›"), Some(Hit::Month(1)));
            let (x, y) = find(&buffer, "‹ November");
            assert_eq!(hit(&state, x + 2, y), Some(Hit::MonthName));
            assert_eq!(at("2025 ›"), Some(Hit::YearName));
            assert_eq!(at("All   "), Some(Hit::Source(0)));
        }
    }
}

#[test]
fn any_size_can_be_drawn() {
    let theme = Theme::default();
    let sizes = || {
        let many = [0, 1, 7, 22, 39, 60, 101].into_iter();
        let grid = many.flat_map(|w| [0, 1, 2, 3, 8, 13, 24].map(|h| (w, h)));
        grid.chain([(500, 200), (500, 1), (1, 200)])
    };
    let mut bookmarks = started((80, 24));
    keep(&mut bookmarks);
    let mut help = started((80, 24));
    act(&mut help, Action::Help);
    let mut add = started((80, 24));
    act(&mut add, Action::Add);
    update(&mut add, Msg::Paste("https://example.org/".repeat(20)));
    let others = [bookmarks, help, add];
    for mut state in
        [started((80, 24)), reading((80, 24)), fresh((80, 24), "zh", true)].into_iter().chain(others)
    {
        for size in sizes() {
            state.size = size;
            drawn(&state, &theme);
            // The terminal has another size already, and the state has not been told yet.
            let mut terminal = Terminal::new(TestBackend::new(size.0 / 2, size.1 + 3)).unwrap();
            terminal.draw(|frame| view(&state, &theme, frame)).unwrap();
        }
    }
}
