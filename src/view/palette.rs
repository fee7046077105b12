//! What stands above the command line and the palette: the actions that are offered, with their keys.

use ratatui::layout::Rect;

use super::list::draw_bar;
use super::panel_rule;
use super::pen::Pen;
use super::words::{width, wrap};
use crate::app::{Arguments, Asked, Offer, Palette, Regions, State, offered};
use crate::theme::Role;

/// Offers shown at once, where there is room.
const MOST: usize = 10;

/// Draws the offers at the bottom of an area; the chosen one is among them.
pub(super) fn draw(state: &State, pen: &mut Pen<'_>, regions: &Regions, area: Rect, palette: &Palette) {
    let offers = offered(state, palette);
    let most = MOST.min(usize::from(area.height.saturating_sub(1))).max(1);
    let first = (palette.selected + 1).saturating_sub(most);
    let shown: Vec<(usize, &Offer)> = offers.iter().enumerate().skip(first).take(most).collect();
    let columns = usize::from(area.width.saturating_sub(3));
    let fault = palette.fault.as_deref().map(|fault| wrap(fault, columns, most, pen.glyphs.ellipsis));
    let rows = fault.as_ref().map_or(shown.len(), Vec::len).max(1) as u16;
    let height = (rows + 1).min(area.height);
    let panel = Rect { y: area.bottom() - height, height, ..area };
    pen.clear(panel);
    panel_rule(pen, regions, panel, area);
    // Words that are only proposed are not what Enter takes.
    let is_free = matches!(palette.arguments(state), Some(Arguments::Free(..)));
    let line = |y: u16| Rect { y: panel.y + 1 + y, height: 1, ..panel }.intersection(panel);
    if let Some(fault) = fault {
        for (y, words) in (0..).zip(&fault) {
            pen.put(line(y), (2, 0), words, Role::Error);
        }
        return;
    }
    if shown.is_empty() {
        pen.put_cut(line(0), (2, 0), panel.width.saturating_sub(3), palette.hint(), Role::Dim);
        return;
    }
    pen.more = (first > 0, first + shown.len() < offers.len());
    let names = shown.iter().map(|(_, offer)| width(&offer.name)).max().unwrap_or(0) as u16;
    for (y, (index, offer)) in (0..).zip(shown) {
        let row = line(y);
        draw_bar(pen, row, index == palette.selected && !is_free, true);
        let keys = width(&offer.keys) as u16;
        pen.put_right(row, (2, 0), &offer.keys, Role::Key);
        let room = row.width.saturating_sub(3 + keys + 4);
        if palette.asked == Asked::Palette {
            pen.put_cut(row, (3, 0), room, offer.summary, Role::Text);
            continue;
        }
        pen.put_cut(row, (3, 0), room, &offer.name, Role::Text);
        if room > names + 12 {
            pen.put_cut(row, (3 + names + 2, 0), room - names - 2, offer.summary, Role::Dim);
        }
    }
}
