//! Moving within and between panes; the mouse.

use super::super::message::{Effect, Hit, Target};
use super::super::state::{Card, Overlay, Pane, Screen, State};
use super::super::{Action, Regions, Shape};
use super::{
    adding, bookmarks, commands, date_line, days, links, list, look, measure, panels, range, reader,
    reading_on, say, year,
};
use crate::news::Scope;

/// A step with `h j k l` or the arrows.
pub(super) fn step(state: &mut State, action: Action, times: i32, out: &mut Vec<Effect>) {
    let vertical = match action {
        Action::Down => times,
        Action::Up => -times,
        _ => 0,
    };
    match (state.focus, action) {
        (Pane::Calendar, Action::Left) => days::step_days(state, -times, out),
        (Pane::Calendar, Action::Right) => days::step_days(state, times, out),
        (Pane::Calendar, _) => days::step_days(state, 7 * vertical, out),
        (Pane::Sources | Pane::List, Action::Left) => focus(state, Pane::Calendar, out),
        (Pane::Sources, Action::Right) => focus(state, Pane::List, out),
        (Pane::Sources, _) => choose_source(state, state.source_row as i64 + i64::from(vertical), out),
        (Pane::List, Action::Right) => open(state, out),
        (Pane::List, _) => step_list(state, vertical, out),
        (Pane::Reader, Action::Left) => back(state, out),
        (Pane::Reader, Action::Right) => {}
        (Pane::Reader, _) if super::pointing::step(state, vertical) => {}
        (Pane::Reader, _) => {
            reader::scroll(state, vertical);
        }
    }
}

fn step_list(state: &mut State, by: i32, out: &mut Vec<Effect>) {
    match state.screen {
        Screen::Card => {
            let last = Card::ANSWERS.len() as i64 - 1;
            state.card.selected = (state.card.selected as i64 + i64::from(by)).clamp(0, last) as usize;
        }
        Screen::Bookmarks => {
            let last = state.bookmarks.rows.ready().map_or(0, |rows| rows.len().saturating_sub(1));
            let to = (state.bookmarks.selected as i64 + i64::from(by)).clamp(0, last as i64);
            bookmarks::choose(state, to as usize);
        }
        Screen::Days | Screen::Year => list::step(state, by, out),
    }
}

/// Chooses a row of the sources pane: 0 is all of them. Everything narrows to it.
pub(super) fn choose_source(state: &mut State, row: i64, out: &mut Vec<Effect>) {
    let last = state.all_sources().len() + state.saved.len();
    let row = row.clamp(0, last as i64) as usize;
    if row == state.source_row && state.search.is_some() {
        return;
    }
    let searched = state.search.is_some();
    super::search::leave(state, out);
    state.let_go = None;
    state.source_row = row;
    if let Some(saved) = state.saved_row(row).cloned() {
        return super::search::open_saved(state, &saved, out);
    }
    let source = row.checked_sub(1).and_then(|index| state.all_sources().get(index));
    let scope = source.map_or(Scope::All, |source| Scope::Source(source.row.id));
    if searched && state.scope == scope {
        let focus = state.focus;
        days::choose(state, state.calendar.chosen, out);
        state.focus = focus;
    }
    days::set_scope(state, scope, out);
}

/// `gg` and `G`; a count goes to that row, in an open story to that line, in the calendar to that day of the month.
pub(super) fn end(state: &mut State, top: bool, count: Option<u32>, out: &mut Vec<Effect>) {
    const FAR: i32 = 1_000_000;
    let by = if top { -FAR } else { FAR };
    match state.focus {
        Pane::Calendar => match (count, state.calendar.ends) {
            (Some(number), _) => {
                let number = i8::try_from(number).unwrap_or(i8::MAX);
                days::choose(state, state.at().month().day(number), out);
            }
            (None, Some(ends)) => days::choose(state, if top { ends.first } else { ends.last }, out),
            (None, None) => say(state, "No day has stories yet"),
        },
        Pane::Sources => choose_source(state, count.map_or(i64::from(by), |row| i64::from(row) - 1), out),
        Pane::Reader => {
            reader::scroll(state, if count.is_some() { -FAR } else { by });
            if let Some(line) = count.and_then(|line| i32::try_from(line).ok()) {
                reader::scroll(state, line - 1);
            }
        }
        Pane::List => {
            if top && list::take_waiting(state) {
                reader::preview_selected(state, out);
            }
            if let Some(count) = count.and_then(|count| i32::try_from(count).ok()) {
                step_list(state, -FAR, out);
                step_list(state, count - 1, out);
            } else {
                step_list(state, by, out);
                if top {
                    list::watch_top(state);
                }
            }
        }
    }
}

/// Pages, or halves of them.
pub(super) fn page(state: &mut State, pages: i32, part: i32, out: &mut Vec<Effect>) {
    let regions = Regions::of(state);
    match state.focus {
        Pane::Calendar if state.screen == Screen::Year => days::step_months(state, 12 / part * pages, out),
        Pane::Calendar => days::step_months(state, pages, out),
        Pane::Sources => {
            let by = i64::from(pages) * i64::from(regions.sources.height.max(2)) / i64::from(part);
            choose_source(state, state.source_row as i64 + by, out);
        }
        Pane::List => {
            let lines = if state.size.1 >= 30 && !state.plain { 2 } else { 1 };
            let by = (i32::from(regions.list.height) / lines / part).max(1);
            step_list(state, pages * by, out);
        }
        Pane::Reader => {
            let by = ((i32::from(regions.reader.height) - 1) / part).max(1);
            reader::scroll(state, pages * by);
        }
    }
}

/// Gives a pane the keys, where it is shown.
pub(super) fn focus(state: &mut State, pane: Pane, out: &mut Vec<Effect>) {
    if state.screen == Screen::Year {
        year::enter(state, out);
    }
    match pane {
        Pane::Reader if state.reader.is_none() => say(state, "No story is open"),
        Pane::Reader => {
            if state.reader.as_ref().is_some_and(|reader| reader.preview) {
                open(state, out);
            } else {
                state.focus = Pane::Reader;
            }
        }
        Pane::Calendar | Pane::Sources if state.focus == Pane::Reader => {
            // The story stays open beside the calendar only where both are in sight.
            if state.shape() != Shape::Wide {
                reader::close(state, out);
            }
            state.focus = pane;
        }
        _ => state.focus = pane,
    }
    list::keep_visible(state);
}

/// To the day list, also from the bookmarks.
pub(super) fn go_list(state: &mut State, out: &mut Vec<Effect>) {
    state.behind = None;
    if state.screen == Screen::Bookmarks {
        bookmarks::leave(state, out);
    }
    if state.focus == Pane::Reader && state.shape() != Shape::Wide {
        reader::close(state, out);
    }
    focus(state, Pane::List, out);
}

/// Tab and Shift-Tab.
pub(super) fn cycle(state: &mut State, forward: bool, out: &mut Vec<Effect>) {
    if state.screen == Screen::Year {
        return say(state, "⟨open⟩ goes to the day, ⟨back⟩ back");
    }
    let mut panes = vec![Pane::Calendar, Pane::Sources, Pane::List];
    if state.reader.is_some() {
        panes.push(Pane::Reader);
    }
    let at = panes.iter().position(|pane| *pane == state.focus).unwrap_or(0);
    let step = if forward { 1 } else { panes.len() - 1 };
    focus(state, panes[(at + step) % panes.len()], out);
}

/// Enter, and `l` in the list.
pub(super) fn open(state: &mut State, out: &mut Vec<Effect>) {
    match (state.screen, state.focus) {
        (Screen::Year, _) => year::enter(state, out),
        (_, Pane::Calendar | Pane::Sources) => focus(state, Pane::List, out),
        (_, Pane::Reader) => {}
        (Screen::Card, _) => adding::answer_card(state, state.card.selected, out),
        (Screen::Bookmarks, _) => {
            let row = state.bookmarks.rows.ready().and_then(|rows| rows.get(state.bookmarks.selected));
            if let Some((address, title)) = row.map(|row| (row.address.clone(), row.title.clone())) {
                reader::open(state, Target::Address(address), title, out);
            }
        }
        (Screen::Days, _) => match list::selected(state).map(|row| row.id) {
            Some(id) => reader::open_story(state, id, out),
            None if state.left_out() == 0 && days::more_comes(state) => reading_on::open_when_here(state),
            None => reading_on::say_none(state),
        },
    }
}

/// Escape: the innermost thing that can be cancelled.
pub(super) fn cancel(state: &mut State, out: &mut Vec<Effect>) {
    if state.zen {
        state.zen = false;
        measure::set_anew(state, out);
    } else if super::pointing::end(state) || super::picking::end(state) {
        state.status = None;
    } else if state.calendar.anchor.is_some() {
        range::end(state, out);
    } else if state.screen == Screen::Year {
        year::leave(state, out);
    } else if state.focus == Pane::Reader && super::find::end(state) || state.list.find.take().is_some() {
        state.status = None;
    } else if state.search.is_some() {
        super::search::end(state, out);
    } else if state.bookmarks.filter.is_some() && state.screen == Screen::Bookmarks {
        bookmarks::widen(state, out);
    } else if state.scope != Scope::All {
        state.source_row = 0;
        days::set_scope(state, Scope::All, out);
    } else {
        state.status = None;
    }
}

/// `q`: reader → list → calendar → out.
pub(super) fn back(state: &mut State, out: &mut Vec<Effect>) {
    if state.zen {
        state.zen = false;
        return measure::set_anew(state, out);
    }
    match (state.focus, state.screen) {
        (Pane::Reader, _) => {
            reader::close(state, out);
            state.focus = Pane::List;
            list::keep_visible(state);
            reader::preview_selected(state, out);
        }
        (_, Screen::Bookmarks) => {
            bookmarks::leave(state, out);
            state.focus = Pane::List;
            list::keep_visible(state);
            reader::come_back(state, out);
        }
        (_, Screen::Year) => year::leave(state, out),
        (Pane::Calendar, _) if state.calendar.anchor.is_some() => range::end(state, out),
        (Pane::List, Screen::Days) if state.search.is_some() => super::search::end(state, out),
        (Pane::List, Screen::Days) | (Pane::Sources, _) => focus(state, Pane::Calendar, out),
        _ if state.demo && !state.demo_only => {
            super::forget(state);
            state.demo = false;
            out.push(Effect::Demo(false));
        }
        _ => super::leave(state, out),
    }
}

/// A click.
pub(super) fn pick(state: &mut State, hit: Hit, out: &mut Vec<Effect>) {
    if let Hit::Theme(row) = hit {
        return look::pick(state, row, out);
    }
    if let Hit::PanelRow(row) = hit {
        return panels::pick(state, row, out);
    }
    if state.overlay.is_some() {
        return;
    }
    match hit {
        Hit::Theme(_) | Hit::PanelRow(_) => {}
        Hit::Day(day) if state.screen == Screen::Year && day == state.year.cursor => year::enter(state, out),
        Hit::Day(day) => {
            if state.screen != Screen::Year {
                focus(state, Pane::Calendar, out);
            }
            days::choose(state, day, out);
        }
        Hit::Year(years) => days::step_months(state, years * 12, out),
        Hit::MonthName => date_line::open(state),
        Hit::YearName => year::open(state, out),
        Hit::Pane(_) if state.screen == Screen::Year => {}
        Hit::Month(months) => days::step_months(state, months, out),
        Hit::Source(row) => {
            focus(state, Pane::Sources, out);
            choose_source(state, row as i64, out);
        }
        Hit::Row(row) => {
            let Some(id) = list::story_at(state, row).map(|story| story.id) else { return };
            let again = state.focus == Pane::List && state.list.selected == Some(id);
            focus(state, Pane::List, out);
            if again { reader::open_story(state, id, out) } else { list::select(state, id, out) }
        }
        Hit::Bookmark(row) => {
            let again = state.focus == Pane::List && state.bookmarks.selected == row;
            state.focus = Pane::List;
            bookmarks::choose(state, row);
            if again {
                open(state, out);
            }
        }
        Hit::Answer(answer) => adding::answer_card(state, answer, out),
        Hit::Waiting => {
            if list::take_waiting(state) {
                reader::preview_selected(state, out);
            } else {
                state.focus = Pane::List;
                end(state, true, None, out);
            }
        }
        // The first click on a story beside the list only goes there, as it does anywhere else.
        Hit::Link(link) if state.focus == Pane::Reader => links::pick(state, link, out),
        Hit::Link(_) => focus(state, Pane::Reader, out),
        Hit::Pane(pane) => focus(state, pane, out),
    }
}

/// The wheel turned over a pane.
pub(super) fn wheel(state: &mut State, pane: Pane, lines: i32, out: &mut Vec<Effect>) {
    if let Some(Overlay::Themes(picker)) = &mut state.overlay {
        let to = picker.selected.saturating_add_signed(lines.signum() as isize);
        return look::choose(picker, to, out);
    }
    if let Some(Overlay::Palette(palette)) = &mut state.overlay {
        palette.selected = palette.selected.saturating_add_signed(lines.signum() as isize);
        return commands::stay_among_offers(state);
    }
    if panels::is_open(state) {
        return panels::wheel(state, lines, out);
    }
    if state.overlay.is_some() {
        return;
    }
    match pane {
        Pane::Reader => {
            reader::scroll(state, lines);
        }
        Pane::List => step_list(state, lines.signum(), out),
        Pane::Calendar if state.screen == Screen::Year => days::step_months(state, 12 * lines.signum(), out),
        Pane::Calendar => days::step_months(state, lines.signum(), out),
        Pane::Sources => choose_source(state, state.source_row as i64 + i64::from(lines.signum()), out),
    }
}
