//! The sources pane: all, then each source with its unread stories.

use ratatui::layout::Rect;

use super::has_keys;
use super::list::draw_bar;
use super::pen::Pen;
use super::words::width;
use crate::app::{Pane, State};
use crate::locale::grouped;
use crate::theme::Role;

/// Draws the pane.
pub(super) fn draw(state: &State, pen: &mut Pen<'_>, area: Rect) {
    if area.is_empty() {
        return;
    }
    let focused = has_keys(state, Pane::Sources);
    pen.put_cut(area, (2, 0), area.width, "Sources", if focused { Role::Accent } else { Role::Title });
    let Some(sources) = state.sources.ready() else { return };
    let first = first_row(state, area);
    for (y, row) in (1..area.height).zip(first..=sources.len()) {
        let source = row.checked_sub(1).and_then(|index| sources.get(index));
        let unread = match source {
            Some(source) => source.row.unread,
            None => sources.iter().map(|source| source.row.unread).sum(),
        };
        let title = source.map_or("All", |source| source.row.title.as_str());
        let trouble = source.is_some_and(|source| source.row.health.trouble.is_some());
        let count = if unread > 0 { grouped(unread) } else { String::new() };
        let line = Rect { y: area.y + y, height: 1, ..area };
        draw_bar(pen, line, row == state.source_row, focused);
        let room = area.width.saturating_sub(3 + 2 + width(&count) as u16 + u16::from(!count.is_empty()));
        pen.put_cut(area, (3, y), room, title, Role::Text);
        if trouble {
            pen.put(area, (2, y), "!", Role::Error);
        }
        pen.put_right(area, (2, y), &count, Role::Dim);
    }
}

/// The first row shown: the chosen one stays in sight.
fn first_row(state: &State, area: Rect) -> usize {
    let room = usize::from(area.height.saturating_sub(1)).max(1);
    let rows = state.all_sources().len() + 1;
    (state.source_row + 1 + room / 3).saturating_sub(room).min(rows.saturating_sub(room))
}

/// The row at a line of the pane.
pub(super) fn row_at(state: &State, area: Rect, line: u16) -> Option<usize> {
    let row = first_row(state, area) + usize::from(line.checked_sub(1)?);
    (row <= state.all_sources().len()).then_some(row)
}
