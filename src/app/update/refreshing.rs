//! What comes of asking live routes, when they are asked the next time, and being offline.

use std::time::Duration;

use super::{days, range, say, set_status};
use crate::app::state::{Replace, SourceState, State, StatusKind};
use crate::app::{AskReport, Effect, Progress};
use crate::locale::{counted, grouped};
use crate::news::SourceId;

/// The shortest time between two looks at what is due: many sources that become due one after the other
/// are asked together.
const SHORTEST: Duration = Duration::from_secs(20);
/// After work that was broken off.
const AFTER_STOP: Duration = Duration::from_mins(5);
/// After the first time that nothing was reached; doubled each time.
const OFFLINE_FIRST: Duration = Duration::from_mins(1);
/// The longest pause while offline.
const OFFLINE_LONGEST: Duration = Duration::from_mins(30);

/// So long after a source was added its first stories are shown at once.
const FIRST_STORIES: Duration = Duration::from_mins(2);

/// Stories that come one source after the other are shown together after so long.
const GATHER: Duration = Duration::from_millis(700);

/// One source more has been asked. What it told is shown soon, not when the slowest has answered.
pub(super) fn progressed(state: &mut State, progress: Progress) {
    if (progress.new > 0 || progress.failed) && progress.done < progress.total {
        state.work.arrived_at.get_or_insert(state.since_start + GATHER);
    }
    state.work.progress = Some(progress);
}

/// Shows what has come so far: what the reader asked for around the chosen row, all else waits.
pub(super) fn show(state: &mut State, out: &mut Vec<Effect>) {
    let asked = state.work.wanted || state.calendar.fetching.iter().any(|day| range::shows(state, *day));
    reload(state, asked, out);
}

/// The store has stories that were not shown yet. While what comes is gathered they are shown with it: the head would
/// count stories, and the month mark their day, that the list does not have.
pub(super) fn written_elsewhere(state: &mut State, out: &mut Vec<Effect>) {
    if state.work.arrived_at.is_none() {
        reload(state, false, out);
    }
}

fn reload(state: &mut State, asked: bool, out: &mut Vec<Effect>) {
    let empty = state.list.edition.ready().is_none_or(|edition| edition.rows.is_empty());
    days::reload_all(state, if empty || asked { Replace::Now } else { Replace::Wait }, out);
}

/// Remembers which sources are new among those that are known: what they tell first is shown at once.
pub(super) fn note_added(state: &mut State, sources: &[SourceState]) {
    let until = state.since_start + FIRST_STORIES;
    let Some(known) = state.sources.ready() else { return };
    let is_new = |id: &SourceId| !known.iter().any(|source| source.row.id == *id);
    let new: Vec<_> = sources.iter().map(|source| source.row.id).filter(is_new).collect();
    state.work.added.extend(new.into_iter().map(|id| (id, until)));
}

/// The live routes have been asked.
pub(super) fn done(state: &mut State, report: &AskReport, out: &mut Vec<Effect>) {
    state.work.refreshing = false;
    state.work.progress = None;
    let wanted = std::mem::take(&mut state.work.wanted);
    if report.offline {
        return offline(state, wanted);
    }
    state.work.refresh_at = report.next.map(|next| state.since_start + next.max(SHORTEST));
    if state.work.unreached > 0 && report.answered > 0 {
        state.work.unreached = 0;
        say(state, "The network is back");
    }
    match report.moved.as_slice() {
        [] => {}
        [one] => say(state, &format!("{one} has moved; sources.toml has its new address")),
        many => {
            let many = counted(many.len(), "source has", "sources have");
            say(state, &format!("{many} moved; sources.toml has the new addresses"));
        }
    }
    if !report.moved.is_empty() {
        out.push(Effect::LoadSources);
    }
    // What failed behind the screen is told by the source's mark.
    if wanted {
        say_report(state, report);
    }
    state.work.arrived_at = None;
    reload(state, wanted, out);
}

/// Says which sources failed, if any did: of all that were asked by the same key, also where they were asked twice.
pub(super) fn say_report(state: &mut State, report: &AskReport) {
    if report.offline {
        return set_status(state, "Offline: no source was reached", StatusKind::Fault);
    }
    let most = state.scoped_sources().count();
    let round = state.work.round.as_mut().map(|round| {
        let new =
            report.failed.iter().filter(|(name, _)| !round.failed.iter().any(|(known, _)| known == name));
        let new: Vec<_> = new.cloned().collect();
        round.failed.extend(new);
        round.answered = (round.answered + report.answered).min(most.saturating_sub(round.failed.len()));
        round.clone()
    });
    let report = round.as_ref().unwrap_or(report);
    match report.failed.as_slice() {
        [] => {}
        [(source, fault)] => {
            let text = format!("{source}: {}", fault.sentence);
            set_status(state, &text, StatusKind::Fault);
        }
        [(source, fault), ..] => {
            let asked = report.failed.len() + report.answered;
            let (failed, asked) = (grouped(report.failed.len()), grouped(asked));
            let text = format!("{failed} of {asked} sources failed; {source}: {}", fault.sentence);
            set_status(state, &text, StatusKind::Fault);
        }
    }
}

/// Nothing was reached. Said once, and when the reader asks; tried again after a growing pause.
fn offline(state: &mut State, wanted: bool) {
    state.work.opening = false;
    let times = state.work.unreached;
    state.work.unreached = times.saturating_add(1);
    let pause = OFFLINE_FIRST.saturating_mul(1 << times.min(10)).min(OFFLINE_LONGEST);
    state.work.refresh_at = Some(state.since_start + pause);
    if times == 0 || wanted {
        let minutes = pause.as_secs() / 60;
        let text = format!(
            "Offline: no source was reached. What is stored can be read; trying again in {minutes} min"
        );
        set_status(state, &text, StatusKind::Fault);
    }
}

/// Something was answered although the machine was offline: what is due is asked now.
pub(super) fn reached(state: &mut State) {
    if state.work.unreached > 0 && !state.work.refreshing {
        state.work.refresh_at = Some(state.since_start);
    }
}

/// The work was broken off.
pub(super) fn broken_off(state: &mut State) {
    (state.work.refreshing, state.work.opening) = (false, false);
    state.work.refresh_at = Some(state.since_start + AFTER_STOP);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::update::tests::{at, started};
    use crate::app::{Msg, update};
    use crate::news::{Scope, Text};

    fn offline_report() -> AskReport {
        AskReport { offline: true, ..AskReport::default() }
    }

    fn said(state: &State) -> String {
        state.status.as_ref().map(|status| status.text.to_string()).unwrap_or_default()
    }

    #[test]
    fn the_next_look_is_when_the_first_source_is_due() {
        let mut state = started((80, 24), &[(1, true)]);
        let next = Some(Duration::from_mins(12));
        update(&mut state, Msg::Refreshed(AskReport { next, answered: 1, ..AskReport::default() }));
        assert_eq!(state.work.refresh_at, next.map(|next| state.since_start + next));
        // Sources that are due one after the other do not make the program spin.
        let now = Some(Duration::ZERO);
        update(&mut state, Msg::Refreshed(AskReport { next: now, answered: 1, ..AskReport::default() }));
        assert_eq!(state.work.refresh_at, Some(state.since_start + SHORTEST));
        update(&mut state, Msg::Refreshed(AskReport { answered: 1, ..AskReport::default() }));
        assert_eq!(state.work.refresh_at, None);
    }

    #[test]
    fn what_has_come_is_shown_while_others_are_still_asked() {
        let mut state = started((80, 24), &[(1, true)]);
        state.calendar.rest_until = None;
        let step = |done, new| Msg::Progress(Progress { done, total: 12, new, failed: false });
        update(&mut state, step(1, 0));
        assert_eq!(state.work.arrived_at, None);
        update(&mut state, step(2, 3));
        let shown = state.work.arrived_at.unwrap();
        update(&mut state, step(3, 1));
        assert_eq!(state.work.arrived_at, Some(shown));
        let effects = at(&mut state, 100_000);
        assert!(effects.iter().any(|effect| matches!(effect, Effect::LoadEdition(..))), "{effects:?}");
        assert!(matches!(state.list.reload, Some((_, Replace::Wait))));
        assert_eq!(state.list.rows.len(), 2, "the list stays");
        // One that fails has its mark before the last one is done.
        assert_eq!(state.work.arrived_at, None);
        update(&mut state, Msg::Progress(Progress { done: 4, total: 12, new: 0, failed: true }));
        assert!(state.work.arrived_at.is_some());
    }

    #[test]
    fn head_month_and_list_tell_of_what_came_at_once() {
        let mut state = started((80, 24), &[]);
        state.calendar.rest_until = None;
        update(&mut state, Msg::Progress(Progress { done: 2, total: 12, new: 3, failed: false }));
        assert_eq!(update(&mut state, Msg::Elsewhere), [], "what was taken into the index is gathered too");
        let effects = at(&mut state, 100_000);
        let loads = |wanted: fn(&Effect) -> bool| effects.iter().filter(|effect| wanted(effect)).count();
        assert_eq!(loads(|effect| matches!(effect, Effect::LoadMonth(..))), 1, "{effects:?}");
        assert_eq!(loads(|effect| matches!(effect, Effect::LoadEdition(..))), 1, "{effects:?}");
        // An empty list waits for nothing that another program brought.
        update(&mut state, Msg::Elsewhere);
        assert!(matches!(state.list.reload, Some((_, Replace::Now))));
    }

    #[test]
    fn being_offline_is_said_once_and_tried_again_after_growing_pauses() {
        let mut state = started((80, 24), &[(1, true)]);
        update(&mut state, Msg::Refreshed(offline_report()));
        assert!(said(&state).starts_with("Offline: no source was reached"), "{}", said(&state));
        let first = state.work.refresh_at.unwrap().saturating_sub(state.since_start);
        state.status = None;
        let due = at(&mut state, 100_000);
        assert!(due.contains(&Effect::Refresh(Scope::All, false)), "{due:?}");
        update(&mut state, Msg::Refreshed(offline_report()));
        assert_eq!(said(&state), "");
        let second = state.work.refresh_at.unwrap().saturating_sub(state.since_start);
        assert_eq!(second, first * 2);

        // A day that is answered tells that the network is back; then all that is due is asked at once.
        let today = state.today();
        update(&mut state, Msg::DayAsked(today, AskReport { answered: 1, ..AskReport::default() }));
        assert_eq!(state.work.refresh_at, Some(state.since_start));
        update(&mut state, Msg::Refreshed(AskReport { answered: 1, ..AskReport::default() }));
        assert_eq!((said(&state).as_str(), state.work.unreached), ("The network is back", 0));
    }

    #[test]
    fn a_feed_that_has_moved_is_said_by_name() {
        let mut state = started((80, 24), &[(1, true)]);
        let moved = vec![Text::line("The Wire")];
        let effects =
            update(&mut state, Msg::Refreshed(AskReport { moved, answered: 1, ..AskReport::default() }));
        assert_eq!(said(&state), "The Wire has moved; sources.toml has its new address");
        assert!(effects.contains(&Effect::LoadSources));
    }
}
