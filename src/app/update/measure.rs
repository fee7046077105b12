//! How wide the open story is set: another measure, another manner, and the place that is held meanwhile.

use std::sync::Arc;

use super::super::message::Effect;
use super::super::state::{Held, State};
use super::super::{Regions, Ticket};
use super::{find, links, pictures, reader};
use crate::typeset::{Line, Page, PlateRow};

/// The narrowest and widest measure the keys set, in columns.
const MEASURES: (i32, i32) = (20, 140);

/// Stays at the place the reader had before the screen changed, as far as there are lines.
pub(super) fn clamp(state: &mut State) {
    let last = reader::last_top(state);
    if let Some(reader) = &mut state.reader {
        let held = reader.held.as_ref().and_then(|held| Some(held.line_in(&reader.opened.ready()?.page)));
        reader.top = held.unwrap_or(reader.top).min(last);
    }
}

/// Holds the place at the top while the screen takes another size.
pub(super) fn hold(state: &mut State) {
    let Some(reader) = &mut state.reader else { return };
    if reader.held.is_none() && reader.top > 0 {
        reader.held = reader.opened.ready().map(|opened| Held {
            place: opened.page.anchor_at(reader.top),
            line: (reader.top, opened.page.measure),
        });
    }
}

/// Scrolls what is wider than the text sideways by half the measure: as far as what of it is in sight goes.
pub(super) fn sideways(state: &mut State, right: bool) {
    let height = usize::from(Regions::of(state).reader.height);
    let Some(reader) = &mut state.reader else { return };
    let lines = reader.opened.ready().map_or(&[][..], |opened| opened.page.lines.as_slice());
    let in_sight = lines.iter().skip(reader.top).take(height).filter(|line| line.wide);
    let Some(widest) = in_sight.map(|line| line.width).max() else {
        return super::say(state, "No table or code in sight is wider than the text");
    };
    let most = widest.saturating_sub(u32::from(reader.measure)).min(u32::from(u16::MAX)) as u16;
    let by = (reader.measure / 2).max(1);
    reader.sideways =
        if right { (reader.sideways + by).min(most) } else { reader.sideways.saturating_sub(by) };
}

/// Sets another measure.
pub(super) fn widen(state: &mut State, columns: i32, out: &mut Vec<Effect>) {
    hold(state);
    // From what is in force: a measure wider than the pane shows nothing.
    let before = Regions::measure(state);
    let wanted = (i32::from(before) + columns).clamp(MEASURES.0, MEASURES.1);
    state.measure = wanted as u16;
    let measure = Regions::measure(state);
    let says = if measure < state.measure {
        format!("{measure} columns: the pane has no more")
    } else if i32::from(measure) == MEASURES.0 {
        format!("{measure} columns, the narrowest")
    } else if i32::from(measure) == MEASURES.1 {
        format!("{measure} columns, the widest")
    } else {
        format!("{measure} columns, for all stories")
    };
    state.measure = measure.max(MEASURES.0 as u16);
    let value = format!("{} of {}", state.measure, state.measure_set);
    out.push(Effect::Remember("screen.measure", value));
    set_anew(state, out);
    super::say(state, &says);
}

/// Asks for a new setting of the open story in the same measure: it is set in another manner now.
pub(super) fn set_again(state: &mut State, out: &mut Vec<Effect>) {
    hold(state);
    let measure = Regions::measure(state);
    let ticket = state.tickets.draw();
    let Some(reader) = &mut state.reader else { return };
    let Some(opened) = reader.opened.ready() else { return };
    reader.setting = Some((ticket, measure));
    out.push(Effect::Set(ticket, Box::new(opened.clone()), measure));
}

/// Asks for a new setting of the open story if the measure has changed.
pub(super) fn set_anew(state: &mut State, out: &mut Vec<Effect>) {
    if Regions::of(state).too_small {
        return;
    }
    let (measure, rows) = (Regions::measure(state), pictures::rows(state));
    let ticket = state.tickets.draw();
    let Some(reader) = &mut state.reader else { return };
    let Some(opened) = reader.opened.ready_mut() else { return };
    let wanted = reader.setting.map_or(opened.page.measure.columns, |(_, columns)| columns);
    if wanted == measure {
        clamp(state);
        return pictures::fit(state, out);
    }
    opened.figures.resize(rows);
    reader.setting = Some((ticket, measure));
    out.push(Effect::Set(ticket, Box::new(opened.clone()), measure));
}

/// The open story in another measure; the words at the top stay at the top.
pub(super) fn set_arrived(state: &mut State, ticket: Ticket, page: Arc<Page>) {
    let Some(reader) = &mut state.reader else { return };
    let Some((_, measure)) = reader.setting.take_if(|(awaited, _)| *awaited == ticket) else { return };
    if let Some(opened) = reader.opened.ready_mut() {
        let place = opened.page.anchor_at(reader.top);
        let at_start = reader.top == 0 && reader.held.is_none();
        let in_picture = opened.page.lines.get(reader.top).and_then(|line| line.plate);
        opened.page = page;
        // A row of a picture has no words to be found by.
        let same = |row: PlateRow| {
            let is_it =
                |line: &Line| line.plate.is_some_and(|own| (own.figure, own.row) == (row.figure, row.row));
            opened.page.lines.iter().position(is_it)
        };
        let top = in_picture.and_then(same);
        reader.top = if at_start { 0 } else { top.unwrap_or_else(|| opened.page.line_of(&place)) };
        reader.measure = measure;
        reader.sideways = 0;
    }
    find::mark(state);
    clamp(state);
    links::relabel(state);
}
