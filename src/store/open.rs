//! Opening the store, and writing to it in turn.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use super::connect::connect;
use super::connector::Connector;
use super::exchange::{Anew, Notice};
use super::fault::{Trouble, TroubleKind, told};
use super::filed::Files;
use super::full;
use super::lone;
use super::mend::{finish, mend};
use super::spot::{FileId, Spot, look_at, make_folder};
use super::turn::{Turns, Writer};
use crate::news::{Fault, FaultKind};

/// One connection to the store. Blocks its caller; for one thread at a time.
pub struct Store {
    pub(super) conn: Connection,
    pub(super) spot: Spot,
    /// The file as it was opened.
    pub(super) id: FileId,
    /// A file in its place that could not be opened.
    pub(super) missed: FileId,
    /// The copy of what was open, where another file has taken its place.
    pub(super) copy: Option<PathBuf>,
    access: Access,
    /// Why nothing is kept, if so.
    pub(super) caution: Option<Fault>,
    /// Stands in for one that is being mended.
    pub(super) stands_in: bool,
    pub(super) turns: Arc<Turns>,
    durable: Option<bool>,
    pub(super) damaged: Cell<bool>,
    pub(super) notices: Vec<Notice>,
    /// Where acts on the sources and the mute rules are written.
    pub(super) files: Option<Arc<dyn Files>>,
}

/// What may be done with the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    Write,
    Read,
    /// Nobody can write it, not even the log that `SQLite` needs to read it while others write.
    ReadStill,
}

impl Store {
    /// Opens `dateline.db` in the data folder, making both where they are missing. Where they may not be written,
    /// an existing store is opened for reading ([`Store::caution`]). A damaged one is set aside, and what can be
    /// read of it is in the new one ([`Store::take_notices`]).
    ///
    /// A store of a newer Dateline, a database of another program and a file that is no database are refused
    /// and left as they are.
    pub fn open(dir: &Path) -> Result<Self, Fault> {
        Self::open_telling(dir, &mut |_| {})
    }

    /// As [`Store::open`]. Where a damaged one is mended first `tell` hears it: 0 when that begins, then how many rows
    /// were saved so far.
    pub fn open_telling(dir: &Path, tell: &mut dyn FnMut(u64)) -> Result<Self, Fault> {
        Self::open_in(dir, |spot, damaged| Self::mended(spot, damaged, tell)).map_err(told)
    }

    /// Opens the existing store for reading only; [`Store::open`] has made it before.
    pub fn open_reader(dir: &Path) -> Result<Self, Fault> {
        let spot = Spot::within(dir);
        look_at(spot.name()).and_then(|()| Self::for_reading(&spot)).map_err(told)
    }

    /// As [`Store::open_telling`]; where nothing can be written and there is no store to be read either, one in memory,
    /// which takes what is fetched and keeps nothing.
    pub fn open_or_go_without(dir: &Path, tell: &mut dyn FnMut(u64)) -> Result<Self, Fault> {
        Self::or_without(Self::open_in(dir, |spot, damaged| Self::mended(spot, damaged, tell)))
    }

    /// A store in memory, gone with its last connection.
    pub fn memory() -> Result<Self, Fault> {
        Self::in_place(Spot::unused_memory(), Access::Write).map_err(told)
    }

    /// Another connection to the same store, for another thread; also to one in memory.
    pub fn another(&self) -> Result<Self, Fault> {
        self.connector().open()
    }

    /// Another connection to the same store that only reads.
    #[cfg(test)]
    pub(super) fn another_reader(&self) -> Result<Self, Fault> {
        self.connector().reading().open()
    }

    /// What opens more connections to the same store, on whatever thread wants one.
    pub fn connector(&self) -> Connector {
        Connector { spot: self.spot.clone(), access: self.access, caution: self.caution.clone() }
    }

    /// Why nothing is kept, if so: the store may only be read, or there is none.
    pub fn caution(&self) -> Option<&Fault> {
        self.caution.as_ref()
    }

    /// Whether this is here only until a damaged store is mended.
    pub fn stands_in(&self) -> bool {
        self.stands_in
    }

    /// Whether not even what is fetched can be stored.
    pub fn reads_only(&self) -> bool {
        self.access != Access::Write
    }

    /// A number that changes when another connection, of this program or another, has changed the store.
    pub fn data_version(&self) -> Result<i64, Fault> {
        self.read(|conn| Ok(conn.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?))
    }

    /// How many rows this connection has written so far.
    pub fn rows_written(&self) -> u64 {
        self.conn.total_changes()
    }

    /// A number that changes when a reader does something or a story comes in, not when only the index is brought up to
    /// date.
    pub fn newest(&self) -> Result<i64, Fault> {
        self.read(|conn| {
            let sql = "SELECT coalesce((SELECT max(seq) FROM change), 0) * 4294967296
                           + coalesce((SELECT max(id) FROM story), 0)";
            Ok(conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
        })
    }

    /// Where the search index of this store is: a file beside it, or the name of a database in memory.
    pub(super) fn index_place(&self) -> (PathBuf, bool) {
        match &self.spot {
            Spot::File(file) if self.access == Access::Write => (file.with_file_name("index.db"), true),
            // Beside a store that may only be read, none can be made.
            Spot::File(_) => (PathBuf::from(format!("file:/index-{}?vfs=memdb", self.turns.number())), false),
            Spot::Memory(name) => (PathBuf::from(name.replace("?vfs", "-index?vfs")), false),
        }
    }

    /// Opens it; with what is to be done where it is damaged.
    pub(super) fn open_in<T: From<Self>>(
        dir: &Path,
        by_damage: impl FnOnce(Spot, FileId) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        let spot = Spot::within(dir);
        if !spot.name().exists() {
            make_folder(dir)?;
        }
        finish(spot.name());
        let alone = lone::set_aside(spot.name());
        // Again: the folder may be there only now.
        let spot = Spot::within(dir);
        let damaged = spot.id();
        let opened = look_at(spot.name()).and_then(|()| Self::in_place(spot.clone(), Access::Write));
        match opened {
            Err(Trouble { kind: TroubleKind::Damage, .. }) => by_damage(spot, damaged),
            Err(Trouble { fault, kind }) if kind.may_be_read() && spot.id().is_some() => {
                let mut store =
                    Self::for_reading(&spot).or_else(|_| full::copied(&spot)).map_err(|_| Trouble {
                        fault: fault.clone(),
                        // An empty store in its stead would look as if all were lost.
                        kind: if kind == TroubleKind::Full { TroubleKind::Other } else { kind },
                    })?;
                store.caution = Some(full::only_read(fault, kind, &spot));
                Ok(store.into())
            }
            opened => opened.map(|mut store| {
                store.notices.extend(alone.map(|fault| Notice { fault, anew: Anew::Nothing }));
                store.into()
            }),
        }
    }

    /// Mends a damaged store and opens the new one.
    fn mended(spot: Spot, damaged: FileId, tell: &mut dyn FnMut(u64)) -> Result<Self, Trouble> {
        let said = mend(spot.name(), damaged, tell)?;
        let mut store = Self::in_place(spot, Access::Write)?;
        store.notices.extend(said.map(|fault| Notice { fault, anew: Anew::Nothing }));
        Ok(store)
    }

    /// Opens an existing store to read it, also where nobody may write.
    pub(super) fn for_reading(spot: &Spot) -> Result<Self, Trouble> {
        match Self::in_place(spot.clone(), Access::Read) {
            Err(Trouble { kind: TroubleKind::Unwritable, .. }) => {
                Self::in_place(spot.clone(), Access::ReadStill)
            }
            opened => opened,
        }
    }

    /// What was opened; where nothing can be written nor read, a store that keeps nothing.
    pub(super) fn or_without<T: From<Self>>(opened: Result<T, Trouble>) -> Result<T, Fault> {
        match opened {
            Err(Trouble { fault, kind }) if kind.may_be_read() => Self::without(fault).map(T::from),
            opened => opened.map_err(told),
        }
    }

    fn without(why: Fault) -> Result<Self, Fault> {
        let fault = Fault::new(FaultKind::Storage, "nothing is kept").hint(why.to_string());
        let fault = why.cause.into_iter().fold(fault, Fault::cause);
        Ok(Self { caution: Some(fault), ..Self::memory()? })
    }

    /// Opens what stands there, or makes it.
    pub(super) fn in_place(spot: Spot, access: Access) -> Result<Self, Trouble> {
        Self::joined(spot, access, None, OpenFlags::SQLITE_OPEN_CREATE)
    }

    /// Nothing more is written into it.
    pub(super) fn reads_from_now_on(&mut self) -> Result<(), Trouble> {
        self.access = Access::Read;
        Ok(self.conn.pragma_update(None, "query_only", true)?)
    }

    /// With [`OpenFlags::SQLITE_OPEN_CREATE`] a store that is not there is made, with no flag it is refused.
    pub(super) fn joined(
        spot: Spot,
        access: Access,
        caution: Option<Fault>,
        create: OpenFlags,
    ) -> Result<Self, Trouble> {
        let turns = Turns::of(spot.name());
        let turn = turns.take(Writer::User);
        let conn = connect(&spot, access, create)?;
        drop(turn);
        Ok(Self {
            conn,
            id: spot.id(),
            spot,
            missed: None,
            copy: None,
            access,
            caution,
            stands_in: false,
            turns,
            durable: None,
            damaged: Cell::new(false),
            notices: Vec::new(),
            files: None,
        })
    }

    /// Opens what stands at the store's place now, with the turn in hand.
    pub(super) fn reconnect(&mut self) -> Result<(), Trouble> {
        let conn = connect(&self.spot, self.access, OpenFlags::SQLITE_OPEN_CREATE)?;
        if self.access == Access::Write {
            // It is still the same window: what was done in it can be undone.
            let me = self.conn.query_row("SELECT who, since FROM me", [], |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
            });
            if let Ok(me) = me {
                conn.execute("UPDATE me SET who = ?1, since = ?2", me)?;
            }
        }
        self.take_over(conn);
        Ok(())
    }

    /// Opens what stands at the store's place, without letting go of what was open.
    pub(super) fn other(&self) -> Result<Connection, Trouble> {
        look_at(self.spot.name())?;
        connect(&self.spot, self.access, OpenFlags::SQLITE_OPEN_CREATE)
    }

    /// Goes on with another connection to the same place.
    pub(super) fn take_over(&mut self, conn: Connection) {
        (self.conn, self.id, self.durable, self.copy) = (conn, self.spot.id(), None, None);
    }

    /// What the reader keeps must stay kept: refused where it would not.
    pub(super) fn may_keep(&self) -> Result<(), Fault> {
        self.caution.clone().map_or(Ok(()), Err)
    }

    /// Answers a question.
    pub(super) fn read<T>(&self, ask: impl FnOnce(&Connection) -> Result<T, Trouble>) -> Result<T, Fault> {
        ask(&self.conn).map_err(|trouble| self.noted(trouble))
    }

    /// One transaction: all of `act` happens or nothing. The reader's acts are on the disk afterwards, in the file
    /// that has the store's name.
    pub(super) fn write<T>(
        &mut self,
        writer: Writer,
        act: impl FnOnce(&Transaction<'_>) -> Result<T, Trouble>,
    ) -> Result<T, Fault> {
        if self.reads_only() {
            let fault = || Fault::new(FaultKind::Storage, "the store is open for reading only");
            return Err(self.caution.clone().unwrap_or_else(fault));
        }
        let turns = Arc::clone(&self.turns);
        let _turn = turns.take(writer);
        let wrote = || {
            self.hold_on()?;
            let done = self.transact(writer, act)?;
            if writer == Writer::User {
                self.hold_on()?;
            }
            Ok(done)
        };
        let wrote = wrote();
        wrote.map_err(|trouble| self.noted(trouble))
    }

    fn noted(&self, trouble: Trouble) -> Fault {
        if trouble.kind == TroubleKind::Damage {
            self.damaged.set(true);
        }
        trouble.fault
    }

    fn transact<T>(
        &mut self,
        writer: Writer,
        act: impl FnOnce(&Transaction<'_>) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        let durable = writer == Writer::User;
        if self.durable != Some(durable) {
            // Cannot be set inside a transaction. In WAL mode NORMAL does not wait for the disk at commit.
            self.conn.pragma_update(None, "synchronous", if durable { "FULL" } else { "NORMAL" })?;
            self.durable = Some(durable);
        }
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = act(&tx)?;
        tx.commit()?;
        Ok(done)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::news::{Scope, SourceId};
    use crate::store::NewStory;
    use crate::store::fixture::{day, keep, now, source, story};
    use crate::store::schema;

    fn file_of(dir: &Path) -> PathBuf {
        dir.join("dateline.db")
    }

    /// Opens a folder whose `dateline.db` has that content; what is said, after a look that nothing changed.
    fn refused(content: &[u8]) -> String {
        let dir = tempfile::tempdir().unwrap();
        fs::write(file_of(dir.path()), content).unwrap();
        let said = Store::open(dir.path()).err().unwrap();
        assert_eq!(said.kind, FaultKind::Storage);
        assert!(said.hint.is_some());
        assert_eq!(fs::read(file_of(dir.path())).unwrap(), content);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
        said.sentence.to_string()
    }

    fn database(setup: &str) -> Vec<u8> {
        let dir = tempfile::tempdir().unwrap();
        let file = file_of(dir.path());
        Connection::open(&file).unwrap().execute_batch(setup).unwrap();
        fs::read(file).unwrap()
    }

    #[test]
    fn what_is_not_ours_is_refused_untouched() {
        assert_eq!(refused(b"Dear diary,"), "dateline.db is not a Dateline store");
        assert_eq!(refused(&[7; 5000]), "dateline.db is not a Dateline store");
        let foreign = database("PRAGMA application_id=7; CREATE TABLE t(x);");
        assert_eq!(refused(&foreign), "dateline.db belongs to another program");
        let nameless = database("CREATE TABLE t(x);");
        assert_eq!(refused(&nameless), "dateline.db belongs to another program");
        let newer = database(&format!(
            "PRAGMA application_id={}; PRAGMA user_version=99; CREATE TABLE t(x);",
            schema::APPLICATION_ID
        ));
        assert_eq!(refused(&newer), "the store was written by a newer Dateline");
    }

    #[test]
    fn an_older_store_is_called_that_until_it_is_brought_up() {
        let dir = tempfile::tempdir().unwrap();
        let old = Connection::open(file_of(dir.path())).unwrap();
        schema::make_old(&old, 1).unwrap();
        drop(old);
        let before = fs::read(file_of(dir.path())).unwrap();
        let said = Store::open_reader(dir.path()).err().unwrap();
        assert_eq!(said.sentence, "the store was written by an older Dateline");
        assert_eq!(said.hint.unwrap(), "it is brought up to date when Dateline starts next");
        assert_eq!(fs::read(file_of(dir.path())).unwrap(), before);
        drop(Store::open(dir.path()).unwrap());
        Store::open_reader(dir.path()).unwrap();
        // What was never set up is no store of any Dateline.
        fs::write(file_of(dir.path()), "").unwrap();
        assert_eq!(
            Store::open_reader(dir.path()).err().unwrap().sentence,
            "dateline.db is not a Dateline store"
        );
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_a_sentence() {
        let dir = tempfile::tempdir().unwrap();
        let in_the_way = dir.path().join("data");
        fs::write(&in_the_way, "").unwrap();
        for folder in [in_the_way.clone(), in_the_way.join("deeper")] {
            let said = Store::open(&folder).err().unwrap();
            let why = "cannot be made, a file stands where a folder should be";
            assert_eq!(said.sentence.as_str(), format!("{} {why}", folder.display()));
            assert_eq!(said.hint.unwrap(), "move that file away, or choose another folder with --data-dir");
        }
        assert!(Store::open_reader(&dir.path().join("nowhere")).is_err());
    }

    #[test]
    fn an_empty_file_becomes_a_store_and_the_file_says_what_it_is() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(file_of(dir.path()), "").unwrap();
        let store = Store::open(dir.path()).unwrap();
        let head = fs::read(file_of(dir.path())).unwrap();
        assert_eq!(&head[68..72], b"DtLn");
        assert_eq!(i32::from(head[63]), schema::VERSION);
        for (setting, expected) in [("foreign_keys", 1), ("trusted_schema", 0), ("cell_size_check", 1)] {
            let is: i64 = store.conn.query_row(&format!("PRAGMA {setting}"), [], |row| row.get(0)).unwrap();
            assert_eq!(is, expected, "{setting}");
        }
        let mode: String = store.conn.query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap();
        assert_eq!(mode, "wal");
    }

    #[test]
    fn a_reader_cannot_write_and_sees_what_others_write() {
        let dir = tempfile::tempdir().unwrap();
        let mut writer = Store::open(dir.path()).unwrap();
        let mut reader = Store::open_reader(dir.path()).unwrap();
        assert!(reader.bookmark(&keep(1, "2025-11-12"), now()).is_err());
        assert!(reader.conn.execute("DELETE FROM bookmark", []).is_err());
        let before = reader.data_version().unwrap();
        writer.bookmark(&keep(1, "2025-11-12"), now()).unwrap();
        assert_ne!(reader.data_version().unwrap(), before);
        assert_eq!(reader.bookmarks().unwrap().len(), 1);
    }

    #[test]
    fn the_store_in_memory_is_shared_by_its_connections_only() {
        let mut one = Store::memory().unwrap();
        let two = one.another_reader().unwrap();
        one.bookmark(&keep(1, "2025-11-12"), now()).unwrap();
        assert_eq!(two.bookmarks().unwrap().len(), 1);
        assert!(Store::memory().unwrap().bookmarks().unwrap().is_empty());
    }

    #[test]
    fn what_was_acknowledged_survives_a_kill() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open(dir.path()).unwrap();
        let a = store.sync_sources(&[source("a")], day("2025-11-01")).unwrap()[0].id;
        for number in 1..=8 {
            let ids = store.put_items(a, &[story(number, "2025-11-12")], now()).unwrap().ids;
            store.bookmark(&keep(number, "2025-11-12"), now()).unwrap();
            store.set_read(&ids, true, now()).unwrap();
            // The files as they are now, with no connection closed: what a killed process leaves.
            let left = tempfile::tempdir().unwrap();
            for name in ["dateline.db", "dateline.db-wal"] {
                fs::copy(dir.path().join(name), left.path().join(name)).unwrap();
            }
            let mut found = Store::open(left.path()).unwrap();
            assert_eq!(found.bookmarks().unwrap(), store.bookmarks().unwrap());
            assert_eq!(found.sources().unwrap(), store.sources().unwrap());
            let acts = |store: &Store| -> Vec<_> {
                let acts = store.changes(99).unwrap().into_iter();
                acts.map(|change| (change.seq, change.label, change.undone)).collect()
            };
            assert_eq!(acts(&found), acts(&store));
            assert_eq!(
                found.undo(now()).unwrap().unwrap().label.as_str(),
                format!("marked read: Story {number}")
            );
        }
    }

    #[test]
    fn an_act_that_fails_half_way_leaves_nothing() {
        let mut store = Store::memory().unwrap();
        store.bookmark(&keep(1, "2025-11-12"), now()).unwrap();
        let failed: Result<(), Fault> = store.write(Writer::User, |tx| {
            tx.execute("UPDATE bookmark SET note = 'half'", [])?;
            Err(Fault::new(FaultKind::Storage, "stop").into())
        });
        assert!(failed.is_err());
        assert_eq!(store.bookmarks().unwrap()[0].note, "");
    }

    fn batch(first: u32) -> Vec<NewStory> {
        (first..first + 200).map(|number| story(number, "2025-11-12")).collect()
    }

    /// Two threads fill the store while the reader keeps and marks; nobody fails, everything is there.
    fn together(apart: bool) {
        let dir = tempfile::tempdir().unwrap();
        let mut user = Store::open(dir.path()).unwrap();
        let rows = user.sync_sources(&[source("a"), source("b")], day("2025-11-01")).unwrap();
        let ids: Vec<SourceId> = rows.iter().map(|row| row.id).collect();
        let fill = |source: SourceId| {
            let mut store = Store::open(dir.path()).unwrap();
            if apart {
                // As another process would: without turns, with SQLite's lock only.
                store.turns = Arc::default();
            }
            std::thread::spawn(move || {
                for first in (0..1000).step_by(200) {
                    store.put_items(source, &batch(first), now()).unwrap();
                }
            })
        };
        let fillers = [fill(ids[0]), fill(ids[1])];
        for number in 0..20 {
            user.bookmark(&keep(number, "2025-11-12"), now()).unwrap();
            user.put_meta("day", "2025-11-12").unwrap();
        }
        for filler in fillers {
            filler.join().unwrap();
        }
        let facts = user.facts(Scope::All, day("2025-11-12").only()).unwrap();
        // Both tell the same stories: each is counted once.
        assert_eq!((facts[0].stories, facts[0].bookmarks), (1000, 20));
        let of_each: Vec<_> = user.sources().unwrap().iter().map(|row| row.stories).collect();
        assert_eq!(of_each, [1000, 1000]);
    }

    #[test]
    fn one_process_reads_on_while_two_threads_fill() {
        together(false);
    }

    #[test]
    fn two_processes_share_a_store() {
        together(true);
    }

    #[test]
    fn many_may_open_a_new_store_at_once() {
        let dir = tempfile::tempdir().unwrap();
        std::thread::scope(|scope| {
            let opening: Vec<_> =
                (0..4).map(|_| scope.spawn(|| Store::open(dir.path()).map(|_| ()))).collect();
            for opened in opening {
                opened.join().unwrap().unwrap();
            }
        });
    }
}
