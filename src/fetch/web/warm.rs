//! Hosts that a connection may still be open to.
//!
//! The web enters with each answer. A host may close an open connection at the very moment it is used again: that is no
//! fault of either, and as in browsers the question is asked once more. One that has not answered lately is not asked
//! twice.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

use crate::fetch::lock;

/// How long a connection without use is kept open.
pub(super) const KEPT: Duration = Duration::from_secs(30);

/// When each host and port answered last.
#[derive(Default)]
pub(super) struct Warm(Mutex<HashMap<(String, u16), Instant>>);

impl Warm {
    /// It has answered now; those of which no connection can be open any more are forgotten.
    pub(super) fn note(&self, authority: (String, u16)) {
        let mut answered = self.held();
        answered.retain(|_, at| at.elapsed() < KEPT);
        answered.insert(authority, Instant::now());
    }

    /// Whether a question may have gone through a connection that was open already.
    pub(super) fn is(&self, authority: &(String, u16)) -> bool {
        self.held().get(authority).is_some_and(|at| at.elapsed() < KEPT)
    }

    fn held(&self) -> MutexGuard<'_, HashMap<(String, u16), Instant>> {
        lock(&self.0)
    }
}
