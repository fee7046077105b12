//! The answer to something asked of another thread.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::sync::oneshot;

use crate::news::{Fault, FaultKind};

/// An answer that is on its way: awaited on the network thread, or waited for on a plain one.
/// Who drops it does not take the work back.
#[derive(Debug)]
pub struct Reply<T>(oneshot::Receiver<Result<T, Fault>>);

/// The other end of a [`Reply`].
pub(super) type Answerer<T> = oneshot::Sender<Result<T, Fault>>;

impl<T> Reply<T> {
    /// Both ends.
    pub(super) fn pair() -> (Answerer<T>, Self) {
        let (sender, receiver) = oneshot::channel();
        (sender, Self(receiver))
    }

    /// Blocks until the answer is there. Not to be called on a thread that runs async work: there it
    /// panics, as tokio's `blocking_recv` does.
    pub fn wait(self) -> Result<T, Fault> {
        self.0.blocking_recv().unwrap_or_else(|_| Err(lost()))
    }
}

impl<T> Future for Reply<T> {
    type Output = Result<T, Fault>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(context).map(|answer| answer.unwrap_or_else(|_| Err(lost())))
    }
}

/// The work ended without an answer: it panicked, or the program is closing.
fn lost() -> Fault {
    Fault::new(FaultKind::Storage, "the work was broken off by a fault in Dateline")
        .hint("try again; with --log debug the log says more")
}
