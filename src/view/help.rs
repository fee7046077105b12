//! The keys, made from the live key map.

use ratatui::layout::Rect;

use super::pen::Pen;
use crate::app::{HelpLine, HelpView, KEY_COLUMNS, State, help_columns};
use crate::theme::Role;

/// Draws the help over an area, from its first line on; past the end it shows the end.
pub(super) fn draw(state: &State, pen: &mut Pen<'_>, area: Rect, view: &HelpView) {
    pen.clear(area);
    let columns = help_columns(state, view);
    let longest = columns.iter().map(Vec::len).max().unwrap_or(0);
    let top = view.top.min(longest.saturating_sub(usize::from(area.height)));
    let wide = area.width / columns.len().max(1) as u16;
    let keys = KEY_COLUMNS as u16;
    for (i, lines) in (0..).zip(&columns) {
        let column = Rect { x: area.x + wide * i, width: wide, ..area };
        for (y, line) in (0..area.height).zip(lines.iter().skip(top)) {
            match line {
                HelpLine::Head(head) => {
                    pen.put_cut(column, (2, y), wide.saturating_sub(3), head, Role::Heading);
                }
                HelpLine::Note(note) => {
                    pen.put_cut(column, (2, y), wide.saturating_sub(3), note, Role::Dim);
                }
                HelpLine::Row(written, words) => {
                    pen.put_cut(column, (2, y), wide.saturating_sub(3), written, Role::Key);
                    pen.put_cut(column, (keys + 4, y), wide.saturating_sub(keys + 5), words, Role::Text);
                }
                HelpLine::Blank => {}
            }
        }
    }
    pen.more = (top > 0, top + usize::from(area.height) < longest);
}
