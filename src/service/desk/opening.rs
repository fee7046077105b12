//! The ways a desk is opened: over the store of the data folder, beside one that is being mended, or in memory.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use super::super::finder::Finder;
use super::super::lane::{AtEnd, Lane};
use super::super::mute::follow_rules;
use super::super::own_files::OwnFiles;
use super::notices::Notices;
use super::{Desk, Inner};
use crate::config::{MuteFile, Paths, SourcesFile};
use crate::fetch::Fetch;
use crate::news::{Fault, Refresh};
use crate::store::{AtOnce, Store};

/// How long the end waits for what only reads or computes: nobody needs its answer any more.
const AT_END: AtEnd = AtEnd::Leave(Duration::from_millis(100));

impl Desk {
    /// A desk over the store in the data folder and the sources file, both made when they are missing.
    /// `refresh` is what sources do that say nothing themselves.
    pub fn open(web: Arc<dyn Fetch>, paths: &Paths, refresh: Refresh) -> Result<Self, Fault> {
        Self::open_telling(web, paths, refresh, &mut |_| {})
    }

    /// As [`Desk::open`]. Where a damaged store is mended first `tell` hears it: 0 when that begins, then how many rows
    /// were saved so far.
    pub fn open_telling(
        web: Arc<dyn Fetch>,
        paths: &Paths,
        refresh: Refresh,
        tell: &mut dyn FnMut(u64),
    ) -> Result<Self, Fault> {
        let store = Store::open_telling(&paths.data, tell)?;
        Self::over(web, store, Arc::new(OwnFiles::at(paths.sources_file())), refresh)
    }

    /// As [`Desk::open_telling`]; where there is no store and none can be made, one that keeps nothing
    /// ([`Desk::caution`]), so that one can read all the same.
    pub fn open_or_go_without(
        web: Arc<dyn Fetch>,
        paths: &Paths,
        refresh: Refresh,
        tell: &mut dyn FnMut(u64),
    ) -> Result<Self, Fault> {
        let store = Store::open_or_go_without(&paths.data, tell)?;
        Self::over(web, store, Arc::new(OwnFiles::at(paths.sources_file())), refresh)
    }

    /// As [`Desk::open_or_go_without`], without waiting for a damaged store: it is mended beside, and this desk is
    /// followed by others ([`Desk::newest`]), which is heard by [`Desk::hear`].
    pub fn open_at_once(web: Arc<dyn Fetch>, paths: &Paths, refresh: Refresh) -> Result<Self, Fault> {
        let AtOnce { mut store, rescue } = Store::open_at_once(&paths.data)?;
        let files = Arc::new(OwnFiles::at(paths.sources_file()));
        // What is wrong with the file is said when it is read with that of the sources.
        if let Err(fault) = follow_rules(&mut store, &files) {
            tracing::debug!(%fault, "the mute rules are followed later");
        }
        let desk = Self::over(web, store, files, refresh)?;
        if let Some(rescue) = rescue {
            desk.rescue(rescue, paths.data.clone());
        }
        Ok(desk)
    }

    /// A desk whose store and sources are gone with it: for the demo edition and the tests.
    pub fn memory(web: Arc<dyn Fetch>, sources_toml: &str) -> Result<Self, Fault> {
        let sources = SourcesFile::in_memory(sources_toml.to_owned())?;
        Self::over(
            web,
            Store::memory()?,
            Arc::new(OwnFiles::Memory(Mutex::new(sources), Mutex::new(MuteFile::in_memory()))),
            Refresh::Minutes(30),
        )
    }

    pub(super) fn over(
        web: Arc<dyn Fetch>,
        store: Store,
        files: Arc<OwnFiles>,
        refresh: Refresh,
    ) -> Result<Self, Fault> {
        Self::over_with(web, store, files, refresh, Arc::default())
    }

    /// With what was said of the store by a desk whose place it takes.
    pub(super) fn over_with(
        web: Arc<dyn Fetch>,
        mut store: Store,
        files: Arc<OwnFiles>,
        refresh: Refresh,
        notices: Arc<Mutex<Notices>>,
    ) -> Result<Self, Fault> {
        store.write_into(files.clone());
        let said = store.take_notices();
        // One core stays for the screen.
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let inner = Inner {
            web,
            caution: store.caution().cloned(),
            stands_in: store.stands_in(),
            reads_only: store.reads_only(),
            next: Mutex::default(),
            notices,
            checkup: Mutex::new(None),
            looked: Mutex::new(Vec::new()),
            damage: OnceLock::new(),
            readers: Lane::start("store-reader", vec![store.another()?], AT_END)?,
            finder: Lane::start("finder", vec![Finder::new(store.connector())], AT_END)?,
            connector: store.connector(),
            indexer: Mutex::new(None),
            writer: Lane::start("store-writer", vec![store], AtEnd::Finish)?,
            workers: Lane::start("worker", vec![(); cores.saturating_sub(1).max(1)], AT_END)?,
            refresh: Mutex::new(refresh),
            files,
            sources: Mutex::default(),
            agreeing: tokio::sync::Mutex::default(),
            decoding: Arc::default(),
            started: Mutex::new(HashSet::new()),
        };
        let desk = Self { inner: Arc::new(inner) };
        desk.pass_on(said);
        Ok(desk)
    }
}
