//! A way to the web that may be exchanged for another while the program runs.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use super::{Answering, Fetch, Request};
use crate::news::Address;

/// The way as the settings have it now; a request under way ends on the one it began on.
pub struct Changing {
    way: RwLock<Arc<dyn Fetch>>,
}

impl Changing {
    /// Begins with a way.
    pub fn new(way: Arc<dyn Fetch>) -> Self {
        Self { way: RwLock::new(way) }
    }

    /// Goes another way from now on.
    pub fn set(&self, way: Arc<dyn Fetch>) {
        *self.way.write().unwrap_or_else(PoisonError::into_inner) = way;
    }
}

impl Fetch for Changing {
    fn get(&self, request: Request) -> Answering<'_> {
        let way = Arc::clone(&self.way.read().unwrap_or_else(PoisonError::into_inner));
        Box::pin(async move { way.get(request).await })
    }

    fn resting(&self, authority: &(String, u16)) -> Option<Duration> {
        self.way.read().unwrap_or_else(PoisonError::into_inner).resting(authority)
    }

    fn resting_at(&self, address: &Address) -> Option<Duration> {
        self.way.read().unwrap_or_else(PoisonError::into_inner).resting_at(address)
    }
}
