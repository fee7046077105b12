//! The command line and the palette: typing, choosing, doing.

use super::super::message::Effect;
use super::super::state::{Input, Overlay, State};
use super::super::{ACTIONS, Action, Asked, Palette, offers};
use super::{act, say};
use crate::keymap::{Key, KeyCode as Code, Modifiers};

/// Opens one of them.
pub(super) fn open(state: &mut State, asked: Asked) {
    state.overlay = Some(Overlay::Palette(Palette::new(asked)));
}

/// Takes a key.
pub(super) fn press(state: &mut State, mut palette: Palette, key: Key, out: &mut Vec<Effect>) {
    let ctrl = |c: char| key.code == Code::Char(c) && key.modifiers.contains(Modifiers::CTRL);
    let last = offers(state, &palette).len().saturating_sub(1);
    match key.code {
        Code::Esc => return,
        Code::Backspace if palette.input.text.is_empty() => return,
        _ if ctrl('c') => return,
        Code::Enter => return enter(state, palette, out),
        Code::Tab if palette.asked == Asked::Line && !key.modifiers.contains(Modifiers::SHIFT) => {
            complete(state, &mut palette);
        }
        Code::Down | Code::Tab if !key.modifiers.contains(Modifiers::SHIFT) => {
            palette.selected = (palette.selected + 1).min(last);
        }
        _ if ctrl('n') || ctrl('j') => palette.selected = (palette.selected + 1).min(last),
        Code::Up | Code::Tab => palette.selected = palette.selected.saturating_sub(1),
        _ if ctrl('p') => palette.selected = palette.selected.saturating_sub(1),
        _ => {
            if palette.input.press(key) {
                palette.selected = 0;
                palette.fault = None;
            }
        }
    }
    state.overlay = Some(Overlay::Palette(palette));
}

/// A paste goes into the line.
pub(super) fn paste(palette: &mut Palette, text: &str) {
    palette.input.insert(text);
    palette.selected = 0;
    palette.fault = None;
}

/// Tab: the name as far as the offers agree, then whole names, one after the other.
fn complete(state: &State, palette: &mut Palette) {
    let (count, typed) = palette.count_and_name();
    let offers = offers(state, palette);
    let names: Vec<&str> = offers.iter().map(|row| row.name).filter(|name| name.starts_with(typed)).collect();
    let Some(first) = names.first().or(offers.first().map(|row| &row.name).as_ref().copied()) else { return };
    let agreed = names.iter().fold(*first, |agreed, name| {
        let same = agreed.bytes().zip(name.bytes()).take_while(|(a, b)| a == b).count();
        agreed.get(..same).unwrap_or_default()
    });
    let name = if agreed.len() > typed.len() || names.len() < 2 { agreed } else { typed };
    let count = count.map(|count| format!("{count} ")).unwrap_or_default();
    palette.input = Input::new(format!("{count}{name}"));
    palette.fault = None;
}

/// Enter: does the action of that name, or the chosen one.
fn enter(state: &mut State, mut palette: Palette, out: &mut Vec<Effect>) {
    let (count, typed) = palette.count_and_name();
    if typed.is_empty() && palette.asked == Asked::Line {
        return;
    }
    let offers = offers(state, &palette);
    let named = ACTIONS.iter().find(|row| palette.asked == Asked::Line && row.name == typed);
    let short = SHORT.iter().find(|(name, _)| palette.asked == Asked::Line && *name == typed);
    let here = state.context();
    let chosen = match (
        named.map(|row| row.action).or(short.map(|(_, action)| *action)),
        offers.get(palette.selected),
    ) {
        (Some(action), _) => Ok(action),
        (None, Some(row)) => Ok(row.action),
        (None, None) => Err(format!("nothing is called `{typed}` here")),
    };
    let chosen = chosen.and_then(|action| match action.row() {
        Some(row) if !row.contexts.contains(&here) => {
            let places: Vec<&str> = row.contexts.iter().map(|place| place.name()).collect();
            Err(format!(
                "`{}` does nothing in the {}; it acts in: {}",
                row.name,
                here.name(),
                places.join(", ")
            ))
        }
        _ => Ok(action),
    });
    match chosen {
        Ok(action) => {
            act(state, action, count, out);
            if state.status.is_none() && state.overlay.is_none() && palette.asked == Asked::Palette {
                let keys = super::super::keys_of(state, action, Some(here));
                if let (Some(row), false) = (action.row(), keys.is_empty()) {
                    say(state, &format!("{keys} does this too: {}", row.summary));
                }
            }
        }
        Err(fault) => {
            palette.fault = Some(fault);
            state.overlay = Some(Overlay::Palette(palette));
        }
    }
}

/// What hands type after a colon without thinking.
const SHORT: [(&str, Action); 4] =
    [("q", Action::Quit), ("qa", Action::Quit), ("h", Action::Help), ("wq", Action::Quit)];
