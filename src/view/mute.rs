//! What is not to be shown again: a panel at the bottom, above it the list it is about. And the rules there are.

use ratatui::layout::{Position, Rect};

use super::field::draw_input;
use super::list::draw_bar;
use super::panel_rule;
use super::pen::Pen;
use super::words::wrap;
use crate::app::{MuteBy, MuteList, MutePanel, Regions, State, with_keys};
use crate::locale::{counted, grouped};
use crate::theme::Role;
use crate::typeset::told;

/// Titles of what a rule would hide, at most.
const EXAMPLES: u16 = 6;
/// The column where the value of a row stands.
const VALUE: u16 = 19;

/// Draws the panel at the bottom of an area; answers where the cursor stands, if words are typed.
pub(super) fn draw(pen: &mut Pen<'_>, regions: &Regions, area: Rect, panel: &MutePanel) -> Option<Position> {
    let rows = panel.rows() as u16;
    let height = (rows + 3 + EXAMPLES).min(area.height);
    let area_above = area;
    let area = Rect { y: area.bottom() - height, height, ..area };
    pen.clear(area);
    panel_rule(pen, regions, area, area_above);
    // The panel may cover the row it is about.
    let x = pen.put(
        area,
        (1, 1),
        if area.width < 60 { "Never: " } else { "Never show stories such as " },
        Role::Title,
    );
    pen.put_cut(
        area,
        (x, 1),
        area.width.saturating_sub(x + 1),
        &format!("“{}”", told(&panel.title)),
        Role::Dim,
    );
    let mut cursor = None;
    for (index, y) in (0..panel.rows()).zip(2..) {
        let row = Rect { y: area.y.saturating_add(y), height: 1, ..area }.intersection(area);
        let chosen = index == panel.selected;
        draw_bar(pen, row, chosen, true);
        let (label, value) = match index.checked_sub(1).and_then(|at| panel.by.get(at)) {
            None => ("with the words", String::new()),
            Some(MuteBy::Author(author)) => ("by the author", author.to_string()),
            Some(MuteBy::Section(section, _, source)) => {
                ("in the section", format!("{section}{}{source}", pen.glyphs.dot))
            }
            Some(MuteBy::Source(_, source)) => ("of the source", source.to_string()),
        };
        pen.put(row, (3, 0), label, Role::Dim);
        let room = row.width.saturating_sub(VALUE + 2);
        if index > 0 {
            pen.put_cut(row, (VALUE, 0), room, &value, Role::Text);
        } else if chosen && !panel.words.proposed {
            let field = Rect { x: row.x + VALUE - 1, width: room + 1, ..row }.intersection(row);
            cursor = draw_input(pen, field, "", &panel.words);
        } else {
            pen.put_cut(row, (VALUE, 0), room, &panel.words.text, Role::Text);
            if chosen {
                let before = row.x.saturating_add(VALUE + super::words::width(&panel.words.text) as u16);
                cursor = Some(Position::new(before.min(row.right().saturating_sub(1)), row.y));
            }
        }
    }
    draw_preview(pen, Rect { y: area.y + rows + 2, height: height.saturating_sub(rows + 2), ..area }, panel);
    cursor
}

/// What the rule would hide, in words and by examples.
fn draw_preview(pen: &mut Pen<'_>, area: Rect, panel: &MutePanel) {
    let room = area.width.saturating_sub(2);
    if panel.rule().is_empty() {
        pen.put_cut(area, (1, 0), room, "Type a word; in quotes several in a row", Role::Dim);
        return;
    }
    let Some(preview) = &panel.preview else {
        pen.put_cut(area, (1, 0), room, "Looking at the last 30 days …", Role::Dim);
        return;
    };
    let hidden = if preview.hidden == 0 { "none".to_owned() } else { grouped(preview.hidden) };
    let words = if area.width < 60 {
        format!("Hides {hidden} of {} of the last 30 days", grouped(preview.of))
    } else {
        let of = counted(preview.of, "story", "stories");
        format!("Would hide {hidden} of {of} of the last 30 days")
    };
    pen.put_cut(area, (1, 0), room, &words, Role::Notice);
    for (y, title) in (1..area.height).zip(&preview.titles) {
        pen.put_told(area, (3, y), room.saturating_sub(2), title, Role::Dim);
    }
}

/// Draws the list of the rules over an area.
pub(super) fn draw_list(state: &State, pen: &mut Pen<'_>, area: Rect, list: &MuteList) {
    pen.clear(area);
    let Some(rows) = &list.rows else { return };
    if rows.is_empty() {
        let room = usize::from(area.width.saturating_sub(4));
        let words = with_keys(state, "No mute rules. ⟨never-show⟩ on a story of the list makes one");
        for (y, line) in (1..).zip(wrap(&words, room, 3, pen.glyphs.ellipsis)) {
            pen.put(area, (2, y), &line, Role::Text);
        }
        return;
    }
    let height = usize::from(area.height);
    let top = (list.selected + 1).saturating_sub(height);
    pen.more = (top > 0, top + height < rows.len());
    for (y, (index, (rule, many))) in (0..area.height).zip(rows.iter().enumerate().skip(top)) {
        let row = Rect { y: area.y + y, height: 1, ..area };
        draw_bar(pen, row, index == list.selected, true);
        let many = if area.width < 60 {
            grouped(*many)
        } else {
            format!("hides {}", counted(*many, "story", "stories"))
        };
        let room = row.width.saturating_sub(7 + super::words::width(&many) as u16);
        pen.put_cut(row, (3, 0), room, &rule.in_words(), Role::Text);
        pen.put_right(row, (2, 0), &many, Role::Dim);
    }
}
