//! Giving the story to a command the user types.

use super::super::LineKind;
use super::super::message::Effect;
use super::super::state::{Input, Overlay, State};
use super::say;
use crate::keymap::{Key, KeyCode as Code, Modifiers};

/// Opens the line, where there is a text to give.
pub(super) fn open(state: &mut State) {
    if state.reader.as_ref().is_some_and(|reader| reader.opened.ready().is_some()) {
        state.overlay = Some(Overlay::Pipe(Input::default()));
    } else {
        say(state, "Open a story first: its text goes to the command");
    }
}

/// Takes a key.
pub(super) fn press(state: &mut State, mut input: Input, key: Key, out: &mut Vec<Effect>) {
    let ctrl = |c: char| key.code == Code::Char(c) && key.modifiers.contains(Modifiers::CTRL);
    match key.code {
        _ if input.is_left_by(key) => return,
        Code::Enter => return run(state, input.text.trim(), out),
        Code::Up => recall(state, &mut input, true),
        Code::Down => recall(state, &mut input, false),
        _ if ctrl('p') => recall(state, &mut input, true),
        _ if ctrl('n') => recall(state, &mut input, false),
        _ => {
            input.press(key);
        }
    }
    state.overlay = Some(Overlay::Pipe(input));
}

/// A command typed before takes the place of what is typed.
fn recall(state: &mut State, input: &mut Input, older: bool) {
    if let Some(before) = state.history.step(LineKind::Pipe, &input.text, older) {
        *input = Input::new(before);
    }
}

fn run(state: &mut State, command: &str, out: &mut Vec<Effect>) {
    let article = state.reader.as_ref().and_then(|reader| reader.opened.ready());
    let Some(article) = article.map(|opened| opened.article.clone()) else { return };
    if command.is_empty() {
        return;
    }
    state.history.submitted(LineKind::Pipe, command);
    out.push(Effect::Pipe(command.to_owned(), article));
}
