//! The list of changes: when and what, the chosen one with all that is known of it.

use ratatui::layout::Rect;

use super::list::draw_bar;
use super::pen::Pen;
use super::words::{width, wrap};
use crate::app::{ChangesView, State};
use crate::news::{Change, Day, Window};
use crate::theme::Role;

/// Draws the list over an area.
pub(super) fn draw(state: &State, pen: &mut Pen<'_>, area: Rect, view: &ChangesView) {
    pen.clear(area);
    let Some(rows) = &view.rows else { return };
    if rows.is_empty() {
        let words = "Nothing was changed yet. What you mark, keep, mute or remove stands here";
        for (y, line) in
            (1..).zip(wrap(words, usize::from(area.width.saturating_sub(4)), 3, pen.glyphs.ellipsis))
        {
            pen.put(area, (2, y), &line, Role::Text);
        }
        return;
    }
    let when = |change: &Change| state.near_now(change.at);
    let column = rows.iter().map(|change| width(&when(change))).max().unwrap_or(0) as u16;
    // The chosen one takes a second line.
    let height = usize::from(area.height.saturating_sub(1));
    let top = (view.selected + 1).saturating_sub(height);
    let (mut y, mut seen) = (0, top);
    for (index, change) in rows.iter().enumerate().skip(top) {
        if y >= area.height {
            break;
        }
        let chosen = index == view.selected;
        let tall = if chosen { 2 } else { 1 };
        let row = Rect { y: area.y + y, height: tall, ..area }.intersection(area);
        draw_bar(pen, row, chosen, true);
        pen.put(row, (3, 0), &when(change), Role::Dim);
        let said = if change.undone { "taken back" } else { "" };
        let at = column + 5;
        let room = row.width.saturating_sub(at + width(said) as u16 + 4);
        pen.put_cut(row, (at, 0), room, &change.label, if change.undone { Role::Read } else { Role::Text });
        pen.put_right(Rect { height: 1, ..row }, (2, 0), said, Role::Dim);
        if chosen {
            let details = details(state, change).join(pen.glyphs.dot);
            pen.put_cut(row, (at, 1), row.width.saturating_sub(at + 2), &details, Role::Dim);
        }
        y += tall;
        seen = index + 1;
    }
    pen.more = (top > 0, seen < rows.len());
}

fn details(state: &State, change: &Change) -> [String; 2] {
    let window = match change.window {
        Window::This => "in this window",
        Window::Another => "in another window",
        Window::Before => "before this window was opened",
    };
    let day = Day::from_date(change.at.civil(&state.now.zone).date());
    let day = day.map(|day| state.locale.near_date(day, state.today())).unwrap_or_default();
    [day, window.to_owned()]
}
