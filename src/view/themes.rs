//! The theme picker: a list at the bottom; the screen above shows the chosen theme.

use ratatui::layout::Rect;

use super::glyphs::Glyphs;
use super::list::draw_bar;
use super::panel_rule;
use super::pen::Pen;
use super::words::{width, wrap};
use crate::app::{Regions, ThemePicker};
use crate::theme::Role;

/// Rows of the list at most: the screen above it is what is looked at.
const ROWS: u16 = 9;

/// Where the picker and its parts stand.
struct Layout {
    /// The hairline, the list and what went wrong.
    panel: Rect,
    /// Rows of the list.
    rows: u16,
    /// The choice in the first row.
    top: usize,
    /// Why the chosen theme cannot be shown, in lines.
    fault: Vec<String>,
}

impl Layout {
    fn of(picker: &ThemePicker, area: Rect, ellipsis: &str) -> Self {
        let room = usize::from(area.width.saturating_sub(4));
        let fault = picker.fault.as_ref().map(|fault| wrap(&fault.to_string(), room, 3, ellipsis));
        let fault = fault.unwrap_or_default();
        let most = (area.height / 2).clamp(1, ROWS);
        let rows = (picker.choices.len() as u16).min(most);
        let height = (rows + fault.len() as u16 + 1).min(area.height);
        let panel = Rect { y: area.bottom() - height, height, ..area };
        Self { panel, rows, top: picker.top(usize::from(rows)), fault }
    }
}

/// The choice at a line of the screen, an index; the area is the one the picker is drawn in.
pub(super) fn row_at(picker: &ThemePicker, area: Rect, ascii: bool, line: u16) -> Option<usize> {
    let Layout { panel, rows, top, .. } = Layout::of(picker, area, Glyphs::of(ascii).ellipsis);
    let down = line.checked_sub(panel.y.saturating_add(1))?;
    let choice = top + usize::from(down);
    (down < rows && line < panel.bottom() && choice < picker.choices.len()).then_some(choice)
}

/// Draws the picker at the bottom of an area.
pub(super) fn draw(pen: &mut Pen<'_>, regions: &Regions, area: Rect, picker: &ThemePicker) {
    let Layout { panel, rows, top, fault } = Layout::of(picker, area, pen.glyphs.ellipsis);
    pen.clear(panel);
    panel_rule(pen, regions, panel, area);
    pen.more = (top > 0, top + usize::from(rows) < picker.choices.len());
    let names = picker.choices.iter().map(|choice| width(&choice.name)).max().unwrap_or(0) as u16;
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
    for (y, line) in (rows + 1..).zip(fault) {
        pen.put(panel, (2, y), &line, Role::Error);
    }
}

fn has_pair(picker: &ThemePicker, name: &str) -> bool {
    let pair = name.strip_suffix("-dark").or_else(|| name.strip_suffix("-light"));
    pair.is_some_and(|pair| picker.choices.iter().any(|choice| choice.is_pair && choice.name == pair))
}
