//! Each pane and overlay in four themes, with their colours.
//!
//! A screen is written as its lines' styles: runs of letters with their lengths, explained below the screen. Cells of
//! the theme's plain text are dots. The words of the same screens stand in the snapshots beside these.

use std::collections::BTreeMap;

use dateline::app::{Action, Effect, Msg, Overlay, State, ThemePicker, update};
use dateline::theme::{Depth, Role, Shelf, Theme};
use dateline::view::hit;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use super::fixture::{SIZES, act, fresh, keep, reading, started};
use super::{drawn, find, screens};

/// The four: a light one and a dark one, sixteen colours, and none.
const THEMES: [(&str, Depth); 4] = [
    ("dateline-light", Depth::True),
    ("fjord-dark", Depth::Indexed),
    ("sixteen", Depth::Sixteen),
    ("terminal", Depth::None),
];

/// The styles of a state's screens in the three sizes and four themes.
pub(super) fn in_themes(of: impl Fn((u16, u16)) -> State) -> String {
    let mut out = String::new();
    for (name, depth) in THEMES {
        let theme = Theme::house(name, depth).unwrap();
        for size in SIZES {
            out.push_str(&format!("\n{name}, {} colours, {}x{}\n", depth.name(), size.0, size.1));
            out.push_str(&styles(&drawn(&of(size), &theme), &theme));
        }
    }
    out
}

/// The styles of a screen, one letter a cell, and what the letters are. Equal lines are counted.
fn styles(buffer: &Buffer, theme: &Theme) -> String {
    let plain = described(&{
        let mut cell = Cell::default();
        cell.set_style(theme.style(Role::Text));
        cell
    });
    let mut letters: BTreeMap<String, char> = BTreeMap::new();
    let mut next = ('a'..='z').chain('A'..='Z').chain('0'..='9');
    let mut lines: Vec<(String, usize)> = Vec::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        for x in 0..buffer.area.width {
            let cell = &buffer[(x, y)];
            let style = described(cell);
            // Ink on an empty cell cannot be seen.
            let is_seen = !cell.symbol().trim().is_empty() || !same_ground(&style, &plain);
            let letter = match () {
                () if style == plain || !is_seen => '.',
                () => *letters.entry(style).or_insert_with(|| next.next().unwrap_or('?')),
            };
            line.push(letter);
        }
        match lines.last_mut() {
            Some((last, times)) if *last == line => *times += 1,
            _ => lines.push((line, 1)),
        }
    }
    let mut out = String::new();
    for (line, times) in lines {
        let line = runs(&line);
        out.push_str(&if times > 1 { format!("{line}  ×{times}\n") } else { format!("{line}\n") });
    }
    let mut legend: Vec<(char, String)> =
        letters.into_iter().map(|(style, letter)| (letter, style)).collect();
    legend.sort_unstable();
    out.push_str(&format!(". {plain}\n"));
    out.extend(legend.into_iter().map(|(letter, style)| format!("{letter} {style}\n")));
    out
}

/// `aaa..b` as `a3 .2 b`.
fn runs(line: &str) -> String {
    let mut runs: Vec<(char, usize)> = Vec::new();
    for letter in line.chars() {
        match runs.last_mut() {
            Some((last, times)) if *last == letter => *times += 1,
            _ => runs.push((letter, 1)),
        }
    }
    let written = |(letter, times): &(char, usize)| match times {
        1 => letter.to_string(),
        _ => format!("{letter}{times}"),
    };
    runs.iter().map(written).collect::<Vec<_>>().join(" ")
}

fn same_ground(style: &str, plain: &str) -> bool {
    let ground = |style: &str| style.split(' ').nth(2).map(str::to_owned);
    ground(style) == ground(plain) && !style.contains("reversed") && !style.contains("underlined")
}

/// `#d9d6cd on #1b1d21 bold`.
fn described(cell: &Cell) -> String {
    let named = [
        (Modifier::BOLD, " bold"),
        (Modifier::DIM, " dim"),
        (Modifier::ITALIC, " italic"),
        (Modifier::UNDERLINED, " underlined"),
        (Modifier::REVERSED, " reversed"),
        (Modifier::CROSSED_OUT, " struck"),
    ];
    let modifiers: String = named
        .iter()
        .filter(|(modifier, _)| cell.modifier.contains(*modifier))
        .map(|(_, name)| *name)
        .collect();
    format!("{} on {}{modifiers}", colour(cell.fg), colour(cell.bg))
}

fn colour(color: Color) -> String {
    match color {
        Color::Reset => "default".to_owned(),
        Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
        Color::Indexed(number) => number.to_string(),
        named => format!("{named:?}").to_lowercase(),
    }
}

#[test]
fn the_day_in_themes() {
    insta::assert_snapshot!(in_themes(started));
}

#[test]
fn the_calendar_in_themes() {
    insta::assert_snapshot!(in_themes(|size| {
        let mut state = started(size);
        act(&mut state, Action::GoCalendar);
        state
    }));
}

#[test]
fn the_sources_in_themes() {
    insta::assert_snapshot!(in_themes(|size| {
        let mut state = started(size);
        act(&mut state, Action::GoSources);
        state
    }));
}

#[test]
fn an_open_story_in_themes() {
    insta::assert_snapshot!(in_themes(reading));
}

#[test]
fn the_bookmarks_in_themes() {
    insta::assert_snapshot!(in_themes(|size| {
        let mut state = started(size);
        keep(&mut state);
        state
    }));
}

#[test]
fn the_first_run_in_themes() {
    insta::assert_snapshot!(in_themes(|size| fresh(size, "en", true)));
}

#[test]
fn the_add_line_in_themes() {
    insta::assert_snapshot!(in_themes(|size| {
        let mut state = started(size);
        act(&mut state, Action::Add);
        update(&mut state, Msg::Paste("https://example.org/".to_owned()));
        state
    }));
}

fn picking(size: (u16, u16)) -> State {
    let mut state = started(size);
    let picker = ThemePicker::new(Shelf::default().choices(), "fjord".to_owned());
    state.overlay = Some(Overlay::Themes(picker));
    state
}

#[test]
fn the_theme_picker() {
    insta::assert_snapshot!(screens(picking));
}

#[test]
fn the_theme_picker_in_themes() {
    insta::assert_snapshot!(in_themes(picking));
}

#[test]
fn a_press_in_the_picker_tries_the_theme_and_a_second_one_keeps_it() {
    for size in SIZES {
        let mut state = picking(size);
        let buffer = drawn(&state, &Theme::default());
        let (x, y) = find(&buffer, "fjord-dark");
        let on = hit(&state, x, y).unwrap();
        assert_eq!(hit(&state, size.0 - 1, y), Some(on), "the whole row, {size:?}");
        assert_eq!(update(&mut state, Msg::Pick(on)), [Effect::TryTheme("fjord-dark".to_owned())]);
        assert_eq!(hit(&state, 0, 0), None, "nothing under the picker, {size:?}");
        assert_eq!(hit(&state, x, y), Some(on), "no row moves under the pointer, {size:?}");
        assert_eq!(update(&mut state, Msg::Pick(on)), [Effect::KeepTheme("fjord-dark".to_owned())]);
        assert!(state.overlay.is_none());
    }
}

#[test]
fn a_second_press_on_the_last_row_in_sight_keeps_the_same_theme() {
    let mut state = picking((80, 24));
    let last = (0..24).filter(|y| hit(&state, 5, *y).is_some()).max().unwrap();
    let on = hit(&state, 5, last).unwrap();
    update(&mut state, Msg::Pick(on));
    assert_eq!(hit(&state, 5, last), Some(on));
    // A key moves on from there, and the list goes with it.
    update(&mut state, Msg::Key(dateline::keymap::Key::char('j')));
    assert_ne!(hit(&state, 5, last), Some(on));
}

#[test]
fn a_press_on_the_line_of_the_picker_and_on_an_error_chooses_nothing() {
    let mut state = picking((80, 24));
    let fault = dateline::news::Fault::new(dateline::news::FaultKind::Config, "the theme has no ground");
    update(&mut state, Msg::ThemeFault(fault));
    let buffer = drawn(&state, &Theme::default());
    let (x, y) = find(&buffer, "the theme has no ground");
    assert_eq!(hit(&state, x, y), None);
    let rows: Vec<u16> = (0..24).filter(|y| hit(&state, 5, *y).is_some()).collect();
    assert_eq!(rows.last().map(|row| row + 1), Some(y));
    let above = rows[0] - 1;
    assert_eq!(buffer[(0, above)].symbol(), "─");
    // One that cannot be shown cannot be kept.
    let (x, y) = find(&buffer, "fjord");
    let on = hit(&state, x, y).unwrap();
    assert_eq!(update(&mut state, Msg::Pick(on)), []);
    assert!(state.overlay.is_some());
}

#[test]
fn a_theme_with_an_error_says_so_in_the_picker() {
    insta::assert_snapshot!(screens(|size| {
        let mut state = started(size);
        update(&mut state, Msg::Themes(Shelf::default().choices(), "dateline".to_owned()));
        let fault = dateline::news::Fault::new(
            dateline::news::FaultKind::Config,
            "themes/mine.toml:2:1: there is no role `bookmrak`",
        );
        update(&mut state, Msg::ThemeFault(fault.hint("did you mean `bookmark`")));
        state
    }));
}
