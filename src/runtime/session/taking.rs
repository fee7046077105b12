//! What comes from the terminal and the system: keys, pastes, the mouse, another size, answers and signals.
//!
//! The session enters with each event as the gate passed it on. What it means for the reader is a message; what it means for
//! the terminal is done here.

use super::super::{InputEvent, Signal};
use super::Session;
use crate::app::{Action, Msg};
use crate::keymap::{Mouse, MouseButton, MouseKind};
use crate::news::Text;
use crate::view;

/// Lines a turn of the wheel scrolls.
const WHEEL: i32 = 3;

impl Session {
    pub(super) fn input(&mut self, input: InputEvent) {
        match input {
            InputEvent::Key(key) => self.tell(Msg::Key(key)),
            InputEvent::Paste(text) => self.tell(Msg::Paste(text.to_string())),
            InputEvent::Mouse(mouse) => self.mouse(mouse),
            // The gate tells the size when it opens, which is before the first frame.
            InputEvent::Resize(columns, rows)
                if !std::mem::replace(&mut self.sized, true) && self.terminal.size() == (columns, rows) => {}
            InputEvent::Resize(columns, rows) => {
                self.terminal.resize(columns, rows);
                // Two quick changes may end at the size that was; the terminal has lost its cells all the same.
                self.terminal.redraw();
                self.tell(Msg::Resize(columns, rows));
            }
            InputEvent::FocusGained => {
                // Meanwhile the desktop may have gone from day to night, and files may have changed unseen.
                self.ask_background();
                if let Some(watch) = &self.watch {
                    watch.look();
                }
                self.tell(Msg::Focused);
            }
            InputEvent::Answer(answer) => {
                if let Some(background) = answer.background() {
                    self.look.background(background);
                }
                if answer.is_attributes() {
                    self.asked_at = None;
                }
            }
            InputEvent::Signal(Signal::Suspend) => self.suspend(),
            InputEvent::Signal(Signal::Continue) => {
                // Woken after a stop that was not ours: the shell has had the terminal meanwhile.
                if let Err(error) = self.terminal.resume() {
                    tracing::debug!(%error, "the terminal could not be taken again");
                }
            }
            InputEvent::Signal(signal) => {
                self.ended = Some(signal);
                self.tell(Msg::Act(Action::Quit, None));
            }
            InputEvent::Gone => {
                self.ended = Some(Signal::HangUp);
                self.tell(Msg::Act(Action::Quit, None));
            }
            InputEvent::FocusLost => {}
        }
    }

    fn mouse(&mut self, mouse: Mouse) {
        let lines = match mouse.kind {
            MouseKind::WheelUp => -WHEEL,
            MouseKind::WheelDown => WHEEL,
            MouseKind::Press(MouseButton::Left) => 0,
            _ => return,
        };
        let (column, row) = (mouse.column, mouse.row);
        if lines == 0 {
            if let Some(hit) = view::hit(&self.state, column, row) {
                self.tell(Msg::Pick(hit));
            } else if let Some(keys) = view::keys_at(&self.state, column, row) {
                self.tell(Msg::Press(keys));
            }
        } else if let Some(pane) = view::pane_at(&self.state, column, row) {
            // The help and the picker take the wheel wherever they lie.
            self.tell(Msg::Wheel(pane, lines));
        }
    }

    /// Stops as Ctrl-Z does. On waking the size may be another.
    pub(super) fn suspend(&mut self) {
        match self.terminal.stop(&self.gate) {
            Ok(true) => {
                let (columns, rows) = self.terminal.size();
                self.tell(Msg::Resize(columns, rows));
            }
            Ok(false) => self.world.out().send(Msg::Say(Text::line("There is no shell to go back to"))),
            Err(error) => tracing::debug!(%error, "the terminal could not be taken again"),
        }
    }
}
