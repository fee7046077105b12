//! Wide characters, combining marks and emoji sequences: whole in every pane, at every width.

use dateline::app::{Action, Msg, Regions, Screen, State, update};
use dateline::theme::Theme;
use ratatui::buffer::{Buffer, CellWidth};

use super::drawn;
use super::fixture::{act, keep, scripts, started_in};

/// No character hangs over an edge, and every hairline is whole.
#[track_caller]
fn assert_whole(buffer: &Buffer, state: &State, what: &str) {
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            let wide = symbol.cell_width().max(1);
            assert!(x + wide <= buffer.area.width, "{what} {:?}: {symbol:?} hangs over the edge", state.size);
            for behind in x + 1..x + wide {
                let covered = buffer[(behind, y)].symbol();
                assert!(
                    covered.trim().is_empty(),
                    "{what} {:?}: {symbol:?} lies over {covered:?}",
                    state.size
                );
            }
            x += wide;
        }
    }
    // The bookmarks have the reader's columns too.
    if state.overlay.is_none() && state.screen == Screen::Days {
        let regions = Regions::of(state);
        for rule in [regions.left_rule, regions.right_rule] {
            for y in rule.top()..rule.bottom() {
                assert_eq!(buffer[(rule.x, y)].symbol(), "│", "{what} {:?} at {y}", state.size);
            }
        }
    }
}

#[test]
fn nothing_is_cut_in_half() {
    let theme = Theme::default();
    for locale in ["ja", "ru"] {
        let day = || started_in((80, 24), locale, scripts());
        let mut bookmarks = day();
        keep(&mut bookmarks);
        let mut adding = day();
        act(&mut adding, Action::Add);
        update(&mut adding, Msg::Paste("https://例え.テスト/首脳会談/👩\u{200d}🌾/नदियाँ".repeat(3)));
        let mut going = day();
        act(&mut going, Action::GoToDate);
        update(&mut going, Msg::Paste("十一月十三日👨\u{200d}👩\u{200d}👧".repeat(4)));
        let mut calendar = day();
        act(&mut calendar, Action::GoCalendar);
        for (what, state) in [
            ("day", Box::new(day())),
            ("bookmarks", Box::new(bookmarks)),
            ("add", Box::new(adding)),
            ("date", Box::new(going)),
            ("calendar", Box::new(calendar)),
        ] {
            for width in 18..=130 {
                let mut state = State::clone(&state);
                update(&mut state, Msg::Resize(width, 24));
                assert_whole(&drawn(&state, &theme), &state, what);
            }
        }
    }
}
