//! Copying from the screen: through the terminal, or through tmux where that holds the terminal.
//!
//! The session enters with what is to be copied. What is said of it is what is known: a terminal tells nobody whether it
//! took a copy, tmux does.

use std::thread;

use super::super::clipboard;
use super::Session;
use crate::app::Msg;
use crate::news::{Fault, FaultKind, Text};

impl Session {
    /// Copies as well as that goes here, and says how. Inside tmux it is tmux that has the clipboard; it is asked on a
    /// thread of its own, since it may be slow.
    pub(super) fn copy(&mut self, what: String, text: String) {
        let out = self.world.out().clone();
        if std::env::var("TMUX").unwrap_or_default().is_empty() {
            let sent = self.terminal.copy(&text);
            let words = format!("{what} sent to the terminal's clipboard");
            return out.answer(sent.map(|()| Msg::Say(Text::line(&words))));
        }
        let asked = thread::Builder::new().name("tmux".to_owned()).spawn(move || {
            let passed_on = clipboard::to_tmux(&text);
            out.answer(passed_on.map(|passed_on| Msg::Say(copied_in_tmux(&what, passed_on))));
        });
        if let Err(error) = asked {
            let fault = Fault::new(FaultKind::Usage, "the system refuses to start a thread").cause(error);
            self.world.out().send(Msg::Failed(fault));
        }
    }
}

fn copied_in_tmux(what: &str, passed_on: bool) -> Text {
    let rest = if passed_on { " and sent on to the terminal's clipboard" } else { "" };
    Text::line(&format!("{what} copied into tmux's buffer{rest}"))
}
