//! That a day is done: said under its last story, with the way to what is still unread.

use ratatui::layout::Rect;

use super::pen::Pen;
use crate::app::{Action, State, keys_of};
use crate::locale::grouped;
use crate::news::Scope;
use crate::theme::Role;

/// Draws the sentence a line below the rows, which end at a line of the area; nothing where there is no room.
pub(super) fn draw(state: &State, pen: &mut Pen<'_>, area: Rect, end: u16) {
    let is_day = state.search.is_none() && state.calendar.anchor.is_none();
    if !is_day || !state.is_done(state.calendar.chosen) || area.height < end + 2 {
        return;
    }
    let x = pen.put(area, (2, end + 1), pen.glyphs.read, Role::Accent) + 1;
    let words = format!("All read{}{}", pen.glyphs.dot, next(state));
    pen.put_cut(area, (x, end + 1), area.width.saturating_sub(x + 1), &words, Role::Dim);
}

/// Where there is something unread, and the key that goes there: a later day first.
pub(super) fn next(state: &State) -> String {
    for (action, forward) in [(Action::NextUnreadDay, true), (Action::PreviousUnreadDay, false)] {
        if let Some((day, unread)) = state.unread_day(forward) {
            let key = keys_of(state, action, Some(state.context()));
            let day = state.locale.short_date(day);
            return format!("{key} {day}: {} unread", grouped(unread)).trim_start().to_owned();
        }
    }
    let left: u32 = state.scoped_sources().map(|source| source.row.unread).sum();
    match (left, state.scope) {
        (0, Scope::All) => "nothing else is unread".to_owned(),
        (0, Scope::Source(_)) => "nothing else of it is unread".to_owned(),
        (left, _) => {
            let key = keys_of(state, Action::PreviousUnreadDay, Some(state.context()));
            format!("{key} {} unread on other days", grouped(left)).trim_start().to_owned()
        }
    }
}
