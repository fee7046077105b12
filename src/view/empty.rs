//! What a list without stories says instead: why, and what can be done.

use ratatui::layout::Rect;

use super::done;
use super::glyphs::Glyphs;
use super::pen::Pen;
use super::words::wrap;
use crate::app::{State, empty_words};
use crate::theme::Role;

/// Draws the sentences that fit the chosen day; nothing while the answer is on its way.
pub(super) fn draw(state: &State, pen: &mut Pen<'_>, area: Rect) {
    let Some((what, hint)) = words(state) else { return };
    let room = usize::from(area.width.saturating_sub(4)).min(60);
    let mut y = u16::from(area.height > 6);
    for (text, role) in [(what, Role::Text), (hint, Role::Dim)] {
        for line in wrap(&text, room, 4, pen.glyphs.ellipsis) {
            pen.put(area, (2, y), &line, role);
            y += 1;
        }
        y += u16::from(area.height > 6);
    }
}

/// Where all stories of the day are read and left out, what comes next stands with them.
fn words(state: &State) -> Option<(String, String)> {
    let (what, hint) = empty_words(state)?;
    let day = state.calendar.chosen.only();
    let shown =
        state.list.edition.ready().filter(|edition| edition.range == day && state.calendar.anchor.is_none());
    if shown.is_some_and(|edition| !edition.rows.is_empty()) {
        let hint = format!("{hint}{}{}", Glyphs::of(state.ascii).dot, done::next(state));
        return Some((what, hint));
    }
    Some((what, hint))
}
