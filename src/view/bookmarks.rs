//! The bookmarks view: what is kept, by day.

use ratatui::layout::Rect;

use super::has_keys;
use super::list::{draw_bar, draw_star};
use super::pen::Pen;
use super::words::wrap;
use crate::app::{Awaited, Pane, State, standing_words, with_keys};
use crate::locale::grouped;
use crate::news::{Bookmark, LinkFound, LinkLook, tags_shown};
use crate::theme::Role;
use crate::typeset::told;

/// A row of the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    /// The head of the day of the bookmark with this index.
    Head(usize),
    /// A bookmark.
    Kept(usize),
}

/// Draws the view.
pub(super) fn draw(state: &State, pen: &mut Pen<'_>, area: Rect) {
    let rows = match &state.bookmarks.rows {
        Awaited::Ready(rows) if rows.is_empty() && is_narrowed(state) => {
            return say(
                state,
                pen,
                area,
                "No bookmark is so",
                "⟨cancel⟩ shows all of them; ⟨search⟩ searches all stories",
            );
        }
        Awaited::Ready(rows) if rows.is_empty() => {
            return say(
                state,
                pen,
                area,
                "No bookmarks yet",
                "⟨bookmark⟩ keeps a story with its text; ⟨go-list⟩ goes to the list",
            );
        }
        Awaited::Ready(rows) => rows,
        Awaited::Failed(fault) => {
            let hint = fault.hint.as_ref().map(ToString::to_string).unwrap_or_default();
            return say(state, pen, area, &fault.sentence, &hint);
        }
        Awaited::Idle | Awaited::Waiting(_) => return,
    };
    let focused = has_keys(state, Pane::List);
    let picked = state.bookmarks.picked();
    for (row, y, height) in placed(state, area) {
        let line = Rect { y: area.y + y, height, ..area }.intersection(area);
        match row {
            Row::Head(index) => {
                let day = rows.get(index).map(|row| state.locale.long_date(row.day)).unwrap_or_default();
                let role = if focused { Role::Accent } else { Role::Heading };
                pen.put_told(line, (2, 0), line.width.saturating_sub(4), &day, role);
            }
            Row::Kept(index) => {
                if let Some(bookmark) = rows.get(index) {
                    draw_bar(pen, line, index == state.bookmarks.selected, focused);
                    draw_kept(state, pen, line, bookmark);
                }
                if picked.as_ref().is_some_and(|rows| rows.contains(&index)) {
                    pen.put(line, (0, 0), pen.glyphs.bar, Role::Accent);
                }
            }
        }
    }
}

/// Whether only some are shown.
pub(super) fn is_narrowed(state: &State) -> bool {
    state.bookmarks.filter.as_ref().is_some_and(|filter| filter.query.root().is_some())
}

/// What the view is called: what narrows it, if something does.
pub(super) fn title(state: &State) -> String {
    match &state.bookmarks.filter {
        Some(filter) if is_narrowed(state) => format!("Bookmarks “{}”", told(filter.input.text.trim())),
        _ => "Bookmarks".to_owned(),
    }
}

fn say(state: &State, pen: &mut Pen<'_>, area: Rect, what: &str, hint: &str) {
    let room = usize::from(area.width.saturating_sub(4));
    let hint = with_keys(state, hint);
    let lines = [(what, Role::Text), (hint.as_str(), Role::Dim)];
    let lines = lines.into_iter().flat_map(|(text, role)| {
        wrap(text, room, 3, pen.glyphs.ellipsis).into_iter().map(move |line| (line, role)).collect::<Vec<_>>()
    });
    for (y, (line, role)) in (1..area.height).zip(lines.collect::<Vec<_>>()) {
        pen.put(area, (2, y), &line, role);
    }
}

fn draw_kept(state: &State, pen: &mut Pen<'_>, area: Rect, bookmark: &Bookmark) {
    let room = area.width.saturating_sub(8);
    pen.put_told(area, (4, 0), room, &bookmark.title, Role::Text);
    if matches!(bookmark.standing.link, Some(LinkLook { found: LinkFound::Gone(_), .. })) {
        pen.put(area, (2, 0), "!", Role::Error);
    }
    draw_star(
        pen,
        area,
        !state.bookmarks.is_let_go(&bookmark.address),
        state.pending_mark(Some(&bookmark.address)),
    );
    if area.height > 1 {
        let standing = standing_words(&bookmark.standing, state.locale, state.today(), &state.now.zone);
        let room = area.width.saturating_sub(2);
        let mut x = pen.put_told(area, (4, 1), room.saturating_sub(4), &bookmark.source_title, Role::Dim);
        if let Some(trouble) = &standing.trouble {
            x = pen.put(area, (x, 1), pen.glyphs.dot, Role::Dim);
            x = pen.put_cut(area, (x, 1), room.saturating_sub(x), trouble, Role::Error);
        }
        let mut parts = Vec::new();
        // What the reader wrote goes before what is only known of it, where a line has no room for all.
        if !bookmark.tags.is_empty() {
            parts.push(told(&tags_shown(&bookmark.tags, pen.glyphs.tag)).into_owned());
        }
        if !bookmark.note.is_empty() {
            parts.push(told(bookmark.note.lines().next().unwrap_or_default()).into_owned());
        }
        match bookmark.minutes {
            Some(minutes) => parts.push(format!("{} min", grouped(minutes))),
            None if !bookmark.has_text => parts.push("text follows".to_owned()),
            None => {}
        }
        parts.extend(standing.rest);
        if !parts.is_empty() {
            let rest = format!("{}{}", pen.glyphs.dot, parts.join(pen.glyphs.dot));
            pen.put_cut(area, (x, 1), room.saturating_sub(x), &rest, Role::Dim);
        }
    }
}

/// The rows in sight with their first line and height; the chosen one is among them.
fn placed(state: &State, area: Rect) -> Vec<(Row, u16, u16)> {
    let Some(rows) = state.bookmarks.rows.ready() else { return Vec::new() };
    let tall = state.size.1 >= 30;
    let mut all = Vec::new();
    let mut last = None;
    for (index, row) in rows.iter().enumerate() {
        if last != Some(row.day) {
            all.push((Row::Head(index), 1));
            last = Some(row.day);
        }
        all.push((Row::Kept(index), if tall || index == state.bookmarks.selected { 2 } else { 1 }));
    }
    let chosen = all.iter().position(|(row, _)| *row == Row::Kept(state.bookmarks.selected)).unwrap_or(0);
    let room = u32::from(area.height);
    // The chosen row stands at two thirds of the height at most, except near the end.
    let height = |rows: &[(Row, u16)]| rows.iter().map(|(_, height)| u32::from(*height)).sum::<u32>();
    let (mut to_chosen, mut to_end) = (height(all.get(..=chosen).unwrap_or_default()), height(&all));
    let mut top = 0;
    for (_, height) in all.iter().take(chosen) {
        if to_chosen <= room * 2 / 3 || to_end <= room {
            break;
        }
        top += 1;
        (to_chosen, to_end) = (to_chosen - u32::from(*height), to_end - u32::from(*height));
    }
    let mut y = 0;
    let mut out = Vec::new();
    for (row, height) in all.into_iter().skip(top) {
        if y >= area.height {
            break;
        }
        out.push((row, y, height));
        y += height;
    }
    out
}

/// The bookmark at a line of the view.
pub(super) fn row_at(state: &State, area: Rect, line: u16) -> Option<usize> {
    placed(state, area).into_iter().find_map(|(row, y, height)| match row {
        Row::Kept(index) if (y..y + height).contains(&line) => Some(index),
        _ => None,
    })
}
