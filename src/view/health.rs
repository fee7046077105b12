//! How the sources answer: a list, the chosen source in full.

use ratatui::layout::Rect;

use super::list::draw_bar;
use super::pen::Pen;
use super::words::wrap;
use crate::app::{HealthView, SourceState, State, with_keys};
use crate::locale::{counted, grouped};
use crate::news::{Condition, Moment};
use crate::theme::Role;

/// Days that a source did not answer for, of which it is said why.
const MISSED: usize = 3;

/// Draws the view over an area.
pub(super) fn draw(state: &State, pen: &mut Pen<'_>, area: Rect, view: &HealthView) {
    pen.clear(area);
    let rows = view.rows(state);
    if rows.is_empty() {
        pen.put_cut(area, (2, 1), area.width.saturating_sub(3), "No sources", Role::Text);
        return;
    }
    let chosen = view.at(&rows);
    let room = usize::from(area.width.saturating_sub(8));
    let about: Vec<String> = about(state, view, rows[chosen], (pen.glyphs.dot, area.width >= 60))
        .iter()
        .flat_map(|line| wrap(line, room, 3, pen.glyphs.ellipsis))
        .collect();
    let height = usize::from(area.height);
    // The chosen row stands at two thirds at most, with all that is said of it.
    let all = rows.len() + about.len();
    let top = (chosen + 1 + about.len() + height / 3).saturating_sub(height).min(all.saturating_sub(height));
    let top = top.min(chosen);
    let (mut y, mut seen) = (0, top);
    for (at, source) in rows.iter().enumerate().skip(top) {
        if y >= area.height {
            break;
        }
        let tall = if at == chosen { 1 + about.len() as u16 } else { 1 };
        let row = Rect { y: area.y + y, height: tall, ..area }.intersection(area);
        draw_bar(pen, row, at == chosen, true);
        draw_row(state, pen, row, source, view);
        if at == chosen {
            for (line, text) in (1..row.height).zip(&about) {
                pen.put(row, (6, line), text, Role::Dim);
            }
        }
        y += tall;
        seen = at + 1;
    }
    pen.more = (top > 0, seen < rows.len() || y > area.height);
}

fn draw_row(state: &State, pen: &mut Pen<'_>, row: Rect, source: &SourceState, view: &HealthView) {
    let health = &source.row.health;
    let missed = view.missed_of(source.row.id).next();
    let (mark, role) = match health.condition() {
        Condition::Unasked | Condition::Fine if missed.is_some() => ("!", Role::Error),
        Condition::Gone | Condition::Failing => ("!", Role::Error),
        Condition::Unasked => ("-", Role::Dim),
        Condition::Fine => (pen.glyphs.read, Role::Dim),
    };
    pen.put(row, (3, 0), mark, role);
    let wide = row.width >= 60;
    let words = match health.condition() {
        Condition::Gone => "gone for good".to_owned(),
        Condition::Failing => failing(health.failures),
        Condition::Unasked | Condition::Fine if missed.is_some() => missed_words(state, view, source),
        Condition::Unasked if !source.source.routes.iter().any(crate::news::Route::is_live) => {
            "asked by days only".to_owned()
        }
        Condition::Unasked if source.row.stories > 0 => "asked for days so far".to_owned(),
        Condition::Unasked => "not asked yet".to_owned(),
        Condition::Fine if wide => match view.a_week(&source.row, state.today()) {
            Some(a_week) => format!("{} a week", number(a_week)),
            None => "answers".to_owned(),
        },
        Condition::Fine => "answers".to_owned(),
    };
    let said = super::words::width(&words) as u16;
    let room = row.width.saturating_sub(9 + said);
    pen.put_told(row, (6, 0), room, &source.row.title, Role::Text);
    pen.put_right(Rect { height: 1, ..row }, (2, 0), &words, role);
}

/// `failed for 13 Nov`, `failed for 3 days`.
fn missed_words(state: &State, view: &HealthView, source: &SourceState) -> String {
    match view.days_missed(source.row.id).as_slice() {
        [day] => format!("failed for {}", state.locale.near_date(*day, state.today())),
        days => format!("failed for {}", counted(days.len(), "day", "days")),
    }
}

fn failing(times: u32) -> String {
    if times > 1 { format!("failed {times} times") } else { "failed".to_owned() }
}

/// What is known of a source, in lines.
fn about(state: &State, view: &HealthView, source: &SourceState, (dot, wide): (&str, bool)) -> Vec<String> {
    let health = &source.row.health;
    let at = |moment: Moment| state.locale.date_time(moment.civil(&state.now.zone));
    let mut lines = Vec::new();
    if let Some(trouble) = &health.trouble {
        // What is hinted at then holds for a page; of a source the next line tells what can be done.
        let hint = health.hint.as_ref().filter(|_| !health.gone);
        let hint = hint.map(|hint| format!(": {hint}")).unwrap_or_default();
        lines.push(format!("{trouble}{hint}"));
    }
    let missed = view.missed_of(source.row.id).take(MISSED);
    lines.extend(missed.map(|(day, why)| format!("{}: {why}", state.locale.short_date(day))));
    if health.gone {
        lines.push(with_keys(
            state,
            "It is not asked by itself any more. ⟨refresh⟩ asks it, ⟨remove⟩ removes it, ⟨undo⟩ brings it back",
        ));
    }
    if !state.demo && matches!(health.condition(), Condition::Failing | Condition::Gone) {
        lines.push(with_keys(state, "⟨find-again⟩ looks at its site for another way to ask it"));
    }
    let times =
        [("last answer", health.last_good), ("last new", health.last_new), ("next try", health.next_try)];
    let mut parts: Vec<String> =
        times.iter().filter_map(|(what, when)| when.map(|when| format!("{what} {}", at(when)))).collect();
    if health.last_good.is_none() && health.last_asked.is_some() {
        parts.insert(0, "never answered".to_owned());
    }
    if !parts.is_empty() {
        lines.push(parts.join(dot));
    }
    let mut counts = vec![counted(u64::from(source.row.stories), "story", "stories")];
    // Where its row says it already, it is not said again.
    let said =
        wide && health.condition() == Condition::Fine && view.missed_of(source.row.id).next().is_none();
    if let Some(a_week) = view.a_week(&source.row, state.today()).filter(|_| !said) {
        counts.push(format!("{} a week", number(a_week)));
    }
    if health.answers > 0 {
        let requests = counted(u64::from(health.answers), "request", "requests");
        counts.push(format!("{} of {requests} saved by \u{201c}not modified\u{201d}", grouped(health.saved)));
    }
    lines.push(counts.join(dot));
    lines.extend(source.source.routes.iter().map(|route| route.place().to_owned()));
    lines
}

/// A rate, with one digit behind the point below ten.
fn number(rate: f64) -> String {
    if rate == 0.0 || rate >= 10.0 { format!("{rate:.0}") } else { format!("{rate:.1}") }
}
