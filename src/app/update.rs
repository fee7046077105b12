//! `update`: what happened → the new state and what is asked of the world.

mod adding;
mod asking;
mod bookmarks;
mod borders;
mod changes;
mod commands;
mod date_line;
mod day_done;
mod days;
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
mod search;
mod standing;
mod starters;
#[cfg(test)]
mod tests;
mod worded;
mod year;

use std::time::Duration;

use super::message::{Effect, Msg};
use super::state::{DayDone, ListPane, Pane, Replace, Screen, State, Status, StatusKind};
use super::{Action, Awaited};
use crate::extract::Wish;
use crate::news::{Fault, Text};

pub use adding::Answer;
pub use list::row_height;
pub use worded::{clear, put, to_row, worded};

/// How long a note stays in the status line.
const NOTE_STAYS: Duration = Duration::from_secs(6);
/// How long a failure stays there.
const FAULT_STAYS: Duration = Duration::from_secs(20);

/// Takes in what happened. Pure: the same state and message give the same state and effects.
pub fn update(state: &mut State, msg: Msg) -> Vec<Effect> {
    let mut out = Vec::new();
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
        Msg::Wheel(pane, lines) => panes::wheel(state, pane, lines, &mut out),
        Msg::Resize(columns, rows) => resize(state, (columns, rows), &mut out),
        // Another program may have changed the sources file or the store meanwhile.
        Msg::Focused => out.push(Effect::LoadSources),
        Msg::Elsewhere => days::reload_all(state, super::state::Replace::Wait, &mut out),
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
        Msg::Sources(sources) => days::sources_arrived(state, sources, out),
        Msg::Counts(rows) => days::counts_arrived(state, rows),
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
            reader::stopped(state);
            refreshing::broken_off(state);
        }
        _ => {}
    }
}

/// Does what the reader wants, `count` times where that has a meaning.
pub(super) fn act(state: &mut State, action: Action, count: Option<u32>, out: &mut Vec<Effect>) {
    if panels::is_open(state) {
        return panels::act(state, action, count, out);
    }
    let times = i32::try_from(count.unwrap_or(1).min(10_000)).unwrap_or(1);
    state.settled = true;
    state.resume = None;
    // What was said stands until the next key: it is about what was on the screen then.
    state.status = None;
    if !matches!(action, Action::ReadOn) && state.day_done.take() == Some(DayDone::Looking) {
        // It was only to be said what comes next.
        state.finding = None;
    }
    state.landing = None;
    // A day that is still looked for is gone to; what was to be done there was wanted before this key.
    if let Some(finding) = &mut state.finding {
        finding.landing = None;
    }
    state.telling = None;
    if picking::refuses(state, action) {
        return;
    }
    picking::by_count(state, action, count);
    match action {
        Action::Down | Action::Up | Action::Left | Action::Right => panes::step(state, action, times, out),
        Action::Top | Action::Bottom => panes::end(state, action == Action::Top, count, out),
        Action::HalfDown => panes::page(state, times, 2, out),
        Action::HalfUp => panes::page(state, -times, 2, out),
        Action::PageDown => panes::page(state, times, 1, out),
        Action::PageUp => panes::page(state, -times, 1, out),
        Action::ScrollLeft | Action::ScrollRight => measure::sideways(state, action == Action::ScrollRight),
        Action::ReadOn => reading_on::on(state, out),
        Action::ReadBack => reading_on::back(state, out),
        Action::Open => panes::open(state, out),
        Action::NextStory => reading_on::story(state, times, out),
        Action::PreviousStory => reading_on::story(state, -times, out),
        Action::NextUnread | Action::PreviousUnread => {
            reading_on::unread(state, action == Action::NextUnread, out);
        }
        Action::PreviousDay => days::step_days(state, -times, out),
        Action::NextDay => days::step_days(state, times, out),
        Action::PreviousWeek => days::step_days(state, -7 * times, out),
        Action::NextWeek => days::step_days(state, 7 * times, out),
        Action::PreviousMonth => days::step_months(state, -times, out),
        Action::NextMonth => days::step_months(state, times, out),
        Action::PreviousYear => days::step_months(state, -12 * times, out),
        Action::NextYear => days::step_months(state, 12 * times, out),
        Action::Today => days::go_today(state, out),
        Action::NextUnreadDay
        | Action::PreviousUnreadDay
        | Action::NextBookmarkDay
        | Action::PreviousBookmarkDay => {
            days::find_day(state, action, out);
        }
        Action::Bookmark => keeping::toggle_bookmark(state, out),
        Action::BookmarkWith | Action::Tags => keep_line::open(state, action == Action::Tags, out),
        Action::ToggleRead => keeping::toggle_read(state, out),
        Action::AllRead => keeping::all_read(state, out),
        Action::Browser | Action::CopyAddress | Action::CopyTitle | Action::CopyMarkdown => {
            passing_on::pass_on(state, action, out);
        }
        Action::OtherWays => other_ways::open(state, out),
        Action::Pictures => pictures::toggle(state, out),
        Action::FollowLink | Action::LinkInBrowser => links::open(state, action == Action::LinkInBrowser),
        Action::HistoryBack | Action::HistoryForward => {
            links::go(state, action == Action::HistoryForward, times, out);
        }
        Action::Pipe => piping::open(state),
        Action::Undo => out.push(Effect::Undo(state.went_on)),
        Action::Redo => out.push(Effect::Redo),
        Action::Changes => changes::open(state, out),
        Action::Add => adding::open(state, adding::proposed(state), out),
        Action::GoToDate => date_line::open(state),
        Action::Refresh => asking::refresh_here(state, out),
        Action::RefreshAll => asking::refresh_all(state, out),
        Action::AskCopies => asking::ask_copies(state, out),
        Action::FetchAgain => reader::fetch_again(state, out),
        Action::CheckLink | Action::CheckLinks => standing::ask(state, action == Action::CheckLinks, out),
        Action::CycleText => reader::cycle_text(state, out),
        Action::WhyThisText => pointing::ask_why(state, out),
        Action::PointAt => pointing::toggle(state),
        Action::NeverShow if pointing::is_on(state) => pointing::teach(state, Wish::NotThis, out),
        Action::NeverShow => muting::open(state, out),
        Action::ShowMuted => muting::toggle_shown(state, out),
        Action::MuteRules => muting::open_list(state, out),
        Action::StartsHere => pointing::teach(state, Wish::StartsHere, out),
        Action::FirstAnswer => adding::answer_card(state, 0, out),
        Action::SecondAnswer => adding::answer_card(state, 1, out),
        Action::ThirdAnswer => adding::answer_card(state, 2, out),
        Action::FourthAnswer => adding::answer_card(state, 3, out),
        Action::Starters => starters::open(state, out),
        Action::Health => health::open(state, out),
        Action::Rename => renaming::open(state),
        Action::Find => find::open(state),
        _ if search::act(state, action, out) || list_look::act(state, action, out) => {}
        _ => act_on_screen(state, action, times, out),
    }
}

/// What concerns the screen itself.
fn act_on_screen(state: &mut State, action: Action, times: i32, out: &mut Vec<Effect>) {
    match action {
        Action::NextPane | Action::PreviousPane => panes::cycle(state, action == Action::NextPane, out),
        Action::GoCalendar => panes::focus(state, Pane::Calendar, out),
        Action::GoList => panes::go_list(state, out),
        Action::GoReader => panes::focus(state, Pane::Reader, out),
        Action::GoSources => panes::focus(state, Pane::Sources, out),
        Action::GoBookmarks => bookmarks::open(state, out),
        Action::GoYear => year::open(state, out),
        Action::Range if state.focus == Pane::List => picking::toggle(state),
        Action::Range => range::toggle(state, out),
        Action::CycleLens | Action::WeekNumbers | Action::OwnClock => remember::look(state, action, out),
        Action::BorderLeft => borders::shift(state, -times, out),
        Action::BorderRight => borders::shift(state, times, out),
        Action::Zen => {
            state.zen = !state.zen;
            measure::set_anew(state, out);
        }
        Action::Wider => measure::widen(state, 4 * times, out),
        Action::Narrower => measure::widen(state, -4 * times, out),
        Action::CommandLine => commands::open(state, super::Asked::Line, out),
        Action::Palette => commands::open(state, super::Asked::Palette, out),
        Action::Help => {
            let here = state.context();
            state.beneath = None;
            state.overlay = Some(super::Overlay::Help(super::HelpView::of(here)));
        }
        Action::Cancel => panes::cancel(state, out),
        Action::Interrupt => {
            out.push(Effect::Stop);
            say(state, "Stopped what ran. ⟨back⟩ goes back, ⟨quit⟩ quits");
        }
        Action::Routes => routes::open(state, out),
        Action::Themes => out.push(Effect::LoadThemes),
        Action::Redraw => out.push(Effect::Redraw),
        Action::Suspend => out.push(Effect::Suspend),
        Action::Back => panes::back(state, out),
        Action::Quit => leave(state, out),
        _ => {}
    }
}

/// Ends the program; the place in the open story is kept.
fn leave(state: &mut State, out: &mut Vec<Effect>) {
    reader::save_place(state, out);
    remember::tell(state, out);
    state.leaving = true;
    out.push(Effect::Quit);
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

/// Says something that went well.
fn say(state: &mut State, text: &str) {
    set_status(state, text, StatusKind::Note);
}

/// Says what went wrong.
fn say_fault(state: &mut State, fault: &Fault) {
    set_status(state, &fault.to_string(), StatusKind::Fault);
    if let Some(status) = &mut state.status {
        status.whole = true;
    }
}

fn set_status(state: &mut State, text: &str, kind: StatusKind) {
    say_in(state, &[text], kind);
}

/// Says something in the first of these wordings, the longest, that has room.
fn say_in(state: &mut State, wordings: &[impl AsRef<str>], kind: StatusKind) {
    let stays = if kind == StatusKind::Fault { FAULT_STAYS } else { NOTE_STAYS };
    let mut lines: Vec<Text> =
        wordings.iter().map(|text| Text::line(&super::with_keys(state, text.as_ref()))).collect();
    if lines.is_empty() {
        return;
    }
    let text = lines.remove(0);
    let until = Some(state.since_start + stays);
    state.status = Some(Status { text, shorter: lines, kind, whole: false, until });
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
    state.focus = Pane::List;
}
