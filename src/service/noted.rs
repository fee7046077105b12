//! What came of asking sources, gathered so that a hundred quiet answers are one transaction.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::Desk;
use super::reply::Reply;
use crate::news::Fault;
use crate::store::Answered;

/// Answers that are gathered before they are written.
const TOGETHER: usize = 64;

/// How long the first of them waits for more: what the slowest source takes is not waited for.
const GATHER: Duration = Duration::from_millis(250);

/// A pad for the answers of one refresh. What is on it is handed to the writer with it when it is
/// dropped, so that breaking off loses nothing that was stored.
pub(super) struct Pad {
    desk: Desk,
    noted: Arc<Mutex<Vec<Answered>>>,
    unreached: Mutex<Vec<Answered>>,
}

impl Pad {
    /// An empty pad.
    pub fn new(desk: &Desk) -> Self {
        Self { desk: desk.clone(), noted: Arc::default(), unreached: Mutex::default() }
    }

    /// Notes an answer. Hosts that were not reached are held back until it is known whose fault it is.
    pub async fn note(&self, answered: Answered) -> Result<(), Fault> {
        if answered.answer.fault.as_ref().is_some_and(|fault| fault.kind.is_unreached()) {
            held(&self.unreached).push(answered);
            return Ok(());
        }
        let full = {
            let mut noted = held(&self.noted);
            noted.push(answered);
            if noted.len() == 1 {
                self.write_soon();
            }
            (noted.len() >= TOGETHER).then(|| std::mem::take(&mut *noted))
        };
        match full {
            Some(full) => self.write(full).await,
            None => Ok(()),
        }
    }

    /// Writes what is noted. Where this machine is offline, hosts that were not reached are not to blame,
    /// and are forgotten.
    pub async fn close(&self, offline: bool) -> Result<(), Fault> {
        let unreached = std::mem::take(&mut *held(&self.unreached));
        let mut noted = std::mem::take(&mut *held(&self.noted));
        if !offline {
            noted.extend(unreached);
        }
        self.write(noted).await
    }

    fn write_soon(&self) {
        let (desk, noted) = (self.desk.clone(), Arc::clone(&self.noted));
        tokio::spawn(async move {
            tokio::time::sleep(GATHER).await;
            let noted = std::mem::take(&mut *held(&noted));
            if !noted.is_empty() {
                // A store that fails says so when the rest is written.
                drop(desk.write_fetched(move |store| store.put_answers(&noted)));
            }
        });
    }

    fn write(&self, noted: Vec<Answered>) -> Reply<()> {
        self.desk.write_fetched(move |store| store.put_answers(&noted))
    }
}

impl Drop for Pad {
    fn drop(&mut self) {
        let noted = std::mem::take(&mut *held(&self.noted));
        if !noted.is_empty() {
            drop(self.write(noted));
        }
    }
}

/// A list behind a lock is whole also after a panic elsewhere.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
