//! The panel of a source's routes: each with its days and what it answered last.

use ratatui::layout::Rect;

use super::list::draw_bar;
use super::pen::Pen;
use super::rule_with_tees;
use super::words::wrap;
use crate::app::{Regions, RoutePanel, RouteRow, State};
use crate::theme::Role;

/// Draws the panel at the bottom of an area.
pub(super) fn draw(pen: &mut Pen<'_>, state: &State, regions: &Regions, area: Rect, panel: &RoutePanel) {
    let room = usize::from(area.width.saturating_sub(4));
    let fault = panel.fault.as_ref().map(|fault| wrap(&fault.to_string(), room, 3, pen.glyphs.ellipsis));
    let said = fault.as_ref().map_or(0, Vec::len) as u16;
    // A head, two lines a route, what is wrong.
    let wanted = 2 + 2 * panel.rows.len() as u16 + said;
    let height = wanted.min(area.height.saturating_sub(area.height / 4)).max(4).min(area.height);
    let place = Rect { y: area.bottom() - height, height, ..area };
    pen.clear(place);
    let meets = if place.y > area.y { pen.glyphs.tee_up } else { pen.glyphs.across };
    rule_with_tees(pen, regions, Rect { height: height.min(1), ..place }, meets);
    let head = format!("Routes of {} · tried on {}", panel.title, state.locale.short_date(panel.day));
    pen.put_cut(place, (2, 1), place.width.saturating_sub(3), &head, Role::Title);
    let visible = usize::from(height.saturating_sub(2 + said) / 2).max(1);
    let top = (panel.selected + 1).saturating_sub(visible);
    let rows = panel.rows.iter().enumerate().skip(top).take(visible);
    for (y, (index, row)) in (2_u16..).step_by(2).zip(rows) {
        let line = Rect { y: place.y + y, height: 2, ..place }.intersection(place);
        draw_bar(pen, Rect { height: line.height.min(1), ..line }, index == panel.selected, true);
        let first = format!("{:12} {}", row.route.kind(), row.route.place());
        pen.put_cut(line, (3, 0), line.width.saturating_sub(4), &first, Role::Text);
        let trying = panel.trying.is_some_and(|(_, at)| at == index);
        let second =
            format!("{}{}", days(state, row), if trying { "asking…".to_owned() } else { words(row) });
        pen.put_cut(line, (5, 1), line.width.saturating_sub(6), &second, Role::Dim);
    }
    for (y, line) in (height - said..).zip(fault.into_iter().flatten()) {
        pen.put(place, (2, y), &line, Role::Error);
    }
}

/// The days a route answers for.
fn days(state: &State, row: &RouteRow) -> String {
    let date = |day| state.locale.short_date(day);
    match (row.route.is_live(), row.route.range()) {
        (true, _) => "what is new · ".to_owned(),
        (false, (None, None)) => "any day · ".to_owned(),
        (false, (Some(from), None)) => format!("since {} · ", date(from)),
        (false, (None, Some(to))) => format!("until {} · ", date(to)),
        (false, (Some(from), Some(to))) => format!("{} to {} · ", date(from), date(to)),
    }
}

fn words(row: &RouteRow) -> String {
    row.said.as_ref().map_or_else(|| "not asked yet".to_owned(), ToString::to_string)
}
