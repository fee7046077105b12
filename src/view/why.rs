//! Why the open story's text is as it is.

use ratatui::layout::Rect;

use super::pen::Pen;
use super::words::{width, wrap};
use crate::app::{Awaited, WHY_COLUMNS, WhyPart, WhyView, why_lines};
use crate::theme::Role;

/// Draws the view over an area.
pub(super) fn draw(pen: &mut Pen<'_>, area: Rect, view: &WhyView) {
    pen.clear(area);
    let room = area.width.saturating_sub(4);
    match &view.why {
        Awaited::Ready(why) => {
            let lines = why_lines(why, area.width < WHY_COLUMNS).into_iter().skip(view.top);
            let rows = lines.flat_map(|(part, line)| {
                broken(&line, usize::from(room), pen.glyphs.ellipsis).into_iter().map(move |row| (part, row))
            });
            let rows: Vec<(WhyPart, String)> = rows.take(usize::from(area.height) + 1).collect();
            pen.more = (view.top > 0, rows.len() > usize::from(area.height));
            for (y, (part, line)) in (0..area.height).zip(rows) {
                let role = match part {
                    WhyPart::Head => Role::Title,
                    WhyPart::Shown => Role::Accent,
                    WhyPart::Row => Role::Text,
                    WhyPart::Begins => Role::Dim,
                };
                pen.put_cut(area, (2, y), room, &line, role);
            }
        }
        Awaited::Failed(fault) => {
            let lines = wrap(&fault.to_string(), usize::from(room), 4, pen.glyphs.ellipsis);
            for (y, line) in (1..area.height).zip(lines) {
                pen.put(area, (2, y), &line, Role::Error);
            }
        }
        Awaited::Idle | Awaited::Waiting(_) => {
            pen.put_cut(area, (2, 1), room, "Looking at the page …", Role::Dim);
        }
    }
}

/// A line in rows of the room there is; the rest of it stands under where its last column begins.
fn broken(line: &str, room: usize, ellipsis: &str) -> Vec<String> {
    const MOST: usize = 6;
    if width(line) <= room {
        return vec![line.to_owned()];
    }
    let text = line.trim_start();
    let own = line.len() - text.len();
    let last = text.rfind("  ").map_or(0, |at| at + 2);
    let (before, words) = text.split_at(last);
    let indent = own + width(before);
    let rows = wrap(words, room.saturating_sub(indent).max(1), MOST, ellipsis);
    let begins =
        |at: usize| if at == 0 { format!("{}{before}", " ".repeat(own)) } else { " ".repeat(indent) };
    rows.iter().enumerate().map(|(at, row)| begins(at) + row).collect()
}
