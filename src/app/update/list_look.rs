//! The order of the list, and what of it is left out.

use super::super::message::Effect;
use super::super::state::{Overlay, State};
use super::super::{Action, Keyed, OrderChoice, acted};
use super::{list, reader, say, search};
use crate::keymap::Key;

/// Whether an action is about the look of the list; then it is done.
pub(super) fn act(state: &mut State, action: Action, out: &mut Vec<Effect>) -> bool {
    match action {
        Action::ListOrder => open(state),
        Action::HideRead => hide_read(state, out),
        _ => return false,
    }
    true
}

fn open(state: &mut State) {
    let at = state.order_choices().into_iter().position(|choice| state.is_ordered(choice));
    state.overlay = Some(Overlay::Order(at.unwrap_or(0)));
}

/// A letter of the menu; whether it is one.
pub(super) fn press_letter(state: &mut State, key: Key, out: &mut Vec<Effect>) -> bool {
    let letter = key.text();
    let choice = state.order_choices().into_iter().find(|choice| letter == Some(choice.letter()));
    if let Some(choice) = choice {
        state.overlay = None;
        choose(state, choice, out);
    }
    choice.is_some()
}

/// Does what is wanted of the menu.
pub(super) fn act_in_menu(state: &mut State, at: usize, action: Action, times: i32, out: &mut Vec<Effect>) {
    let choices = state.order_choices();
    match acted(action, times, at, choices.len()) {
        Some(Keyed::Chosen) => choices.get(at).into_iter().for_each(|choice| choose(state, *choice, out)),
        Some(Keyed::Closed) => {}
        Some(Keyed::At(at)) => state.overlay = Some(Overlay::Order(at)),
        None => state.overlay = Some(Overlay::Order(at)),
    }
}

/// Puts the list into an order of the menu, by its place there.
pub(super) fn choose_at(state: &mut State, at: usize, out: &mut Vec<Effect>) {
    if let Some(choice) = state.order_choices().get(at) {
        choose(state, *choice, out);
    }
}

fn choose(state: &mut State, choice: OrderChoice, out: &mut Vec<Effect>) {
    match choice {
        OrderChoice::Stories(order) => state.list_look.order = order,
        OrderChoice::Turned => state.list_look.reversed = !state.list_look.reversed,
        OrderChoice::Hits(order) => return search::set_order(state, order, out),
    }
    out.push(Effect::Remember("screen.order", state.list_look.written()));
    say(state, &format!("Stories stand {}", state.list_look.words()));
    list::lay_out(state);
    reader::preview_selected(state, out);
}

fn hide_read(state: &mut State, out: &mut Vec<Effect>) {
    let hides = !state.list_look.hides_read;
    state.list_look.hides_read = hides;
    out.push(Effect::Remember("screen.unread", u8::from(hides).to_string()));
    list::lay_out(state);
    reader::preview_selected(state, out);
    say(
        state,
        if hides { "What is read is left out of the list" } else { "The list shows what is read, too" },
    );
}
