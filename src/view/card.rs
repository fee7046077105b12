//! The first-run card.

use ratatui::layout::Rect;

use super::has_keys;
use super::list::draw_bar;
use super::pen::Pen;
use super::words::wrap;
use crate::app::{Card, Pane, State, with_keys};
use crate::theme::Role;

/// Lines above the answers, where there is room.
const ABOVE: [&str; 2] =
    ["Welcome to Dateline", "It reads the news by the day: pick a day, read it with ⟨read-on⟩."];

/// Draws the card.
pub(super) fn draw(state: &State, pen: &mut Pen<'_>, area: Rect) {
    let room = usize::from(area.width.saturating_sub(4));
    let top = first_line(area);
    if top > 0 {
        pen.put_cut(area, (2, top - ABOVE_LINES), area.width.saturating_sub(3), ABOVE[0], Role::Accent);
        for (y, line) in
            (top - ABOVE_LINES + 1..top).zip(wrap(&with_keys(state, ABOVE[1]), room, 2, pen.glyphs.ellipsis))
        {
            pen.put(area, (2, y), &line, Role::Text);
        }
    }
    for (y, (index, words)) in (top..).zip(Card::ANSWERS.iter().enumerate()) {
        let line = Rect { y: area.y.saturating_add(y), height: 1, ..area }.intersection(area);
        draw_bar(pen, line, index == state.card.selected, has_keys(state, Pane::List));
        pen.put(line, (3, 0), &(index + 1).to_string(), Role::Key);
        pen.put_cut(line, (6, 0), line.width.saturating_sub(7), words, Role::Text);
    }
    let keys = with_keys(state, "⟨down⟩ ⟨up⟩ and ⟨open⟩, or the number");
    let below = top + Card::ANSWERS.len() as u16 + 1;
    pen.put_cut(area, (2, below), area.width.saturating_sub(3), &keys, Role::Dim);
}

/// Lines for name, sentence and the space under them.
const ABOVE_LINES: u16 = 4;

/// The line of the first answer.
fn first_line(area: Rect) -> u16 {
    match area.height {
        0..=7 => 0,
        8..=12 => ABOVE_LINES,
        _ => ABOVE_LINES + 1,
    }
}

/// The answer at a line of the card.
pub(super) fn answer_at(area: Rect, line: u16) -> Option<usize> {
    let answer = usize::from(line.checked_sub(first_line(area))?);
    (answer < Card::ANSWERS.len()).then_some(answer)
}
