//! Pointing at a block of the open story: what is said of it becomes a rule for its source. And why the text
//! is as it is.

use super::super::message::{Effect, Opened};
use super::super::state::{Overlay, Pane, State, WhyView};
use super::super::{Action, Awaited, Regions, Ticket};
use super::{find, measure, pictures, reader, say, say_fault};
use crate::extract::Wish;
use crate::news::{Fault, Slug, Text, Why};

/// Begins to point, at the first block that is whole on the screen, or ends it.
pub(super) fn toggle(state: &mut State) {
    let height = usize::from(Regions::of(state).reader.height.max(1));
    let Some(reader) = &mut state.reader else { return };
    if reader.pointed.take().is_some() {
        return;
    }
    let lines = reader.opened.ready().map_or(&[][..], |opened| opened.page.lines.as_slice());
    let here = lines.iter().skip(reader.top).take(height);
    reader.pointed =
        here.clone().find_map(|line| line.block).or_else(|| lines.iter().find_map(|line| line.block));
    let words = match reader.pointed {
        Some(_) => {
            "⟨down⟩ and ⟨up⟩ choose a block · ⟨never-show⟩ no part of the text · ⟨starts-here⟩ the text starts here"
        }
        None => "There is no text to point at",
    };
    say(state, words);
}

/// Whether a block of the story that has the keys is pointed at.
pub(super) fn is_on(state: &State) -> bool {
    state.focus == Pane::Reader && state.reader.as_ref().is_some_and(|reader| reader.pointed.is_some())
}

/// Ends pointing; whether there was something to end.
pub(super) fn end(state: &mut State) -> bool {
    state.reader.as_mut().is_some_and(|reader| reader.pointed.take().is_some())
}

/// Points so many blocks on; whether a block is pointed at.
pub(super) fn step(state: &mut State, by: i32) -> bool {
    let height = usize::from(Regions::of(state).reader.height.max(1));
    let last_top = reader::last_top(state);
    let Some(reader) = &mut state.reader else { return false };
    let Some(pointed) = reader.pointed else { return false };
    let lines = reader.opened.ready().map_or(&[][..], |opened| opened.page.lines.as_slice());
    // In the order of the page: footnotes stand last.
    let mut blocks: Vec<u32> = Vec::new();
    for block in lines.iter().filter_map(|line| line.block) {
        if blocks.last() != Some(&block) {
            blocks.push(block);
        }
    }
    let at = blocks.iter().position(|block| *block == pointed).unwrap_or(0) as i64;
    let to = (at + i64::from(by)).clamp(0, blocks.len().saturating_sub(1) as i64) as usize;
    let Some(block) = blocks.get(to).copied() else { return true };
    reader.pointed = Some(block);
    let first = lines.iter().position(|line| line.block == Some(block)).unwrap_or(0);
    let last = lines.iter().rposition(|line| line.block == Some(block)).unwrap_or(first);
    if first < reader.top || last - first >= height {
        reader.top = first.min(last_top);
    } else if last >= reader.top + height {
        reader.top = (last + 1 - height).min(last_top);
    }
    true
}

/// Says something of the block that is pointed at.
pub(super) fn teach(state: &mut State, wish: Wish, out: &mut Vec<Effect>) {
    let measure = Regions::measure(state);
    let ticket = state.tickets.draw();
    let demo = state.demo;
    let Some(reader) = &mut state.reader else { return };
    let block = reader.pointed.and_then(|at| {
        reader.opened.ready().and_then(|opened| opened.article.document.blocks.get(at as usize).cloned())
    });
    let Some(block) = block else {
        return say(state, "Point at a block first: ⟨point-at⟩, then ⟨down⟩ and ⟨up⟩");
    };
    if demo {
        return say(state, "The demo leaves no trace: its sources stay as they are");
    }
    reader.teaching = Some(ticket);
    let target = reader.target.clone();
    out.push(Effect::Teach { ticket, target, block: Box::new(block), wish, measure });
    say(state, "Looking for a rule that fits …");
}

/// A rule was made, or could not be.
pub(super) fn taught(
    state: &mut State,
    ticket: Ticket,
    taught: Result<(Opened, Text, Slug), Fault>,
    out: &mut Vec<Effect>,
) {
    let Some(reader) = &mut state.reader else { return };
    if reader.teaching.take_if(|asked| *asked == ticket).is_none() {
        return;
    }
    let (opened, rule, slug) = match taught {
        Ok(taught) => taught,
        Err(fault) => return say_fault(state, &fault),
    };
    reader.taught = true;
    let place = reader.opened.ready().map(|before| before.page.anchor_at(reader.top));
    reader.top = place.filter(|_| reader.top > 0).map_or(0, |place| opened.page.line_of(&place));
    reader::take_text(reader, opened);
    // The next story was made ready without the rule.
    state.ahead = None;
    let last = reader::last_top(state);
    if let Some(reader) = &mut state.reader {
        reader.top = reader.top.min(last);
    }
    find::mark(state);
    measure::set_anew(state, out);
    pictures::ask(state, out);
    out.push(Effect::LoadSources);
    let name = state.called(&slug);
    say(state, &format!("A rule for {name}: {rule} · ⟨undo⟩ takes it back, ⟨why-this-text⟩ shows all"));
}

/// Asks why the text is as it is.
pub(super) fn ask_why(state: &mut State, out: &mut Vec<Effect>) {
    let ticket = state.tickets.draw();
    let Some(reader) = &state.reader else { return };
    out.push(Effect::AskWhy(ticket, reader.target.clone()));
    state.overlay = Some(Overlay::Why(WhyView { why: Awaited::Waiting(ticket), top: 0 }));
}

/// It is known.
pub(super) fn why_arrived(state: &mut State, ticket: Ticket, why: Result<Why, Fault>) {
    if let Some(Overlay::Why(view)) = &mut state.overlay
        && view.why.awaits(ticket)
    {
        view.why = why.map_or_else(Awaited::Failed, Awaited::Ready);
    }
}

/// Does what is wanted of the view of why.
pub(super) fn act_in_why(state: &mut State, mut view: WhyView, action: Action, times: i32) {
    let page = usize::from(Regions::of(state).reader.height).saturating_sub(1).max(1);
    let narrow = state.size.0 < super::super::WHY_COLUMNS;
    let lines = view.why.ready().map_or(0, |why| super::super::why_lines(why, narrow).len());
    // Where lines are broken, how many rows they take is not known here: the last may stand at the top.
    let shown = if narrow { 1 } else { page };
    let times = times.unsigned_abs() as usize;
    let to = match action {
        Action::Back | Action::Cancel | Action::Interrupt | Action::Open => return,
        Action::HalfDown => view.top + page / 2 * times,
        Action::HalfUp => view.top.saturating_sub(page / 2 * times),
        Action::Down | Action::NextPane => view.top + times,
        Action::Up | Action::PreviousPane => view.top.saturating_sub(times),
        Action::ReadOn | Action::PageDown => view.top + page * times,
        Action::ReadBack | Action::PageUp => view.top.saturating_sub(page * times),
        Action::Top => 0,
        Action::Bottom => usize::MAX,
        _ => view.top,
    };
    view.top = to.min(lines.saturating_sub(shown));
    state.overlay = Some(Overlay::Why(view));
}
