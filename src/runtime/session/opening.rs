//! The store is opened and the sources file is read beside the first frame, each on a thread of its own.
//!
//! Both ways to read, on the screen and in lines, enter here.

use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use crate::config::{Paths, SourcesFile};
use crate::fetch::{Changing, Fetch};
use crate::news::{Fault, FaultKind, Refresh};
use crate::service::Desk;

/// How the desk is opened.
pub(in crate::runtime) type OpenDesk = fn(Arc<dyn Fetch>, &Paths, Refresh) -> Result<Desk, Fault>;

/// Opens the real store when it is wanted.
pub(in crate::runtime) type Opener = Box<dyn Fn() -> Result<Desk, Fault> + Send>;

/// The sources file while a thread reads it, whole, since a source with an error would be missing without a word.
pub(in crate::runtime) struct Reading(JoinHandle<Result<SourcesFile, Fault>>);

impl Reading {
    /// Begins to read it, on a thread of its own, since a file of many sources takes its time.
    pub fn begin(paths: &Paths) -> Self {
        let path = paths.sources_file();
        Self(thread::spawn(move || SourcesFile::load(&path)))
    }

    /// What it says. Waits until it has been read.
    pub fn end(self) -> Result<SourcesFile, Fault> {
        let broken_off = |_| {
            Fault::new(FaultKind::Config, "the sources file cannot be read")
                .hint("start again; with --log debug the log says more")
        };
        self.0.join().map_err(broken_off)?
    }
}

/// What opens it; the first time it waits for a reading of the sources file, where there is one.
pub(in crate::runtime) fn opener(
    open: OpenDesk,
    web: Arc<Changing>,
    paths: Paths,
    refresh: Refresh,
    sources: Option<Reading>,
) -> Opener {
    // The reading at the start is good for the first desk only.
    let sources = Mutex::new(sources);
    Box::new(move || {
        // The store is opened while the file is still being read; its faults are said first.
        let desk = open(Arc::clone(&web) as Arc<dyn Fetch>, &paths, refresh);
        let reading = sources.lock().unwrap_or_else(PoisonError::into_inner).take();
        let sources = reading.map(Reading::end).transpose()?;
        let desk = desk?;
        if let Some(sources) = sources {
            desk.know_sources(sources);
        }
        Ok(desk)
    })
}

/// The real store while a thread opens it.
pub(super) struct Opening(JoinHandle<(Result<Desk, Fault>, Opener)>);

impl Opening {
    /// Begins to open it.
    pub fn begin(open: Opener) -> Self {
        Self(thread::spawn(move || (open(), open)))
    }

    /// What came of it, and what opens another one.
    pub fn end(self) -> Result<(Desk, Opener), Fault> {
        let broken_off = |_| {
            Fault::new(FaultKind::Storage, "the store cannot be opened")
                .hint("start again; with --log debug the log says more")
        };
        let (desk, open) = self.0.join().map_err(broken_off)?;
        Ok((desk?, open))
    }
}
