//! Following links: letters on those in sight, and the way back and forward through what was open.

use super::super::Hints;
use super::super::message::{Effect, Target};
use super::super::state::{Overlay, Pane, Screen, State};
use super::{find, list, pictures, reader, say};
use crate::keymap::{Key, KeyCode as Code, Modifiers, latin_at_its_place};
use crate::news::{Address, Text};

/// Puts letters on the links in sight.
pub(super) fn open(state: &mut State, browser: bool) {
    match Hints::of(state, browser) {
        Some(hints) => state.overlay = Some(Overlay::Hints(hints)),
        None if state.reader.as_ref().is_some_and(|reader| reader.opened.ready().is_none()) => {
            say(state, "The text is not here yet");
        }
        None => say(state, "No link is in sight"),
    }
}

/// Letters that stand on links go with them where the lines were set anew.
pub(super) fn relabel(state: &mut State) {
    let Some(Overlay::Hints(before)) = &state.overlay else { return };
    let (browser, typed) = (before.browser, before.typed.clone());
    state.overlay = Hints::of(state, browser).map(|hints| Overlay::Hints(Hints { typed, ..hints }));
}

/// Takes a key while the letters stand on the links.
pub(super) fn press(state: &mut State, mut hints: Hints, key: Key, out: &mut Vec<Effect>) {
    let ctrl = key.modifiers.contains(Modifiers::CTRL);
    match key.code {
        Code::Esc => return,
        Code::Char('c') if ctrl => return,
        Code::Backspace if hints.typed.pop().is_none() => return,
        Code::Char(letter) if !ctrl => {
            let letter = latin_at_its_place(letter).unwrap_or(letter).to_ascii_lowercase();
            hints.typed.push(letter);
            let left: Vec<_> = hints.left().collect();
            match left.as_slice() {
                [] => {
                    hints.typed.pop();
                }
                [one] if one.label == hints.typed => {
                    let address = one.address.clone();
                    return choose(state, address, hints.browser, out);
                }
                _ => {}
            }
        }
        _ => {}
    }
    state.overlay = Some(Overlay::Hints(hints));
}

/// A click on a link of the open story.
pub(super) fn pick(state: &mut State, link: usize, out: &mut Vec<Effect>) {
    let opened = state.reader.as_ref().and_then(|reader| reader.opened.ready());
    if let Some(address) = opened.and_then(|opened| opened.page.links.get(link)).cloned() {
        choose(state, address, false, out);
    }
}

fn choose(state: &mut State, address: Address, browser: bool, out: &mut Vec<Effect>) {
    if browser {
        say(state, &format!("In the browser: {address}"));
        return out.push(Effect::Browse(address));
    }
    let opened = state.reader.as_ref().and_then(|reader| reader.opened.ready());
    let here = opened.and_then(|opened| opened.article.address.as_ref());
    if here.is_some_and(|here| here.key() == address.key()) {
        return say(state, "This link leads to this page itself");
    }
    let title = Text::line(address.host());
    // Where the person typed an address, its own host and port are meant as well, wherever they are and from wherever it was
    // opened.
    let typed = match state.reader.as_ref().map(|reader| &reader.target) {
        Some(Target::Address(typed)) => typed.authority() == address.authority(),
        Some(Target::Link(kept)) if opened.is_some_and(|opened| opened.typed) => {
            kept.authority() == address.authority()
        }
        _ => false,
    };
    let target = if typed { Target::Address(address) } else { Target::Link(address) };
    reader::open(state, target, title, out);
}

/// Back or forward through the stories that were open, each at its place.
pub(super) fn go(state: &mut State, forward: bool, times: i32, out: &mut Vec<Effect>) {
    let mut gone = false;
    for _ in 0..times {
        let here = state.reader.take();
        let next = state.trail.step(forward, here.as_ref());
        state.reader = here;
        let Some(next) = next else { break };
        reader::save_place(state, out);
        pictures::stop(state, out);
        state.reader = Some(next);
        gone = true;
    }
    if !gone {
        let words =
            if forward { "Nothing was gone back from" } else { "Nothing was open before in the reader" };
        return say(state, words);
    }
    state.focus = Pane::Reader;
    if let (Screen::Days, Some(Target::Story(id))) =
        (state.screen, state.reader.as_ref().map(|reader| reader.target.clone()))
        && list::stories(state).contains(&id)
    {
        state.list.selected = Some(id);
        list::keep_visible(state);
    }
    reader::go_on(state, out);
    find::mark(state);
}
