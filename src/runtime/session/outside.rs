//! What the session gives to other programs: an address to the browser, a story to a command.

use super::super::{browser, external};
use super::Session;
use crate::app::Msg;
use crate::news::{Address, Article, Text};
use crate::typeset::formats;

impl Session {
    pub(super) fn browse(&mut self, address: &Address) {
        let out = self.world.out().clone();
        let opened = browser::open(address, &mut self.terminal, &self.gate, move |fault| {
            out.send(Msg::Failed(fault));
        });
        if let Err(fault) = opened {
            self.world.out().send(Msg::Failed(fault));
        }
    }

    /// Gives the text of a story to a command that the user typed, and shows what it prints until a key is pressed.
    pub(super) fn pipe(&mut self, command: &str, article: &Article) {
        let text = format!("{}\n\n{}", article.title, formats::text(&article.document));
        let ended = external::pipe_and_pause(&mut self.terminal, &self.gate, command, &text);
        let msg = match ended {
            Ok(status) if status.success() => Msg::Say(Text::line(&format!("`{command}` has the story"))),
            Ok(status) => Msg::Say(Text::line(&format!("`{command}` ended with {status}"))),
            Err(fault) => Msg::Failed(fault),
        };
        self.world.out().send(msg);
    }
}
