//! The box over the status line that tells how a prefix can go on.

use ratatui::layout::Rect;

use super::pen::Pen;
use super::rule_below;
use super::words::width;
use crate::app::{Chain, Regions, WaitingKeys};
use crate::theme::Role;

/// Columns of an entry, at least, before another column of entries is opened.
const ENTRY: u16 = 26;
/// Columns an entry needs, at least, to tell anything.
const LEAST: u16 = 16;

/// Draws the keys that may follow at the bottom of an area. Where they would stand too close there, the box takes what is
/// above the area too, up to the top of the screen.
pub(super) fn draw(pen: &mut Pen<'_>, regions: &Regions, area: Rect, waiting: &WaitingKeys) {
    let top = regions.screen.y;
    let whole = Rect { y: top, height: area.bottom().saturating_sub(top), ..area };
    let dense = waiting.next.len().div_ceil(usize::from(area.height.saturating_sub(1).max(1)));
    let area = if usize::from(area.width) < dense * usize::from(LEAST) { whole } else { area };
    if waiting.next.is_empty() || area.height < 2 || area.width < 8 {
        return;
    }
    let entries = waiting.next.len();
    let most = usize::from(area.height - 1);
    let fits = usize::from((area.width / ENTRY).max(1));
    // Short lists stay in one column where there is room for it; long ones may take narrower columns.
    let columns = entries.div_ceil(most.min(8)).clamp(1, fits).max(entries.div_ceil(most));
    let rows = entries.div_ceil(columns).min(most);
    let wide = area.width.saturating_sub(2) / columns as u16;
    let height = rows as u16 + 1;
    let panel = Rect { y: area.bottom() - height, height, ..area };
    pen.clear(panel);
    rule_below(pen, regions, Rect { height: 1, ..panel });
    pen.put(panel, (2, 0), &format!(" {} … ", waiting.typed), Role::Key);
    let keys = waiting.next.iter().map(|(key, _)| width(key)).max().unwrap_or(1) as u16;
    for (index, (key, action)) in waiting.next.iter().enumerate() {
        let (column, row) = ((index / rows) as u16, (index % rows) as u16);
        let x = 2 + column * wide;
        let does = action.as_ref().map_or_else(|| "…".to_owned(), Chain::summary);
        let entry = Rect { x: panel.x + x, y: panel.y + 1 + row, width: wide, height: 1 }.intersection(panel);
        pen.put(entry, (0, 0), key, Role::Key);
        let room = wide.saturating_sub(keys + 3);
        pen.put_cut(entry, (keys + 1, 0), room, in_short(&does, usize::from(room)), Role::Text);
    }
}

/// What an action does in so many columns: where all of it has no room, what stands before its first stop.
fn in_short(does: &str, room: usize) -> &str {
    let short = does.find([':', ';', ',']).and_then(|at| does.get(..at));
    short.filter(|short| width(does) > room && width(short) <= room).unwrap_or(does)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_room_is_said_in_short() {
        assert_eq!(in_short("the year, and all years", 40), "the year, and all years");
        assert_eq!(in_short("the year, and all years", 20), "the year");
        assert_eq!(in_short("next day with unread stories", 20), "next day with unread stories");
    }
}
