//! The starter catalogue: sources by language, to be chosen.

use ratatui::layout::Rect;

use super::list::draw_bar;
use super::pen::Pen;
use crate::app::{Starter, StarterLine, Starters, language_of};
use crate::theme::Role;

/// Draws the catalogue over an area.
pub(super) fn draw(pen: &mut Pen<'_>, area: Rect, list: &Starters) {
    pen.clear(area);
    let tall = area.height > 8;
    let lines = list.lines();
    if tall {
        let words = match lines.len() {
            _ if list.adding => "Adding …".to_owned(),
            0 => format!("No source here has “{}”", list.query.text.trim()),
            _ if !list.query.text.is_empty() && !list.typing => {
                format!("Sources with “{}”", list.query.text.trim())
            }
            _ => "Sources to begin with; nothing is fetched before it is chosen".to_owned(),
        };
        let words = &words;
        pen.put_cut(area, (2, 0), area.width.saturating_sub(3), words, Role::Dim);
    }
    let head = if tall { 2 } else { 0 };
    let body = Rect { y: area.y + head, height: area.height.saturating_sub(head), ..area };
    let top = list.top(&lines, usize::from(body.height));
    pen.more = (top > 0, top + usize::from(body.height) < lines.len());
    for (y, line) in (0..body.height).zip(lines.into_iter().skip(top)) {
        let row = Rect { y: body.y + y, height: 1, ..body };
        match line {
            StarterLine::Head(first) => {
                let language = language_of(&first.source);
                pen.put_cut(row, (2, 0), row.width.saturating_sub(3), language, Role::Heading);
            }
            StarterLine::Row(place, starter) => draw_row(pen, row, starter, place == list.selected),
        }
    }
}

fn draw_row(pen: &mut Pen<'_>, row: Rect, starter: &Starter, is_chosen: bool) {
    draw_bar(pen, row, is_chosen, true);
    let mark = if starter.chosen { "[x]" } else { "[ ]" };
    if starter.followed {
        pen.put(row, (4, 0), pen.glyphs.read, Role::Dim);
    } else {
        pen.put(row, (3, 0), mark, Role::Key);
    }
    let title = if starter.followed { Role::Dim } else { Role::Text };
    let about = if row.width > 60 { 28 } else { 0 };
    let room = row.width.saturating_sub(9 + about);
    pen.put_told(row, (7, 0), room, &starter.source.title, title);
    if about > 0 {
        let dated = starter.source.routes.iter().any(|route| !route.is_live());
        let words = match (starter.followed, dated) {
            (true, _) => "followed",
            (false, true) => "any day, by its archive",
            (false, false) => "",
        };
        pen.put_right(row, (2, 0), words, Role::Dim);
    }
}
