//! Whose turn it is to write.
//!
//! `SQLite` lets one connection write at a time and leaves the others to poll for the lock, which favours
//! whoever asks most often. Within one process the connections to one store take turns here instead, and
//! the reader's own acts go before batches. Between processes `SQLite`'s lock and its time-out do the work.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};

/// Who wants to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writer {
    /// The reader did something: first in line, and on the disk before the call returns.
    User,
    /// Something was fetched: waits while the reader writes; the power may take the last of it.
    Batch,
}

/// The turns of one store.
#[derive(Default)]
pub(super) struct Turns {
    number: u64,
    line: Mutex<Line>,
    moved: Condvar,
}

#[derive(Default)]
struct Line {
    taken: bool,
    users: usize,
}

/// A turn; ends when dropped.
pub(super) struct Turn(Arc<Turns>);

static NUMBERS: AtomicU64 = AtomicU64::new(1);
static STORES: Mutex<Vec<(PathBuf, Weak<Turns>)>> = Mutex::new(Vec::new());

impl Turns {
    /// The turns that all connections of this process to that store share.
    pub(super) fn of(store: &Path) -> Arc<Self> {
        let mut stores = STORES.lock().unwrap_or_else(PoisonError::into_inner);
        stores.retain(|(_, turns)| turns.strong_count() > 0);
        let known = stores.iter().find(|(path, _)| path == store).and_then(|(_, turns)| turns.upgrade());
        known.unwrap_or_else(|| {
            let turns = Arc::new(Self { number: NUMBERS.fetch_add(1, Ordering::Relaxed), ..Self::default() });
            stores.push((store.to_owned(), Arc::downgrade(&turns)));
            turns
        })
    }

    /// Tells one store from the others that are open in this process.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// Waits for a turn.
    pub(super) fn take(self: &Arc<Self>, writer: Writer) -> Turn {
        let mut line = self.lock();
        if writer == Writer::User {
            line.users += 1;
        }
        while line.taken || (writer == Writer::Batch && line.users > 0) {
            line = self.moved.wait(line).unwrap_or_else(PoisonError::into_inner);
        }
        if writer == Writer::User {
            line.users -= 1;
        }
        line.taken = true;
        Turn(Arc::clone(self))
    }

    fn lock(&self) -> MutexGuard<'_, Line> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.lock().taken = false;
        self.0.moved.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    #[test]
    fn a_batch_lets_the_reader_go_first() {
        let turns = Turns::of(Path::new("/turn-test"));
        let first = turns.take(Writer::Batch);
        let (done, order) = mpsc::channel();
        let stand_in_line = |writer: Writer, done: mpsc::Sender<Writer>| {
            let turns = Arc::clone(&turns);
            std::thread::spawn(move || {
                let _turn = turns.take(writer);
                done.send(writer).unwrap();
            })
        };
        let user = stand_in_line(Writer::User, done.clone());
        // The turn is held, so the reader comes to stand in line and stays there.
        while turns.lock().users == 0 {
            std::thread::yield_now();
        }
        let batch = stand_in_line(Writer::Batch, done);
        drop(first);
        user.join().unwrap();
        batch.join().unwrap();
        assert_eq!(order.iter().collect::<Vec<_>>(), [Writer::User, Writer::Batch]);
    }

    #[test]
    fn one_store_has_one_line() {
        let a = Turns::of(Path::new("/turn-a"));
        assert!(Arc::ptr_eq(&a, &Turns::of(Path::new("/turn-a"))));
        assert!(!Arc::ptr_eq(&a, &Turns::of(Path::new("/turn-b"))));
    }
}
