//! Why the open story's text is as it is.

use ratatui::layout::Rect;

use super::pen::Pen;
use super::words::wrap;
use crate::app::{Awaited, WhyPart, WhyView, why_lines};
use crate::theme::Role;

/// Draws the view over an area.
pub(super) fn draw(pen: &mut Pen<'_>, area: Rect, view: &WhyView) {
    pen.clear(area);
    let room = area.width.saturating_sub(4);
    match &view.why {
        Awaited::Ready(why) => {
            let lines = why_lines(why).into_iter().skip(view.top);
            for (y, (part, line)) in (0..area.height).zip(lines) {
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
