//! Giving the story to a command the user types.

use super::super::message::Effect;
use super::super::state::{Input, Overlay, PipeLine, State};
use super::say;
use crate::keymap::{Key, KeyCode as Code, Modifiers};

/// Opens the line, where there is a text to give.
pub(super) fn open(state: &mut State) {
    if state.reader.as_ref().is_some_and(|reader| reader.opened.ready().is_some()) {
        state.overlay = Some(Overlay::Pipe(PipeLine::default()));
    } else {
        say(state, "Open a story first: its text goes to the command");
    }
}

/// Takes a key.
pub(super) fn press(state: &mut State, mut line: PipeLine, key: Key, out: &mut Vec<Effect>) {
    let ctrl = |c: char| key.code == Code::Char(c) && key.modifiers.contains(Modifiers::CTRL);
    match key.code {
        Code::Esc => return,
        Code::Backspace if line.input.text.is_empty() => return,
        _ if ctrl('c') => return,
        Code::Enter => return run(state, line.input.text.trim(), out),
        Code::Up => recall(state, &mut line, true),
        Code::Down => recall(state, &mut line, false),
        _ if ctrl('p') => recall(state, &mut line, true),
        _ if ctrl('n') => recall(state, &mut line, false),
        _ => {
            line.input.press(key);
        }
    }
    state.overlay = Some(Overlay::Pipe(line));
}

/// A command typed before takes the place of what is typed.
fn recall(state: &State, line: &mut PipeLine, older: bool) {
    let back = if older { (line.back + 1).min(state.piped.len()) } else { line.back.saturating_sub(1) };
    if back != line.back {
        let at = state.piped.len() - back;
        line.back = back;
        line.input = Input::new(state.piped.get(at).cloned().unwrap_or_default());
    }
}

fn run(state: &mut State, command: &str, out: &mut Vec<Effect>) {
    let article = state.reader.as_ref().and_then(|reader| reader.opened.ready());
    let Some(article) = article.map(|opened| opened.article.clone()) else { return };
    if command.is_empty() {
        return;
    }
    state.piped.retain(|before| before != command);
    state.piped.push(command.to_owned());
    out.push(Effect::Pipe(command.to_owned(), article));
}
