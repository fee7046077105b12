//! The files that a person edits too: read and written where nobody waits for the disk.

use std::sync::Arc;

use super::Desk;
use crate::config::{MuteFile, SourcesFile};
use crate::news::{Fault, MuteRule, Now, Source};
use crate::service::own_files::OwnFiles;
use crate::service::reply::Reply;
use crate::store::FileAct;

/// What both files say: the sources, and the mute rules or what is wrong with them.
pub(in crate::service) type OwnWords = (Arc<[Source]>, Result<Vec<MuteRule>, Fault>);

impl Desk {
    /// Changes the files that a person edits too, in the writer's line: plans it from what they hold, then does it.
    /// What was done; nothing where there is nothing to do.
    pub(in crate::service) fn act(
        &self,
        now: &Now,
        plan: impl FnOnce(&OwnFiles) -> Result<Option<FileAct>, Fault> + Send + 'static,
    ) -> Reply<Option<FileAct>> {
        let (files, at) = (Arc::clone(&self.inner.files), now.instant);
        self.write(move |store| {
            let Some(act) = plan(&files)? else { return Ok(None) };
            store.act_on_files(&act, at).map(|_| Some(act))
        })
    }

    /// What both files say, read anew on a worker. Broken mute rules keep nobody from the sources.
    pub(in crate::service) fn read_files(&self) -> Reply<OwnWords> {
        let files = Arc::clone(&self.inner.files);
        self.work(true, move || {
            let sources = files.sources(|file| Ok(file.sources().into()))?;
            Ok((sources, files.mutes(|file| Ok(file.rules().to_vec()))))
        })
    }

    /// Reads the sources file anew and does something with it, on a worker, since it is on the disk.
    pub(in crate::service) fn with_sources_file<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut SourcesFile) -> Result<T, Fault> + Send + 'static,
    ) -> Reply<T> {
        let files = Arc::clone(&self.inner.files);
        self.work(true, move || files.sources(job))
    }

    /// The same for the mute rules, which stand beside the sources.
    pub(in crate::service) fn with_mute_file<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut MuteFile) -> Result<T, Fault> + Send + 'static,
    ) -> Reply<T> {
        let files = Arc::clone(&self.inner.files);
        self.work(true, move || files.mutes(job))
    }
}
