//! The threads that carry connections.
//!
//! A connection is read by a task of the HTTP library, and a server can keep that task busy for seconds on end: a
//! hundred buffers full of "100 Continue" are taken in before it lets go. Where deadlines are kept and others are
//! asked, that would hold up both. So connections live on a few threads of their own, each request on the one with
//! the least to do, and on none that is kept busy. Nothing else runs here, and nobody waits for these threads.

use std::future::{Future, poll_fn};
use std::io;
use std::pin::pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;

use crate::fetch::lock;

/// How long a thread may take to say that it is there; one with nothing but honest servers takes no millisecond.
const PATIENCE: Duration = Duration::from_millis(50);

/// Some threads, which end when this is dropped.
pub(super) struct Wires(Vec<Wire>);

struct Wire {
    handle: Handle,
    carried: Arc<AtomicUsize>,
    /// When the thread was last asked whether it is there, until it says so.
    asked: Arc<Mutex<Option<Instant>>>,
    /// The thread ends when this is gone.
    _end: oneshot::Sender<()>,
}

/// A request's place on a wire.
pub(super) struct Seat(Option<(Handle, Arc<AtomicUsize>)>);

impl Wires {
    /// Starts so many, or fewer where the machine has no more. Without any, connections live where they are asked for.
    pub(super) fn start(count: usize) -> Self {
        let started = (0..count).map_while(|_| {
            Wire::start().inspect_err(|error| tracing::warn!(%error, "a thread could not be started")).ok()
        });
        Self(started.collect())
    }

    /// A place on the wire that carries least, of those that answer.
    pub(super) fn take(&self) -> Seat {
        let now = Instant::now();
        let least =
            self.0.iter().min_by_key(|wire| (wire.is_busy(now), wire.carried.load(Ordering::Relaxed)));
        Seat(least.map(|wire| {
            wire.carried.fetch_add(1, Ordering::Relaxed);
            (wire.handle.clone(), Arc::clone(&wire.carried))
        }))
    }
}

impl Wire {
    fn start() -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        let (end, ended) = oneshot::channel();
        thread::Builder::new().name("wire".to_owned()).spawn(move || {
            // An error says that the sender is gone: that is the end, too.
            let _ = runtime.block_on(ended);
            // Name look-ups may hang on threads of their own.
            runtime.shutdown_background();
        })?;
        Ok(Self { handle, carried: Arc::default(), asked: Arc::default(), _end: end })
    }

    /// Whether the thread has not answered for a while; asks it again where it has.
    fn is_busy(&self, now: Instant) -> bool {
        let mut asked = lock(&self.asked);
        if let Some(since) = *asked {
            return now.saturating_duration_since(since) > PATIENCE;
        }
        *asked = Some(now);
        let here = Arc::clone(&self.asked);
        self.handle.spawn(async move { *lock(&here) = None });
        false
    }
}

impl Seat {
    /// Does what makes connections, so that they live on the wire. The work itself stays where it is awaited.
    pub(super) async fn carry<T>(&self, work: impl Future<Output = T>) -> T {
        let Some((handle, _)) = &self.0 else { return work.await };
        let mut work = pin!(work);
        poll_fn(|cx| {
            let _on_the_wire = handle.enter();
            work.as_mut().poll(cx)
        })
        .await
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        if let Some((_, carried)) = &self.0 {
            carried.fetch_sub(1, Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_request_goes_where_least_is_to_do() {
        let wires = Wires::start(2);
        let carried =
            || -> Vec<_> { wires.0.iter().map(|wire| wire.carried.load(Ordering::Relaxed)).collect() };
        let first = wires.take();
        let second = wires.take();
        assert_eq!(carried(), [1, 1]);
        let third = wires.take();
        drop((first, third));
        assert_eq!(carried(), [0, 1]);
        drop(second);
        let _again = wires.take();
        assert_eq!(carried(), [1, 0]);
        assert!(Wires::start(0).take().0.is_none());
    }

    #[test]
    fn a_thread_that_is_kept_busy_gets_nothing_more() {
        let wires = Wires::start(2);
        let (busy, free) = (&wires.0[0], &wires.0[1]);
        // It was asked long ago and has not answered.
        let long_ago = Instant::now().checked_sub(PATIENCE * 2).unwrap();
        *lock(&busy.asked) = Some(long_ago);
        let seats: Vec<_> = (0..3).map(|_| wires.take()).collect();
        assert_eq!(busy.carried.load(Ordering::Relaxed), 0);
        assert_eq!(free.carried.load(Ordering::Relaxed), 3);
        *lock(&busy.asked) = None;
        let _again = wires.take();
        assert_eq!(busy.carried.load(Ordering::Relaxed), 1);
        drop(seats);
    }

    #[test]
    fn what_work_begins_lives_on_the_wire_and_the_work_does_not() {
        let wires = Wires::start(1);
        let here = thread::current().id();
        let runtime = Builder::new_current_thread().build().unwrap();
        let (work, begun) = runtime.block_on(wires.take().carry(async {
            let begun = tokio::spawn(async { thread::current().id() });
            (thread::current().id(), begun.await.unwrap())
        }));
        assert_eq!(work, here);
        assert_ne!(begun, here);
    }
}
