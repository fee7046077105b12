//! Which store is shown: the real one, the demo edition, the one that takes the place of a damaged one.

use super::{World, demo_desk};
use crate::app::Msg;
use crate::service::Desk;
use crate::store::{Anew, Notice};

impl World {
    /// Begins what is done behind the screen for the store that is shown: its search index is kept up to date, it is
    /// checked, and what happens to its file is told.
    pub(in crate::runtime) fn tend(&self) {
        let out = self.out.clone();
        let (clock, locale) = (self.clock.clone(), self.locale);
        let reading = Box::new(move || (clock.now().today(), locale));
        let indexing = self.desk.begin_indexing(Some(reading), move || out.send(Msg::Indexed));
        let begun = indexing.and_then(|()| self.desk.begin_checking(self.clock.now().instant));
        if let Err(fault) = begun {
            self.out.send(Msg::Failed(fault));
        }
        self.hear();
    }

    /// Tells what is to be said of the store, now and when it changes; also while it gives way to another one.
    fn hear(&self) {
        let out = self.out.lasting();
        self.desk.hear(move |Notice { fault, anew }| {
            out.send(match anew {
                Anew::Nothing => Msg::Noted(fault),
                Anew::Desk => Msg::Reopened(fault),
                Anew::Rows => Msg::Exchanged(fault),
            });
        });
    }

    /// Leaves for the demo edition, or for the real store.
    pub(super) fn demo(&mut self, demo: bool) {
        for task in self.running.drain(..) {
            task.abort();
        }
        self.out = self.out.next();
        let desk = if demo {
            // What happens meanwhile is told on the way back.
            self.desk.hush();
            demo_desk(&self.clock)
        } else {
            match &self.real {
                Some(desk) => Ok(desk.newest()),
                None => (self.open_real)(),
            }
        };
        match desk {
            Ok(desk) => {
                if !demo {
                    self.real = Some(desk.clone());
                }
                self.desk = desk;
                self.load_sources();
                self.tend();
                self.caution();
            }
            Err(fault) => self.out.send(Msg::Trouble(fault)),
        }
    }

    /// Goes on with the desk that has taken the place of the one that is shown. What is asked already is answered.
    pub(super) fn reopen(&mut self) {
        // The demo edition may be shown meanwhile.
        self.real = self.real.as_ref().map(Desk::newest);
        self.desk = self.desk.newest();
        self.load_sources();
        self.tend();
    }

    /// Says why nothing is kept, if so.
    pub(in crate::runtime) fn caution(&self) {
        if let Some(fault) = self.desk.caution() {
            self.out.send(Msg::Noted(fault));
        }
    }
}
