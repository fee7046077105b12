//! What the loop of the screen waits for, and what of it may wait for the next frame.

use super::super::InputEvent;
use crate::app::Msg;
use crate::runtime::watch::Saved;

/// What the loop waits for.
pub(in crate::runtime) enum Event {
    /// From the terminal or the system.
    Input(InputEvent),
    /// An answer to an effect, and the store it is about.
    Msg(u64, Box<Msg>),
    /// Something in the configuration folder was saved.
    Saved(Saved),
}

impl Event {
    /// Whether what it changes on the screen is only how far the work is; `opening`, also what stands beside the first list,
    /// which is drawn with it.
    pub(super) fn can_wait(&self, opening: bool) -> bool {
        let Self::Msg(_, msg) = self else { return false };
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
