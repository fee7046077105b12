//! A note in the reader's own editor: a private file, the editor, and what it left.
//!
//! Nobody else may read the file while it is there. An editor that fails changes nothing, and what it had written
//! stays in the file, which is then named.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::process::{self, ExitStatus};

use crate::config::unwritten;
use crate::news::{Fault, FaultKind, Text};

/// The longest note that is taken, in bytes.
const MOST: u64 = 1 << 20;

/// Lets `edit` change a note in a file, and answers with what the file holds then.
pub(super) fn edit_note(
    note: &Text,
    edit: impl FnOnce(&Path) -> Result<ExitStatus, Fault>,
) -> Result<Text, Fault> {
    let folder = private_folder().map_err(|cause| no_file(&cause))?;
    let file = folder.join("note.md");
    let written = write_private(&file, note).map_err(|cause| no_file(&cause));
    let ended = written.and_then(|()| edit(&file));
    let now = read_note(&file);
    let fault = match (ended, now) {
        (Ok(status), Ok(now)) if status.success() => {
            remove(&folder);
            return Ok(now);
        }
        // As shells say that there is no such program.
        (Ok(status), _) if status.code() == Some(127) => {
            remove(&folder);
            let sentence = "the editor was not found; the note is as it was";
            return Err(Fault::new(FaultKind::NotFound, sentence).hint("set EDITOR to its name"));
        }
        (Ok(status), Ok(now)) => {
            let fault = Fault::new(
                FaultKind::Usage,
                format!("the editor ended with {status}; the note is as it was"),
            );
            if now.trim_end() == note.trim_end() {
                remove(&folder);
                return Err(fault);
            }
            fault
        }
        (Err(fault), _) => {
            remove(&folder);
            return Err(fault);
        }
        (Ok(_), Err(cause)) => {
            Fault::new(FaultKind::Usage, "what the editor wrote cannot be read; the note is as it was")
                .cause(cause)
        }
    };
    Err(fault.hint(format!("what was written is in {}", file.display())))
}

/// A new folder that only this user can enter.
fn private_folder() -> io::Result<PathBuf> {
    let mut tried = 0;
    loop {
        let folder = std::env::temp_dir().join(format!("dateline-note-{}-{tried}", process::id()));
        match DirBuilder::new().mode(0o700).create(&folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && tried < 1000 => tried += 1,
            made => return made.map(|()| folder),
        }
    }
}

fn write_private(file: &Path, note: &Text) -> io::Result<()> {
    let mut opened = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)?;
    opened.write_all(note.as_bytes())?;
    if !note.is_empty() && !note.ends_with('\n') {
        opened.write_all(b"\n")?;
    }
    Ok(())
}

fn read_note(file: &Path) -> io::Result<Text> {
    // A pipe would be waited for without end.
    if !fs::metadata(file)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no file any more"));
    }
    let mut bytes = Vec::new();
    fs::File::open(file)?.take(MOST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "a note has 1 MB at most"));
    }
    Ok(Text::lines(String::from_utf8_lossy(&bytes).trim_end()))
}

/// The folder with what the editor may have left beside the file.
fn remove(folder: &Path) {
    if let Err(error) = fs::remove_dir_all(folder) {
        tracing::debug!(%error, "a note's folder could not be removed");
    }
}

fn no_file(error: &io::Error) -> Fault {
    unwritten(&std::env::temp_dir().join("note.md"), error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::process::ExitStatusExt as _;

    #[test]
    fn what_the_editor_writes_comes_back_and_the_file_goes() {
        let mut seen = PathBuf::new();
        let note = edit_note(&Text::lines("one\ntwo"), |file| {
            seen = file.to_owned();
            let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!((mode(file), mode(file.parent().unwrap())), (0o600, 0o700));
            assert_eq!(fs::read_to_string(file).unwrap(), "one\ntwo\n");
            // As editors do: a new file takes the name.
            fs::write(file.with_extension("new"), "one\nthree\u{1b}[2J\n").unwrap();
            fs::rename(file.with_extension("new"), file).unwrap();
            Ok(ExitStatus::from_raw(0))
        });
        assert_eq!(note.unwrap(), "one\nthree[2J");
        assert!(!seen.parent().unwrap().exists());
    }

    #[test]
    fn a_failing_editor_loses_nothing() {
        let mut seen = PathBuf::new();
        let fault = edit_note(&Text::line("old"), |file| {
            seen = file.to_owned();
            fs::write(file, "half").unwrap();
            Ok(ExitStatus::from_raw(1 << 8))
        })
        .unwrap_err();
        assert!(fault.hint.unwrap().contains(&seen.display().to_string()));
        assert_eq!(fs::read_to_string(&seen).unwrap(), "half");
        fs::remove_dir_all(seen.parent().unwrap()).unwrap();
        let unchanged = edit_note(&Text::line("old"), |file| {
            seen = file.to_owned();
            Ok(ExitStatus::from_raw(1 << 8))
        });
        assert!(unchanged.unwrap_err().hint.is_none());
        assert!(!seen.exists());
        let missing = edit_note(&Text::line("old"), |_| Ok(ExitStatus::from_raw(127 << 8))).unwrap_err();
        assert_eq!(missing.sentence, "the editor was not found; the note is as it was");
    }

    #[test]
    fn a_pipe_in_the_place_of_the_note_is_not_waited_for() {
        let mut seen = PathBuf::new();
        let fault = edit_note(&Text::line("old"), |file| {
            seen = file.to_owned();
            fs::remove_file(file).unwrap();
            let made = process::Command::new("mkfifo").arg(file).status().unwrap();
            assert!(made.success());
            Ok(made)
        });
        assert!(fault.unwrap_err().sentence.contains("cannot be read"));
        fs::remove_dir_all(seen.parent().unwrap()).unwrap();
    }
}
