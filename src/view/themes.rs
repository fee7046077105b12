//! The theme picker: a list at the bottom; the screen above shows the chosen theme.

use ratatui::layout::Rect;

use super::list::draw_bar;
use super::pen::Pen;
use super::rule_with_tees;
use super::words::{width, wrap};
use crate::app::{Regions, ThemePicker};
use crate::theme::Role;

/// Rows of the list at most: the screen above it is what is looked at.
const ROWS: u16 = 9;

/// Draws the picker at the bottom of an area.
pub(super) fn draw(pen: &mut Pen<'_>, regions: &Regions, area: Rect, picker: &ThemePicker) {
    let room = usize::from(area.width.saturating_sub(4));
    let fault = picker.fault.as_ref().map(|fault| {
        let words = fault.to_string();
        wrap(&words, room, 3, pen.glyphs.ellipsis)
    });
    let said = fault.as_ref().map_or(0, Vec::len) as u16;
    let most = (area.height / 2).clamp(1, ROWS);
    let rows = (picker.choices.len() as u16).min(most);
    let height = (rows + said + 1).min(area.height);
    let panel = Rect { y: area.bottom() - height, height, ..area };
    pen.clear(panel);
    let meets = if panel.y > area.y { pen.glyphs.tee_up } else { pen.glyphs.across };
    rule_with_tees(pen, regions, Rect { height: height.min(1), ..panel }, meets);
    let names = picker.choices.iter().map(|choice| width(&choice.name)).max().unwrap_or(0) as u16;
    let top = picker.top(usize::from(rows));
    for (y, (index, choice)) in (1..=rows).zip(picker.choices.iter().enumerate().skip(top)) {
        let row = Rect { y: panel.y.saturating_add(y), height: 1, ..panel }.intersection(panel);
        let chosen = index == picker.selected;
        draw_bar(pen, row, chosen, true);
        // The halves of a pair stand under it.
        let indent = if choice.is_pair || !has_pair(picker, &choice.name) { 3 } else { 5 };
        pen.put_cut(row, (indent, 0), row.width.saturating_sub(indent + 2), &choice.name, Role::Text);
        let at = names + 8;
        let about = if choice.is_own && !choice.is_pair {
            format!("yours: {}", choice.about)
        } else {
            choice.about.to_string()
        };
        let about = about.trim_end_matches(": ");
        pen.put_cut(row, (at, 0), row.width.saturating_sub(at + 2), about, Role::Dim);
    }
    for (y, line) in (rows + 1..).zip(fault.into_iter().flatten()) {
        pen.put(panel, (2, y), &line, Role::Error);
    }
}

fn has_pair(picker: &ThemePicker, name: &str) -> bool {
    let pair = name.strip_suffix("-dark").or_else(|| name.strip_suffix("-light"));
    pair.is_some_and(|pair| picker.choices.iter().any(|choice| choice.is_pair && choice.name == pair))
}
