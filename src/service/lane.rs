//! Threads that work through a queue, what the person waits for first.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::news::{Fault, FaultKind};

/// A piece of work on what the lane's thread holds.
type Job<S> = Box<dyn FnOnce(&mut S) + Send>;

struct Queue<S> {
    urgent: VecDeque<Job<S>>,
    later: VecDeque<Job<S>>,
    closed: bool,
    threads: usize,
}

struct Shared<S> {
    queue: Mutex<Queue<S>>,
    woken: Condvar,
    /// A thread has ended.
    ended: Condvar,
}

impl<S> Shared<S> {
    fn queue(&self) -> MutexGuard<'_, Queue<S>> {
        // Jobs run outside the lock; a queue is whole also after a panic elsewhere.
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next job, or `None` when the lane is closed and empty.
    fn next(&self) -> Option<Job<S>> {
        let mut queue = self.queue();
        loop {
            let urgent = queue.urgent.pop_front();
            if let Some(job) = urgent.or_else(|| queue.later.pop_front()) {
                return Some(job);
            }
            if queue.closed {
                return None;
            }
            queue = self.woken.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// How long is waited for at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AtEnd {
    /// Until everything urgent is done; the rest is let go.
    Finish,
    /// This long, for what is under way; the rest is let go, and so is what takes longer.
    Leave(Duration),
}

/// A queue and the threads that work through it; each thread holds an `S` of its own. Dropping the
/// lane waits as long as it was told to.
pub(super) struct Lane<S> {
    shared: Arc<Shared<S>>,
    threads: Vec<JoinHandle<()>>,
    at_end: AtEnd,
}

/// Bytes of stack a thread has: converting and setting a page recurse as deep as the page's tree.
const STACK: usize = 8 << 20;

impl<S: Send + 'static> Lane<S> {
    /// Starts one thread for each of `held`.
    pub fn start(name: &str, held: Vec<S>, at_end: AtEnd) -> Result<Self, Fault> {
        let queue =
            Queue { urgent: VecDeque::new(), later: VecDeque::new(), closed: false, threads: held.len() };
        let shared =
            Arc::new(Shared { queue: Mutex::new(queue), woken: Condvar::new(), ended: Condvar::new() });
        let mut lane = Self { shared, threads: Vec::new(), at_end };
        for held in held {
            let shared = Arc::clone(&lane.shared);
            let thread = thread::Builder::new().name(name.to_owned()).stack_size(STACK);
            let started = thread.spawn(move || work(&shared, held)).map_err(|error| {
                Fault::new(FaultKind::Storage, "the system refuses to start a thread").cause(error)
            })?;
            lane.threads.push(started);
        }
        Ok(lane)
    }

    /// Queues a piece of work.
    pub fn put(&self, urgent: bool, job: impl FnOnce(&mut S) + Send + 'static) {
        let mut queue = self.shared.queue();
        let lane = if urgent { &mut queue.urgent } else { &mut queue.later };
        lane.push_back(Box::new(job));
        drop(queue);
        self.shared.woken.notify_one();
    }
}

fn work<S>(shared: &Shared<S>, mut held: S) {
    while let Some(job) = shared.next() {
        // A panic costs that job its answer, not the lane its thread. What `held` is (a database
        // connection, nothing) stays usable: a transaction that was open is rolled back when dropped.
        if catch_unwind(AssertUnwindSafe(|| job(&mut held))).is_err() {
            tracing::error!("a job panicked");
        }
    }
    shared.queue().threads -= 1;
    shared.ended.notify_all();
}

impl<S> Drop for Lane<S> {
    fn drop(&mut self) {
        let mut queue = self.shared.queue();
        queue.closed = true;
        let mut left: Vec<Job<S>> = queue.later.drain(..).collect();
        if self.at_end != AtEnd::Finish {
            left.extend(queue.urgent.drain(..));
        }
        drop(queue);
        // Outside the lock: what a job holds may end with it.
        drop(left);
        self.shared.woken.notify_all();
        if let AtEnd::Leave(limit) = self.at_end {
            let waits = |queue: &mut Queue<S>| queue.threads > 0;
            drop(self.shared.ended.wait_timeout_while(self.shared.queue(), limit, waits));
            return;
        }
        for thread in self.threads.drain(..) {
            // The last desk may be dropped by a job on this very lane.
            if thread.thread().id() != thread::current().id() {
                let _ = thread.join();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    #[test]
    fn what_is_waited_for_goes_first_and_the_rest_is_let_go_at_the_end() {
        let (said, heard) = mpsc::channel();
        let (go, ready) = mpsc::channel::<()>();
        let lane = Lane::start("test", vec![Vec::new()], AtEnd::Finish).unwrap();
        lane.put(true, move |_| ready.recv().unwrap());
        for (urgent, word) in [(false, "third"), (true, "first"), (true, "second")] {
            let said = said.clone();
            lane.put(urgent, move |done: &mut Vec<&str>| {
                done.push(word);
                said.send(done.clone()).unwrap();
            });
        }
        go.send(()).unwrap();
        assert_eq!(heard.iter().nth(2).unwrap(), ["first", "second", "third"]);
        let (go, ready) = mpsc::channel::<()>();
        let (begun, under_way) = mpsc::channel();
        lane.put(true, move |_| {
            begun.send(()).unwrap();
            ready.recv().unwrap();
        });
        under_way.recv().unwrap();
        let (done, urgent) = mpsc::channel();
        let unheard = done.clone();
        lane.put(false, move |_| unheard.send("later").unwrap());
        lane.put(true, move |_| done.send("urgent").unwrap());
        // The end begins while a job is under way, as at every end that matters.
        let ending = thread::spawn(move || drop(lane));
        go.send(()).unwrap();
        ending.join().unwrap();
        assert_eq!(urgent.iter().next(), Some("urgent"));
    }

    #[test]
    fn what_takes_too_long_is_not_waited_for() {
        let (go, ready) = mpsc::channel::<()>();
        let (done, heard) = mpsc::channel();
        let lane = Lane::start("test", vec![()], AtEnd::Leave(Duration::ZERO)).unwrap();
        lane.put(true, move |()| done.send(ready.recv().is_ok()).unwrap());
        drop(lane);
        // Whether it had begun or not, the end has come before it could be done.
        drop(go);
        assert_ne!(heard.recv(), Ok(true));
    }

    #[test]
    fn a_panic_costs_one_job() {
        let (said, heard) = mpsc::channel();
        let lane = Lane::start("test", vec![()], AtEnd::Finish).unwrap();
        lane.put(true, |()| panic!("on purpose"));
        lane.put(true, move |()| said.send(1).unwrap());
        drop(lane);
        assert_eq!(heard.recv().unwrap(), 1);
    }
}
