//! Files that are replaced whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Replaces the file's content: a new file beside it, synced, then renamed over it. Symbolic links
/// are followed, so that a file kept elsewhere is replaced there; the mode of the old file stays.
pub(super) fn replace(path: &Path, content: &str) -> io::Result<()> {
    let target = target_of(path)?;
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let name = target.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let fresh = folder.join(format!(".{name}.{}", std::process::id()));
    let written = write_synced(&fresh, &target, content).and_then(|()| fs::rename(&fresh, &target));
    if written.is_err() {
        // Nothing was replaced; what is half written goes.
        let _ = fs::remove_file(&fresh);
        return written;
    }
    // Some file systems cannot sync a folder; the content itself is safe by now.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

fn write_synced(fresh: &Path, old: &Path, content: &str) -> io::Result<()> {
    let mut file = File::create(fresh)?;
    if let Ok(facts) = fs::metadata(old) {
        file.set_permissions(facts.permissions())?;
    }
    file.write_all(content.as_bytes())?;
    file.sync_all()
}

/// Where a path leads, also when the last file of a chain of links does not exist yet.
fn target_of(path: &Path) -> io::Result<PathBuf> {
    let mut target = path.to_owned();
    for _ in 0..32 {
        match fs::read_link(&target) {
            Ok(next) => target = target.parent().unwrap_or(Path::new("")).join(next),
            Err(_) => return Ok(target),
        }
    }
    Err(io::Error::other("too many symbolic links"))
}

/// Keeps other processes of this program from editing files of this folder until it is dropped.
pub(super) struct Locked {
    _held: Option<File>,
}

/// Waits for the folder. Where a folder cannot be locked, editing goes on without: the file is then
/// still replaced whole.
pub(super) fn lock(folder: &Path) -> Locked {
    Locked { _held: File::open(folder).ok().filter(|folder| folder.lock().is_ok()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_followed() {
        let dir = tempfile::tempdir().unwrap();
        let real = dir.path().join("dotfiles/sources.toml");
        let link = dir.path().join("sources.toml");
        std::os::unix::fs::symlink("dotfiles/sources.toml", &link).unwrap();
        replace(&link, "one").unwrap();
        replace(&link, "two").unwrap();
        assert_eq!(fs::read_to_string(&real).unwrap(), "two");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_dir(real.parent().unwrap()).unwrap().count(), 1);
    }
}
