//! The desk is opened while the first frame already stands, and while the sources file is still being read.
//!
//! Both ways to read, on the screen and in lines, enter here.

use std::sync::{Arc, Mutex, PoisonError};

use super::Reading;
use crate::config::{Paths, SourcesFile};
use crate::fetch::{Changing, Fetch};
use crate::news::{Fault, FaultKind, Refresh};
use crate::service::Desk;

/// How the desk is opened.
pub(in crate::runtime) type OpenDesk = fn(Arc<dyn Fetch>, &Paths, Refresh) -> Result<Desk, Fault>;

/// Opens the real store when it is wanted.
pub(in crate::runtime) fn opener(
    open: OpenDesk,
    web: Arc<Changing>,
    paths: Paths,
    refresh: Refresh,
    sources: Reading,
) -> Box<dyn Fn() -> Result<Desk, Fault> + Send> {
    // The reading at the start is good for the first desk only.
    let sources = Mutex::new(sources);
    Box::new(move || {
        // The store is opened while the file is still being read; its faults are said first.
        let desk = open(Arc::clone(&web) as Arc<dyn Fetch>, &paths, refresh);
        let sources = read_through(sources.lock().unwrap_or_else(PoisonError::into_inner).take())?;
        let desk = desk?;
        if let Some(sources) = sources {
            desk.know_sources(sources);
        }
        Ok(desk)
    })
}

/// The sources file, when it has been read.
pub(super) fn read_through(reading: Reading) -> Result<Option<SourcesFile>, Fault> {
    let Some(reading) = reading else { return Ok(None) };
    let ended = reading.join();
    let broken_off = |_| {
        Fault::new(FaultKind::Config, "the sources file cannot be read")
            .hint("start again; with --log debug the log says more")
    };
    ended.map_err(broken_off)?.map(Some)
}
