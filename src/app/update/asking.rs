//! Asking sources for days: after a rest on an unknown one, by `R`, for all of them.

use std::time::Duration;

use super::super::message::{AskReport, Effect};
use super::super::state::{Pane, Replace, Screen, State};
use super::days::{load_ends, reload_all, reload_list, reload_month};
use super::{fetching, health, range, refreshing, say};
use crate::locale::grouped;
use crate::news::{Day, Scope, SourceId};

/// The most sources a rest asks.
const REST_ASKS: usize = 12;
/// How long ago a day must have been asked for before a rest asks again.
const STALE: Duration = Duration::from_mins(30);

/// The hand has rested on the chosen day: ask for it if nothing is known and few sources would be asked.
pub(super) fn rested(state: &mut State, out: &mut Vec<Effect>) {
    let day = state.calendar.chosen;
    let sources = state.can_answer(day);
    if sources.len() <= REST_ASKS && wants_asking(state, day, sources.len()) {
        ask(state, day, false, out);
    }
}

/// Whether a rest on a day asks for it: it has come, somebody can answer, and it was not asked a while ago.
/// Which of the sources have answered for good is known by the service, which leaves them out.
fn wants_asking(state: &State, day: Day, sources: usize) -> bool {
    if sources == 0 || day > state.last_come() || state.calendar.fetching.contains(&day) {
        return false;
    }
    let asked = state.calendar.asked.get(&day);
    asked.is_none_or(|asked| state.since_start.saturating_sub(*asked) >= STALE)
}

/// Asks the sources that can answer for a day.
pub(super) fn ask(state: &mut State, day: Day, force: bool, out: &mut Vec<Effect>) {
    let sources = state.can_answer(day);
    state.work.round = None;
    state.calendar.fetching.insert(day);
    state.calendar.asked.insert(day, state.since_start);
    out.push(Effect::AskDay { sources, day, force });
}

/// Asks these sources alone for a day once more.
pub(super) fn ask_of(state: &mut State, sources: Vec<SourceId>, day: Day, out: &mut Vec<Effect>) {
    state.work.round = None;
    state.calendar.fetching.insert(day);
    out.push(Effect::AskDay { sources, day, force: true });
}

/// Asks the Wayback Machine for the chosen day, for the sources in view: only ever by this key.
pub(super) fn ask_copies(state: &mut State, out: &mut Vec<Effect>) {
    let day = state.at();
    if state.demo {
        return say(state, "The demo asks no network");
    }
    if state.calendar.anchor.is_some() {
        return say(state, "One day at a time: ⟨cancel⟩ ends the range");
    }
    if day >= state.today() {
        return say(state, "The Wayback Machine has past days only");
    }
    let sources: Vec<_> =
        state.scoped_sources().filter(|s| s.source.front().is_some()).map(|s| s.row.id).collect();
    match sources.len() {
        0 => say(state, no_sources(state)),
        many if many > REST_ASKS => {
            let many = grouped(many);
            say(
                state,
                &format!("{many} sources would be asked for; ⟨go-sources⟩, then ⟨open⟩ on one narrows to it"),
            );
        }
        _ => {
            state.calendar.fetching.insert(day);
            say(state, "Asking the Wayback Machine for this day …");
            out.push(Effect::AskCopies(sources, day));
        }
    }
}

/// Asks for what has the keys: the open story, else the chosen day.
pub(super) fn refresh_here(state: &mut State, out: &mut Vec<Effect>) {
    if state.focus == Pane::Reader {
        return fetching::fetch_again(state, out);
    }
    if state.calendar.anchor.is_some() {
        return range::ask(state, out);
    }
    let day = state.at();
    if day > state.last_come() {
        return say(state, "This day has not come yet");
    }
    let sources = state.can_answer(day).len();
    if sources > 0 {
        ask(state, day, true, out);
    }
    let recent = day >= state.today().plus(-1);
    let live = state.scoped_sources().any(|s| s.source.routes.iter().any(crate::news::Route::is_live));
    if recent && live {
        state.work.refreshing = true;
        state.work.wanted = true;
        state.work.round = Some(AskReport::default());
        out.push(Effect::Refresh(state.scope, true));
    } else if sources == 0 {
        let text = if state.all_sources().is_empty() {
            no_sources(state)
        } else {
            "No source here can be asked for a past day: feeds tell only what is new. \
             A site with an archive calendar or a day template can"
        };
        say(state, text);
    }
}

/// Why nobody can be asked.
pub(super) fn no_sources(state: &State) -> &'static str {
    match state.sources.ready() {
        Some(_) => "No sources yet: ⟨add⟩ adds one",
        None => "The sources are still being read: try again in a moment",
    }
}

/// Asks all live routes, whether they are due or not.
pub(super) fn refresh_all(state: &mut State, out: &mut Vec<Effect>) {
    if state.all_sources().is_empty() {
        return say(state, no_sources(state));
    }
    state.work.refreshing = true;
    state.work.wanted = true;
    out.push(Effect::Refresh(Scope::All, true));
    let day = state.calendar.chosen;
    if day >= state.today().plus(-1) && day <= state.last_come() && !state.can_answer(day).is_empty() {
        ask(state, day, true, out);
    }
    state.work.round = Some(AskReport::default());
}

/// Sources have been asked for a day.
pub(super) fn day_asked(state: &mut State, day: Day, report: &AskReport, out: &mut Vec<Effect>) {
    state.calendar.fetching.remove(&day);
    if state.calendar.fetching.is_empty() && !state.work.refreshing {
        state.work.progress = None;
    }
    if report.answered > 0 {
        refreshing::reached(state);
    }
    if range::shows(state, day) {
        refreshing::say_report(state, report);
    }
    if state.screen == Screen::Year || day.month() == state.calendar.chosen.month() {
        reload_month(state, out);
    } else {
        state.calendar.months.remove(&day.month());
    }
    load_ends(state, out);
    out.push(Effect::LoadCounts);
    health::day_asked(state, out);
    if range::shows(state, day) {
        reload_list(state, Replace::Now, out);
    }
}

/// The asking was broken off. Some sources may have answered before: what they told is shown, and who rests on such a
/// day again asks the others.
pub(super) fn stopped(state: &mut State, out: &mut Vec<Effect>) {
    state.work.progress = None;
    state.work.arrived_at = None;
    let broken_off = std::mem::take(&mut state.calendar.fetching);
    state.calendar.asked.retain(|day, _| !broken_off.contains(day));
    if !broken_off.is_empty() || state.work.refreshing {
        state.calendar.months.retain(|month, _| !broken_off.iter().any(|day| day.month() == *month));
        let shown = broken_off.iter().any(|day| range::shows(state, *day));
        reload_all(state, if shown { Replace::Now } else { Replace::Wait }, out);
    }
}
