//! State → frame. Reads only: what is drawn here was decided by `app`.
//!
//! The main loop enters with [`view`] for a frame and with [`hit()`] for a mouse press; both use the
//! rectangles of [`crate::app::Regions`]. No article is laid out here (lines are copied from a page
//! that `typeset` made), no colour is named (that is `theme`), and nothing is written outside of the
//! rectangle it belongs to, whatever its size.

mod bookmarks;
mod calendar;
mod card;
mod changes;
mod done;
mod empty;
mod facts;
mod field;
mod glyphs;
mod header;
mod health;
mod help;
mod hints;
mod hit;
mod input;
mod keep_line;
mod links;
mod list;
mod mute;
mod offers;
mod order;
mod other_ways;
mod over;
mod palette;
mod pen;
mod reader;
mod routes;
mod search;
mod sources;
mod starters;
mod status;
mod themes;
mod waiting;
mod why;
mod words;
mod year;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub use glyphs::in_ascii;
pub use hit::{hit, keys_at, pane_at};
pub use links::links_in_sight;

pub use self::order::words as order_words;
use self::pen::Pen;
pub use self::words::wrap;
use crate::app::{Pane, Regions, Screen, State};
use crate::theme::{Role, Theme};

/// Draws the state, and shows the cursor where something is typed.
pub fn view(state: &State, theme: &Theme, frame: &mut Frame<'_>) {
    if let Some(cursor) = draw(state, theme, frame.buffer_mut()) {
        frame.set_cursor_position(cursor);
    }
}

/// Draws into a buffer; answers where the cursor stands, if something is typed.
fn draw(state: &State, theme: &Theme, buffer: &mut Buffer) -> Option<Position> {
    let regions = regions(state);
    let whole = buffer.area;
    let mut pen = Pen::new(buffer, theme, state.ascii);
    pen.reorders = state.reorders;
    pen.clear(whole);
    if regions.too_small {
        draw_too_small(state, &mut pen);
        return None;
    }
    header::draw(state, &mut pen, regions.header);
    if !regions.calendar.is_empty() {
        facts::calendar(state).draw(&mut pen, regions.calendar);
    }
    if !regions.strip.is_empty() {
        facts::calendar(state).draw_strip(&mut pen, regions.strip);
    }
    sources::draw(state, &mut pen, regions.sources);
    match state.screen {
        Screen::Card => card::draw(state, &mut pen, regions.list),
        Screen::Days => list::draw(state, &mut pen, regions.list),
        Screen::Bookmarks => bookmarks::draw(state, &mut pen, regions.list),
        Screen::Year => year::draw(state, &mut pen, regions.year),
    }
    reader::draw(state, &mut pen, regions.reader);
    rules(&mut pen, &regions);
    let mut cursor = status::draw(state, &mut pen, regions.status);
    if let Some(overlay) = &state.overlay {
        cursor = over::draw(state, &mut pen, &regions, overlay).or(cursor);
    }
    let waiting = state.waiting.as_ref().filter(|waiting| waiting.shown && takes_keys(state));
    if let Some(waiting) = waiting {
        waiting::draw(&mut pen, &regions, body(&regions), waiting);
    }
    let said = status::said_over(state, &pen.glyphs, regions.status).filter(|_| waiting.is_none());
    if let Some(said) = said {
        status::draw_over(&mut pen, &regions, body(&regions), said);
    }
    // Where something lies over the panes, their lines end above it.
    rule_below(&mut pen, &regions, regions.bottom_rule);
    if pen.more.1 {
        say_more(&mut pen, regions.bottom_rule, " more below ");
    }
    if state.overlay.is_none() {
        cursor = None;
    }
    cursor
}

/// What a screen says that has no room for anything else.
fn draw_too_small(state: &State, pen: &mut Pen<'_>) {
    let (width, height) = state.size;
    let (columns, rows) = Regions::least();
    let area = Rect::new(0, 0, width, height);
    let words = format!("Too small: {width}×{height}, needs {columns}×{rows}");
    let lines = wrap(&words, usize::from(width), usize::from(height), pen.glyphs.ellipsis);
    let top = height.saturating_sub(lines.len() as u16) / 2;
    for (y, line) in (top..).zip(lines) {
        pen.put(area, (0, y), &line, Role::Text);
    }
}

/// The rectangles of the state. The first-run card and a bookmarks view without an open story have
/// the reader's columns too.
fn regions(state: &State) -> Regions {
    let mut regions = Regions::of(state);
    if !matches!(state.screen, Screen::Days | Screen::Year)
        && state.reader.is_none()
        && !regions.reader.is_empty()
    {
        regions.list.width = regions.reader.right() - regions.list.x;
        regions.reader = Rect::default();
        regions.right_rule = Rect::default();
    }
    regions
}

/// The hairlines, with tees where they meet.
fn rules(pen: &mut Pen<'_>, regions: &Regions) {
    pen.rule_down(regions.left_rule);
    pen.rule_down(regions.right_rule);
    pen.rule_across(regions.top_rule);
    for down in [regions.left_rule, regions.right_rule].into_iter().filter(|down| !down.is_empty()) {
        pen.put(regions.top_rule, (down.x, 0), pen.glyphs.tee_down, Role::Rule);
    }
    rule_below(pen, regions, regions.bottom_rule);
}

/// A hairline across that the hairlines downwards end at; one that something lies over does not come down to it.
fn rule_below(pen: &mut Pen<'_>, regions: &Regions, rule: Rect) {
    pen.rule_across(rule);
    for down in [regions.left_rule, regions.right_rule].into_iter().filter(|down| !down.is_empty()) {
        if rule.y.checked_sub(1).is_some_and(|above| pen.is_line_down(down.x, above)) {
            pen.put(rule, (down.x, 0), pen.glyphs.tee_up, Role::Rule);
        }
    }
}

/// The hairline over a panel at the bottom of an area; none where the panel takes all of it, right under the line below
/// the head.
fn panel_rule(pen: &mut Pen<'_>, regions: &Regions, panel: Rect, area: Rect) {
    if panel.y > area.y {
        let rule = Rect { height: panel.height.min(1), ..panel };
        rule_below(pen, regions, rule);
        pen.ruled = Some(rule);
    }
}

/// Says on a hairline that a list goes on behind it.
fn say_more(pen: &mut Pen<'_>, rule: Rect, words: &str) {
    pen.put_right(rule, (1, 0), words, Role::Dim);
}

/// What lies between the top line and the status line.
fn body(regions: &Regions) -> Rect {
    let screen = regions.screen;
    let top = regions.top_rule.bottom().max(regions.header.bottom());
    let bottom = match (regions.bottom_rule.is_empty(), regions.status.is_empty()) {
        (false, _) => regions.bottom_rule.y,
        (true, false) => regions.status.y,
        (true, true) => screen.bottom(),
    };
    Rect { y: top, height: bottom.saturating_sub(top), ..screen }
}

/// Whether what lies uppermost looks its keys up: a pane, or a panel.
fn takes_keys(state: &State) -> bool {
    state.overlay.as_ref().is_none_or(|overlay| overlay.context().is_some())
}

/// Whether a pane has the keys: it is in focus and nothing lies over it.
fn has_keys(state: &State, pane: Pane) -> bool {
    state.focus == pane && state.overlay.is_none()
}
