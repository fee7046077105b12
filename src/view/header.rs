//! The top line: name, day, counts.

use ratatui::layout::Rect;

use super::pen::Pen;
use super::search;
use super::words::width;
use crate::app::{Action, Screen, Shape, State, keys_of};
use crate::locale::{counted, grouped};
use crate::news::{Day, Edition, Scope};
use crate::theme::Role;
use crate::typeset::told;

/// Draws the line; what has no room gives way: the counts get shorter, then the name goes, then the
/// date gets shorter, then the counts go.
pub(super) fn draw(state: &State, pen: &mut Pen<'_>, area: Rect) {
    let name = if state.demo { "DATELINE demo" } else { "DATELINE" };
    let days = days(state);
    let is_day = state.screen == Screen::Days && state.search.is_none() && state.calendar.anchor.is_none();
    let missing = if is_day { missing(state, state.calendar.chosen) } else { Vec::new() };
    let counts = with_missing(counts(state, pen.glyphs.dot), &missing, pen.glyphs.dot);
    let room = usize::from(area.width).saturating_sub(2);
    let fits = |parts: &[&str]| {
        let said: Vec<_> = parts.iter().filter(|part| !part.is_empty()).collect();
        said.iter().map(|part| width(part)).sum::<usize>() + 2 * said.len().saturating_sub(1) <= room
    };
    let mut choices = Vec::new();
    // Where there is room for little, what is left to do goes before what there is.
    let parts = if is_narrow(state) && state.screen == Screen::Days { day_counts(state) } else { Vec::new() };
    let brief = if state.search.is_none() { parts.get(1..).unwrap_or_default() } else { &[] };
    let brief: Vec<_> = (1..=brief.len()).rev().map(|n| brief[..n].join(pen.glyphs.dot)).collect();
    let brief = if brief.is_empty() { brief } else { with_missing(brief, &missing, pen.glyphs.dot) };
    choices.extend(brief.iter().map(|counts| ("", days.1.as_str(), counts.as_str())));
    let (said, none) = counts.split_at(counts.len() - 1);
    let forms = [(name, &days.0), ("", &days.0), ("", &days.1)];
    for counts in [said, none] {
        for (name, day) in forms {
            choices.extend(counts.iter().map(|counts| (name, day.as_str(), counts.as_str())));
        }
    }
    let best = choices.into_iter().find(|(name, day, counts)| fits(&[name, day, counts]));
    let (name, day, counts) = best.unwrap_or(("", days.1.as_str(), ""));
    let left = pen.put(area, (1, 0), name, Role::Title);
    pen.put_right(area, (1, 0), counts, Role::Dim);
    if let Some(words) = missing.iter().find(|words| counts.ends_with(words.as_str())) {
        pen.put_right(area, (1, 0), words, Role::Error);
    }
    let right = area.width.saturating_sub(width(counts) as u16 + 1);
    let wide = width(day) as u16;
    let middle = area.width.saturating_sub(wide) / 2;
    let first = if name.is_empty() { 1 } else { left + 2 };
    let last = right.saturating_sub(wide + 2).max(first);
    let at = if name.is_empty() { first } else { middle.clamp(first, last) };
    pen.put_cut(area, (at, 0), area.width.saturating_sub(at + 1), day, Role::Text);
}

/// How many sources did not answer for a day, and the key that says why: of how many, and short; nothing where none
/// failed.
pub(super) fn missing(state: &State, day: Day) -> Vec<String> {
    let Some(part) = state.failing(day) else { return Vec::new() };
    let key = keys_of(state, Action::Health, Some(state.pane_context()));
    let why = if key.is_empty() { String::new() } else { format!(": {key}") };
    let failed = grouped(part.failed);
    vec![
        format!("{failed} of {} failed{why}", counted(part.of, "source", "sources")),
        format!("{failed} failed{why}"),
    ]
}

/// Each wording of the counts with what is missing behind it, in words where there is room; it is left out of none.
fn with_missing(counts: Vec<String>, missing: &[String], dot: &str) -> Vec<String> {
    let [long, short] = missing else { return counts };
    let mut out: Vec<_> = counts
        .iter()
        .filter(|counts| !counts.is_empty())
        .flat_map(|counts| [format!("{counts}{dot}{long}"), format!("{counts}{dot}{short}")])
        .collect();
    out.extend([long.clone(), short.clone(), String::new()]);
    out
}

/// What the screen is about: in full, and short.
fn days(state: &State) -> (String, String) {
    let day = state.calendar.chosen;
    if let Some(search) = &state.search {
        let title = search::title(search);
        return (title.clone(), title);
    }
    let range = state.range();
    match state.screen {
        Screen::Year => {
            let year = state.year.cursor.month().year().to_string();
            (year.clone(), year)
        }
        Screen::Days if range.len() > 1 => (state.locale.range(range), state.locale.short_range(range)),
        Screen::Days if is_narrow(state) && state.scope != Scope::All => {
            // The strip has no line of its own for what it is about.
            let short = state.locale.short_date(day);
            (format!("{} · {}", told(&short), told(&state.scope_title())), short)
        }
        Screen::Bookmarks => {
            let title = super::bookmarks::title(state);
            (title.clone(), title)
        }
        Screen::Card => (state.locale.long_date(state.today()), state.locale.short_date(state.today())),
        Screen::Days => (state.locale.long_date(day), state.locale.short_date(day)),
    }
}

fn is_narrow(state: &State) -> bool {
    state.shape() == Shape::Narrow
}

/// Minutes that reading takes, with `~` where some of the stories are only estimated: of what is unread, those that
/// are left; nothing while one has no estimate at all.
fn minutes(edition: &Edition) -> Option<String> {
    let left = edition.unread() > 0;
    let rows = || edition.rows.iter().filter(move |row| !row.muted && (row.unread || !left));
    let minutes: Option<u32> = rows().map(|row| row.minutes).sum();
    let minutes = minutes.filter(|minutes| *minutes > 0)?;
    let about = if rows().all(|row| row.words.is_some()) { "" } else { "~" };
    Some(format!("{about}{} min{}", grouped(minutes), if left { " left" } else { "" }))
}

/// `12 stories`; `4 of 12 stories: zu` where what is read is left out of the list, with the key that shows it. Then both are
/// of the list: what waits to come in is in neither.
fn stories_in_words(state: &State, stories: u32) -> String {
    let hidden = state.left_out();
    let listed = state.list.edition.ready().filter(|_| hidden > 0);
    let Some(edition) = listed else { return counted(stories, "story", "stories") };
    let all = counted(edition.shown() as u32, "story", "stories");
    let key = keys_of(state, Action::HideRead, Some(state.pane_context()));
    let key = if key.is_empty() { key } else { format!(": {key}") };
    format!("{} of {all}{key}", grouped(edition.shown().saturating_sub(hidden) as u32))
}

/// What is said of the stories of the list: how many, how many are unread, how long they take, how many are muted.
fn day_counts(state: &State) -> Vec<String> {
    let range = state.range();
    let shown = state.list.edition.ready().filter(|edition| edition.range == range);
    let facts = state.facts(state.calendar.chosen);
    let (stories, unread) = match shown {
        Some(edition) if range.len() > 1 => (edition.shown() as u32, edition.unread() as u32),
        _ if state.calendar.anchor.is_some() => (0, 0),
        _ => facts.map_or((0, 0), |facts| (facts.stories, facts.unread)),
    };
    let mut parts = Vec::new();
    if stories > 0 {
        parts.push(stories_in_words(state, stories));
        if unread > 0 {
            parts.push(format!("{} unread", grouped(unread)));
        } else if range.len() == 1 && state.is_done(state.calendar.chosen) {
            parts.push("all read".to_owned());
        }
        parts.extend(shown.and_then(minutes));
    }
    if let Some(edition) = shown.filter(|edition| edition.muted > 0) {
        parts.push(format!("{} muted", grouped(edition.muted as u32)));
    }
    parts
}

/// The counts from the longest wording to the last, which is none.
fn counts(state: &State, dot: &str) -> Vec<String> {
    if let Some(search) = &state.search {
        let parts = search::counts(search);
        let mut out: Vec<_> = (1..=parts.len()).rev().map(|n| parts[..n].join(dot)).collect();
        out.push(String::new());
        return out;
    }
    match state.screen {
        Screen::Card => vec![String::new()],
        Screen::Year => vec![super::year::total(state), String::new()],
        Screen::Bookmarks => {
            let count = state.bookmarks.rows.ready().map_or(0, Vec::len);
            if super::bookmarks::is_narrowed(state) {
                return vec![format!("{} found", grouped(count as u64)), String::new()];
            }
            vec![counted(count, "bookmark", "bookmarks"), String::new()]
        }
        Screen::Days => {
            let parts = day_counts(state);
            let mut out: Vec<_> = (1..=parts.len()).rev().map(|n| parts[..n].join(dot)).collect();
            out.push(String::new());
            out
        }
    }
}
