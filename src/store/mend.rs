//! A damaged store: set aside, and what can be read of it carried into a new one.
//!
//! The damaged file is renamed, never changed and never deleted. The new one is whole and on the disk before it
//! takes the name, so that a program killed in between finds one of the two.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::catch_up::{approach, catch_up};
use super::fault::Trouble;
use super::salvage::{AT_START, Saved, newest_story, salvage};
use super::schema;
use super::spot::{FileId, PAGE, beside, file_id};
use crate::locale::counted;
use crate::news::{Fault, FaultKind};

/// A new store that is whole but has not taken its name yet.
const READY: &str = "dateline.mended.db";
/// New stores in the making, and copies of the damaged one with another head, each with the number of its process.
const DRAFT: &str = "dateline.draft-";
const GRAFT: &str = "dateline.graft-";
/// How long one may lie there until it is taken for a killed program's.
const ABANDONED: Duration = Duration::from_hours(24);

/// A store that is damaged, and the new one that has everything which could be read of it so far. What is done
/// to the old one meanwhile is brought over by [`Mending::end`].
pub(super) struct Mending {
    draft: PathBuf,
    graft: PathBuf,
    saved: Saved,
    newest: Option<i64>,
}

/// Ends what a killed program had begun: a mended store takes the name that is free, and what was not ready is swept
/// away.
pub(super) fn finish(file: &Path) {
    sweep(file);
    let ready = file.with_file_name(READY);
    if !file.exists() && ready.exists() {
        // What cannot be renamed shows when the store is opened.
        let _ = fs::rename(ready, file);
    }
}

/// Sets a damaged store aside and puts a new one in its place, with everything that can be read. What there is to
/// say about it; nothing where another program has done so meanwhile.
pub(super) fn mend(file: &Path, damaged: FileId) -> Result<Option<Fault>, Trouble> {
    Mending::begin(file, AT_START, &mut |_| {})?.end(file, damaged)
}

impl Mending {
    /// Makes the new store, beside the old one, which others may go on reading and writing. Stories and texts are
    /// taken over for so long. Where the old one can be read only in a copy with another head, `readable` hears where
    /// that is, before it is read from; it stays until the end.
    pub(super) fn begin(
        file: &Path,
        patience: Duration,
        readable: &mut dyn FnMut(&Path),
    ) -> Result<Self, Trouble> {
        let own = |what: &str| file.with_file_name(format!("{what}{}.db", std::process::id()));
        let (draft, graft) = (own(DRAFT), own(GRAFT));
        remove(&draft);
        let mut fresh = Connection::open(&draft)?;
        fresh.execute_batch("PRAGMA journal_mode=DELETE; PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL")?;
        schema::migrate(&mut fresh)?;
        let mut newest = opened(file).and_then(|old| newest_story(&old));
        let mut saved = rescue(file, &mut fresh, (&draft, &graft), patience, readable);
        if let Some(old) = opened(file)
            && saved.is_ok()
        {
            saved = saved.and_then(|saved| approach(&old, &mut fresh, &mut newest).map(|()| saved));
        }
        let mending = |saved| Self { draft, graft, saved, newest };
        match saved.and_then(|saved| Ok((saved, fresh.close().map_err(|(_, error)| error)?))) {
            Ok((saved, ())) => Ok(mending(saved)),
            Err(trouble) => {
                mending(Saved::default()).clear();
                Err(trouble)
            }
        }
    }

    /// Takes away what is of no more use.
    fn clear(&self) {
        remove(&self.draft);
        remove(&self.graft);
    }

    /// Brings over what was done to the old store meanwhile, sets it aside and puts the new one in its place. Quick,
    /// however large the store is.
    pub(super) fn end(self, file: &Path, damaged: FileId) -> Result<Option<Fault>, Trouble> {
        let ended = self.put_in_place(file, damaged);
        self.clear();
        ended
    }

    fn put_in_place(&self, file: &Path, damaged: FileId) -> Result<Option<Fault>, Trouble> {
        let folder = file.parent().unwrap_or(Path::new("."));
        let _held = hold(folder);
        if file_id(file) != damaged {
            return Ok(None);
        }
        let mut fresh = Connection::open(&self.draft)?;
        fresh.execute_batch("PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL")?;
        if let Some(old) = opened(file) {
            catch_up(&old, &mut fresh, &mut self.newest.clone())?;
            // A mute rule or an order of the sources that is newer than the copy of the stories.
            super::sweep::begin(&fresh)?;
        }
        fresh.close().map_err(|(_, error)| error)?;
        let said = |error: io::Error| -> Trouble { stuck().cause(error).into() };
        sync_file(&self.draft).map_err(said)?;
        let ready = file.with_file_name(READY);
        fs::rename(&self.draft, &ready).map_err(said)?;
        let aside = aside(file).map_err(said)?;
        for ending in ["-wal", "-shm"] {
            if let Err(error) = fs::rename(beside(file, ending), beside(&aside, ending))
                && error.kind() != io::ErrorKind::NotFound
            {
                return Err(said(error));
            }
        }
        fs::rename(&ready, file).map_err(said)?;
        sync(folder);
        let name = aside.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let words = format!(
            "The store was damaged; {} and {} were saved from it",
            counted(self.saved.bookmarks as u64, "bookmark", "bookmarks"),
            counted(self.saved.stories as u64, "story", "stories")
        );
        Ok(Some(Fault::new(FaultKind::Storage, words).hint(format!("the damaged file is kept as {name}"))))
    }
}

/// Before `SQLite` opens the draft again as the store: closing a file lets go of all its locks.
fn sync_file(draft: &Path) -> io::Result<()> {
    File::open(draft).and_then(|draft| draft.sync_all())
}

/// Removes what a killed program has left of its mending.
fn sweep(file: &Path) {
    let folder = file.parent().unwrap_or(Path::new("."));
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let is_ours = name.to_str().is_some_and(|name| name.starts_with(DRAFT) || name.starts_with(GRAFT));
        let age = entry.metadata().and_then(|facts| facts.modified()).ok().and_then(|at| at.elapsed().ok());
        if is_ours && (is_of_none(&entry.path()) || age.is_some_and(|age| age > ABANDONED)) {
            // What cannot be removed does no harm.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether the process that a file is named after has ended, where that can be told.
fn is_of_none(file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let number: String =
        name.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    let process = |which: &str| Path::new("/proc").join(which).exists();
    !number.is_empty() && process("self") && !process(&number)
}

fn stuck() -> Fault {
    Fault::new(FaultKind::Storage, "The store is damaged and cannot be set aside")
        .hint("check who owns the data folder and whether the disk is full")
}

/// Carries over what can be read: from the file itself, else with a head or a first page that is whole.
fn rescue(
    file: &Path,
    fresh: &mut Connection,
    (draft, graft): (&Path, &Path),
    patience: Duration,
    readable: &mut dyn FnMut(&Path),
) -> Result<Saved, Trouble> {
    let mut best = Saved::default();
    if let Some(old) = opened(file) {
        best = salvage(&old, fresh, patience)?;
    }
    for first_page in [false, true] {
        if best.bookmarks > 0 || best.stories > 0 {
            break;
        }
        if grafted(file, graft, draft, first_page).is_ok()
            && let Some(old) = opened(graft)
        {
            readable(graft);
            best = salvage(&old, fresh, patience)?;
        }
    }
    Ok(best)
}

/// A connection to a file whose tables can at least be named.
fn opened(file: &Path) -> Option<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(file, flags).ok()?;
    let tables: i64 = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).ok()?;
    (tables > 0).then_some(conn)
}

/// Copies a store, with its log, and puts the head of a whole one over its own; or the whole first page, whose
/// branches are added at the end, since they stood elsewhere in the old file.
fn grafted(file: &Path, graft: &Path, template: &Path, first_page: bool) -> io::Result<()> {
    remove(graft);
    // Never closed: the program may have the store open, and closing any descriptor of it lets go of all its locks.
    let store = ManuallyDrop::new(File::open(file)?);
    io::copy(&mut &*store, &mut File::create(graft)?)?;
    if beside(file, "-wal").exists() {
        fs::copy(beside(file, "-wal"), beside(graft, "-wal"))?;
    }
    let mut pages = Vec::new();
    File::open(template)?.read_to_end(&mut pages)?;
    let mut copy = File::options().read(true).write(true).open(graft)?;
    let mut count = (copy.metadata()?.len() as usize).div_ceil(PAGE);
    copy.set_len((count * PAGE) as u64)?;
    let page =
        |number: usize| pages.get((number.max(1) - 1) * PAGE..number * PAGE).unwrap_or_default().to_vec();
    let mut first = page(1);
    if first_page && first.get(100) == Some(&5) {
        let cells = first.get(103..105).map_or(0, |b| usize::from(u16::from_be_bytes([b[0], b[1]])));
        let at_cell = |n: usize| {
            let at = 112 + 2 * n;
            first.get(at..at + 2).map_or(0, |b| usize::from(u16::from_be_bytes([b[0], b[1]])))
        };
        let pointers: Vec<usize> = (0..cells).map(at_cell).chain([108]).collect();
        for at in pointers {
            let Some(pointer) = first.get_mut(at..at + 4) else { continue };
            let branch = u32::from_be_bytes([pointer[0], pointer[1], pointer[2], pointer[3]]);
            copy.seek(SeekFrom::Start((count * PAGE) as u64))?;
            copy.write_all(&page(branch as usize))?;
            count += 1;
            pointer.copy_from_slice(&(count as u32).to_be_bytes());
        }
    }
    // The count of pages, which counts if the two change counters agree (file format, section 1.3.7), and no free
    // pages.
    let counter: Vec<u8> = first.get(24..28).unwrap_or_default().to_vec();
    for (at, bytes) in [(28, &(count as u32).to_be_bytes()[..]), (32, &[0; 8][..]), (92, &counter[..])] {
        if let Some(place) = first.get_mut(at..at + bytes.len()) {
            place.copy_from_slice(bytes);
        }
    }
    // As the store had it: its log is read too.
    if let Some(versions) = first.get_mut(18..20) {
        versions.fill(2);
    }
    copy.seek(SeekFrom::Start(0))?;
    copy.write_all(first.get(..if first_page { PAGE } else { 100 }).unwrap_or_default())?;
    copy.sync_all()
}

/// Renames a file to the first name that is free, and says which.
fn aside(file: &Path) -> io::Result<PathBuf> {
    let free = free_name(file, "damaged");
    match fs::rename(file, &free) {
        // Another program has taken it away meanwhile; so be it.
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(free),
    }
}

/// `dateline.damaged-1.db`, or the next number that is free.
pub(super) fn free_name(file: &Path, what: &str) -> PathBuf {
    let names = (1..10_000).map(|number| file.with_file_name(format!("dateline.{what}-{number}.db")));
    let mut free = names.filter(|name| !name.exists());
    free.next().unwrap_or_else(|| file.with_file_name(format!("dateline.{what}.db")))
}

/// Removes a file of ours and what `SQLite` put beside it.
pub(super) fn remove(file: &Path) {
    for ending in ["", "-wal", "-shm", "-journal"] {
        // That it is not there is what is wanted.
        let _ = fs::remove_file(beside(file, ending));
    }
}

/// Keeps other programs from mending the same folder until dropped. Where folders cannot be locked it goes on
/// without.
pub(super) fn hold(folder: &Path) -> Option<File> {
    File::open(folder).ok().filter(|folder| folder.lock().is_ok())
}

/// Some file systems cannot sync a folder; the files themselves are on the disk by then.
pub(super) fn sync(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}
