//! The day list: its rows, the chosen one, what of it is in sight.

use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;

use super::super::message::{Effect, Target};
use super::super::state::{DayDone, ListRow, Pane, State};
use super::super::{Awaited, Regions, Ticket};
use super::{reader, rows};
use crate::news::{Edition, Headline, SourceDays, StoryId};

/// Rows of the screen from which a story takes two lines.
const TALL: u16 = 30;

/// Lines a row takes: a story on a tall screen, or the chosen one, has its details under it.
pub fn row_height(state: &State, row: &ListRow) -> u16 {
    match row {
        ListRow::Head(_) => 1,
        ListRow::Story(_) if state.plain => 1,
        ListRow::Story(_) if state.size.1 >= TALL || state.search.is_some() => 2,
        ListRow::Story(index) => {
            let story = state.list.edition.ready().and_then(|edition| edition.rows.get(*index));
            if story.is_some() && story.map(|row| row.id) == state.list.selected { 2 } else { 1 }
        }
    }
}

/// Shows an edition at once. A chosen story that is still there keeps its line on the screen; where the person has
/// chosen none and reads none, its beginning stays in sight, as far as what is shown beside the list does.
pub(super) fn show(state: &mut State, edition: Edition) {
    let same_list = is_of_what_is_shown(state, &edition);
    let line = screen_line(state);
    let beside = state.reader.as_ref().is_some_and(|reader| reader.opened.ready().is_some());
    let touched = state.list.touched || beside && state.focus == Pane::Reader;
    let before = if same_list { stories(state) } else { Vec::new() };
    state.list.rows = rows::rows_of(state, &edition, &before.iter().copied().collect());
    state.list.edition = Awaited::Ready(edition);
    // The list may have been read before the text was stored that is ready by now.
    let ahead = state.ahead.as_ref().and_then(|(_, _, opened)| opened.headline.clone());
    tell(state, ahead);
    state.list.waiting = None;
    let kept = choose_near(state, &before);
    let above = std::mem::take(&mut state.list.above);
    if same_list && kept && touched {
        // The line that tells of what came in above takes the place of a row.
        for _ in 0..2 {
            put_at_line(state, line);
            let hidden = (0..state.list.top).filter_map(|row| story_at(state, row));
            let new = hidden.filter(|story| !before.contains(&story.id)).count();
            state.list.above = if state.list.top > 0 { above + new } else { 0 };
        }
        bring_in_sight(state, false);
        return;
    }
    if !same_list {
        state.list.anchor = None;
        state.list.touched &= kept;
    }
    (state.list.top, state.list.lead) = (0, 0);
    bring_in_sight(state, true);
    if same_list && !touched && beside {
        let hidden = (0..state.list.top).filter_map(|row| story_at(state, row));
        state.list.above = hidden.filter(|story| !before.contains(&story.id)).count();
    } else if same_list && !touched && (state.list.top > 0 || state.work.opening) {
        // The beginning would be out of sight with what nobody has chosen; while the program opens it is what is begun with.
        state.list.selected = stories(state).first().copied();
        (state.list.top, state.list.lead) = (0, 0);
    }
    keep_visible(state);
}

/// Makes the rows of the edition in hand anew; the chosen story stays chosen where it still has a row.
pub(super) fn lay_out(state: &mut State) {
    let Some(edition) = state.list.edition.ready().cloned() else { return };
    let before = stories(state);
    state.list.rows = rows::rows_of(state, &edition, &HashSet::new());
    choose_near(state, &before);
    keep_visible(state);
}

/// Keeps the chosen story chosen, or the one nearest to it in the rows that were there before: what followed it, else
/// what stood before it; whether there was one. Else the first is chosen.
fn choose_near(state: &mut State, before: &[StoryId]) -> bool {
    let now = stories(state);
    let there: HashSet<StoryId> = now.iter().copied().collect();
    let chosen = state.list.selected;
    let at = before.iter().position(|id| Some(*id) == chosen).unwrap_or(before.len());
    let after = before[at..].iter().chain(before[..at].iter().rev());
    let near = chosen.into_iter().chain(after.copied()).find(|id| there.contains(id));
    state.list.selected = near.or_else(|| now.first().copied());
    near.is_some()
}

/// What the sources have in the days of a list that shows one of them only.
pub(super) fn source_days_arrived(state: &mut State, ticket: Ticket, rows: Vec<SourceDays>) {
    // It comes before its list: an older list's is not taken.
    if state.list.reload.is_some_and(|(awaited, _)| awaited == ticket) {
        state.source_days = rows.into_iter().map(|row| (row.source, row)).collect();
    }
}

/// Whether an edition is a newer one of the list that is shown.
pub(super) fn is_of_what_is_shown(state: &State, edition: &Edition) -> bool {
    let shown = state.list.edition.ready();
    shown.is_some_and(|shown| shown.range == edition.range && shown.scope == edition.scope)
}

/// Holds new stories back behind "3 new"; marks and stars of the rows that are shown change at once.
/// Answers `false` when nothing needs holding back.
pub(super) fn hold_back(state: &mut State, edition: &Edition) -> bool {
    if state.work.opening || !is_of_what_is_shown(state, edition) {
        return false;
    }
    let Some(shown) = state.list.edition.ready_mut() else { return false };
    let known: HashSet<StoryId> = shown.rows.iter().map(|row| row.id).collect();
    let new = edition.rows.iter().filter(|row| !known.contains(&row.id)).count();
    // The first stories of a source that was added just now are what the person waits for.
    let of_added = |row: &&Headline| {
        let until = state.work.added.get(&row.source).copied();
        until.is_some_and(|until| state.since_start <= until)
            && !shown.rows.iter().any(|known| known.source == row.source)
    };
    if new == 0 || edition.rows.iter().any(|row| of_added(&row)) {
        return false;
    }
    let newer: HashMap<StoryId, &Headline> = edition.rows.iter().map(|row| (row.id, row)).collect();
    for row in &mut shown.rows {
        if let Some(newer) = newer.get(&row.id) {
            *row = (*newer).clone();
        }
    }
    if matches!(state.day_done, Some(DayDone::Next(_) | DayDone::Last)) {
        // What was said of the day is true no more: Space goes on with what has come.
        (state.day_done, state.status) = (None, None);
    }
    // The line that says so takes the place of a row above, where there is one.
    let line = screen_line(state);
    state.list.waiting = Some((edition.clone(), new));
    put_at_line(state, line);
    bring_in_sight(state, false);
    true
}

/// Brings in what waited.
pub(super) fn take_waiting(state: &mut State) -> bool {
    match state.list.waiting.take() {
        Some((edition, _)) => {
            show(state, edition);
            true
        }
        None => false,
    }
}

/// The story a row shows.
pub(super) fn story_at(state: &State, row: usize) -> Option<&Headline> {
    match state.list.rows.get(row)? {
        ListRow::Head(_) => None,
        ListRow::Story(index) => state.list.edition.ready()?.rows.get(*index),
    }
}

/// The row of a story.
pub(super) fn row_of(state: &State, id: StoryId) -> Option<usize> {
    (0..state.list.rows.len()).find(|row| story_at(state, *row).is_some_and(|story| story.id == id))
}

/// The chosen story, if the list is the chosen day's.
pub(super) fn selected(state: &State) -> Option<&Headline> {
    let edition = state.list.edition.ready()?;
    if !state.lists(edition) {
        return None;
    }
    let index = edition.position(state.list.selected?)?;
    edition.rows.get(index)
}

/// The stories in list order.
pub(super) fn stories(state: &State) -> Vec<StoryId> {
    (0..state.list.rows.len()).filter_map(|row| story_at(state, row).map(|story| story.id)).collect()
}

/// The stories of some rows, in list order.
pub(super) fn stories_of(state: &State, rows: RangeInclusive<usize>) -> Vec<StoryId> {
    rows.filter_map(|row| story_at(state, row).map(|story| story.id)).collect()
}

/// Who goes to a story has seen what came in above: what is said of it goes, and the row that it stood over is seen
/// again.
pub(super) fn say_above_no_more(state: &mut State) {
    if state.list.above > 0 {
        let line = screen_line(state);
        state.list.above = 0;
        put_at_line(state, line);
    }
}

/// Chooses a story and brings it in sight.
pub(super) fn select(state: &mut State, id: StoryId, out: &mut Vec<Effect>) {
    say_above_no_more(state);
    state.list.selected = Some(id);
    state.list.touched = true;
    bring_in_sight(state, true);
    if state.search.is_some() {
        super::hits::chosen(state, out);
    }
    // Who goes through the list wants to see what is chosen there; the story that was open is a step back.
    let open = state.reader.as_ref().filter(|reader| !reader.preview).map(|reader| &reader.target);
    if state.focus == Pane::List && open.is_some_and(|target| *target != Target::Story(id)) {
        reader::put_away(state, out);
    }
    reader::preview_selected(state, out);
}

/// So many stories down, or up; stops at the ends.
pub(super) fn step(state: &mut State, by: i32, out: &mut Vec<Effect>) {
    let stories = stories(state);
    let Some(last) = stories.len().checked_sub(1) else { return };
    let at = state.list.selected.and_then(|id| stories.iter().position(|s| *s == id)).unwrap_or(0);
    let to = (at as i64 + i64::from(by)).clamp(0, last as i64) as usize;
    if to == 0 && by < 0 {
        (state.list.top, state.list.lead) = (0, 0);
    }
    select(state, stories[to], out);
}

/// Scrolls so that the chosen row is in sight and no line is left empty while rows are hidden.
pub(super) fn keep_visible(state: &mut State) {
    bring_in_sight(state, true);
    fill_up(state, room(state));
}

/// Lines the list has for its rows; none while it is not shown.
fn room(state: &State) -> u16 {
    Regions::of(state).list.height.saturating_sub(state.list.header())
}

/// Scrolls so that the chosen row is in sight, if need be with the head of its group where it is the first.
fn bring_in_sight(state: &mut State, with_head: bool) {
    let height = room(state);
    if height == 0 {
        return;
    }
    let Some(row) = state.list.selected.and_then(|id| row_of(state, id)) else {
        (state.list.top, state.list.lead) = (0, 0);
        return;
    };
    let first = match row.checked_sub(1).and_then(|above| state.list.rows.get(above)) {
        Some(ListRow::Head(_)) if with_head => row - 1,
        _ => row,
    };
    if first < state.list.top {
        (state.list.top, state.list.lead) = (first, 0);
    }
    loop {
        let shown = state.list.rows.get(state.list.top..=row).unwrap_or_default();
        let lines: u32 = shown.iter().map(|row| u32::from(row_height(state, row))).sum();
        if lines + u32::from(state.list.lead) <= u32::from(height.max(1)) || state.list.top >= row {
            break;
        }
        (state.list.top, state.list.lead) = (state.list.top + 1, 0);
    }
}

/// The list shows its beginning from now on, with what comes in there.
pub(super) fn watch_top(state: &mut State) {
    (state.list.top, state.list.lead, state.list.above) = (0, 0, 0);
    state.list.touched = false;
}

/// Scrolls back as far as the rows from the first shown to the last leave lines empty.
fn fill_up(state: &mut State, height: u16) {
    if height == 0 {
        return;
    }
    let lines_of = |state: &State, row: usize| {
        state.list.rows.get(row).map_or(0, |row| u32::from(row_height(state, row)))
    };
    let mut lines: u32 = (state.list.top..state.list.rows.len()).map(|row| lines_of(state, row)).sum();
    while state.list.top > 0 && lines + lines_of(state, state.list.top - 1) <= u32::from(height) {
        (state.list.top, state.list.lead) = (state.list.top - 1, 0);
        lines += lines_of(state, state.list.top);
    }
}

/// The line of the list that the chosen row begins at.
pub(super) fn screen_line(state: &State) -> Option<u32> {
    let row = row_of(state, state.list.selected?)?;
    let rows = state.list.rows.get(state.list.top..row)?;
    let lines: u32 = rows.iter().map(|row| u32::from(row_height(state, row))).sum();
    Some(u32::from(state.list.header() + state.list.lead) + lines)
}

/// Scrolls so that the chosen row begins at a line of the list, as far as there are rows above it.
fn put_at_line(state: &mut State, line: Option<u32>) {
    let (Some(line), Some(row)) = (line, state.list.selected.and_then(|id| row_of(state, id))) else {
        return;
    };
    let above = line.saturating_sub(u32::from(state.list.header()));
    let mut top = row;
    let mut lines = 0;
    while top > 0 {
        let height = state.list.rows.get(top - 1).map_or(0, |row| u32::from(row_height(state, row)));
        if lines + height > above {
            break;
        }
        lines += height;
        top -= 1;
    }
    let lead = if top > 0 { above - lines } else { 0 };
    (state.list.top, state.list.lead) = (top, lead.try_into().unwrap_or(0));
}

/// The row of a story learns what its text has told: its title, author, words, minutes, that it is stored.
pub(super) fn tell(state: &mut State, known: Option<Headline>) {
    let (Some(known), Some(edition)) = (known, state.list.edition.ready_mut()) else { return };
    if let Some(row) = edition.rows.iter_mut().find(|row| row.id == known.id) {
        (row.words, row.minutes, row.has_text) = (known.words, known.minutes, known.has_text);
        row.title = known.title;
        row.author = known.author.or(row.author.take());
    }
}
