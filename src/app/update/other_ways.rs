//! Choosing what of a story is opened: as another source tells it, in the browser, a copy from an archive.

use super::super::message::{Effect, Target};
use super::super::state::{Overlay, State};
use super::super::{Action, Keyed, OtherWay, OtherWays, Ticket, acted};
use super::{keeping, reader, say};
use crate::news::Headline;

/// Opens the list; where other sources have the story, once they are known.
pub(super) fn open(state: &mut State, out: &mut Vec<Effect>) {
    let Some(chosen) = keeping::chosen(state) else { return say(state, "Nothing is chosen") };
    if let Target::Story(story) = chosen.target {
        let ticket = state.tickets.draw();
        state.telling = Some(ticket);
        return out.push(Effect::LoadCopies(ticket, story));
    }
    show(state, OtherWays::new(Vec::new(), chosen.address.as_ref()));
}

/// The story as all its sources tell it. It was asked for with what is still chosen, or not asked for any more.
pub(super) fn told(state: &mut State, ticket: Ticket, mut copies: Vec<Headline>) {
    if state.telling.take_if(|asked| *asked == ticket).is_none() || state.overlay.is_some() {
        return;
    }
    let address = keeping::chosen(state).and_then(|chosen| chosen.address);
    if copies.len() == 1 {
        copies.clear();
    }
    show(state, OtherWays::new(copies, address.as_ref()));
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
                    OtherWay::Browser(_) | OtherWay::Archived(_) => None,
                });
                let (unread, copies) = (story.unread, copies.collect());
                reader::open(state, Target::Story(story.id), story.title.clone(), out);
                if unread {
                    keeping::mark_opened(state, copies, out);
                }
            }
            Some(OtherWay::Browser(address) | OtherWay::Archived(address)) => {
                say(state, &format!("In the browser: {address}"));
                out.push(Effect::Browse(address.clone()));
            }
            None => {}
        },
    }
}
