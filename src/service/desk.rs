//! What every verb works with: the web, the store's lanes, the workers, the sources.

mod files;
mod mending;
mod notices;
mod opening;
mod parked;

use std::collections::{HashMap, HashSet};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use jiff::Timestamp;

use self::notices::Notices;
use self::parked::Next;
use super::checkup::Checkup;
use super::finder::Finder;
use super::indexer::Indexer;
use super::lane::Lane;
use super::own_files::OwnFiles;
use super::reply::{Answerer, Reply};
use crate::config::SourcesFile;
use crate::fetch::Fetch;
use crate::locale::Locale;
use crate::news::{Day, Fault, Refresh, Searched, Slug, Source, Text, told_apart};
use crate::store::{Connector, Index, Mender, Store};

/// The desk of the program; cheap to clone, closed with its last clone, which waits until everything
/// that the person did is written.
#[derive(Clone)]
pub struct Desk {
    inner: Arc<Inner>,
}

struct Inner {
    web: Arc<dyn Fetch>,
    readers: Lane<Store>,
    writer: Lane<Store>,
    finder: Lane<Finder>,
    /// Opens more connections, for the indexer and for the check of the whole store.
    connector: Connector,
    indexer: Mutex<Option<Indexer>>,
    workers: Lane<()>,
    refresh: Mutex<Refresh>,
    files: Arc<OwnFiles>,
    /// None until they are read for the first time.
    sources: Mutex<Option<Arc<[Source]>>>,
    /// Held while the sources file is read and the store made to agree with it.
    agreeing: tokio::sync::Mutex<()>,
    /// Held while a picture is decoded.
    decoding: Arc<tokio::sync::Mutex<()>>,
    started: Mutex<HashSet<Slug>>,
    /// Why nothing is kept, if so.
    caution: Option<Fault>,
    reads_only: bool,
    stands_in: bool,
    /// The desk that has taken the place of this one, or what waits for it.
    next: Mutex<Next>,
    notices: Arc<Mutex<Notices>>,
    checkup: Mutex<Option<Checkup>>,
    /// The files that seemed damaged and were looked at.
    looked: Mutex<Vec<Mender>>,
    /// Where damage is noted that is left to whoever opened this desk.
    damage: OnceLock<Arc<AtomicBool>>,
}

impl Desk {
    /// What the sources file said a moment ago, so that it need not be made sense of again.
    pub fn know_sources(&self, file: SourcesFile) {
        self.inner.files.know(file);
    }

    /// The way to the web.
    pub fn web(&self) -> &Arc<dyn Fetch> {
        &self.inner.web
    }

    /// Why nothing is kept, if so: the store may only be read, or there is none.
    pub fn caution(&self) -> Option<Fault> {
        self.given_up().or_else(|| self.inner.caution.clone())
    }

    /// Whether this is here only until a damaged store is mended.
    pub fn stands_in(&self) -> bool {
        self.inner.stands_in
    }

    /// Whether not even what is fetched can be stored.
    pub fn reads_only(&self) -> bool {
        self.inner.reads_only || self.inner.stands_in
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
        self.put_read(true, job)
    }

    /// Reads what nobody on the screen waits for, after all that somebody does.
    pub(super) fn read_behind<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Store) -> Result<T, Fault> + Send + 'static,
    ) -> Reply<T> {
        self.put_read(false, job)
    }

    fn put_read<T: Send + 'static>(
        &self,
        urgent: bool,
        job: impl FnOnce(&Store) -> Result<T, Fault> + Send + 'static,
    ) -> Reply<T> {
        let (answer, reply) = Reply::pair();
        let desk = Arc::downgrade(&self.inner);
        self.inner.readers.put(urgent, move |store| {
            store.follow();
            let done = job(store);
            // Before the answer: who has it may close the desk.
            if store.take_damage()
                && let Some(inner) = desk.upgrade()
            {
                Self { inner }.mend();
            }
            // Who asked may have gone meanwhile; then nobody needs the answer.
            let _ = answer.send(done);
        });
        reply
    }

    /// Searches, on the finder's thread. Of a job that nobody waits for any more the answer is dropped; a long
    /// one looks by itself whether it is still wanted. When the index turns out damaged the job is done
    /// again on a new one.
    pub fn find<T: Send + 'static>(
        &self,
        job: impl Fn(&Index, &Store) -> Result<T, Fault> + Send + 'static,
    ) -> Reply<T> {
        let (answer, reply) = Reply::pair();
        self.inner.finder.put(true, move |finder| {
            let _ = answer.send(finder.ask(&job));
        });
        reply
    }

    /// Brings the index up to date for about so long, on the finder's thread; how far it is then. For
    /// commands: while a screen is open [`Desk::begin_indexing`] does it.
    pub fn feed_index(&self, time: Duration) -> Reply<Searched> {
        let (answer, reply) = Reply::pair();
        self.inner.finder.put(false, move |finder| {
            let _ = answer.send(finder.feed(time));
        });
        reply
    }

    /// From now on a thread in the background keeps the index up to date; `told` hears whenever it is. With
    /// `reading`, which tells today and what days are called, the counts of the kept searches are kept up too.
    pub fn begin_indexing(
        &self,
        reading: Option<Box<dyn Fn() -> (Day, Locale) + Send>>,
        told: impl Fn() + Send + 'static,
    ) -> Result<(), Fault> {
        let mut indexer = held(&self.inner.indexer);
        // An index of what only stands in would be gone with it.
        if indexer.is_none() && !self.inner.stands_in {
            *indexer = Some(Indexer::start(self.inner.connector.clone(), reading, Box::new(told))?);
        }
        Ok(())
    }

    /// Has that thread look whether there is something to do: another day may have come.
    pub fn wake_indexing(&self) {
        if let Some(indexer) = held(&self.inner.indexer).as_ref() {
            indexer.waker().wake();
        }
    }

    /// Ends that thread, within one piece of its work.
    pub fn end_indexing(&self) {
        drop(held(&self.inner.indexer).take());
    }

    /// Checks the store from end to end once it has rested for a while, on a thread that goes last; not where that
    /// was done lately. A damaged one is mended.
    pub fn begin_checking(&self, now: Timestamp) -> Result<(), Fault> {
        let mut checkup = held(&self.inner.checkup);
        if checkup.is_some() || self.inner.caution.is_some() {
            return Ok(());
        }
        let connector = self.inner.connector.clone().reading();
        let desk = Arc::downgrade(&self.inner);
        *checkup = Some(Checkup::start(connector, now, move |is_well| {
            let Some(inner) = desk.upgrade() else { return };
            let desk = Self { inner };
            if is_well {
                drop(desk.write_fetched(move |store| store.put_checked(now)));
            } else {
                desk.mend();
            }
        })?);
        Ok(())
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

    /// Waits until everything that the person did so far is written, also where a clone of the desk is held
    /// by work that takes longer. Blocks; not for a thread that runs async work.
    pub fn settle(&self) {
        // That nobody answers means that the lane has ended, and then all is written.
        let _ = self.write(|_| Ok(())).wait();
    }

    /// Looks at the store by the writer's own connection, after all that is to be written. Nothing is written by it, so
    /// nobody is woken.
    pub fn look_as_writer(&self, look: impl FnOnce(&Store) + Send + 'static) {
        self.inner.writer.put(false, move |store| look(store));
    }

    fn put_write<T: Send + 'static>(
        &self,
        urgent: bool,
        job: impl FnOnce(&mut Store) -> Result<T, Fault> + Send + 'static,
    ) -> Reply<T> {
        let (answer, reply) = Reply::pair();
        match self.given_up() {
            // The stand-in would speak of a mending that is over.
            Some(why) => drop(answer.send(Err(why))),
            None => self.hand_in(urgent, job, answer),
        }
        reply
    }

    fn hand_in<T: Send + 'static>(
        &self,
        urgent: bool,
        job: impl FnOnce(&mut Store) -> Result<T, Fault> + Send + 'static,
        answer: Answerer<T>,
    ) {
        let woken = held(&self.inner.indexer).as_ref().map(Indexer::waker);
        let desk = Arc::downgrade(&self.inner);
        self.inner.writer.put(urgent, move |store| {
            let done = job(store);
            let (said, is_damaged) = (store.take_notices(), store.take_damage());
            // Only where there is something to do: the last desk is better dropped by its owner than here.
            if (is_damaged || !said.is_empty())
                && let Some(inner) = desk.upgrade()
            {
                let desk = Self { inner };
                desk.pass_on(said);
                if is_damaged {
                    desk.mend();
                }
            }
            let _ = answer.send(done);
            if let Some(waker) = woken {
                waker.wake();
            }
        });
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

    /// The sources as they were at the last [`sync_sources`](super::sync_sources) or change; none before.
    pub fn sources(&self) -> Arc<[Source]> {
        held(&self.inner.sources).clone().unwrap_or_default()
    }

    /// As [`Desk::sources`]; where nothing has read them yet, by their file. What is asked for as soon as the program
    /// starts is asked as the person said of its source, too. A file that cannot be read keeps nobody from reading: what is
    /// wrong with it is said when the store is to agree with it.
    pub(super) async fn sources_at_once(&self) -> Arc<[Source]> {
        let known = held(&self.inner.sources).clone();
        if let Some(known) = known {
            return known;
        }
        match self.with_sources_file(|file| Ok(file.sources().into())).await {
            Ok(read) => Arc::clone(held(&self.inner.sources).get_or_insert(read)),
            Err(fault) => {
                tracing::debug!(%fault, "the sources are left out");
                Arc::default()
            }
        }
    }

    /// The names of the sources as they are shown, told apart.
    pub fn names(&self) -> HashMap<Slug, Text> {
        let sources = self.sources();
        sources.iter().map(|source| source.slug.clone()).zip(told_apart(&sources)).collect()
    }

    /// The source of that name.
    pub fn source(&self, slug: &Slug) -> Option<Source> {
        self.sources().iter().find(|source| source.slug == *slug).cloned()
    }

    /// Waits until nobody else reads the sources file into the store: an older reading must not be
    /// written after a newer one, nor be told after it.
    pub(super) async fn agree(&self) -> impl Drop + '_ {
        self.inner.agreeing.lock().await
    }

    /// Waits until no other picture is decoded. Whoever goes away meanwhile leaves the place to the work that runs on.
    pub(super) async fn one_picture(&self) -> impl Drop + Send + 'static {
        Arc::clone(&self.inner.decoding).lock_owned().await
    }

    pub(super) fn set_sources(&self, sources: Arc<[Source]>) {
        *held(&self.inner.sources) = Some(sources);
    }

    /// Whether this is the first time in this run of the program that the source is asked by itself.
    pub(super) fn first_time(&self, slug: &Slug) -> bool {
        !held(&self.inner.started).contains(slug)
    }

    /// Notes that the source was asked in this run of the program.
    pub(super) fn note_asked(&self, slug: &Slug) {
        held(&self.inner.started).insert(slug.clone());
    }
}

/// The maps and lists behind these locks are whole also after a panic elsewhere.
pub(super) fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
