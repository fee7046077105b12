//! The store is opened and the sources file is read beside the first frame, each on a thread of its own.
//!
//! Both ways to read, on the screen and in lines, enter here.

use std::panic::catch_unwind;
use std::path::Path;
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

/// The sources file while a thread reads it.
pub(in crate::runtime) type Reading = JoinHandle<Result<SourcesFile, Fault>>;

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
        let sources =
            reading.map(|reading| reading.join().unwrap_or_else(|_| Err(broken_off()))).transpose()?;
        let desk = desk?;
        if let Some(sources) = sources {
            desk.know_sources(sources);
        }
        Ok(desk)
    })
}

/// Begins to read the sources file, whole, since a source with an error would be missing without a word; on a thread of
/// its own, since a file of many sources takes its time.
pub(in crate::runtime) fn begin_reading(paths: &Paths) -> Reading {
    let path = paths.sources_file();
    thread::spawn(move || read(&path))
}

/// As [`begin_reading`]; `told` hears what came of it.
pub(super) fn read_telling(paths: &Paths, told: impl FnOnce(Result<SourcesFile, Fault>) + Send + 'static) {
    let path = paths.sources_file();
    thread::spawn(move || told(read(&path)));
}

/// Reads the sources file.
pub(super) fn read(path: &Path) -> Result<SourcesFile, Fault> {
    catch_unwind(|| SourcesFile::load(path)).unwrap_or_else(|_| Err(broken_off()))
}

fn broken_off() -> Fault {
    Fault::new(FaultKind::Config, "the sources file cannot be read")
        .hint("start again; with --log debug the log says more")
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
