//! What every verb works with: the web, the store's lanes, the workers, the sources.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::lane::Lane;
use super::reply::Reply;
use crate::config::{Paths, SourcesFile};
use crate::fetch::Fetch;
use crate::news::{Fault, Refresh, Slug, Source};
use crate::store::Store;

/// The desk of the program; cheap to clone, closed with its last clone, which waits until everything
/// that was handed in for writing is written.
#[derive(Clone)]
pub struct Desk {
    inner: Arc<Inner>,
}

struct Inner {
    web: Arc<dyn Fetch>,
    readers: Lane<Store>,
    writer: Lane<Store>,
    workers: Lane<()>,
    refresh: Mutex<Refresh>,
    sources_at: SourcesAt,
    sources: Mutex<Arc<[Source]>>,
    started: Mutex<HashSet<Slug>>,
}

/// Where the sources are written down.
enum SourcesAt {
    File(PathBuf),
    Memory(Mutex<SourcesFile>),
}

impl Desk {
    /// A desk over the store in the data folder and the sources file, both made when they are missing.
    /// `refresh` is what sources do that say nothing themselves.
    pub fn open(web: Arc<dyn Fetch>, paths: &Paths, refresh: Refresh) -> Result<Self, Fault> {
        let store = Store::open(&paths.data)?;
        Self::over(web, store, SourcesAt::File(paths.sources_file()), refresh)
    }

    /// A desk whose store and sources are gone with it: for the demo edition and the tests.
    pub fn memory(web: Arc<dyn Fetch>, sources_toml: &str) -> Result<Self, Fault> {
        let sources = SourcesFile::in_memory(sources_toml.to_owned())?;
        Self::over(web, Store::memory()?, SourcesAt::Memory(Mutex::new(sources)), Refresh::Minutes(30))
    }

    fn over(
        web: Arc<dyn Fetch>,
        store: Store,
        sources_at: SourcesAt,
        refresh: Refresh,
    ) -> Result<Self, Fault> {
        // One core stays for the screen.
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let inner = Inner {
            web,
            readers: Lane::start("store-reader", vec![store.another()?])?,
            writer: Lane::start("store-writer", vec![store])?,
            workers: Lane::start("worker", vec![(); cores.saturating_sub(1).max(1)])?,
            refresh: Mutex::new(refresh),
            sources_at,
            sources: Mutex::new(Arc::from([])),
            started: Mutex::new(HashSet::new()),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// The way to the web.
    pub fn web(&self) -> &Arc<dyn Fetch> {
        &self.inner.web
    }

    /// What sources do that say nothing about refreshing themselves.
    pub fn refresh(&self) -> Refresh {
        *held(&self.inner.refresh)
    }

    /// Sources that say nothing about refreshing themselves do so from now on.
    pub fn set_refresh(&self, refresh: Refresh) {
        *held(&self.inner.refresh) = refresh;
    }

    /// Reads from the store on the quick reader's thread.
    pub fn read<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Store) -> Result<T, Fault> + Send + 'static,
    ) -> Reply<T> {
        let (answer, reply) = Reply::pair();
        self.inner.readers.put(true, move |store| {
            // Who asked may have gone meanwhile; then nobody needs the answer.
            let _ = answer.send(job(store));
        });
        reply
    }

    /// Writes what the person did, before everything that was fetched.
    pub fn write<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Store) -> Result<T, Fault> + Send + 'static,
    ) -> Reply<T> {
        self.put_write(true, job)
    }

    /// Writes what was fetched, after everything the person did. A job takes 25 ms at most: longer work
    /// is handed in as several jobs, so that the person's own come between.
    pub fn write_fetched<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Store) -> Result<T, Fault> + Send + 'static,
    ) -> Reply<T> {
        self.put_write(false, job)
    }

    fn put_write<T: Send + 'static>(
        &self,
        urgent: bool,
        job: impl FnOnce(&mut Store) -> Result<T, Fault> + Send + 'static,
    ) -> Reply<T> {
        let (answer, reply) = Reply::pair();
        self.inner.writer.put(urgent, move |store| {
            let _ = answer.send(job(store));
        });
        reply
    }

    /// Computes on a worker: parsing, extracting, typesetting. `urgent` jobs, those the person waits
    /// for, go first.
    pub fn work<T: Send + 'static>(
        &self,
        urgent: bool,
        job: impl FnOnce() -> Result<T, Fault> + Send + 'static,
    ) -> Reply<T> {
        let (answer, reply) = Reply::pair();
        self.inner.workers.put(urgent, move |()| {
            let _ = answer.send(job());
        });
        reply
    }

    /// The sources as they were at the last [`sync_sources`](super::sync_sources) or change.
    pub fn sources(&self) -> Arc<[Source]> {
        Arc::clone(&held(&self.inner.sources))
    }

    /// The source of that name.
    pub fn source(&self, slug: &Slug) -> Option<Source> {
        self.sources().iter().find(|source| source.slug == *slug).cloned()
    }

    pub(super) fn set_sources(&self, sources: &[Source]) {
        *held(&self.inner.sources) = Arc::from(sources);
    }

    /// Whether this is the first time in this run of the program that the source is asked by itself.
    pub(super) fn first_time(&self, slug: &Slug) -> bool {
        !held(&self.inner.started).contains(slug)
    }

    /// Notes that the source was asked in this run of the program.
    pub(super) fn note_asked(&self, slug: &Slug) {
        held(&self.inner.started).insert(slug.clone());
    }

    /// Reads the sources file anew and does something with it, on a worker, since it is on the disk.
    pub(super) fn with_sources_file<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut SourcesFile) -> Result<T, Fault> + Send + 'static,
    ) -> Reply<T> {
        let desk = self.clone();
        self.work(true, move || match &desk.inner.sources_at {
            SourcesAt::File(path) => job(&mut SourcesFile::load(path)?),
            SourcesAt::Memory(file) => job(&mut held(file)),
        })
    }
}

/// The maps and lists behind these locks are whole also after a panic elsewhere.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
