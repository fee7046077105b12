//! The open story and the preview beside the list.

use std::time::Duration;

use super::super::message::{Effect, Opened, Target, TextChoice};
use super::super::state::{Mark, Pane, Reader, Screen, State};
use super::super::{Awaited, Regions, Shape, Ticket, with_keys};
use super::{fetching, find, keeping, list, measure, pictures, say_fault};
use crate::news::{Fault, FaultKind, Headline, StoryId, Text, TextKind};
use crate::typeset::{Anchor, Page};

/// How long after the last scrolling the place is saved.
const PLACE_AFTER: Duration = Duration::from_secs(1);

/// Opens a story: its title at once, its text when it is there.
pub(super) fn open_story(state: &mut State, id: StoryId, out: &mut Vec<Effect>) {
    let row = state.list.edition.ready().and_then(|e| e.rows.iter().find(|row| row.id == id));
    let title = row.map_or_else(Text::default, |row| row.title.clone());
    let unread = row.is_some_and(|row| row.unread);
    let target = row.map_or(Target::Story(id), super::search::target_of);
    list::say_above_no_more(state);
    state.list.selected = Some(id);
    state.list.touched = true;
    open(state, target, title, out);
    if let Some(reader) = &mut state.reader {
        reader.was_unread = unread;
    }
    list::keep_visible(state);
    if unread {
        read_when_shown(state, vec![id], out);
    }
}

/// These count as read as soon as the text that is being opened is shown, where opening does that; a story whose text
/// cannot be had stays unread.
pub(super) fn read_when_shown(state: &mut State, stories: Vec<StoryId>, out: &mut Vec<Effect>) {
    if let Some(reader) = state.reader.as_mut().filter(|_| state.mark == Mark::Open) {
        reader.unread = stories;
        mark_shown(state, out);
    }
}

/// Marks what was to count as read with this text, if it is here.
fn mark_shown(state: &mut State, out: &mut Vec<Effect>) {
    let Some(reader) = state.reader.as_mut().filter(|reader| reader.opened.ready().is_some()) else { return };
    let shown = std::mem::take(&mut reader.unread);
    if !shown.is_empty() {
        keeping::mark(state, shown, true, out);
    }
}

/// Opens anything that can be read.
pub(super) fn open(state: &mut State, target: Target, title: Text, out: &mut Vec<Effect>) {
    leave(state, out);
    state.went_on = state.now.instant;
    state.trail.opens(&target);
    let measure = Regions::measure(state);
    let ahead =
        state.ahead.take().filter(|(story, set, _)| Target::Story(*story) == target && *set == measure);
    let mut reader = Reader::new(target.clone(), title, measure);
    state.focus = Pane::Reader;
    if let Some((_, _, opened)) = ahead {
        reader.top = place_of(&opened);
        reader.opened = Awaited::Ready(opened);
        state.reader = Some(reader);
        find::mark(state);
        pictures::ask(state, out);
        make_next_ready(state, out);
    } else {
        let ticket = state.tickets.draw();
        reader.opened = Awaited::Waiting(ticket);
        state.reader = Some(reader);
        out.push(Effect::Open { ticket, target, measure, fresh: false });
    }
}

/// The open story is left: its place is kept, and the way back to it.
fn leave(state: &mut State, out: &mut Vec<Effect>) {
    save_place(state, out);
    pictures::stop(state, out);
    if let Some(reader) = &state.reader {
        state.trail.left(reader);
    }
}

fn place_of(opened: &Opened) -> usize {
    opened.place.as_ref().map_or(0, |place| opened.page.line_of(place))
}

/// What ran was stopped: a text that was still on its way does not come.
pub(super) fn stopped(state: &mut State, out: &mut Vec<Effect>) {
    pictures::stopped(state, out);
    let again = with_keys(state, "⟨fetch-again⟩ asks again");
    let Some(reader) = &mut state.reader else { return };
    (reader.asked_again, reader.chosen) = (None, None);
    if matches!(reader.opened, Awaited::Waiting(_)) {
        let fault = Fault::new(FaultKind::Network, "the text was not fetched, since you stopped it");
        reader.opened = Awaited::Failed(fault.hint(again));
    }
}

/// The story is here, or cannot be had.
pub(super) fn opened(
    state: &mut State,
    ticket: Ticket,
    opened: Result<Opened, Fault>,
    out: &mut Vec<Effect>,
) {
    if let Some((_, target)) = state.list.fetching.take_if(|(asked, _)| *asked == ticket) {
        return fetching::fetched(state, &target, opened, out);
    }
    let Some(reader) = state.reader.as_mut().filter(|reader| reader.awaits(ticket)) else { return };
    reader.asked_again = None;
    let again = reader.fetched_again.take() == Some(ticket);
    let chose = reader.chosen.take() == Some(ticket);
    let (mut said, mut came) = (None, None);
    match opened {
        Ok(opened) => {
            // Another text of the story begins at its beginning; the same one, fetched again, stays in place.
            match reader.opened.ready() {
                None => reader.top = place_of(&opened),
                Some(shown) if shown.article.kind != opened.article.kind => {
                    reader.top = 0;
                    said = Some(opened.article.kind).filter(|_| chose);
                }
                Some(_) => {}
            }
            if again {
                came = Some(opened.clone()).zip(reader.opened.ready().map(|was| was.article.clone()));
            }
            if !opened.article.title.is_empty() {
                reader.title = opened.article.title.clone();
            }
            let known = opened.headline.clone();
            let choice = opened.choice;
            take_text(reader, opened);
            if chose {
                // It was made ready before the choice, which holds for it as well where it is of the same source.
                state.ahead = None;
            }
            measure::clamp(state);
            find::mark(state);
            mark_shown(state, out);
            mark_linked(state, known.as_ref(), out);
            list::tell(state, known);
            measure::set_anew(state, out);
            pictures::ask(state, out);
            make_next_ready(state, out);
            if let Some(kind) = said {
                let whose = match choice {
                    Some(TextChoice::Made) => ", for all of its source. ⟨undo⟩ takes it back",
                    Some(TextChoice::Known) => ", for all of its source",
                    None => "",
                };
                super::say(state, &format!("{}{whose}", super::super::text_kind(kind)));
            }
            if let Some((opened, was)) = came {
                let is_same = opened.article.document == was.document;
                let how = if is_same { "Fetched again, and nothing has changed" } else { "Fetched again" };
                fetching::say_text(state, &opened, how, "");
            }
            if state.reader.as_mut().is_some_and(|reader| std::mem::take(&mut reader.cycles)) {
                cycle_text(state, out);
            }
        }
        Err(fault) if reader.opened.ready().is_some() => say_fault(state, &fault),
        Err(fault) => match reader.other.take().filter(|_| fault.kind.is_network()) {
            Some(other) => {
                let ticket = state.tickets.draw();
                reader.target = Target::Address(other);
                reader.opened = Awaited::Waiting(ticket);
                let (target, measure) = (reader.target.clone(), reader.measure);
                out.push(Effect::Open { ticket, target, measure, fresh: false });
            }
            None => reader.opened = Awaited::Failed(fault),
        },
    }
}

/// Another text takes the place of the one that is shown. A setting of that one that is still under way is no longer
/// wanted: its page would come back over this text.
pub(super) fn take_text(reader: &mut Reader, opened: Opened) {
    reader.pointed = None;
    reader.setting = None;
    // Its blocks are others.
    reader.pictures = None;
    reader.measure = opened.page.measure.columns;
    reader.opened = Awaited::Ready(opened);
}

/// An address that turns out to be an unread story is read by being opened, as from the list.
fn mark_linked(state: &mut State, known: Option<&Headline>, out: &mut Vec<Effect>) {
    let by_address = state.reader.as_ref().is_some_and(|reader| !matches!(reader.target, Target::Story(_)));
    if let Some(row) = known.filter(|row| row.unread && by_address && state.mark == Mark::Open) {
        keeping::mark(state, vec![row.id], true, out);
    }
}

/// Makes the next story ready while this one is read.
fn make_next_ready(state: &mut State, out: &mut Vec<Effect>) {
    let Some(next) = super::reading_on::next_story(state) else { return };
    let measure = Regions::measure(state);
    let have = state.ahead.as_ref().is_some_and(|(story, set, _)| *story == next && *set == measure);
    if !have {
        out.push(Effect::Ahead(next, measure));
    }
}

/// A story has been made ready; kept if it fits the measure still.
pub(super) fn ahead_arrived(state: &mut State, story: StoryId, opened: Option<Opened>) {
    let measure = Regions::measure(state);
    if let Some(opened) = opened.filter(|opened| opened.page.measure.columns == measure) {
        list::tell(state, opened.headline.clone());
        state.ahead = Some((story, measure, opened));
    }
}

/// Shows the next of a story's texts: the extracted one, the feed's, the whole page.
pub(super) fn cycle_text(state: &mut State, out: &mut Vec<Effect>) {
    let ticket = state.tickets.draw();
    let measure = Regions::measure(state);
    let Some(reader) = &mut state.reader else { return };
    let Some(opened) = reader.opened.ready() else {
        // A key that comes before the text is not lost: it is done as soon as the text is here.
        reader.cycles = reader.opened.is_waiting() && !reader.preview;
        return;
    };
    let kind = match opened.article.kind {
        TextKind::Extracted => TextKind::Feed,
        TextKind::Feed => TextKind::Page,
        TextKind::Page => TextKind::Extracted,
    };
    reader.asked_again = Some(ticket);
    reader.chosen = Some(ticket);
    out.push(Effect::OpenAs { ticket, target: reader.target.clone(), kind, measure });
}

/// Another choice of text holds again for a source, since one was taken back or done again: what is open follows.
pub(super) fn chosen_anew(state: &mut State, out: &mut Vec<Effect>) {
    state.ahead = None;
    if state.reader.as_ref().is_some_and(|reader| reader.preview) {
        state.reader = None;
        return preview_selected(state, out);
    }
    fetching::renew(state, false, out);
}

/// Shows the chosen story beside the list, where there is room, from stored text.
pub(super) fn preview_selected(state: &mut State, out: &mut Vec<Effect>) {
    let beside = state.shape() == Shape::Wide && state.screen == Screen::Days;
    if !beside || state.reader.as_ref().is_some_and(|reader| !reader.preview) {
        return;
    }
    let Some(row) = list::selected(state) else {
        state.reader = None;
        return;
    };
    let (id, title) = (row.id, row.title.clone());
    if state
        .reader
        .as_ref()
        .is_some_and(|reader| reader.target == Target::Story(id) && reader.measure == Regions::measure(state))
    {
        return;
    }
    let measure = Regions::measure(state);
    let ticket = state.tickets.draw();
    let mut reader = Reader::new(Target::Story(id), title, measure);
    reader.preview = true;
    reader.opened = Awaited::Waiting(ticket);
    state.reader = Some(reader);
    out.push(Effect::Preview(ticket, id, measure));
}

/// Shows the text of the chosen story beside the list where it was stored meanwhile, by another program too.
pub(super) fn preview_text_that_came(state: &mut State, had: Option<bool>, out: &mut Vec<Effect>) {
    let has_none =
        state.reader.as_ref().is_some_and(|reader| reader.preview && matches!(reader.opened, Awaited::Idle));
    if has_none && had == Some(false) && list::selected(state).is_some_and(|row| row.has_text) {
        state.reader = None;
        preview_selected(state, out);
    }
}

/// The stored text of the chosen story, if there is one.
pub(super) fn previewed(state: &mut State, ticket: Ticket, opened: Option<Opened>) {
    let Some(reader) = state.reader.as_mut().filter(|r| r.preview && r.opened.awaits(ticket)) else { return };
    reader.opened = opened.map_or(Awaited::Idle, Awaited::Ready);
    find::mark(state);
}

/// Makes room for bookmarks or the year; the story that is open comes back with [`come_back`].
pub(super) fn step_aside(state: &mut State, out: &mut Vec<Effect>) {
    save_place(state, out);
    pictures::stop(state, out);
    let open = state.focus == Pane::Reader;
    state.behind = state.reader.take().filter(|reader| open && !reader.preview).map(Box::new);
    state.zen = false;
}

/// Shows the story again that was open before, if there was one, else the preview of the chosen one.
pub(super) fn come_back(state: &mut State, out: &mut Vec<Effect>) {
    save_place(state, out);
    state.reader = state.behind.take().map(|reader| *reader);
    if state.reader.is_none() {
        return preview_selected(state, out);
    }
    state.focus = Pane::Reader;
    go_on(state, out);
}

/// A story that was open before is open again: what was under way for it is asked for anew.
pub(super) fn go_on(state: &mut State, out: &mut Vec<Effect>) {
    let measure = Regions::measure(state);
    let ticket = state.tickets.draw();
    let Some(reader) = &mut state.reader else { return };
    // What was under way for it has been told to nobody.
    reader.setting = None;
    (reader.asked_again, reader.chosen) = (None, None);
    if reader.opened.is_waiting() {
        reader.opened = Awaited::Waiting(ticket);
        out.push(Effect::Open { ticket, target: reader.target.clone(), measure, fresh: false });
    }
    measure::set_anew(state, out);
    pictures::come_back(state, out);
}

/// Closes the open story; its place is kept.
pub(super) fn close(state: &mut State, out: &mut Vec<Effect>) {
    put_away(state, out);
    if state.screen == Screen::Days && !state.demo && state.sources.ready().is_some_and(Vec::is_empty) {
        state.screen = Screen::Card;
        state.focus = Pane::List;
    }
}

/// Closes the open story; the list has the keys that it had.
pub(super) fn close_into_list(state: &mut State, out: &mut Vec<Effect>) {
    close(state, out);
    if state.focus == Pane::Reader {
        state.focus = Pane::List;
    }
}

/// Leaves the story whose room something else takes.
pub(super) fn put_away(state: &mut State, out: &mut Vec<Effect>) {
    leave(state, out);
    state.reader = None;
    state.zen = false;
}

/// Saves the place in the open story. One that was read to its end begins at its beginning the next time.
pub(super) fn save_place(state: &mut State, out: &mut Vec<Effect>) {
    state.place_at = None;
    let Some(reader) = state.reader.as_ref().filter(|reader| !reader.preview) else { return };
    if let Some(opened) = reader.opened.ready() {
        let row = opened.headline.as_ref().and_then(|row| row.address.clone());
        let address = row.or_else(|| opened.article.address.clone());
        if let Some(address) = address {
            let place = if at_end(state) { Anchor::default() } else { opened.page.anchor_at(reader.top) };
            out.push(Effect::SavePlace(address, place));
        }
    }
}

/// Scrolls so many lines; answers whether the page moved.
pub(super) fn scroll(state: &mut State, lines: i32) -> bool {
    let last = last_top(state);
    let Some(reader) = &mut state.reader else { return false };
    let to = (reader.top as i64 + i64::from(lines)).clamp(0, last as i64) as usize;
    let moved = to != reader.top;
    reader.top = to;
    if moved || lines != 0 {
        reader.held = None;
    }
    if moved && !reader.preview {
        state.place_at = Some(state.since_start + PLACE_AFTER);
    }
    moved
}

/// Whether the last line is in sight.
pub(super) fn at_end(state: &State) -> bool {
    state.reader.as_ref().is_none_or(|reader| reader.top >= last_top(state))
}

/// The first line shown when the last one is at the bottom.
pub(super) fn last_top(state: &State) -> usize {
    let height = usize::from(Regions::of(state).reader.height.max(1));
    let lines = page(state).map_or(0, |page| page.lines.len());
    lines.saturating_sub(height)
}

fn page(state: &State) -> Option<&Page> {
    state.reader.as_ref()?.opened.ready().map(|opened| opened.page.as_ref())
}
