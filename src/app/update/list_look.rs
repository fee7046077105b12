//! The order of the list, and what of it is left out.

use super::super::message::Effect;
use super::super::state::{Overlay, State};
use super::super::{Action, Keyed, OrderChoice, keyed};
use super::{list, reader, say, search};
use crate::keymap::{Key, KeyCode as Code, Modifiers};

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

/// A key in the menu.
pub(super) fn press(state: &mut State, at: usize, key: Key, out: &mut Vec<Effect>) {
    let choices = state.order_choices();
    let plain = !key.modifiers.contains(Modifiers::CTRL);
    let letter = |choice: &OrderChoice| plain && matches!(key.code, Code::Char(c) if c == choice.letter());
    let by_letter = choices.iter().copied().find(letter);
    match (by_letter, keyed(key, at, choices.len())) {
        (Some(choice), _) => choose(state, choice, out),
        (None, Keyed::Chosen) => choices.get(at).into_iter().for_each(|choice| choose(state, *choice, out)),
        (None, Keyed::Closed) => {}
        (None, Keyed::At(at)) => state.overlay = Some(Overlay::Order(at)),
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
