//! The sources pane: all, then each source with its unread stories in the days of the list.

use ratatui::layout::Rect;

use super::has_keys;
use super::list::draw_bar;
use super::pen::Pen;
use super::words::width;
use crate::app::{Pane, SourceState, State};
use crate::locale::grouped;
use crate::news::SavedSearch;
use crate::theme::Role;

/// Draws the pane.
pub(super) fn draw(state: &State, pen: &mut Pen<'_>, area: Rect) {
    if area.is_empty() {
        return;
    }
    let focused = has_keys(state, Pane::Sources);
    pen.put_cut(area, (2, 0), area.width, "Sources", if focused { Role::Accent } else { Role::Title });
    let Some(sources) = state.sources.ready() else { return };
    if !sources.is_empty() {
        pen.put_right(area, (2, 0), "unread", Role::Dim);
    }
    let first = first_row(state, area);
    let counts = state.unread_by_source();
    let unread_of = |source: &SourceState| counts.get(&source.row.id).copied().unwrap_or_default();
    let rows = sources.len() + state.saved.len() + 1;
    let below = rows.saturating_sub(first + usize::from(area.height.saturating_sub(1)));
    // The last line says how many rows are out of sight below; the chosen one never stands there.
    let is_cut = below > 0 && area.height > 3;
    if is_cut {
        let said = format!("{} {} more", pen.glyphs.ellipsis, grouped(below as u64 + 1));
        pen.put_cut(area, (3, area.height - 1), area.width.saturating_sub(5), &said, Role::Dim);
    }
    for (y, row) in (1..area.height - u16::from(is_cut)).zip(first..=sources.len() + state.saved.len()) {
        if let Some(saved) = state.saved_row(row) {
            draw_saved(
                pen,
                Rect { y: area.y + y, height: 1, ..area },
                saved,
                (row == state.source_row, focused),
            );
            continue;
        }
        let source = row.checked_sub(1).and_then(|index| sources.get(index));
        let unread = source.map_or_else(|| sources.iter().map(unread_of).sum(), unread_of);
        let title = source.map_or("All", |source| source.row.title.as_str());
        let trouble = source.is_some_and(|source| source.row.health.trouble.is_some());
        let count = if unread > 0 { grouped(unread) } else { String::new() };
        let line = Rect { y: area.y + y, height: 1, ..area };
        draw_bar(pen, line, row == state.source_row, focused);
        let room = area.width.saturating_sub(3 + 2 + width(&count) as u16 + u16::from(!count.is_empty()));
        pen.put_told(area, (3, y), room, title, Role::Text);
        if trouble {
            pen.put(area, (2, y), "!", Role::Error);
        }
        pen.put_right(area, (2, y), &count, Role::Dim);
    }
}

/// A search kept under a name, with the unread stories it finds.
fn draw_saved(pen: &mut Pen<'_>, line: Rect, saved: &SavedSearch, (chosen, focused): (bool, bool)) {
    draw_bar(pen, line, chosen, focused);
    let count = saved.unread.filter(|unread| *unread > 0).map(grouped).unwrap_or_default();
    let room = line.width.saturating_sub(3 + 2 + width(&count) as u16 + u16::from(!count.is_empty()));
    pen.put(line, (2, 0), "/", Role::Dim);
    pen.put_told(line, (3, 0), room, &saved.name, Role::Text);
    pen.put_right(line, (2, 0), &count, Role::Dim);
}

/// The first row shown: the chosen one stays in sight.
fn first_row(state: &State, area: Rect) -> usize {
    let room = usize::from(area.height.saturating_sub(1)).max(1);
    let rows = state.all_sources().len() + state.saved.len() + 1;
    (state.source_row + 1 + room / 3).saturating_sub(room).min(rows.saturating_sub(room))
}

/// The row at a line of the pane.
pub(super) fn row_at(state: &State, area: Rect, line: u16) -> Option<usize> {
    let row = first_row(state, area) + usize::from(line.checked_sub(1)?);
    (row <= state.all_sources().len() + state.saved.len()).then_some(row)
}
