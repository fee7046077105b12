//! `update`: what happened → the new state and what is asked of the world.

mod acting;
mod adding;
mod asking;
mod bookmarks;
mod borders;
mod changes;
mod commands;
mod date_line;
mod day_done;
mod days;
mod fetching;
mod find;
mod finding_again;
mod health;
mod hits;
mod keep_line;
mod keeping;
mod keys;
mod links;
mod list;
mod list_look;
mod look;
mod measure;
mod muting;
mod other_ways;
mod panels;
mod panes;
mod passing_on;
mod picking;
mod pictures;
mod piping;
mod pointing;
mod range;
mod reader;
mod reading_on;
mod refreshing;
mod remember;
mod renaming;
mod route_line;
mod routes;
mod rows;
mod saying;
mod search;
mod sources;
mod standing;
mod starters;
#[cfg(test)]
mod tests;
mod typed_ahead;
mod worded;
mod year;

use std::time::Duration;

use super::Awaited;
use super::message::{Effect, Msg};
use super::state::{ListPane, Pane, Replace, Screen, State};
use acting::{act, leave};
use saying::{say, say_fault, say_in, set_status};

pub use acting::{NOTHING_RUNS, STOPPED};
pub use adding::Answer;
pub use list::row_height;
pub use worded::{clear, put, to_row, worded};

/// What is asked of the world at the start, before the sources are known.
pub fn begin(state: &mut State) -> Vec<Effect> {
    let mut out = vec![Effect::LoadRemembered];
    sources::begin(state, &mut out);
    out
}

/// Takes in what happened. Pure: the same state and message give the same state and effects.
pub fn update(state: &mut State, msg: Msg) -> Vec<Effect> {
    let mut out = Vec::new();
    if matches!(
        msg,
        Msg::Key(_)
            | Msg::Act(..)
            | Msg::Paste(_)
            | Msg::Read(..)
            | Msg::Pick(_)
            | Msg::Press(_)
            | Msg::Wheel(..)
    ) {
        state.work.opening = false;
    }
    match msg {
        Msg::Time { now, since_start } => time(state, now, since_start, &mut out),
        Msg::Key(key) => keys::press(state, key, &mut out),
        Msg::Act(action, count) => act(state, action, count, &mut out),
        Msg::Paste(text) => {
            keys::forget(state);
            adding::paste(state, &text, &mut out);
        }
        Msg::Read(address, other) => adding::read(state, address, other, &mut out),
        Msg::Pick(hit) => {
            keys::forget(state);
            panes::pick(state, hit, &mut out);
        }
        Msg::Press(keys) => {
            keys::forget(state);
            keys.keys().iter().for_each(|key| keys::press(state, *key, &mut out));
        }
        Msg::Wheel(pane, lines) => panes::wheel(state, pane, lines, &mut out),
        Msg::Resize(columns, rows) => resize(state, (columns, rows), &mut out),
        // Another program may have changed the sources file or the store meanwhile.
        Msg::Focused => out.push(Effect::LoadSources),
        Msg::Elsewhere => refreshing::written_elsewhere(state, &mut out),
        other => answer(state, other, &mut out),
    }
    out
}

/// Answers to what was asked of the world. What a panel asked is answered to it also while the help lies over it.
fn answer(state: &mut State, msg: Msg, out: &mut Vec<Effect>) {
    let Some(under) = state.beneath.take() else { return take_in(state, msg, out) };
    let help = state.overlay.replace(*under);
    take_in(state, msg, out);
    state.beneath = state.overlay.take().map(Box::new);
    state.overlay = help;
}

fn take_in(state: &mut State, msg: Msg, out: &mut Vec<Effect>) {
    match msg {
        Msg::Outdated => sources::outdated(state),
        Msg::Sources(sources) => sources::arrived(state, sources, out),
        Msg::Counts(rows) => sources::counts_arrived(state, rows),
        Msg::Trouble(fault) | Msg::Failed(fault) | Msg::Noted(fault) => say_fault(state, &fault),
        Msg::Exchanged(fault) => {
            forget(state);
            out.push(Effect::Demo(false));
            say_fault(state, &fault);
        }
        Msg::Reopened(fault) => {
            out.push(Effect::Reopen);
            // What stood in for the store fetched nothing.
            if state.refresh_on_start {
                state.work.refresh_at = Some(state.since_start);
            }
            say_fault(state, &fault);
        }
        Msg::Month(ticket, month, facts) => days::month_arrived(state, ticket, month, facts, out),
        Msg::Ends(ticket, ends) => days::ends_arrived(state, ticket, ends),
        Msg::Years(ticket, years) => year::years_arrived(state, ticket, years),
        Msg::SourceDays(ticket, rows) => list::source_days_arrived(state, ticket, rows),
        Msg::Remembered(facts) => remember::arrived(state, &facts, out),
        Msg::Edition(ticket, edition) => days::edition_arrived(state, ticket, edition, out),
        Msg::Opened(ticket, opened) => reader::opened(state, ticket, opened, out),
        Msg::Previewed(ticket, opened) => reader::previewed(state, ticket, opened),
        Msg::Taught(ticket, taught) => pointing::taught(state, ticket, taught, out),
        Msg::Why(ticket, why) => pointing::why_arrived(state, ticket, why),
        Msg::Ahead(story, opened) => reader::ahead_arrived(state, story, opened),
        Msg::Set(ticket, page) => measure::set_arrived(state, ticket, page),
        Msg::SearchFound(ticket, hits) => hits::found(state, ticket, hits, out),
        Msg::HitDays(ticket, days, whole) => hits::counted(state, ticket, days, whole),
        Msg::Searches(saved, Some(words)) => search::saved_changed(state, &words, saved),
        Msg::Searches(saved, None) => search::saved_arrived(state, saved),
        Msg::Indexed => {
            // Their counts have been kept up with what was taken in.
            if !state.saved.is_empty() {
                out.push(Effect::LoadSearches);
            }
            search::indexed(state, out);
        }
        Msg::Bookmarks(ticket, rows) => bookmarks::arrived(state, ticket, rows),
        Msg::Notes(notes) => state.notes.extend(notes),
        Msg::KeptKnown(ticket, known) => keep_line::known(state, ticket, known, out),
        Msg::NoteWritten(ticket, note) => keep_line::written(state, ticket, note, out),
        Msg::Kept(address, kept) => keeping::kept(state, &address, kept.as_deref(), out),
        Msg::KeptAll(asked, kept) => keeping::kept_all(state, &asked, &kept, out),
        Msg::NoneKept(asked, fault) => keeping::none_kept(state, &asked, &fault, out),
        Msg::BookmarkKnown(bookmark) => standing::known(state, &bookmark, out),
        Msg::LinksChecked(words) => standing::done(state, &words),
        Msg::NotKept(address, fault) => keeping::not_kept(state, &address, &fault, out),
        Msg::Marked(rows) => keeping::marked(state, rows, out),
        Msg::NotMarked(fault) => keeping::not_marked(state, &fault, out),
        Msg::Progress(progress) => refreshing::progressed(state, progress),
        Msg::Refreshed(report) => refreshing::done(state, &report, out),
        Msg::DayAsked(day, report) => asking::day_asked(state, day, &report, out),
        Msg::Found(ticket, found) => adding::found(state, ticket, found),
        Msg::Subscribed(ticket, row) => adding::subscribed(state, ticket, row, out),
        Msg::Imported(ticket, taken) => adding::imported(state, ticket, taken, out),
        Msg::Followed(added) => starters::followed(state, added, out),
        Msg::Others(found) => adding::others_found(state, found),
        Msg::Lately(counts) => health::lately(state, counts),
        Msg::Missed(missed) => health::missed(state, missed),
        Msg::NextDay(ticket, day, asked) => days::next_day_found(state, ticket, (day, &asked), out),
        Msg::Undone(change, redone) => keeping::undone(state, change, redone, out),
        Msg::Copies(ticket, copies, attached) => other_ways::told(state, ticket, copies, &attached, out),
        Msg::Picture(ticket, block, picture) => pictures::arrived(state, ticket, block, picture, out),
        Msg::Changes(rows) => changes::arrived(state, rows),
        Msg::MutePreview(ticket, preview) => muting::previewed(state, ticket, preview, out),
        Msg::Muted(words) => muting::done(state, &words, out),
        Msg::Mutes(rows) => muting::arrived(state, rows),
        Msg::Swept => days::reload_all(state, Replace::Wait, out),
        Msg::Routes(source, said) => routes::arrived(state, source, &said),
        Msg::RouteTried(ticket, answer) => routes::tried(state, ticket, answer),
        Msg::RoutesSet(slug, written) => routes::written(state, &slug, written, out),
        Msg::Themes(choices, name) => look::themes_arrived(state, choices, name),
        Msg::ThemeNames(names) => state.names.themes = names,
        Msg::TagNames(tags) => state.names.tags = tags,
        Msg::ThemeFault(fault) => look::theme_failed(state, fault),
        Msg::Settings(changed) => look::changed(state, &changed, out),
        Msg::Say(text) => say(state, &text),
        Msg::Stopped => {
            asking::stopped(state, out);
            reader::stopped(state, out);
            refreshing::broken_off(state);
        }
        _ => {}
    }
}

fn time(state: &mut State, now: crate::news::Now, since_start: Duration, out: &mut Vec<Effect>) {
    let before = state.today();
    state.now = now;
    state.since_start = since_start;
    if state.today() != before {
        let today = state.locale.long_date(state.today());
        say(state, &format!("It is {today} now"));
        days::reload_month(state, out);
        if !state.saved.is_empty() {
            out.push(Effect::CountSearches);
        }
    }
    let due = |at: Option<Duration>| at.is_some_and(|at| at <= since_start);
    if due(state.status.as_ref().and_then(|status| status.until)) {
        state.status = None;
    }
    if let Some(waiting) = state.waiting.as_mut().filter(|waiting| due(waiting.box_at)) {
        waiting.box_at = None;
        waiting.shown = true;
    }
    if due(state.calendar.rest_until) {
        state.calendar.rest_until = None;
        asking::rested(state, out);
    }
    if due(state.place_at) {
        reader::save_place(state, out);
        remember::tell(state, out);
    }
    if due(state.work.arrived_at) {
        state.work.arrived_at = None;
        refreshing::show(state, out);
    }
    if due(state.work.refresh_at) {
        state.work.refresh_at = None;
        state.work.refreshing = true;
        out.push(Effect::Refresh(crate::news::Scope::All, false));
    }
}

fn resize(state: &mut State, size: (u16, u16), out: &mut Vec<Effect>) {
    measure::hold(state);
    // The letters stood on lines that are set anew.
    if matches!(state.overlay, Some(super::Overlay::Hints(_))) {
        state.overlay = None;
    }
    state.size = size;
    list::keep_visible(state);
    measure::set_anew(state, out);
    if state.shape() == super::Shape::Wide {
        reader::preview_selected(state, out);
    } else if state.reader.as_ref().is_some_and(|reader| reader.preview) {
        state.reader = None;
    }
}

/// Forgets everything of one store, before another one takes its place.
fn forget(state: &mut State) {
    state.calendar.chosen = state.today();
    state.search = None;
    state.saved.clear();
    state.screen = Screen::Days;
    state.scope = crate::news::Scope::All;
    state.source_row = 0;
    state.sources = Awaited::Idle;
    state.calendar.months.clear();
    state.calendar.anchor = None;
    state.source_days.clear();
    state.behind = None;
    state.resume = None;
    state.year.years.clear();
    state.calendar.ends = None;
    state.calendar.fetching.clear();
    state.calendar.asked.clear();
    state.calendar.awaited.clear();
    state.list = ListPane::default();
    state.reader = None;
    state.trail = super::Trail::default();
    state.ahead = None;
    state.bookmarks = super::BookmarksView::default();
    state.notes.clear();
    state.pending_marks.clear();
    state.marking = 0;
    state.overlay = None;
    state.day_done = None;
    state.work = super::Work::default();
    state.settled = false;
    state.landing = None;
    state.for_list.clear();
    state.focus = Pane::List;
}
