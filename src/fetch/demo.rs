//! The demo edition: a small newspaper about Dateline itself, served as a web of its own.

use super::{Answering, Fetch, Request};
use crate::news::{Day, Fault, FaultKind};

/// The web of the demo edition. Needs no network.
#[derive(Clone, Debug)]
pub struct Demo {
    today: Day,
}

impl Demo {
    /// The newspaper whose newest edition is of that day.
    pub fn new(today: Day) -> Self {
        Self { today }
    }

    /// The sources file that goes with it.
    pub fn sources_toml(today: Day) -> String {
        let _ = today;
        String::new()
    }
}

impl Fetch for Demo {
    fn get(&self, request: Request) -> Answering<'_> {
        let fault =
            Fault::new(FaultKind::NotFound, format!("{} has no {}", request.address.host(), self.today));
        Box::pin(async move { Err(fault) })
    }
}
