//! What is said at the end of a day, in one line: that it is done, what comes, and how many days between were never
//! asked for. Where the line is short, so are the words.

use std::collections::HashSet;

use super::super::Action;
use super::super::keys_of;
use super::super::state::{DayDone, State, StatusKind};
use super::say_in;
use crate::locale::{counted, grouped};
use crate::news::{Day, DayRange};

/// Says that the chosen day is done. `asked` are the days behind it that somebody was asked for and had nothing.
pub(super) fn say(state: &mut State, next: Option<Day>, asked: &[Day]) {
    let day = state.calendar.chosen;
    let left = unasked(state, day, next, asked);
    let words = match next {
        Some(next) => before(state, next, left),
        None => last(state, left),
    };
    state.day_done = Some(next.map_or(DayDone::Last, DayDone::Next));
    say_in(state, &words, StatusKind::Note);
}

/// The days from the one that is done to the next with stories, or to the last that has come, that could be asked for
/// and never were.
fn unasked(state: &State, day: Day, next: Option<Day>, asked: &[Day]) -> u64 {
    let last = next.map_or(state.last_come(), |next| next.plus(-1));
    if last <= day {
        return 0;
    }
    let dated: Vec<_> = state
        .scoped_sources()
        .filter(|s| s.source.routes.iter().any(|route| !route.is_live()))
        .map(|s| &s.source)
        .collect();
    let can_be = |day: &Day| dated.iter().any(|source| source.answers(*day));
    let asked: HashSet<&Day> = asked.iter().collect();
    DayRange::between(day.plus(1), last).days().filter(|day| !asked.contains(day)).filter(can_be).count()
        as u64
}

/// What is said where a day with stories comes, from the longest wording to the shortest.
fn before(state: &State, next: Day, left: u64) -> Vec<String> {
    let done = state.locale.short_date(state.calendar.chosen);
    let comes = state.locale.short_date(next);
    let facts = state.facts(next).map(|facts| (facts.stories, facts.unread));
    let counts = facts.map_or(String::new(), |(stories, unread)| {
        let stories = counted(stories, "story", "stories");
        if unread > 0 { format!(": {stories}, {} unread", grouped(unread)) } else { format!(": {stories}") }
    });
    let long = format!("✓ {done} is done. ⟨read-on⟩ goes on to {comes}{counts}");
    let short = format!("✓ {done} done. ⟨read-on⟩: {comes}");
    if left == 0 {
        let is_unread = facts.is_some_and(|(_, unread)| unread > 0);
        let later = if is_unread { String::new() } else { unread(state, true) };
        return vec![format!("{long}{later}"), long, short];
    }
    let (days, were) = (counted(left, "day", "days"), if left == 1 { "was" } else { "were" });
    vec![
        format!("{long}. {days} between {were} not asked: ⟨next-day⟩ goes there"),
        format!("{short}. {days} between not asked: ⟨next-day⟩"),
        format!("⟨read-on⟩: {comes}. {days} not asked: ⟨next-day⟩"),
        format!("⟨read-on⟩: {comes}. {} not asked", grouped(left)),
    ]
}

/// The same where nothing later is stored.
fn last(state: &State, left: u64) -> Vec<String> {
    let done = state.locale.short_date(state.calendar.chosen);
    if left > 0 {
        let (days, were) = (counted(left, "day", "days"), if left == 1 { "was" } else { "were" });
        return vec![
            format!(
                "✓ {done} is done. Nothing later is stored; {days} {were} not asked: ⟨next-day⟩ goes there"
            ),
            format!("✓ {done} done. {days} later not asked: ⟨next-day⟩"),
            format!("{days} later not asked: ⟨next-day⟩"),
        ];
    }
    let done = if state.calendar.chosen >= state.today() { "Today".to_owned() } else { done };
    let words = format!("✓ {done} is done. Nothing comes later");
    vec![format!("{words}{}", unread(state, false)), words]
}

/// Where something unread is, as far as the months in hand tell, and the key that goes there.
pub(super) fn unread(state: &State, forward: bool) -> String {
    let action = if forward { Action::NextUnreadDay } else { Action::PreviousUnreadDay };
    state.unread_day(forward).map_or_else(String::new, |(day, unread)| {
        let keys = keys_of(state, action, Some(state.context()));
        format!(". {keys}: {}, {} unread", state.locale.short_date(day), grouped(unread))
    })
}
