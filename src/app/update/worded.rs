//! An action with words behind its name: the words answer at once what it would ask for. The command line and plain
//! mode come here with what they have read.

use super::super::arguments::{choices, chosen};
use super::super::message::Effect;
use super::super::spoken::{takes_count, takes_no_words, takes_row};
use super::super::state::{Overlay, Pane, Screen, State};
use super::super::{Action, ActionRow, Card, Context};
use super::{act, adding, commands, keys, list, list_look, look, panes};
use crate::keymap::{Key, KeyCode};
use crate::news::Address;

/// Does an action with what stands before and behind its name. What is wrong with that, in a sentence.
pub fn worded(
    state: &mut State,
    row: &ActionRow,
    count: Option<u32>,
    words: &str,
    out: &mut Vec<Effect>,
) -> Result<(), String> {
    let words = words.trim();
    // What is called by its name is found wherever one is.
    if words.is_empty() || choices(state, row.action).is_none() {
        stand(state, row, out)?;
    }
    match words.parse::<usize>() {
        _ if words.is_empty() => act(state, row.action, count, out),
        Ok(number) if takes_row(row) => {
            to_row(state, number, out)?;
            act(state, row.action, count, out);
        }
        Ok(number) if takes_count(row) => act(state, row.action, u32::try_from(number).ok(), out),
        _ => return fill(state, row, words, out),
    }
    Ok(())
}

/// Goes to where an action does something: who types its name need not know which pane has the keys.
fn stand(state: &mut State, row: &ActionRow, out: &mut Vec<Effect>) -> Result<(), String> {
    let aside = matches!(state.context(), Context::Calendar | Context::Sources);
    if aside && !row.contexts.contains(&state.context()) && row.contexts.contains(&Context::List) {
        act(state, Action::GoList, None, out);
    }
    if row.contexts.contains(&state.context()) {
        return Ok(());
    }
    Err(nowhere(state, row))
}

/// That an action does nothing here, and where it does.
pub(super) fn nowhere(state: &State, row: &ActionRow) -> String {
    let places: Vec<&str> = row.contexts.iter().map(|place| place.name()).collect();
    format!("{} does nothing in the {}; it acts in: {}.", row.name, state.context().name(), places.join(", "))
}

/// Chooses the row with a number, counted from one. Out of an open story it is its list that is meant.
pub fn to_row(state: &mut State, number: usize, out: &mut Vec<Effect>) -> Result<(), String> {
    let rows = match (state.focus, state.screen) {
        (Pane::Sources, _) => 1 + state.all_sources().len() + state.saved.len(),
        (_, Screen::Card) => Card::ANSWERS.len(),
        (_, Screen::Bookmarks) => state.bookmarks.rows.ready().map_or(0, Vec::len),
        (_, Screen::Days) => list::stories(state).len(),
        (_, Screen::Year) => 0,
    };
    if rows == 0 {
        return Err("There is nothing with a number here.".to_owned());
    }
    let count = u32::try_from(number).ok().filter(|_| (1..=rows).contains(&number));
    let Some(count) = count else { return Err(format!("The numbers go from 1 to {rows}.")) };
    match state.focus {
        Pane::Reader => act(state, Action::Back, None, out),
        Pane::Calendar => act(state, Action::GoList, None, out),
        Pane::Sources | Pane::List => {}
    }
    act(state, Action::Bottom, Some(count), out);
    Ok(())
}

/// Does an action and answers with the words behind its name what it asks for.
fn fill(state: &mut State, row: &ActionRow, words: &str, out: &mut Vec<Effect>) -> Result<(), String> {
    if row.action == Action::Open {
        let address = Address::typed(words).map_err(|_| {
            format!("`{words}` is no address of a page: give one of http or https, or the number of a row.")
        })?;
        adding::read(state, address, Address::other_way(words), out);
        return Ok(());
    }
    if let Some(names) = choices(state, row.action) {
        // What acts when it is written alone is no way to look.
        let shows = if row.action == Action::DropSearch { "go-sources" } else { row.name };
        let at = chosen(&names, words, shows)?;
        match row.action {
            Action::GoSources => {
                act(state, Action::GoSources, None, out);
                panes::choose_source(state, at as i64, out);
                panes::open(state, out);
            }
            Action::DropSearch => {
                out.extend(state.saved.get(at).map(|kept| Effect::DropSearch(kept.name.clone())));
            }
            Action::ListOrder => list_look::choose_at(state, at, out),
            _ => look::take(state, names.get(at).map_or(words, String::as_str), out),
        }
        return Ok(());
    }
    if takes_no_words(row) {
        return Err(no_words(row));
    }
    act(state, row.action, None, out);
    match &mut state.overlay {
        Some(Overlay::Help(view)) => words.clone_into(&mut view.query.text),
        Some(Overlay::Palette(palette)) => commands::paste(palette, words),
        // Letters choose a link; what a rule would hide is looked at before it is made.
        Some(Overlay::Hints(_) | Overlay::Mute(_)) => {
            for letter in words.chars() {
                if !matches!(state.overlay, Some(Overlay::Hints(_) | Overlay::Mute(_))) {
                    break;
                }
                keys::press(state, Key::plain(KeyCode::Char(letter)), out);
            }
        }
        Some(overlay) if overlay.context().is_none() => put(state, words, out),
        Some(_) => return in_panel(state, row, words, out),
        None if state.status.is_none() => return Err(no_words(row)),
        None => {}
    }
    Ok(())
}

/// That an action takes no words, and what it takes.
fn no_words(row: &ActionRow) -> String {
    if takes_row(row) {
        return format!("{} takes no words: write it alone, or with the number of a row.", row.name);
    }
    if takes_count(row) {
        return format!("{} takes no words: write it alone, or with a number.", row.name);
    }
    format!("{} takes no words: write it alone.", row.name)
}

/// The number of a row of the panel that has been opened; what opens or picks by Enter is done.
fn in_panel(state: &mut State, row: &ActionRow, words: &str, out: &mut Vec<Effect>) -> Result<(), String> {
    let takes_rows = |overlay: &&Overlay| !matches!(overlay, Overlay::Palette(_) | Overlay::Add(_));
    let at =
        |state: &State| state.overlay.as_ref().filter(takes_rows).and_then(|overlay| overlay.chosen(state));
    let number = words.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let (Some(number), Some(here)) = (number, at(state)) else {
        state.overlay = None;
        return Err(no_words(row));
    };
    let way = if number < here { Action::Up } else { Action::Down };
    if number != here {
        act(state, way, u32::try_from(number.abs_diff(here)).ok(), out);
    }
    match &state.overlay {
        _ if at(state) != Some(number) => return Err(format!("There is no row {words}.")),
        Some(Overlay::OtherWays(_)) => act(state, Action::Open, None, out),
        Some(Overlay::Starters(_)) => act(state, Action::Pick, None, out),
        _ => {}
    }
    Ok(())
}

/// Puts words in place of what is typed in the line that is open, and takes them.
pub fn put(state: &mut State, words: &str, out: &mut Vec<Effect>) {
    clear(state, out);
    adding::paste(state, words, out);
    keys::press(state, Key::plain(KeyCode::Enter), out);
}

/// Takes away what is typed in the line that is open.
pub fn clear(state: &mut State, out: &mut Vec<Effect>) {
    for letter in ['e', 'u'] {
        keys::press(state, Key::ctrl(letter), out);
    }
}
