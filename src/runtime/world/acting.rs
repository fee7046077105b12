//! What the person does that changes data.
//!
//! It is handed to the store on the thread of the keys, so in their order: a bookmark and the undo that
//! follows at once cannot pass each other. Nothing here is broken off by `Ctrl-C`, and the program's end waits for it.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use jiff::Timestamp;

use super::World;
use crate::app::Msg;
use crate::service;

/// How long the end of the program waits for files to follow what was undone in the store.
const AT_END: Duration = Duration::from_secs(5);

/// The acts that are under way.
pub(super) struct Acts {
    held: Sender<()>,
    ended: Receiver<()>,
}

impl Acts {
    /// None yet.
    pub fn new() -> Self {
        let (held, ended) = channel();
        Self { held, ended }
    }

    /// Waits until all are done; without an end where they `must` be.
    pub fn finish(self, must: bool) {
        drop(self.held);
        // Nothing is ever sent: it ends when the last act lets go of its end.
        let _ = if must { self.ended.recv().ok() } else { self.ended.recv_timeout(AT_END).ok() };
    }
}

impl World {
    /// Carries an act to its end, whatever is stopped meanwhile.
    pub(super) fn carry_out(&self, act: impl Future<Output = ()> + Send + 'static) {
        let under_way = self.acts.held.clone();
        self.net.spawn(async move {
            act.await;
            drop(under_way);
        });
    }

    /// Takes the last act back; one on a source only where nothing else was done since.
    pub(super) fn undo(&self, since: Timestamp) {
        let (now, out) = (self.clock.now(), self.out.clone());
        let change = service::undo_since(&self.desk, since, &now);
        self.carry_out(async move { out.send(Msg::Undone(change.await, false)) });
    }

    /// Does again what was taken back.
    pub(super) fn redo(&self) {
        let (now, out) = (self.clock.now(), self.out.clone());
        let change = service::redo(&self.desk, &now);
        self.carry_out(async move { out.send(Msg::Undone(change.await, true)) });
    }

    /// Takes one act back, whichever it is, or does it again.
    pub(super) fn turn(&self, seq: i64) {
        let (desk, now, out) = (self.desk.clone(), self.clock.now(), self.out.clone());
        self.carry_out(async move {
            let change = service::turn(&desk, seq, &now).await;
            let redone = matches!(&change, Ok(Some(change)) if !change.undone);
            out.send(Msg::Undone(change, redone));
        });
    }
}
