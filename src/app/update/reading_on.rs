//! Reading on: Space from the headline to the day's last story, and back.

use super::super::message::{DayKind, Effect, Target};
use super::super::state::{DayDone, Landing, ListRow, Mark, Pane, Screen, State};
use super::{days, keeping, list, panes, reader, say};
use crate::locale::grouped;
use crate::news::StoryId;

/// Lines that two pages share.
const OVERLAP: i32 = 1;

/// Space.
pub(super) fn on(state: &mut State, out: &mut Vec<Effect>) {
    match state.day_done {
        Some(DayDone::Looking) => return,
        Some(DayDone::Next(day)) => {
            state.day_done = None;
            days::choose(state, day, out);
            state.landing = Some(Landing::First);
            return;
        }
        Some(DayDone::Last) => {
            state.day_done = None;
            return say(state, "Nothing later. ⟨previous-day⟩ goes a day back, ⟨previous-month⟩ a month");
        }
        None => {}
    }
    match (state.screen, state.focus) {
        (Screen::Year, _) => {
            super::year::enter(state, out);
            open_first(state, out);
        }
        (_, Pane::Reader) if state.reader.is_some() => read_on(state, out),
        (Screen::Card | Screen::Bookmarks, _) | (_, Pane::List) => panes::open(state, out),
        _ => open_first(state, out),
    }
}

fn read_on(state: &mut State, out: &mut Vec<Effect>) {
    let waiting = state.reader.as_ref().is_some_and(|reader| reader.opened.is_waiting());
    if waiting {
        return;
    }
    if !reader::at_end(state) {
        reader::scroll(state, page_lines(state));
        return;
    }
    let Some(Target::Story(id)) = state.reader.as_ref().map(|reader| reader.target.clone()) else {
        let way = if state.trail.has_back() {
            "The end. ⟨history-back⟩ goes back to where you were"
        } else {
            "The end. ⟨back⟩ goes back"
        };
        return say(state, way);
    };
    if state.mark == Mark::End {
        keeping::mark(state, vec![id], true, out);
    }
    if goes_on(state, out) {
        return;
    }
    if state.calendar.anchor.is_some() {
        state.day_done = Some(DayDone::Last);
        super::range::done(state);
    } else if state.search.is_some() {
        say(state, "This was the last hit. ⟨back⟩ goes back to them");
    } else {
        state.day_done = Some(DayDone::Looking);
        days::look_for(state, (true, DayKind::Stories), None, out);
    }
}

/// Opens what comes after the open story; where the list has no more, what waits behind "new" comes in first. Answers
/// whether there was something.
pub(super) fn goes_on(state: &mut State, out: &mut Vec<Effect>) -> bool {
    let waits = next_story(state).is_none() && state.search.is_none() && list::take_waiting(state);
    let Some(next) = next_story(state) else { return false };
    if waits {
        say(state, "What came in meanwhile stands in the list now");
    }
    reader::open_story(state, next, out);
    true
}

fn page_lines(state: &State) -> i32 {
    (i32::from(super::super::Regions::of(state).reader.height) - OVERLAP).max(1)
}

/// What comes after the open story: the next unread in list order, from the top once more; when the
/// day had none unread as this one was opened, simply the next; `None`: the day is done.
pub(super) fn next_story(state: &State) -> Option<StoryId> {
    let reader = state.reader.as_ref()?;
    let Target::Story(current) = reader.target else { return None };
    let edition = state.list.edition.ready()?;
    let stories: Vec<_> = state
        .list
        .rows
        .iter()
        .filter_map(|row| match row {
            ListRow::Story(index) => edition.rows.get(*index),
            ListRow::Head(_) => None,
        })
        .collect();
    // What is open may stand in the list no more, or stand there as another source tells it: then the list goes on
    // from its chosen row.
    let here = stories.iter().position(|row| row.id == current);
    let chosen = || stories.iter().position(|row| Some(row.id) == state.list.selected);
    let next = match here {
        Some(at) => at + 1,
        None => chosen().map(|at| at + usize::from(!stories[at].waits()))?,
    };
    let later = stories.iter().skip(next);
    let unread = later.clone().chain(stories.iter().take(next)).find(|row| row.waits() && row.id != current);
    match unread {
        Some(row) => Some(row.id),
        None if reader.was_unread => None,
        None => later.clone().next().map(|row| row.id),
    }
}

/// From the calendar: the first unread story of the chosen day, else the first.
pub(super) fn open_first(state: &mut State, out: &mut Vec<Effect>) {
    if state.list.reload.is_some() {
        state.landing = Some(Landing::First);
        return;
    }
    let waiting = |state: &State| list::stories(state).into_iter().find(|id| is_unread(state, *id));
    let unread = match waiting(state) {
        None if list::take_waiting(state) => waiting(state),
        found => found,
    };
    match unread.or_else(|| list::stories(state).first().copied()) {
        Some(id) => reader::open_story(state, id, out),
        None if state.left_out() == 0 && days::more_comes(state) => open_when_here(state),
        None => say_none(state),
    }
}

/// That the list has no story to open: because all of them are read and left out, or because there is none.
pub(super) fn say_none(state: &mut State) {
    let days = if state.calendar.anchor.is_some() { "in this range" } else { "on this day" };
    match state.left_out() {
        0 if state.calendar.anchor.is_some() => say(state, "No stories in this range"),
        0 => say(state, "No stories on this day. ⟨previous-day⟩ and ⟨next-day⟩ go by days"),
        1 => say(state, &format!("The one story {days} is read: ⟨hide-read⟩ shows it")),
        many => {
            let many = grouped(many as u64);
            say(state, &format!("All {many} stories {days} are read: ⟨hide-read⟩ shows them"));
        }
    }
}

/// The list of a day is here of which a story was wanted.
pub(super) fn land(state: &mut State, landing: Landing, out: &mut Vec<Effect>) {
    let Landing::Unread { last, open } = landing else { return open_first(state, out) };
    let mut stories = list::stories(state);
    if last {
        stories.reverse();
    }
    let Some(id) = stories.iter().find(|id| is_unread(state, **id)).or(stories.first()).copied() else {
        return;
    };
    if open {
        return reader::open_story(state, id, out);
    }
    panes::focus(state, Pane::List, out);
    list::select(state, id, out);
}

/// The stories are on their way: the first of them is opened when they are here, unless another key comes first.
pub(super) fn open_when_here(state: &mut State) {
    state.landing = Some(Landing::First);
    say(state, "The first story opens as soon as it is here");
}

/// Backspace: a page back, at the start the story before.
pub(super) fn back(state: &mut State, out: &mut Vec<Effect>) {
    if state.focus != Pane::Reader || state.reader.is_none() {
        return list::step(state, -1, out);
    }
    let lines = page_lines(state);
    if !reader::scroll(state, -lines) {
        story(state, -1, out);
    }
}

/// The next or previous story: opened in the reader, chosen in the list.
pub(super) fn story(state: &mut State, by: i32, out: &mut Vec<Effect>) {
    let in_reader = state.focus == Pane::Reader;
    if !in_reader {
        return list::step(state, by, out);
    }
    let stories = list::stories(state);
    let current = match state.reader.as_ref().map(|reader| &reader.target) {
        Some(Target::Story(id)) => stories.iter().position(|story| story == id),
        // A link was followed from the story that is still chosen.
        _ => state.list.selected.and_then(|id| stories.iter().position(|story| *story == id)),
    };
    let to = current.map(|at| at as i64 + i64::from(by)).and_then(|to| usize::try_from(to).ok());
    match to.and_then(|to| stories.get(to)) {
        Some(id) => reader::open_story(state, *id, out),
        None if by > 0 => say(state, "This is the last story of the day"),
        None => say(state, "This is the first story of the day"),
    }
}

/// The next or previous unread story of the list; past its end those that wait to come in and those at its other end;
/// where the day has no other, the next day with unread ones.
pub(super) fn unread(state: &mut State, forward: bool, out: &mut Vec<Effect>) {
    if state.screen == Screen::Year {
        return super::year::unread(state, forward, out);
    }
    if super::find::step(state, forward, out) {
        return;
    }
    if state.search.is_some() {
        return super::hits::step(state, forward, out);
    }
    if state.list.edition.ready().is_none() {
        return;
    }
    let found = match unread_from(state, forward) {
        (Some(id), false) => Some(id),
        (other, _) => {
            let came = list::take_waiting(state);
            let (found, around) = if came { unread_from(state, forward) } else { (other, true) };
            if found.is_some() && around {
                let words = if forward { "From the first story again" } else { "From the last story again" };
                say(state, words);
            }
            found
        }
    };
    match found {
        Some(id) if state.focus == Pane::Reader => reader::open_story(state, id, out),
        Some(id) => {
            panes::focus(state, Pane::List, out);
            list::select(state, id, out);
        }
        None => {
            let landing = Landing::Unread { last: !forward, open: state.focus == Pane::Reader };
            days::look_for(state, (forward, DayKind::Unread), Some(landing), out);
        }
    }
}

/// The unread story that follows the chosen one, or stands before it, and whether it stands at the other end.
fn unread_from(state: &State, forward: bool) -> (Option<StoryId>, bool) {
    let mut stories = list::stories(state);
    if !forward {
        stories.reverse();
    }
    let at = state.list.selected.and_then(|id| stories.iter().position(|story| *story == id));
    let (behind, ahead) = stories.split_at(at.map_or(0, |at| at + 1));
    let unread = |stories: &[StoryId]| stories.iter().copied().find(|id| is_unread(state, *id));
    match unread(ahead) {
        Some(id) => (Some(id), false),
        None => (unread(behind).filter(|id| Some(*id) != state.list.selected), true),
    }
}

/// What is unread although no day that way has any: other stories of this day, else a day the other way, with the key
/// that goes there.
pub(super) fn left(state: &State, forward: bool) -> String {
    let others = list::stories(state);
    let others =
        others.iter().filter(|id| is_unread(state, **id) && Some(**id) != state.list.selected).count();
    if others > 0 && state.search.is_none() {
        let here = if state.calendar.anchor.is_some() { "in this range" } else { "on this day" };
        return format!(". ⟨next-unread⟩: {} unread {here}", grouped(others as u64));
    }
    super::day_done::unread(state, !forward)
}

/// Whether a story of the list counts as unread.
fn is_unread(state: &State, id: StoryId) -> bool {
    let edition = state.list.edition.ready();
    edition.is_some_and(|edition| edition.rows.iter().any(|row| row.id == id && row.waits()))
}
