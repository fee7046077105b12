//! A way to the web that is made when it is first used.

use std::sync::OnceLock;
use std::time::Duration;

use super::{Answering, Fetch, Request};
use crate::news::{Address, Fault};

/// Makes the way behind it at the first request: reading the system's certificates takes longer than
/// drawing the first frame, and a program that only reads what is stored never needs them.
pub struct Lazy<F> {
    make: Box<dyn Fn() -> Result<F, Fault> + Send + Sync>,
    made: OnceLock<Result<F, Fault>>,
}

impl<F: Fetch> Lazy<F> {
    /// A way that `make` makes once. Its fault, if it has one, is every request's answer.
    pub fn new(make: impl Fn() -> Result<F, Fault> + Send + Sync + 'static) -> Self {
        Self { make: Box::new(make), made: OnceLock::new() }
    }
}

impl<F: Fetch> Fetch for Lazy<F> {
    fn get(&self, request: Request) -> Answering<'_> {
        match self.made.get_or_init(|| (self.make)()) {
            Ok(way) => way.get(request),
            Err(fault) => {
                let fault = fault.clone();
                Box::pin(async move { Err(fault) })
            }
        }
    }

    fn resting(&self, authority: &(String, u16)) -> Option<Duration> {
        self.made.get()?.as_ref().ok()?.resting(authority)
    }

    fn resting_at(&self, address: &Address) -> Option<Duration> {
        self.made.get()?.as_ref().ok()?.resting_at(address)
    }
}
