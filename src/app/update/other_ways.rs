//! Choosing what of a story is opened: as another source tells it, in the browser, a copy from an archive.

use std::time::Duration;

use super::super::message::{Effect, Target};
use super::super::state::{Overlay, State};
use super::super::{Action, Keyed, OtherWay, OtherWays, Ticket, acted};
use super::{keeping, keys, reader, say};
use crate::keymap::Key;
use crate::news::{Attached, Headline};

/// Keys are held so long for a list that is on its way: letters that were typed in one go with its key.
const HOLDS: Duration = Duration::from_millis(250);

/// Asks for what the list will hold.
pub(super) fn open(state: &mut State, out: &mut Vec<Effect>) {
    let Some(chosen) = keeping::chosen(state) else { return say(state, "Nothing is chosen") };
    let ticket = state.tickets.draw();
    state.telling = Some(ticket);
    state.typed_ahead = (Vec::new(), state.since_start + HOLDS);
    out.push(Effect::LoadCopies(ticket, chosen.target));
}

/// Takes a key that is meant for the list which is on its way.
pub(super) fn hold(state: &mut State, key: Key) -> bool {
    let waits = state.telling.is_some() && state.overlay.is_none() && state.since_start < state.typed_ahead.1;
    let is_letter = waits && key.text().is_some();
    if is_letter {
        state.typed_ahead.0.push(key);
    }
    is_letter
}

/// The list is here: then what was typed for it counts.
pub(super) fn told(
    state: &mut State,
    ticket: Ticket,
    copies: Vec<Headline>,
    attached: &Attached,
    out: &mut Vec<Effect>,
) {
    if state.telling != Some(ticket) {
        return;
    }
    show_told(state, ticket, copies, attached);
    let (held, until) = std::mem::take(&mut state.typed_ahead);
    // They were meant for this list alone, and for one that comes at once.
    for key in held {
        if !matches!(state.overlay, Some(Overlay::OtherWays(_))) || state.since_start > until {
            return;
        }
        keys::press(state, key, out);
    }
}

/// The story as all its sources tell it, and what they attach to it. It was asked for with what is still chosen, or not
/// asked for any more.
fn show_told(state: &mut State, ticket: Ticket, mut copies: Vec<Headline>, attached: &Attached) {
    if state.telling.take_if(|asked| *asked == ticket).is_none() || state.overlay.is_some() {
        return;
    }
    let Some(chosen) = keeping::chosen(state) else { return };
    if copies.len() == 1 {
        copies.clear();
    }
    let open = state.reader.as_ref().filter(|reader| reader.target == chosen.target);
    let picture = open.and_then(|reader| keeping::picture(&reader.opened.ready()?.article));
    show(state, OtherWays::new(copies, chosen.address.as_ref(), attached, picture.as_ref()));
}

fn show(state: &mut State, mut ways: OtherWays) {
    if ways.rows.is_empty() {
        return say(state, "This story has no address");
    }
    // Whose text is open is known already: the next source's is what is wanted.
    let open = state.reader.as_ref().filter(|reader| !reader.preview).map(|reader| reader.target.clone());
    let here = |way: &OtherWay| matches!(way, OtherWay::Told(story) if open == Some(Target::Story(story.id)));
    if let Some(at) = ways.rows.iter().position(here) {
        let told = ways.rows.iter().filter(|way| matches!(way, OtherWay::Told(_))).count();
        ways.selected = (at + 1) % told.max(1);
    }
    state.overlay = Some(Overlay::OtherWays(ways));
}

/// Does what is wanted of the list.
pub(super) fn act(state: &mut State, mut ways: OtherWays, action: Action, times: i32, out: &mut Vec<Effect>) {
    let acted = acted(action, times, ways.selected, ways.rows.len());
    match acted.unwrap_or(Keyed::At(ways.selected)) {
        Keyed::Closed => {}
        Keyed::At(at) => {
            ways.selected = at;
            state.overlay = Some(Overlay::OtherWays(ways));
        }
        Keyed::Chosen => match ways.rows.get(ways.selected) {
            Some(OtherWay::Told(story)) => {
                let copies = ways.rows.iter().filter_map(|way| match way {
                    OtherWay::Told(story) => Some(story.id),
                    OtherWay::Browser(..) => None,
                });
                let (unread, copies) = (story.unread, copies.collect());
                reader::open(state, Target::Story(story.id), story.title.clone(), out);
                if unread {
                    reader::read_when_shown(state, copies, out);
                }
            }
            Some(OtherWay::Browser(_, address)) => {
                say(state, &format!("In the browser: {address}"));
                out.push(Effect::Browse(address.clone()));
            }
            None => {}
        },
    }
}

/// A letter of the list; whether it is one.
pub(super) fn press_letter(state: &mut State, key: Key, out: &mut Vec<Effect>) -> bool {
    let Some(Overlay::OtherWays(ways)) = &state.overlay else { return false };
    let letter = key.text();
    let at = (0..ways.rows.len()).find(|at| letter.is_some() && ways.letter(*at) == letter);
    if let Some(at) = at {
        let ways = OtherWays { selected: at, ..ways.clone() };
        state.overlay = None;
        act(state, ways, Action::Open, 1, out);
    }
    at.is_some()
}
