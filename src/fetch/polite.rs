//! Good manners towards hosts, around any way to fetch.

use std::time::Duration;

use super::{Answering, Fetch, Request};

/// How hosts are treated.
#[derive(Clone, Copy, Debug)]
pub struct Manners {
    /// Requests under way at once to one host and port.
    pub lane: usize,
    /// Requests under way at once to all hosts; what the reader waits for is not counted against it.
    pub total: usize,
    /// Between the starts of two archive requests to one host and port.
    pub spacing: Duration,
    /// A host that asks to be left alone for longer than this is not waited for.
    pub patience: Duration,
}

impl Default for Manners {
    fn default() -> Self {
        Self { lane: 2, total: 24, spacing: Duration::from_secs(1), patience: Duration::from_secs(20) }
    }
}

/// A way to fetch that keeps good manners.
#[derive(Debug)]
pub struct Polite<F> {
    inner: F,
    manners: Manners,
}

impl<F: Fetch> Polite<F> {
    /// Puts manners around a way to fetch.
    pub fn new(inner: F, manners: Manners) -> Self {
        Self { inner, manners }
    }

    /// The manners.
    pub fn manners(&self) -> Manners {
        self.manners
    }
}

impl<F: Fetch> Fetch for Polite<F> {
    fn get(&self, request: Request) -> Answering<'_> {
        self.inner.get(request)
    }
}
