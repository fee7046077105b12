//! What changes how the program looks and behaves while it runs: the terminal's answers, saved settings.

use std::sync::Arc;
use std::time::Duration;

use super::super::look::manner;
use super::super::watch::{Reread, Saved};
use super::super::{InputEvent, Question, direction};
use super::{Event, Session, locale};
use crate::app::{Changed, Effect, Msg};
use crate::config::Settings;
use crate::fetch::{Changing, Fetch};
use crate::news::{Fault, Text};

/// A terminal that has not answered after so long will not.
const ANSWERS_WITHIN: Duration = Duration::from_secs(1);
/// How long the end waits for an answer that is on its way.
const PARTING: Duration = Duration::from_millis(100);

/// Makes the way to the web that settings ask for.
pub type MakeWeb = Box<dyn Fn(&Settings) -> Arc<dyn Fetch>>;

/// The way to the web, and how one for other settings is made.
pub(super) struct Way {
    pub(super) web: Arc<Changing>,
    pub(super) make: MakeWeb,
    /// The settings it was made for.
    pub(super) settings: Settings,
}

impl Session {
    /// Asks the terminal for its ground; nobody waits for the answer.
    pub(super) fn ask_background(&mut self) {
        match self.terminal.ask(&[Question::Background, Question::Attributes]) {
            Ok(()) => self.asked_at = Some(self.clock.since_start()),
            Err(error) => tracing::debug!(%error, "the terminal could not be asked"),
        }
    }

    /// Who leaves right after the terminal was asked would find its answer typed into the shell: it is waited
    /// for a moment, and swallowed.
    pub(super) fn swallow_answer(&mut self) {
        let Some(asked_at) = self.asked_at.filter(|at| self.clock.since_start() < *at + ANSWERS_WITHIN)
        else {
            return;
        };
        loop {
            let left = (asked_at + ANSWERS_WITHIN).saturating_sub(self.clock.since_start()).min(PARTING);
            match self.events.recv_timeout(left) {
                Ok(Event::Input(InputEvent::Answer(answer))) if answer.is_attributes() => return,
                Ok(Event::Input(InputEvent::Gone)) | Err(_) => return,
                Ok(_) => {}
            }
        }
    }

    /// Takes over what was saved.
    pub(super) fn saved(&mut self, saved: Saved) {
        match saved {
            Saved::Sources => self.perform(vec![Effect::LoadSources]),
            Saved::Settings(Ok(read)) => {
                if let Err(fault) = self.take_over(*read) {
                    self.refuse(fault);
                }
            }
            Saved::Settings(Err(fault)) => self.refuse(fault),
        }
    }

    /// Says what is wrong with what was saved. The status line has no room for the folder, and it is the
    /// folder that was just written to.
    fn refuse(&mut self, fault: Fault) {
        let folder = format!("{}/", self.paths.config.display());
        let sentence = Text::line(&fault.sentence.replace(&folder, ""));
        self.tell(Msg::Failed(Fault { sentence, ..fault }));
    }

    fn take_over(&mut self, read: Reread) -> Result<(), Fault> {
        let settings = &read.in_force.settings;
        self.look.changed(&read.themes, &read.in_force)?;
        let (locale, manner) = (locale(settings), manner(settings));
        let sets_anew = self.world.set_words(locale, manner);
        self.world.set_refresh(settings.refresh);
        self.terminal.set_mouse(settings.mouse);
        let before = &self.way.settings;
        if (settings.spacing, &settings.allow_private) != (before.spacing, &before.allow_private) {
            self.way.web.set((self.way.make)(settings));
        }
        self.way.settings = settings.clone();
        self.tell(Msg::Settings(Box::new(Changed {
            locale,
            ascii: manner.ascii,
            sets_anew,
            measure: settings.measure,
            mark: settings.mark,
            ask_by_rest: settings.ask,
            reorders: direction::reorders(settings.bidi, |name| std::env::var(name).ok()),
            site_header: settings.site_header,
            keymap: Arc::new(read.keymap),
        })));
        Ok(())
    }
}
