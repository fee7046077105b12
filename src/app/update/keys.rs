//! A key press: into an input line, an overlay, or through the key map to an action.

use super::super::message::Effect;
use super::super::state::{AddState, Input, Overlay, State};
use super::super::waiting::written;
use super::super::{Action, Chain, HelpView, LineKind, WaitingKeys, habits, help_end};
use super::{
    act, adding, bookmarks, commands, date_line, find, keep_line, links, list_look, muting, other_ways,
    panels, piping, renaming, route_line, say, search, starters, typed_ahead,
};
use crate::keymap::{Key, KeyCode as Code, Modifiers, Step};

/// Takes a key.
pub(super) fn press(state: &mut State, key: Key, out: &mut Vec<Effect>) {
    // Also out of a line that is being typed, which is there again afterwards.
    if state.overlay.is_some() && suspends(state, key) {
        return out.push(Effect::Suspend);
    }
    if state.overlay.as_ref().is_some_and(|overlay| matches!(overlay, Overlay::Hints(_)))
        && let Some(key) = behind_escape(key)
    {
        press(state, Key::plain(Code::Esc), out);
        return press(state, key, out);
    }
    if other_ways::hold(state, key) {
        return;
    }
    if panels::is_open(state) {
        // The letters of the menu stand in it.
        let took = match state.overlay {
            Some(Overlay::Order(_)) => list_look::press_letter(state, key, out),
            Some(Overlay::OtherWays(_)) => other_ways::press_letter(state, key, out),
            _ => false,
        };
        if took {
            return;
        }
        return look_up(state, key, out);
    }
    let key = if state.overlay.is_some() && cancels(state, key) { Key::plain(Code::Esc) } else { key };
    match state.overlay.take() {
        Some(Overlay::Help(view)) => help_line(state, view, key),
        Some(Overlay::Add(add)) => {
            state.overlay = Some(Overlay::Add(add));
            add_line(state, key, out);
        }
        Some(Overlay::GoTo(input, fault)) => {
            state.overlay = Some(Overlay::GoTo(input, fault));
            go_to_line(state, key, out);
        }
        Some(Overlay::Palette(palette)) => commands::press(state, palette, key, out),
        Some(Overlay::Pipe(line)) => piping::press(state, line, key, out),
        Some(Overlay::Filter) => bookmarks::press(state, key, out),
        Some(Overlay::Keep(line)) => keep_line::press(state, line, key, out),
        Some(Overlay::Hints(hints)) => links::press(state, hints, key, out),
        Some(Overlay::Search) => {
            state.overlay = Some(Overlay::Search);
            search::press(state, key, out);
        }
        Some(Overlay::Name(input)) => search::press_name(state, input, key, out),
        Some(Overlay::Rename(line)) => renaming::press(state, line, key, out),
        Some(Overlay::Find(line)) => find::press(state, line, key, out),
        Some(Overlay::Routes(panel)) if panel.line.is_some() => route_line::press(state, panel, key, out),
        Some(Overlay::Mute(panel)) => muting::press(state, panel, key, out),
        Some(Overlay::Starters(list)) if list.typing => starters::press(state, list, key),
        // Panels are no lines: their keys were looked up above.
        Some(
            panel @ (Overlay::Themes(_)
            | Overlay::Routes(_)
            | Overlay::Starters(_)
            | Overlay::Health(_)
            | Overlay::Changes(_)
            | Overlay::OtherWays(_)
            | Overlay::Order(_)
            | Overlay::Mutes(_)
            | Overlay::Why(_)),
        ) => state.overlay = Some(panel),
        None => look_up(state, key, out),
    }
}

/// Whether this key alone gives the terminal back to the shell; a letter never does so out of a line.
fn suspends(state: &State, key: Key) -> bool {
    let is_bound = |chain: &Chain| chain.is(Action::Suspend);
    key.text().is_none() && state.keymap.action(state.context().name(), &key.into()).is_some_and(is_bound)
}

/// Whether this key is Escape to whoever bound it so, also out of a line that is being typed; a letter never is.
fn cancels(state: &State, key: Key) -> bool {
    let is_bound = |chain: &Chain| chain.is(Action::Cancel);
    let here = state.pane_context().name();
    key.text().is_none() && state.keymap.action(here, &key.into()).is_some_and(is_bound)
}

/// The key of an Escape and a key that came together: over a slow line, or from quick fingers, that reads as Alt.
fn behind_escape(key: Key) -> Option<Key> {
    let came_together = key.modifiers.contains(Modifiers::ALT) && matches!(key.code, Code::Char(_));
    came_together.then(|| Key::new(key.code, key.modifiers.without(Modifiers::ALT)))
}

/// Does what a sequence is bound to, one action after the other. A number that was typed goes to each of them.
pub(super) fn run(state: &mut State, chain: &Chain, count: Option<u32>, out: &mut Vec<Effect>) {
    for (index, link) in chain.links().enumerate() {
        let here = state.context();
        let row = link.action.row();
        if index > 0 {
            // What opened takes the next word itself, and who leaves wants nothing more.
            if state.overlay.as_ref().is_some_and(|overlay| overlay.context().is_none()) || state.leaving {
                return;
            }
            if let Some(row) = row.filter(|row| !row.contexts.contains(&here)) {
                return say(state, &format!("{} does nothing in the {}", row.name, here.name()));
            }
        }
        let said = state.status.take();
        act(state, link.action, count.or(link.count), out);
        // What an earlier one said is about this key as well.
        state.status = state.status.take().or(said.filter(|_| index > 0));
    }
}

/// Forgets a sequence that has begun: the mouse was used, something was pasted.
pub(super) fn forget(state: &mut State) {
    state.feeder.clear();
    state.for_list.clear();
    state.waiting = None;
}

/// Through the key map to an action, or to a prefix that waits.
fn look_up(state: &mut State, key: Key, out: &mut Vec<Effect>) {
    let keymap = state.keymap.clone();
    let shown = state.waiting.take().is_some_and(|waiting| waiting.shown);
    let began = state.feeder.is_pending();
    let mut typed = state.feeder.typed().to_vec();
    match state.feeder.press(&keymap, &[state.context().name()], key) {
        Step::Action { action: chain, count } if typed_ahead::hold(state, &chain, count) => {}
        Step::Action { action: chain, count } => run(state, &chain, count, out),
        Step::Pending(pending) => {
            state.waiting = Some(WaitingKeys::new(&pending, state.since_start, shown));
        }
        Step::Nothing if began && key == Key::plain(Code::Esc) => {}
        Step::Nothing if behind_escape(key).is_some() => {
            // Bound to nothing as Alt, so it is what it came as.
            press(state, Key::plain(Code::Esc), out);
            press(state, behind_escape(key).unwrap_or(key), out);
        }
        Step::Nothing => {
            typed.push(key);
            if let Some(says) = habits::of_keys(state, &typed) {
                return say(state, &says);
            }
            say(state, &format!("{} is not bound · ⟨help⟩ keys", written(&typed)));
        }
    }
}

/// A key while something is looked for in the help.
fn help_line(state: &mut State, mut view: HelpView, key: Key) {
    match key.code {
        _ if view.query.is_left_by(key) => view = HelpView::of(view.here),
        Code::Enter | Code::Down | Code::Up => view.typing = false,
        _ => {
            view.query.press(key);
            view.top = 0;
        }
    }
    view.top = view.top.min(help_end(state, &view));
    state.overlay = Some(Overlay::Help(view));
}

fn add_line(state: &mut State, key: Key, out: &mut Vec<Effect>) {
    if matches!(key.code, Code::Down | Code::Tab) && adding::next_other(state) {
        return;
    }
    let Some(Overlay::Add(add)) = &mut state.overlay else { return };
    match key.code {
        _ if add.input.is_left_by(key) => {
            state.overlay = None;
            out.push(Effect::Stop { said: false });
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
                Code::Char(' ') | Code::PageDown if found => return adding::scroll(add, true),
                Code::PageUp if found => return adding::scroll(add, false),
                Code::Backspace if found && add.scrolled > 0 => return adding::scroll(add, false),
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
        _ if input.is_left_by(key) => state.overlay = None,
        Code::Enter => date_line::go_to(state, out),
        Code::Up | Code::Down => {
            let before = state.history.step(LineKind::Date, &input.text, key.code == Code::Up);
            if let Some(before) = before {
                (*input, *fault) = (Input::new(before), None);
            }
        }
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
        Self { text, cursor, proposed: false }
    }

    /// An input with text that is only proposed.
    pub fn proposed(text: String) -> Self {
        let proposed = !text.is_empty();
        Self { proposed, ..Self::new(text) }
    }

    /// Puts text in at the cursor.
    pub fn insert(&mut self, text: &str) {
        if std::mem::take(&mut self.proposed) {
            (self.text, self.cursor) = (String::new(), 0);
        }
        let at = self.byte(self.cursor);
        self.text.insert_str(at, text);
        self.cursor += text.chars().count();
    }

    /// Whether a key leaves the line: `Esc`, `Ctrl-c`, and `Backspace` where nothing stands in it.
    pub fn is_left_by(&self, key: Key) -> bool {
        match key.code {
            Code::Esc => true,
            Code::Char('c') => is_ctrl(key),
            Code::Backspace => self.text.is_empty(),
            _ => false,
        }
    }

    /// Takes a key; answers whether the text has changed.
    pub fn press(&mut self, key: Key) -> bool {
        let len = self.text.chars().count();
        let types = matches!(key.code, Code::Char(_)) && !is_ctrl(key);
        self.proposed &= types || matches!(key.code, Code::Tab | Code::Up | Code::Down);
        match key.code {
            Code::Char('u') if is_ctrl(key) => self.cut(0, self.cursor),
            Code::Char('k') if is_ctrl(key) => self.cut(self.cursor, len),
            Code::Char('w') if is_ctrl(key) => self.cut(self.word_start(), self.cursor),
            Code::Char('h') if is_ctrl(key) => self.cut(self.cursor.saturating_sub(1), self.cursor),
            Code::Char('d') if is_ctrl(key) => self.cut(self.cursor, (self.cursor + 1).min(len)),
            Code::Char('b') if is_ctrl(key) => self.go(self.cursor.saturating_sub(1)),
            Code::Char('f') if is_ctrl(key) => self.go((self.cursor + 1).min(len)),
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
