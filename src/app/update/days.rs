//! Choosing days, and what the calendar and the list load for them.

use std::time::Duration;

use super::super::message::{DayKind, Effect};
use super::super::state::{DayDone, Finding, Landing, Pane, Replace, Screen, State, StatusKind};
use super::super::{Action, Awaited, Ticket};
use super::{day_done, list, range, reader, reading_on, remember, say_fault, say_in, typed_ahead, year};
use crate::news::{Day, DayFacts, DayRange, Edition, Fault, Month, Scope};

/// How long the hand must rest on an unknown day before it is asked for.
pub(super) const REST: Duration = Duration::from_millis(250);

/// Makes a day the chosen one: the calendar shows its month, the list its stories. With a range the calendar
/// moves its end; in the year view it is the cursor that goes there.
pub(super) fn choose(state: &mut State, day: Day, out: &mut Vec<Effect>) {
    if day != state.calendar.chosen {
        state.went_on = state.now.instant;
    }
    let reach = crate::locale::reach(state.today());
    let mut day = day.clamp(reach.first, reach.last);
    if state.focus == Pane::Calendar {
        day = range::within(state, day);
    } else {
        state.calendar.anchor = None;
    }
    if state.screen == Screen::Year {
        return year::go(state, day, out);
    }
    if state.search.is_some() {
        return super::hits::choose_day(state, day, out);
    }
    if state.screen == Screen::Bookmarks {
        return super::bookmarks::choose_day(state, day, out);
    }
    state.behind = None;
    reader::close_into_list(state, out);
    load(state, day, out);
}

/// Asks for what calendar and list show of a day.
pub(super) fn load(state: &mut State, day: Day, out: &mut Vec<Effect>) {
    state.calendar.chosen = day;
    (state.list.waiting, state.list.owed) = (None, None);
    load_months(state, out);
    let ticket = state.tickets.draw();
    state.list.reload = Some((ticket, Replace::Now));
    out.push(Effect::LoadEdition(ticket, state.scope, state.range()));
    rest(state);
}

/// From now on the hand rests on the day.
pub(super) fn rest(state: &mut State) {
    let rests = state.ask_by_rest && state.calendar.anchor.is_none();
    state.calendar.rest_until = rests.then(|| state.since_start + REST);
}

/// So many days on or back; the list goes with it.
pub(super) fn step_days(state: &mut State, days: i32, out: &mut Vec<Effect>) {
    choose(state, state.at().plus(days), out);
}

/// So many months on or back.
pub(super) fn step_months(state: &mut State, months: i32, out: &mut Vec<Effect>) {
    choose(state, state.at().plus_months(months), out);
}

/// Today, and what waited behind "new".
pub(super) fn go_today(state: &mut State, out: &mut Vec<Effect>) {
    choose(state, state.today(), out);
}

/// The next day with something, in the direction of the action.
pub(super) fn find_day(state: &mut State, action: Action, out: &mut Vec<Effect>) {
    let (forward, with) = match action {
        Action::NextUnreadDay => (true, DayKind::Unread),
        Action::PreviousUnreadDay => (false, DayKind::Unread),
        Action::PreviousBookmarkDay => (false, DayKind::Bookmarks),
        _ => (true, DayKind::Bookmarks),
    };
    look_for(state, (forward, with), None, out);
}

/// Asks the store for the next day of a kind, and which of its stories to go to then.
pub(super) fn look_for(
    state: &mut State,
    (forward, with): (bool, DayKind),
    landing: Option<Landing>,
    out: &mut Vec<Effect>,
) {
    let ticket = state.tickets.draw();
    state.finding = Some(Finding { ticket, forward, with, landing });
    let (scope, from) = (state.scope, state.at());
    out.push(Effect::FindDay { ticket, scope, from, forward, with });
}

/// A search for a day has an answer: go there, or say that there is none.
pub(super) fn next_day_found(
    state: &mut State,
    ticket: Ticket,
    (day, asked): (Option<Day>, &[Day]),
    out: &mut Vec<Effect>,
) {
    let Some(found) = state.finding.take_if(|finding| finding.ticket == ticket) else { return };
    let Finding { forward, with, landing, .. } = found;
    if state.day_done == Some(DayDone::Looking) {
        // Stories may have come in while the next day was looked for.
        if state.list.waiting.is_some() {
            state.day_done = None;
            if reading_on::goes_on(state, out) {
                return;
            }
        }
        return day_done::say(state, day, asked);
    }
    if let Some(day) = day {
        choose(state, day, out);
        state.landing = landing;
        return;
    }
    let where_to = if forward { "later" } else { "earlier" };
    let what = match with {
        DayKind::Stories => "stories",
        DayKind::Unread => "unread stories",
        DayKind::Bookmarks => "a bookmark",
    };
    let none = format!("No {where_to} day with {what}");
    let left = if with == DayKind::Unread { reading_on::left(state, forward) } else { String::new() };
    say_in(state, &[format!("{none}{left}"), none], StatusKind::Note);
}

/// Narrows or widens everything to a scope.
pub(super) fn set_scope(state: &mut State, scope: Scope, out: &mut Vec<Effect>) {
    if state.scope == scope {
        return;
    }
    state.scope = scope;
    state.calendar.months.clear();
    state.calendar.awaited.clear();
    state.calendar.ends = None;
    state.calendar.asked.clear();
    state.source_days.clear();
    load_ends(state, out);
    let (focus, anchor) = (state.focus, state.calendar.anchor);
    choose(state, state.calendar.chosen, out);
    if anchor.is_some() {
        state.calendar.anchor = anchor;
        reload_list(state, Replace::Now, out);
    }
    state.focus = focus;
}

/// Asks for the shown month and its neighbours, where they are not in hand or on their way.
pub(super) fn load_months(state: &mut State, out: &mut Vec<Effect>) {
    let shown = state.calendar.chosen.month();
    let wanted = match state.screen {
        Screen::Year => year::months(state),
        _ => vec![shown, shown.plus(-1), shown.plus(1)],
    };
    for month in wanted {
        let known = state.calendar.months.contains_key(&month) || state.calendar.awaited.contains_key(&month);
        if !known {
            load_month(state, month, out);
        }
    }
}

fn load_month(state: &mut State, month: Month, out: &mut Vec<Effect>) {
    let ticket = state.tickets.draw();
    state.calendar.awaited.insert(month, ticket);
    out.push(Effect::LoadMonth(ticket, state.scope, month));
}

pub(super) fn load_ends(state: &mut State, out: &mut Vec<Effect>) {
    let ticket = state.tickets.draw();
    state.calendar.ends_ticket = Some(ticket);
    out.push(Effect::LoadEnds(ticket, state.scope));
}

/// Asks again for the months in sight; others are asked for when they are shown.
pub(super) fn reload_month(state: &mut State, out: &mut Vec<Effect>) {
    let shown = match state.screen {
        Screen::Year => year::months(state),
        _ => vec![state.calendar.chosen.month()],
    };
    state.calendar.months.retain(|month, _| shown.contains(month));
    state.calendar.awaited.clear();
    for month in shown {
        load_month(state, month, out);
    }
}

/// Asks again for everything that counts stories: the month, the ends, the sources, the list.
pub(super) fn reload_all(state: &mut State, replace: Replace, out: &mut Vec<Effect>) {
    reload_month(state, out);
    load_ends(state, out);
    out.push(Effect::LoadCounts);
    reload_list(state, replace, out);
}

/// Asks again for the list that is shown.
pub(super) fn reload_list(state: &mut State, replace: Replace, out: &mut Vec<Effect>) {
    if state.search.is_some() {
        return super::search::reload(state, replace, out);
    }
    // A load that may replace at once is not weakened by one that may only wait.
    let replace = match state.list.reload {
        Some((_, Replace::Now)) => Replace::Now,
        _ => replace,
    };
    let ticket = state.tickets.draw();
    state.list.reload = Some((ticket, replace));
    out.push(Effect::LoadEdition(ticket, state.scope, state.range()));
}

/// An act on rows is committed. A list that was read meanwhile may not know of it, and is asked for again.
pub(super) fn catch_up(state: &mut State, out: &mut Vec<Effect>) {
    let shown = state.list.edition.ready();
    let asked = state.list.reload.map(|(_, replace)| replace);
    let asked = asked
        .filter(|_| shown.is_some_and(|shown| shown.range == state.range() && shown.scope == state.scope));
    let owed = if state.marking == 0 { state.list.owed.take() } else { None };
    if let Some(replace) = asked.or(owed) {
        reload_list(state, replace, out);
    }
}

/// Days of a month have come. Where the shown days have other stories than they had, or others of those in the list are
/// unread, all that tells of them is asked for again: another program may have brought them, or marked them.
pub(super) fn month_arrived(
    state: &mut State,
    ticket: Ticket,
    month: Month,
    facts: Result<Vec<DayFacts>, Fault>,
    out: &mut Vec<Effect>,
) {
    if state.calendar.awaited.get(&month) != Some(&ticket) {
        return;
    }
    state.calendar.awaited.remove(&month);
    match facts {
        Ok(facts) => {
            let range = state.range();
            let told = |facts: &[DayFacts]| -> (u32, u32) {
                let shown = facts.iter().filter(|facts| range.contains(facts.day));
                shown.fold((0, 0), |(all, unread), facts| (all + facts.stories, unread + facts.unread))
            };
            let now = told(&facts);
            let before = state.calendar.months.insert(month, facts).map(|before| told(&before));
            let listed = state.list.edition.ready().filter(|_| state.search.is_none());
            // What was marked here stands in the list already.
            let marked = |before: (u32, u32), listed: &Edition| {
                let of_month = listed.rows.iter().filter(|row| row.waits() && row.day.month() == month);
                before.1 != now.1 && of_month.count() as u32 != now.1
            };
            let known = before.zip(listed);
            let is_marked = known.is_some_and(|(before, listed)| marked(before, listed));
            let has_others = known.is_some_and(|(before, _)| before.0 != now.0);
            if is_marked && !has_others && state.marking > 0 {
                // Own marks are on their way: whether there are others too is seen when they are there.
                state.list.owed.get_or_insert(Replace::Wait);
            } else if (is_marked || has_others) && state.list.reload.is_none() {
                load_ends(state, out);
                out.push(Effect::LoadCounts);
                reload_list(state, Replace::Wait, out);
            }
        }
        Err(fault) => say_fault(state, &fault),
    }
}

/// The first and last day with stories.
pub(super) fn ends_arrived(state: &mut State, ticket: Ticket, ends: Option<DayRange>) {
    if state.calendar.ends_ticket == Some(ticket) {
        state.calendar.ends = ends;
    }
}

/// The stories of a day have come.
pub(super) fn edition_arrived(
    state: &mut State,
    ticket: Ticket,
    edition: Result<Edition, Fault>,
    out: &mut Vec<Effect>,
) {
    let Some((_, replace)) = state.list.reload.take_if(|(awaited, _)| *awaited == ticket) else { return };
    let edition = match edition {
        Ok(edition) => edition,
        Err(fault) => {
            say_fault(state, &fault);
            state.list.edition = Awaited::Failed(fault);
            state.for_list.clear();
            return;
        }
    };
    if state.marking > 0 && list::is_of_what_is_shown(state, &edition) {
        state.list.owed = Some(replace);
        return;
    }
    let opened = state.work.opening && !state.work.refreshing;
    let texts_before = list::selected(state).map(|row| row.has_text);
    if replace == Replace::Wait && list::hold_back(state, &edition) {
        reader::preview_text_that_came(state, texts_before, out);
        // A story that is to be opened as soon as the list is here does not wait with them.
        if let Some(landing) = state.landing.take() {
            reading_on::land(state, landing, out);
        }
        return;
    }
    let has_stories = !edition.rows.is_empty();
    let resumes = state.resume.is_some().then(|| edition.clone());
    list::show(state, edition);
    if opened {
        // All that the start has asked for is here.
        state.work.opening = false;
    }
    super::find::list_arrived(state, out);
    reader::preview_text_that_came(state, texts_before, out);
    super::bookmarks::load_notes(state, out);
    if !state.settled {
        // The first list that is complete decides where the keys begin: where there is something to read.
        state.settled = has_stories || !more_comes(state);
        if state.settled && !has_stories && state.screen == Screen::Days && state.focus == Pane::List {
            state.focus = Pane::Calendar;
        }
    }
    if resumes.is_some_and(|edition| remember::resume(state, &edition, out)) {
        // Where the reader was the last time.
    } else if let Some(landing) = state.landing.take_if(|_| has_stories) {
        reading_on::land(state, landing, out);
    } else {
        let more = more_comes(state);
        state.landing.take_if(|_| !more);
        reader::preview_selected(state, out);
    }
    typed_ahead::list_arrived(state, out);
}

/// Whether stories of the chosen day may still be on their way.
pub(super) fn more_comes(state: &State) -> bool {
    state.list.reload.is_some()
        || state.sources.ready().is_none()
        || state.work.refreshing
        || state.calendar.rest_until.is_some()
        || !state.calendar.fetching.is_empty()
}
