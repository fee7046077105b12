//! What changes how the program looks and behaves while it runs: the terminal's answers, saved settings.

use std::sync::Arc;
use std::time::Duration;

use super::super::look::manner;
use super::super::watch::{Reread, Saved};
use super::super::world::World;
use super::super::{InputEvent, Question, direction, shows_links};
use super::{Event, Session, locale};
use crate::app::{Changed, Effect, Msg, Pictures};
use crate::config::{Paths, Settings};
use crate::fetch::{Changing, Fetch};
use crate::news::{Fault, Text};
use crate::theme::Theme;
use crate::typeset::Measure;

/// A terminal that has not answered after so long will not.
const ANSWERS_WITHIN: Duration = Duration::from_secs(1);
/// How long the end waits for an answer that is on its way.
const PARTING: Duration = Duration::from_millis(100);

/// Makes the way to the web that settings ask for.
pub type MakeWeb = Box<dyn Fn(&Settings) -> Arc<dyn Fetch>>;

/// The way to the web, and how one for other settings is made.
pub(in crate::runtime) struct Way {
    pub(in crate::runtime) web: Arc<Changing>,
    pub(in crate::runtime) make: MakeWeb,
    /// The settings it was made for.
    pub(in crate::runtime) settings: Settings,
}

impl Way {
    /// Takes over settings that were saved, as far as they are no matter of the look; what there is to tell.
    pub(in crate::runtime) fn take_over(
        &mut self,
        world: &mut World,
        read: Reread,
        manner: Measure,
    ) -> Changed {
        let settings = read.in_force.settings;
        let locale = locale(&settings);
        let sets_anew = world.set_words(locale, manner);
        world.set_refresh(settings.refresh);
        let before = &self.settings;
        if (settings.spacing, &settings.allow_private) != (before.spacing, &before.allow_private) {
            self.web.set((self.make)(&settings));
        }
        let changed = Changed {
            locale,
            ascii: manner.ascii,
            sets_anew,
            measure: settings.measure,
            mark: settings.mark,
            ask_by_rest: settings.ask,
            reorders: direction::reorders(settings.bidi, |name| std::env::var(name).ok()),
            site_header: settings.site_header,
            pictures: Pictures::of(settings.pictures, !manner.ascii),
            keymap: Arc::new(read.keymap),
        };
        self.settings = settings;
        changed
    }
}

/// What is wrong with what was saved. A line has no room for the folder, and it is the folder that was just
/// written to.
pub(in crate::runtime) fn without_folder(fault: Fault, paths: &Paths) -> Fault {
    let folder = format!("{}/", paths.config.display());
    let sentence = Text::line(&fault.sentence.replace(&folder, ""));
    Fault { sentence, ..fault }
}

/// Whether the screen has what pictures need: their colours, and half of a cell for each pixel.
pub(super) fn has_room(theme: &Theme, ascii: bool) -> bool {
    !ascii && theme.of_picture([0; 3]).is_some()
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
            Saved::Store => self.world.look_elsewhere(),
            Saved::Settings(Ok(read)) => {
                if let Err(fault) = self.take_over(*read) {
                    self.refuse(fault);
                }
            }
            Saved::Settings(Err(fault)) => self.refuse(fault),
        }
    }

    /// Says what is wrong with what was saved.
    fn refuse(&mut self, fault: Fault) {
        self.tell(Msg::Failed(without_folder(fault, &self.paths)));
    }

    fn take_over(&mut self, read: Reread) -> Result<(), Fault> {
        let settings = &read.in_force.settings;
        self.look.changed(&read.themes, &read.in_force)?;
        self.terminal.set_mouse(settings.mouse);
        self.terminal.set_links(shows_links(settings.hyperlinks, |name| std::env::var(name).ok()));
        let manner = manner(settings);
        let mut changed = self.way.take_over(&mut self.world, read, manner);
        let room = has_room(self.look.theme(), manner.ascii);
        changed.pictures = Pictures::of(self.way.settings.pictures, room);
        self.tell(Msg::Settings(Box::new(changed)));
        Ok(())
    }
}
