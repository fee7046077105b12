//! The files that a person edits too: where they are, read anew for each use.

use std::path::PathBuf;
use std::sync::Mutex;

use super::desk::held;
use crate::config::{MuteFile, SourcesFile};
use crate::news::Fault;
use crate::store::{FileEdits, Files};

/// Where the sources and the mute rules are written down.
pub(super) enum OwnFiles {
    /// The sources file, and what it said when it was read last; the mute rules stand beside it.
    Disk(PathBuf, Mutex<Option<SourcesFile>>),
    /// Gone with the desk.
    Memory(Mutex<SourcesFile>, Mutex<MuteFile>),
}

impl OwnFiles {
    /// The files in a folder, the sources file by its path.
    pub(super) fn at(sources: PathBuf) -> Self {
        Self::Disk(sources, Mutex::new(None))
    }

    /// What the sources file said a moment ago, so that it need not be made sense of again.
    pub(super) fn know(&self, file: SourcesFile) {
        if let Self::Disk(_, last) = self {
            *held(last) = Some(file);
        }
    }

    /// Does something with the sources. Blocks: they are on the disk.
    pub(super) fn sources<T>(
        &self,
        job: impl FnOnce(&mut SourcesFile) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        match self {
            Self::Disk(path, last) => {
                let mut file = SourcesFile::load_since(path, held(last).take())?;
                let done = job(&mut file);
                *held(last) = Some(file);
                done
            }
            Self::Memory(file, _) => job(&mut held(file)),
        }
    }

    /// The same for the mute rules.
    pub(super) fn mutes<T>(&self, job: impl FnOnce(&mut MuteFile) -> Result<T, Fault>) -> Result<T, Fault> {
        match self {
            Self::Disk(path, _) => job(&mut MuteFile::load(&path.with_file_name("mute.toml"))?),
            Self::Memory(_, file) => job(&mut held(file)),
        }
    }
}

impl Files for OwnFiles {
    fn put(&self, edits: &FileEdits) -> Result<(), Fault> {
        if !edits.mutes.is_empty() {
            self.mutes(|file| file.put(&edits.mutes))?;
        }
        if !edits.sources.is_empty() {
            self.sources(|file| file.put(&edits.sources, &edits.places))?;
        }
        Ok(())
    }

    fn hold(&self, edits: &FileEdits) -> Result<bool, Fault> {
        let mutes = edits.mutes.is_empty()
            || self.mutes(|file| {
                Ok(edits.mutes.iter().all(|(rule, there)| file.rules().contains(rule) == *there))
            })?;
        let sources = edits.sources.is_empty() || self.sources(|file| file.says(&edits.sources))?;
        Ok(mutes && sources)
    }
}
