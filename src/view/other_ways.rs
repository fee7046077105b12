//! What else of a story can be opened: a few lines at the bottom.

use ratatui::layout::Rect;

use super::list::draw_bar;
use super::panel_rule;
use super::pen::Pen;
use super::words::width;
use crate::app::{OtherWay, OtherWays, Regions, State};
use crate::locale::clock;
use crate::theme::Role;

/// Draws the list at the bottom of an area.
pub(super) fn draw(state: &State, pen: &mut Pen<'_>, (regions, area): (&Regions, Rect), ways: &OtherWays) {
    let height = (ways.rows.len() as u16 + 1).min(area.height);
    let panel = Rect { y: area.bottom() - height, height, ..area };
    pen.clear(panel);
    panel_rule(pen, regions, panel, area);
    let shown = usize::from(height.saturating_sub(1));
    let top = (ways.selected + 1).saturating_sub(shown.max(1));
    pen.more = (top > 0, top + shown < ways.rows.len());
    let names = ways.rows.iter().map(|way| width(&name(way))).max().unwrap_or(0) as u16;
    let names = names.min(area.width / 2);
    for (y, (index, way)) in (1..height).zip(ways.rows.iter().enumerate().skip(top)) {
        let row = Rect { y: panel.y + y, height: 1, ..panel };
        draw_bar(pen, row, index == ways.selected, true);
        if let Some(letter) = ways.letter(index) {
            pen.put(row, (3, 0), letter.encode_utf8(&mut [0; 4]), Role::Key);
        }
        pen.put_cut(row, (5, 0), names, &name(way), Role::Text);
        let at = names + 7;
        let (what, end) = match way {
            OtherWay::Told(story) => {
                let time = story.moment.map(|moment| clock(moment.civil(&state.now.zone).time()));
                (story.title.to_string(), time.unwrap_or_default())
            }
            OtherWay::Browser(_, address) => (address.to_string(), String::new()),
        };
        let room = row.width.saturating_sub(at + width(&end) as u16 + 3);
        pen.put_cut(row, (at, 0), room, &what, Role::Dim);
        pen.put_right(row, (2, 0), &end, Role::Dim);
    }
}

fn name(way: &OtherWay) -> String {
    match way {
        OtherWay::Told(story) => story.source_title.to_string(),
        OtherWay::Browser(what, _) => what.words(),
    }
}
