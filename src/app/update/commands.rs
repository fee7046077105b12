//! The command line and the palette: typing, choosing, doing.

use super::super::habits::of_name;
use super::super::message::Effect;
use super::super::palette::offers;
use super::super::state::{Input, Overlay, State};
use super::super::{
    Arguments, Asked, LineKind, Palette, Spoken, arguments, keys_of, meant, named, named_behind_colon,
    named_with_words, offered,
};
use super::worded::nowhere;
use super::{say, to_row, worded};
use crate::keymap::{Key, KeyCode as Code, Modifiers};

/// Opens one of them.
pub(super) fn open(state: &mut State, asked: Asked, out: &mut Vec<Effect>) {
    state.overlay = Some(Overlay::Palette(Palette::new(asked)));
    if asked == Asked::Line {
        // What can stand behind a name is completed from these.
        out.extend([Effect::NameThemes, Effect::LoadTags]);
    }
}

/// Takes a key.
pub(super) fn press(state: &mut State, mut palette: Palette, key: Key, out: &mut Vec<Effect>) {
    let ctrl = |c: char| key.code == Code::Char(c) && key.modifiers.contains(Modifiers::CTRL);
    let last = offered(state, &palette).len().saturating_sub(1);
    match key.code {
        _ if palette.input.is_left_by(key) => return,
        Code::Enter => {
            if palette.asked == Asked::Line {
                state.history.submitted(LineKind::Command, &palette.input.text);
            }
            return enter(state, palette, out);
        }
        Code::Up | Code::Down if recall(state, &mut palette, key.code == Code::Up) => {}
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

/// A click on an offer: it is chosen; a second one does it.
pub(super) fn pick(state: &mut State, mut palette: Palette, row: usize, out: &mut Vec<Effect>) {
    if palette.selected == row {
        return press(state, palette, Key::plain(Code::Enter), out);
    }
    if row < offered(state, &palette).len() {
        palette.selected = row;
    }
    state.overlay = Some(Overlay::Palette(palette));
}

/// The chosen offer is one that there is.
pub(super) fn stay_among_offers(state: &mut State) {
    let Some(Overlay::Palette(palette)) = &state.overlay else { return };
    let last = offered(state, palette).len().saturating_sub(1);
    if let Some(Overlay::Palette(palette)) = &mut state.overlay {
        palette.selected = palette.selected.min(last);
    }
}

/// A command typed before stands in the line again, unless an offer below it was gone to; whether there was one.
fn recall(state: &mut State, palette: &mut Palette, older: bool) -> bool {
    if palette.asked != Asked::Line || palette.selected > 0 {
        return false;
    }
    let Some(before) = state.history.step(LineKind::Command, &palette.input.text, older) else {
        return false;
    };
    palette.input = Input::new(before);
    palette.fault = None;
    true
}

/// A paste goes into the line.
pub(super) fn paste(palette: &mut Palette, text: &str) {
    palette.input.insert(text);
    palette.selected = 0;
    palette.fault = None;
}

/// Tab: the name, or what stands behind it, as far as the offers agree; an offer that was gone to, whole.
fn complete(state: &State, palette: &mut Palette) {
    let Spoken { count, name, words } = palette.spoken();
    let count = count.map(|count| format!("{count} ")).unwrap_or_default();
    let offers: Vec<String> = offered(state, palette).into_iter().map(|offer| offer.name).collect();
    let line = match (words, palette.arguments(state)) {
        (Some(words), Some(Arguments::One(_))) => {
            agreed(&offers, words, palette.selected).map(|whole| format!("{name} {whole}"))
        }
        (Some(words), Some(Arguments::Free(_, from))) => {
            let (before, begun) = words.split_at_checked(from).unwrap_or((words, ""));
            let tag = offers.get(palette.selected).filter(|_| !begun.is_empty() || palette.selected > 0);
            tag.map(|tag| format!("{name} {before}{tag} "))
        }
        (Some(_), None) => None,
        (None, _) => agreed(&offers, name, palette.selected).map(|whole| {
            // Where there is a list of what may follow, it follows.
            let row = named(&whole).filter(|_| offers.len() == 1 || palette.selected > 0);
            let follows = row.is_some_and(|row| arguments(state, row.action, "").is_some());
            format!("{whole}{}", if follows { " " } else { "" })
        }),
    };
    if let Some(line) = line {
        palette.input = Input::new(format!("{count}{line}"));
        palette.selected = 0;
        palette.fault = None;
    }
}

/// What all offers that go on like it begin with; where one was gone to, that one.
fn agreed(offers: &[String], typed: &str, selected: usize) -> Option<String> {
    let go_on: Vec<&String> = offers.iter().filter(|name| name.starts_with(typed)).collect();
    let Some(first) = go_on.first().filter(|_| selected == 0) else { return offers.get(selected).cloned() };
    let agreed = go_on.iter().fold(first.as_str(), |agreed, name| {
        let same = agreed.chars().zip(name.chars()).take_while(|(a, b)| a == b);
        agreed.get(..same.map(|(a, _)| a.len_utf8()).sum()).unwrap_or_default()
    });
    (agreed.len() > typed.len() || go_on.len() < 2).then(|| agreed.to_owned())
}

/// Enter: does the action of that name with the words behind it, or the chosen one.
fn enter(state: &mut State, mut palette: Palette, out: &mut Vec<Effect>) {
    let Spoken { count, name, words } = palette.spoken();
    // What hands type out of habit is not taken for the beginning of something else.
    let is_typed =
        palette.asked == Asked::Line && palette.selected == 0 && named_behind_colon(name).is_none();
    if let Some(says) = of_name(name).filter(|_| is_typed) {
        return say(state, says);
    }
    let done = match (words, count) {
        (None, None) if name.is_empty() && palette.asked == Asked::Line => return,
        (None, Some(row)) if name.is_empty() => to_row(state, row as usize, out),
        (Some(typed), _) => named_with_words(name, typed)
            .or_else(|| named_behind_colon(name))
            .map_or_else(|| meant(name), Ok)
            .and_then(|row| worded(state, row, count, &taken(state, &palette, typed), out)),
        (None, _) => do_chosen(state, &palette, out),
    };
    if let Err(fault) = done {
        palette.fault = Some(fault);
        state.overlay = Some(Overlay::Palette(palette));
    }
}

/// The words behind the name: where they are to be one of a list and are none yet, the chosen one.
fn taken(state: &State, palette: &Palette, typed: &str) -> String {
    let Some(Arguments::One(names)) = palette.arguments(state) else { return typed.to_owned() };
    let is_whole =
        palette.selected == 0 && (typed.is_empty() || names.iter().any(|name| name == typed.trim()));
    let chosen = names.get(palette.selected).filter(|_| !is_whole);
    chosen.map_or_else(|| typed.to_owned(), String::clone)
}

/// Does the action that is called what is typed, or the chosen offer.
fn do_chosen(state: &mut State, palette: &Palette, out: &mut Vec<Effect>) -> Result<(), String> {
    let Spoken { count, name, .. } = palette.spoken();
    let here = state.context();
    let called = named_behind_colon(name).filter(|_| palette.asked == Asked::Line);
    let row = called.or_else(|| offers(state, palette).get(palette.selected).copied());
    let Some(row) = row else { return Err(unknown(state, name)) };
    worded(state, row, count, "", out)?;
    if palette.asked == Asked::Palette {
        state.history.submitted(LineKind::Offer, row.name);
    }
    if state.status.is_none() && state.overlay.is_none() && palette.asked == Asked::Palette {
        let keys = keys_of(state, row.action, Some(here));
        if !keys.is_empty() {
            say(state, &format!("{keys} does this too: {}", row.summary));
        }
    }
    Ok(())
}

/// Why a name cannot be done here.
fn unknown(state: &State, name: &str) -> String {
    match meant(name) {
        Ok(row) => nowhere(state, row),
        Err(wrong) => wrong,
    }
}
