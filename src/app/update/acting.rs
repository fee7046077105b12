//! What each action does. Keys, palette, command line and signals come here; nothing else decides what an action means.

use super::super::state::{DayDone, Pane, State};
use super::super::{Action, Asked, Effect, HelpView, Overlay};
use super::{
    adding, asking, bookmarks, borders, changes, commands, date_line, days, fetching, find, health,
    keep_line, keeping, links, list_look, measure, muting, other_ways, panels, panes, passing_on, picking,
    pictures, piping, pointing, range, reader, reading_on, remember, renaming, routes, search, standing,
    starters, year,
};
use crate::extract::Wish;

/// What is said where work was broken off.
pub const STOPPED: &str = "Stopped what ran. ⟨back⟩ goes back, ⟨quit⟩ quits";

/// What is said where there was nothing to break off.
pub const NOTHING_RUNS: &str = "Nothing runs. ⟨back⟩ goes back, ⟨quit⟩ quits";

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
        Action::Undo => changes::undo(state, out),
        Action::Redo => out.push(Effect::Redo),
        Action::Changes => changes::open(state, out),
        Action::Add => adding::open(state, adding::proposed(state), out),
        Action::GoToDate => date_line::open(state),
        Action::Refresh => asking::refresh_here(state, out),
        Action::RefreshAll => asking::refresh_all(state, out),
        Action::AskCopies => asking::ask_copies(state, out),
        Action::FetchAgain => fetching::fetch_again(state, out),
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
        Action::CommandLine => commands::open(state, Asked::Line, out),
        Action::Palette => commands::open(state, Asked::Palette, out),
        Action::Help => {
            let here = state.context();
            state.beneath = None;
            state.overlay = Some(Overlay::Help(HelpView::of(here)));
        }
        Action::Cancel => panes::cancel(state, out),
        Action::Interrupt => out.push(Effect::Stop { said: true }),
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
pub(super) fn leave(state: &mut State, out: &mut Vec<Effect>) {
    reader::save_place(state, out);
    remember::tell(state, out);
    state.leaving = true;
    out.push(Effect::Quit);
}
