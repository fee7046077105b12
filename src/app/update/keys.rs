//! A key press: into an input line, an overlay, or through the key map to an action.

use super::super::message::Effect;
use super::super::state::{AddState, Input, Overlay, State};
use super::{act, adding};
use crate::keymap::{Key, KeyCode as Code, Modifiers, Step};

/// Takes a key.
pub(super) fn press(state: &mut State, key: Key, out: &mut Vec<Effect>) {
    match state.overlay.take() {
        Some(Overlay::Help(top)) => help(state, top, key),
        Some(Overlay::Add(add)) => {
            state.overlay = Some(Overlay::Add(add));
            add_line(state, key, out);
        }
        Some(Overlay::GoTo(input, fault)) => {
            state.overlay = Some(Overlay::GoTo(input, fault));
            go_to_line(state, key, out);
        }
        None => {
            let keymap = state.keymap.clone();
            match state.feeder.press(&keymap, &[state.context().name()], key) {
                Step::Action { action, count } => act(state, action, count, out),
                Step::Pending(_) | Step::Nothing => {}
            }
        }
    }
}

fn help(state: &mut State, top: usize, key: Key) {
    let page = usize::from(state.size.1.saturating_sub(4)).max(1);
    let to = match key.code {
        Code::Char('j') | Code::Down => top + 1,
        Code::Char('k') | Code::Up => top.saturating_sub(1),
        Code::Char(' ') | Code::PageDown => top + page,
        Code::Backspace | Code::PageUp => top.saturating_sub(page),
        Code::Char('g') | Code::Home => 0,
        Code::Char('G') | Code::End => usize::MAX / 2,
        Code::Char('q' | '?') | Code::Esc | Code::Enter => return,
        _ => top,
    };
    state.overlay = Some(Overlay::Help(to));
}

fn add_line(state: &mut State, key: Key, out: &mut Vec<Effect>) {
    let Some(Overlay::Add(add)) = &mut state.overlay else { return };
    match key.code {
        Code::Esc => {
            state.overlay = None;
            out.push(Effect::Stop);
        }
        Code::Char('c') if is_ctrl(key) => {
            state.overlay = None;
            out.push(Effect::Stop);
        }
        Code::Enter => adding::submit(state, out),
        Code::Tab if key.modifiers.contains(Modifiers::SHIFT) => adding::choose_answer(state, -1),
        Code::Down | Code::Tab => adding::choose_answer(state, 1),
        Code::Up => adding::choose_answer(state, -1),
        _ => {
            let found = matches!(add.state, AddState::Found(..));
            match key.code {
                Code::Char('j') if found && !is_ctrl(key) => return adding::choose_answer(state, 1),
                Code::Char('k') if found && !is_ctrl(key) => return adding::choose_answer(state, -1),
                _ => {}
            }
            if !matches!(add.state, AddState::Adding(_)) && add.input.press(key) {
                add.state = AddState::Typing;
            }
        }
    }
}

fn go_to_line(state: &mut State, key: Key, out: &mut Vec<Effect>) {
    let Some(Overlay::GoTo(input, fault)) = &mut state.overlay else { return };
    match key.code {
        Code::Esc => state.overlay = None,
        Code::Char('c') if is_ctrl(key) => state.overlay = None,
        Code::Backspace if input.text.is_empty() => state.overlay = None,
        Code::Enter => adding::go_to(state, out),
        _ => {
            if input.press(key) {
                *fault = None;
            }
        }
    }
}

fn is_ctrl(key: Key) -> bool {
    key.modifiers.contains(Modifiers::CTRL)
}

impl Input {
    /// An input with text in it, the cursor behind it.
    pub fn new(text: String) -> Self {
        let cursor = text.chars().count();
        Self { text, cursor }
    }

    /// Puts text in at the cursor.
    pub fn insert(&mut self, text: &str) {
        let at = self.byte(self.cursor);
        self.text.insert_str(at, text);
        self.cursor += text.chars().count();
    }

    /// Takes a key; answers whether the text has changed.
    pub fn press(&mut self, key: Key) -> bool {
        let len = self.text.chars().count();
        match key.code {
            Code::Char('u') if is_ctrl(key) => self.cut(0, self.cursor),
            Code::Char('k') if is_ctrl(key) => self.cut(self.cursor, len),
            Code::Char('w') if is_ctrl(key) => self.cut(self.word_start(), self.cursor),
            Code::Char('h') if is_ctrl(key) => self.cut(self.cursor.saturating_sub(1), self.cursor),
            Code::Char('a') if is_ctrl(key) => self.go(0),
            Code::Char('e') if is_ctrl(key) => self.go(len),
            Code::Char(c) if !is_ctrl(key) && !key.modifiers.contains(Modifiers::ALT) => {
                self.insert(c.encode_utf8(&mut [0; 4]));
                true
            }
            Code::Backspace => self.cut(self.cursor.saturating_sub(1), self.cursor),
            Code::Delete => self.cut(self.cursor, (self.cursor + 1).min(len)),
            Code::Left => self.go(self.cursor.saturating_sub(1)),
            Code::Right => self.go((self.cursor + 1).min(len)),
            Code::Home => self.go(0),
            Code::End => self.go(len),
            _ => false,
        }
    }

    fn go(&mut self, cursor: usize) -> bool {
        self.cursor = cursor;
        false
    }

    fn cut(&mut self, from: usize, to: usize) -> bool {
        let (start, end) = (self.byte(from), self.byte(to));
        self.text.replace_range(start..end, "");
        self.cursor = from;
        start != end
    }

    fn word_start(&self) -> usize {
        let before: Vec<char> = self.text.chars().take(self.cursor).collect();
        let words = before.iter().rposition(|c| c.is_alphanumeric()).unwrap_or(0);
        before[..words].iter().rposition(|c| !c.is_alphanumeric()).map_or(0, |at| at + 1)
    }

    fn byte(&self, chars: usize) -> usize {
        self.text.char_indices().nth(chars).map_or(self.text.len(), |(at, _)| at)
    }
}
