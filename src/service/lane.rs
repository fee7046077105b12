//! Threads that work through a queue, what the person waits for first.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use crate::news::{Fault, FaultKind};

/// A piece of work on what the lane's thread holds.
type Job<S> = Box<dyn FnOnce(&mut S) + Send>;

struct Queue<S> {
    urgent: VecDeque<Job<S>>,
    later: VecDeque<Job<S>>,
    closed: bool,
}

struct Shared<S> {
    queue: Mutex<Queue<S>>,
    woken: Condvar,
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

/// A queue and the threads that work through it; each thread holds an `S` of its own. Dropping the
/// lane lets the threads finish what is queued and waits for them.
pub(super) struct Lane<S> {
    shared: Arc<Shared<S>>,
    threads: Vec<JoinHandle<()>>,
}

/// Bytes of stack a thread has: converting and setting a page recurse as deep as the page's tree.
const STACK: usize = 8 << 20;

impl<S: Send + 'static> Lane<S> {
    /// Starts one thread for each of `held`.
    pub fn start(name: &str, held: Vec<S>) -> Result<Self, Fault> {
        let queue = Queue { urgent: VecDeque::new(), later: VecDeque::new(), closed: false };
        let shared = Arc::new(Shared { queue: Mutex::new(queue), woken: Condvar::new() });
        let mut lane = Self { shared, threads: Vec::new() };
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
}

impl<S> Drop for Lane<S> {
    fn drop(&mut self) {
        self.shared.queue().closed = true;
        self.shared.woken.notify_all();
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
    fn what_is_waited_for_goes_first_and_nothing_is_lost() {
        let (said, heard) = mpsc::channel();
        let (go, ready) = mpsc::channel::<()>();
        let lane = Lane::start("test", vec![Vec::new()]).unwrap();
        lane.put(true, move |_| ready.recv().unwrap());
        for (urgent, word) in [(false, "later"), (true, "first"), (false, "last"), (true, "second")] {
            let said = said.clone();
            lane.put(urgent, move |done: &mut Vec<&str>| {
                done.push(word);
                said.send(done.clone()).unwrap();
            });
        }
        go.send(()).unwrap();
        drop(lane);
        assert_eq!(heard.try_iter().last().unwrap(), ["first", "second", "later", "last"]);
    }

    #[test]
    fn a_panic_costs_one_job() {
        let (said, heard) = mpsc::channel();
        let lane = Lane::start("test", vec![()]).unwrap();
        lane.put(true, |()| panic!("on purpose"));
        lane.put(true, move |()| said.send(1).unwrap());
        drop(lane);
        assert_eq!(heard.recv().unwrap(), 1);
    }
}
