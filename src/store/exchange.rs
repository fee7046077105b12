//! The file is taken away, or another put in its place, while the store is open.
//!
//! What was written stays readable through the open connection for as long as it lasts; so it is carried back
//! before anything else is said to be kept.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::{Connection, OpenFlags, params};

use super::Store;
use super::fault::{Trouble, TroubleKind, is_damage, told};
use super::mend::{Mending, free_name, hold, mend, remove, sync};
use super::spot::{FileId, Spot, Standing, beside, file_id, make_folder, unwritable};
use super::turn::Writer;
use crate::locale::counted;
use crate::news::{Fault, FaultKind};

/// Something that happened to the store's file and was dealt with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What there is to say.
    pub fault: Fault,
    /// What has to be read anew.
    pub anew: Anew,
}

/// What has to be read anew after something happened to the store's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anew {
    /// Nothing: it is the same store, or says the same.
    Nothing,
    /// The same rows, which are asked of another desk now.
    Desk,
    /// All that is on the screen: the rows have other numbers.
    Rows,
}

/// Mends a damaged store from another thread: seconds for each gigabyte, during which the store is used as well as
/// it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mender {
    file: PathBuf,
    id: FileId,
}

/// What could be saved of a damaged store, for [`Store::go_on_with`].
pub struct Mended {
    mender: Mender,
    mending: Mending,
}

impl Mender {
    /// Checks the store from end to end, and saves what can be read of it if it is damaged. `None` where it is well.
    pub fn save(self) -> Result<Option<Mended>, Fault> {
        if file_id(&self.file) != self.id || is_well(&self.file) {
            return Ok(None);
        }
        let mending = Mending::begin(&self.file, &mut |_| {}, &mut |_| {}).map_err(told)?;
        Ok(Some(Mended { mender: self, mending }))
    }
}

fn is_well(file: &Path) -> bool {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let checked = Connection::open_with_flags(file, flags)
        .and_then(|conn| conn.query_row("PRAGMA integrity_check(1)", [], |row| row.get::<_, String>(0)));
    checked.is_ok_and(|said| said == "ok")
}

impl Store {
    /// Mends the store of a data folder where it is damaged anywhere, also where that shows late. What there is to say;
    /// `None` where it is well. `tell` hears as in [`Store::open_telling`].
    pub fn mend_in(dir: &Path, tell: &mut dyn FnMut(u64)) -> Result<Option<Fault>, Fault> {
        let spot = Spot::within(dir);
        let damaged = spot.id();
        if damaged.is_none() || is_well(spot.name()) {
            return Ok(None);
        }
        mend(spot.name(), damaged, tell).map_err(told)
    }

    /// What has happened to the file since this was asked last.
    pub fn take_notices(&mut self) -> Vec<Notice> {
        std::mem::take(&mut self.notices)
    }

    /// Opens the file anew if another one has taken its place; for connections that only read. The one that
    /// writes sees to what was in the old file.
    pub fn follow(&mut self) {
        if self.spot.standing(self.id) != Standing::Replaced || self.missed == self.spot.id() {
            return;
        }
        let asked = self.spot.id();
        if self.reconnect().is_err() {
            // What stands there is no store; it is not tried again before something else does.
            self.missed = asked;
        }
    }

    /// Whether a question or an act has failed, since this was asked last, because the file is damaged.
    pub fn take_damage(&self) -> bool {
        self.damaged.take()
    }

    /// What mends the store that stands at this one's place, if it is damaged, beside it; `None` where there is nothing
    /// to mend.
    pub fn mender(&self) -> Option<Mender> {
        let file = self.spot.file().filter(|_| !self.reads_only())?;
        let id = if self.copy.is_some() { self.spot.id() } else { self.id };
        Some(Mender { file: file.to_owned(), id })
    }

    /// Goes on with what could be saved of the damaged store, and with what was done to it meanwhile. Quick.
    pub fn go_on_with(&mut self, mended: Mended) -> Result<(), Fault> {
        let turns = Arc::clone(&self.turns);
        let _turn = turns.take(Writer::User);
        let Mended { mender: Mender { file, id }, mending } = mended;
        let open = (self.id == id).then_some(&self.conn);
        let goes_on = mending.end(&file, id, open).and_then(|said| match said {
            // It was another one's, which has taken the place of this.
            Some(fault) if self.id != id => {
                self.notices.push(Notice { fault, anew: Anew::Nothing });
                self.change_over().map(drop)
            }
            Some(fault) => {
                self.reconnect()?;
                self.notices.push(Notice { fault, anew: Anew::Nothing });
                Ok(())
            }
            // Another window was quicker.
            None if self.spot.standing(self.id) == Standing::Replaced => self.change_over().map(drop),
            None => Ok(()),
        });
        self.damaged.set(false);
        goes_on.map_err(told)
    }

    /// Sees that the file of this connection still has its name, and acts where it has not. `Err`: what was or is
    /// to be written would not be found again.
    pub(super) fn hold_on(&mut self) -> Result<(), Trouble> {
        match self.spot.standing(self.id) {
            Standing::There => Ok(()),
            Standing::Gone => self.put_back(),
            Standing::Replaced => self.give_way(),
        }
    }

    /// Writes the store to its place again.
    fn put_back(&mut self) -> Result<(), Trouble> {
        let Some(file) = self.spot.file().map(Path::to_owned) else { return Ok(()) };
        let lost = |cause: &dyn std::fmt::Display| {
            let fault = Fault::new(FaultKind::Storage, "dateline.db was taken away and cannot be put back");
            Trouble::from(fault.hint("nothing more is kept until it is back in the data folder").cause(cause))
        };
        let folder = file.parent().unwrap_or(Path::new("."));
        make_folder(folder).map_err(|trouble| lost(&trouble.fault))?;
        let held = hold(folder);
        if self.spot.standing(self.id) == Standing::Replaced {
            // Another instance was quicker.
            drop(held);
            return self.give_way();
        }
        let draft = file.with_file_name("dateline.back.db");
        copy_out(&self.conn, &draft).map_err(|trouble| lost(&trouble.fault))?;
        // The log that may still stand there belongs to the file that is gone, and all of it is in the copy.
        for ending in ["-wal", "-shm"] {
            let _ = fs::remove_file(beside(&file, ending));
        }
        fs::rename(&draft, &file).map_err(|error| lost(&error))?;
        sync(folder);
        self.reconnect().map_err(|trouble| lost(&trouble.fault))?;
        let fault = Fault::new(FaultKind::Storage, "dateline.db was taken away while it was open")
            .hint("it has been put back with all that was in it");
        self.notices.push(Notice { fault, anew: Anew::Nothing });
        Ok(())
    }

    /// Another file stands there: what is to be done has to be done again, in that one.
    fn give_way(&mut self) -> Result<(), Trouble> {
        self.change_over().and_then(|said| Err(said.into()))
    }

    /// Goes on with the other file that stands there, if that is a store: ours is written beside it, as far as it is
    /// whole, and its bookmarks into the other. What there is to say about it, which is in the notices too.
    fn change_over(&mut self) -> Result<Fault, Trouble> {
        let said =
            Fault::new(FaultKind::Storage, "dateline.db was replaced by another file while it was open");
        let there = self.spot.id();
        let given_up = |said: Fault| said.hint("nothing more is kept; quit and start Dateline again").into();
        let Some(file) = self.spot.file().map(Path::to_owned).filter(|_| self.missed != there) else {
            return Err(given_up(said));
        };
        // One copy is enough, however often it is tried: nothing is written into the old one any more.
        if self.copy.as_ref().is_none_or(|copy| !copy.exists()) {
            let beside = free_name(&file, "replaced");
            self.copy = match copy_out(&self.conn, &beside) {
                // Of a damaged one there is none: whoever put another in its place has set it aside.
                Err(Trouble { kind: TroubleKind::Damage, .. }) => None,
                copied => copied.map(|()| Some(beside))?,
            };
        }
        let is_whole = self.copy.is_some();
        let name = self.copy.as_deref().and_then(Path::file_name).unwrap_or_default();
        let name = name.to_string_lossy().into_owned();
        let Ok(mut other) = self.other() else {
            self.missed = there;
            return Err(if is_whole {
                said.hint(format!("what was in the old one is in {name}")).into()
            } else {
                given_up(said)
            });
        };
        let carried = carry(&self.conn, &mut other).map_err(|trouble| match trouble.kind {
            TroubleKind::Damage if is_whole => {
                let words = "dateline.db was replaced by another file, which is damaged";
                let hint =
                    format!("it is being mended, do it again in a moment; all of the old one is in {name}");
                Trouble { fault: Fault::new(FaultKind::Storage, words).hint(hint), kind: trouble.kind }
            }
            _ => trouble,
        })?;
        self.take_over(other);
        let bookmarks = counted(carried as u64, "bookmark", "bookmarks");
        let said = if is_whole {
            said.hint(format!("{bookmarks} were carried over; all of the old one is in {name}; do it again"))
        } else {
            let words = "the store was damaged, and another one has taken its place";
            let hint = format!("{bookmarks} that were missing there were carried over; do it again");
            Fault::new(FaultKind::Storage, words).hint(hint)
        };
        self.notices.push(Notice { fault: said.clone(), anew: Anew::Rows });
        Ok(said)
    }
}

/// Writes all that a connection sees into a new file, which is whole or not there.
fn copy_out(conn: &Connection, to: &Path) -> Result<(), Trouble> {
    remove(to);
    let copied =
        conn.execute("VACUUM INTO ?1", [to.to_string_lossy()]).map_err(Trouble::from).and_then(|_| {
            let synced = File::open(to).and_then(|copy| copy.sync_all());
            synced.map_err(|error| unwritable(to).cause(error).into())
        });
    if copied.is_err() {
        remove(to);
    }
    copied
}

/// Carries bookmarks with tags, notes and texts into another store; what is kept there stays as it is, and what is
/// damaged here is left out. How many came.
fn carry(old: &Connection, fresh: &mut Connection) -> Result<usize, Trouble> {
    let tx = fresh.transaction()?;
    let mut came = 0;
    // From the front as far as it goes, then from the end as far as it goes.
    for order in ["id", "id DESC"] {
        match carry_in(order, old, &tx, &mut came) {
            Err(Stopped::Damaged) => {}
            Err(Stopped::Failed(error)) => return Err(error.into()),
            Ok(()) => break,
        }
    }
    tx.commit()?;
    Ok(came)
}

/// Why carrying stopped before its end.
enum Stopped {
    /// The old store cannot be read there.
    Damaged,
    Failed(rusqlite::Error),
}

/// What came of reading the old store.
fn read<T>(row: rusqlite::Result<T>) -> Result<T, Stopped> {
    row.map_err(|error| if is_damage(&error) { Stopped::Damaged } else { Stopped::Failed(error) })
}

fn carry_in(order: &str, old: &Connection, tx: &Connection, came: &mut usize) -> Result<(), Stopped> {
    let mut query = read(old.prepare(&format!(
        "SELECT id, key, address_hash, address, day, kept_at, changed_at, title, source_title, note, words,
                body FROM bookmark NOT INDEXED WHERE removed_at IS NULL ORDER BY {order}",
    )))?;
    let mut put = tx
        .prepare(
            "INSERT INTO bookmark (key, address_hash, address, day, kept_at, changed_at, title, source_title,
                 note, words, body, story)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,
                 (SELECT id FROM story WHERE address_hash = ?2 AND address = ?3))
             ON CONFLICT (key) DO UPDATE SET removed_at = NULL WHERE removed_at IS NOT NULL",
        )
        .map_err(Stopped::Failed)?;
    let mut tags = read(old.prepare("SELECT name FROM tag WHERE bookmark = ?1"))?;
    let mut tag = tx
        .prepare("INSERT OR IGNORE INTO tag (bookmark, name) SELECT id, ?2 FROM bookmark WHERE key = ?1")
        .map_err(Stopped::Failed)?;
    let mut rows = read(query.query([]))?;
    while let Some(row) = read(rows.next())? {
        let values: Vec<rusqlite::types::Value> =
            read((1..12).map(|at| row.get(at)).collect::<rusqlite::Result<_>>())?;
        let key: String = read(row.get(1))?;
        *came += put.execute(rusqlite::params_from_iter(values)).map_err(Stopped::Failed)?;
        let id: i64 = read(row.get(0))?;
        let names = tags.query_map([id], |row| row.get::<_, String>(0)).map_err(Stopped::Failed)?;
        // The bookmark counts, also where its tags cannot be read.
        for name in names.map_while(Result::ok) {
            tag.execute(params![key, name]).map_err(Stopped::Failed)?;
        }
    }
    Ok(())
}
