//! Files that are replaced whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::plain_file::fits;
use crate::news::{Fault, FaultKind};

/// Replaces the file's content: a new file beside it, synced, then renamed over it. Symbolic links
/// are followed, so that a file kept elsewhere is replaced there; the mode of the old file stays.
pub fn replace(path: &Path, content: &str) -> io::Result<()> {
    let target = target_of(path)?;
    if fs::metadata(&target).is_ok_and(|there| !there.is_file()) {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "no plain file stands there"));
    }
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

/// Replaces what a file of the person says by what comes of it as it is now on the disk, not as it was when it was read:
/// `change` reads it and tells the text before and after, and what else is to be known. Where both are the same, nothing
/// is written; nor is what would be too large to be read again.
pub fn edit<T>(path: &Path, change: impl FnOnce() -> Result<(String, String, T), Fault>) -> Result<T, Fault> {
    let storage = |error| unwritten(path, &error);
    let folder = path.parent().unwrap_or(Path::new("."));
    // Who reads it says best what stands in the way.
    let made = fs::create_dir_all(folder);
    let _held = lock(folder);
    let (before, after, told) = change()?;
    made.map_err(storage)?;
    fits(path, &after)?;
    if before != after {
        replace(path, &after).map_err(storage)?;
    }
    Ok(told)
}

/// Makes a file with that content, whole or not at all; `false` where one is there already, which stays as it is.
pub fn make_new(path: &Path, content: &str) -> io::Result<bool> {
    let folder = path.parent().unwrap_or(Path::new(""));
    if path.try_exists()? {
        return Ok(false);
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    // Names in the person's folder may be as long as they can be.
    let fresh = folder.join(format!(".{}.{}", name.chars().take(20).collect::<String>(), std::process::id()));
    let made = File::create(&fresh).and_then(|mut file| put(&mut file, content)).and_then(|()| {
        match fs::hard_link(&fresh, path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
            // Some file systems know no second name.
            Err(_) => fs::rename(&fresh, path).map(|()| true),
            Ok(()) => Ok(true),
        }
    });
    // It has its name, or is not wanted.
    let _ = fs::remove_file(&fresh);
    made
}

/// What cannot be written, why, and what can be done about it. The whole path is told as the cause: a line of the
/// screen has room for a name.
pub fn unwritten(path: &Path, error: &io::Error) -> Fault {
    let (why, hint) = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            ("the disk is full", "free some space and do it again")
        }
        io::ErrorKind::ReadOnlyFilesystem => ("its disk can only be read", "write it somewhere else"),
        io::ErrorKind::PermissionDenied => ("it is not yours to write", "check who owns it and its folder"),
        io::ErrorKind::IsADirectory => ("no plain file stands there", "move away what does"),
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            ("a file stands where its folder should be", "move that file away")
        }
        _ => ("the disk refuses it", "check the disk, then do it again"),
    };
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let fault = Fault::new(FaultKind::Storage, format!("{name} cannot be written, {why}"));
    fault.hint(hint).cause(format!("{}: {error}", path.display()))
}

fn write_synced(fresh: &Path, old: &Path, content: &str) -> io::Result<()> {
    let mut file = File::create(fresh)?;
    if let Ok(facts) = fs::metadata(old) {
        file.set_permissions(facts.permissions())?;
    }
    put(&mut file, content)?;
    file.sync_all()
}

fn put(file: &mut File, content: &str) -> io::Result<()> {
    #[cfg(test)]
    narrow::pass(file, content)?;
    file.write_all(content.as_bytes())
}

/// A disk with so much room for the tests of this thread.
#[cfg(test)]
pub mod narrow {
    use super::{File, Write as _, io};
    use std::cell::Cell;

    thread_local! {
        static ROOM: Cell<Option<usize>> = const { Cell::new(None) };
    }

    /// Does something while only so many bytes of a file find room.
    pub fn with_room<T>(bytes: usize, job: impl FnOnce() -> T) -> T {
        ROOM.set(Some(bytes));
        let done = job();
        ROOM.set(None);
        done
    }

    pub(super) fn pass(file: &mut File, content: &str) -> io::Result<()> {
        match ROOM.get() {
            Some(room) if room < content.len() => {
                file.write_all(&content.as_bytes()[..room])?;
                Err(io::Error::new(io::ErrorKind::StorageFull, "no space left on device"))
            }
            _ => Ok(()),
        }
    }
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
    use crate::config::{MuteFile, SourcesFile, choose};
    use crate::news::{MuteRule, Slug, Text};

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

    /// Something that writes a file of ours.
    type Write = fn(&Path) -> Result<(), Fault>;

    const OLD: &str =
        "# my sources\n\n[[source]]\nid = \"a\"\nroutes = [{ kind = \"feed\", url = \"https://a.org/\" }]\n";

    fn source() -> crate::news::Source {
        let lines = OLD.replace("\"a\"", "\"b\"");
        SourcesFile::parse(Path::new("x"), lines).unwrap().sources()[0].clone()
    }

    #[test]
    fn a_disk_without_room_leaves_every_file_as_it_was_and_says_so() {
        let writes: [(&str, &str, Write); 8] = [
            ("sources.toml", OLD, |at| SourcesFile::load(at)?.add(&source())),
            ("sources.toml", OLD, |at| SourcesFile::load(at)?.remove(&Slug::parse("a").unwrap()).map(drop)),
            ("sources.toml", OLD, |at| {
                let wanted = [(Slug::parse("a").unwrap(), Some(OLD.replace("a.org", "c.org")))];
                SourcesFile::load(at)?.put(&wanted, &[])
            }),
            ("mute.toml", "[[mute]]\nwords = \"old\"\n", |at| MuteFile::load(at)?.add(&rule())),
            ("mute.toml", "", |at| MuteFile::load(at)?.put(&[(rule(), true)])),
            ("config.toml", "[ui]\ntheme = \"terminal\"\n", |at| choose(at, "ui.theme", "fjord")),
            ("config.toml", "", |at| choose(at, "ui.theme", "fjord")),
            ("terminals", "foot dark\n", |at| {
                replace(at, "foot light\nkitty dark\n").map_err(|error| unwritten(at, &error))
            }),
        ];
        for (name, old, write) in writes {
            for room in [0, 1, 7] {
                let folder = tempfile::tempdir().unwrap();
                let at = folder.path().join(name);
                fs::write(&at, old).unwrap();
                let fault = narrow::with_room(room, || write(&at)).unwrap_err();
                assert_eq!(fault.kind, FaultKind::Storage, "{name}");
                let said =
                    format!("{name} cannot be written, the disk is full: free some space and do it again");
                assert_eq!(fault.to_string(), said);
                assert_eq!(fs::read_to_string(&at).unwrap(), old, "{name} after {room} bytes");
                assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "{name}: nothing else is left");
                write(&at).unwrap();
                assert_ne!(fs::read_to_string(&at).unwrap(), old, "{name}");
            }
        }
    }

    fn rule() -> MuteRule {
        MuteRule { words: Text::line("horoscope"), ..MuteRule::default() }
    }

    #[test]
    fn a_new_file_is_whole_or_not_there_and_an_old_one_stays() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().join(format!("{}.md", "é".repeat(120)));
        let fault = narrow::with_room(3, || make_new(&at, "a note")).unwrap_err();
        assert_eq!(fault.kind(), io::ErrorKind::StorageFull);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        assert!(make_new(&at, "a note").unwrap());
        assert!(!make_new(&at, "another").unwrap());
        assert_eq!(fs::read_to_string(&at).unwrap(), "a note");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_stands_in_the_way_is_said_and_stays() {
        let folder = tempfile::tempdir().unwrap();
        let said = |at: &Path| {
            let fault = choose(at, "ui.theme", "fjord").unwrap_err();
            fault.to_string()
        };
        fs::create_dir(folder.path().join("config.toml")).unwrap();
        assert!(said(&folder.path().join("config.toml")).contains("this is a folder"));
        fs::write(folder.path().join("file"), "mine").unwrap();
        let below = folder.path().join("file/config.toml");
        let file = folder.path().join("file");
        let sentence = format!("{} is a file, and the folder of the settings is expected: ", file.display());
        assert!(said(&below).starts_with(&sentence), "{}", said(&below));
        assert_eq!(fs::read_to_string(folder.path().join("file")).unwrap(), "mine");
        // A device is no file of ours, whoever may replace it.
        let link = folder.path().join("mute.toml");
        std::os::unix::fs::symlink("/dev/null", &link).unwrap();
        assert!(MuteFile::load(&link).unwrap().add(&rule()).is_err());
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }
}
