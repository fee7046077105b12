//! A damaged store: set aside, and what can be read of it carried into a new one.
//!
//! The damaged file is renamed, never changed and never deleted. The new one is whole and on the disk before it
//! takes the name, so that a program killed in between finds one of the two.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};

use super::catch_up::{approach, catch_up};
use super::connect::PATIENCE;
use super::fault::Trouble;
use super::graft::Graft;
use super::leaves;
use super::salvage::{Saved, newest_story, salvage};
use super::schema;
use super::spot::{FileId, beside, file_id};
use crate::locale::counted;
use crate::news::{Fault, FaultKind};

/// A new store that is whole but has not taken its name yet.
const READY: &str = "dateline.mended.db";
/// New stores in the making, and copies of the damaged one with another head, each with the number of its process.
const DRAFT: &str = "dateline.draft-";
const GRAFT: &str = "dateline.graft-";
const AGAIN: &str = "dateline.graft-again-";
/// So often another copy is made of one that others write to, whose locks cannot be had.
const MOST_COPIES: usize = 4;
/// How long one may lie there until it is taken for a killed program's.
const ABANDONED: Duration = Duration::from_hours(24);

/// A store that is damaged, and the new one that has everything which could be read of it so far. What is done
/// to the old one meanwhile is brought over by [`Mending::end`].
pub(super) struct Mending {
    draft: PathBuf,
    /// The copy that was read instead of the old one, where that was needed.
    graft: Option<Graft>,
    saved: Saved,
    /// The last story that was there when they were copied.
    newest: Option<i64>,
}

/// Ends what a killed program had begun: a mended store takes the name that is free, and what was not ready is swept
/// away.
pub(super) fn finish(file: &Path) {
    sweep(file);
    let ready = file.with_file_name(READY);
    if !file.exists() && ready.is_file() {
        // Another program may be about to do it.
        let _held = hold(file.parent().unwrap_or(Path::new(".")));
        if !file.exists() {
            // What cannot be renamed shows when the store is opened.
            let _ = fs::rename(ready, file);
        }
    }
}

/// Sets a damaged store aside and puts a new one in its place, with everything that can be read. What there is to
/// say about it; nothing where another program has done so meanwhile. `tell` hears that it begins, and how many rows
/// were saved so far.
pub(super) fn mend(
    file: &Path,
    damaged: FileId,
    tell: &mut dyn FnMut(u64),
) -> Result<Option<Fault>, Trouble> {
    tell(0);
    Mending::begin(file, &mut |_| {}, tell)?.end(file, damaged, None)
}

impl Mending {
    /// Makes the new store, beside the old one, which others may go on reading and writing. Where the old one can be
    /// read only in a copy with another head, `readable` hears where that is, before it is read from; it stays until
    /// the end. `tell` hears how many rows were saved so far.
    pub(super) fn begin(
        file: &Path,
        readable: &mut dyn FnMut(&Path),
        tell: &mut dyn FnMut(u64),
    ) -> Result<Self, Trouble> {
        let draft = own(file, DRAFT);
        remove(&draft);
        let mut mending = Self { draft, graft: None, saved: Saved::default(), newest: None };
        match mending.make(file, readable, tell) {
            Ok(()) => Ok(mending),
            Err(trouble) => {
                clear(file);
                Err(trouble)
            }
        }
    }

    fn make(
        &mut self,
        file: &Path,
        readable: &mut dyn FnMut(&Path),
        tell: &mut dyn FnMut(u64),
    ) -> Result<(), Trouble> {
        let mut fresh = Connection::open(&self.draft)?;
        fresh.execute_batch("PRAGMA journal_mode=DELETE; PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL")?;
        schema::migrate(&mut fresh, None)?;
        self.rescue(file, &mut fresh, readable, tell)?;
        if let Some(old) = opened(file) {
            approach(&old, &mut fresh, &mut self.newest)?;
        }
        Ok(fresh.close().map_err(|(_, error)| error)?)
    }

    /// Carries over what can be read: from the file itself, else with a head or a first page that is whole.
    fn rescue(
        &mut self,
        file: &Path,
        fresh: &mut Connection,
        readable: &mut dyn FnMut(&Path),
        tell: &mut dyn FnMut(u64),
    ) -> Result<(), Trouble> {
        if let Some(old) = opened(file) {
            self.newest = newest_story(&old);
            self.saved = salvage(&old, fresh, tell)?;
        }
        let copy = own(file, GRAFT);
        for first_page in [false, true] {
            if self.saved.bookmarks > 0 || self.saved.stories > 0 {
                break;
            }
            if let Ok(graft) = Graft::make(file, &copy, &self.draft, first_page)
                && let Some(old) = opened(&copy)
            {
                readable(&copy);
                self.newest = newest_story(&old);
                self.saved = salvage(&old, fresh, tell)?;
                self.graft = Some(graft);
            }
        }
        if !self.saved.has_all_bookmarks {
            self.saved.bookmarks += leaves::gather(file, fresh, self.saved.has_all_tags)?;
        }
        Ok(())
    }

    /// Brings over what was done to the old store meanwhile, sets it aside and puts the new one in its place. Quick,
    /// however large the store is. `open`: a connection to the old one, which may still read what a new one cannot.
    pub(super) fn end(
        mut self,
        file: &Path,
        damaged: FileId,
        open: Option<&Connection>,
    ) -> Result<Option<Fault>, Trouble> {
        let ended = self.put_in_place(file, damaged, open);
        clear(file);
        ended
    }

    /// Brings over what was done since, out of the old store or, where that cannot be opened, out of another copy.
    fn catch_up(&mut self, file: &Path, old: Option<&Connection>) -> Result<(), Trouble> {
        let mut fresh = Connection::open(&self.draft)?;
        fresh.execute_batch("PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL")?;
        if let Some(old) = old {
            catch_up(old, &mut fresh, &mut self.newest)?;
        }
        // A window that had it open before its head was spoiled may go on writing all the while.
        for _ in 0..MOST_COPIES {
            let Some(graft) = self.graft.as_mut().filter(|graft| old.is_none() && graft.is_behind(file))
            else {
                break;
            };
            let copy = own(file, AGAIN);
            graft.renew(file, &copy, &self.draft).map_err(|error| stuck().cause(error))?;
            if let Some(old) = opened(&copy) {
                catch_up(&old, &mut fresh, &mut self.newest)?;
            }
        }
        // A mute rule or an order of the sources that is newer than the copy of the stories.
        super::sweep::begin(&fresh)?;
        Ok(fresh.close().map_err(|(_, error)| error)?)
    }

    fn put_in_place(
        &mut self,
        file: &Path,
        damaged: FileId,
        open: Option<&Connection>,
    ) -> Result<Option<Fault>, Trouble> {
        let folder = file.parent().unwrap_or(Path::new("."));
        let _held = hold(folder);
        if file_id(file) != damaged {
            return Ok(None);
        }
        let another = open.is_none().then(|| opened_to_hold(file)).flatten();
        let old = open.filter(|old| names_tables(old)).or(another.as_ref());
        // Until the other file has the name, what other windows want to write waits: what they would say is kept
        // would be in the file that is set aside.
        let _still = old.map(hold_still).transpose()?.flatten();
        self.catch_up(file, old)?;
        let said = |error: io::Error| -> Trouble { stuck().cause(error).into() };
        sync_file(&self.draft).map_err(said)?;
        #[cfg(test)]
        schema::steps::pass();
        let ready = file.with_file_name(READY);
        fs::rename(&self.draft, &ready).map_err(said)?;
        #[cfg(test)]
        schema::steps::pass();
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
            "the store was damaged; {} and {} were saved from it",
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
    Fault::new(FaultKind::Storage, "the store is damaged and cannot be set aside")
        .hint("check who owns the data folder and whether the disk is full")
}

/// A connection to a file whose tables can at least be named.
fn opened(file: &Path) -> Option<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(file, flags).ok().filter(names_tables)
}

fn names_tables(conn: &Connection) -> bool {
    conn.query_row("SELECT count(*) > 0 FROM sqlite_schema", [], |row| row.get(0)).unwrap_or(false)
}

/// As [`opened`], and it can be held still.
fn opened_to_hold(file: &Path) -> Option<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(file, flags).ok()?;
    conn.busy_timeout(PATIENCE).ok()?;
    // The damaged file stays as it is.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).ok()?;
    Some(conn).filter(names_tables)
}

/// Lets nobody write to a store until dropped; nothing where it is too damaged for that.
fn hold_still(old: &Connection) -> Result<Option<Transaction<'_>>, Trouble> {
    match Transaction::new_unchecked(old, TransactionBehavior::Immediate) {
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => Err(error.into()),
        held => Ok(held.ok()),
    }
}

/// Takes away what mending needs no more.
fn clear(file: &Path) {
    for made in [DRAFT, GRAFT, AGAIN] {
        remove(&own(file, made));
    }
}

/// A file of this process's mending, beside the store.
fn own(file: &Path, what: &str) -> PathBuf {
    file.with_file_name(format!("{what}{}.db", std::process::id()))
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
