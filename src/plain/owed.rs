//! What was asked of the world and leaves no trace in the state until it is answered.

use crate::app::{Effect, Msg};

/// Questions without an answer so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Owed(Vec<Kind>);

/// A kind of answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Undone,
    Sources,
    Searches,
    Followed,
    Muted,
    Checked,
    Routes,
}

impl Owed {
    /// Something is asked.
    pub fn asks(&mut self, effect: &Effect) {
        let kind = match effect {
            Effect::Undo(_) | Effect::Redo => Kind::Undone,
            Effect::LoadSources
            | Effect::Leave(_)
            | Effect::Rename(..)
            | Effect::Demo(_)
            | Effect::Reopen => Kind::Sources,
            Effect::SaveSearch(..) | Effect::DropSearch(_) => Kind::Searches,
            Effect::Mute(_) | Effect::DropMute(_) => Kind::Muted,
            Effect::Follow(_) => Kind::Followed,
            Effect::CheckLinks(_) => Kind::Checked,
            Effect::LoadRoutes(_) | Effect::SetRoutes(..) => Kind::Routes,
            _ => return,
        };
        self.0.push(kind);
    }

    /// Something is answered. A failure may be the answer to anything.
    pub fn hears(&mut self, msg: &Msg) {
        let kind = match msg {
            Msg::Undone(..) => Kind::Undone,
            Msg::Sources(_) => Kind::Sources,
            Msg::Searches(..) => Kind::Searches,
            Msg::Muted(_) => Kind::Muted,
            Msg::Followed(_) => Kind::Followed,
            Msg::LinksChecked(_) => Kind::Checked,
            Msg::Routes(..) | Msg::RoutesSet(..) => Kind::Routes,
            Msg::Failed(_) | Msg::Trouble(_) | Msg::Stopped | Msg::Exchanged(_) | Msg::Reopened(_) => {
                return self.0.clear();
            }
            _ => return,
        };
        if let Some(at) = self.0.iter().position(|owed| *owed == kind) {
            self.0.remove(at);
        }
    }

    /// Whether an answer is still to come.
    pub fn is_any(&self) -> bool {
        !self.0.is_empty()
    }
}
