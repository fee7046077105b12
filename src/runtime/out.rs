//! The way of answers back into the loop, from whatever thread.

use std::sync::Arc;

use crate::app::Msg;

/// The number of no store.
const LASTING: u64 = u64::MAX;

/// The way back into the loop; cheap to clone. What was asked of one store is not told to another.
#[derive(Clone)]
pub(super) struct Out {
    hand: Arc<dyn Fn(u64, Box<Msg>) -> bool + Send + Sync>,
    store: u64,
}

impl Out {
    /// A way that hands a message on by this, with the store it is about.
    pub(super) fn new(hand: impl Fn(u64, Box<Msg>) -> bool + Send + Sync + 'static) -> Self {
        Self { hand: Arc::new(hand), store: 0 }
    }

    /// Hands a message to the loop; when the program is ending there is nobody to hand it to.
    pub(super) fn send(&self, msg: Msg) {
        let _ = (self.hand)(self.store, Box::new(msg));
    }

    /// The way for the answers of the next store: of the demo edition, or of the real one again.
    pub(super) fn next(&self) -> Self {
        Self { hand: Arc::clone(&self.hand), store: self.store + 1 }
    }

    /// The way for what is told whichever store is shown.
    pub(super) fn lasting(&self) -> Self {
        Self { hand: Arc::clone(&self.hand), store: LASTING }
    }

    /// Whether an answer comes from the store that is shown, or is for whichever is.
    pub(super) fn speaks_of(&self, store: u64) -> bool {
        self.store == store || store == LASTING
    }
}
