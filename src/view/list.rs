//! The day list: heads of groups, and stories of one or two lines.

use ratatui::layout::Rect;

use super::glyphs::Glyphs;
use super::header::missing;
use super::pen::Pen;
use super::words::width;
use super::{done, empty, has_keys, search};
use crate::app::{Heads, ListRow, Pane, State, row_height, with_keys};
use crate::locale::{counted, grouped};
use crate::news::{Day, Headline, KeptWords, Scope, Text, tags_shown};
use crate::theme::Role;
use crate::typeset::told;

/// The column where titles begin; before it stand the selection bar and the unread mark.
const TITLE: u16 = 4;

/// Draws the list of the chosen day.
pub(super) fn draw(state: &State, pen: &mut Pen<'_>, area: Rect) {
    if area.is_empty() {
        return;
    }
    let stories = state.list.edition.ready().filter(|edition| state.lists(edition));
    if stories.is_none_or(|edition| edition.rows.is_empty() || state.list.rows.is_empty()) {
        if let Some(search) = &state.search {
            return search::draw_empty(search, pen, area);
        }
        return empty::draw(state, pen, area);
    }
    let focused = has_keys(state, Pane::List);
    let (above, waiting) = (state.list.above, &state.list.waiting);
    if state.list.header() > 0 {
        let (what, many) = match waiting {
            Some((_, new)) => (counted(*new, "new story", "new stories"), *new),
            None => (format!("{} above", counted(above, "story", "stories")), above),
        };
        // From another pane the list is gone to first: there the key goes elsewhere.
        let keys = with_keys(state, if state.focus == Pane::List { "⟨top⟩" } else { "⟨go-list⟩ ⟨top⟩" });
        let words = format!("{what}: {keys} shows {}", if many == 1 { "it" } else { "them" });
        let fits = width(&words) + 3 <= usize::from(area.width);
        let words = if fits { words } else { format!("{what}: {keys}") };
        pen.put_cut(area, (2, 0), area.width.saturating_sub(3), &words, Role::Notice);
    }
    let shown = rows(state, area);
    let end = shown.last().map_or(0, |(_, y, height)| y + height);
    done::draw(state, pen, area, end);
    let picked = state.list.picked();
    for (row, y, height) in shown {
        let line = Rect { y: area.y + y, height, ..area }.intersection(area);
        match state.list.rows.get(row) {
            Some(ListRow::Head(head)) => {
                let role = if focused { Role::Accent } else { Role::Heading };
                let day = of_day(state, row);
                let missing = day.map_or_else(Vec::new, |day| missing(state, day));
                let failed = missing.last().map_or("", String::as_str);
                let taken = if failed.is_empty() { 0 } else { width(failed) as u16 + 2 };
                let room = line.width.saturating_sub(4 + taken);
                // A date says less rather than half of itself.
                let short = day.filter(|_| width(head) > usize::from(room));
                let short = short.map(|day| Text::line(&state.locale.short_date_of(day)));
                pen.put_told(line, (2, 0), room, short.as_ref().unwrap_or(head), role);
                pen.put_right(line, (2, 0), failed, Role::Error);
            }
            Some(ListRow::Story(index)) => {
                let story = state.list.edition.ready().and_then(|edition| edition.rows.get(*index));
                if let (Some(story), Some(search)) = (story, &state.search) {
                    search::draw_hit(state, search, pen, line, (story, focused));
                } else if let Some(story) = story {
                    draw_story(state, pen, line, story, focused);
                }
            }
            None => {}
        }
        if picked.as_ref().is_some_and(|rows| rows.contains(&row)) {
            pen.put(line, (0, 0), pen.glyphs.bar, Role::Accent);
        }
    }
}

/// The day that a head of a range stands over.
fn of_day(state: &State, head: usize) -> Option<Day> {
    let edition = state.list.edition.ready().filter(|edition| state.heads_of(edition) == Heads::Days)?;
    match state.list.rows.get(head + 1)? {
        ListRow::Story(index) => edition.rows.get(*index).map(|story| story.day),
        ListRow::Head(_) => None,
    }
}

/// The rows in sight: index, first line within the area, lines.
fn rows(state: &State, area: Rect) -> Vec<(usize, u16, u16)> {
    let mut y = state.list.header() + state.list.lead;
    let mut out = Vec::new();
    for (index, row) in state.list.rows.iter().enumerate().skip(state.list.top) {
        if y >= area.height {
            break;
        }
        let height = row_height(state, row);
        out.push((index, y, height));
        y += height;
    }
    out
}

/// The row at a line of the list.
pub(super) fn row_at(state: &State, area: Rect, line: u16) -> Option<usize> {
    rows(state, area)
        .into_iter()
        .find(|(_, y, height)| (*y..*y + *height).contains(&line))
        .map(|(row, ..)| row)
}

fn draw_story(state: &State, pen: &mut Pen<'_>, area: Rect, story: &Headline, focused: bool) {
    let chosen = state.list.selected == Some(story.id);
    draw_bar(pen, area, chosen, focused);
    let (mark, role) = match (story.muted, story.unread) {
        (true, _) => (pen.glyphs.muted, Role::Dim),
        (false, true) => (pen.glyphs.unread, Role::Unread),
        (false, false) => ("", Role::Read),
    };
    pen.put(area, (2, 0), mark, role);
    let title = if story.title.is_empty() { story.deck.as_str() } else { story.title.as_str() };
    let title = if title.is_empty() { "(no title)" } else { title };
    // Where its details have no line of their own, the copies stand behind the title.
    let copies = (area.height == 1 && !story.also.is_empty()).then(|| format!("  ×{}", story.also.len() + 1));
    let copies = copies.unwrap_or_default();
    let room = area.width.saturating_sub(TITLE + 4 + width(&copies) as u16);
    pen.put_told(area, (TITLE, 0), room, title, role);
    pen.put_right(area, (4, 0), &copies, Role::Dim);
    draw_star(pen, area, story.bookmarked, state.pending_mark(story.address.as_ref()));
    if area.height > 1 {
        let details = details(state, story).join(pen.glyphs.dot);
        pen.put_cut(area, (TITLE, 1), area.width.saturating_sub(TITLE + 2), &details, Role::Dim);
    }
}

/// The bar and the ground of a chosen row.
pub(super) fn draw_bar(pen: &mut Pen<'_>, area: Rect, chosen: bool, focused: bool) {
    if let Some(bars) = &mut pen.bars {
        bars.push((area, chosen));
    }
    if !chosen {
        return;
    }
    if focused {
        let ground = Rect { x: area.x + 2, width: area.width.saturating_sub(3), ..area };
        pen.lay(ground.intersection(area), pen.style(Role::Selection));
    }
    pen.put(area, (1, 0), pen.glyphs.bar, if focused { Role::Accent } else { Role::Dim });
}

/// The star at the right edge; hollow while it is not committed.
pub(super) fn draw_star(pen: &mut Pen<'_>, area: Rect, kept: bool, wanted: Option<bool>) {
    let mark = match (kept, wanted) {
        (_, Some(true)) if !kept => pen.glyphs.star_pending,
        (true, Some(false)) => pen.glyphs.star_pending,
        (true, _) => pen.glyphs.star,
        _ => return,
    };
    pen.put_right(area, (2, 0), mark, Role::Bookmark);
}

/// What stands under a title, without what the head of the group says already.
fn details(state: &State, story: &Headline) -> Vec<String> {
    let mut parts = Vec::new();
    let noted = story.address.as_ref().filter(|_| story.bookmarked).and_then(|at| state.notes.get(at));
    parts.extend(state.hour_of(story));
    parts.extend(minutes(story));
    parts.extend(also(story));
    if let Some(KeptWords { tags, note, .. }) = noted {
        let tags = tags_shown(tags, Glyphs::of(state.ascii).tag);
        let note = note.lines().next().unwrap_or_default();
        parts.extend(
            [told(&tags).into_owned(), told(note).into_owned()].into_iter().filter(|words| !words.is_empty()),
        );
    }
    let edition = state.list.edition.ready();
    let heads = edition.map_or(Heads::None, |edition| state.heads_of(edition));
    let head = match heads {
        Heads::Days | Heads::None => None,
        Heads::Sources => Some(&story.source_title),
        Heads::Sections => story.section.as_ref(),
    };
    let all = edition.is_none_or(|edition| edition.scope == Scope::All);
    let source = Some(&story.source_title).filter(|_| all && heads != Heads::Sources);
    // What all stories of a source share tells nothing of one.
    let of = state.all_sources().iter().find(|one| one.row.id == story.source);
    let own = of.and_then(|one| one.source.section.as_ref());
    let section = story.section.as_ref().filter(|section| Some(*section) != own);
    for fact in [source, section, story.author.as_ref()].into_iter().flatten() {
        let words = told(fact);
        let is_head = head.is_some_and(|head| head.eq_ignore_ascii_case(fact));
        if !is_head && !parts.iter().any(|part| part.eq_ignore_ascii_case(&words)) {
            parts.push(words.into_owned());
        }
    }
    if story.muted {
        parts.insert(0, "muted".to_owned());
    }
    if parts.is_empty() && !story.deck.is_empty() && !story.title.is_empty() {
        parts.push(told(&story.deck).into_owned());
    }
    parts
}

/// `also The Wire, Daily Post`: who else tells it.
pub(super) fn also(story: &Headline) -> Option<String> {
    match story.also.as_slice() {
        [] => None,
        [one] => Some(format!("also {}", told(one))),
        [one, two] => Some(format!("also {}, {}", told(one), told(two))),
        [one, more @ ..] => Some(format!("also {} and {} more", told(one), more.len())),
    }
}

/// `6 min`; `~6 min` where the text is not stored.
pub(super) fn minutes(story: &Headline) -> Option<String> {
    let about = if story.words.is_some() { "" } else { "~" };
    story.minutes.map(|minutes| format!("{about}{} min", grouped(minutes)))
}
