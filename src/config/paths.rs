//! The two folders of the program.

use std::ffi::OsString;
use std::path::PathBuf;

use directories::ProjectDirs;

use crate::news::{Fault, FaultKind};

/// Where the program's files are. Making one creates nothing; folders are made when they are written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// The folder of `config.toml`, `keys.toml` and `sources.toml`.
    pub config: PathBuf,
    /// The folder of the store and the log.
    pub data: PathBuf,
}

impl Paths {
    /// Finds the folders: as given on the command line, else from `DATELINE_CONFIG_DIR` and
    /// `DATELINE_DATA_DIR`, else where the system keeps such things (on Linux the XDG base directories).
    pub fn find(config: Option<PathBuf>, data: Option<PathBuf>) -> Result<Self, Fault> {
        Self::find_among(config, data, |name| std::env::var_os(name))
    }

    fn find_among(
        config: Option<PathBuf>,
        data: Option<PathBuf>,
        var: impl Fn(&str) -> Option<OsString>,
    ) -> Result<Self, Fault> {
        let named = |name: &str| var(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let config = config.or_else(|| named("DATELINE_CONFIG_DIR"));
        let data = data.or_else(|| named("DATELINE_DATA_DIR"));
        if let (Some(config), Some(data)) = (&config, &data) {
            return Ok(Self { config: config.clone(), data: data.clone() });
        }
        let Some(usual) = ProjectDirs::from("", "", "dateline") else {
            return Err(Fault::new(FaultKind::Config, "there is no home folder to keep files in")
                .hint("set HOME, or say where with --config-dir and --data-dir"));
        };
        Ok(Self {
            config: config.unwrap_or_else(|| usual.config_dir().to_owned()),
            data: data.unwrap_or_else(|| usual.data_dir().to_owned()),
        })
    }

    /// The settings.
    pub fn settings_file(&self) -> PathBuf {
        self.config.join("config.toml")
    }

    /// The sources.
    pub fn sources_file(&self) -> PathBuf {
        self.config.join("sources.toml")
    }

    /// What is never shown.
    pub fn mute_file(&self) -> PathBuf {
        self.config.join("mute.toml")
    }

    /// The person's own keys.
    pub fn keys_file(&self) -> PathBuf {
        self.config.join("keys.toml")
    }

    /// The person's own themes.
    pub fn themes_dir(&self) -> PathBuf {
        self.config.join("themes")
    }

    /// What `--log` writes.
    pub fn log_file(&self) -> PathBuf {
        self.data.join("dateline.log")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_go_before_the_environment() {
        let var = |name: &str| Some(OsString::from(format!("/env/{name}")));
        let found = Paths::find_among(Some("/flag".into()), None, var).unwrap();
        assert_eq!(found.config, PathBuf::from("/flag"));
        assert_eq!(found.data, PathBuf::from("/env/DATELINE_DATA_DIR"));
        assert_eq!(found.sources_file(), PathBuf::from("/flag/sources.toml"));
    }
}
