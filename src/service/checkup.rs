//! The check of the whole store, at rest: a thread of its own that goes last and may be broken off.

use std::sync::mpsc::{RecvTimeoutError, SyncSender, TryRecvError, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::desk::held;
use super::indexer::stand_back;
use crate::news::{Fault, FaultKind};
use crate::store::{Breaker, Connector};

/// How long after the start it begins.
const AT_REST: Duration = Duration::from_secs(5);
/// How long a store that was found well is left alone.
const OFTEN: SignedDuration = SignedDuration::from_hours(7 * 24);

/// The thread; ends with its owner, at once.
pub(super) struct Checkup {
    end: Option<SyncSender<()>>,
    /// Breaks the check off, once it has begun.
    breaker: Arc<Mutex<Option<Breaker>>>,
    thread: Option<JoinHandle<()>>,
}

impl Checkup {
    /// Starts the thread. `found` hears whether the store is well, unless it was checked lately.
    pub fn start(
        connector: Connector,
        now: Timestamp,
        found: impl FnOnce(bool) + Send + 'static,
    ) -> Result<Self, Fault> {
        let (end, ended) = sync_channel(0);
        let breaker = Arc::new(Mutex::new(None));
        let begun = Arc::clone(&breaker);
        let thread = thread::Builder::new().name("checkup".to_owned()).spawn(move || {
            stand_back();
            if ended.recv_timeout(AT_REST) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let store = match connector.open() {
                Ok(store) => store,
                Err(fault) => return tracing::debug!(%fault, "the store is not checked"),
            };
            *held(&begun) = Some(store.breaker());
            // Ended meanwhile: nobody would break it off.
            if ended.try_recv() != Err(TryRecvError::Empty) {
                return;
            }
            // A time in the future was written by a clock that went wrong.
            let lately = |at: Timestamp| at <= now && now.duration_since(at) < OFTEN;
            if store.checked().is_ok_and(|at| at.is_some_and(lately)) {
                return;
            }
            match store.check() {
                Ok(wrong) => found(wrong.is_empty()),
                Err(_) if store.take_damage() => found(false),
                Err(fault) => tracing::debug!(%fault, "the check was broken off"),
            }
        });
        let thread = thread.map_err(|error| {
            Fault::new(FaultKind::Storage, "the system refuses to start a thread").cause(error)
        })?;
        Ok(Self { end: Some(end), breaker, thread: Some(thread) })
    }
}

impl Drop for Checkup {
    fn drop(&mut self) {
        drop(self.end.take());
        if let Some(breaker) = &*held(&self.breaker) {
            breaker.break_off();
        }
        if let Some(thread) = self.thread.take()
            && thread.thread().id() != thread::current().id()
        {
            let _ = thread.join();
        }
    }
}
