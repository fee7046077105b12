//! A configuration file on the disk → its text.
//!
//! Every file of the configuration folder is read through here. What stands at its name may be anything: a pipe or a
//! device would be waited for or read without end, so only plain files are opened, and no more is read than a person
//! writes.

use std::fs::{File, FileType, metadata};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use super::given::Given;
use crate::news::{Fault, FaultKind};

/// Bytes of a file. Ten thousand sources have two million.
const MOST: u64 = 8 << 20;

/// The text of a configuration file; a file that is not there is empty. `what` it holds is for the fault.
pub(super) fn text_of(path: &Path, what: &str) -> Result<String, Fault> {
    let unread = || Fault::new(FaultKind::Config, format!("{}: the {what} cannot be read", path.display()));
    let bytes = match bytes_of(path) {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(hint)) => return Err(unread().hint(hint)),
        // Whoever named a file as the folder would look in vain for what they follow.
        Err(_) if path.parent().is_some_and(Path::is_file) => {
            let folder = path.parent().unwrap_or(path).display();
            let sentence = format!("{folder} is a file, and the folder of the settings is expected");
            let hint = "move that file away, or name a folder with --config-dir";
            return Err(Fault::new(FaultKind::Config, sentence).hint(hint));
        }
        // Nor is there a file below what is no folder.
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(String::new());
        }
        Err(error) => {
            let fault = unread().cause(&error);
            return Err(match error.kind() {
                ErrorKind::PermissionDenied => fault.hint("it may not be read; see its permissions"),
                _ => fault.hint(error.to_string()),
            });
        }
    };
    String::from_utf8(bytes).map_err(|error| {
        let whole =
            String::from_utf8_lossy(&error.as_bytes()[..error.utf8_error().valid_up_to()]).into_owned();
        let given = Given { path, raw: &whole };
        given
            .fault(Some(whole.len()..whole.len()), "here the file is not UTF-8")
            .hint("save it as UTF-8, as TOML asks for")
    })
}

/// Refuses to write what would not be read again.
pub(super) fn fits(path: &Path, text: &str) -> Result<(), Fault> {
    if text.len() as u64 <= MOST {
        return Ok(());
    }
    let sentence = format!("{} would be larger than 8 MB, and is not read then", path.display());
    Err(Fault::new(FaultKind::Config, sentence).hint("nothing was written; take less"))
}

/// What stands in the file, or what can be done where it is none.
fn bytes_of(path: &Path) -> io::Result<Result<Vec<u8>, &'static str>> {
    let facts = metadata(path)?;
    if !facts.is_file() {
        // A link to nothing at all is how people leave a file out.
        let left_out = path.canonicalize().is_ok_and(|target| target == Path::new("/dev/null"));
        return Ok(if left_out { Ok(Vec::new()) } else { Err(instead(facts.file_type())) });
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(MOST + 1).read_to_end(&mut bytes)?;
    let long = bytes.len() as u64 > MOST;
    Ok(if long { Err("it is larger than 8 MB; see what stands in it") } else { Ok(bytes) })
}

/// What stands where a file is expected.
fn instead(kind: FileType) -> &'static str {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;
        if kind.is_fifo() {
            return "this is a pipe, and a file is expected";
        }
        if kind.is_socket() {
            return "this is a socket, and a file is expected";
        }
    }
    if kind.is_dir() {
        return "this is a folder, and a file is expected";
    }
    "this is a device, and a file is expected"
}
