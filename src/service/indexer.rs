//! The thread that keeps the search index up to date behind everything else.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::finder::Finder;
use crate::locale::Locale;
use crate::news::{Day, Fault, FaultKind};
use crate::store::Connector;

/// How long one piece of the work takes; between two of them the thread may be ended.
const PIECE: Duration = Duration::from_millis(20);
/// How long changes are gathered before they are taken in: many small pieces cost more than one.
const GATHER: Duration = Duration::from_millis(150);
/// How long they are gathered at most while more and more come: what a long refresh brings is taken in while
/// the network is waited for.
const GATHER_AT_MOST: Duration = Duration::from_millis(300);

/// The thread; ends with its owner, within one piece of work.
pub(super) struct Indexer {
    waker: Option<Waker>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

/// Tells today and what days are called: what kept searches are understood by.
pub(super) type Reading = Box<dyn Fn() -> (Day, Locale) + Send>;

/// Says that something may have changed.
#[derive(Clone)]
pub(super) struct Waker(SyncSender<()>);

impl Waker {
    /// Wakes the thread, unless that has been done already.
    pub fn wake(&self) {
        match self.0.try_send(()) {
            // Full: it will look anyway. Gone: nobody looks any more.
            Ok(()) | Err(TrySendError::Full(()) | TrySendError::Disconnected(())) => {}
        }
    }
}

impl Indexer {
    /// Starts the thread, which first takes in what is left from the last time. With `reading` it also counts what the
    /// kept searches find.
    pub fn start(
        connector: Connector,
        reading: Option<Reading>,
        told: Box<dyn Fn() + Send>,
    ) -> Result<Self, Fault> {
        let (sender, woken) = sync_channel(1);
        let waker = Waker(sender);
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let thread = thread::Builder::new().name("indexer".to_owned()).spawn(move || {
            stand_back();
            work(Finder::new(connector), &woken, &stopped, (reading.as_ref(), &*told));
        });
        let thread = thread.map_err(|error| {
            Fault::new(FaultKind::Storage, "the system refuses to start a thread").cause(error)
        })?;
        waker.wake();
        Ok(Self { waker: Some(waker), stop, thread: Some(thread) })
    }

    /// What wakes it.
    pub fn waker(&self) -> Waker {
        // It is there until the indexer is dropped.
        self.waker.clone().unwrap_or_else(|| Waker(sync_channel(1).0))
    }
}

impl Drop for Indexer {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
        if let Some(thread) = self.thread.take()
            && thread.thread().id() != thread::current().id()
        {
            let _ = thread.join();
        }
    }
}

fn work(
    mut finder: Finder,
    woken: &Receiver<()>,
    stop: &AtomicBool,
    (reading, told): (Option<&Reading>, &dyn Fn()),
) {
    let stopped = || stop.load(Ordering::Relaxed);
    let mut again = false;
    while again || woken.recv().is_ok() {
        let first = Instant::now();
        while !stopped() && first.elapsed() < GATHER_AT_MOST && woken.recv_timeout(GATHER).is_ok() {}
        while !stopped() {
            match finder.go_on(PIECE, reading.map(|reading| reading())) {
                Ok(true) => {}
                Ok(false) => break,
                Err(fault) => {
                    // Tried again when something changes the next time; searching says it too.
                    tracing::warn!(%fault, cause = ?fault.cause, "the index could not be fed");
                    break;
                }
            }
        }
        if stopped() {
            return;
        }
        told();
        // At rest only, and no longer than that.
        again = false;
        while !again && !stopped() && finder.tidy().unwrap_or(false) {
            again = woken.try_recv().is_ok();
        }
    }
}

/// Lets everything else go first. Only where that can be said of one thread alone.
pub(super) fn stand_back() {
    #[cfg(target_os = "linux")]
    {
        let _ = rustix::process::nice(10);
    }
}
