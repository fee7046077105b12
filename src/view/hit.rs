//! What stands at a place of the screen, for the mouse.

use ratatui::layout::Rect;

use super::calendar::Spot;
use super::{body, bookmarks, card, facts, list, over, reader, regions, sources, status, themes, year};
use crate::app::{Hit, Overlay, Pane, Screen, State};
use crate::keymap::Sequence;

/// What stands at a column and row of the screen, by the geometry that is drawn. `None` on hairlines,
/// in the first and the last line, and under what lies over the screen.
pub fn hit(state: &State, column: u16, row: u16) -> Option<Hit> {
    let regions = regions(state);
    match &state.overlay {
        None => {}
        Some(Overlay::Themes(_)) if regions.too_small => return None,
        Some(Overlay::Themes(picker)) => {
            return themes::row_at(picker, body(&regions), state.ascii, row).map(Hit::Theme);
        }
        Some(_) if regions.too_small => return None,
        Some(overlay) => return over::row_at(state, overlay, row).map(Hit::PanelRow),
    }
    let within = |area: Rect| area.contains((column, row).into());
    let line = |area: Rect| row - area.y;
    let at = (column, row);
    if within(regions.calendar) {
        let spot = facts::calendar(state).spot_in_grid(regions.calendar, at);
        return Some(spot.map_or(Hit::Pane(Pane::Calendar), of_spot));
    }
    if within(regions.year) {
        return Some(year::hit(state, regions.year, at).unwrap_or(Hit::Pane(Pane::Calendar)));
    }
    if within(regions.strip) {
        let calendar = facts::calendar(state);
        let spot = calendar.spot_in_strip(regions.strip, at);
        return Some(spot.map_or(Hit::Pane(Pane::Calendar), of_spot));
    }
    if within(regions.sources) {
        let found = sources::row_at(state, regions.sources, line(regions.sources));
        return Some(found.map_or(Hit::Pane(Pane::Sources), Hit::Source));
    }
    if within(regions.list) {
        let line = line(regions.list);
        let found = match state.screen {
            Screen::Card => card::answer_at(regions.list, line).map(Hit::Answer),
            Screen::Bookmarks => bookmarks::row_at(state, regions.list, line).map(Hit::Bookmark),
            Screen::Days if state.list.header() > 0 && line == 0 => Some(Hit::Waiting),
            Screen::Days => list::row_at(state, regions.list, line).map(Hit::Row),
            Screen::Year => None,
        };
        return Some(found.unwrap_or(Hit::Pane(Pane::List)));
    }
    let in_text = || reader::link_at(state, regions.reader, at).map_or(Hit::Pane(Pane::Reader), Hit::Link);
    within(regions.reader).then(in_text)
}

/// The keys that the last line tells at a column and row of the screen.
pub fn keys_at(state: &State, column: u16, row: u16) -> Option<Sequence> {
    let area = regions(state).status;
    let is_there = area.contains((column, row).into());
    if is_there { status::keys_at(state, area, column) } else { None }
}

/// The pane at a column and row of the screen, for the wheel; also while something lies over it.
pub fn pane_at(state: &State, column: u16, row: u16) -> Option<Pane> {
    let regions = regions(state);
    let panes = [
        (regions.calendar, Pane::Calendar),
        (regions.strip, Pane::Calendar),
        (regions.sources, Pane::Sources),
        (regions.list, Pane::List),
        (regions.reader, Pane::Reader),
        (regions.year, Pane::Calendar),
    ];
    panes.into_iter().find(|(area, _)| area.contains((column, row).into())).map(|(_, pane)| pane)
}

fn of_spot(spot: Spot) -> Hit {
    match spot {
        Spot::Day(day) => Hit::Day(day),
        Spot::Earlier => Hit::Month(-1),
        Spot::Later => Hit::Month(1),
        Spot::Month => Hit::MonthName,
        Spot::Year => Hit::YearName,
    }
}
