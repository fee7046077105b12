//! What the loop of the screen waits for, and what of it may wait for the next frame.

use super::super::InputEvent;
use crate::app::Msg;
use crate::config::SourcesFile;
use crate::news::Fault;
use crate::runtime::watch::Saved;

/// What the loop waits for.
pub(in crate::runtime) enum Event {
    /// From the terminal or the system.
    Input(InputEvent),
    /// An answer to an effect, and the store it is about.
    Msg(u64, Box<Msg>),
    /// Something in the configuration folder was saved.
    Saved(Saved),
    /// The sources file has been read.
    Sources(Box<Result<SourcesFile, Fault>>),
}

impl Event {
    /// Whether what it changes on the screen is only how far the work is; `opening`, also what stands beside the first list,
    /// which is drawn with it; `given`, the sources bring what the program was started with.
    pub(super) fn can_wait(&self, opening: bool, given: bool) -> bool {
        let Self::Msg(_, msg) = self else { return matches!(self, Self::Sources(_)) && !given };
        match **msg {
            Msg::Progress(_) => true,
            Msg::Remembered(_)
            | Msg::Month(..)
            | Msg::Ends(..)
            | Msg::Searches(..)
            | Msg::Notes(_)
            | Msg::Previewed(_, None) => opening,
            _ => false,
        }
    }
}
